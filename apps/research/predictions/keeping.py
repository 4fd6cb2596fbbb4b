"""Keeping what a run predicted: asked for by a person, or by itself where the project wants it."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.core.happenings import report
from apps.core.messages import msg
from apps.datasets.models import DatasetVersion
from apps.engines import periods, registry
from apps.engines.contract import Engine
from apps.engines.predicted import PeriodPrediction, Predicted
from apps.jobs.models import Job, State, Task
from apps.projects.domain.changes import hold
from apps.projects.domain.errors import Refused
from apps.projects.models import Project
from apps.reference import matching
from apps.research.predictions import looking
from apps.research.predictions.models import Prediction, PredictionRegister, PredictionSet

logger = logging.getLogger(__name__)
MOST_ROWS = 20_000  # of one run


def predicted_by(job: Job) -> Predicted | None:
    """What a run predicted of periods, as its engine tells it; None for other runs. An engine that
    fails to tell it is logged and predicts nothing.
    """
    if job.state != State.SUCCEEDED or job.task != Task.RUN or job.parent_id is not None:
        return None
    entry = registry.entry(job.engine_key)
    engine = entry.engine if entry else None
    if engine is None or type(engine).predictions is Engine.predictions:
        return None
    try:
        found = engine.predictions(job.params, job.summary)
        return found if found is not None and found.rows else None
    except Exception:  # it may be anybody's engine, and the run itself is good
        logger.exception("the predictions of job %s cannot be told", job.pk)
        return None


def kept_of(job: Job) -> PredictionSet | None:
    """What was kept of the run already."""
    return PredictionSet.objects.filter(project=job.project_id, job=job).first()


@transaction.atomic
def keep(job: Job, user: Any, *, automatic: bool = False) -> PredictionSet:
    """Freeze what the run predicted; a second time changes nothing. :class:`Refused` where it
    predicted no periods, or too many.

    What a person keeps is made when they keep it: they may have seen what came of it. What is kept
    by itself is made when the run was asked for, since nobody chose it.
    """
    project = hold(job.project_id)
    before = kept_of(job)
    if before is not None:
        return before
    predicted = predicted_by(job)
    if predicted is None:
        raise Refused(msg("This run predicted no periods, so there is nothing to keep."))
    if len(predicted.rows) > MOST_ROWS:
        raise Refused(
            msg(
                "This run predicted {count} values; at most {most} can be kept of one run. Run it"
                " with fewer markets or periods.",
                count=len(predicted.rows), most=MOST_ROWS,
            )
        )  # fmt: skip
    made_at = job.created_at if automatic else timezone.now()
    kept = _set_of(job, predicted, user, made_at)
    kept.automatic = automatic
    kept.checked_at = None if kept.watched_id else made_at
    kept.save()
    made = [_row_of(kept, row) for row in predicted.rows]
    rows = {(one.market, one.period): one for one in made}  # 2024-3 and 2024-03 are one
    Prediction.objects.bulk_create(rows.values())
    report(
        "research.predictions.kept", actor=user, project_id=project.pk, subject=kept,
        predictions=len(rows), automatic=automatic,
    )  # fmt: skip
    if kept.watched_id:
        transaction.on_commit(lambda: looking.look_for(kept), robust=True)
    return kept


def _set_of(job: Job, predicted: Predicted, user: Any, made_at: dt.datetime) -> PredictionSet:
    chosen: Mapping[str, Any] = job.inputs.get(predicted.slot) or {}
    roles: Mapping[str, list[str]] = chosen.get("roles") or {}
    version = None
    if chosen.get("kind") == "dataset":
        versions = DatasetVersion.objects.filter(project_id=job.project_id, pk=chosen["id"])
        version = versions.select_related("dataset").first()

    def column(role: str) -> str:
        return next(iter(roles.get(role, [])), "")

    target = column(predicted.target)
    return PredictionSet(
        project_id=job.project_id,
        title=job.title,
        job=job,
        engine_key=job.engine_key,
        engine_version=job.engine_version,
        params=job.params,
        version=version,
        content_hash=version.content_hash if version else "",
        target=target[:300],
        unit=predicted.unit or _unit(version, target),
        watched=version.dataset if version else None,
        columns={
            "target": target,
            "period": column(predicted.period),
            "market": column(predicted.market),
        },
        repeats=predicted.repeats,
        made_by=user if getattr(user, "pk", None) else None,
        made_at=made_at,
    )


def _unit(version: DatasetVersion | None, column: str) -> str:
    columns = version.columns if version else []
    return next((one.get("unit", "") for one in columns if one["name"] == column), "")[:60]


def _row_of(kept: PredictionSet, row: PeriodPrediction) -> Prediction:
    known = matching.match(row.market)
    period = periods.parse(row.period)
    return Prediction(
        project_id=kept.project_id,
        kept=kept,
        country=known.iso3 if known.certain and known.iso3 else "",
        ends_on=_last_day(period),
        **{**row.model_dump(), "period": str(period) if period else row.period},
    )


def _last_day(period: periods.Period | None) -> dt.date | None:
    """None for numbered periods, and where the calendar ends."""
    if period is None or period.unit == "number":
        return None
    try:
        after = periods.Period(period.unit, period.place + 1).start
        return (after - dt.timedelta(microseconds=1)).date()
    except (ValueError, OverflowError):
        return None


# --- by itself ----------------------------------------------------------------------------------
def keeps_all(project: Any) -> bool:
    """Whether predictions of the project's runs are kept by themselves."""
    return PredictionRegister.objects.filter(project=project, keeps_all=True).exists()


@transaction.atomic
def switch(project: Project, user: Any, on: bool) -> None:
    """Keep predictions of later runs by themselves, or no longer."""
    hold(project.pk)
    register, _made = PredictionRegister.objects.get_or_create(project=project)
    if register.keeps_all == on:
        return
    register.keeps_all = on
    register.save(update_fields=["keeps_all", "updated_at"])
    report("research.register.switched", actor=user, project_id=project.pk, subject=project, on=on)


def keep_by_itself(job: Job) -> None:
    """A run has ended (``on_finished``). Runs that predict nothing ask no database."""
    if predicted_by(job) is None or not keeps_all(job.project_id):
        return
    try:
        keep(job, job.created_by, automatic=True)
    except Refused as refused:
        logger.warning("job %s: predictions were not kept: %s", job.pk, refused)
