"""text.match: what is learned, the report against independent figures, refusals, predictions."""

import csv
import io
import json
import math

import numpy as np
import pytest

pytestmark = pytest.mark.models
pytest.importorskip("peft")

import torch  # noqa: E402
from safetensors.torch import load_file  # noqa: E402
from scipy import stats  # noqa: E402
from sklearn import metrics as judged  # noqa: E402

from apps.engines.builtin.text import optimizing, training  # noqa: E402
from apps.engines.builtin.text.device import Place  # noqa: E402
from apps.engines.builtin.text.params import MatchParams  # noqa: E402
from apps.engines.builtin.text_match.manifest import ENGINE  # noqa: E402
from apps.engines.builtin.text_match.models import BiEncoder, PairIds  # noqa: E402
from apps.engines.builtin.text_match.objectives import Ranking  # noqa: E402
from apps.engines.builtin.text_match.runner import Runner  # noqa: E402
from apps.engines.contract import Refusal  # noqa: E402
from apps.engines.testing import MemoryContext, MemoryTable  # noqa: E402
from apps.engines.testing.sources import literals  # noqa: E402
from apps.engines.testing.suite import assert_close, messages_in  # noqa: E402
from tests.text import tiny  # noqa: E402

QUICK = {
    "base": "folder:tiny", "epochs": 2, "batch_size": 16, "learning_rate": 2e-3, "patience": 0,
    "precision": "fp32",  # as models are asked, so that answers can be compared
}  # fmt: skip
KINDS = ("match", "score", None)


def fit(ctx, data=None, **params):
    chosen = MatchParams(**{**QUICK, **params})
    return Runner().run(ctx, chosen, {"data": data or tiny.pairs()})


def codes(result):
    return {block.code for block in result.blocks if block.kind == "warning"}


def block(result, key):
    return next(found for found in result.blocks if getattr(found, "key", "") == key)


def told(ctx):
    return list(csv.DictReader(io.StringIO(ctx.artifacts["test-predictions.csv"].read_text())))


def column(said, name):
    return np.array([float(row[name]) for row in said])


@pytest.fixture(scope="module")
def fitted(tmp_path_factory, base_folder):
    """For each kind of pairs, a fine-tune of a random encoder that knows nothing of topics."""
    from django.test import override_settings

    made = {}
    with override_settings(TEXT_MODELS_DIR=base_folder):
        for kind in KINDS:
            ctx = MemoryContext(tmp_path_factory.mktemp("fit"), seed=5)
            data = tiny.pairs(240, target=kind)
            result = fit(ctx, data, epochs=10, learning_rate=5e-3)
            made[kind] = result, ctx, data, told(ctx)
    return made


def test_figures_of_labels_are_those_of_the_test_rows(fitted):
    result, _, data, said = fitted["match"]
    found = result.summary
    truth, chance = column(said, "label"), column(said, "probability")
    assert truth.tolist() == [data.data["match"][int(row["row"]) - 1] for row in said]
    assert all(data.data["other"][int(row["row"]) - 1] == row["other"] for row in said)
    yes = column(said, "match")
    assert ((chance >= found["threshold"]) == (yes == 1)).all()
    assert found["f1"]["value"] == pytest.approx(judged.f1_score(truth, yes))
    assert found["brier"] == pytest.approx(np.mean((chance - truth) ** 2), abs=1e-5)
    # Beyond the ends of the knots probabilities are equal where scores are not.
    slack = 1e-6 if found["calibration"] == "line" else 0.03
    assert found["auc"]["value"] == pytest.approx(judged.roc_auc_score(truth, chance), abs=slack)


def test_figures_of_numbers_are_those_of_the_test_rows(fitted):
    result, _, _, said = fitted["score"]
    true, predicted = column(said, "true"), column(said, "predicted")
    found = result.summary["spearman"]["value"]
    slack = 1e-6 if result.summary["calibration"] == "line" else 0.1
    assert found == pytest.approx(stats.spearmanr(true, predicted).statistic, abs=slack)
    if result.summary["calibration"] == "line":
        pearson = stats.pearsonr(true, predicted).statistic
        assert result.summary["pearson"]["value"] == pytest.approx(pearson)
    assert np.corrcoef(true, predicted)[0, 1] > 0.5, "numbers are not in the table's unit"
    assert abs(true.mean() - predicted.mean()) < 0.7


