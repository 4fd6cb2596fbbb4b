"""Predictions for a market: a new one, the one that the model was made for, or one learned from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from apps.core.messages import Message, Num, clipped, msg
from apps.engines.builtin.linear.model import as_number
from apps.engines.builtin.transfer import conformal
from apps.engines.builtin.transfer.leaving import Scores, gather
from apps.engines.builtin.transfer.mixed import Floats
from apps.engines.builtin.transfer.model import SavedModel
from apps.engines.builtin.transfer.predictive import Known, student
from apps.engines.contract import PredictedRow, Prediction, PredictionColumn

TOO_FAR = msg("The values of this row are too far from the data to compute with.")


def unaware(leaves: Known, place: int, gram: Floats) -> Known:
    """The models of all markets less what they know of the one at ``place``, whose rows have the
    cross product ``gram``: those that it was left out of together with others know nothing of it.
    """
    knew = (leaves.beta != leaves.beta[place]).any(axis=1)
    less = leaves.only(np.flatnonzero(knew)).less(gram)
    beta, c = leaves.beta.copy(), leaves.c.copy()
    beta[knew], c[knew] = less.beta, less.c
    return Known(beta, c, leaves.g, leaves.random)


class TransferPredictor:
    """Points with intervals, in the order of the rows asked. Satisfies ``contract.Predictor``."""

    def __init__(self, model: SavedModel) -> None:
        self.model = model
        self._frame, self._tangent = model.frame, model.tangent
        self._leaves, self._noise = model.leaves.read(model.random), np.array(model.noise)
        self._grams, self._new = np.array(model.grams), np.array(model.new_gram)
        self._scores = [one.read() for one in model.scores]
        self._places = {name: place for place, name in enumerate(model.names)}

    def predict(self, rows: Sequence[Mapping[str, Any]]) -> Prediction:
        """One answer for each row. A row that cannot be read answers with what is wrong in it."""
        answers = [PredictedRow(values=self._cells(None, None, None)) for _ in rows]
        asked: dict[str, list[tuple[int, list[float]]]] = {}
        for number, row in enumerate(rows):
            values, problems = self._read(row)
            answers[number].warnings.extend(problems)
            if not problems:
                asked.setdefault(self._market(row), []).append((number, values))
        for market, lines in asked.items():
            x = np.array([values for _, values in lines]).reshape(
                len(lines), len(self.model.predictors)
            )
            with np.errstate(over="ignore", invalid="ignore"):
                found = np.column_stack(self._interval(market, x))
            for (number, _), line, ends in zip(lines, x, found, strict=True):
                answers[number] = self._answer(market, line, ends)
        return Prediction(columns=self._columns(), rows=answers)

    def _market(self, row: Mapping[str, Any]) -> str:
        given = row.get(self.model.market_column)
        if isinstance(given, float) and given.is_integer():
            given = int(given)  # a whole number, as a column of them with gaps may be read
        return "" if given is None else str(given).strip()

    def _read(self, row: Mapping[str, Any]) -> tuple[list[float], list[Message]]:
        values, problems = [], []
        for name in self.model.predictors:
            value = as_number(row.get(name))
            if isinstance(value, Message):
                problems.append(Message(text=value.text, values={**value.values, "name": name}))
            else:
                values.append(value)
        return values, problems

    def _answer(self, market: str, x: Floats, found: Floats) -> PredictedRow:
        if not np.isfinite(found).all():
            return PredictedRow(values=self._cells(None, None, None), warnings=[TOO_FAR])
        warnings = [*self._about_market(market), *self._outside(x)]
        point, low, high = (float(value) for value in found)
        return PredictedRow(values=self._cells(point, low, high), warnings=warnings)

    def _interval(self, market: str, x: Floats) -> tuple[Floats, Floats, Floats]:
        """Points, lower and upper ends for rows (r, k) of one market."""
        design, confidence = self._frame.design(x), self.model.confidence
        place = self._places.get(market)
        shown = self._shown(market, place)
        near = self._tangent.known if place is None else self._tangent.known.less(shown)
        found = student(self._tangent, near, shown, design)
        half = found.half(confidence)
        low, high = found.mean - half, found.mean + half
        scores = self._suited(round(float(shown[0, 0])), place)
        if scores is not None:
            leaves, noise = self._leaves, self._noise[scores.market]
            leaves = leaves if place is None else unaware(leaves, place, shown)
            leaves = leaves.only(scores.market)
            points, sd = gather(leaves, noise, shown, design)
            low, high = conformal.interval(scores, points, sd, confidence, self.model.seed)
        outer = self._frame.outer
        return outer(x, found.mean), outer(x, low), outer(x, high)

    def _shown(self, market: str, place: int | None) -> Floats:
        """Cross product of the market's own rows."""
        if place is not None:
            return np.asarray(self._grams[place])
        if market and market == self.model.new:
            return self._new
        return np.zeros_like(self._new)

    def _suited(self, own: int, place: int | None) -> Scores | None:
        """Errors after as many own rows, or the next fewer, without those of the market itself."""
        fitting = [scores for scores in self._scores if scores.seen <= own]
        if not fitting:
            return None
        scores = max(fitting, key=lambda one: one.seen)
        if place is None or place not in scores.market:
            return scores
        mine = int(np.flatnonzero(scores.market == place)[0])
        others = Scores(
            seen=scores.seen,
            market=scores.market[scores.market != place],
            owner=(scores.owner - (scores.owner > mine))[scores.owner != mine],
            score=scores.score[scores.owner != mine],
        )
        enough = others.judged >= conformal.needed(self.model.confidence)
        return others if enough else None

    def _about_market(self, market: str) -> list[Message]:
        if market and (market in self._places or market == self.model.new):
            return []
        if not market:
            return [
                msg(
                    "{name} is missing: answered for a new market without periods of its own.",
                    name=self.model.market_column,
                )
            ]
        return [
            msg(
                "The model has no market named '{name}': answered for a new market without periods"
                " of its own.",
                name=clipped(market),
            )
        ]

    def _outside(self, x: Floats) -> list[Message]:
        found = []
        for place, name in enumerate(self.model.predictors):
            low, high = self.model.minimum[place], self.model.maximum[place]
            if not low <= x[place] <= high:
                found.append(
                    msg(
                        "Extrapolation: {name} = {value} is outside the data's range, {low} to"
                        " {high}.",
                        name=name,
                        value=Num(value=float(x[place]), digits=6),
                        low=Num(value=low, digits=6),
                        high=Num(value=high, digits=6),
                    )
                )
        return found

    def _cells(
        self, point: float | None, low: float | None, high: float | None
    ) -> dict[str, float | str | None]:
        target = self.model.target
        return {
            f"{target}:point": point, f"{target}:new_low": low, f"{target}:new_high": high,
        }  # fmt: skip

    def _columns(self) -> list[PredictionColumn]:
        target, level = (
            self.model.target,
            Num(value=self.model.confidence, style="percent", digits=6),
        )
        labels = {
            "point": msg("{target}", target=target),
            "new_low": msg("{level} for a new observation, from", level=level),
            "new_high": msg("{level} for a new observation, to", level=level),
        }
        return [
            PredictionColumn(
                key=f"{target}:{role}",
                label=label,
                unit=self.model.target_unit,
                role=role,
                target=target,
            )
            for role, label in labels.items()
        ]
