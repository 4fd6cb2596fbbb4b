"""The saved model: one JSON file, and the predictor that reads it. No pickle."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel, model_validator

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.linear.curves import Curve, expand
from apps.engines.builtin.linear.diagnostics import Diagnostics
from apps.engines.builtin.linear.estimate import Estimate
from apps.engines.builtin.linear.fit import Fit, t_quantile
from apps.engines.builtin.linear.scan import Floats
from apps.engines.builtin.linear.terms import asking
from apps.engines.builtin.linear.terms.saved import SavedDesign
from apps.engines.builtin.linear.whitened import whiten
from apps.engines.contract import Context, PredictedRow, Prediction, PredictionColumn, Refusal
from apps.engines.figures import finite
from apps.engines.result import PredictField

FILE = "model.json"
FORMAT = 1
WITH_FORMULA = 2  # releases that know format 1 alone would leave the terms out
TOO_FAR = msg("The values of this row are too far from the data to compute with.")


class SavedCurve(BaseModel):
    """A predictor that enters as a polynomial: the last of ``predictors`` are these, in order."""

    name: str
    degree: int
    low: float
    high: float


class SavedModel(BaseModel):
    """All that prediction needs. p unknowns, m targets; floats round-trip exactly in JSON.

    ``r`` (p, p) is the triangular factor of the scaled basis, ``beta`` (p, m) its coefficients,
    ``s`` (m,) residual standard deviations in the user's units (null without degrees of freedom).
    ``farthest`` is the largest |z R^-1|^2 of the rows, null where it is not known. ``middle``
    (m, p, p) are covariances of the coefficients in the basis z R^-1, in the user's units of the
    targets, null where they are s^2 I; ``t`` is the quantile that suits them.
    """

    format: int = FORMAT
    predictors: list[str]
    targets: list[str]
    units: dict[str, str] = {}
    intercept: bool
    confidence: float
    t: float | None
    df: float
    shift: list[float]
    scale: list[float]
    r: list[list[float]]
    beta: list[list[float]]
    s: list[float | None]
    minimum: list[float]
    maximum: list[float]
    farthest: float | None
    middle: list[list[list[float]]] | None = None
    curves: list[SavedCurve] = []
    design: SavedDesign | None = None

    @model_validator(mode="before")
    @classmethod
    def _older(cls, stored: Any) -> Any:
        """Files once kept the largest leverage: with analytic weights that is no such limit."""
        if not isinstance(stored, dict) or "max_leverage" not in stored:
            return stored
        return {**stored, "farthest": None if stored.get("weighted") else stored["max_leverage"]}


def save(
    ctx: Context,
    fit: Fit,
    found: Diagnostics,
    estimates: list[Estimate],
    units: dict[str, str],
    smear: list[float] | None = None,
) -> None:
    """Write the model and keep it as the artefact ``model/model.json``. ``smear`` (m,) are factors
    from median to mean, where logarithms of the targets are modelled.
    """
    minimum, maximum, _mean = _ranges(fit)
    confidence = estimates[0].confidence
    model = SavedModel(
        format=FORMAT if fit.spec.design is None else WITH_FORMULA,
        predictors=fit.spec.columns,
        targets=fit.spec.targets,
        units=units,
        intercept=fit.spec.intercept,
        confidence=confidence,
        t=t_quantile(estimates[0].t_df, confidence),
        df=fit.df,
        shift=fit.frame.shift.tolist(),
        scale=fit.frame.scale.tolist(),
        r=fit.r.tolist(),
        beta=fit.beta.tolist(),
        s=[estimate.s for estimate in estimates],
        minimum=minimum,
        maximum=maximum,
        farthest=finite(found.farthest),
        middle=_middle(fit, found),
        curves=[SavedCurve(**asdict(curve)) for curve in fit.spec.curves],
        design=SavedDesign.of(fit.spec, smear or []),
    )
    path = ctx.output_dir / FILE
    path.write_text(model.model_dump_json(), encoding="utf-8")
    ctx.save_artifact(f"model/{FILE}", path)


def _middle(fit: Fit, found: Diagnostics) -> list[list[list[float]]] | None:
    if found.middle is None:
        return None
    scaled = found.middle * fit.target_scale[:, None, None] ** 2
    return [inner.tolist() for inner in np.where(found.rss[:, None, None] == 0.0, 0.0, scaled)]


def _ranges(fit: Fit) -> tuple[list[float], list[float], list[float]]:
    """Least, most and mean of each predictor; of a polynomial, of its whole column."""
    spec, scan = fit.spec, fit.scan
    if spec.design is not None:
        return asking.ranges(spec.design)
    plain = spec.plain
    low, high = scan.minimum[:plain].tolist(), scan.maximum[:plain].tolist()
    mean = spec.raw(scan.mean[None, :])[0].tolist()
    low += [curve.low for curve in spec.curves]
    high += [curve.high for curve in spec.curves]
    return low, high, mean


def fields(fit: Fit, units: dict[str, str]) -> list[PredictField]:
    """What a prediction asks for: each predictor with the range it was fitted on."""
    if fit.spec.design is not None:
        return asking.fields(fit.spec.design, units)
    minimum, maximum, mean = _ranges(fit)
    return [
        PredictField(
            name=name,
            unit=units.get(name, ""),
            minimum=minimum[j],
            maximum=maximum[j],
            example=mean[j],
        )
        for j, name in enumerate(fit.spec.columns)
    ]


def load(path: Path) -> LinearPredictor:
    """Read the artefact folder ``path``. ``Refusal`` if it is not a model of this format."""
    try:
        stored = json.loads((path / FILE).read_text(encoding="utf-8"))
        model = SavedModel.model_validate(stored)
    except (OSError, ValueError) as error:
        raise Refusal(
            msg("The saved model cannot be read: {reason}", reason=type(error).__name__),
            fix=msg("Fit it again."),
        ) from error
    if model.format not in (FORMAT, WITH_FORMULA):
        raise Refusal(
            msg(
                "The saved model has format {format}, which this version does not know.",
                format=model.format,
            ),
            fix=msg("Fit it again."),
        )
    if model.design is None:
        return LinearPredictor(model)
    from apps.engines.builtin.linear.terms.predicting import DesignPredictor

    try:
        return DesignPredictor(model, model.design)
    except (KeyError, ValueError) as error:  # columns that this release calls otherwise
        raise Refusal(
            msg("The saved model cannot be read: {reason}", reason=type(error).__name__),
            fix=msg("Fit it again."),
        ) from error


class LinearPredictor:
    """Points with intervals, in the order of the rows asked. Satisfies ``contract.Predictor``."""

    def __init__(self, model: SavedModel) -> None:
        self.model = model
        k = len(model.shift) - len(model.targets)
        self._curves = tuple(Curve(**curve.model_dump()) for curve in model.curves)
        self._shift, self._scale = np.array(model.shift[:k]), np.array(model.scale[:k])
        self._target_shift = np.array(model.shift[k:])
        self._target_scale = np.array(model.scale[k:])
        self._r, self._beta = np.array(model.r), np.array(model.beta)
        self._middle = None if model.middle is None else np.array(model.middle)
        self._names = model.targets

    def predict(self, rows: Sequence[Mapping[str, Any]]) -> Prediction:
        """One answer for each row. A row that cannot be read answers with what is wrong in it."""
        read = [self._read(row) for row in rows]
        good = [place for place, (values, _) in enumerate(read) if values is not None]
        x = np.array([read[place][0] for place in good]).reshape(
            len(good), len(self.model.predictors)
        )
        points, leverage, spread = self._evaluate(x)
        answers = [PredictedRow(values=self._blank(), warnings=problems) for _, problems in read]
        for index, place in enumerate(good):
            if math.isfinite(leverage[index]) and np.isfinite(points[index]).all():
                answers[place] = self._answer(
                    x[index], points[index], float(leverage[index]), spread[index]
                )
            else:
                answers[place] = PredictedRow(values=self._blank(), warnings=[TOO_FAR])
        return Prediction(columns=self._columns(), rows=answers)

    def _evaluate(self, x: Floats) -> tuple[Floats, Floats, Floats]:
        """Points (n, m) in the user's units, leverages (n,), and standard deviations of the points
        (n, m), nan without degrees of freedom; not finite where out of reach.
        """
        with np.errstate(over="ignore", invalid="ignore"):
            z = (self._terms(x) - self._shift) / self._scale
            if self.model.intercept:
                z = np.hstack([np.ones((len(z), 1)), z])
            points = (z @ self._beta) * self._target_scale
            if self.model.intercept:
                points = points + self._target_shift
            u = whiten(self._r, z)
            leverage = (u**2).sum(axis=1)
            if self._middle is not None:
                return points, leverage, np.sqrt(np.einsum("ni,mij,nj->nm", u, self._middle, u))
            s = np.array([np.nan if s is None else s for s in self.model.s])
            return points, leverage, np.sqrt(leverage)[:, None] * s

    def _terms(self, x: Floats) -> Floats:
        """(n, k) the terms of rows (n, predictors)."""
        return expand(x, x.shape[1] - len(self._curves), self._curves)

    def _read(self, row: Mapping[str, Any]) -> tuple[list[float] | None, list[Message]]:
        values, problems = [], []
        for name in self.model.predictors:
            value = as_number(row.get(name))
            if isinstance(value, Message):
                problems.append(Message(text=value.text, values={**value.values, "name": name}))
            else:
                values.append(value)
        return (None if problems else values), problems

    def _answer(self, x: Floats, points: Floats, leverage: float, spread: Floats) -> PredictedRow:
        values: dict[str, float | str | None] = {}
        each = zip(self._names, points, self.model.s, spread, strict=True)
        for target, point, s, sd in each:
            near = wide = None
            if s is not None and self.model.t is not None and math.isfinite(sd):
                near = self.model.t * float(sd)
                wide = self.model.t * math.hypot(s, float(sd))
            values |= _cells(target, float(point), near, wide)
        return PredictedRow(values=values, warnings=self._outside(x, leverage))

    def _outside(self, x: Floats, leverage: float) -> list[Message]:
        found = []
        for j, name in enumerate(self.model.predictors):
            low, high = self.model.minimum[j], self.model.maximum[j]
            if low <= x[j] <= high:
                continue
            found.append(
                msg(
                    "Extrapolation: {name} = {value} is outside the data's range, {low} to {high}.",
                    name=name,
                    value=_shown(float(x[j])),
                    low=_shown(low),
                    high=_shown(high),
                )
            )
        limit = self.model.farthest
        if not found and limit is not None and leverage > limit * (1 + 1e-9):
            found.append(
                msg(
                    "Hidden extrapolation: each value is within its range, but no row of the data"
                    " has such a combination."
                )
            )
        return found

    def _blank(self) -> dict[str, float | str | None]:
        blank: dict[str, float | str | None] = {}
        for target in self._names:
            blank |= _cells(target, None, None, None)
        return blank

    def _columns(self) -> list[PredictionColumn]:
        level = Num(value=self.model.confidence, style="percent", digits=6)
        columns = []
        for target in self._names:
            unit = self.model.units.get(target, "")
            labels = {
                "point": msg("{target}", target=target),
                "mean_low": msg("{level} for the mean, from", level=level),
                "mean_high": msg("{level} for the mean, to", level=level),
                "new_low": msg("{level} for a new observation, from", level=level),
                "new_high": msg("{level} for a new observation, to", level=level),
            }
            columns += [
                PredictionColumn(
                    key=f"{target}:{role}", label=label, unit=unit, role=role, target=target
                )
                for role, label in labels.items()
            ]
        return columns


def _cells(
    target: str, point: float | None, near: float | None, wide: float | None
) -> dict[str, float | str | None]:
    def beside(half: float | None, sign: int) -> float | None:
        return None if point is None or half is None else point + sign * half

    return {
        f"{target}:point": point,
        f"{target}:mean_low": beside(near, -1),
        f"{target}:mean_high": beside(near, 1),
        f"{target}:new_low": beside(wide, -1),
        f"{target}:new_high": beside(wide, 1),
    }


def _shown(value: float) -> Num:
    return Num(value=value, digits=6)


def as_number(value: Any) -> float | Message:
    """A finite float, or the sentence that says why not (its ``name`` is filled in later)."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return msg("{name} is missing.")
    if isinstance(value, bool):
        return float(value)
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return msg("{name}: '{value}' is not a number.", value=str(value)[:40])
    if not math.isfinite(number):
        return msg("{name}: '{value}' is not a finite number.", value=str(value)[:40])
    return number
