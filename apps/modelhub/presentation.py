"""A prediction as its page, its chart and its CSV show it."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from apps.core.messages import Items, Message, Num, msg
from apps.core.rendering import render, show
from apps.core.spreadsheets import harmless
from apps.engines.contract import PredictedRow, Prediction, PredictionColumn
from apps.engines.figures import measured, plain
from apps.engines.result import Axis, Chart, PredictField, Series
from apps.modelhub.models import RegisteredModel

ROLES = ("point", "mean_low", "mean_high", "new_low", "new_high")
Asked = list[dict[str, Any]]
MOST_SAID = 4  # values that a sentence names, and targets that have a sentence of their own


@dataclass(frozen=True)
class Target:
    """What is predicted; ``head`` is its name as no column of the person's own has it.

    ``mean`` says whether the model tells an interval for the mean of many such cases.
    """

    name: str
    unit: str
    head: str
    mean: bool = True

    @property
    def columns(self) -> int:
        """Columns of the table that belong to it."""
        return 3 if self.mean else 2


@dataclass(frozen=True)
class Said:
    """One row's answer as sentences: the figure, and how far it is to be trusted."""

    estimate: str
    intervals: str = ""


@dataclass(frozen=True)
class Answer:
    """One target's answer to one row. ``mean`` and ``new`` are intervals in words; ``mean`` is
    None where the model tells none.
    """

    point: str
    mean: str | None
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
    targets: list[Target]
    rows: list[ShownRow]
    charts: list[Chart]
    others: list[tuple[PredictionColumn, str]]  # with their heads
    flagged: int
    level: str
    said: list[Said]

    @property
    def means(self) -> bool:
        """Whether any target has an interval for the mean."""
        return any(target.mean for target in self.targets)

    @property
    def ranged(self) -> bool:
        """Whether what is asked are numbers, which lie within a range or not."""
        return any(field.dtype == "number" for field in self.fields)

    @property
    def after(self) -> int:
        """Columns behind the last target: other answers, what to know, labels, predictors."""
        return len(self.others) + 1 + len(self.labels) + len(self.fields)


def shown(model: RegisteredModel, asked: Asked, prediction: Prediction) -> Shown:
    """What to draw for the answer to the rows ``asked``."""
    fields = fields_of(model)
    labels = labels_of(asked, fields)
    taken = {*labels, *(field.name for field in fields)}
    targets = _targets(prediction, taken)
    others = [column for column in prediction.columns if column.role == "other"]
    rows = [
        _row(place, asked[place], row, labels, fields, targets, others)
        for place, row in enumerate(prediction.rows)
    ]
    heads = [told_apart(render(column.label), taken) for column in others]
    named = list(zip(others, heads, strict=True))
    level = _level(model)
    return Shown(
        labels=labels,
        fields=fields,
        targets=targets,
        rows=rows,
        charts=[_chart(one.name, one.unit, fields, asked, prediction) for one in targets],
        others=named,
        flagged=sum(bool(row.warnings) for row in rows),
        level=level,
        said=_said(rows[0], prediction.rows[0], targets, named, level) if len(rows) == 1 else [],
    )


def _targets(prediction: Prediction, taken: Collection[str]) -> list[Target]:
    units = {column.target: column.unit for column in prediction.columns if column.target}
    means = {column.target for column in prediction.columns if column.role == "mean_low"}
    return [
        Target(name, unit, told_apart(name, taken), mean=name in means)
        for name, unit in units.items()
    ]


def told_apart(name: str, taken: Collection[str]) -> str:
    """``name``, said to be predicted where the person's own rows have a column of that name."""
    while name in taken:
        name = render(msg("{name} (predicted)", name=name))
    return name


def _said(
    shown_row: ShownRow,
    row: PredictedRow,
    targets: list[Target],
    others: list[tuple[PredictionColumn, str]],
    level: str,
) -> list[Said]:
    """A lone row's answer in words, so that nobody looks for the figure in a table."""
    if shown_row.failed:
        return []
    given = _given(shown_row.asked)
    said = [_sentences(row, one, given, level) for one in targets[:MOST_SAID]]
    pairs = [
        render(msg("{name}: {value}", name=head, value=cell))
        for (_column, head), (_same, cell) in zip(others, shown_row.others, strict=True)
    ]
    return [*said, Said(pairs[0], " · ".join(pairs[1:]))] if pairs else said


def _given(asked: list[tuple[PredictField, str]]) -> Items | None:
    """'d = 220', or None where it would not read as part of a sentence."""
    if len(asked) > MOST_SAID or any(field.dtype == "text" for field, _value in asked):
        return None
    return Items(
        items=tuple(f"{field.name} = {value} {field.unit}".rstrip() for field, value in asked)
    )


