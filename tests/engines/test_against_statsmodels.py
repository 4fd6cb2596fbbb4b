"""Every figure of a fit against statsmodels, on generated tables of different shapes."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats
from statsmodels.graphics.gofplots import ProbPlot
from statsmodels.stats.diagnostic import het_breuschpagan
from statsmodels.stats.outliers_influence import OLSInfluence, variance_inflation_factor

from tests.engines.linear_cases import block, column, fit

CASES = [
    # rows, predictors, intercept, weighted, scale of the columns, correlation, seed
    (8, 1, True, False, 1.0, 0.0, 1),
    (25, 2, True, False, 1.0, 0.5, 2),
    (40, 5, True, False, 1e6, 0.0, 3),
    (60, 3, False, False, 1.0, 0.2, 4),
    (100, 8, True, False, 1e-6, 0.9, 5),
    (30, 2, True, True, 1.0, 0.3, 6),
    (200, 4, False, True, 1e3, 0.7, 7),
    (500, 10, True, True, 1.0, 0.95, 8),
    (1000, 6, True, False, 1e9, 0.4, 9),
    (50, 20, True, False, 1.0, 0.1, 10),
    (12, 9, True, False, 1.0, 0.0, 11),
    (300, 3, True, False, 1.0, 0.99, 12),
]


def generated(rows, k, scale, correlation, seed):
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(rows, 1))
    x = np.sqrt(1 - correlation) * rng.normal(size=(rows, k)) + np.sqrt(correlation) * common
    x = (x + 2) * scale * np.exp(rng.normal(size=k))
    y = 5 + x @ (rng.normal(size=k) / scale) + rng.normal(size=rows) * (1 + np.abs(common[:, 0]))
    return x, y, rng.uniform(0.2, 5, size=rows)


def check_predictions(x, names, oracle, predictor, *, intercept):
    fresh = x[:5] * 1.1
    asked = [dict(zip(names, row, strict=True)) for row in fresh.tolist()]
    new = sm.add_constant(fresh, has_constant="add") if intercept else fresh
    frame = oracle.get_prediction(new).summary_frame(0.05)
    answer = predictor.predict(asked)
    for role, name in {
        "point": "mean",
        "mean_low": "mean_ci_lower",
        "mean_high": "mean_ci_upper",
        "new_low": "obs_ci_lower",
        "new_high": "obs_ci_upper",
    }.items():
        got = [row.values[f"y:{role}"] for row in answer.rows]
        np.testing.assert_allclose(got, frame[name], rtol=1e-8)


def plotted(result, key):
    """The points of a plot's data as columns, in the order of the plot."""
    return np.array(block(result, key).series[-1].points, dtype=float).T


def check_residuals(result, oracle):
    fitted, residual = plotted(result, "residuals:y")
    np.testing.assert_allclose(fitted, oracle.fittedvalues, rtol=1e-8)
    spread = np.sqrt(oracle.scale)
    np.testing.assert_allclose(residual, oracle.resid, rtol=1e-7, atol=1e-9 * spread)
    zero = block(result, "residuals:y").series[0].points
    assert zero == [[fitted.min(), 0.0], [fitted.max(), 0.0]]


