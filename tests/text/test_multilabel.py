"""text.classify with several labels: cells, parts, thresholds, report, predictions, resume."""

import csv
import io
import json

import numpy as np
import pytest

pytestmark = pytest.mark.models
pytest.importorskip("peft")

import torch  # noqa: E402
from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402
from safetensors.torch import load_file  # noqa: E402
from sklearn import metrics as judged  # noqa: E402

from apps.engines.builtin.text import rows as reading  # noqa: E402
from apps.engines.builtin.text import splits  # noqa: E402
from apps.engines.builtin.text.names import TO_CHECK  # noqa: E402
from apps.engines.builtin.text.objectives import MultiLabel  # noqa: E402
from apps.engines.builtin.text.params import ClassifyParams  # noqa: E402
from apps.engines.builtin.text.rows import Rows  # noqa: E402
from apps.engines.builtin.text.task import Features, Scored  # noqa: E402
from apps.engines.builtin.text_classify.multilabel import labels  # noqa: E402
from apps.engines.builtin.text_classify.multilabel.task import LabelTask  # noqa: E402
from apps.engines.builtin.text_classify.runner import Runner  # noqa: E402
from apps.engines.contract import Refusal  # noqa: E402
from apps.engines.testing import MemoryContext, MemoryTable  # noqa: E402
from apps.engines.testing.sources import literals  # noqa: E402
from apps.engines.testing.suite import messages_in  # noqa: E402
from tests.text import tiny  # noqa: E402

QUICK = {"base": "folder:tiny", "labels_each": "several", "batch_size": 16, "patience": 0}
ROWS = 180
LANGUAGES = ["en" if place % 3 else "de" for place in range(ROWS)]


def fit(ctx, data=None, **params):
    chosen = ClassifyParams(**{**QUICK, "method": "probe", **params})
    return Runner().run(ctx, chosen, {"data": data or tiny.tagged()})


def table(cells):
    texts = [f"my parcel number {place}" for place in range(len(cells))]
    return MemoryTable({"t": texts, "l": cells}, {"text": ["t"], "label": ["l"]})


def codes(result):
    return {block.code for block in result.blocks if block.kind == "warning"}


@pytest.fixture(scope="module")
def fitted(tmp_path_factory, base_folder):
    """A fine-tune whose figures the tests below work out again from its test rows."""
    from django.test import override_settings

    with override_settings(TEXT_MODELS_DIR=base_folder):
        ctx = MemoryContext(tmp_path_factory.mktemp("fit"), seed=5)
        data = tiny.tagged(ROWS, language=LANGUAGES)
        options = {"epochs": 4, "learning_rate": 3e-3, "threshold": "each"}
        result = fit(ctx, data, method="full", **options)
    said = list(csv.DictReader(io.StringIO(ctx.artifacts["test-predictions.csv"].read_text())))
    return result, ctx, data, said


def matrix(said, column, names):
    return np.array([[name in json.loads(row[column]) for name in names] for row in said])


@pytest.mark.parametrize(
    ("separator", "cell"),
    [
        ("semicolon", " price;delivery ;; price "),
        ("comma", "price, delivery"),
        ("bar", "delivery|price|"),
        ("json", '["price", "delivery", "price"]'),
    ],
)
def test_cells_are_parted_as_chosen(separator, cell):
    read = labels.parse(separator)
    assert labels.labels_of(read(cell, 1)) == ["delivery", "price"]
    assert labels.labels_of(read(None, 1)) == labels.labels_of(read("  ", 1)) == []
    assert read(labels.written(["delivery", "price"], separator), 1) == read(cell, 1)


def test_other_signs_belong_to_the_label():
    assert labels.labels_of(labels.parse("semicolon")("a, b | c", 1)) == ["a, b | c"]
    assert labels.labels_of(labels.parse("json")('[1, true, "x;y"]', 1)) == ["1", "true", "x;y"]


