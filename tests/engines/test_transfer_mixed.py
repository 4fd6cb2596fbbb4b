"""The mixed model against statsmodels, and its inference against dense linear algebra."""

import numpy as np
import pytest

from apps.engines.builtin.transfer.inference import Uncertainty, basis
from apps.engines.builtin.transfer.mixed import Moments, choose_random, fit, solve
from apps.engines.builtin.transfer.predictive import Known, spread, student, tangent, wide
from tests.engines.transfer_cases import moments, simulated

SIZES = [4, 9, 6, 3, 12, 7, 5, 8, 6, 10, 4, 6]


@pytest.fixture(scope="module")
def panel():
    return simulated(np.random.default_rng(1), SIZES)


@pytest.fixture(scope="module")
def fitted(panel):
    return fit(moments(panel), [0, 1])


def statsmodels(panel, random):
    """What ``MixedLM`` finds by REML, from the start it chooses itself."""
    mixed = pytest.importorskip("statsmodels.regression.mixed_linear_model")
    x, y = np.vstack([one for one, _ in panel]), np.concatenate([one for _, one in panel])
    groups = np.repeat(np.arange(len(panel)), [len(one) for one, _ in panel])
    return mixed.MixedLM(y, x, groups=groups, exog_re=x[:, random]).fit(reml=True, method=["lbfgs"])


def grunfeld():
    data = pytest.importorskip("statsmodels.datasets.grunfeld").load_pandas().data
    found = []
    for _, rows in data.groupby("firm"):
        x = np.column_stack([np.ones(len(rows)), rows[["value", "capital"]].to_numpy() / 1000])
        found.append((x, rows["invest"].to_numpy() / 100))
    return found


@pytest.mark.parametrize("case", ["simulated", "grunfeld"])
def test_estimates_are_those_of_statsmodels(case, panel):
    data, random = (panel, [0, 1]) if case == "simulated" else (grunfeld(), [0])
    mine, theirs = fit(moments(data), random), statsmodels(data, random)
    assert mine.at.beta == pytest.approx(np.asarray(theirs.fe_params), rel=1e-4)
    assert mine.between == pytest.approx(np.asarray(theirs.cov_re), rel=2e-3)
    assert mine.s2 == pytest.approx(theirs.scale, rel=1e-4)
    blups = np.array([np.asarray(theirs.random_effects[i]) for i in range(len(data))])
    assert mine.effects() == pytest.approx(blups, rel=2e-3, abs=1e-4)
    # Theirs is the same criterion: ours may only be better.
    assert mine.deviance <= -2 * theirs.llf + 1e-6
    assert mine.deviance == pytest.approx(-2 * theirs.llf, abs=1e-4)


def dense(panel, random, g):
    """X, V for a residual variance of one, and Z block by block, with no shortcut."""
    x = np.vstack([one for one, _ in panel])
    n, q, z = len(x), len(random), np.zeros((len(x), len(random) * len(panel)))
    start = 0
    for place, (one, _) in enumerate(panel):
        z[start : start + len(one), q * place : q * place + q] = one[:, random]
        start += len(one)
    return x, np.eye(n) + z @ np.kron(np.eye(len(panel)), g) @ z.T, z


def test_the_information_of_variance_components_is_that_of_the_dense_formula(panel, fitted):
    x, v, z = dense(panel, [0, 1], fitted.g)
    v *= fitted.s2
    inverse = np.linalg.inv(v)
    p = inverse - inverse @ x @ np.linalg.solve(x.T @ inverse @ x, x.T @ inverse)
    along = [fitted.s2 * z @ np.kron(np.eye(len(panel)), way) @ z.T for way in basis(2)]
    along.append(v / fitted.s2)
    information = [[np.trace(p @ a @ p @ b) / 2 for b in along] for a in along]
    found = Uncertainty(fitted).covariance
    assert found == pytest.approx(np.linalg.inv(information), rel=1e-6)


