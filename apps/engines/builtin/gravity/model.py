"""The saved model: one JSON file. No pickle. The predictor that reads it is in ``predictor``."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel

from apps.core.messages import msg
from apps.engines.builtin.gravity.potential import Potential
from apps.engines.builtin.gravity.separation import labels_of
from apps.engines.builtin.gravity.study import Study
from apps.engines.contract import Context, Refusal

FILE = "model.json"
FORMAT = 1


class SavedTerm(BaseModel):
    """A regressor: what enters is (value or its log - shift) / scale, times ``beta``."""

    name: str
    role: str
    shift: float
    scale: float
    low: float
    high: float
    beta: float


class SavedModel(BaseModel):
    """All that prediction needs; floats round-trip exactly in JSON.

    ``origins`` and ``destinations`` map a level's key to its effect and the part of the network
    that it belongs to. A key is a name, '' where a side has no effects, or [name, period] as JSON
    where effects are by period.
    """

    format: int = FORMAT
    columns: dict[str, str]
    unit: str
    confidence: float
    fixed_effects: str
    terms: list[SavedTerm]
    origins: dict[str, tuple[float, int]]
    destinations: dict[str, tuple[float, int]]
    periods: list[str]
    band: tuple[float | None, float | None]


def key(kind: str, side: str, name: str, period: str) -> str:
    """The key of a row's level on one side."""
    if kind == "by_period":
        return json.dumps([name, period], ensure_ascii=False)
    return name if kind in (side, "both") else ""


def save(ctx: Context, study: Study, potential: Potential) -> None:
    """Write the model and keep it as the artefact ``model/model.json``."""
    fit, flows, kind = study.ppml.fit, study.flows, study.params.fixed_effects
    origin, destination = fit.absorber.effects(fit.eta - study.x @ fit.beta)
    parts = labels_of(study.levels, study.levels)
    saved: dict[str, dict[str, tuple[float, int]]] = {"origin": {}, "destination": {}}
    for place, row in enumerate(study.rows):
        period = flows.period[row]
        one = key(kind, "origin", flows.origin[row], period)
        other = key(kind, "destination", flows.destination[row], period)
        at = int(study.levels.origin[place]), int(study.levels.destination[place])
        saved["origin"][one] = (origin[at[0]], int(parts[0][place]))
        saved["destination"][other] = (destination[at[1]], int(parts[1][place]))
    dummies = any(term.role == "period" for term in study.terms)
    periods = list(dict.fromkeys(flows.period)) if dummies or kind == "by_period" else []
    model = SavedModel(
        columns=flows.columns, unit=flows.unit, confidence=study.params.confidence,
        fixed_effects=kind,
        terms=[
            SavedTerm(
                name=term.name, role=term.role, shift=term.shift, scale=term.scale, low=term.low,
                high=term.high, beta=float(fit.beta[place]),
            )
            for place, term in enumerate(study.terms[n] for n in study.ppml.kept)
        ],
        origins=saved["origin"], destinations=saved["destination"], periods=periods,
        band=potential.band,
    )  # fmt: skip
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