@pytest.mark.parametrize("cell", ["price", '{"a": 1}', '["a", ["b"]]', '["a"'])
def test_what_is_no_list_is_refused_with_its_row(tmp_path, cell):
    with pytest.raises(Refusal, match=r"Row 3: .* is not a JSON list") as refused:
        fit(MemoryContext(tmp_path), table(["[]", '["a"]', cell] * 10), separator="json")
    assert refused.value.issue.field == "data.label"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([""] * 40, "both a text and a label"),
        (["a;b"] * 40, "same labels"),
        (["a", *["b", "b;c", "c"] * 15], r"a \(1\)"),
        (["a", "b"] * 6, "12 rows are too few"),
    ],
)
def test_labels_that_cannot_be_learned_are_refused_in_words(tmp_path, cells, said):
    with pytest.raises(Refusal, match=said) as refused:
        fit(MemoryContext(tmp_path), table(cells))
    assert refused.value.issue.fix is not None


def test_rare_labels_leave_their_rows_behind():
    task = LabelTask(ClassifyParams(**QUICK, rare="leave_out"))
    found = task.clean(*task.read(table(["a;rare", *["a", "b", ""] * 10])))
    assert found.rare == {"rare": 1}
    assert len(found.rows) == 31
    assert found.classes == {"a": 11, "b": 10}


def shares(sets, codes):
    """How far rows of each label in each part are from that part's share of them."""
    inside = [
        [found for found, code in zip(sets, codes, strict=True) if code == n] for n in (0, 1, 2)
    ]
    return {
        (label, code): sum(label in found for found in inside[code])
        - share * sum(label in found for found in sets)
        for label in set().union(*sets)
        for code, share in enumerate((0.5, 0.2, 0.3))
    }


def parted(sets, seed):
    cells = [labels.joined(found) for found in sets]
    rows = Rows([f"text {n}" for n in range(len(cells))], cells, np.arange(len(cells)))
    return labels.by_label(rows, 0.2, 0.3, seed)


SETS = st.lists(st.sets(st.sampled_from("abcd"), min_size=1), min_size=20, max_size=50)


@settings(max_examples=40, deadline=None)
@given(SETS, st.integers(0, 2**40))
def test_the_rarest_label_is_shared_out_as_exactly_as_rows_allow(sets, seed):
    """Each of its rows goes where most are lacking, so no part ends further off than 4/3."""
    codes = parted(sets, seed)
    assert len(codes) == len(sets)
    assert set(codes) <= {0, 1, 2}
    rarest = min(set().union(*sets), key=lambda x: (sum(x in found for found in sets), x))
    gaps = shares(sets, codes)
    assert max(abs(gaps[rarest, code]) for code in range(3)) <= 4 / 3 + 1e-9


@pytest.mark.parametrize("seed", range(3))
def test_every_label_is_shared_out_better_than_by_chance(seed):
    draw = np.random.default_rng(seed)
    often = dict(zip("abcdefgh", np.linspace(0.02, 0.5, 8), strict=True))
    sets = [{label for label, p in often.items() if draw.random() < p} for _ in range(400)]
    ours = max(map(abs, shares(sets, parted(sets, seed)).values()))
    chance = [
        max(map(abs, shares(sets, draw.choice(3, 400, p=[0.5, 0.2, 0.3])).values()))
        for _ in range(10)
    ]
    assert ours <= 3
    assert ours < min(chance)


def test_the_order_of_the_table_changes_no_part():
    data = tiny.tagged(60)
    turned = data.take(list(reversed(range(60))))
    parts = []
    for one in (data, turned):
        found, _ = reading.read(one, role="label", parse=labels.parse("semicolon"))
        parts.append(splits.part(found, validation=0.2, test=0.2, seed=3, spread=labels.by_label))
    assert parts[0].test.hash == parts[1].test.hash
    assert parts[0].train.texts == parts[1].train.texts


