"""The result: sentence, tables, cautions, charts, what would change the answer, data."""

from __future__ import annotations

from typing import Any

from apps.core.messages import msg
from apps.engines.builtin.response import (
    charts,
    effects,
    explaining,
    lights,
    tables,
    tiles,
    words,
    written,
)
from apps.engines.builtin.response.cautions import cautions
from apps.engines.builtin.response.lines import lines as lines_of
from apps.engines.builtin.response.model import reaches
from apps.engines.builtin.response.returns import of
from apps.engines.builtin.response.study import Study
from apps.engines.builtin.response.summary import summary
from apps.engines.contract import InputTable
from apps.engines.result import AnyBlock, PredictField, Result, Text


def units_of(table: InputTable) -> dict[str, str]:
    """Column name → unit, as far as units are known."""
    return {column.name: column.unit for column in table.columns if column.unit}


def result(table: InputTable, study: Study) -> Result:
    """Everything that page, API, PDF and CSV show."""
    units, found, lines = units_of(table), of(study), lines_of(study)
    shares = written.changes(study.params.changes)[0]
    curve = study.curve
    priced: list[AnyBlock] = []
    if curve is not None:
        if shares:
            priced.append(tables.scenarios(study, curve, shares, units))
        if curve.cost is not None:
            priced.append(tables.best(study, curve, units))
    others = (
        effects.promotions(study, lines), effects.channels(study, found, units),
        effects.by_market(study),
    )  # fmt: skip
    blocks: list[AnyBlock] = [
        tiles.tiles(study, found, units),
        Text(paragraphs=explaining.method(study)),
        *priced,
        *(one for one in others if one is not None),
        tables.coefficients(study, lines),
        lights.lights(study),
        *cautions(study, found),
        *charts.charts(study, found, units),
        Text(
            heading=msg("What would change the answer"),
            paragraphs=explaining.would_change(study, found),
        ),
        Text(heading=msg("Data"), paragraphs=explaining.data(study)),
    ]
    return Result(
        headline=words.headline(study, found, lines, units),
        blocks=blocks,
        summary=summary(study, found, lines, shares),
        predict_fields=fields(study, units),
    )


def fields(study: Study, units: dict[str, str]) -> list[PredictField]:
    """The market by name, and each number with the range that it was seen in."""
    found: list[PredictField] = []
    if study.data.has_market:
        found.append(
            PredictField(
                name=study.data.name("market"), dtype="text", example=study.design.markets[0]
            )
        )
    promotions: Any = study.data.roles["promotions"]
    for name, (low, high) in reaches(study).items():
        found.append(
            PredictField(
                name=name,
                unit=units.get(name, ""),
                minimum=low,
                maximum=high,
                example=0.0 if name in promotions else (low + high) / 2,
            )
        )
    return found
