"""A linear fit again with pandas and statsmodels, compared with the stored one. Imports nothing
heavy: what is here writes Python and runs none of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pprint import pformat
from typing import Any

from apps.core.messages import msg
from apps.engines.builtin.linear.powers import degrees
from apps.engines.builtin.linear.terms import written
from apps.engines.notebooks import Asked, Step

KEPT = ("estimate", "se", "low", "high")  # of each coefficient, to compare with

SETUP = """\
import numpy as np
import pandas as pd
import statsmodels.api as sm
"""
ROWS = """\
frame = pd.read_parquet("data/data.parquet")
names = [*PREDICTORS, *TARGETS, *([WEIGHTS] if WEIGHTS else [])]
numbers = frame[names].astype(float)
usable = numbers.notna().all(axis=1)
if GROUPS:
    usable &= frame[GROUPS].notna() & (frame[GROUPS] != "")
if WEIGHTS:
    usable &= numbers[WEIGHTS] > 0
rows = numbers[usable]
assert len(rows) == ROWS_USED, f"{len(rows)} rows here, {ROWS_USED} there"
if WEIGHTS and WEIGHTS_MEAN == "frequency":
    rows = rows.loc[rows.index.repeat(rows[WEIGHTS].astype(int))]
rows.describe()


def matrix():
    columns = {name: rows[column].to_numpy() ** power for name, column, power in TERMS}
    return pd.DataFrame(columns, index=rows.index)


def response(target):
    return rows[target]
"""
FIT = """\
def fit(target):
    X, y = matrix(), response(target)
    scale = X.abs().max()  # columns of one size keep more digits; undone below
    X = X / scale
    if INTERCEPT:
        X.insert(0, "", 1.0)
        scale[""] = 1.0
    if WEIGHTS and WEIGHTS_MEAN == "analytic":
        model = sm.WLS(y, X, weights=rows[WEIGHTS])
    else:
        model = sm.OLS(y, X)
    kind = {"hc1": "HC1", "hc3": "HC3", "cluster": "cluster"}.get(ERRORS, "nonrobust")
    more = {"groups": pd.factorize(frame.loc[rows.index, GROUPS])[0]} if kind == "cluster" else None
    found = model.fit(method="qr", cov_type=kind, cov_kwds=more, use_t=True)
    ends = found.conf_int(1 - CONFIDENCE)
    table = {"estimate": found.params, "se": found.bse, "low": ends[0], "high": ends[1]}
    return pd.DataFrame(table).div(scale.reindex(X.columns), axis=0)


fitted = {target: fit(target) for target in TARGETS}
for target, table in fitted.items():
    print(target)
    print(table.rename(index={"": "Intercept"}))
"""
CHECK = """\
for target, terms in STORED.items():
    for name, stored in terms.items():
        for figure, value in stored.items():
            if value is None:
                continue
            found = fitted[target].loc[name, figure]
            near = 1e-3 * (stored["se"] or 0) + 1e-6 * max(abs(value), abs(stored["estimate"] or 0))
            assert abs(found - value) <= near, (target, name, figure, found, value)
print("Every coefficient, error and interval agrees with the stored result.")
"""
SHOWN = """\
import pandas as pd

for target, terms in STORED.items():
    print(target)
    print(pd.DataFrame(terms).T.rename(index={"": "Intercept"}))
"""


def steps(asked: Asked) -> Sequence[Step]:
    """Rows as the run chose them, the fit, and the comparison."""
    text = str(asked.summary.get("formula") or "")
    terms = written.columns(text) if text else ""
    if terms is None:
        return [Step(written.NOT_AGAIN, f"STORED = {_literal(_stored(asked.summary))}\n\n{SHOWN}")]
    return [
        Step(msg("What the run was asked, and which terms its model has."), _constants(asked)),
        Step(
            msg("The rows that can be used, as many as there were."),
            f"{written.ROWS}\n\n{terms}" if terms else ROWS,
        ),
        Step(
            msg(
                "The same fit with statsmodels: least squares by QR, standard errors of the same"
                " kind, intervals by Student's t."
            ),
            FIT,
        ),
        Step(
            msg(
                "What is stored of the run, in full precision, and the comparison: a thousandth of"
                " a standard error apart at most."
            ),
            f"STORED = {_literal(_stored(asked.summary))}\n\n{CHECK}",
        ),
    ]


def _constants(asked: Asked) -> str:
    roles, params, summary = asked.roles.get("data", {}), asked.params, asked.summary
    clustered = params.get("errors") == "cluster"
    values = {
        **_model(asked, list(roles.get("target", []))),
        "INTERCEPT": bool(summary.get("intercept", params.get("intercept", True))),
        "WEIGHTS": next(iter(roles.get("weights", [])), None),
        "WEIGHTS_MEAN": params.get("weights_mean", "analytic"),
        "ERRORS": params.get("errors", "classical"),
        "GROUPS": next(iter(roles.get("cluster", [])), None) if clustered else None,
        "CONFIDENCE": params.get("confidence", 0.95),
        "ROWS_USED": summary.get("rows_used"),
    }
    lines = [f"{name} = {_literal(value)}" for name, value in values.items()]
    return "\n".join([SETUP, *lines])


def _model(asked: Asked, targets: list[str]) -> dict[str, Any]:
    """Targets and terms; of a formula the columns that it reads and the names that were kept."""
    text = str(asked.summary.get("formula") or "")
    if not text:
        predictors = list(asked.roles.get("data", {}).get("predictors", []))
        # TERMS: name, column, power
        return {"TARGETS": targets, "PREDICTORS": predictors, "TERMS": list(_terms(asked))}
    told = [one["target"] for one in asked.summary.get("targets", [])]
    return {
        "TARGETS": dict(zip(told, targets, strict=False)),
        **written.constants(text),
        "KEPT": _names(asked.summary),
    }


def _terms(asked: Asked) -> Iterator[tuple[str, str, int]]:
    """Name, column and power of each term that the fit has kept."""
    predictors = list(asked.roles.get("data", {}).get("predictors", []))
    curved, _issues = degrees(str(asked.params.get("powers", "")), predictors)
    raised = {
        f"{name}{str(power).translate(_RAISED)}": (name, power)
        for name, degree in curved.items()
        for power in range(2, degree + 1)
    }
    for name in _names(asked.summary):
        column, power = (name, 1) if name in predictors else raised.get(name, (name, 1))
        yield name, column, power


def _names(summary: Mapping[str, Any]) -> list[str]:
    targets = summary.get("targets") or [{}]
    return [term["term"] for term in targets[0].get("coefficients", []) if term["term"]]


def _stored(summary: Mapping[str, Any]) -> dict[str, Any]:
    return {
        one["target"]: {
            term["term"] or "": {figure: term[figure] for figure in KEPT}
            for term in one["coefficients"]
            if term["estimate"] is not None
        }
        for one in summary.get("targets", [])
    }


def _literal(value: Any) -> str:
    return pformat(value, width=96, sort_dicts=False)


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
