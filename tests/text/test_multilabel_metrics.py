"""Figures of sets of labels against scikit-learn, thresholds against every possible one."""

import numpy as np
import pytest

judged = pytest.importorskip("sklearn.metrics")

from apps.engines.builtin.text import binary, probe  # noqa: E402
from apps.engines.builtin.text.metrics import DRAWS  # noqa: E402
from apps.engines.builtin.text_classify.multilabel import metrics  # noqa: E402
from apps.engines.builtin.text_classify.multilabel.metrics import Judged  # noqa: E402


def example(seed=0, rows=120, labels=6):
    draw = np.random.default_rng(seed)
    truth = draw.random((rows, labels)) < np.linspace(0.05, 0.6, labels)
    said = np.where(draw.random(truth.shape) < 0.8, truth, ~truth)
    return Judged(truth, said, np.zeros(rows, dtype=int))


@pytest.mark.parametrize("seed", range(3))
def test_figures_agree_with_scikit_learn(seed):
    found = example(seed)
    truth, said = found.truth, found.said
    ours = metrics.figures(found, seed=1)
    assert ours.micro_f1.value == pytest.approx(judged.f1_score(truth, said, average="micro"))
    assert ours.macro_f1.value == pytest.approx(judged.f1_score(truth, said, average="macro"))
    assert ours.subset_accuracy.value == pytest.approx(judged.accuracy_score(truth, said))
    assert ours.hamming_loss.value == pytest.approx(judged.hamming_loss(truth, said))
    each = metrics.per_label(truth, said)
    theirs = judged.precision_recall_fscore_support(truth, said, zero_division=0)
    for mine, other in zip(
        (each.precision, each.recall, each.f1, each.support), theirs, strict=True
    ):
        assert mine == pytest.approx(other)


def test_intervals_are_those_of_redrawn_rows():
    """The same draws, worked out one by one."""
    found = example(4, rows=60)
    draws = np.random.default_rng(7)
    f1, subset = [], []
    for _ in range(DRAWS):
        rows = draws.integers(0, 60, 60)
        truth, said = found.truth[rows], found.said[rows]
        f1.append(2 * (truth & said).sum() / (truth.sum() + said.sum()))
        subset.append((truth == said).all(1).mean())
    ours = metrics.figures(found, seed=7)
    for mine, scores in ((ours.micro_f1, f1), (ours.subset_accuracy, subset)):
        assert (mine.low, mine.high) == pytest.approx(tuple(np.quantile(scores, [0.025, 0.975])))


def test_a_label_that_was_not_learned_is_missed():
    found = example(1)
    strange = found.strange.copy()
    strange[:30] = 2
    other = Judged(found.truth, found.said, strange)
    hits = (found.truth & found.said).sum()
    expected = 2 * hits / (found.truth.sum() + found.said.sum() + 60)
    assert metrics.micro_f1(other) == pytest.approx(expected)
    assert not other.right[:30].any()
    assert (other.right[30:] == found.right[30:]).all()


def test_a_better_set_is_told_from_the_same():
    found = example(2)
    assert metrics.more_f1(found, found, seed=0) == metrics.Interval(0, 0, 0)
    nothing = Judged(found.truth, np.zeros_like(found.said), found.strange)
    gain = metrics.more_f1(found, nothing, seed=0)
    assert gain.value == pytest.approx(metrics.micro_f1(found))
    assert 0 < gain.low < gain.value < gain.high


@pytest.mark.parametrize("seed", range(3))
def test_no_other_threshold_has_a_higher_f1(seed):
    draw = np.random.default_rng(seed)
    truth = draw.random(60) < 0.3
    chances = np.clip(0.35 * truth + draw.random(60) * 0.6, 0, 1).round(2)  # some are the same
    cut = binary.best_threshold(chances, truth)
    best = max(
        judged.f1_score(truth, chances >= other, zero_division=0) for other in np.unique(chances)
    )
    assert judged.f1_score(truth, chances >= cut) == pytest.approx(best)
    assert binary.best_f1(chances, truth) == pytest.approx(best)
    assert cut not in chances, "a threshold on a probability that occurs turns on rounding"


def test_a_label_with_few_rows_takes_the_threshold_of_all():
    draw = np.random.default_rng(3)
    truth = np.zeros((80, 3), dtype=bool)
    truth[:30, 0], truth[:4, 1] = True, True
    chances = np.clip(0.5 * truth + draw.random(truth.shape) * 0.5, 0, 1)
    every, each = (metrics.thresholds(chances, truth, each=own) for own in (False, True))
    assert set(every) == {binary.best_threshold(chances.ravel(), truth.ravel())}
    assert each[0] == binary.best_threshold(chances[:, 0], truth[:, 0])
    assert each[1] == each[2] == every[0]
    assert binary.best_threshold(chances[:, 2], truth[:, 2]) == 0.5


def test_temperature_undoes_overconfidence():
    draw = np.random.default_rng(1)
    true = draw.normal(size=(5000, 4)) * 2 - 1
    truth = draw.random(true.shape) < 1 / (1 + np.exp(-true))
    assert binary.temperature(true * 3, truth) == pytest.approx(3, rel=0.05)
    assert binary.likelihood(true, truth) == pytest.approx(
        -np.mean([judged.log_loss(truth[:, at], binary.sigmoid(true[:, at])) for at in range(4)])
    )


def test_the_probe_is_one_logistic_regression_for_each_label():
    from sklearn.linear_model import LogisticRegression

    draw = np.random.default_rng(0)
    features = draw.normal(size=(100, 5))
    labels = np.column_stack(
        [features[:, 0] + draw.normal(size=100) > 0, np.ones(100), np.zeros(100)]
    ).astype(np.float32)
    found = probe.binary(features, labels, 0.1)
    theirs = LogisticRegression(C=0.1, max_iter=300).fit(features, labels[:, 0])
    assert found.weight[0] == pytest.approx(theirs.coef_[0], abs=1e-4)
    assert found.bias[0] == pytest.approx(theirs.intercept_[0], abs=1e-4)
    always, never = binary.sigmoid(found.scores(features))[0, 1:]
    assert (always, never) == pytest.approx((101 / 102, 1 / 102))
