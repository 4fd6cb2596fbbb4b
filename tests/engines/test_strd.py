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
pytestmark = pytest.mark.skipif(
    not os.environ.get("LEPTON_DATA") or not FOLDER.is_dir(),
    reason="LEPTON_DATA does not name a folder with NIST's sets (strd/)",
)
# Powers of x are stored as doubles, as any table would hold them: Wampler4 starts from that.
DIGITS = {"Norris": 13, "Pontius": 13, "NoInt1": 14, "Longley": 14, "Wampler1": 13, "Wampler4": 11}


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


@pytest.mark.parametrize("name", DIGITS)
def test_certified_values(name, tmp_path):
    case = json.loads((FOLDER / "certified.json").read_text())[name]
    data, predictors = load(name, case)
    result, _ = fit(tmp_path, data, ["y"], predictors, intercept=case["intercept"])
    target = result.summary["targets"][0]
    reached = {
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
    assert min(reached.values()) >= DIGITS[name], reached
