"""Expected flows of pairs, with the interval that single flows were found to keep to."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from apps.core.messages import Message, Num, clipped, msg
from apps.engines.builtin.gravity.model import SavedModel, SavedTerm, key
from apps.engines.builtin.linear.model import as_number
from apps.engines.contract import PredictedRow, Prediction, PredictionColumn
from apps.engines.tables import key_text

SMALL, LARGE = -700.0, 700.0


class GravityPredictor:
    """Satisfies ``contract.Predictor``."""

    def __init__(self, model: SavedModel) -> None:
        self.model = model

    def predict(self, rows: Sequence[Mapping[str, Any]]) -> Prediction:
        """One answer for each row. A row that cannot be read answers with what is wrong in it."""
        return Prediction(columns=self._columns(), rows=[self._row(row) for row in rows])

    def _row(self, row: Mapping[str, Any]) -> PredictedRow:
        model = self.model
        index, problems = self._effects(row)
        warnings: list[Message] = []
        for term in model.terms:
            if term.role == "period":
                period = _text(row.get(model.columns["period"]))
                index += term.beta if period == term.name else 0.0
                continue
            value, problem = _value(term, row.get(term.name))
            if problem is not None:
                problems.append(problem)
                continue
            index += term.beta * (value - term.shift) / term.scale
            warnings += self._outside(term, row.get(term.name))
        if not problems and not SMALL < index < LARGE:
            problems = [msg("The values of this row are too far from the data to compute with.")]
        if problems:
            return PredictedRow(values=self._cells(None), warnings=problems)
        return PredictedRow(values=self._cells(math.exp(index)), warnings=warnings)

    def _effects(self, row: Mapping[str, Any]) -> tuple[float, list[Message]]:
        model, problems = self.model, []
        names = {side: _text(row.get(model.columns[side])) for side in ("origin", "destination")}
        period = _text(row.get(model.columns["period"])) if model.columns["period"] else ""
        if model.periods and period not in model.periods:
            problems.append(
                msg(
                    "{name}: the model knows no period '{value}'.",
                    name=model.columns["period"],
                    value=clipped(period),
                )
            )
        found = []
        for side, effects in (("origin", model.origins), ("destination", model.destinations)):
            at = key(model.fixed_effects, side, names[side], period)
            if at in effects:
                found.append(effects[at])
            else:
                problems.append(
                    msg(
                        "{name}: the model has no fixed effect of '{value}', as no flow above 0"
                        " was seen.",
                        name=model.columns[side],
                        value=clipped(names[side]),
                    )
                )
        if len(found) < 2:
            return 0.0, problems
        if found[0][1] != found[1][1]:
            problems.append(msg("No row connects this origin to this destination."))
        return found[0][0] + found[1][0], problems

    def _outside(self, term: SavedTerm, given: Any) -> list[Message]:
        value = as_number(given)
        if isinstance(value, Message) or term.low <= value <= term.high:
            return []
        return [
            msg(
                "Extrapolation: {name} = {value} is outside the data's range, {low} to {high}.",
                name=term.name,
                value=Num(value=value, digits=6),
                low=Num(value=term.low, digits=6),
                high=Num(value=term.high, digits=6),
            )
        ]

    def _cells(self, point: float | None) -> dict[str, float | str | None]:
        flow = self.model.columns["flow"]
        low, high = self.model.band
        return {
            f"{flow}:point": point,
            f"{flow}:new_low": None if point is None or low is None else point * low,
            f"{flow}:new_high": None if point is None or high is None else point * high,
        }

    def _columns(self) -> list[PredictionColumn]:
        flow = self.model.columns["flow"]
        level = Num(value=self.model.confidence, style="percent", digits=6)
        labels = {
            "point": msg("{target}", target=flow),
            "new_low": msg("{level} for a new observation, from", level=level),
            "new_high": msg("{level} for a new observation, to", level=level),
        }
        return [
            PredictionColumn(
                key=f"{flow}:{role}",
                label=label,
                unit=self.model.unit,
                role=role,
                target=flow,
            )
            for role, label in labels.items()
        ]


def _text(given: Any) -> str:
    return "" if given is None else key_text(str(given))


def _value(term: SavedTerm, given: Any) -> tuple[float, Message | None]:
    """What enters the model, and what is wrong with it."""
    value = as_number(given)
    if isinstance(value, Message):
        return 0.0, Message(text=value.text, values={**value.values, "name": term.name})
    if term.role != "logged":
        return value, None
    if value <= 0:
        return 0.0, msg(
            "{name} is {value}, and only numbers above 0 have a log.",
            name=term.name,
            value=Num(value=value, digits=6),
        )
    return math.log(value), None
