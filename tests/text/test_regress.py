"""text.regress: refusals, cleaning, parts, the report against independent figures, predictions."""

import csv
import io
import json
import math
from decimal import Decimal

import numpy as np
import pytest

pytestmark = pytest.mark.models
pytest.importorskip("peft")

import torch  # noqa: E402
from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402
from safetensors.torch import load_file  # noqa: E402
from sklearn import metrics as judged  # noqa: E402

from apps.engines.builtin.text import cleaning, rows, splits  # noqa: E402
from apps.engines.builtin.text.names import TO_CHECK  # noqa: E402
from apps.engines.builtin.text.params import RegressParams  # noqa: E402
from apps.engines.builtin.text_regress import numbers  # noqa: E402
from apps.engines.builtin.text_regress.manifest import ENGINE  # noqa: E402
from apps.engines.builtin.text_regress.runner import Runner  # noqa: E402
from apps.engines.contract import Refusal  # noqa: E402
from apps.engines.testing import MemoryContext, MemoryTable  # noqa: E402
from tests.text import tiny  # noqa: E402

QUICK = {"base": "folder:tiny", "epochs": 3, "batch_size": 16, "learning_rate": 2e-3, "patience": 0}
ROWS = 240
LANGUAGES = ["en" if place % 3 else "de" for place in range(ROWS)]


def fit(ctx, data=None, **params):
    chosen = RegressParams(**{**QUICK, "method": "probe", **params})
    return Runner().run(ctx, chosen, {"data": data or tiny.tickets()})


def table(cells, texts=None):
    texts = texts or [f"my parcel number {place}" for place in range(len(cells))]
    return MemoryTable({"t": texts, "n": cells}, {"text": ["t"], "target": ["n"]})


def codes(result):
    return {block.code for block in result.blocks if block.kind == "warning"}


def block(result, key):
    return next(found for found in result.blocks if getattr(found, "key", "") == key)


@pytest.fixture(scope="module")
def fitted(tmp_path_factory, base_folder):
    """A fine-tune whose figures the tests below work out again from its test rows."""
    from django.test import override_settings

    with override_settings(TEXT_MODELS_DIR=base_folder):
        ctx = MemoryContext(tmp_path_factory.mktemp("fit"), seed=5)
        data = tiny.tickets(ROWS, noise=2.0, language=LANGUAGES)
        result = fit(ctx, data, method="lora", epochs=6, learning_rate=5e-3, warmup_share=0.3)
    said = list(csv.DictReader(io.StringIO(ctx.artifacts["test-predictions.csv"].read_text())))
    return result, ctx, data, said


def column(said, name):
    return np.array([float(row[name]) for row in said])


def test_figures_are_those_of_the_test_rows(fitted):
    result, _, data, said = fitted
    found = result.summary
    true, predicted = column(said, "true"), column(said, "predicted")
    assert len(said) == found["rows"]["test"]
    assert sum(found["rows"].values()) == ROWS
    places = [int(row["row"]) - 1 for row in said]
    assert true.tolist() == [data.data["hours"][place] for place in places]
    assert found["rmse"]["value"] == pytest.approx(judged.root_mean_squared_error(true, predicted))
    assert found["mae"]["value"] == pytest.approx(judged.mean_absolute_error(true, predicted))
    assert found["r2"]["value"] == pytest.approx(judged.r2_score(true, predicted))
    mean = found["target"]["mean"]
    assert found["mean_rmse"] == pytest.approx(np.sqrt(np.mean((true - mean) ** 2)))
    assert found["gain_over_mean"]["value"] == pytest.approx(
        found["mean_rmse"] - found["rmse"]["value"]
    )
    assert found["gain"]["value"] == pytest.approx(found["probe_rmse"] - found["rmse"]["value"])
    inside = (column(said, "low") <= true) & (true <= column(said, "high"))
    assert found["interval"]["found"] == pytest.approx(inside.mean())


def test_it_learns_what_the_mean_does_not_know(fitted):
    found = fitted[0].summary
    assert found["r2"]["low"] > 0.5
    assert found["gain_over_mean"]["low"] > 0
    assert found["training"]["curve"][-1]["loss"] < found["training"]["curve"][0]["loss"]
    assert found["interval"]["low"] <= found["interval"]["found"]
    assert found["spearman"]["low"] > 0.5


def test_a_training_that_only_harms_is_not_kept(tmp_path):
    """At a rate that is far too high the start stays the best on the rows to choose by."""
    data = tiny.tickets(ROWS)
    probe = fit(MemoryContext(tmp_path / "probe"), data).summary
    result = fit(MemoryContext(tmp_path), data, method="full", epochs=1, learning_rate=0.05)
    assert "start_kept" in codes(result)
    assert result.summary["training"]["best_epoch"] == 0
    assert result.summary["gain"] is None
    assert result.summary["rmse"]["value"] == pytest.approx(probe["rmse"]["value"], rel=1e-4)


