"""text.intent: scores and thresholds by hand, parts, refusals, the report, predictions."""

import csv
import io

import pytest

pytestmark = pytest.mark.models
pytest.importorskip("peft")

import numpy as np  # noqa: E402
from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402
from sklearn.metrics import roc_auc_score  # noqa: E402

from apps.engines.builtin.text.params import IntentParams  # noqa: E402
from apps.engines.builtin.text.rows import Rows  # noqa: E402
from apps.engines.builtin.text.task import Scored  # noqa: E402
from apps.engines.builtin.text_intent import centres, charts, scope  # noqa: E402
from apps.engines.builtin.text_intent.manifest import ENGINE  # noqa: E402
from apps.engines.builtin.text_intent.runner import Runner  # noqa: E402
from apps.engines.builtin.text_intent.scope import Said  # noqa: E402
from apps.engines.builtin.text_intent.task import InScope, IntentTarget, IntentTask  # noqa: E402
from apps.engines.contract import Refusal  # noqa: E402
from apps.engines.testing import MemoryContext, MemoryTable  # noqa: E402
from tests.text import tiny  # noqa: E402

QUICK = settings(max_examples=60, deadline=None)


def fit(root, data=None, **params):
    ctx = MemoryContext(root)
    chosen = IntentParams(
        **{
            "base": "folder:tiny",
            "method": "probe",
            "outside": "oos",
            "precision": "fp32",
            **params,
        }
    )
    return Runner().run(ctx, chosen, {"data": data or tiny.asks(200)}), ctx


@pytest.fixture(scope="module")
def fitted(tmp_path_factory, base_folder):
    from django.test import override_settings

    with override_settings(TEXT_MODELS_DIR=base_folder):
        return fit(tmp_path_factory.mktemp("fit"))


def codes(result):
    return {block.code for block in result.blocks if block.kind == "warning"}


ROWS = st.lists(
    st.tuples(st.integers(-3, 3), st.booleans(), st.booleans()), min_size=3, max_size=25
).filter(lambda rows: len({row[2] for row in rows}) == 2)


@QUICK
@given(ROWS)
def test_the_threshold_is_the_best_of_all(rows):
    fits = np.array([float(row[0]) for row in rows])
    outside = np.array([row[2] for row in rows])
    right = np.array([row[1] for row in rows]) & ~outside

    def mean_share(cut):
        turned = fits < cut
        return (right & ~turned).sum() / (~outside).sum() + turned[outside].mean()

    found = scope.threshold(fits, right, outside)
    cuts = [min(fits) - 1, *(value + 0.5 for value in sorted(set(fits)))]
    assert mean_share(found) == pytest.approx(max(map(mean_share, cuts)))


@QUICK
@given(ROWS)
def test_auroc_is_scikit_learns(rows):
    fits = np.array([float(row[0]) for row in rows])
    outside = np.array([row[2] for row in rows])
    assert scope.auroc(fits, outside) == pytest.approx(roc_auc_score(~outside, fits))


def test_scores_are_what_their_papers_say():
    scores = np.array([[2.0, 0.0, -2.0], [0.1, 0.0, 0.2]])
    exponentials = np.exp(scores / 2)
    said = Said(scores)
    assert scope.fit("chance", said, 2) == pytest.approx(
        exponentials.max(axis=1) / exponentials.sum(axis=1)
    )
    assert scope.fit("energy", said, 2) == pytest.approx(np.log(exponentials.sum(axis=1)))


def test_the_score_that_ranks_better_is_chosen():
    """Energy sees that all scores are low, which the probability does not."""
    draw = np.random.default_rng(1)
    labels = np.arange(80) % 4
    scores = draw.normal(size=(80, 4))
    scores[np.arange(80), labels] += 4
    outside = np.arange(80) >= 60
    scores[outside] -= 9
    labels[outside] = -1
    found = scope.choose(Said(scores), labels, outside, kept=0.9)
    assert found.kind == "energy"
    assert (found.outside(Said(scores)) == outside).all()
    near = scores.copy()
    near[outside] = draw.normal(size=(20, 4)) * 0.1 + 9
    assert scope.choose(Said(near), labels, outside, kept=0.9).kind == "chance"


def drawn(count, seed=3):
    """Values of three intents with a common covariance far from round, and their labels."""
    draw = np.random.default_rng(seed)
    mix = np.random.default_rng(0).normal(size=(6, 6)) * np.array([5, 3, 1, 1, 0.5, 0.2])
    labels = np.arange(count) % 3
    middle = np.random.default_rng(1).normal(size=(3, 6)) @ mix * 3
    return middle[labels] + draw.normal(size=(count, 6)) @ mix, labels


