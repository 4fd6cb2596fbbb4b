"""Prediction with a formula: the same terms of new rows, answers in units of the target.

Where a logarithm was modelled the point is exp of the fit, which is a median, as are the limits of
its interval; beside it stands the mean by Duan's smearing factor.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from apps.core.messages import Message, Num, msg, msgn
from apps.engines.builtin.linear.model import TOO_FAR, LinearPredictor, SavedModel, as_number
from apps.engines.builtin.linear.scan import Floats
from apps.engines.builtin.linear.terms.expressions import Undefined
from apps.engines.builtin.linear.terms.facts import Given
from apps.engines.builtin.linear.terms.saved import SavedDesign
from apps.engines.contract import PredictedRow, PredictionColumn

FEW_ROWS = 5
FARTHEST = 700.0  # exp of more leaves the range of a double


class DesignPredictor(LinearPredictor):
    """Satisfies ``contract.Predictor``."""

    def __init__(self, model: SavedModel, saved: SavedDesign) -> None:
        super().__init__(model)
        self._saved, self._design = saved, saved.design()
        self._names = saved.sources or model.targets

    def _terms(self, x: Floats) -> Floats:
        return self._design.columns(x)

    def _read(self, row: Mapping[str, Any]) -> tuple[list[float] | None, list[Message]]:
        values: list[float] = []
        problems: list[Message] = []
        for given in self._saved.facts.given:
            value = _told(given, row.get(given.name))
            if isinstance(value, Message):
                named = {**value.values, "name": given.name}
                problems.append(Message(text=value.text, values=named))
            else:
                values.append(value)
        if not problems:
            try:
                self._design.columns(np.array([values]).reshape(1, -1))
            except Undefined as undefined:
                problems.append(undefined.message)
        return (None if problems else values), problems

    def _answer(self, x: Floats, points: Floats, leverage: float, spread: Floats) -> PredictedRow:
        answer = super()._answer(x, points, leverage, spread)
        answer.warnings.extend(self._rare(x))
        if not self._saved.sources:
            return answer
        numbers = {key: value for key, value in answer.values.items() if isinstance(value, float)}
        if any(value > FARTHEST for value in numbers.values()):
            return PredictedRow(values=self._blank(), warnings=[TOO_FAR])
        values = {**answer.values, **{key: math.exp(value) for key, value in numbers.items()}}
        for name, factor in zip(self._names, self._saved.smear, strict=False):
            values[f"{name}:mean"] = factor * math.exp(numbers[f"{name}:point"])
        return PredictedRow(values=values, warnings=answer.warnings)

    def _rare(self, x: Floats) -> list[Message]:
        found = []
        for place, given in enumerate(self._saved.facts.given):
            if given.levels is None:
                continue
            code = int(x[place])
            count = given.counts[code] if code < len(given.counts) else FEW_ROWS
            if count < FEW_ROWS:
                found.append(
                    msgn(
                        "Only {count} row of the data has {name} = {level}.",
                        "Only {count} rows of the data have {name} = {level}.",
                        count,
                        name=given.column,
                        level=given.levels[code],
                    )
                )
        return found

    def _blank(self) -> dict[str, float | str | None]:
        blank = super()._blank()
        if self._saved.smear:
            blank |= {f"{name}:mean": None for name in self._names}
        return blank

    def _columns(self) -> list[PredictionColumn]:
        columns = super()._columns()
        if not self._saved.sources:
            return columns
        level = Num(value=self.model.confidence, style="percent", digits=6)
        labels = {
            "mean_low": msg("{level} for the median, from", level=level),
            "mean_high": msg("{level} for the median, to", level=level),
        }
        found = []
        for column in columns:
            label = labels.get(column.role, column.label)
            if column.role == "point":
                label = msg("{target}, median", target=column.target)
            found.append(column.model_copy(update={"label": label}))
        return [*found, *(self._mean(name) for name in self._names if self._saved.smear)]

    def _mean(self, name: str) -> PredictionColumn:
        return PredictionColumn(
            key=f"{name}:mean",
            label=msg("{target}, mean (by smearing)", target=name),
            unit=self.model.units.get(name, ""),
            target=name,
        )


def level_text(value: Any) -> str:
    """A level as the data's are written: 2020 and not 2020.0, true."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _told(given: Given, value: Any) -> float | Message:
    """The number of an input, or what is wrong with it (its ``name`` is filled in later)."""
    if given.levels is None:
        number = as_number(value)
        if isinstance(number, Message) and given.before and value in (None, ""):
            return msgn(
                "{name} is missing: the value of '{column}' {count} period before.",
                "{name} is missing: the value of '{column}' {count} periods before.",
                given.before,
                column=given.column,
            )
        return number
    if value is None or not level_text(value):
        return msg("{name} is missing.")
    level = level_text(value)
    if level.lower() in ("true", "false") and level not in given.levels:
        level = level.lower()
    if level in given.levels:
        return float(given.levels.index(level))
    return msg(
        "{name}: '{value}' was in no row of the data, so nothing is known of it. Known are:"
        " {levels}.",
        value=level[:40],
        levels=given.levels[:12],
    )
