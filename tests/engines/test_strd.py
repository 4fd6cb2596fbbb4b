"""NIST's certified regressions (Statistical Reference Datasets): how many digits are right.

The data are not part of the repository: set LEPTON_DATA to a folder that holds strd/.
"""

import csv
import json
import os
from pathlib import Path

import numpy as np
import pytest

from tests.engines.linear_cases import column, fit

FOLDER = Path(os.environ.get("LEPTON_DATA", "")) / "strd"
needs_data = pytest.mark.skipif(
    not os.environ.get("LEPTON_DATA") or not FOLDER.is_dir(),
    reason="LEPTON_DATA does not name a folder with NIST's sets (strd/)",
)
# Powers of x are stored as doubles, as any table would hold them.
DIGITS = {"Norris": 13, "Pontius": 13, "NoInt1": 14, "Longley": 14, "Wampler1": 13, "Wampler4": 13}
# Sets that NIST gives by a formula: x = 0 … 20, y a polynomial of degree 5 with or without these
# deviations, which are orthogonal to it; the errors of Wampler4 are 100 times those of Wampler3.
AS_PRINTED = 5e-15  # NIST prints 15 figures
DEVIATIONS = np.array(
    [759, -2048, 2048, -2048, 2523, -2048, 2048, -2048, 1838, -2048, 2048,
     -2048, 1838, -2048, 2048, -2048, 2523, -2048, 2048, -2048, 759]
)  # fmt: skip
WAMPLER_SE = np.array(
    [2152.32624678170, 2363.55173469681, 779.343524331583,
     101.475507550350, 5.64566512170752, 0.112324854679312]
)  # fmt: skip


def digits(found, certified):
    """Matching significant digits; absolute where the certified value is zero."""
    if certified == 0:
        return 15.0 if abs(found) < 1e-8 else 0.0
    gap = abs(found - certified) / abs(certified)
    return 15.0 if gap == 0 else min(15.0, -np.log10(gap))


def load(name, case):
    with (FOLDER / f"{name}.csv").open() as file:
        rows = list(csv.DictReader(file))
    data = {key: [float(row[key]) for row in rows] for key in rows[0]}
    degree = case.get("degree") or 1
    if degree == 1:
        return data, [key for key in data if key != "y"]
    x = np.array(data["x"])
    powers = {f"x{power}": (x**power).tolist() for power in range(1, degree + 1)}
    return {"y": data["y"], **powers}, list(powers)


@needs_data
@pytest.mark.parametrize("name", DIGITS)
def test_certified_values(name, tmp_path):
    case = json.loads((FOLDER / "certified.json").read_text())[name]
    data, predictors = load(name, case)
    result, _ = fit(tmp_path, data, ["y"], predictors, intercept=case["intercept"])
    reached = reached_digits(result, case)
    assert min(reached.values()) >= DIGITS[name], reached


def reached_digits(result, case):
    """Of the worst coefficient, of the worst error, and of what tells the scatter; and the
    certificate promises no more than was reached.
    """
    target = result.summary["targets"][0]
    for one, got in zip(case["coefficients"], target["coefficients"], strict=True):
        size = max(abs(one["estimate"]), abs(one["se"]))
        far = abs(got["estimate"] - one["estimate"]) / size
        assert far <= 10.0 ** -got["digits"] + AS_PRINTED, got
    return {
        "beta": min(
            digits(got, one["estimate"])
            for got, one in zip(
                column(result.summary, "estimate"), case["coefficients"], strict=True
            )
        ),
        "se": min(
            digits(got, one["se"])
            for got, one in zip(column(result.summary, "se"), case["coefficients"], strict=True)
        ),
        "residual_sd": digits(target["residual_sd"], case["residual_sd"]),
        "r2": digits(target["r2"], case["r2"]),
    }


def generated(name):
    """(columns, case) of a set that NIST gives by a formula."""
    if name == "NoInt2":
        one = {"estimate": 0.727272727272727, "se": 0.420827318078432e-01}
        case = {"coefficients": [one], "residual_sd": 0.369274472937998, "r2": 0.993348115299335}
        return {"y": [3.0, 4.0, 4.0], "x": [4.0, 5.0, 6.0]}, {**case, "intercept": False}
    x = list(range(21))
    powers = {f"x{power}": [float(v**power) for v in x] for power in range(1, 6)}
    if name == "Wampler2":
        y = [sum(v**power * 10 ** (5 - power) for power in range(6)) / 10**5 for v in x]
        beta, errors, sd, r2 = 10.0 ** -np.arange(6), np.zeros(6), 0.0, 1.0
    else:
        size = {"Wampler3": 1, "Wampler5": 10_000}[name]
        y = (
            sum(np.array(x, dtype=float) ** power for power in range(6)) + size * DEVIATIONS
        ).tolist()
        beta, errors, sd = np.ones(6), WAMPLER_SE * size, 2360.14502379268 * size
        r2 = {"Wampler3": 0.999995559025820, "Wampler5": 0.224668921574940e-02}[name]
    pairs = zip(beta.tolist(), errors.tolist(), strict=True)
    found = [{"estimate": estimate, "se": se} for estimate, se in pairs]
    case = {"coefficients": found, "residual_sd": sd, "r2": r2, "intercept": True}
    return {"y": y, **powers}, case


@pytest.mark.parametrize(
    ("name", "least"), [("Wampler2", 13), ("Wampler3", 13), ("Wampler5", 13), ("NoInt2", 14)]
)
def test_sets_given_by_a_formula(name, least, tmp_path):
    data, case = generated(name)
    predictors = [key for key in data if key != "y"]
    result, _ = fit(tmp_path, data, ["y"], predictors, intercept=case["intercept"])
    reached = reached_digits(result, case)
    assert min(reached.values()) >= least, reached


@needs_data
def test_the_errors_of_the_formula_are_those_of_the_file():
    case = json.loads((FOLDER / "certified.json").read_text())["Wampler4"]
    given = [one["se"] for one in case["coefficients"]]
    np.testing.assert_allclose(given, 100 * WAMPLER_SE, rtol=1e-14)