def test_figures_of_a_search_are_those_of_the_models_own_embeddings(fitted):
    result, ctx, _, said = fitted[None]
    predictor = Runner().load(ctx.model_dir, {"device": "cpu"})
    first, second = (
        predictor.embed([row[side] for row in said]).astype(float) for side in ("text", "other")
    )
    first /= np.linalg.norm(first, axis=1, keepdims=True)
    second /= np.linalg.norm(second, axis=1, keepdims=True)
    alike = first @ second.T
    right = np.diag(alike)[:, None]  # no text stands twice
    ranks = 1 + (alike > right + 1e-5).sum(axis=1)
    behind = (alike > right - 1e-5).sum(axis=1)  # where what is as good as equal comes first
    found = result.summary
    assert (found["queries"], found["candidates"]) == (len(said), len(said))
    assert np.mean(1 / ranks) - np.mean(1 / behind) < 0.02
    assert np.mean(1 / behind) <= found["mrr"]["value"] + 1e-9
    assert found["mrr"]["value"] <= np.mean(1 / ranks) + 1e-9
    for at in (1, 5, 10):
        value = found[f"recall_at_{at}"]["value"]
        assert np.mean(behind <= at) - 1e-9 <= value <= np.mean(ranks <= at) + 1e-9
    assert column(said, "similarity") == pytest.approx(np.diag(alike), abs=1e-5)


@pytest.mark.parametrize(
    ("kind", "figure"), [("match", "auc"), ("score", "spearman"), (None, "mrr")]
)
def test_it_learns_what_a_random_encoder_does_not_know(fitted, kind, figure):
    found = fitted[kind][0].summary
    assert found["gains"][figure]["low"] > 0
    assert found[figure]["value"] > found["beside"]["cosine"][figure]
    curve = found["training"]["curve"]
    assert curve[-1]["loss"] < curve[0]["loss"]
    assert found["shared_texts"] == 0
    assert found["split"] == "linked"


