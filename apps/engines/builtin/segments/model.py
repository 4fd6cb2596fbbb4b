"""The saved model: one JSON file. No pickle."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from pydantic import BaseModel

from apps.core.messages import msg
from apps.engines.builtin.segments.data import Scale
from apps.engines.builtin.segments.findings import Findings
from apps.engines.builtin.segments.mixture import Mixture, Shape
from apps.engines.contract import Context, Refusal

FILE = "model.json"
FORMAT = 1
Matrix = list[list[float]]


class SavedModel(BaseModel):
    """All that prediction needs; floats round-trip exactly in JSON.

    ``shift`` and ``unit`` put cells on the scale (:class:`..data.Scale`); ``spread`` (k,) is the
    root mean square distance of each segment's rows to its centre, and ``reach`` how many of it
    nearly all rows keep within; ``sure`` the probability below which a row lies between segments.
    """

    format: int = FORMAT
    names: list[str]
    units: list[str]
    logs: list[bool]
    shift: list[float]
    unit: list[float]
    mean: list[float]
    sd: list[float]
    centres: Matrix
    spread: list[float]
    reach: float
    sure: float
    weight: list[float]
    means: Matrix
    factors: list[Matrix]
    shape: Shape

    @property
    def scale(self) -> Scale:
        return Scale(
            self.names, np.array(self.logs, dtype=bool), np.array(self.shift), np.array(self.unit),
            np.array(self.mean), np.array(self.sd),
        )  # fmt: skip

    @property
    def mixture(self) -> Mixture:
        return Mixture(
            np.array(self.weight), np.array(self.means), np.array(self.factors), self.shape
        )


def save(ctx: Context, found: Findings, units: dict[str, str]) -> None:
    """Write the model and keep it as the artefact ``model/model.json``."""
    scale, mixture = found.sheet.scale, found.mixture
    model = SavedModel(
        names=scale.names,
        units=[units.get(name, "") for name in scale.names],
        logs=scale.logs.tolist(),
        shift=scale.shift.tolist(),
        unit=scale.unit.tolist(),
        mean=scale.mean.tolist(),
        sd=scale.sd.tolist(),
        centres=found.centres.tolist(),
        spread=found.spread.tolist(),
        reach=found.reach,
        sure=found.params.sure,
        weight=mixture.weight.tolist(),
        means=mixture.mean.tolist(),
        factors=mixture.factor.tolist(),
        shape=mixture.shape,
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