def test_nearness_is_the_distance_of_mahalanobis():
    """Against scipy's, with the covariance that scikit-learn shrinks."""
    from scipy.spatial.distance import cdist
    from sklearn.covariance import LedoitWolf

    values, labels = drawn(90)
    means = np.stack([values[labels == intent].mean(axis=0) for intent in range(3)])
    shrunk = LedoitWolf(assume_centered=True).fit(values - means[labels])
    asked, _ = drawn(20, seed=9)
    expected = -(cdist(asked, means, "mahalanobis", VI=shrunk.precision_) ** 2).min(axis=1)
    found = centres.measured(values, labels, 3).nearness(asked)
    assert found == pytest.approx(expected, rel=1e-2, abs=1e-3)


def test_nearness_is_chosen_where_it_ranks_best():
    """Rows that the scores are sure about, though they lie far from all that was learned."""
    values, labels = drawn(90)
    outside = np.arange(90) % 5 == 4
    values[outside] += 100
    scores = np.eye(3)[labels] * 5 + outside[:, None]
    labels[outside] = -1
    where = centres.measured(values[~outside], labels[~outside], 3)
    found = scope.choose(Said(scores, values), labels, outside, kept=0.9, centres=where)
    assert found.kind == "nearness"
    assert (found.outside(Said(scores, values)) == outside).all()
    again = centres.restored(where.arrays())
    assert (again.nearness(values) == where.nearness(values)).all()


@pytest.mark.parametrize("kept", [0.6, 0.9, 0.95])
def test_without_marked_rows_the_share_that_was_asked_for_stays_in_scope(kept):
    draw = np.random.default_rng(2)
    scores, labels = draw.normal(size=(200, 5)) * 3, draw.integers(0, 5, 200)
    found = scope.choose(Said(scores), labels, np.zeros(200, dtype=bool), kept=kept)
    turned = found.outside(Said(scores)).mean()
    assert found.kind == "chance"
    assert turned <= 1 - kept
    assert turned == pytest.approx(1 - kept, abs=1 / 100)


def test_rows_out_of_scope_are_chosen_by_and_never_learned_from():
    task = IntentTask(IntentParams(outside=" oos "))
    rows = task.clean(*task.read(tiny.asks(100))).rows
    parts = task.part(rows, validation=0.2, test=0.2, seed=1)
    assert "oos" not in parts.train.labels
    assert set(parts.train.labels) == set(tiny.TOPICS)
    test = parts.test.read()
    assert parts.validation.labels.count("oos") + test.labels.count("oos") == 20
    assert test.labels.count("oos") == 4
    every = [*parts.train.places, *parts.validation.places, *test.places]
    assert sorted(every) == list(range(100))


def test_epochs_are_chosen_by_rows_in_scope():
    scores = np.array([[3.0, 0.0], [0.0, 3.0], [9.0, 0.0]])
    assert InScope(2).quality(scores, np.array([0, 1, -1]))[0] == 1


def test_what_cannot_be_learned_is_refused(tmp_path):
    with pytest.raises(Refusal, match="No row is marked as 'nowhere'") as refused:
        fit(tmp_path, outside="nowhere")
    assert refused.value.issue.field == "outside"
    texts = [f"the my parcel {word}" for word in tiny.FILLER] + [
        f"very {word} and it" for word in tiny.FILLER
    ]
    labels = ["delivery"] * 10 + ["oos"] * 10
    table = MemoryTable(
        {"question": texts, "intent": labels}, {"text": ["question"], "label": ["intent"]}
    )
    with pytest.raises(Refusal, match="only one intent"):
        fit(tmp_path, table)


def test_figures_agree_with_the_predictions(fitted):
    result, ctx = fitted
    found = result.summary
    rows = list(csv.DictReader(io.StringIO(ctx.artifacts["test-predictions.csv"].read_text())))
    inside = [row for row in rows if row["label"] != "oos"]
    strange = [row for row in rows if row["label"] == "oos"]
    turned = [row for row in rows if row["predicted"] == "oos"]
    assert found["rows_outside"] == len(strange) == 8
    right = sum(row["label"] == row["predicted"] for row in inside)
    assert found["accuracy_in_scope"]["value"] == pytest.approx(right / len(inside))
    answered = [row for row in inside if row["predicted"] != "oos"]
    assert found["answered_in_scope"]["value"] == pytest.approx(len(answered) / len(inside))
    assert found["accuracy_if_answered"]["value"] == pytest.approx(right / len(answered))
    caught = sum(row["predicted"] == "oos" for row in strange)
    assert found["recall_out_of_scope"]["value"] == pytest.approx(caught / len(strange))
    if turned:
        assert found["precision_out_of_scope"]["value"] == pytest.approx(caught / len(turned))
    whole = sum(row["label"] == row["predicted"] for row in rows) / len(rows)
    assert found["accuracy"]["value"] == pytest.approx(whole)
    scores = [float(row["score"]) for row in rows]
    truth = [row["label"] != "oos" for row in rows]
    assert found["auroc"] == pytest.approx(roc_auc_score(truth, scores), abs=0.01)
    for row in rows:
        assert (row["predicted"] == "oos") == (float(row["score"]) < found["threshold"] + 1e-6)
    card = ctx.artifacts["card.md"].read_text()
    assert f"{found['recall_out_of_scope']['value']:.4f}" in card
    assert f"{found['auroc']:.4f}" in card


