"""The saved model: one JSON file. No pickle. The predictor that reads it is in ``predictor``."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from pydantic import BaseModel

from apps.core.messages import msg
from apps.engines.builtin.transfer.frame import Frame, gram
from apps.engines.builtin.transfer.leaving import Scores
from apps.engines.builtin.transfer.mixed import Floats
from apps.engines.builtin.transfer.predictive import Known, Tangent, tangent
from apps.engines.builtin.transfer.study import Study
from apps.engines.contract import Context, Refusal

FILE = "model.json"
FORMAT = 1
Matrix = list[list[float]]


class SavedKnown(BaseModel):
    """As :class:`..predictive.Known`: b models, p fixed and q random coefficients."""

    beta: Matrix
    c: list[Matrix]
    g: list[Matrix]

    @classmethod
    def of(cls, known: Known) -> SavedKnown:
        return cls(beta=known.beta.tolist(), c=known.c.tolist(), g=known.g.tolist())

    def read(self, random: list[int]) -> Known:
        return Known(np.array(self.beta), np.array(self.c), np.array(self.g), random)


class SavedScores(BaseModel):
    """As :class:`..leaving.Scores`."""

    seen: int
    market: list[int]
    owner: list[int]
    score: list[float]

    def read(self) -> Scores:
        return Scores(self.seen, np.array(self.market), np.array(self.owner), np.array(self.score))


class SavedModel(BaseModel):
    """All that prediction needs; floats round-trip exactly in JSON.

    ``names`` are the markets learned from and ``grams`` their cross products, in the scale of
    ``shift`` … ``unit``; ``new`` and ``new_gram`` those of the new market. ``leaves`` are the
    models without one of them each; ``scores`` are there where a level can be promised.
    """

    format: int = FORMAT
    market_column: str
    predictors: list[str]
    target: str
    target_unit: str = ""
    confidence: float
    seed: int
    shift: list[float]
    scale: list[float]
    base: list[float]
    level: float
    unit: float
    random: list[int]
    names: list[str]
    grams: list[Matrix]
    new: str
    new_gram: Matrix
    near: SavedKnown
    step: float
    covariance: Matrix
    s2: float
    df: float
    least: float
    leaves: SavedKnown
    noise: list[float]
    scores: list[SavedScores]
    minimum: list[float]
    maximum: list[float]

    @property
    def frame(self) -> Frame:
        return Frame(
            np.array(self.shift), np.array(self.scale), np.array(self.base), self.level, self.unit
        )

    @property
    def tangent(self) -> Tangent:
        return Tangent(
            self.near.read(self.random), self.step, np.array(self.covariance), self.s2, self.df,
            self.least,
        )  # fmt: skip


def save(ctx: Context, study: Study, market_column: str, unit: str) -> None:
    """Write the model and keep it as the artefact ``model/model.json``."""
    frame, panel = study.frame, study.panel
    at = tangent(study.others)
    x: Floats = np.vstack([rows.x for rows in panel.everyone])
    kept = [one.trial for one in study.checked if one.conformal]
    model = SavedModel(
        market_column=market_column,
        predictors=panel.predictors,
        target=panel.target,
        target_unit=unit,
        confidence=study.params.confidence,
        seed=ctx.seed,
        shift=frame.shift.tolist(),
        scale=frame.scale.tolist(),
        base=frame.base.tolist(),
        level=frame.level,
        unit=frame.unit,
        random=at.known.random,
        names=[rows.name for rows in panel.others],
        grams=study.leaves.known.gram.tolist(),
        new=panel.market,
        new_gram=gram(frame, panel.own).tolist(),
        near=SavedKnown.of(at.known),
        step=at.step,
        covariance=at.covariance.tolist(),
        s2=at.s2,
        df=at.df,
        least=at.least,
        leaves=SavedKnown.of(study.leaves.together),
        noise=study.leaves.noise.tolist(),
        scores=[
            SavedScores(
                seen=trial.seen,
                market=trial.market.tolist(),
                owner=trial.owner.tolist(),
                score=trial.score.tolist(),
            )
            for trial in kept
        ],
        minimum=x.min(axis=0).tolist(),
        maximum=x.max(axis=0).tolist(),
    )
    path = ctx.output_dir / FILE
    path.write_text(model.model_dump_json(), encoding="utf-8")
    ctx.save_artifact(f"model/{FILE}", path)


def load(path: Path) -> SavedModel:
    """Read the artefact folder ``path``. ``Refusal`` if it is not a model of this format."""
    try:
        stored = json.loads((path / FILE).read_text(encoding="utf-8"))
        model = SavedModel.model_validate(stored)
    except (OSError, ValueError) as error:
        raise Refusal(
            msg("The saved model cannot be read: {reason}", reason=type(error).__name__),
            fix=msg("Fit it again."),
        ) from error
    if model.format != FORMAT:
        raise Refusal(
            msg(
                "The saved model has format {format}, which this version does not know.",
                format=model.format,
            ),
            fix=msg("Fit it again."),
        )
    return model
