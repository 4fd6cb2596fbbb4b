"""The result of a forecast: sentence, cautions, tables, charts, what would change it, data."""

from __future__ import annotations

from typing import Any

from apps.core.messages import msg
from apps.engines.builtin.forecast import tables, words
from apps.engines.builtin.forecast.cautions import cautions
from apps.engines.builtin.forecast.charts import charts
from apps.engines.builtin.forecast.methods import METHODS
from apps.engines.builtin.forecast.study import One, Study
from apps.engines.figures import finite
from apps.engines.result import AnyBlock, Result, Text


def result(study: Study) -> Result:
    """Everything that page, API, PDF and CSV show."""
    drawn = list(charts(study))
    each = tables.markets(study)
    blocks: list[AnyBlock] = [
        tables.tiles(study),
        *cautions(study),
        drawn[0],
        Text(paragraphs=words.method(study)),
        *([each] if each else []),
        tables.forecast(study),
        *drawn[1:],
        tables.methods(study),
        tables.held(study),
        Text(heading=msg("What would change the answer"), paragraphs=words.would_change(study)),
        Text(heading=msg("Data"), paragraphs=words.data(study)),
    ]
    return Result(headline=words.headline(study), blocks=blocks, summary=summary(study))


def summary(study: Study) -> dict[str, Any]:
    """The same for machines: full precision, plain JSON. ``market`` is null without markets."""
    found = words.coverage(study)
    return {
        "value": study.read.value,
        "unit": study.read.unit,
        "confidence": study.params.confidence,
        "rows": study.read.rows,
        "rows_left_out": study.read.left_out,
        "filled": study.read.filled,
        "focus": study.focus.name or None,
        "coverage": found[0] if found else None,
        "left_out": [*study.short, *study.flat],
        "markets": [_market(study, one) for one in study.markets],
    }


def _market(study: Study, one: One) -> dict[str, Any]:
    line = study.read.timeline
    return {
        "market": one.name or None,
        "periods": len(one.series.values),
        "first": str(line.period(one.series.start)),
        "last": str(line.period(one.series.end - 1)),
        "season": one.season,
        "method": METHODS[one.method],
        "ets": one.form or None,
        "origins": len(one.rolled.origins),
        "held_back": len(one.rolled.origins) - one.rolled.held,
        "naive_loss": finite(one.naive_loss),
        "naive_error": finite(one.scale),
        "coverage": one.coverage.share,
        "mase": {
            name: {
                "validation": finite(float(one.validation[place])),
                "test": finite(float(one.test[place])),
            }
            for place, name in enumerate(METHODS)
        },
        "forecast": [
            {
                "period": str(line.period(one.series.end + ahead)),
                "value": float(one.points[ahead]),
                "low": float(one.low[ahead]),
                "high": float(one.high[ahead]),
                "naive": float(one.naive[ahead]),
                "band": "conformal" if one.widths.free[ahead] else "t",
                "errors": int(one.widths.count[ahead]),
            }
            for ahead in range(one.horizon)
        ],
    }
