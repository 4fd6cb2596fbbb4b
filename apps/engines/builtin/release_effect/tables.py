"""Tiles and tables of effects."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.release_effect import figures, words
from apps.engines.builtin.release_effect.figures import Shown
from apps.engines.builtin.release_effect.inference import Effect
from apps.engines.builtin.release_effect.study import One, Study
from apps.engines.builtin.series_report import Cell
from apps.engines.figures import level, measured
from apps.engines.result import Table, TableColumn, Tile, Tiles

Row = dict[str, Cell]


def tiles(study: Study) -> Tiles:
    """The effect, what it saved, and what it rests on."""
    items = []
    log = study.panel.cells.family.log
    effect = study.total
    if effect is not None:
        found = figures.shown(effect, log=log)
        items.append(
            Tile(
                label=msg("Effect"),
                value=_signed(study, found.value, found),
                note=msg(
                    "{level} interval {low} to {high}",
                    level=level(study.params.confidence),
                    low=_signed(study, found.low, found),
                    high=_signed(study, found.high, found),
                ),
            )
        )
        if log:
            items.append(_avoided(study, effect))
    never = len(study.compared.codes) - len(study.told) if study.compared else 0
    items += [
        Tile(label=msg("Markets with the release"), value=Num(value=len(study.told), decimals=0)),
        Tile(
            label=msg("Markets without it here"),
            value=Num(value=max(never, 0), decimals=0),
            note=msg("compared with") if never else msg("the own past is compared with"),
        ),
    ]
    return Tiles(items=items)


def _signed(study: Study, value: float | None, found: Shown) -> Num:
    return found.number(value).model_copy(
        update={} if found.log or not study.panel.unit else {"unit": study.panel.unit}
    )


def _avoided(study: Study, effect: Effect) -> Tile:
    value, low, high = figures.avoided(effect)
    half = (high - low) / 2 if low is not None and high is not None else None
    unit = figures.unit_of(study)
    note = (
        msg(
            "{low} to {high}; per market and {unit}",
            low=measured(low, half, 2),
            high=measured(high, half, 2),
            unit=unit,
        )
        if low is not None and high is not None
        else msg("per market and {unit}", unit=unit)
    )
    return Tile(label=msg("Fewer than expected"), value=measured(value or 0.0, half, 2), note=note)


def effect_columns(study: Study) -> list[TableColumn]:
    """An effect and the ends of its interval."""
    shown = level(study.params.confidence)
    log = study.panel.cells.family.log
    unit = "" if log else study.panel.unit
    kind = "percent" if log else "number"
    return [
        TableColumn(key="effect", label=msg("Effect"), kind=kind, decimals=1 if log else None,
                    digits=4, unit=unit),
        TableColumn(key="low", label=msg("{level} from", level=shown), kind=kind,
                    decimals=1 if log else None, digits=4, unit=unit),
        TableColumn(key="high", label=msg("{level} to", level=shown), kind=kind,
                    decimals=1 if log else None, digits=4, unit=unit),
    ]  # fmt: skip


def effect_cells(found: Shown | None) -> Row:
    """The cells of these columns."""
    if found is None:
        return {"effect": None, "low": None, "high": None}
    return {"effect": found.value, "low": found.low, "high": found.high}


def markets(study: Study) -> Table:
    """One line for each released market, and all together."""
    log = study.panel.cells.family.log
    rows: list[Row] = [_market(study, one) for one in study.ones]
    if len(rows) > 1 and study.total is not None:
        rows.append(_line(study, msg("All together"), study.total, None))
    columns = [
        TableColumn(key="market", label=msg("Market")),
        TableColumn(key="release", label=msg("From period")),
        *effect_columns(study),
        TableColumn(key="p", label=msg("p"), kind="number", digits=3,
                    help=msg("How often chance alone would give a figure this far out.")),
        TableColumn(key="observed", label=msg("Observed a period"), kind="number", digits=4),
        TableColumn(key="expected", label=msg("Expected without it"), kind="number", digits=4),
    ]  # fmt: skip
    if log:
        columns.append(
            TableColumn(key="avoided", label=msg("Fewer a period"), kind="number", digits=3)
        )
    columns += [
        TableColumn(key="before", label=msg("Periods before"), kind="integer"),
        TableColumn(key="after", label=msg("Periods after"), kind="integer"),
    ]
    if len(study.told) < len(study.ones):
        columns.append(TableColumn(key="note", label=msg("Remark")))
    return Table(
        key="markets",
        title=msg("Effect by market"),
        columns=columns,
        rows=rows,
        note=msg(
            "Each market by itself. Among many markets the largest effect is partly luck: see the"
            " estimates drawn together."
        )
        if len(study.told) > 1
        else None,
    )


def _market(study: Study, one: One) -> Row:
    place = int(study.panel.release[one.code])
    name: Cell = one.name or msg("The only market")
    row = _line(study, name, one.chosen, one)
    row["release"] = str(study.panel.line.period(place))
    return row


def _line(study: Study, name: Cell, effect: Effect | None, one: One | None) -> Row:
    log = study.panel.cells.family.log
    found = figures.shown(effect, log=log) if effect is not None else None
    row: Row = {
        "market": name,
        "release": "",
        **effect_cells(found),
        "p": effect.p if effect is not None else None,
        "observed": _each(effect, log) if effect is not None else None,
        "expected": _each(effect, log, expected=True) if effect is not None else None,
        "before": one.before if one else None,
        "after": one.after if one else None,
        "note": words.missing(one) if one is not None and effect is None else "",
    }
    if log:
        row["avoided"] = figures.avoided(effect)[0] if effect is not None else None
    return row


def _each(effect: Effect, log: bool, *, expected: bool = False) -> float:
    total = effect.expected if expected else effect.observed
    return total / effect.cells if log else total


def drawn(study: Study) -> Table | None:
    """Markets' effects drawn together, their mean, and what a further market would show."""
    pooled = study.pooled
    if pooled is None:
        return None
    log = study.panel.cells.family.log
    rows: list[Row] = [
        {"market": one.name, **effect_cells(figures.shown(one.drawn, log=log))}
        for one in study.told
        if one.drawn is not None
    ]
    rows.append({"market": msg("Mean of markets like these"),
                 **effect_cells(figures.shown(pooled.mean, log=log))})  # fmt: skip
    rows.append({"market": msg("A further market"),
                 **effect_cells(figures.shown(pooled.further, log=log))})  # fmt: skip
    return Table(
        key="drawn",
        title=msg("Effects drawn together"),
        columns=[TableColumn(key="market", label=msg("Market")), *effect_columns(study)],
        rows=rows,
        note=msg(
            "Each estimate is moved towards the mean as far as its own noise and the likeness of"
            " markets ask. What a further market would show holds for one like these."
        ),
    )


