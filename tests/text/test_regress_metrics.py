"""Figures of predicted numbers against scikit-learn, SciPy and properties that must hold."""

import numpy as np
import pytest

sklearn_metrics = pytest.importorskip("sklearn.metrics")

from scipy import stats  # noqa: E402
from sklearn.linear_model import Ridge  # noqa: E402

from apps.engines.builtin.text_regress import metrics  # noqa: E402


def example(seed=0, rows=150):
    draw = np.random.default_rng(seed)
    true = draw.normal(50, 20, rows).round()  # rounded, so that there are ties
    return true, true * 0.8 + draw.normal(0, 9, rows).round()


@pytest.mark.parametrize("seed", range(3))
def test_figures_agree_with_others(seed):
    true, predicted = example(seed)
    assert metrics.rmse(true, predicted) == pytest.approx(
        sklearn_metrics.root_mean_squared_error(true, predicted)
    )
    assert metrics.mae(true, predicted) == pytest.approx(
        sklearn_metrics.mean_absolute_error(true, predicted)
    )
    assert metrics.r2(true, predicted) == pytest.approx(sklearn_metrics.r2_score(true, predicted))
    assert metrics.spearman(true, predicted) == pytest.approx(
        stats.spearmanr(true, predicted).statistic
    )


def test_what_is_all_the_same_has_a_figure_too():
    same, other = np.full(5, 3.0), np.array([3.0, 3, 3, 3, 4])
    assert (metrics.r2(same, same), metrics.r2(same, other)) == (1.0, 0.0)
    assert sklearn_metrics.r2_score(same, other) == metrics.r2(same, other)
    assert metrics.spearman(same, other) == 0.0


def test_how_rare_a_residual_is():
    assert metrics.rarity(np.array([0.0, -1, 1, 5])).tolist() == [1.0, 0.5, 1.0, 0.25]


def test_intervals_agree_with_scipy():
    """The same percentile bootstrap, with other draws."""
    true, predicted = example(3, 300)
    ours = metrics.bootstrap(true, predicted, seed=1)
    for mine, statistic in ((ours.mae, metrics.mae), (ours.r2, metrics.r2)):
        theirs = stats.bootstrap(
            (true, predicted), statistic, paired=True, vectorized=False, n_resamples=1000,
            method="percentile", rng=np.random.default_rng(9),
        ).confidence_interval  # fmt: skip
        width = theirs.high - theirs.low
        assert mine.value == statistic(true, predicted)
        assert mine.low == pytest.approx(theirs.low, abs=0.15 * width)
        assert mine.high == pytest.approx(theirs.high, abs=0.15 * width)


def test_a_smaller_error_is_told_from_the_same():
    true, predicted = example(4)
    same = metrics.less_error(true, predicted, predicted, seed=0)
    assert (same.value, same.low, same.high) == (0, 0, 0)
    worse = predicted + np.where(np.arange(len(true)) % 2, 12, -12)
    found = metrics.less_error(true, predicted, worse, seed=0)
    assert found.value == pytest.approx(metrics.rmse(true, worse) - metrics.rmse(true, predicted))
    assert 0 < found.low < found.value < found.high
    turned = metrics.less_error(true, worse, predicted, seed=0)
    assert (turned.low, turned.high) == pytest.approx((-found.high, -found.low))


def test_conformal_intervals_hold_what_they_promise():
    """Whatever the distribution, over many calibrations: between level and level + 1/(n+1)."""
    draw = np.random.default_rng(0)
    calibrated, level, held = 39, 0.9, []
    for _ in range(3000):
        errors = np.abs(draw.standard_cauchy(calibrated))  # as unlike a normal error as can be
        radius, _ = metrics.conformal(errors, level)
        held.append(np.mean(np.abs(draw.standard_cauchy(100)) <= radius))
    found = np.mean(held)
    slack = 4 * np.std(held) / np.sqrt(len(held))
    assert level - slack <= found <= level + 1 / (calibrated + 1) + slack
    low, high = metrics.expected_coverage(100, calibrated, level)
    outside = np.mean([not low <= share <= high for share in held])
    assert 0.02 <= outside <= 0.06, "not in 95 of 100 cases between the shares that are told"


def test_too_few_rows_give_the_level_they_allow():
    errors = np.array([3.0, 1.0, 2.0])
    assert metrics.conformal(errors, 0.9) == (3.0, 0.75)
    assert metrics.conformal(errors, 0.5) == (2.0, 0.5)
    assert metrics.conformal(np.arange(1.0, 10.0), 0.9) == (9.0, 0.9)


def test_values_far_off_are_found_first():
    draw = np.random.default_rng(2)
    residuals = draw.normal(size=300)
    residuals[[7, 99]] = (30, -12)
    order, scores = metrics.outliers(residuals)
    assert order[:2].tolist() == [7, 99]
    assert len(order) <= 3, "3.5 standard deviations are rare among normal errors"
    by_hand = 0.6745 * np.abs(residuals - np.median(residuals))
    by_hand /= stats.median_abs_deviation(residuals)
    assert scores == pytest.approx(by_hand)
    assert len(metrics.outliers(np.zeros(9))[0]) == 0


def test_the_probe_is_a_ridge_regression():
    from apps.engines.builtin.text import probe

    draw = np.random.default_rng(1)
    features, weights = draw.normal(size=(80, 6)), draw.random(80) + 0.5
    targets = features @ draw.normal(size=6) + 2 + draw.normal(size=80)
    found = probe.ridge(features, targets, 0.3, weights)
    root = np.sqrt(weights)[:, None]
    design = np.hstack([features, np.ones((80, 1))])
    penalty = 0.3 * weights.sum() * np.diag([*[1.0] * 6, 0.0])  # the intercept is free
    by_hand = np.linalg.solve(
        (root * design).T @ (root * design) + penalty, design.T @ (weights * targets)
    )
    assert found.weight[0] == pytest.approx(by_hand[:6])
    assert found.bias[0] == pytest.approx(by_hand[6])
    theirs = Ridge(alpha=0.3 * weights.sum()).fit(features, targets, sample_weight=weights)
    assert found.scores(features)[:, 0] == pytest.approx(theirs.predict(features))