def check_normal_quantiles(result, standardized):
    """Blom's positions, which statsmodels gives by name; scipy's own lie close by."""
    normal, values = plotted(result, "qq:y")
    theirs = ProbPlot(standardized, a=3 / 8)
    np.testing.assert_allclose(normal, theirs.theoretical_quantiles, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(values, theirs.sample_quantiles, rtol=1e-7, atol=1e-9)
    near, ordered = stats.probplot(standardized, fit=False)
    np.testing.assert_allclose(values, ordered, rtol=1e-7, atol=1e-9)
    np.testing.assert_allclose(normal, near, atol=0.06)
    line = block(result, "qq:y").series[0].points
    assert line == [[normal[0], normal[0]], [normal[-1], normal[-1]]]


def check_fit(result, x, y, oracle, *, intercept):
    """The line with its bands where there is one predictor, else observed against fitted."""
    if x.shape[1] > 1:
        fitted, observed = plotted(result, "observed:y")
        np.testing.assert_allclose(fitted, oracle.fittedvalues, rtol=1e-8)
        np.testing.assert_allclose(observed, y, rtol=1e-12)
        return
    new, mean, line, data = (
        np.array(series.points, dtype=float).T for series in block(result, "fit:y").series
    )
    np.testing.assert_allclose(data, [x[:, 0], y], rtol=1e-12)
    np.testing.assert_allclose(line[0][[0, -1]], [x.min(), x.max()], rtol=1e-12)
    along = sm.add_constant(line[0]) if intercept else line[:1].T
    frame = oracle.get_prediction(along).summary_frame(0.05)
    np.testing.assert_allclose(line[1], frame["mean"], rtol=1e-8)
    np.testing.assert_allclose(mean[1:], frame[["mean_ci_lower", "mean_ci_upper"]].T, rtol=1e-8)
    np.testing.assert_allclose(new[1:], frame[["obs_ci_lower", "obs_ci_upper"]].T, rtol=1e-8)


@pytest.mark.parametrize(
    ("rows", "k", "intercept", "weighted", "scale", "correlation", "seed"), CASES
)
def test_all_figures(tmp_path, rows, k, intercept, weighted, scale, correlation, seed):
    x, y, w = generated(rows, k, scale, correlation, seed)
    names = [f"x{j}" for j in range(k)]
    data = {**dict(zip(names, x.T.tolist(), strict=True)), "y": y.tolist(), "w": w.tolist()}
    result, predictor = fit(
        tmp_path, data, ["y"], names, weights="w" if weighted else None, intercept=intercept
    )
    design = sm.add_constant(x) if intercept else x
    root = np.sqrt(w if weighted else np.ones(rows))
    oracle = sm.WLS(y, design, weights=root**2).fit() if weighted else sm.OLS(y, design).fit()
    white = sm.OLS(y * root, design * root[:, None]).fit()
    tolerance = {"rtol": 2e-9, "atol": 0}

    summary, target = result.summary, result.summary["targets"][0]
    np.testing.assert_allclose(column(summary, "estimate"), oracle.params, **tolerance)
    np.testing.assert_allclose(column(summary, "se"), oracle.bse, **tolerance)
    np.testing.assert_allclose(column(summary, "t"), oracle.tvalues, **tolerance)
    np.testing.assert_allclose(column(summary, "p"), oracle.pvalues, rtol=1e-6, atol=1e-300)
    bounds = oracle.conf_int(0.05)
    np.testing.assert_allclose(column(summary, "low"), bounds[:, 0], rtol=1e-7)
    np.testing.assert_allclose(column(summary, "high"), bounds[:, 1], rtol=1e-7)
    np.testing.assert_allclose(column(summary, "se_hc3"), white.HC3_se, rtol=1e-7)
    assert target["r2"] == pytest.approx(oracle.rsquared, rel=1e-10)
    assert target["adjusted_r2"] == pytest.approx(oracle.rsquared_adj, rel=1e-9)
    assert target["residual_sd"] == pytest.approx(np.sqrt(oracle.scale), rel=1e-10)
    assert target["f"] == pytest.approx(oracle.fvalue, rel=1e-8)
    assert target["f_p"] == pytest.approx(oracle.f_pvalue, rel=1e-6, abs=1e-300)

    influence = OLSInfluence(white)
    assert target["press"] == pytest.approx((influence.resid_press**2).sum(), rel=1e-9)
    first = int(intercept)
    if not weighted and k > 1:
        vif = [
            variance_inflation_factor(design, j + 1)
            if intercept
            else 1 / (1 - sm.OLS(x[:, j], np.delete(x, j, axis=1)).fit().rsquared)
            for j in range(k)
        ]
        np.testing.assert_allclose(column(summary, "vif")[first:], vif, rtol=1e-7)
    if intercept and not weighted:
        statistic, p_value, _, _ = het_breuschpagan(oracle.resid, design)
        assert target["breusch_pagan"] == pytest.approx(statistic, rel=1e-7)
        assert target["breusch_pagan_p"] == pytest.approx(p_value, rel=1e-6)

    leverage, standardized = plotted(result, "leverage:y")
    expected = influence.resid_studentized_internal
    np.testing.assert_allclose(leverage, influence.hat_matrix_diag, rtol=1e-8)
    np.testing.assert_allclose(standardized, expected, rtol=1e-7, atol=1e-9)
    check_residuals(result, oracle)
    check_normal_quantiles(result, expected)
    check_fit(result, x, y, oracle, intercept=intercept)
    top = block(result, "influence:y").rows
    cooks = np.sort(influence.cooks_distance[0])[::-1][: len(top)]
    np.testing.assert_allclose([row["cook"] for row in top], cooks, rtol=1e-7)
    check_predictions(x, names, oracle, predictor, intercept=intercept)


def test_frequency_weights_equal_repeated_rows(tmp_path):
    x, y, _ = generated(30, 2, 1.0, 0.2, 21)
    times = np.random.default_rng(1).integers(0, 5, size=30)
    data = {"a": x[:, 0].tolist(), "b": x[:, 1].tolist(), "y": y.tolist(), "n": times.tolist()}
    weighted, _ = fit(
        tmp_path / "a", data, ["y"], ["a", "b"], weights="n", weights_mean="frequency"
    )
    repeated = {name: np.repeat(data[name], times).tolist() for name in ("a", "b", "y")}
    plain, _ = fit(tmp_path / "b", repeated, ["y"], ["a", "b"])
    for name in ("estimate", "se", "p", "se_hc3", "vif"):
        np.testing.assert_allclose(
            column(weighted.summary, name), column(plain.summary, name), rtol=1e-9
        )
    ours, theirs = weighted.summary["targets"][0], plain.summary["targets"][0]
    for name in ("r2", "adjusted_r2", "press", "residual_sd", "breusch_pagan_p", "f"):
        assert ours[name] == pytest.approx(theirs[name], rel=1e-9), name


def test_targets_side_by_side_equal_single_fits(tmp_path):
    x, y, _ = generated(40, 3, 1.0, 0.2, 22)
    data = {f"x{j}": x[:, j].tolist() for j in range(3)}
    data |= {"y": y.tolist(), "z": (y**2 / 10).tolist()}
    both, _ = fit(tmp_path / "a", data, ["y", "z"], ["x0", "x1", "x2"])
    single, _ = fit(tmp_path / "b", data, ["z"], ["x0", "x1", "x2"])
    ours, theirs = both.summary["targets"][1], single.summary["targets"][0]
    np.testing.assert_allclose(
        column(both.summary, "estimate", 1), column(single.summary, "estimate"), rtol=1e-12
    )
    assert ours["press"] == pytest.approx(theirs["press"], rel=1e-10)