def test_figures_are_those_of_the_test_rows(fitted):
    result, _, data, said = fitted
    found = result.summary
    names = found["labels"]
    truth, predicted = matrix(said, "labels", names), matrix(said, "predicted", names)
    for row in said:
        cell = data.data["topics"][int(row["row"]) - 1]
        assert json.loads(row["labels"]) == sorted(filter(None, cell.split("; ")))
    for key, value in (
        ("micro_f1", judged.f1_score(truth, predicted, average="micro")),
        ("macro_f1", judged.f1_score(truth, predicted, average="macro")),
        ("subset_accuracy", judged.accuracy_score(truth, predicted)),
        ("hamming_loss", judged.hamming_loss(truth, predicted)),
    ):
        assert found[key]["value"] == pytest.approx(value), key
        assert found[key]["low"] <= found[key]["value"] <= found[key]["high"]
    assert found["gain"]["value"] == pytest.approx(
        found["micro_f1"]["value"] - found["probe_micro_f1"]
    )
    assert found["micro_f1"]["value"] > 0.7
    chances = np.array([json.loads(row["probabilities"]) for row in said])
    least = np.array([one["threshold"] for one in found["per_class"]])
    assert ((chances >= least) == predicted).all()
    assert {one["name"] for one in found["slices"]} == {"en", "de"}


def test_tables_tell_each_label_and_pairs(fitted):
    result, _, _, said = fitted
    names = result.summary["labels"]
    truth = matrix(said, "labels", names)
    tables = {block.key: block for block in result.blocks if block.kind == "table"}
    support = {row["class"]: row["support"] for row in tables["per-class"].rows}
    assert support == dict(zip(names, truth.sum(0).tolist(), strict=True))
    for row in tables["together"].rows:
        both = truth[:, names.index(row["first"])] & truth[:, names.index(row["second"])]
        assert row["true"] == both.sum()
    charts = {block.key for block in result.blocks if block.kind == "chart"}
    assert charts == {"reliability", "learning"}


def test_sentences_are_literals_and_the_card_has_the_figures(fitted):
    result, ctx, _, _ = fitted
    known = set(literals(["apps.engines.builtin.text", "apps.engines.builtin.text_classify"]))
    assert {message.text for message in messages_in(result)} <= known
    card = ctx.artifacts["card.md"].read_text()
    assert f"{result.summary['micro_f1']['value']:.4f}" in card
    assert result.summary["test_hash"] in card


def test_predictions_keep_their_order_and_give_cells_as_learned(fitted):
    _, ctx, _, said = fitted
    predictor = Runner().load(ctx.model_dir, {"device": "cpu"})
    answer = predictor.predict([{"review": row["text"]} for row in said])
    for row, found in zip(said, answer.rows, strict=True):
        cell = found.values["labels"]
        assert sorted(filter(None, cell.split("; "))) == json.loads(row["predicted"])
        chances = [found.values[f"probability:{name}"] for name in predictor.facts.labels]
        assert chances == pytest.approx(json.loads(row["probabilities"]), abs=1e-4)
        told = [float(one) for one in filter(None, found.values["probabilities"].split("; "))]
        assert told == sorted(told, reverse=True)
        assert len(told) == len(json.loads(row["predicted"]))
    nothing = next(found for found in answer.rows if not found.values["labels"])
    assert any("No label" in str(word) for word in nothing.warnings)
    (empty,) = predictor.predict([{}]).rows
    assert set(empty.values.values()) == {None}


def test_thresholds_see_validation_rows_only():
    """Whatever the test rows say, what was chosen stays; another validation chooses another."""
    target = LabelTask(ClassifyParams(**QUICK)).target(
        Rows(["t"] * 4, ['["a"]', '["b"]', '["a", "b"]', "[]"], np.arange(4))
    )
    draw = np.random.default_rng(0)

    def scored(shift, flip=False):
        cells = [labels.joined({"a"} if n % 2 else {"b"}) for n in range(40)]
        rows = Rows([f"t{n}" for n in range(40)], cells, np.arange(40))
        truth = target.encode(rows)
        return Scored(rows, 1 - truth if flip else truth, truth * 3 + shift + draw.normal(), None)

    judge = target.judge(scored(-4))
    chosen = judge.choices.thresholds.copy()
    near = np.zeros(40, dtype=bool)
    results = [judge(scored(5, flip), near=near, seed=0) for flip in (False, True)]
    assert all((one.choices.thresholds == chosen).all() for one in results)
    assert not np.allclose(target.judge(scored(2)).choices.thresholds, chosen)
    held = scored(-4)
    both = target.judge(Scored(held.rows, held.targets, held.scores, held.scores * 2))
    assert both.probe is not None
    assert both.probe.temperature != both.choices.temperature


