"""Classical, robust and grouped standard errors against statsmodels; what is refused and said."""

import tracemalloc
from types import SimpleNamespace

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from apps.engines.builtin.least_squares.manifest import ENGINE, LeastSquaresParams
from apps.engines.builtin.linear import diagnostics
from apps.engines.contract import ColumnProfile, InputProfile, Refusal
from tests.engines.linear_cases import block, codes, column, fit, warning

ROWS = 90
KINDS = {"classical": "nonrobust", "hc1": "HC1", "hc3": "HC3", "cluster": "cluster"}


def generated(seed=1):
    """Columns of a panel: rows of a land share a shock, and the scatter grows with x0."""
    rng = np.random.default_rng(seed)
    land = rng.integers(0, 12, ROWS)
    x = rng.normal(size=(ROWS, 2)) + rng.normal(size=12)[land, None]
    shock = rng.normal(size=12)[land] + rng.normal(size=ROWS) * (1 + np.abs(x[:, 0]))
    y = 3 + x @ [1.5, -0.4] + shock
    names = [f"land {code:02d}" for code in land]
    data = {"x0": x[:, 0].tolist(), "x1": x[:, 1].tolist(), "y": y.tolist(), "land": names}
    return {**data, "w": rng.uniform(0.2, 4, ROWS).tolist()}, land


def fitted(root, data, kind, **more):
    return fit(root, data, ["y"], ["x0", "x1"], cluster="land", errors=kind, **more)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("intercept", "weighted"), [(True, False), (False, False), (True, True)])
def test_errors_are_those_of_statsmodels(tmp_path, kind, intercept, weighted):
    data, land = generated()
    result, predictor = fitted(
        tmp_path, data, kind, intercept=intercept, weights="w" if weighted else None
    )
    x = np.column_stack([data["x0"], data["x1"]])
    design = sm.add_constant(x) if intercept else x
    w = np.array(data["w"]) if weighted else np.ones(ROWS)
    groups = {"cov_kwds": {"groups": land}} if kind == "cluster" else {}
    oracle = sm.WLS(data["y"], design, weights=w).fit(cov_type=KINDS[kind], use_t=True, **groups)
    bounds = oracle.conf_int(0.05)
    expected = {
        "estimate": oracle.params, "se": oracle.bse, "t": oracle.tvalues, "p": oracle.pvalues,
        "low": bounds[:, 0], "high": bounds[:, 1],
    }  # fmt: skip
    for name, values in expected.items():
        np.testing.assert_allclose(column(result.summary, name), values, rtol=1e-8, err_msg=name)
    target = result.summary["targets"][0]
    assert target["f"] == pytest.approx(float(np.squeeze(oracle.fvalue)), rel=1e-8)
    assert target["f_p"] == pytest.approx(float(oracle.f_pvalue), rel=1e-6)
    check_prediction(predictor, oracle, kind, intercept=intercept)


def check_prediction(predictor, oracle, kind, *, intercept):
    """Both intervals rest on the covariance chosen."""
    (row,) = predictor.predict([{"x0": 0.7, "x1": -2.0}]).rows
    new = np.array([1.0, 0.7, -2.0])[0 if intercept else 1 :]
    df = 11 if kind == "cluster" else oracle.df_resid
    quantile = stats.t.ppf(0.975, df)
    variance = new @ oracle.cov_params() @ new
    for role, width in {"mean": variance, "new": variance + oracle.scale}.items():
        low, high = row.values[f"y:{role}_low"], row.values[f"y:{role}_high"]
        assert (high - low) / 2 == pytest.approx(quantile * np.sqrt(width), rel=1e-8)


def test_repeated_rows_may_be_told_by_their_number(tmp_path):
    data, _ = generated()
    times = np.random.default_rng(3).integers(1, 4, ROWS)
    repeated = {name: np.repeat(values, times).tolist() for name, values in data.items()}
    for kind in KINDS:
        ours, _ = fitted(tmp_path / kind, {**data, "n": times.tolist()}, kind, weights="n",
                         weights_mean="frequency")  # fmt: skip
        theirs, _ = fitted(tmp_path / f"{kind}-all", repeated, kind)
        for name in ("se", "t", "p"):
            np.testing.assert_allclose(
                column(ours.summary, name), column(theirs.summary, name), rtol=1e-9
            )


def test_each_target_has_its_own_errors(tmp_path):
    data, _ = generated()
    data["z"] = (np.array(data["y"]) ** 2).tolist()
    both, _ = fit(tmp_path / "a", data, ["y", "z"], ["x0", "x1"], cluster="land", errors="cluster")
    one, _ = fit(tmp_path / "b", data, ["z"], ["x0", "x1"], cluster="land", errors="cluster")
    np.testing.assert_allclose(column(both.summary, "se", 1), column(one.summary, "se"), rtol=1e-12)


def test_the_page_says_which_errors_were_chosen(tmp_path):
    data, _ = generated()
    labels = {}
    for kind in KINDS:
        result, _ = fitted(tmp_path / kind, data, kind)
        (shown,) = [c for c in block(result, "coefficients:y").columns if c.key == "se"]
        labels[kind] = str(shown.label)
        assert ("heteroscedastic" in codes(result)) == (kind == "classical")
        assert ("few_groups" in codes(result)) == (kind == "cluster")
    assert labels == {
        "classical": "Standard error", "hc1": "Robust SE (HC1)", "hc3": "Robust SE (HC3)",
        "cluster": "SE by group",
    }  # fmt: skip
    assert str(warning(result, "few_groups").message).startswith("Only 12 groups")


