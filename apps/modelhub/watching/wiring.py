"""What the rooms below are told of watching, once all are loaded."""

from __future__ import annotations

from typing import Any

from apps.engines import registry
from apps.jobs.domain.prune import others
from apps.jobs.finishing import on_finished
from apps.jobs.inputs import providers
from apps.modelhub.domain.predict import PURPOSE
from apps.modelhub.watching import checks, log, retraining, watches
from apps.modelhub.watching.inputs import PredictionsProvider
from apps.modelhub.watching.manifest import KEY, KIND, DriftEngine
from apps.projects.transfer.rules import arrivals, left_out


def wire(owner: str) -> None:
    """Called after models are registered by the runs that left them: the order counts."""
    registry.register(DriftEngine(), owner=owner)
    providers.register(KIND, PredictionsProvider(), owner=owner)
    others.register("predictions", watches.prune, owner=owner)
    on_finished(PURPOSE, log.log_job)
    on_finished(KEY, checks.taken_in)
    on_finished("", retraining.finished)
    left_out.register("modelhub.LoggedPrediction", watches.LEFT_OUT, owner=owner)
    arrivals.register("modelhub.Watch", _arrived, owner=owner)
    arrivals.register("modelhub.Retraining", _arrived, owner=owner)


def _arrived(values: dict[str, Any]) -> dict[str, Any]:
    """Nothing is logged and nothing trained where a project arrives until somebody says so."""
    rest = {"share": 0.0} if "share" in values else {"on_drift": False}
    return {**values, **rest}
