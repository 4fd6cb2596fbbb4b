"""The answer for machines: full precision, plain JSON, null for what is unknown or without end."""

from __future__ import annotations

from typing import Any

from apps.engines.builtin.response.pricing import Curve
from apps.engines.builtin.response.returns import Returns
from apps.engines.builtin.response.study import Line, Study
from apps.engines.builtin.response.tiles import explained
from apps.engines.figures import finite


def summary(
    study: Study, found: list[Returns], lines: list[Line], shares: list[float]
) -> dict[str, Any]:
    """As the page, without words."""
    return {
        "quantity": study.quantity,
        "form": study.params.form,
        "rows": study.data.rows,
        "rows_used": study.design.rows,
        "dropped_missing": study.data.left_out,
        "markets": len(study.design.markets) if study.data.has_market else None,
        "confidence": study.params.confidence,
        "errors": study.scatter.kind,
        "df": study.fitted.df,
        "residual_sd": finite(study.fitted.s2**0.5),
        "r2_within": explained(study),
        "smear": study.smear,
        "coefficients": [
            {
                "part": line.part,
                "term": str(line.label),
                "estimate": finite(line.estimate),
                "se": finite(line.se),
                "t": finite(line.t),
                "p": finite(line.p),
                "low": finite(line.low),
                "high": finite(line.high),
            }
            for line in lines
        ],
        "price": None if study.curve is None else _price(study.curve, shares),
        "instruments": _instruments(study),
        "channels": [_channel(one) for one in found],
        "by_market": _by_market(study),
        "checks": _checks(study),
        "gaps": [{"market": market, "period": label} for market, label in study.data.gaps],
    }


def _three(ends: tuple[float, float, float] | None) -> dict[str, float | None] | None:
    if ends is None:
        return None
    return dict(zip(("value", "low", "high"), map(finite, ends), strict=True))


def _price(curve: Curve, shares: list[float]) -> dict[str, Any]:
    low, high = curve.best_interval()
    return {
        "now": curve.now,
        "cost": curve.cost,
        "seen": list(curve.seen),
        "elasticity": _three(curve.elasticities),
        "best": curve.best(curve.k),
        "best_low": low,
        "best_high": high,
        "bounded": curve.settled,
        "extrapolated": curve.beyond,
        "scenarios": [
            {
                "change": one.change,
                "price": one.price,
                "quantity": _three(one.quantity),
                "revenue": _three(one.revenue),
                "profit": _three(one.profit),
            }
            for one in map(curve.change, shares)
        ],
    }


def _instruments(study: Study) -> dict[str, Any] | None:
    two = study.two_stage
    if two is None:
        return None
    sets = two.anderson_rubin
    return {
        "effective_f": finite(two.first_f),
        "partial_r2": finite(two.partial_r2),
        "weak": two.weak,
        "wu_hausman": {"f": finite(two.exogenous.statistic), "p": finite(two.exogenous.p)},
        "overidentification": [
            {"test": str(one.name), "statistic": finite(one.statistic), "p": finite(one.p)}
            for one in two.over
        ],
        "anderson_rubin": None
        if sets is None
        else [[finite(low), finite(high)] for low, high in sets],
    }


def _channel(one: Returns) -> dict[str, Any]:
    retention, point, half = one.retention, one.point, one.half_lives
    return {
        "name": one.channel.name,
        "effect": one.beta,
        "retention": one.channel.r,
        "retention_low": retention[0] if retention else None,
        "retention_high": retention[1] if retention else None,
        "half_life_low": finite(half[0]) if half else None,
        "half_life_high": finite(half[1]) if half else None,
        "saturation": one.channel.shape.kind,
        "point": one.channel.k if one.channel.free_k else None,
        "point_low": finite(point[0]) if point else None,
        "point_high": finite(point[1]) if point else None,
        "mean_spend": one.spend,
        "next_unit": _three(one.next_unit),
        "next_unit_earns": _three(one.mroi),
        "earns": one.earns or None,
    }


def _by_market(study: Study) -> dict[str, Any] | None:
    found = study.by_market
    if found is None:
        return None
    return {
        "mean": _three((found.mean, found.low, found.high)),
        "spread": found.spread,
        "p_no_spread": finite(found.p),
        "markets": [
            {
                "market": line.name,
                "rows": line.rows,
                "elasticity": _three((line.estimate, line.low, line.high)),
                "own": line.own,
            }
            for line in found.lines
        ],
    }


def _checks(study: Study) -> dict[str, Any]:
    found = study.checks
    return {
        "reset_p": finite(found.curved[1]) if found.curved else None,
        "breusch_pagan_p": finite(found.uneven[1]) if found.uneven else None,
        "durbin_watson": finite(found.durbin_watson),
        "lag_one": finite(found.repeats[0]) if found.repeats else None,
        "lag_one_p": finite(found.repeats[1]) if found.repeats else None,
        "largest_residual": finite(found.largest),
    }