@pytest.mark.parametrize("kind", KINDS)
def test_the_frozen_cosine_is_what_the_probe_says(fitted, tmp_path, kind):
    """The yardstick of a fine-tune is the result of the method that learns nothing."""
    data = fitted[kind][2]
    ctx = MemoryContext(tmp_path, seed=5)
    found = fit(ctx, data, method="probe").summary
    beside = fitted[kind][0].summary["beside"]["cosine"]
    for key, value in found["beside"]["cosine"].items():
        assert value == pytest.approx(beside[key], rel=1e-4)
        assert value == pytest.approx(found[key]["value"])
    assert found["gain"] is None
    assert found["parameters_learned"] == 0


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_has_what_it_promises(fitted, kind):
    result, ctx, _, said = fitted[kind]
    names = [str(row["name"]) for row in block(result, "compared").rows]
    assert names == ["This model", "The base model as it is", "Shared letters (TF-IDF)"]
    assert [field.name for field in result.predict_fields] == ["one", "other"]
    card = ctx.artifacts["card.md"].read_text()
    main = next(iter(result.summary["gains"]))
    assert f"{result.summary[main]['value']:.4f}" in card
    assert "bi-encoder" in card
    hardest = block(result, "hardest").rows
    assert {int(row["row"]) for row in said} >= {one["row"] for one in hardest}
    charts = {one.key for one in result.blocks if one.kind == "chart"}
    expected = {"match": {"roc", "reliability"}, "score": {"predicted-true"}, None: {"recall"}}
    assert charts == expected[kind] | {"learning"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_sentence_can_be_translated_and_stored(fitted, kind):
    result = fitted[kind][0]
    known = set(literals(["apps.engines.builtin.text", "apps.engines.builtin.text_match"]))
    assert not {message.text for message in messages_in(result)} - known
    stored = json.dumps(result.model_dump(mode="json"), allow_nan=False)
    assert type(result).model_validate(json.loads(stored)) == result


@pytest.mark.parametrize("kind", ["score", None])
def test_the_order_of_the_table_changes_nothing(tmp_path, kind):
    data = tiny.pairs(60, target=kind)
    turned = data.take(list(reversed(range(data.rows))))
    one, other = (
        fit(MemoryContext(tmp_path / name), table, epochs=1).summary
        for name, table in (("one", data), ("other", turned))
    )
    assert_close(one, other, 1e-5)


@pytest.mark.parametrize("kind", KINDS)
def test_predictions_keep_their_order_and_say_what_is_missing(fitted, kind):
    _, ctx, _, said = fitted[kind]
    predictor = Runner().load(ctx.model_dir, {"device": "cpu"})
    key = {"match": "probability", "score": "score", None: "similarity"}[kind]
    name = {"match": "probability", "score": "predicted", None: "similarity"}[kind]
    answer = predictor.predict([{"one": row["text"], "other": row["other"]} for row in said])
    values = [row.values[key] for row in answer.rows]
    assert values == pytest.approx(column(said, name), abs=1e-3)
    if kind == "match":
        assert [row.values["match"] for row in answer.rows] == [row["match"] for row in said]
    lacking = predictor.predict([{"one": "parcel"}, {"other": "late"}, {}]).rows
    assert [[str(one) for one in row.warnings] for row in lacking] == [
        ["other is missing."],
        ["one is missing."],
        ["one is missing.", "other is missing."],
    ]
    long = predictor.predict([{"one": "money " * 300, "other": "送货太晚了"}]).rows[0]
    warned = " ".join(map(str, long.warnings))
    assert "Only the first" in warned


@pytest.mark.parametrize("kind", ["match", "score"])
def test_a_cross_encoder_learns_what_a_cosine_cannot_say(tmp_path, kind):
    """Whether the second text is of one topic: nothing that both texts have in common."""
    data = tiny.pairs(180, target=kind)
    price = [float(any(w in tiny.TOPICS["price"] for w in t.split())) for t in data.data["other"]]
    cells = [int(one) for one in price] if kind == "match" else [3 + 2 * one for one in price]
    data = MemoryTable({**data.data, kind: cells}, data.roles)
    ctx = MemoryContext(tmp_path, seed=2)
    result = fit(ctx, data, way="cross", epochs=6, learning_rate=4e-3)
    main = {"match": "auc", "score": "spearman"}[kind]
    assert result.summary["way"] == "cross"
    assert result.summary["gains"][main]["low"] > 0
    assert result.summary[main]["value"] > 0.75
    predictor = Runner().load(ctx.model_dir, {"device": "cpu"})
    said = told(ctx)
    answer = predictor.predict([{"one": row["text"], "other": row["other"]} for row in said])
    key, name = {"match": ("probability", "probability"), "score": ("score", "predicted")}[kind]
    assert [row.values[key] for row in answer.rows] == pytest.approx(column(said, name), abs=1e-3)
    assert "cross-encoder" in ctx.artifacts["card.md"].read_text()
    with pytest.raises(Refusal, match="no embedding"):
        predictor.embed(["parcel"])


def weights(ctx):
    return load_file(ctx.model_dir / "weights.safetensors")


def same(first, second):
    return first.keys() == second.keys() and all(
        torch.equal(first[name], second[name]) for name in first
    )


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("kind", "options"),
    [
        (None, {"method": "full"}),
        ("match", {"method": "lora", "rank": 4}),
        ("score", {"method": "full", "way": "cross"}),
    ],
)
def test_a_resumed_run_has_the_same_weights_to_the_bit(tmp_path, kind, options):
    """Stopped in the middle of an epoch, with dropout, so that random numbers matter."""
    data = tiny.pairs(60, target=kind)
    options = {**options, "dropout": True}
    whole = MemoryContext(tmp_path / "whole", seed=3)
    fit(whole, data, **options)
    part = MemoryContext(tmp_path / "part", seed=3, stop_at=4)
    assert "stopped" in codes(fit(part, data, **options))
    rest = MemoryContext(tmp_path / "rest", seed=3, resume_from=part.checkpoints[-1])
    fit(rest, data, **options)
    assert same(weights(whole), weights(rest))
    ends = [load_file(ctx.checkpoints[-1]) for ctx in (whole, part, rest)]
    assert same(ends[0], ends[2]), "weights, optimiser or random numbers went another way"
    assert not same(ends[0], ends[1])


@pytest.mark.parametrize("kind", ["match", None])
def test_when_memory_runs_out_the_step_stays_the_same(tmp_path, monkeypatch, kind):
    data = tiny.pairs(60, target=kind)
    plain = fit(MemoryContext(tmp_path / "plain"), data).summary["training"]["curve"]
    original, refused = training.padded, []

    def scarce(rows, pad, device):
        if len(rows) > 10:  # sequences, two for each pair
            refused.append(len(rows))
            raise torch.OutOfMemoryError("out of memory")
        return original(rows, pad, device)

    monkeypatch.setattr(training, "padded", scarce)
    short = fit(MemoryContext(tmp_path / "short"), data).summary["training"]["curve"]
    assert refused
    for one, other in zip(plain, short, strict=True):
        assert one["loss"] == pytest.approx(other["loss"], rel=1e-3)