def test_satterthwaite_gives_markets_less_one_for_a_balanced_mean():
    """There the mean of the market means has exactly so many."""
    rng = np.random.default_rng(2)
    data = [(np.ones((6, 1)), 3 * rng.normal() + rng.normal(size=6)) for _ in range(9)]
    sure = Uncertainty(fit(moments(data), [0]))
    errors, degrees = sure.of_fixed(np.eye(1))
    assert degrees[0] == pytest.approx(8, rel=1e-6)
    means = np.array([y.mean() for _, y in data])
    assert errors[0] == pytest.approx(means.std(ddof=1) / 3, rel=1e-6)


def test_balanced_variance_components_are_those_of_analysis_of_variance():
    rng = np.random.default_rng(4)
    data = [(np.ones((5, 1)), 2 * rng.normal() + rng.normal(size=5)) for _ in range(12)]
    model = fit(moments(data), [0])
    y = np.array([one for _, one in data])
    within, between = y.var(axis=1, ddof=1).mean(), 5 * y.mean(axis=1).var(ddof=1)
    assert model.s2 == pytest.approx(within, rel=1e-6)
    assert model.between[0, 0] == pytest.approx((between - within) / 5, rel=1e-6)
    weight = 1 - within / between
    assert model.own_weight() == pytest.approx(np.full((12, 1), weight), rel=1e-6)


def test_conditioning_on_a_markets_rows_is_the_joint_fit(panel, fitted):
    """Henderson: others first and the market's rows after gives what all rows at once give."""
    known, g = moments(panel), fitted.g
    others = solve(known.without(3), [0, 1], g)
    one = Known(others.beta[None], others.c[None], g[None], [0, 1])
    mean, covariance = one.given(known.gram[3])
    together = solve(known, [0, 1], g)
    assert mean[0, :2] == pytest.approx(together.beta, rel=1e-9)
    assert mean[0, 2:] == pytest.approx((together.u @ g)[3], rel=1e-9)
    assert covariance[0, :2, :2] == pytest.approx(together.c, rel=1e-9)
    less = Known(together.beta[None], together.c[None], g[None], [0, 1]).less(known.gram[3])
    assert less.beta[0] == pytest.approx(others.beta, rel=1e-9)
    assert less.c[0] == pytest.approx(others.c, rel=1e-9)


def test_prediction_variance_is_that_of_kriging(panel, fitted):
    """Of a further row in market 0: the dense formula of universal kriging."""
    x, v, z = dense(panel, [0, 1], fitted.g)
    row = np.array([[1.0, 2.5]])
    shared = z[:, :2] @ fitted.g @ row[0]
    inverse = np.linalg.inv(v)
    gap = row[0] - x.T @ inverse @ shared
    expected = row[0] @ fitted.g @ row[0] - shared @ inverse @ shared
    expected += gap @ np.linalg.solve(x.T @ inverse @ x, gap)
    known = moments(panel)
    others = solve(known.without(0), [0, 1], fitted.g)
    one = Known(others.beta[None], others.c[None], fitted.g[None], [0, 1])
    _, covariance = one.given(known.gram[0])
    found = spread(wide(row, [0, 1]), covariance)
    assert found[0, 0] == pytest.approx(expected, rel=1e-9)


def test_the_t_interval_of_a_mean_is_the_textbook_one():
    """Balanced: Satterthwaite's combination of the two mean squares of analysis of variance."""
    rng = np.random.default_rng(6)
    data = [(np.ones((400, 1)), 5 * rng.normal() + rng.normal(size=400)) for _ in range(7)]
    at = tangent(Uncertainty(fit(moments(data), [0])))
    found = student(at, at.known, np.zeros((2, 2)), np.ones((1, 1)))
    means = np.array([y.mean() for _, y in data])
    assert found.mean[0] == pytest.approx(means.mean(), rel=1e-9)
    within = np.mean([y.var(ddof=1) for _, y in data])
    variance = means.var(ddof=1) * (1 + 1 / 7) + within * (1 - 1 / 400)
    assert found.sd[0] ** 2 == pytest.approx(variance, rel=1e-5)
    mixed = (means.var(ddof=1) * (1 + 1 / 7)) ** 2 / 6 + (within * (1 - 1 / 400)) ** 2 / (7 * 399)
    assert found.df[0] == pytest.approx(variance**2 / mixed, rel=1e-3)


