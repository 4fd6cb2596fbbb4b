"""Training again: at set times, or because of drift. What comes of it is a candidate.

A schedule of the site does it, with the run that the served model came from and the newest version
of its data. Nothing here ever moves the name that serves: a person does, who has compared.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import Message, msg
from apps.events.domain.notices import notify
from apps.jobs.domain import firing, schedules
from apps.jobs.domain.submit import SubmissionRefused
from apps.jobs.models import Job, State, Task
from apps.modelhub.bundles.arriving import PURPOSE
from apps.modelhub.domain import aliases
from apps.modelhub.models import ModelAlias, RegisteredModel
from apps.modelhub.watching.models import Retraining, Watch
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import hold
from apps.projects.domain.errors import Refused
from apps.projects.models import Role

CANDIDATE = "candidate"
SERVING = "serving"  # slot of text engines for the model that theirs is compared with
PAUSED = "0 6 1 * *"  # stands there while only drift asks


def plan(
    alias: ModelAlias, user: User, *, expression: str, time_zone: str, on_drift: bool
) -> Retraining:
    """Train the model of ``alias`` again at the times of ``expression`` ('': never), and
    ``on_drift`` (editor). Replaces what was planned before.

    Raises :class:`Refused` for a model that no run here can be repeated for, and
    ``SubmissionRefused`` for a run that could not start as it is.
    """
    require(membership_of(user, alias.project_id), Role.EDITOR)
    if not expression and not on_drift:
        raise Refused(msg("Say when to train again: at set times, when drift is found, or both."))
    if alias.name == CANDIDATE:
        raise Refused(
            msg(
                "'{alias}' is the name that new models get. Train another name again.",
                alias=CANDIDATE,
            )
        )
    with transaction.atomic():
        project = hold(alias.project_id)
        drop(alias, user)
        values = {
            **_run_of(alias),
            "name": gettext("Train '{alias}' again").format(alias=alias.name)[:200],
            "newest": True,
            "expression": expression or PAUSED,
            "time_zone": time_zone,
            "enabled": bool(expression),
        }
        schedule = schedules.make(project, user, values)
        row = Retraining.objects.create(
            project=project, alias=alias, schedule=schedule, on_drift=on_drift
        )
        report(
            "modelhub.retraining.planned", actor=user, project_id=project.pk, subject=alias.model,
            alias=alias.name, expression=expression, on_drift=on_drift,
        )  # fmt: skip
    return row


def cancel(row: Retraining, user: User) -> None:
    """Train no more (editor). Models that came of it stay."""
    require(membership_of(user, row.project_id), Role.EDITOR)
    with transaction.atomic():
        hold(row.project_id)
        report(
            "modelhub.retraining.cancelled", actor=user, project_id=row.project_id,
            subject=row.alias.model, alias=row.alias.name,
        )  # fmt: skip
        drop(row.alias, user)


def drop(alias: ModelAlias, user: User) -> None:
    """What is planned for the name goes, with its schedule. The project is held."""
    row = Retraining.objects.filter(alias=alias).select_related("schedule").first()
    if row is not None:
        schedules.delete(row.schedule, user)  # takes the row along


def follow(alias: ModelAlias, user: User) -> None:
    """The name points elsewhere: the plan repeats the run of that model from now on. It goes where
    there is none that can be repeated. The project is held.
    """
    row = Retraining.objects.filter(alias=alias).select_related("schedule").first()
    if row is None:
        return
    try:
        with transaction.atomic():
            schedules.change(row.schedule, user, _run_of(alias))
    except Refused as refused:
        _say(row, _not_followed(row, refused.message), "warn")
    except SubmissionRefused as refused:
        _say(row, _not_followed(row, refused.issues[0].message), "warn")
    else:
        return
    drop(alias, user)


def _not_followed(row: Retraining, why: Message) -> Message:
    return msg(
        "'{alias}' points to another model, which is not trained again: {why}",
        alias=row.alias.name,
        why=why,
    )


def _run_of(alias: ModelAlias) -> dict[str, Any]:
    """What a schedule starts from; what comes of it is compared with the model that serves now, and
    not with the one that served when that was trained.
    """
    values = schedules.from_job(_repeatable(alias.model))
    inputs, other = values["inputs"], values["inputs"].get(SERVING) or {}
    if other.get("kind") == "model":
        inputs = {**inputs, SERVING: {**other, "id": str(alias.model_id)}}
    return {**values, "inputs": inputs}


def _repeatable(model: RegisteredModel) -> Job:
    job = model.job
    if job.purpose == PURPOSE:
        raise Refused(msg("This model was imported: its data is elsewhere. Train it there."))
    if job.parent_id is not None or job.task != Task.RUN:
        raise Refused(
            msg(
                "This model is a trial of a search. Run its settings by themselves, and point the"
                " name to what comes of it."
            )
        )
    return job


def because_of_drift(watch: Watch) -> None:
    """Ask for a run in the name of whoever planned it. Why there is none is told to them."""
    row = Retraining.objects.filter(alias=watch.alias_id, on_drift=True).first()
    if row is None:
        return
    person = row.schedule.created_by
    if not firing.may_ask(row.project_id, person):
        return
    try:
        with transaction.atomic():
            schedules.run_now(row.schedule, person)
    except Refused as refused:
        _say(row, _not_started(row, refused.message), "warn")
    except SubmissionRefused as refused:
        _say(row, _not_started(row, refused.issues[0].message), "warn")


def _not_started(row: Retraining, why: Message) -> Message:
    return msg("'{alias}' could not be trained again: {why}", alias=row.alias.name, why=why)


def finished(job: Job) -> None:
    """A run of the plan has ended: its model is the candidate. Repeatable."""
    if job.state != State.SUCCEEDED or job.task != Task.RUN or job.parent_id:
        return
    row = Retraining.objects.filter(schedule__last_job=job).select_related("alias__model").first()
    model = RegisteredModel.objects.filter(job=job).first()
    if row is None or model is None or row.last_model_id == model.pk:
        return
    row.last_model = model
    row.save(update_fields=["last_model", "updated_at"])
    person = row.schedule.created_by
    if person is None:
        return
    try:
        with transaction.atomic():
            aliases.point(model, CANDIDATE, person)
    except Refused as refused:
        _say(row, _not_pointed(row, model, refused.message), "warn")
    except (PermissionDenied, Http404):
        why = msg("whoever planned it is no longer an editor of the project.")
        _say(row, _not_pointed(row, model, why), "warn")
    else:
        done = msg(
            "'{alias}' was trained again: '{model}' is the candidate. Compare before it serves.",
            alias=row.alias.name,
            model=model.name,
        )
        _say(row, done, "good")


def _not_pointed(row: Retraining, model: RegisteredModel, why: Message) -> Message:
    return msg(
        "'{alias}' was trained again, but '{model}' is not the candidate: {why}",
        alias=row.alias.name,
        model=model.name,
        why=why,
    )


def _say(row: Retraining, message: Message, tone: str) -> None:
    person: Any = row.schedule.created_by
    if person is None:
        return
    shown = row.last_model_id or row.alias.model_id
    url = reverse("modelhub:detail", args=[row.project_id, shown])
    notify(person, message, url=url, project_id=row.project_id, tone=tone)
