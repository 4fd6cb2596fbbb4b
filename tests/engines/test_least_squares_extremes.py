"""Fits at the edges: few rows, flat targets, extreme units and weights, against statsmodels."""

import numpy as np
import pytest
import statsmodels.api as sm

from apps.engines.contract import Refusal
from tests.engines.linear_cases import codes, column, fit

X = np.arange(1.0, 9.0)
NOISE = np.array([0.3, -0.5, 0.1, 0.4, -0.2, -0.6, 0.7, -0.1])
Y = 2 * X + NOISE


def check(tmp_path, data, names, oracle, fresh, **options):
    """Coefficients, errors, R² and both intervals of a fit are those of statsmodels."""
    result, predictor = fit(tmp_path, data, ["y"], names, **options)
    target = result.summary["targets"][0]
    for ours, theirs in {"estimate": oracle.params, "se": oracle.bse, "p": oracle.pvalues}.items():
        np.testing.assert_allclose(column(result.summary, ours), theirs, rtol=1e-8)
    assert target["r2"] == pytest.approx(oracle.rsquared, rel=1e-10)
    assert target["adjusted_r2"] == pytest.approx(oracle.rsquared_adj, rel=1e-9)
    assert target["residual_sd"] == pytest.approx(np.sqrt(oracle.scale), rel=1e-9)
    new = np.array(fresh, dtype=float)
    new = new if options.get("intercept") is False else sm.add_constant(new, has_constant="add")
    frame = oracle.get_prediction(new).summary_frame(0.05)
    answer = predictor.predict([dict(zip(names, row, strict=True)) for row in fresh])
    for role, name in {"mean_low": "mean_ci_lower", "new_high": "obs_ci_upper"}.items():
        got = [row.values[f"y:{role}"] for row in answer.rows]
        np.testing.assert_allclose(got, frame[name], rtol=1e-8)
    return result


@pytest.mark.parametrize("scale", [1e-60, 1e-12, 1e12, 1e60])
@pytest.mark.parametrize("unit", [1e-60, 1.0, 1e60])
def test_units_of_any_size(tmp_path, scale, unit):
    x, y = X * unit, Y * scale
    oracle = sm.OLS(Y, sm.add_constant(X)).fit()
    result, predictor = fit(tmp_path, {"x": x.tolist(), "y": y.tolist()}, ["y"], ["x"])
    expected = oracle.params * [scale, scale / unit]
    np.testing.assert_allclose(column(result.summary, "estimate"), expected, rtol=1e-9)
    np.testing.assert_allclose(column(result.summary, "p"), oracle.pvalues, rtol=1e-7)
    assert result.summary["targets"][0]["r2"] == pytest.approx(oracle.rsquared)
    (row,) = predictor.predict([{"x": 4 * unit}]).rows
    frame = oracle.get_prediction([[1, 4]]).summary_frame(0.05)
    assert row.values["y:new_low"] == pytest.approx(float(frame["obs_ci_lower"][0]) * scale)


def test_one_degree_of_freedom(tmp_path):
    x, y = [1.0, 2.0, 4.0], [3.0, 5.0, 6.0]
    oracle = sm.OLS(y, sm.add_constant(x)).fit()
    check(tmp_path, {"x": x, "y": y}, ["x"], oracle, [[3.0], [30.0]])


def test_through_the_origin_with_weights(tmp_path):
    w = np.array([1, 4, 0.25, 2, 9, 1, 3, 0.5])
    data = {"x": X.tolist(), "y": Y.tolist(), "w": w.tolist()}
    oracle = sm.WLS(Y, X, weights=w).fit()
    check(tmp_path, data, ["x"], oracle, [[3.0], [30.0]], weights="w", intercept=False)


def test_rows_with_gaps_are_as_if_they_were_not_there(tmp_path):
    data = {"x": X.tolist(), "z": (X**2 % 5).tolist(), "y": Y.tolist()}
    for name, place in (("x", 1), ("z", 4), ("y", 6)):
        data[name][place] = float("nan")
    left = [0, 2, 3, 5, 7]
    design = sm.add_constant(np.column_stack([X, X**2 % 5])[left])
    oracle = sm.OLS(Y[left], design).fit()
    check(tmp_path, data, ["x", "z"], oracle, [[3.0, 1.0]])


def test_a_category_written_as_numbers(tmp_path):
    group = [0, 1, 0, 1, 0, 1, 0, 1]
    data = {"x": X.tolist(), "group": [float(g) for g in group], "y": Y.tolist()}
    oracle = sm.OLS(Y, sm.add_constant(np.column_stack([X, group]))).fit()
    check(tmp_path, data, ["x", "group"], oracle, [[3.0, 1.0]])


@pytest.mark.parametrize("factor", [1e-60, 1e-34, 1e-30, 1e30])
def test_the_size_of_weights_does_not_matter(tmp_path, factor):
    """Inverse variances of large sums of money are tiny: the fit is no more exact for it."""
    w = np.array([1, 4, 0.25, 2, 9, 1, 3, 0.5]) * factor
    data = {"x": X.tolist(), "y": Y.tolist(), "w": w.tolist()}
    oracle = sm.WLS(Y, sm.add_constant(X), weights=w / factor).fit()
    result, predictor = fit(tmp_path, data, ["y"], ["x"], weights="w")
    np.testing.assert_allclose(column(result.summary, "se"), oracle.bse, rtol=1e-8)
    np.testing.assert_allclose(column(result.summary, "p"), oracle.pvalues, rtol=1e-8)
    assert result.summary["targets"][0]["r2"] == pytest.approx(oracle.rsquared)
    assert "exact" not in codes(result)
    (row,) = predictor.predict([{"x": 4.0}]).rows
    frame = oracle.get_prediction([[1, 4]]).summary_frame(0.05)
    assert row.values["y:mean_low"] == pytest.approx(float(frame["mean_ci_lower"][0]))


@pytest.mark.parametrize("name", ["x", "y", "w"])
@pytest.mark.parametrize("factor", [1e-200, 1e-320, 1e160, 1e300])
def test_numbers_beyond_what_can_be_squared_are_refused(tmp_path, name, factor):
    data = {"x": X.tolist(), "y": Y.tolist(), "w": [1.0] * 8}
    data[name] = (np.array(data[name]) * factor).tolist()
    with pytest.raises(Refusal) as refusal:
        fit(tmp_path, data, ["y"], ["x"], weights="w")
    assert f"'{name}'" in str(refusal.value.issue.message)
    assert "another unit" in str(refusal.value.issue.fix)


def test_a_flat_target_has_no_share_to_explain(tmp_path):
    result, predictor = fit(tmp_path, {"x": X.tolist(), "y": [0.1] * 8}, ["y"], ["x"])
    target = result.summary["targets"][0]
    assert (target["r2"], target["f"], target["adjusted_r2"]) == (None, None, None)
    assert column(result.summary, "estimate") == pytest.approx([0.1, 0.0], abs=1e-15)
    assert predictor.predict([{"x": 100}]).rows[0].values["y:point"] == pytest.approx(0.1)


@pytest.mark.parametrize("value", [1e308, -1e308, "1e200"])
def test_a_row_far_out_of_reach_is_answered_with_a_sentence(tmp_path, value):
    _, predictor = fit(tmp_path, {"x": X.tolist(), "y": Y.tolist()}, ["y"], ["x"])
    far, near = predictor.predict([{"x": value}, {"x": 3}]).rows
    assert set(far.values.values()) == {None}
    assert "too far from the data" in str(far.warnings[0])
    assert near.values["y:point"] == pytest.approx(6.0, abs=0.2)
