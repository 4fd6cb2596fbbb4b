"""The tables of a sizing."""

from __future__ import annotations

import math

from apps.core.messages import Message, msg
from apps.engines.builtin.sizing.assumptions import BOTTOM, LEVELS, TOP, Assumption
from apps.engines.builtin.sizing.chains import WAY_NAMES
from apps.engines.builtin.sizing.findings import Findings, Size
from apps.engines.builtin.sizing.words import amount, market_name
from apps.engines.figures import level
from apps.engines.result import Table, TableColumn

KIND_NAMES = {
    "triangular": msg("triangular"),
    "pert": msg("PERT"),
    "uniform": msg("uniform"),
    "lognormal": msg("lognormal"),
    "normal": msg("normal"),
    "fixed": msg("fixed"),
}
Cell = float | int | str | Message | None


def _column(key: str, label: Message, kind: str = "text", **more: object) -> TableColumn:
    return TableColumn.model_validate({"key": key, "label": label, "kind": kind, **more})


def sizes(found: Findings) -> Table:
    """Both ways beside each other, for each market and level."""
    both, unit = len(found.focus) == 2, found.params.unit
    columns = [_column("market", msg("Market"))] if found.several else []
    columns.append(_column("level", msg("Level")))
    for way in found.focus:
        columns += [
            _column(f"{way}_median", msg("{way}, median", way=WAY_NAMES[way]), "number",
                    digits=3, unit=unit),
            _column(f"{way}_range", msg("{level} interval",
                                        level=level(found.params.confidence))),
            _column(f"{way}_base", msg("All at most likely"), "number", digits=3, unit=unit,
                    help=msg("The product of the most likely values. It may differ from the median"
                             " where ranges are lopsided.")),
        ]  # fmt: skip
    if both:
        columns.append(
            _column("ratio", msg("Times apart"), "number", digits=3,
                    help=msg("The larger median over the smaller one."))
        )  # fmt: skip
    order = [None, *found.markets] if found.several else list(found.markets)
    rows = [
        row
        for market in order
        for level in LEVELS
        if (row := _row(found, market, level)) is not None
    ]
    return Table(
        key="sizes",
        title=msg("Market sizes"),
        columns=columns,
        rows=rows,
        note=msg(
            "TAM: the whole market. SAM: the part that you can serve. SOM: the part that you can"
            " win."
        ),
    )


def _row(found: Findings, market: str | None, level: str) -> dict[str, Cell] | None:
    cells: dict[str, Cell] = {"market": market_name(found, market), "level": level}
    there = {way: one for way in found.focus if (one := found.size(market, way, level))}
    if not there:
        return None
    for way, one in there.items():
        cells |= {f"{way}_median": one.median, f"{way}_range": _range(one), f"{way}_base": one.base}
    ratio = [one.times for one in found.ratios if (one.market, one.level) == (market, level)]
    return {**cells, "ratio": ratio[0] if ratio else None}


def _range(one: Size) -> Message:
    return msg("{low} to {high}", low=amount(one.low), high=amount(one.high))


def swings(found: Findings, way: str) -> Table | None:
    """What each assumption of a way does to the size, widest first."""
    own = found.swings[way]
    if not own:
        return None
    unit = found.params.unit
    columns = [_column("name", msg("Assumption"))]
    if found.several:
        columns.insert(0, _column("market", msg("Market")))
    columns += [
        _column("at_low", msg("At its low end"), "number", digits=3, unit=unit),
        _column("at_high", msg("At its high end"), "number", digits=3, unit=unit),
        _column("width", msg("Swing"), "number", digits=3, unit=unit),
        _column("share", msg("Share of the variance"), "percent", help=msg(
            "By how much the variance would fall on average if this figure were known exactly.")),
    ]  # fmt: skip
    return Table(
        key=f"swings:{way}",
        title=msg("What moves {level}, {way}", level=found.focus[way], way=WAY_NAMES[way]),
        columns=columns,
        rows=[
            {
                "market": _owner(one.step), "name": one.step.name, "at_low": one.at_low,
                "at_high": one.at_high, "width": one.width, "share": one.share,
            }
            for one in own
        ],
        note=msg(
            "One assumption moves between the ends of its {level} interval, all others stay at"
            " their medians. Shares add up to less than 100% where assumptions act together.",
            level=level(found.params.confidence),
        ),
    )  # fmt: skip


def _owner(step: Assumption) -> str | Message:
    return step.market or msg("All markets")


def ledger(found: Findings) -> Table:
    """Every assumption with its source, year and owner."""
    columns = [
        _column("way", msg("Way")),
        _column("level", msg("Level")),
        _column("name", msg("Assumption")),
        _column("operation", msg("Operation")),
        _column("low", msg("Low"), "number"),
        _column("likely", msg("Most likely"), "number"),
        _column("high", msg("High"), "number"),
        _column("unit", msg("Unit")),
        _column("distribution", msg("Distribution")),
        _column("source", msg("Source")),
        _column("year", msg("Year")),
        _column("owner", msg("Owner")),
    ]
    if any(one.market for one in found.assumptions):
        columns.insert(0, _column("market", msg("Market")))
    ordered = sorted(
        found.assumptions,
        key=lambda one: (
            one.market,
            (TOP, BOTTOM).index(one.way),
            LEVELS.index(one.level),
            one.row,
        ),
    )
    return Table(
        key="assumptions",
        title=msg("Assumptions and their sources"),
        columns=columns,
        rows=[_entry(one) for one in ordered],
    )


def _entry(one: Assumption) -> dict[str, Cell]:
    part = 100.0 if one.percent else 1.0
    low, likely, high = (
        None if math.isnan(value) else value * part for value in (one.low, one.likely, one.high)
    )
    return {
        "market": _owner(one),
        "way": WAY_NAMES[one.way],
        "level": one.level,
        "name": one.name,
        "operation": "÷" if one.divides else "×",
        "low": low,
        "likely": likely,
        "high": high,
        "unit": one.unit or None,
        "distribution": KIND_NAMES[one.kind],
        "source": one.source or msg("no source"),
        "year": str(one.year) if one.year else msg("no year"),
        "owner": one.owner or None,
    }