def test_rows_without_a_group_are_left_out_and_counted(tmp_path):
    data, _ = generated()
    gaps = {**data, "land": [None, *data["land"][1:]]}
    result, _ = fitted(tmp_path / "a", gaps, "cluster")
    rest = {name: values[1:] for name, values in data.items()}
    expected, _ = fitted(tmp_path / "b", rest, "cluster")
    np.testing.assert_allclose(
        column(result.summary, "se"), column(expected.summary, "se"), rtol=1e-12
    )
    assert "missing in land" in str(warning(result, "dropped_rows").message)
    kept, _ = fitted(tmp_path / "c", gaps, "classical")
    assert kept.summary["rows_used"] == ROWS


def test_groups_that_cannot_be_used_are_refused(tmp_path):
    data, _ = generated()
    with pytest.raises(Refusal, match="need a column that says which rows belong together"):
        fit(tmp_path, data, ["y"], ["x0"], errors="cluster")
    with pytest.raises(Refusal, match="All rows used belong to one group of 'land'"):
        fitted(tmp_path, {**data, "land": ["Chile"] * ROWS}, "cluster")
    profile = InputProfile(kind="dataset", id="1", name="t", rows=9,
                           roles={"target": ["y"], "predictors": ["x0"]})  # fmt: skip
    (issue,) = ENGINE.validate(LeastSquaresParams(errors="cluster"), {"data": profile})
    assert issue.field == "data.cluster"


def test_memory_is_asked_for_by_the_number_of_groups():
    column = ColumnProfile(name="land", dtype="text", distinct=1_000_000, length=12)
    profile = InputProfile(kind="dataset", id="1", name="t", rows=10_000_000, columns=[column],
                           roles={"target": ["y"], "predictors": ["x0", "x1"],
                                  "cluster": ["land"]})  # fmt: skip
    plain, grouped = (
        ENGINE.resources(LeastSquaresParams(errors=kind), {"data": profile}).memory_bytes
        for kind in ("hc1", "cluster")
    )
    assert grouped - plain == 10_000_000 * 76 + 16 * 1_000_000 * 3
    curved = LeastSquaresParams(errors="cluster", powers="x0^4")
    more = ENGINE.resources(curved, {"data": profile}).memory_bytes
    assert more - grouped == 16 * 1_000_000 * 3


def test_errors_that_are_not_defined_are_refused(tmp_path):
    data = {"y": [1, 2, 4, 5.0, 9], "x": [1, 2, 3, 4.0, 5], "only": [0, 0, 0, 0, 1]}
    with pytest.raises(Refusal, match="HC3 are not defined here: 1 row fixes a coefficient"):
        fit(tmp_path / "a", data, ["y"], ["x", "only"], errors="hc3")
    result, _ = fit(tmp_path / "b", data, ["y"], ["x", "only"], errors="hc1")
    assert np.isfinite(column(result.summary, "se")).all()


@pytest.mark.parametrize(
    ("y", "more"),
    [
        ([2.0, 4, 6, 8, 10], {}),
        ([5.0] * 5, {}),
        ([1.0, 4, 9, 16, 25], {"powers": "a^3"}),
        ([3e-9, 6e-9, 9e-9, 12e-9, 15e-9], {"errors": "hc1"}),
    ],
)
def test_a_coefficient_of_zero_in_an_exact_fit_has_its_digits(tmp_path, y, more):
    """Its own first digit is rounding, and the predictor is like no other."""
    result, _ = fit(tmp_path, {"a": [1.0, 2, 3, 4, 5], "y": y}, ["y"], ["a"], **more)
    assert result.summary["digits"] >= 13
    assert "ill_conditioned" not in codes(result)


def test_a_mean_is_predicted_too(tmp_path):
    _, predictor = fit(tmp_path, {"y": [1.0, 2, 4, 9]}, ["y"], [])
    rows = predictor.predict([{}, {}]).rows
    half = stats.t.ppf(0.975, 3) * np.std([1, 2, 4, 9], ddof=1) / 2
    assert [row.values["y:mean_high"] for row in rows] == pytest.approx([4 + half, 4 + half])


def test_a_fit_without_scatter_has_no_errors_of_any_kind(tmp_path):
    data, _ = generated()
    data["y"] = [2.0 * a - b for a, b in zip(data["x0"], data["x1"], strict=True)]
    for kind in KINDS:
        result, _ = fitted(tmp_path / kind, data, kind)
        assert set(column(result.summary, "se")) == {0.0}
        assert "exact" in codes(result)


def test_rows_for_plots_are_drawn_without_a_list_of_all_rows():
    spec = SimpleNamespace(scan=SimpleNamespace(used=20_000_000), beta=np.zeros((2, 1)))
    tracemalloc.start()
    picker = diagnostics._Picker(spec, seed=1)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(np.unique(picker.chosen)) == diagnostics.SAMPLE
    assert peak < 2_000_000