def test_a_resumed_run_has_the_same_weights_to_the_bit(tmp_path):
    options = {"method": "full", "dropout": True, "epochs": 2, "learning_rate": 1e-3}
    data = tiny.tagged(60)
    whole = MemoryContext(tmp_path / "whole", seed=3)
    fit(whole, data, **options)
    part = MemoryContext(tmp_path / "part", seed=3, stop_at=4)
    assert "stopped" in codes(fit(part, data, **options))
    rest = MemoryContext(tmp_path / "rest", seed=3, resume_from=part.checkpoints[-1])
    fit(rest, data, **options)
    one, other = (load_file(ctx.model_dir / "weights.safetensors") for ctx in (whole, rest))
    assert one.keys() == other.keys()
    assert all(torch.equal(one[name], other[name]) for name in one)


def test_wrong_labels_are_pointed_at_and_a_wrong_separator_is_told(tmp_path):
    data = tiny.tagged(ROWS)
    cells = list(data.data["topics"])
    wrong = [place for place, cell in enumerate(cells) if not cell][:12]
    for place in wrong:
        cells[place] = "quality"
    result = fit(MemoryContext(tmp_path), MemoryTable({**data.data, "topics": cells}, data.roles))
    first = next(b for b in result.blocks if getattr(b, "key", "") == "suspects").rows[:6]
    assert sum(row["row"] - 1 in wrong for row in first) >= 4
    assert any(row["label"] == "quality" and row["better"] == "–" for row in first)
    told = json.loads((tmp_path / "kept" / TO_CHECK).read_text())
    assert (told["kind"], told["separator"]) == ("labels", "semicolon")
    assert any(row["label"] == "quality" and row["better"] == "" for row in told["rows"])
    for row in told["rows"]:
        assert set(cells[row["row"] - 1].split("; ")) == set(row["label"].split("; "))
    other = fit(MemoryContext(tmp_path / "single"), table(["a", "b", ""] * 10))
    assert "never_several" in codes(other)


def test_labels_that_should_be_there_or_not_are_found_by_probes_and_by_the_model():
    """Two labels were turned in the table. What was left out as too rare stays in the cell."""
    draw = np.random.default_rng(0)
    truth = draw.random((200, 2)) < 0.5
    turned = truth.copy()
    turned[[0, 1], 0] ^= True
    cells = [[name for name, has in zip("ab", row, strict=True) if has] for row in turned]
    cells[1].append("rare")
    every = Rows([f"text {n}" for n in range(200)], [*map(labels.joined, cells)], np.arange(200))
    task = LabelTask(ClassifyParams(labels_each="several", rare="leave_out"))
    rows = task.clean(every, reading.Left()).rows
    target = task.target(rows)
    values = np.where(truth, 1.0, -1.0) + draw.normal(0, 0.1, (200, 2))
    features = Features(values, target.encode(rows))
    held = Scored(rows, target.encode(rows), 4 * values, None)
    for parts in ([], [held]):
        found = target.doubts(features, rows, 1.0, parts)
        assert found.looked == 200 * (1 + len(parts))
        changed = {one.place: one.cells for one in found.suspects}
        assert set(changed) == {0, 1}
        for place, (own, better) in changed.items():
            assert own == "; ".join(cells[place])
            assert better == "; ".join(sorted({*cells[place]} ^ {"a"}))
        assert all(0 <= one.quality < 0.2 for one in found.suspects)


def test_the_loss_is_binary_cross_entropy_with_labels_that_count_differently():
    scores = torch.tensor([[1.0, -2.0], [0.5, 3.0]], dtype=torch.float64)
    targets = torch.tensor([[1.0, 0.0], [0.0, 1.0]])
    found = MultiLabel(outputs=2, smoothing=0.2, balance=(0.5, 1.5)).losses(scores, targets)
    soft = targets.numpy() * 0.8 + 0.1
    chances = 1 / (1 + np.exp(-scores.numpy()))
    by_hand = -(soft * np.log(chances) + (1 - soft) * np.log(1 - chances)) * [0.5, 1.5]
    assert found.numpy() == pytest.approx(by_hand.mean(axis=1))