def test_slices_are_those_of_their_rows(fitted):
    result, _, _, said = fitted
    for one in result.summary["slices"]:
        inside = np.array([LANGUAGES[int(row["row"]) - 1] == one["name"] for row in said])
        gaps = (column(said, "predicted") - column(said, "true"))[inside]
        assert one["rows"] == inside.sum()
        assert one["rmse"] == pytest.approx(np.sqrt(np.mean(gaps**2)))
        assert one["bias"] == pytest.approx(gaps.mean())
    assert {one["name"] for one in result.summary["slices"]} == {"en", "de"}


def test_charts_and_tables_show_the_same_rows(fitted):
    result, _, _, said = fitted
    true, predicted = column(said, "true"), column(said, "predicted")
    points = block(result, "residuals").series[-1].points
    order = np.argsort(predicted, kind="stable")
    assert np.array(points) == pytest.approx(
        np.column_stack([predicted, true - predicted])[order], abs=1e-9
    )
    assert block(result, "predicted-true").x.unit == "h"
    first = block(result, "hardest").rows[0]
    furthest = int(np.argmax(np.abs(true - predicted)))
    assert first["row"] == int(said[furthest]["row"])
    assert first["off"] == pytest.approx((true - predicted)[furthest])
    names = [str(row["name"]) for row in block(result, "compared").rows]
    assert names == ["This model", "The last layer alone", "Always the mean"]


def test_the_headline_and_the_card_have_the_figures_in_the_unit(fitted):
    result, ctx, _, _ = fitted
    error = result.summary["mae"]["value"]
    assert f"off by {error:.4g} h on average" in str(result.headline)
    card = ctx.artifacts["card.md"].read_text()
    assert f"{result.summary['rmse']['value']:.4g}" in card
    assert result.summary["test_hash"] in card
    assert "in h, and an interval that holds" in card


def test_predictions_keep_their_order_and_say_what_to_know(fitted):
    result, ctx, _, said = fitted
    predictor = Runner().load(ctx.model_dir, {"device": "cpu"})
    answer = predictor.predict([{"ticket": row["text"]} for row in said])
    values = [row.values["hours:point"] for row in answer.rows]
    assert values == pytest.approx(column(said, "predicted"), abs=1e-3)
    radius = result.summary["interval"]["radius"]
    for row in answer.rows:
        point = row.values["hours:point"]
        assert row.values["hours:new_low"] == pytest.approx(point - radius)
        assert row.values["hours:new_high"] == pytest.approx(point + radius)
    assert {one.role for one in answer.columns} == {"point", "new_low", "new_high"}
    assert {one.unit for one in answer.columns} == {"h"}
    long, strange, empty = predictor.predict(
        [{"ticket": "money " * 300}, {"ticket": "送货太晚了 xyzzy"}, {}]
    ).rows
    assert any("first 66 tokens" in str(word) for word in long.warnings)
    assert any("does not know" in str(word) for word in strange.warnings)
    assert set(empty.values.values()) == {None}
    assert [str(word) for word in empty.warnings] == ["ticket is missing."]


def test_an_answer_beyond_what_was_learned_says_so(fitted):
    predictor = Runner().load(fitted[1].model_dir, {"device": "cpu"})
    highest = (predictor.facts.high - predictor.facts.mean) / predictor.facts.scale
    _, within = predictor.answer(np.array([highest - 0.01]))
    values, beyond = predictor.answer(np.array([highest + 0.01]))
    assert within == []
    assert "outside the numbers" in str(beyond[0])
    assert values["hours:point"] > predictor.facts.high


def test_a_resumed_run_has_the_same_weights_to_the_bit(tmp_path):
    options = {"method": "full", "dropout": True, "epochs": 2}
    data = tiny.tickets(60)
    whole = MemoryContext(tmp_path / "whole", seed=3)
    fit(whole, data, **options)
    part = MemoryContext(tmp_path / "part", seed=3, stop_at=4)
    assert "stopped" in codes(fit(part, data, **options))
    rest = MemoryContext(tmp_path / "rest", seed=3, resume_from=part.checkpoints[-1])
    fit(rest, data, **options)
    one, other = (load_file(ctx.model_dir / "weights.safetensors") for ctx in (whole, rest))
    assert one.keys() == other.keys()
    assert all(torch.equal(one[name], other[name]) for name in one)


@pytest.mark.parametrize("method", ["adapter", "prefix"])
def test_small_methods_run_and_answer(tmp_path, method):
    ctx = MemoryContext(tmp_path)
    found = fit(ctx, method=method, epochs=1).summary
    assert 0 < found["parameters_learned"] < found["parameters"]
    answer = Runner().load(ctx.model_dir, {"device": "cpu"}).predict([{"ticket": "late"}])
    assert math.isfinite(answer.rows[0].values["hours:point"])