def test_the_chart_passes_through_what_was_chosen(fitted):
    result, _ = fitted
    chart = next(block for block in result.blocks if getattr(block, "key", "") == "scope")
    line, chosen = chart.series
    assert line.points[0][0] == 0
    assert line.points[-1] == [100, 0]
    assert any(np.allclose(point, chosen.points[0]) for point in line.points)


def test_without_marked_rows_that_is_said(tmp_path):
    result, ctx = fit(tmp_path, tiny.reviews(120), outside="", kept=0.8)
    found = result.summary
    assert "never_outside" in codes(result)
    assert found["recall_out_of_scope"] is None
    assert found["auroc"] is None
    assert found["score"] == "chance"
    assert "get any" in str(result.headline)
    assert "not known" in ctx.artifacts["card.md"].read_text()
    assert not any(getattr(block, "key", "") == "scope" for block in result.blocks)


def test_a_fine_tune_stands_beside_the_probe(tmp_path):
    result, _ = fit(tmp_path, method="full", epochs=6, learning_rate=3e-3, batch_size=16)
    found = result.summary
    assert found["gain"]["value"] == pytest.approx(
        found["accuracy"]["value"] - found["probe_accuracy"]
    )
    assert found["accuracy_in_scope"]["value"] > 0.5
    assert found["auroc"] > 0.6


def test_a_handful_of_examples_will_do(tmp_path):
    result, _ = fit(
        tmp_path, tiny.asks(75), method="few_shot", epochs=2, learning_rate=1e-3, batch_size=16
    )
    assert result.summary["method"] == "few_shot"
    assert result.summary["labels"] == sorted(tiny.TOPICS)


@pytest.mark.parametrize("kind", ["chosen", "nearness"])
def test_the_predictor_says_what_fits_or_that_nothing_does(fitted, tmp_path, monkeypatch, kind):
    _, ctx = fitted
    if kind == "nearness":  # whatever ranks best on these few rows
        monkeypatch.setattr(scope, "auroc", lambda fits, outside: float((fits <= 0).all()))
        result, ctx = fit(tmp_path)
        assert result.summary["score"] == "nearness"
    predictor = Runner().load(ctx.model_dir, {"device": "cpu"})
    data = tiny.asks(200).data
    rows = list(csv.DictReader(io.StringIO(ctx.artifacts["test-predictions.csv"].read_text())))
    answers = predictor.predict([{"question": row["text"]} for row in rows]).rows
    for row, answer in zip(rows, answers, strict=True):
        assert row["text"] in data["question"]
        values = answer.values
        assert values["intent"] == row["predicted"]
        assert values["candidate_1"] == row["nearest"]
        assert values["probability_1"] == pytest.approx(float(row["probability"]), abs=1e-4)
        said = any("No intent fits" in str(warning) for warning in answer.warnings)
        assert said == (row["predicted"] == "oos")
        chances = [values[f"probability_{number}"] for number in (1, 2, 3)]
        assert chances == sorted(chances, reverse=True)


def test_model_and_probe_have_thresholds_of_their_own():
    rows = Rows([f"t{n}" for n in range(40)], ["a", "b", "a", "oos"] * 10, np.arange(40))
    target = IntentTarget(IntentParams(), ["a", "b"], outside="oos", kept=0.9)
    labels = target.encode(rows)
    strange = labels < 0
    scores = np.zeros((40, 2))
    scores[np.arange(40), np.maximum(labels, 0)] = 5
    scores[strange] = 0.1
    target.look(scores[~strange], labels[~strange])
    found = target.judge(Scored(rows, labels, scores, scores / 3, scores))(
        Scored(rows, labels, scores, scores / 3, scores), near=np.zeros(40, dtype=bool), seed=0
    )
    assert found.overall.value == found.probe_overall == 1
    assert found.gain.value == 0
    recalls, accuracies = charts.curve(found)
    assert recalls[0] == 0
    assert accuracies[0] == 1
    assert (np.diff(recalls) >= 0).all()
    assert (np.diff(accuracies) <= 0).all()


def test_the_manifest_asks_for_what_it_needs():
    profile = {"data": tiny.asks(60).profile()}
    assert ENGINE.validate(IntentParams(base="folder:tiny", outside="oos"), profile) == []
    wrong = IntentParams(base="folder:tiny", method="few_shot", label_smoothing=0.1)
    [issue] = ENGINE.validate(wrong, profile)
    assert issue.field == "label_smoothing"
