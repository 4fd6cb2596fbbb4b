"""What people do with sources: make, look, agree, fetch, repeat, change, delete."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from pydantic import BaseModel

from apps.core.happenings import report
from apps.core.messages import msg
from apps.datasets.models import Dataset, Fetch, Source
from apps.datasets.sources import registry, sealed
from apps.datasets.sources.contract import Connector, reveal, secret_names
from apps.datasets.sources.manifest import ENGINE, PURPOSE
from apps.engines.contract import Issue
from apps.jobs.domain import cron, schedules
from apps.jobs.domain.cancel import cancel
from apps.jobs.domain.param_issues import parse
from apps.jobs.domain.submit import SubmissionRefused, submit
from apps.jobs.models import OPEN_STATES, Job, Schedule
from apps.projects.domain.changes import hold, locked
from apps.projects.domain.errors import Refused, Stale
from apps.projects.models import Project

MOST = 100  # sources of one project
UNAGREED = msg("Look at the first rows and agree on them first.")


class SettingsRefused(Exception):
    """Settings that cannot be used; ``issues`` name the field."""

    def __init__(self, issues: list[Issue]) -> None:
        super().__init__("; ".join(str(issue.message) for issue in issues))
        self.issues = issues


def connector_of(key: str, project: Project) -> Connector:
    """:class:`Refused` if it is not there, or off in the project."""
    found = registry.find(key, project)
    if found is None:
        raise Refused(msg("There is no connector '{key}' here.", key=key[:60]), field="connector")
    return found


def checked(
    connector: Connector, values: Mapping[str, Any], kept: Mapping[str, str] | None = None
) -> BaseModel:
    """The settings; :class:`SettingsRefused`. ``kept`` are secrets that were typed before."""
    given = {name: value for name, value in values.items() if value is not None}
    parsed, issues = parse(connector.Settings, {**(kept or {}), **given})
    if parsed is not None:
        issues = list(connector.check(parsed))
    if parsed is None or issues:
        raise SettingsRefused(issues)
    return parsed


def make(
    project: Project, user: Any, *, connector: str, name: str, settings: Mapping[str, Any],
    dataset: Dataset | None = None,
) -> Source:  # fmt: skip
    """Store a source and have its first rows looked at.

    Raises :class:`Refused`, :class:`SettingsRefused` and ``SubmissionRefused``.
    """
    parsed = checked(connector_of(connector, project), settings)  # asks the DNS: nothing is held
    plain, secrets = sealed.divide(parsed)
    with transaction.atomic():
        hold(project.pk)
        if Source.objects.filter(project=project).count() >= MOST:
            raise Refused(msg("A project has at most {most} sources. Delete one.", most=MOST))
        source = Source.objects.create(
            project=project, connector=connector, name=name, settings=plain, secrets=secrets,
            dataset=dataset, created_by=user,
        )  # fmt: skip
        report(
            "datasets.source.created", actor=user, project_id=project.pk, subject=source,
            connector=connector,
        )  # fmt: skip
        _ask(source, user, preview=True)
    return source


def change(
    source: Source, user: Any, *, name: str | None = None,
    settings: Mapping[str, Any] | None = None, seen: str = "",
) -> Source:  # fmt: skip
    """Change name or settings; changed settings are looked at again. A secret that is not typed
    stays as it is, unless the settings lead to somebody else: it was typed for the former one.
    ``Stale`` where ``seen`` is not :func:`mark_of` the row any more.
    """
    parsed = None
    if settings is not None:
        connector = connector_of(source.connector, source.project)
        parsed = _rechecked(connector, source, settings)
    with transaction.atomic():
        hold(source.project_id)
        held = locked(source)
        if seen and seen != mark_of(held):
            raise Stale(held)
        fields = _changed(held, name, parsed)
        if fields:
            held.save()
            report(
                "datasets.source.changed", actor=user, project_id=held.project_id, subject=held,
                fields=fields,
            )  # fmt: skip
        if set(fields) - {"name"}:
            changed = Fetch.objects.filter(source=held, state=Fetch.State.CHANGED)
            changed.update(plan=None)  # what came by other settings is not to be accepted any more
            _ask(held, user, preview=True)
    return held


def mark_of(source: Source) -> str:
    """Another one once name, settings or secrets have been changed; fetches leave it as it is."""
    told = json.dumps([source.name, source.settings, source.secrets], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def _rechecked(connector: Connector, source: Source, settings: Mapping[str, Any]) -> BaseModel:
    names = secret_names(connector.Settings)
    known = {name: text for name, text in sealed.opened(source).items() if name in names}
    parsed = checked(connector, settings, known)
    before, _issues = parse(connector.Settings, {**source.settings, **known})
    moved = before is None or connector.origin(before) != connector.origin(parsed)
    carried = {
        name for name in known if not settings.get(name) and reveal(getattr(parsed, name, None))
    }
    if moved and carried:
        text = msg("The address leads to another place. Type the secret that is meant for it.")
        raise SettingsRefused([Issue(message=text, field=sorted(carried)[0])])
    return parsed


def _changed(held: Source, name: str | None, parsed: BaseModel | None) -> list[str]:
    """Write on the unsaved row; the names of what changed (never values: settings are only for
    those who may change them, and everybody reads the trail)."""
    fields = []
    if name is not None and name != held.name:
        held.name = name
        fields.append("name")
    if parsed is None:
        return fields
    plain, secrets = sealed.divide(parsed)
    fields += sorted(key for key, value in plain.items() if held.settings.get(key) != value)
    before = sealed.opened(held)
    after = {key: reveal(getattr(parsed, key)) for key in secrets}
    fields += sorted(
        key for key in before.keys() | after.keys() if before.get(key) != after.get(key)
    )
    held.settings, held.secrets = plain, secrets
    held.known, held.digest = {}, ""
    return fields


def look(source: Source, user: Any) -> Source:
    """Have the first rows read again. :class:`Refused` while a fetch is open."""
    with transaction.atomic():
        hold(source.project_id)
        held = locked(source)
        _ask(held, user, preview=True)
    return held


def agree(source: Source, user: Any, seen: str = "") -> Job:
    """What the first rows look like is how the table shall look; fetch it. ``seen`` is the job
    whose rows the person has before them.
    """
    with transaction.atomic():
        hold(source.project_id)
        held = locked(source)
        if not held.inspection:
            raise Refused(UNAGREED)
        if seen and seen != str(held.job_id):
            raise Refused(msg("The first rows were read again meanwhile. Look at them once more."))
        held.plan = held.inspection["plan"]
        held.known, held.digest = {}, ""
        report(
            "datasets.source.agreed", actor=user, project_id=held.project_id, subject=held,
            columns=len(held.plan["columns"]),
        )  # fmt: skip
        return _ask(held, user, preview=False)


def fetch(source: Source, user: Any) -> Job:
    """Fetch now, in the person's own name."""
    with transaction.atomic():
        hold(source.project_id)
        held = locked(source)
        if not held.plan:
            raise Refused(UNAGREED)
        report("datasets.source.asked", actor=user, project_id=held.project_id, subject=held)
        return _ask(held, user, preview=False)