@pytest.mark.parametrize(
    ("cells", "said", "field"),
    [
        ([4.0] * 40, "same number", "data.target"),
        ([math.nan] * 40, "both a text and a number", "data.target"),
        ([None] * 40, "both a text and a number", "data.target"),
        ([*map(float, range(39)), math.inf], "Row 40: the number is infinite", "data.target"),
        (["12", "late", *["3"] * 38], "Row 1: '12' is not a number", "data.target"),
        ([True, False] * 20, "'True' is not a number", "data.target"),
        ([float(n) for n in range(19)], "19 rows are too few", "data"),
        ([n * 1e307 for n in range(17)] * 3, "too large", "data.target"),
    ],
)
def test_targets_that_cannot_be_learned_are_refused_in_words(tmp_path, cells, said, field):
    with pytest.raises(Refusal, match=said) as refused:
        fit(MemoryContext(tmp_path), table(cells))
    assert refused.value.issue.field == field
    assert refused.value.issue.fix is not None


def test_what_no_run_could_use_is_told_before_it():
    data = tiny.tickets(60)
    one = data.profile().model_copy(update={"roles": {"text": ["ticket"], "target": ["ticket"]}})
    few = data.take(list(range(5))).profile()
    constant = table([2.0] * 30).profile()
    params = RegressParams(base="folder:tiny")
    fields = [
        [issue.field for issue in ENGINE.validate(params, {"data": profile})]
        for profile in (one, few, constant, data.profile())
    ]
    assert fields == [["data.target"], ["data"], ["data.target"], []]


@settings(max_examples=60, deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_loses_no_bit_on_its_way(number):
    assert float(numbers.one_number(number, 1)) == number


def test_cells_are_read_as_what_they_are():
    assert numbers.one_number(3, 1) == numbers.one_number(3.0, 1) == "3.0"
    assert numbers.one_number(Decimal("0.5"), 1) == "0.5"
    assert numbers.one_number(-0.0, 1) == "0.0"
    assert numbers.one_number("  ", 1) == numbers.one_number(None, 1) == ""


def test_numbers_of_the_same_text_become_their_mean():
    texts = [*(f"one of {n}" for n in range(30)), "Late  again", "late again", "late again"]
    cells = [*map(float, range(30)), 10.0, 20.0, 60.0]
    found, left = rows.read(table(cells, texts), role="target", parse=numbers.one_number)
    cleaned = cleaning.distinct(found, left, numbers.mean_of)
    kept = dict(
        zip(map(rows.folded, cleaned.rows.texts), numbers.values(cleaned.rows), strict=True)
    )
    assert kept["late again"] == pytest.approx(30)
    assert (cleaned.copies, len(cleaned.conflicts), cleaned.conflicting_rows) == (2, 1, 0)


def test_every_part_has_numbers_of_every_size():
    draw = np.random.default_rng(0)
    cells = draw.lognormal(3, 1, 500).tolist()
    found, _ = rows.read(table(cells), role="target", parse=numbers.one_number)
    parts = splits.part(found, validation=0.2, test=0.2, seed=1, spread=numbers.by_quantile)
    edges = np.quantile(cells, np.linspace(0, 1, 11))
    for part, size in ((parts.train, 300), (parts.validation, 100), (parts.test.read(), 100)):
        counts, _ = np.histogram(numbers.values(part), edges)
        assert len(part) == size
        assert set(counts) == {size // 10}


def test_wrong_numbers_are_pointed_at(tmp_path):
    data = tiny.tickets(ROWS)
    hours = list(data.data["hours"])
    wrong = [3, 50, 120, 200]
    for place in wrong:
        hours[place] = 400.0
    result = fit(MemoryContext(tmp_path), table(hours, data.data["ticket"]))
    shown = [row["row"] - 1 for row in block(result, "suspects").rows]
    learned = result.summary["suspects"]
    told = json.loads((tmp_path / "kept" / TO_CHECK).read_text())
    assert told["kind"] == "number"
    first = told["rows"][0]
    assert first["row"] - 1 in wrong
    assert first["label"] == "400"
    assert 0 < first["quality"] < 0.1
    assert abs(float(first["better"])) < 100
    assert len(first["better"]) < 7, "an estimate has no more digits than it is worth"
    assert shown[: min(len(shown), 3)]
    assert set(shown[:2]) <= set(wrong), "something else is suspected first"
    assert learned >= len(set(wrong) & set(shown)) >= 2


def test_texts_that_say_nothing_are_no_better_than_the_mean(tmp_path):
    draw = np.random.default_rng(3)
    data = tiny.tickets(120)
    result = fit(
        MemoryContext(tmp_path), table(draw.normal(size=120).tolist(), data.data["ticket"])
    )
    assert "no_better_than_mean" in codes(result)
    assert {"few_for_intervals", "small_test"} & codes(result)


def test_times_and_weights_are_used(tmp_path):
    data = tiny.tickets(90, time=[float(n) for n in range(90)], weight=[1.0, 3.0] * 45)
    ctx = MemoryContext(tmp_path)
    result = fit(ctx, data)
    assert result.summary["split"] == "time"
    said = list(csv.DictReader(io.StringIO(ctx.artifacts["test-predictions.csv"].read_text())))
    assert [int(row["row"]) for row in said] == list(range(73, 91))
