"""Quantities at given prices, promotions and spends, with intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from apps.core.messages import Message, Num, clipped, msg
from apps.engines.builtin.linear.model import TOO_FAR, as_number
from apps.engines.builtin.response.carry import Shape
from apps.engines.builtin.response.design import as_entered
from apps.engines.builtin.response.model import SavedModel
from apps.engines.builtin.response.periods import Floats
from apps.engines.contract import PredictedRow, Prediction, PredictionColumn

ROLES = ("point", "mean_low", "mean_high", "new_low", "new_high")
HELD = msg("Season and time are held at their mean.")


class ResponsePredictor:
    """Answers in the order of the rows asked. Satisfies ``contract.Predictor``.

    Spends are kept up for as long as they take to carry over; season and time are at their mean.
    """

    def __init__(self, model: SavedModel) -> None:
        self.model = model
        self._beta, self._covariance = np.array(model.beta), np.array(model.covariance)
        self._middle = np.array(model.x)
        self._timed = any(part in ("season", "trend", "period") for part, _ in model.parts)

    def predict(self, rows: Sequence[Mapping[str, Any]]) -> Prediction:
        """One answer for each row. A row that cannot be read answers with what is wrong in it."""
        return Prediction(columns=self._columns(), rows=[self._one(row) for row in rows])

    def _one(self, row: Mapping[str, Any]) -> PredictedRow:
        values: dict[str, float] = {}
        problems: list[Message] = []
        for name in self.model.reach:
            value = as_number(row.get(name))
            if isinstance(value, Message):
                problems.append(Message(text=value.text, values={**value.values, "name": name}))
            else:
                values[name] = value
        problems += self._impossible(values)
        if problems:
            return PredictedRow(values=self._cells([None] * len(ROLES)), warnings=problems)
        market = self._market(row)
        with np.errstate(over="ignore", invalid="ignore"):
            ends = self._ends(self._design(values), market)
        if not np.isfinite(ends).all():
            return PredictedRow(values=self._cells([None] * len(ROLES)), warnings=[TOO_FAR])
        warnings = [*self._about(market), *self._outside(values)]
        return PredictedRow(values=self._cells([float(end) for end in ends]), warnings=warnings)

    def _impossible(self, values: Mapping[str, float]) -> list[Message]:
        model = self.model
        found = [
            msg("{name} must be above zero.", name=name)
            for part, name in model.parts
            if part == "price" and model.form == "loglog" and values.get(name, 1.0) <= 0
        ]
        found += [
            msg("{name} must not be negative.", name=one.name)
            for one in model.channels
            if values.get(one.name, 0.0) < 0
        ]
        return found

    def _design(self, values: Mapping[str, float]) -> Floats:
        model = self.model
        row = self._middle.copy()
        price = next((name for part, name in model.parts if part == "price"), None)
        entered = 0.0 if price is None else float(as_entered(values[price], model.form))
        for place, (part, name) in enumerate(model.parts):
            if part == "price":
                row[place] = entered
            elif part in ("promotion", "control"):
                row[place] = values[name]
            elif part == "interaction":
                row[place] = (entered - model.middle) * values[name]
        for one in model.channels:
            shape, spend = Shape(one.kind, one.s), np.array(values[one.name])
            row[one.place] = float(shape.effect(spend, one.k))
            if one.by_point is not None:
                row[one.by_point] = one.k * float(shape.by_point(spend, one.k))
        for place in range(len(model.parts) + len(model.channels), len(row)):
            if place not in {one.by_point for one in model.channels}:
                row[place] = 0.0  # retention: changes nothing where spend is kept up
        return row

    def _ends(self, row: Floats, market: str) -> Floats:
        """(5,) in the order of ``ROLES``."""
        model = self.model
        own = model.markets.get(market)
        middle = self._middle if own is None else np.array(own.x)
        away = row - middle
        value = (model.y if own is None else own.y) + float(away @ self._beta)
        known = float(away @ self._covariance @ away)
        known += model.s2 / (model.rows if own is None else own.rows)
        new = known + model.s2
        if own is None:
            known, new = known, new + model.between**2
        inner, outer = model.t * np.sqrt(known), model.t * np.sqrt(new)
        ends = np.array([value, value - inner, value + inner, value - outer, value + outer])
        if model.form == "linear":
            return ends
        # the middle is a mean and is smeared; ends of a new row are quantiles, which logs keep
        return np.exp(ends) * np.array([model.smear] * 3 + [1.0, 1.0])

    def _market(self, row: Mapping[str, Any]) -> str:
        given = row.get(self.model.market_column) if self.model.market_column else None
        if isinstance(given, float) and given.is_integer():
            given = int(given)  # a whole number, as a column of them with gaps may be read
        return "" if given is None else str(given).strip()

    def _about(self, market: str) -> list[Message]:
        found = [HELD] if self._timed else []
        if not self.model.market_column or market in self.model.markets:
            return found
        if not market:
            said = msg(
                "{name} is missing: answered for an average market.", name=self.model.market_column
            )
        else:
            said = msg(
                "The model has no market named '{name}': answered for an average market.",
                name=clipped(market),
            )
        return [*found, said]

    def _outside(self, values: Mapping[str, float]) -> list[Message]:
        return [
            msg(
                "Extrapolation: {name} = {value} is outside the data's range, {low} to {high}.",
                name=name,
                value=Num(value=values[name], digits=6),
                low=Num(value=low, digits=6),
                high=Num(value=high, digits=6),
            )
            for name, (low, high) in self.model.reach.items()
            if not low <= values[name] <= high
        ]

    def _cells(self, ends: Sequence[float | None]) -> dict[str, float | str | None]:
        return {f"{self.model.quantity}:{role}": end for role, end in zip(ROLES, ends, strict=True)}

    def _columns(self) -> list[PredictionColumn]:
        level = Num(value=self.model.confidence, style="percent", digits=6)
        labels = {
            "point": msg("{target}", target=self.model.quantity),
            "mean_low": msg("{level} for the mean, from", level=level),
            "mean_high": msg("{level} for the mean, to", level=level),
            "new_low": msg("{level} for a new observation, from", level=level),
            "new_high": msg("{level} for a new observation, to", level=level),
        }
        return [
            PredictionColumn(
                key=f"{self.model.quantity}:{role}",
                label=labels[role],
                unit=self.model.unit,
                role=role,
                target=self.model.quantity,
            )
            for role in ROLES
        ]