def ways(study: Study) -> Table:
    """Every way that could be computed, the one that the answer takes first."""
    rows = list(_ways(study))
    return Table(
        key="ways",
        title=msg("The same by other ways"),
        columns=[
            TableColumn(key="way", label=msg("Way")),
            *effect_columns(study),
            TableColumn(key="takes", label=msg("Takes for granted")),
        ],
        rows=rows,
    )


def _ways(study: Study) -> Iterator[Row]:
    log = study.panel.cells.family.log
    if study.compared is not None and study.total is not None:
        yield {
            "way": msg("Compared with markets not yet released"),
            **effect_cells(figures.shown(study.total, log=log)),
            "takes": msg("Markets would have moved alike."),
        }
    if study.common is not None:
        value, low, high = study.common
        found = figures.shown(Effect(value, low, high, 1.0, 0.0, 0.0, 1, 1.0), log=log)
        yield {
            "way": msg("One effect for all, two-way levels, errors clustered by market"),
            **effect_cells(found),
            "takes": msg("The same effect everywhere and always; many markets."),
        }
    if study.pooled is not None:
        yield {
            "way": msg("Mean of markets' effects"),
            **effect_cells(figures.shown(study.pooled.mean, log=log)),
            "takes": msg("Markets are a sample of markets like these."),
        }
    yield from _series(study)


def _series(study: Study) -> Iterator[Row]:
    log = study.panel.cells.family.log
    series = study.together or (study.told[0].its if len(study.told) == 1 else None)
    alone = [] if series is None else [(series.step, True), (series.carried, False)]
    for effect, step in alone:
        if effect is not None:
            yield {
                "way": msg("Own past, a step at the release")
                if step
                else msg("Own past carried forward"),
                **effect_cells(figures.shown(effect, log=log)),
                "takes": msg("The trend goes on, the effect lasts as it is.")
                if step
                else msg("The trend before goes on."),
            }
    if series is None and study.method == "did":
        values = [
            effect.value
            for one in study.told
            if one.its is not None and (effect := one.its.effect(study.params.shape)) is not None
        ]
        if values and np.isfinite(values).all():
            middle = float(np.median(values))
            found = figures.shown(Effect(middle, -np.inf, np.inf, 1, 0, 0, 1, 1), log=log)
            yield {
                "way": msg("Own past of each market, the median"),
                "effect": found.value,
                "low": None,
                "high": None,
                "takes": msg("Each market's trend goes on."),
            }


def placebos(study: Study) -> Table | None:
    """Made-up earlier releases."""
    found = study.placebos.found
    if not found:
        return None
    log = study.panel.cells.family.log
    kind = "percent" if log else "number"
    rows: list[Row] = [
        {"earlier": shift, "effect": float(np.expm1(value)) if log else value, "p": p}
        for shift, value, p in found
    ]
    unit: Message = figures.unit_of(study)
    return Table(
        key="placebos",
        title=msg("Releases that never were"),
        columns=[
            TableColumn(key="earlier", label=msg("Periods earlier"), kind="integer"),
            TableColumn(key="effect", label=msg("'Effect'"), kind=kind,
                        decimals=1 if log else None, digits=4),
            TableColumn(key="p", label=msg("p"), kind="number", digits=3),
        ],
        rows=rows,
        note=msg("The unit of a period is a {unit}; only periods before the release are used.",
                 unit=unit),
    )  # fmt: skip