def is_busy(source: Source) -> bool:
    """Whether a job is at work for it."""
    ids = [source.job_id, source.schedule.last_job_id if source.schedule else None]
    return Job.objects.filter(pk__in=[one for one in ids if one], state__in=OPEN_STATES).exists()


def inputs_of(source: Source) -> dict[str, Any]:
    return {"source": {"kind": "source", "id": str(source.pk)}}


def _ask(source: Source, user: Any, *, preview: bool) -> Job:
    """Submit on the held row, and save it."""
    if is_busy(source):
        raise Refused(msg("A fetch of this source has not ended. Wait for it, or cancel it."))
    try:
        with transaction.atomic():
            job = submit(
                project=source.project, user=user, engine_key=ENGINE,
                params={"preview": preview}, inputs=inputs_of(source),
                title=source.name, purpose=PURPOSE,
            )  # fmt: skip
    except SubmissionRefused as refused:
        raise Refused(refused.issues[0].message) from refused
    source.job = job
    if preview:
        source.inspection, source.refusal = None, None
    source.save()
    return job


def repeat(source: Source, user: Any, expression: str, time_zone: str) -> Schedule:
    """Fetch it at set times, in the name of ``user``; replaces the times it had."""
    cron.check(expression, time_zone)
    if not source.plan:
        raise Refused(UNAGREED)
    times = {"expression": expression, "time_zone": time_zone, "enabled": True}
    with transaction.atomic():
        hold(source.project_id)
        held = locked(source)
        if held.schedule is not None:
            return schedules.change(held.schedule, user, times)
        made = schedules.make(
            held.project, user,
            {
                **times, "name": held.name, "title": held.name, "purpose": PURPOSE,
                "engine_key": ENGINE, "params": {"preview": False}, "inputs": inputs_of(held),
            },
        )  # fmt: skip
        held.schedule = made
        held.save(update_fields=["schedule", "updated_at"])
    return made


def switch(source: Source, user: Any, on: bool) -> None:
    """Pause its schedule, or let it go on; failures are counted anew."""
    with transaction.atomic():
        hold(source.project_id)
        held = locked(source)
        if held.schedule is None:
            raise Refused(msg("It has no schedule: it is fetched by hand."))
        schedules.switch(held.schedule, user, on)
        if on:
            held.failures = 0
            held.save(update_fields=["failures", "updated_at"])


def delete(source: Source, user: Any) -> None:
    """With its schedule and its history. The dataset and its versions stay."""
    with transaction.atomic():
        hold(source.project_id)
        held = locked(source)
        for job in (held.job, held.schedule.last_job if held.schedule else None):
            if job is not None and job.state in OPEN_STATES:
                cancel(job, user)
        report(
            "datasets.source.deleted", actor=user, project_id=held.project_id, subject=held,
            connector=held.connector,
        )  # fmt: skip
        if held.schedule is not None:
            schedules.delete(held.schedule, user)
        held.delete()


def pending(source: Source) -> Fetch | None:
    """The newest fetch, if its table waits to be accepted."""
    newest = source.fetches.order_by("-created_at", "id").first()
    waits = newest is not None and newest.state == Fetch.State.CHANGED and newest.plan
    return newest if waits else None


def connector_label(source: Source) -> str:
    found = registry.connectors.get(source.connector)
    return gettext(found.label) if found else source.connector
