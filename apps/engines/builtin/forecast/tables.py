"""Tables and tiles of a forecast."""

from __future__ import annotations

import numpy as np

from apps.core.messages import Num, msg
from apps.engines.builtin.forecast.methods import METHODS
from apps.engines.builtin.forecast.study import NAIVE, One, Study
from apps.engines.builtin.forecast.words import (
    METHOD_NAMES,
    amount,
    coverage,
    method_name,
    of_share,
)
from apps.engines.builtin.series_report import Cell, number, share
from apps.engines.figures import finite, level, percent
from apps.engines.result import Table, TableColumn, Tile, Tiles

MOST_ROWS = 500


def tiles(study: Study) -> Tiles:
    """The width, the method, its errors beside the naive ones', and what the band held."""
    one = study.focus
    half = float(one.half[-1])
    items = [
        Tile(
            label=msg("Half width of the band"),
            value=amount(study, half, half),
            note=msg("conformal") if one.widths.free[-1] else msg("Student's t"),
        ),
        Tile(label=msg("Method"), value=method_name(one, one.method)),
    ]
    mase, naive = finite(float(one.test[one.method])), finite(float(one.test[NAIVE]))
    if mase is not None:
        items.append(
            Tile(
                label=msg("MASE on periods held back"),
                value=Num(value=mase, decimals=2),
                note=msg("naive: {value}", value=Num(value=naive, decimals=2)),
                tone="warn" if naive is not None and mase > naive else "neutral",
            )
        )
    found = coverage(study)
    if found is not None:
        share, low, high, count = found
        items.append(
            Tile(
                label=msg("Held on periods held back"),
                value=percent(share, 1),
                note=msg(
                    "of {count} values; 95% interval {low} to {high}",
                    count=count,
                    low=percent(low, 1),
                    high=percent(high, 1),
                ),
                tone="warn" if high < study.params.confidence else "neutral",
            )
        )
    return Tiles(items=items)


def forecast(study: Study) -> Table:
    """Each period ahead, the market told first before the others."""
    line, unit = study.read.timeline, study.read.unit
    rows: list[dict[str, Cell]] = []
    for one in [study.focus, *(one for one in study.markets if one is not study.focus)]:
        for ahead in range(one.horizon):
            rows.append(
                {
                    "market": one.name,
                    "period": str(line.period(one.series.end + ahead)),
                    "value": float(one.points[ahead]),
                    "low": float(one.low[ahead]),
                    "high": float(one.high[ahead]),
                    "naive": float(one.naive[ahead]),
                    "band": msg("Conformal") if one.widths.free[ahead] else msg("Student's t"),
                    "errors": int(one.widths.count[ahead]),
                }
            )
    columns = [
        TableColumn(key="period", label=msg("Period")),
        number("value", msg("Forecast"), unit),
        number("low", msg("{level} from", level=level(study.params.confidence)), unit),
        number("high", msg("{level} to", level=level(study.params.confidence)), unit),
        number("naive", msg("Naive forecast"), unit),
        TableColumn(key="band", label=msg("Band")),
        TableColumn(key="errors", label=msg("Past errors"), kind="integer"),
    ]
    if study.read.market:
        columns.insert(0, TableColumn(key="market", label=msg("Market")))
    return Table(
        key="forecast",
        title=msg("Forecast of {value}", value=study.read.value),
        columns=columns,
        rows=rows[:MOST_ROWS],
        note=msg("The first {shown} of {all} rows.", shown=MOST_ROWS, all=len(rows))
        if len(rows) > MOST_ROWS
        else None,
    )


def methods(study: Study) -> Table:
    """All methods of the market told first, on the periods to choose by and on those held back."""
    one = study.focus
    rows: list[dict[str, Cell]] = [
        {
            "method": method_name(one, place),
            "validation": finite(float(one.validation[place])),
            "test": finite(float(one.test[place])),
            "error": finite(float(one.errors[place])),
            "chosen": msg("yes") if place == one.method else msg("no"),
        }
        for place in range(len(METHODS))
    ]
    return Table(
        key="methods",
        title=msg("Methods on past periods"),
        columns=[
            TableColumn(key="method", label=msg("Method")),
            number("validation", msg("MASE, to choose by"), digits=3),
            number("test", msg("MASE, held back"), digits=3),
            number("error", msg("Mean error, held back"), study.read.unit, digits=4),
            TableColumn(key="chosen", label=msg("Chosen")),
        ],
        rows=rows,
        note=msg(
            "MASE: mean absolute error over what the naive forecast missed before each origin, over"
            " all distances."
        ),
    )


def held(study: Study) -> Table:
    """By distance, over all markets."""
    horizon = max(one.horizon for one in study.markets)
    judged, kept = np.zeros(horizon), np.zeros(horizon)
    for one in study.markets:
        judged[: one.horizon] += one.coverage.judged
        kept[: one.horizon] += one.coverage.held
    rows: list[dict[str, Cell]] = []
    for ahead in np.flatnonzero(judged).tolist():
        low, high = of_share(kept[ahead], judged[ahead], judged[ahead])
        rows.append(
            {
                "ahead": ahead + 1,
                "judged": int(judged[ahead]),
                "share": float(kept[ahead] / judged[ahead]),
                "low": low,
                "high": high,
            }
        )
    return Table(
        key="coverage",
        title=msg("What bands held on periods held back"),
        columns=[
            TableColumn(key="ahead", label=msg("Periods ahead"), kind="integer"),
            TableColumn(key="judged", label=msg("Values"), kind="integer"),
            share("share", msg("Values held")),
            share("low", msg("95% from")),
            share("high", msg("95% to")),
        ],
        rows=rows[:MOST_ROWS],
        note=msg(
            "Each band as it would have been then, from errors known by then. Values beyond one"
            " period ahead overlap, so their intervals are too narrow."
        ),
    )


def markets(study: Study) -> Table | None:
    """One line for each market, where there are several."""
    if not study.several:
        return None
    unit = study.read.unit
    return Table(
        key="markets",
        title=msg("Markets"),
        columns=[
            TableColumn(key="market", label=msg("Market")),
            TableColumn(key="periods", label=msg("Periods"), kind="integer"),
            TableColumn(key="period", label=msg("Forecast for")),
            number("value", msg("Forecast"), unit),
            number("low", msg("{level} from", level=level(study.params.confidence)), unit),
            number("high", msg("{level} to", level=level(study.params.confidence)), unit),
            number("before", msg("Last value of the same season"), unit),
            TableColumn(key="method", label=msg("Method")),
            number("mase", msg("MASE, held back"), digits=3),
            number("naive", msg("of the naive forecast"), digits=3),
            share("held", msg("Values held")),
        ],
        rows=[_market(study, one) for one in study.markets[:MOST_ROWS]],
    )


def _market(study: Study, one: One) -> dict[str, Cell]:
    return {
        "market": one.name,
        "periods": len(one.series.values),
        "period": str(study.read.timeline.period(one.series.end + one.horizon - 1)),
        "value": float(one.points[-1]),
        "low": float(one.low[-1]),
        "high": float(one.high[-1]),
        "before": float(one.naive[-1]),
        "method": METHOD_NAMES[one.method],
        "mase": finite(float(one.test[one.method])),
        "naive": finite(float(one.test[NAIVE])),
        "held": one.coverage.share,
    }