def _sentences(row: PredictedRow, target: Target, given: Items | None, level: str) -> Said:
    point, mean_low, mean_high, new_low, new_high = (
        _value(row, target.name, role) for role in ROLES
    )
    if point is None:
        return Said(render(msg("{name}: {value}", name=target.name, value="–")))
    half = None if new_low is None or new_high is None else (new_high - new_low) / 2
    figure = _figure(point, half).model_copy(update={"unit": target.unit})
    if given:
        estimate = msg(
            "At {given} the estimate of {target} is {point}.",
            given=given,
            target=target.name,
            point=figure,
        )
    else:
        estimate = msg("The estimate of {target} is {point}.", target=target.name, point=figure)
    if new_low is None or new_high is None:
        return Said(render(estimate))
    if mean_low is None or mean_high is None:
        lone = msg(
            "A new case is likely between {new_low} and {new_high} ({level} interval).",
            new_low=_figure(new_low, half),
            new_high=_figure(new_high, half),
            level=level,
        )
        return Said(render(estimate), render(lone))
    intervals = msg(
        "A new observation is likely between {new_low} and {new_high}, the mean between"
        " {mean_low} and {mean_high} ({level} intervals).",
        new_low=_figure(new_low, half),
        new_high=_figure(new_high, half),
        mean_low=_figure(mean_low, half),
        mean_high=_figure(mean_high, half),
        level=level,
    )
    return Said(render(estimate), render(intervals))


def fields_of(model: RegisteredModel) -> list[PredictField]:
    return [PredictField.model_validate(field) for field in model.predict_fields]


def labels_of(asked: Asked, fields: list[PredictField]) -> list[str]:
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
    targets: list[Target],
    others: list[PredictionColumn],
) -> ShownRow:
    return ShownRow(
        number=place + 1,
        labels=[str(asked.get(name, "")) for name in labels],
        asked=[(field, str(asked.get(field.name, ""))) for field in fields],
        answers=[_answer(row, target) for target in targets],
        others=[(column, _cell(row.values.get(column.key), column)) for column in others],
        warnings=[render(warning) for warning in row.warnings],
        failed=all(row.values.get(f"{target.name}:point") is None for target in targets)
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


def _answer(row: PredictedRow, target: Target) -> Answer:
    point, mean_low, mean_high, new_low, new_high = (
        _value(row, target.name, role) for role in ROLES
    )
    half = (new_high - new_low) / 2 if new_low is not None and new_high is not None else None
    return Answer(
        point="–" if point is None else show(_figure(point, half)),
        mean=_interval(mean_low, mean_high, half) if target.mean else None,
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
    """Points with their intervals, along the predictor where there is one number, else by row."""
    single = len(fields) == 1 and fields[0].dtype == "number"
    found: list[tuple[float | str, PredictedRow]] = [
        (float(asked[place][fields[0].name]) if single else str(place + 1), row)
        for place, row in enumerate(prediction.rows)
        if _value(row, target, "point") is not None
    ]
    if single:
        found.sort(key=lambda one: one[0])
    series = [
        Series(name=msg("New observation"), kind="band", points=_spans(found, target, "new")),
        Series(name=msg("Mean"), kind="band", points=_spans(found, target, "mean")),
        Series(
            name=msg("Prediction"), points=[[x, _value(row, target, "point")] for x, row in found]
        ),
    ]
    title: Message = msg("Predicted {target}", target=target)
    return Chart(
        key=f"prediction-{target}",
        title=title,
        x=Axis(label=fields[0].name, unit=fields[0].unit)
        if single
        else Axis(label=msg("Row"), scale="category"),  # rows have whole numbers
        y=Axis(label=target, unit=unit),
        series=[one for one in series if one.points],
    )


def _spans(
    found: list[tuple[float | str, PredictedRow]], target: str, of: str
) -> list[list[float | str | None]]:
    """Where each interval lies; a row without one is passed over."""
    spans = [
        (x, _value(row, target, f"{of}_low"), _value(row, target, f"{of}_high")) for x, row in found
    ]
    return [[x, low, high] for x, low, high in spans if low is not None and high is not None]


def as_csv(model: RegisteredModel, asked_rows: Asked, prediction: Prediction) -> str:
    """All rows with full precision; the warnings in the last column."""
    fields = fields_of(model)
    names = [*labels_of(asked_rows, fields), *(field.name for field in fields)]
    out = io.StringIO()
    writer = csv.writer(out)
    columns = [column.key for column in prediction.columns]
    heads = [_csv_head(column, names) for column in prediction.columns]
    writer.writerow([*map(harmless, [*names, *heads]), render(msg("warnings"))])
    for asked, row in zip(asked_rows, prediction.rows, strict=True):
        warnings = " ".join(render(warning) for warning in row.warnings)
        values = [row.values.get(key) for key in columns]
        cells = [*(asked.get(name) for name in names), *values, warnings]
        writer.writerow(["" if cell is None else harmless(str(cell)) for cell in cells])
    return out.getvalue()


def _csv_head(column: PredictionColumn, taken: Collection[str]) -> str:
    """The column's key, unless it reads as one that the person brought along."""
    if column.target in taken and column.key.startswith(f"{column.target}:"):
        return told_apart(column.target, taken) + column.key.removeprefix(column.target)
    return told_apart(column.key, taken)
