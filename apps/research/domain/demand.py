"""Demand fits: which engines can make one, which there are, and what the best one says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from apps.datasets.models import Dataset, DatasetVersion
from apps.engines import registry
from apps.engines.contract import Engine, InputSlot
from apps.engines.registry import EngineState
from apps.jobs.domain import queries
from apps.jobs.domain.submit import submit
from apps.jobs.models import Job, State, Task

PURPOSE = "research.demand"
SLOT = "data"
FIRST = "regression.least_squares"
MOST_VERSIONS = 200
RECENT_FITS = 20


@dataclass(frozen=True)
class Offered:
    """An engine that can fit demand, and whether it can run now."""

    engine: Engine
    state: EngineState

    @property
    def ready(self) -> bool:
        return self.state is EngineState.READY


def slot_of(engine: Engine) -> InputSlot | None:
    """The engine's data slot if it takes targets and predictors, as demand needs."""
    for slot in engine.inputs:
        roles = {role.key for role in slot.roles}
        if slot.key == SLOT and {"target", "predictors"} <= roles and "dataset" in slot.kinds:
            return slot
    return None


def engines() -> list[Offered]:
    """Engines of any package that fit targets by predictors; the exact one first."""
    found = [
        Offered(entry.engine, entry.state())
        for entry in registry.entries()
        if entry.engine and entry.engine.kind == "regression" and slot_of(entry.engine)
    ]
    return sorted(found, key=lambda one: (one.engine.key != FIRST, not one.ready, one.engine.key))


def fits(project: Any) -> QuerySet[Job]:
    """The project's demand fits, newest first, with what a list needs."""
    heavy = ("result", "params", "provenance", "error", "refusal")
    jobs = Job.objects.filter(project=project, purpose=PURPOSE, task=Task.RUN)
    return jobs.select_related("created_by", "model").defer(*heavy)


def latest_succeeded(project: Any) -> Job | None:
    return fits(project).filter(state=State.SUCCEEDED).order_by("-finished_at").first()


def versions(project: Any) -> list[DatasetVersion]:
    """Every version that a fit may use: data of recent fits first, then the newest datasets; the
    newest version of each dataset first.
    """
    changed = Dataset.objects.filter(project=project).order_by("-updated_at", "id")
    # Not more datasets than versions are listed, so that the others' are not read to be sorted.
    found = DatasetVersion.objects.filter(
        project=project, dataset__in=changed.values("pk")[:MOST_VERSIONS]
    ).select_related("dataset")
    newest = found.order_by("-dataset__updated_at", "dataset_id", "-number").defer("profile")
    listed = list(newest[:MOST_VERSIONS])
    fitted = _datasets_of_recent_fits(project, listed)
    last = len(fitted)
    return sorted(listed, key=lambda version: fitted.get(version.dataset_id, last))


def _datasets_of_recent_fits(project: Any, listed: list[DatasetVersion]) -> dict[Any, int]:
    """Datasets by how recently they were fitted: 0 for the latest."""
    dataset_of = {str(version.pk): version.dataset_id for version in listed}
    recent = fits(project).order_by("-created_at")[:RECENT_FITS]
    used = [dataset_of.get(data_id(job)) for job in recent]
    return {dataset: place for place, dataset in enumerate(dict.fromkeys(filter(None, used)))}


def data_id(job: Job) -> str:
    """The id of the dataset version that a fit used; empty if it used none."""
    return str((job.inputs.get(SLOT) or {}).get("id", ""))


def roles_of(job: Job) -> dict[str, list[str]]:
    """Which columns played which part in a fit."""
    return (job.inputs.get(SLOT) or {}).get("roles") or {}


def data_names(jobs: Iterable[Job]) -> dict[str, str]:
    """Dataset names of these fits by version id; data that is gone is left out."""
    wanted = [UUID(data_id(job)) for job in jobs if data_id(job)]
    found = DatasetVersion.objects.filter(pk__in=wanted).values_list("pk", "dataset__name")
    return {str(pk): name for pk, name in found}


def fit(
    *,
    project: Any,
    user: Any,
    engine_key: str,
    version_id: str,
    roles: dict[str, list[str]],
    params: dict[str, Any],
    title: str,
) -> Job:
    """Submit a demand fit. Raises ``SubmissionRefused``."""
    return submit(
        project=project,
        user=user,
        engine_key=engine_key,
        params=params,
        inputs={SLOT: {"kind": "dataset", "id": version_id, "roles": roles}},
        title=title or default_title(roles),
        purpose=PURPOSE,
    )


def default_title(roles: dict[str, list[str]]) -> str:
    """'D ~ price + income', shortened where there are many predictors."""
    predictors = roles.get("predictors", [])
    shown = " + ".join(predictors[:4]) + (" + …" if len(predictors) > 4 else "")
    return f"{', '.join(roles.get('target', []))} ~ {shown or '1'}"[:200]


@dataclass(frozen=True)
class Effect:
    """What one more unit of a predictor goes with, as a fit's summary has it."""

    target: str
    predictor: str
    estimate: float
    low: float | None
    high: float | None

    @property
    def settled(self) -> bool:
        """The interval excludes zero."""
        return self.low is not None and self.high is not None and not self.low <= 0 <= self.high


def effects(job: Job) -> list[Effect]:
    """Slopes of a finished fit."""
    return [
        Effect(target["target"], one["term"], one["estimate"], one.get("low"), one.get("high"))
        for target in job.summary.get("targets", [])
        for one in target.get("coefficients", [])
        if one.get("term") and one.get("estimate") is not None
    ]


def label_of(job: Job) -> Any:
    return queries.engine_label(job.engine_key)