def test_pieces_give_the_gradient_of_the_whole_batch(tmp_path):
    """Every row is still held against every other, with the same dropout both times."""
    torch.manual_seed(0)
    encoder = tiny.encoder("bert").train()
    model = BiEncoder(encoder, tiny.WIDTH).train()
    draw = np.random.default_rng(0)
    rows = [PairIds([2, *draw.integers(4, 30, n + 1), 3], [2, 9, 3], opens=True) for n in range(6)]
    examples = training.Examples(rows, np.arange(12).reshape(6, 2), np.array([1.0, 2, 1, 1, 2, 1]))
    trainer = training.Trainer(
        MemoryContext(tmp_path),
        MatchParams(**QUICK),
        model,
        Ranking(16),
        Place(torch.device("cpu"), half=False),
        0,
    )
    trainer.optimizer = optimizing.optimizer(trainer.model, trainer.params, trainer.place)

    def gradient(pieces, dropout):
        for layer in encoder.modules():
            if isinstance(layer, torch.nn.Dropout):
                layer.p = dropout
        torch.manual_seed(7)
        trainer.state.pieces = pieces
        loss = trainer._gradient(examples, np.arange(6))
        return loss, [one.grad.clone() for one in model.parameters() if one.grad is not None]

    (loss, whole), (again, parts) = gradient(1, 0.0), gradient(4, 0.0)
    assert again == pytest.approx(loss, rel=1e-5)
    assert all(torch.allclose(a, b, atol=1e-6) for a, b in zip(whole, parts, strict=True))
    losses = [gradient(4, 0.3) for _ in range(2)]
    assert losses[0][0] == losses[1][0]
    assert losses[0][0] != pytest.approx(loss, rel=1e-3), "no dropout was drawn"


@pytest.mark.parametrize("method", ["adapter", "adalora", "prefix"])
def test_small_methods_run_in_both_ways(tmp_path, method):
    for way in ("bi", "cross"):
        ctx = MemoryContext(tmp_path / way)
        found = fit(ctx, method=method, way=way, epochs=1, rank=4).summary
        assert 0 < found["parameters_learned"] < found["parameters"]
        answer = Runner().load(ctx.model_dir, {"device": "cpu"})
        row = answer.predict([{"one": "late", "other": "my parcel"}]).rows[0]
        assert math.isfinite(row.values["probability"])


def test_values_can_be_learned_instead_of_their_order(tmp_path):
    data = tiny.pairs(240, target="score")
    ctx = MemoryContext(tmp_path, seed=5)
    found = fit(ctx, data, aim="value", epochs=10, learning_rate=5e-3).summary
    assert found["gains"]["spearman"]["low"] > 0
    curve = found["training"]["curve"]
    assert curve[-1]["validation_loss"] < curve[0]["validation_loss"]


def table(first=None, second=None, cells=None, rows=40):
    first = first or [f"my parcel number {place}" for place in range(rows)]
    second = second or [f"the courier was late {place}" for place in range(rows)]
    roles = {"first": ["a"], "second": ["b"], **({"target": ["t"]} if cells else {})}
    return MemoryTable({"a": first, "b": second, **({"t": cells} if cells else {})}, roles)


@pytest.mark.parametrize(
    ("data", "params", "said", "field"),
    [
        (table(cells=[1] * 40), {}, "same target", "data.target"),
        (table(cells=[2.5] * 40), {}, "same target", "data.target"),
        (table(cells=[1] * 37 + [0] * 3), {}, "37 pairs match and 3 do not", "data.target"),
        (table(cells=[None] * 40), {}, "two different texts and a target", "data.target"),
        (table(cells=[0.5] * 39 + [math.inf]), {}, "Row 40: the number is infinite", "data.target"),
        (table(first=[""] * 40), {}, "0 pairs are too few", "data"),
        (table(rows=19), {}, "19 pairs are too few", "data"),
        (table(first=["same"] * 40, second=["same"] * 40), {}, "0 pairs are too few", "data"),
        (table(), {"way": "cross"}, "known not to match", "way"),
        (tiny.pairs(), {"way": "cross", "method": "probe"}, "cannot compare", "method"),
    ],
)
def test_what_cannot_be_learned_is_refused_in_words(tmp_path, data, params, said, field):
    with pytest.raises(Refusal, match=said) as refused:
        fit(MemoryContext(tmp_path), data, **params)
    assert refused.value.issue.field == field
    assert refused.value.issue.fix is not None


