"""The result of an adoption: sentence, cautions, charts, tables, what would change it, data."""

from __future__ import annotations

from typing import Any

from apps.core.messages import msg
from apps.engines.builtin.adoption import tables, words
from apps.engines.builtin.adoption.cautions import cautions
from apps.engines.builtin.adoption.charts import charts
from apps.engines.builtin.adoption.study import One, Study
from apps.engines.figures import finite
from apps.engines.result import AnyBlock, Result, Text


def result(study: Study) -> Result:
    """Everything that page, API, PDF and CSV show."""
    learning, each = tables.learning(study), tables.markets(study)
    blocks: list[AnyBlock] = [
        tables.tiles(study),
        Text(paragraphs=words.method(study)),
        *([each] if each else []),
        tables.parameters(study),
        *cautions(study),
        *charts(study),
        Text(heading=msg("What would change the answer"), paragraphs=words.would_change(study)),
        *([learning] if learning else []),
        tables.curve(study),
        Text(heading=msg("Data"), paragraphs=words.data(study)),
    ]
    return Result(headline=words.headline(study), blocks=blocks, summary=summary(study))


def summary(study: Study) -> dict[str, Any]:
    """The same for machines: full precision, plain JSON. An end that is null is no limit."""
    return {
        "value": study.read.value,
        "unit": study.read.unit,
        "confidence": study.params.confidence,
        "rows": study.read.rows,
        "rows_left_out": study.read.left_out,
        "filled": study.read.filled,
        "focus": study.focus.name or None,
        "left_out": [unfit.market for unfit in study.unfit],
        "markets": [_market(study, one) for one in study.markets],
    }


def _market(study: Study, one: One) -> dict[str, Any]:
    line = study.read.timeline
    p, q, m = one.errors
    return {
        "market": one.name or None,
        "launch": str(line.period(one.case.launch)),
        "periods": one.n,
        "adopted": one.adopted,
        "potential_given": one.fit.known,
        "p": _estimate(one.fit.p, p, one.region.of(one.region.p)),
        "q": _estimate(one.fit.q, q, one.region.of(one.region.q)),
        "m": _estimate(one.fit.m, m, (None, None) if one.fit.known else one.region.potential()),
        "peak_time": _estimate(one.fit.peak, None, one.region.peak()),
        "peak_seen": one.seen,
        "residual_sd": finite(one.fit.variance**0.5),
        "autocorrelation": finite(one.echo),
        "bass_least_squares": {
            "p": finite(one.quadratic.p),
            "q": finite(one.quadratic.q),
            "m": finite(one.quadratic.m),
            "r2": finite(one.quadratic.r2),
        },
        "learning": [{"more": s.more, "low": s.low, "high": s.high} for s in one.steps],
        "curve": [
            {
                "period": str(line.period(one.case.launch + place)),
                "new": float(one.curves.new[place]),
                "new_low": float(one.curves.new_low[place]),
                "new_high": float(one.curves.new_high[place]),
                "total": float(one.curves.total[place]),
                "total_low": float(one.curves.total_low[place]),
                "total_high": float(one.curves.total_high[place]),
            }
            for place in range(len(one.curves.new))
        ],
    }


def _estimate(
    value: float, se: float | None, ends: tuple[float | None, float | None]
) -> dict[str, float | None]:
    return {
        "estimate": finite(value),
        "se": finite(se),
        "low": finite(ends[0]),
        "high": finite(ends[1]),
    }
