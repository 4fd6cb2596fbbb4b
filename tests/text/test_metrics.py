"""Figures against scikit-learn and against values worked out by hand."""

import numpy as np
import pytest

from apps.engines.builtin.text import metrics

sklearn_metrics = pytest.importorskip("sklearn.metrics")


def example(seed=0, rows=200, classes=5):
    draw = np.random.default_rng(seed)
    labels = draw.integers(0, classes, rows)
    predicted = np.where(draw.random(rows) < 0.6, labels, draw.integers(0, classes, rows))
    return labels, predicted


@pytest.mark.parametrize("seed", range(3))
def test_scores_agree_with_scikit_learn(seed):
    labels, predicted = example(seed)
    ours = metrics.per_class(labels, predicted, 5)
    theirs = sklearn_metrics.precision_recall_fscore_support(labels, predicted, zero_division=0)
    for mine, other in zip(
        (ours.precision, ours.recall, ours.f1, ours.support), theirs, strict=True
    ):
        assert mine == pytest.approx(other)
    assert metrics.macro_f1(labels, predicted, 5) == pytest.approx(
        sklearn_metrics.f1_score(labels, predicted, average="macro")
    )
    assert (
        metrics.confusion(labels, predicted, 5)
        == sklearn_metrics.confusion_matrix(labels, predicted)
    ).all()


def test_classes_that_nobody_met_do_not_count():
    labels, predicted = np.array([0, 0, 2]), np.array([0, 2, 2])
    assert metrics.macro_f1(labels, predicted, 4) == pytest.approx(2 / 3)


def test_a_class_that_was_not_learned_counts_as_wrong():
    assert metrics.accuracy(np.array([0, -1, 1, -1]), np.array([0, 0, 1, 1])) == 0.5


def test_calibration_error_by_hand():
    """Bins of a fifth: (0.6, 0.8] has mean 0.7 and 1 of 2 right, (0.8, 1] has 0.9 and 2 of 2."""
    confidence = np.array([0.65, 0.75, 0.9, 0.9])
    right = np.array([True, False, True, True])
    expected = (abs(0.5 - 0.7) * 2 + abs(1 - 0.9) * 2) / 4
    assert metrics.calibration_error(confidence, right, bins=5) == pytest.approx(expected)
    assert metrics.calibration_error(np.ones(3), np.ones(3, dtype=bool)) == 0


def test_temperature_undoes_overconfidence():
    draw = np.random.default_rng(1)
    true = draw.normal(size=(20_000, 4)) * 1.5
    chances = np.exp(true) / np.exp(true).sum(1, keepdims=True)
    labels = np.array([draw.choice(4, p=row) for row in chances])
    assert metrics.temperature(true * 3, labels) == pytest.approx(3, rel=0.05)
    assert metrics.temperature(true, labels) == pytest.approx(1, rel=0.05)


def test_a_few_right_rows_do_not_make_it_certain():
    scores = np.array([[2.0, 0.0]] * 10)
    found = metrics.temperature(scores, np.zeros(10, dtype=int))
    sure = 1 / (1 + np.exp(-2.0 / found))
    assert sure == pytest.approx(11 / 12, abs=1e-3)
    assert metrics.temperature(scores, np.full(10, -1)) == 1.0


def test_coverage_by_hand():
    shares, accuracies = metrics.coverage(
        np.array([0.9, 0.5, 0.5, 0.8]), np.array([True, False, True, True])
    )
    assert shares.tolist() == [0.25, 0.5, 1.0]
    assert accuracies.tolist() == [1.0, 1.0, 0.75]


def test_intervals_hold_the_value_and_shrink_with_rows():
    small, large = (metrics.bootstrap(*example(2, rows), 5, seed=1)[0] for rows in (100, 1600))
    for found in (small, large):
        assert found.low < found.value < found.high
    assert large.high - large.low < (small.high - small.low) / 2


def test_the_interval_is_about_the_binomial_one():
    labels, predicted = example(3, 400)
    found, _ = metrics.bootstrap(labels, predicted, 5, seed=0)
    half = 1.96 * np.sqrt(found.value * (1 - found.value) / 400)
    assert found.high - found.low == pytest.approx(2 * half, rel=0.1)


def test_a_paired_difference_knows_what_is_the_same():
    right = np.array([True] * 90 + [False] * 10)
    assert metrics.paired_difference(right, right, seed=0) == metrics.Interval(0, 0, 0)
    worse = right.copy()
    worse[:20] = False
    found = metrics.paired_difference(right, worse, seed=0)
    assert found.value == pytest.approx(0.2)
    assert 0.1 < found.low < 0.2 < found.high < 0.3


def test_wrong_labels_are_found_first():
    draw = np.random.default_rng(5)
    labels = draw.integers(0, 3, 300)
    chances = np.full((300, 3), 0.1)
    chances[np.arange(300), labels] = 0.8
    chances += draw.random(chances.shape) * 0.05
    chances /= chances.sum(1, keepdims=True)
    wrong = draw.choice(300, 20, replace=False)
    given = labels.copy()
    given[wrong] = (labels[wrong] + 1) % 3
    found = set(metrics.mislabelled(chances, given).tolist())
    assert found <= set(wrong.tolist()), "a right label is suspected"
    assert len(found) >= 18, "less than nine in ten are as sure as their class usually is"
    assert len(metrics.mislabelled(chances, labels)) == 0
