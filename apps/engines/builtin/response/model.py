"""The saved model: one JSON file. No pickle. The predictor that reads it is in ``predictor``."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from pydantic import BaseModel

from apps.core.messages import msg
from apps.engines.builtin.response.least import means
from apps.engines.builtin.response.params import Form, Saturation
from apps.engines.builtin.response.study import Study
from apps.engines.contract import Context, Refusal

FILE = "model.json"
FORMAT = 1


class SavedChannel(BaseModel):
    """``place`` is its coefficient's; ``by_point`` that of the slope by its point, if there is."""

    name: str
    kind: Saturation
    s: float
    k: float
    place: int
    by_point: int | None


class SavedMarket(BaseModel):
    """Means of the target as it enters, and of the k columns, over the market's rows."""

    rows: int
    y: float
    x: list[float]


class SavedModel(BaseModel):
    """All that prediction needs; floats round-trip exactly in JSON. ``parts`` are (part, name) of
    the model's columns, ``x`` (k,) and ``y`` means over all rows, ``between`` the standard
    deviation of markets' levels, ``reach`` the range that each field was seen in.
    """

    format: int = FORMAT
    form: Form
    quantity: str
    unit: str = ""
    market_column: str = ""
    markets: dict[str, SavedMarket] = {}
    parts: list[tuple[str, str]]
    channels: list[SavedChannel]
    beta: list[float]
    covariance: list[list[float]]
    x: list[float]
    y: float
    rows: int
    s2: float
    between: float
    t: float
    confidence: float
    smear: float
    middle: float
    reach: dict[str, tuple[float, float]]


def reaches(study: Study) -> dict[str, tuple[float, float]]:
    """Field → least and most of it in the rows used."""
    data = study.data
    found = {}
    for role in ("price", "promotions", "controls", "spends"):
        values = data.many(role)
        for place, name in enumerate(data.roles[role]):
            found[name] = (float(values[:, place].min()), float(values[:, place].max()))
    return found


def _markets(study: Study) -> tuple[dict[str, SavedMarket], float]:
    built = study.design
    if not study.data.has_market:
        return {}, 0.0
    y, x = means(built.y, built.market), means(study.x, built.market)
    rows = np.bincount(built.market)
    levels = y - x @ study.fitted.beta
    between = float(np.std(levels, ddof=1)) if len(levels) > 1 else 0.0
    return {
        name: SavedMarket(rows=int(rows[code]), y=float(y[code]), x=x[code].tolist())
        for code, name in enumerate(built.markets)
    }, between


def saved(study: Study, unit: str) -> SavedModel:
    """What is to be kept of a study."""
    markets, between = _markets(study)
    points = {
        owner: study.shown + place
        for place, (owner, what) in enumerate(study.owners)
        if what == "k"
    }
    first = len(study.design.columns)
    return SavedModel(
        form=study.params.form,
        quantity=study.quantity,
        unit=unit,
        market_column=study.data.name("market"),
        markets=markets,
        parts=[(column.part, column.name) for column in study.design.columns],
        channels=[
            SavedChannel(
                name=one.name,
                kind=one.shape.kind,
                s=one.shape.s,
                k=one.k,
                place=first + place,
                by_point=points.get(place),
            )
            for place, one in enumerate(study.channels)
        ],
        beta=study.fitted.beta.tolist(),
        covariance=study.fitted.covariance.tolist(),
        x=study.x.mean(axis=0).tolist(),
        y=float(study.design.y.mean()),
        rows=study.design.rows,
        s2=study.fitted.s2,
        between=between,
        t=study.t,
        confidence=study.params.confidence,
        smear=study.smear,
        middle=study.design.middle,
        reach=reaches(study),
    )


def save(ctx: Context, study: Study, unit: str) -> None:
    """Write the model and keep it as the artefact ``model/model.json``."""
    path = ctx.output_dir / FILE
    path.write_text(saved(study, unit).model_dump_json(), encoding="utf-8")
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
