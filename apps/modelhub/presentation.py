"""A prediction as its page, its chart and its CSV show it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Any

from apps.core.messages import Message, Num, msg
from apps.core.rendering import render, show
from apps.core.spreadsheets import harmless
from apps.engines.contract import PredictedRow, Prediction, PredictionColumn
from apps.engines.figures import measured, plain
from apps.engines.result import Axis, Chart, PredictField, Series
from apps.jobs.models import Job
from apps.modelhub.models import RegisteredModel

ROLES = ("point", "mean_low", "mean_high", "new_low", "new_high")


@dataclass(frozen=True)
class Answer:
    """One target's answer to one row. ``mean`` and ``new`` are intervals in words."""

    point: str
    mean: str
    new: str


@dataclass(frozen=True)
class ShownRow:
    """One row of the table: what was asked, an answer for each target, what to know about it."""

    number: int
    labels: list[str]
    asked: list[tuple[PredictField, str]]
    answers: list[Answer]
    others: list[tuple[PredictionColumn, str]]
    warnings: list[str]
    failed: bool


@dataclass(frozen=True)
class Shown:
    """A prediction for its page. ``labels`` are columns that came along and were not needed."""

    labels: list[str]
    fields: list[PredictField]
    targets: list[tuple[str, str]]  # name, unit
    rows: list[ShownRow]
    charts: list[Chart]
    others: list[PredictionColumn]
    flagged: int
    level: str

    @property
    def lead(self) -> int:
        """Columns before the first target: number, labels, what to know, predictors."""
        return 2 + len(self.labels) + len(self.fields)


def shown(model: RegisteredModel, job: Job) -> Shown:
    """What to draw for a settled prediction job."""
    prediction = Prediction.model_validate(job.result)
    fields = fields_of(model)
    asked = job.params.get("rows", [])
    labels = labels_of(asked, fields)
    targets = {column.target: column.unit for column in prediction.columns if column.target}
    others = [column for column in prediction.columns if column.role == "other"]
    rows = [
        _row(place, asked[place], row, labels, fields, list(targets), others)
        for place, row in enumerate(prediction.rows)
    ]
    return Shown(
        labels=labels,
        fields=fields,
        targets=list(targets.items()),
        rows=rows,
        charts=[
            _chart(target, unit, fields, asked, prediction) for target, unit in targets.items()
        ],
        others=others,
        flagged=sum(bool(row.warnings) for row in rows),
        level=_level(model),
    )


def fields_of(model: RegisteredModel) -> list[PredictField]:
    return [PredictField.model_validate(field) for field in model.predict_fields]


def labels_of(asked: list[dict[str, Any]], fields: list[PredictField]) -> list[str]:
    """Names of the columns that were given beside those the model needs, in their order."""
    needed = {field.name for field in fields}
    given = dict.fromkeys(name for row in asked for name in row)
    return [name for name in given if name not in needed]


def _level(model: RegisteredModel) -> str:
    confidence = model.summary.get("confidence", 0.95)
    return show(Num(value=float(confidence), style="percent", digits=6))


def _row(
    place: int,
    asked: dict[str, Any],
    row: PredictedRow,
    labels: list[str],
    fields: list[PredictField],
    targets: list[str],
    others: list[PredictionColumn],
) -> ShownRow:
    return ShownRow(
        number=place + 1,
        labels=[str(asked.get(name, "")) for name in labels],
        asked=[(field, str(asked.get(field.name, ""))) for field in fields],
        answers=[_answer(row, target) for target in targets],
        others=[(column, _cell(row.values.get(column.key), column)) for column in others],
        warnings=[render(warning) for warning in row.warnings],
        failed=all(row.values.get(f"{target}:point") is None for target in targets)
        and all(row.values.get(column.key) is None for column in others),
    )


def _cell(value: float | str | None, column: PredictionColumn) -> str:
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    if column.kind == "percent":
        return show(Num(value=value, style="percent", decimals=1))
    return show(plain(value))


def _value(row: PredictedRow, target: str, role: str) -> float | None:
    value = row.values.get(f"{target}:{role}")
    return float(value) if isinstance(value, int | float) else None


def _answer(row: PredictedRow, target: str) -> Answer:
    point, mean_low, mean_high, new_low, new_high = (_value(row, target, role) for role in ROLES)
    half = (new_high - new_low) / 2 if new_low is not None and new_high is not None else None
    return Answer(
        point="–" if point is None else show(_figure(point, half)),
        mean=_interval(mean_low, mean_high, half),
        new=_interval(new_low, new_high, half),
    )


def _figure(value: float, half: float | None) -> Num:
    return plain(value) if not half else measured(value, half, 4)


def _interval(low: float | None, high: float | None, half: float | None) -> str:
    if low is None or high is None:
        return "–"
    return render(msg("{low} to {high}", low=_figure(low, half), high=_figure(high, half)))


def _chart(
    target: str,
    unit: str,
    fields: list[PredictField],
    asked: list[dict[str, Any]],
    prediction: Prediction,
) -> Chart:
    """Points with their intervals, along the predictor where there is one, else by row."""
    single = len(fields) == 1
    found: list[list[float]] = []
    for place, row in enumerate(prediction.rows):
        figures = [_value(row, target, role) for role in ROLES]
        if figures[0] is None:
            continue
        x = float(asked[place][fields[0].name]) if single else float(place + 1)
        found.append([x, *(figures[0] if value is None else value for value in figures)])
    found.sort(key=lambda row: row[0])
    title: Message = msg("Predicted {target}", target=target)
    series = [
        Series(
            name=msg("New observation"), kind="band", points=[[r[0], r[4], r[5]] for r in found]
        ),
        Series(name=msg("Mean"), kind="band", points=[[r[0], r[2], r[3]] for r in found]),
        Series(name=msg("Prediction"), points=[[r[0], r[1]] for r in found]),
    ]
    label: Message | str = fields[0].name if single else msg("Row")
    return Chart(
        key=f"prediction-{target}",
        title=title,
        x=Axis(label=label, unit=fields[0].unit if single else ""),
        y=Axis(label=target, unit=unit),
        series=series if len(found) > 1 else series[2:],
    )


def as_csv(model: RegisteredModel, job: Job) -> str:
    """All rows with full precision; the warnings in the last column."""
    prediction = Prediction.model_validate(job.result)
    fields = fields_of(model)
    asked_rows = job.params.get("rows", [])
    names = [*labels_of(asked_rows, fields), *(field.name for field in fields)]
    out = io.StringIO()
    writer = csv.writer(out)
    columns = [column.key for column in prediction.columns]
    writer.writerow([*map(harmless, [*names, *columns]), render(msg("warnings"))])
    for asked, row in zip(asked_rows, prediction.rows, strict=True):
        warnings = " ".join(render(warning) for warning in row.warnings)
        values = [row.values.get(key) for key in columns]
        cells = [*(asked.get(name) for name in names), *values, warnings]
        writer.writerow(["" if cell is None else harmless(str(cell)) for cell in cells])
    return out.getvalue()