def test_what_no_run_could_use_is_told_before_it(tmp_path):
    data = tiny.pairs(60)
    twice = MemoryTable(data.data, {**data.roles, "second": ["one"]})
    itself = MemoryTable(data.data, {**data.roles, "target": ["other"]})
    alone = MemoryTable(data.data, {"first": ["one"], "second": ["other"]})

    def fields(profile, **params):
        chosen = MatchParams(base="folder:tiny", **params)
        return [issue.field for issue in ENGINE.validate(chosen, {"data": profile.profile()})]

    assert fields(data) == []
    assert fields(alone) == []
    assert fields(alone, way="cross") == ["way"]
    assert fields(twice) == ["data.second"]
    assert fields(itself) == ["data.target"]
    assert fields(data.take(range(5))) == ["data"]
    assert fields(data, way="cross", method="probe") == ["method"]
    with pytest.raises(Refusal, match="both the first and the second"):
        fit(MemoryContext(tmp_path), twice)


def test_wrong_labels_and_odd_pairs_are_pointed_at(tmp_path):
    data = tiny.pairs(240)
    match = list(data.data["match"])
    wrong = [4, 51, 120, 201]
    for place in wrong:
        match[place] = 1 - match[place]
    data = MemoryTable({**data.data, "match": match}, data.roles)
    result = fit(MemoryContext(tmp_path), data, method="probe")
    rows = block(result, "suspects").rows
    assert result.summary["suspects"] >= 1
    assert all(row["label"] != row["better"] and row["other"] for row in rows)


def test_shared_texts_conflicts_and_copies_are_told(tmp_path):
    data = tiny.pairs(120)
    one, other = list(data.data["one"]), list(data.data["other"])
    match = list(data.data["match"])
    one += [other[0], one[2], one[4]]  # a copy in the other order, a conflict, a text twice
    other += [one[0], other[2], one[4]]
    match += [match[0], 1 - match[2], 1]
    for place in range(10, 120, 2):
        other[place] = "it was late again"  # nearly half of the rows, all of them matching
    result = fit(
        MemoryContext(tmp_path),
        MemoryTable({"one": one, "other": other, "match": match}, data.roles),
        method="probe",
    )
    assert {"copies", "conflicts", "same_text", "kept_together"} <= codes(result)
    assert result.summary["left_out"]["copies"] == 1
    assert result.summary["left_out"]["conflicting"] == 2
    assert result.summary["same_text"] == 1
    assert 0.4 < result.summary["hang_together"] < 0.5


def test_too_many_shared_texts_are_told(tmp_path):
    data = tiny.pairs(120, target=None)
    other = ["it was late again" if n % 3 else text for n, text in enumerate(data.data["other"])]
    shared = MemoryTable({**data.data, "other": other}, data.roles)
    result = fit(MemoryContext(tmp_path), shared, method="probe")
    assert {"hang_together", "shared_texts"} <= codes(result)
    assert result.summary["split"] == "first"
    assert result.summary["shared_texts"] > 0


def test_times_weights_and_markets_are_used(tmp_path):
    markets = ["en" if place % 2 < 1 or place % 3 else "zh" for place in range(90)]
    data = tiny.pairs(
        90, time=[float(n) for n in range(90)], weight=[1.0, 3.0] * 45, language=markets
    )
    ctx = MemoryContext(tmp_path)
    result = fit(ctx, data, epochs=1)
    assert result.summary["split"] == "time"
    assert sorted(int(row["row"]) for row in told(ctx)) == list(range(73, 91))
    assert [one["name"] for one in result.summary["slices"]] == ["en"]


def test_chinese_pairs_are_read(tmp_path):
    """The letters are unknown to the tiny base model, not to the yardstick of shared letters."""
    words = ["送货", "质量", "价格", "退款", "客服", "包装"]
    first = [f"{words[n % 6]}的问题{n}，请帮我看看" for n in range(60)]
    second = [f"关于{words[n % 6]}的第{n}个回答" for n in range(60)]
    result = fit(MemoryContext(tmp_path), table(first, second), method="probe")
    assert "unknown_language" in codes(result)
    beside = result.summary["beside"]
    assert beside["lexical"]["recall_at_5"] > 0.5
