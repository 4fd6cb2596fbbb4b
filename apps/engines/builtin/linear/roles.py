"""Who plays which part in a fit, as a person chose it, with the ranges of curved predictors."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.linear.curves import Curve
from apps.engines.builtin.linear.params import LinearParams
from apps.engines.builtin.linear.powers import degrees
from apps.engines.builtin.linear.ranges import refuse_range
from apps.engines.builtin.linear.reading import Reader, group_codes
from apps.engines.builtin.linear.scan import Spec
from apps.engines.builtin.linear.slots import GROUPS_FIX, NO_GROUPS, NO_ORIGIN, ORIGIN_FIX
from apps.engines.builtin.linear.terms.asked import formula_of
from apps.engines.builtin.linear.terms.designing import designed
from apps.engines.contract import Context, InputTable, Issue, Refusal

BATCH_VALUES = 1_000_000
MOST_KNOWN = 48 * 1024  # bytes: of the 64 KiB that a part may take to describe
Ranges = Sequence[tuple[float, float]]
Known = Mapping[str, Any]


def spec_of(
    ctx: Context, table: InputTable, params: LinearParams, known: Known | None = None
) -> Spec:
    """Refuses an empty table and a missing target. ``known`` is :func:`known_of` the same run's
    specification, where a look at the table has told it before.
    """
    roles = table.roles
    if not roles.get("target"):
        raise Refusal(msg("Choose a target."), field="data.target")
    if table.rows == 0:
        raise Refusal(msg("The table has no rows."), fix=msg("Upload rows first."), field="data")
    if params.errors == "cluster" and not roles.get("cluster"):
        raise Refusal(NO_GROUPS, fix=GROUPS_FIX, field="data.cluster")
    formula, issues = formula_of(params, table.columns, roles)
    _refuse(issues)
    if formula is not None:
        return designed(ctx, table, _unmade(table, params, []), formula, (known or {}).get("facts"))
    chosen, issues = degrees(params.powers, roles.get("predictors", []))
    _refuse(issues)
    if chosen and not params.intercept:
        raise Refusal(NO_ORIGIN, fix=ORIGIN_FIX, field="intercept")
    plain = [name for name in roles.get("predictors", []) if name not in chosen]
    spec = _unmade(table, params, [*plain, *chosen])
    if not chosen:
        return spec
    ranges = (known or {}).get("ranges")
    found = ranges_of(ctx, table, spec, len(plain)) if ranges is None else ranges
    return _curved(spec, plain, chosen, found)


def known_of(spec: Spec) -> Known:
    """What a look at the table has told, as JSON, for :func:`spec_of` elsewhere."""
    if spec.design is not None:
        return {"facts": spec.design.facts.model_dump(mode="json")}
    return {"ranges": [[curve.low, curve.high] for curve in spec.curves]}


def small(known: Known) -> Known | None:
    """None where names of hundreds of levels are too much to send: then each part looks itself."""
    return known if len(json.dumps(known)) <= MOST_KNOWN else None


def _unmade(table: InputTable, params: LinearParams, predictors: list[str]) -> Spec:
    """The specification before any term is made of several columns."""
    roles = table.roles
    return Spec(
        targets=list(roles["target"]),
        predictors=predictors,
        weights=_only(roles.get("weights", [])),
        labels=_only(roles.get("labels", [])),
        cluster=_only(roles.get("cluster", [])) if params.errors == "cluster" else None,
        intercept=params.intercept,
        weight_kind=params.weights_mean,
        missing=params.missing,
    )


def _refuse(issues: Sequence[Issue]) -> None:
    if issues:
        raise Refusal(issues[0].message, fix=issues[0].fix, field=issues[0].field)


def ranges_of(ctx: Context, table: InputTable, spec: Spec, first: int) -> Ranges:
    """Least and most of each predictor from ``first`` on, in the rows that can be used: what a row
    that is left out holds must not stretch a polynomial.
    """
    codes = group_codes(table, spec.cluster) if spec.cluster else None
    curved = slice(first, len(spec.predictors))
    width = len(spec.predictors) - first
    low, high = np.full(width, np.inf), np.full(width, -np.inf)
    for block in Reader(table, spec, codes).blocks(BATCH_VALUES):
        ctx.check_cancelled()
        values = block.values[:, curved]
        low = np.minimum(low, values.min(axis=0, initial=np.inf))
        high = np.maximum(high, values.max(axis=0, initial=-np.inf))
    return list(zip(low.tolist(), high.tolist(), strict=True))


def _curved(spec: Spec, plain: list[str], chosen: Mapping[str, int], ranges: Ranges) -> Spec:
    """With polynomials in place of the predictors ``chosen``."""
    curves = []
    for (name, degree), (low, high) in zip(chosen.items(), ranges, strict=True):
        if low > high:  # no row can be used, which the fit is to say
            low, high = -1.0, 1.0
        refuse_range(name, degree, low, high)
        curves.append(Curve(name, degree, low, high))
    terms = [term for curve in curves for term in curve.terms]
    return replace(spec, predictors=[*plain, *terms], curves=tuple(curves))


def _only(names: list[str]) -> str | None:
    return names[0] if names else None
