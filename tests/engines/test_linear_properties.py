"""What must not matter does not: units, origin, row order, and names for what cannot be told."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.engines.contract import Refusal
from tests.engines.linear_cases import column, fit

QUIET = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
seeds = st.integers(0, 10_000)


def some(seed, rows=30):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(rows, 2)) + np.array([3, -1])
    return x, 2 + x @ [0.7, -1.2] + rng.normal(size=rows)


KINDS = ["classical", "hc1", "hc3", "cluster"]


def fitted(root, x, y, errors="classical", groups=None):
    data = {"a": x[:, 0].tolist(), "b": x[:, 1].tolist(), "y": y.tolist()}
    data["g"] = (np.arange(len(y)) % 7 if groups is None else groups).tolist()
    return fit(root, data, ["y"], ["a", "b"], cluster="g", errors=errors)[0].summary


@QUIET
@given(
    seed=seeds, power=st.integers(-9, 9), target_power=st.integers(-9, 9),
    errors=st.sampled_from(KINDS),
)  # fmt: skip
def test_units_change_nothing_but_the_units(tmp_path, seed, power, target_power, errors):
    x, y = some(seed)
    unit, target_unit = 10.0**power, 10.0**target_power
    before = fitted(tmp_path, x, y, errors)
    after = fitted(tmp_path, x * [unit, 1], y * target_unit, errors)
    for name in ("t", "p", "vif"):
        np.testing.assert_allclose(column(after, name)[1:], column(before, name)[1:], rtol=1e-9)
    for name in ("r2", "adjusted_r2", "predictive_r2", "f", "breusch_pagan"):
        assert after["targets"][0][name] == pytest.approx(before["targets"][0][name], rel=1e-8)
    scaled = column(before, "estimate")[1] * target_unit / unit
    assert column(after, "estimate")[1] == pytest.approx(scaled, rel=1e-10)


@QUIET
@given(seed=seeds, shift=st.floats(-1e6, 1e6))
def test_the_origin_changes_only_the_intercept(tmp_path, seed, shift):
    x, y = some(seed)
    before, after = fitted(tmp_path, x, y), fitted(tmp_path, x + np.array([shift, 0]), y)
    for name in ("estimate", "se", "t"):
        np.testing.assert_allclose(column(after, name)[1:], column(before, name)[1:], rtol=1e-7)


@QUIET
@given(seed=seeds, data=st.data(), errors=st.sampled_from(KINDS))
def test_row_order_changes_nothing(tmp_path, seed, data, errors):
    x, y = some(seed, 15)
    order, groups = data.draw(st.permutations(range(15))), np.arange(15) % 7
    before = fitted(tmp_path, x, y, errors, groups)
    after = fitted(tmp_path, x[order], y[order], errors, groups[order])
    for name in ("estimate", "se", "t"):
        np.testing.assert_allclose(column(after, name), column(before, name), rtol=1e-11)
    assert after["targets"][0]["press"] == pytest.approx(before["targets"][0]["press"], rel=1e-10)


RELATIONS = [
    (lambda a, b: a + b, "c = a + b"),
    (lambda a, b: a - 2 * b, "c = a − 2 · b"),
    (lambda a, b: 10 - a, "c = −a + 10"),
    (lambda a, b: 3.5 * b, "c = 3.5 · b"),
]


@pytest.mark.parametrize(("make", "words"), RELATIONS)
@pytest.mark.parametrize("scale", [1e-9, 1.0, 1e9])
def test_a_redundant_column_is_named_with_its_relation(tmp_path, make, words, scale):
    x, y = some(1)
    a, b = x[:, 0], x[:, 1]
    if "10" in words:
        scale = 1.0
    data = {"a": a * scale, "b": b * scale, "c": make(a * scale, b * scale), "y": y}
    with pytest.raises(Refusal) as refused:
        fit(tmp_path, data, ["y"], ["a", "b", "c"])
    assert f"Column 'c' says nothing new: {words}." in str(refused.value.issue.message)


def test_a_copy_and_a_constant_are_named(tmp_path):
    x, y = some(2)
    data = {"a": x[:, 0], "b": x[:, 0], "y": y, "k": np.full(30, 7.0)}
    with pytest.raises(Refusal, match="'b' is a copy of 'a'"):
        fit(tmp_path, data, ["y"], ["a", "b"])
    with pytest.raises(Refusal, match="'k' has the same value in every row used"):
        fit(tmp_path, data, ["y"], ["a", "k"])
    with pytest.raises(Refusal, match="2 columns say nothing new: b, k"):
        fit(tmp_path, data, ["y"], ["a", "b", "k"])


def test_redundant_columns_can_be_left_out(tmp_path):
    x, y = some(3)
    data = {"a": x[:, 0], "c": x[:, 0] * 2, "b": x[:, 1], "y": y}
    data["c"] = data["c"].tolist()
    data["c"][4] = None  # decides which rows are used, in both fits
    result, predictor = fit(tmp_path / "1", data, ["y"], ["a", "c", "b"], redundant="leave_out")
    rows = [i for i in range(30) if i != 4]
    plain = {name: np.array(data[name])[rows] for name in ("a", "b", "y")}
    expected, _ = fit(tmp_path / "2", plain, ["y"], ["a", "b"])
    assert result.summary["left_out"] == ["c"]
    assert predictor.model.predictors == ["a", "b"]
    np.testing.assert_allclose(
        column(result.summary, "estimate"), column(expected.summary, "estimate"), rtol=1e-12
    )


@pytest.mark.parametrize("noise", [1e-6, 1e-9])
def test_nearly_the_same_is_fitted_and_said(tmp_path, noise):
    x, y = some(4)
    near = x[:, 0] + noise * np.sin(np.arange(30.0))
    data = {"a": x[:, 0], "c": near, "y": y}
    result, _ = fit(tmp_path, data, ["y"], ["a", "c"])
    assert "collinear" in [b.code for b in result.blocks if b.kind == "warning"]
    assert result.summary["digits"] < 12