def test_one_row_in_each_market_has_the_intervals_of_least_squares():
    """Then nothing is left of markets once the predictors are paid for."""
    rng = np.random.default_rng(0)
    x = np.column_stack([np.ones(8), rng.normal(size=(8, 3))])
    y = x @ [1.0, 2.0, 3.0, 4.0] + rng.normal(size=8)
    at = tangent(Uncertainty(fit(moments([(x[i : i + 1], y[i : i + 1]) for i in range(8)]), [0])))
    new = np.array([[1.0, 0.5, -0.5, 2.0]])
    found = student(at, at.known, np.zeros((5, 5)), new)
    sm = pytest.importorskip("statsmodels.api")
    frame = sm.OLS(y, x).fit().get_prediction(new).summary_frame(0.05)
    assert found.df.tolist() == [4.0]
    assert found.half(0.95)[0] == pytest.approx(frame["obs_ci_upper"][0] - frame["mean"][0])
    assert found.level_half(0.95)[0] == pytest.approx(frame["mean_ci_upper"][0] - frame["mean"][0])


def test_predictors_that_tell_markets_apart_cost_degrees_of_freedom():
    """Balanced, with large differences: those of a regression of the market means."""
    rng = np.random.default_rng(5)
    data = []
    for _ in range(8):
        x = np.column_stack([np.ones((5, 1)), np.tile(rng.normal(size=3), (5, 1))])
        data.append((x, x.sum(axis=1) + 30 * rng.normal() + 0.01 * rng.normal(size=5)))
    at = tangent(Uncertainty(fit(moments(data), [0])))
    found = student(at, at.known, np.zeros((5, 5)), data[0][0][:1])
    assert found.df[0] == pytest.approx(4, rel=1e-4)


def test_markets_without_differences_end_on_the_boundary_with_finite_answers():
    rng = np.random.default_rng(8)
    data = [(np.ones((6, 1)), np.array([-3.0, -1.0, 0.0, 0.0, 1.0, 3.0]) + 1e-3 * rng.normal())
            for _ in range(6)]  # fmt: skip
    model = fit(moments(data), [0])
    assert model.g[0, 0] == pytest.approx(0, abs=1e-6)
    assert model.own_weight() == pytest.approx(np.zeros((6, 1)), abs=1e-5)
    at = tangent(Uncertainty(model))
    found = student(at, at.known, np.zeros((2, 2)), np.ones((1, 1)))
    assert np.isfinite([found.sd[0], found.df[0], found.half(0.95)[0]]).all()


def test_a_start_on_the_boundary_is_left(panel, fitted):
    """The derivative along the factor is zero there, whatever the data say."""
    again = fit(moments(panel), [0, 1], np.zeros((2, 2)))
    assert again.deviance == pytest.approx(fitted.deviance, abs=1e-7)


def test_slopes_are_taken_up_only_where_they_differ(panel):
    assert choose_random(moments(panel), [1]) == [0, 1]
    alike = simulated(np.random.default_rng(3), SIZES, tau=(1.0, 0.0))
    assert choose_random(moments(alike), [1]) == [0]


def test_one_row_in_each_market_pools_all():
    data = simulated(np.random.default_rng(3), [1] * 9)
    model = fit(moments(data), [0])
    assert model.flat
    x, y = np.vstack([one for one, _ in data]), np.concatenate([one for _, one in data])
    assert model.at.beta == pytest.approx(np.linalg.lstsq(x, y, rcond=None)[0], rel=1e-9)


def test_moments_without_a_market_hold_the_others():
    known = Moments(np.arange(12.0).reshape(3, 2, 2), np.array([1.0, 2.0, 3.0]))
    assert known.without(1).rows.tolist() == [1.0, 3.0]
    assert known.without(1).gram[1].tolist() == known.gram[2].tolist()
