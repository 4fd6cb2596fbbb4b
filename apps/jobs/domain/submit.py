"""Asking for a run: everything that can be told beforehand is told before a row exists."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from pydantic import BaseModel

from apps.core import extensions
from apps.core.happenings import report
from apps.core.messages import Message, clipped, msg
from apps.engines import registry
from apps.engines.contract import Engine, InputProfile, Issue, PredictParams
from apps.engines.registry import EngineState
from apps.jobs.domain import (
    budget,
    devices,
    dispatch,
    followers,
    lineage,
    param_issues,
    quotas,
    role_issues,
)
from apps.jobs.domain.kinds import is_quiet
from apps.jobs.inputs import inherited_seed
from apps.jobs.models import Job, Task
from apps.projects import room
from apps.projects.domain.changes import hold
from apps.projects.models import Project

SEEDS = 2**31


class SubmissionRefused(Exception):
    """The request cannot be run. ``issues`` say what is wrong, where, and what to do."""

    def __init__(self, issues: list[Issue]) -> None:
        super().__init__("; ".join(str(issue.message) for issue in issues))
        self.issues = issues


class SubmissionDelayed(SubmissionRefused):
    """There is nothing wrong with the request: it can be made again after ``seconds``."""

    seconds = 5


@dataclass(frozen=True)
class Checked:
    """A request that may run. ``issues`` holds warnings only, if ``errors`` is empty."""

    engine: Engine | None
    params: BaseModel | None
    profiles: dict[str, InputProfile]
    issues: list[Issue]

    @property
    def errors(self) -> list[Issue]:
        return [issue for issue in self.issues if issue.severity == "error"]


def check(
    *,
    project: Project,
    user: Any,
    engine_key: str,
    params: Mapping[str, Any],
    inputs: Mapping[str, Any],
    task: str = Task.RUN,
) -> Checked:
    """Everything that is wrong with a request, without submitting it: for forms and the API."""
    engine, unusable = usable_engine(engine_key, project)
    if engine is None:
        return Checked(None, None, {}, unusable)
    parsed, issues = param_issues.parse(params_model(engine, task), dict(params))
    slots = role_issues.slots_of(engine, task)
    profiles, found = role_issues.gather(user, project.pk, slots, inputs)
    issues = issues + found
    if parsed is not None and not found and task == Task.RUN:
        issues += engine.validate(parsed, profiles)
    return Checked(engine, parsed, profiles, issues)


def submit(
    *,
    project: Project,
    user: Any,
    engine_key: str,
    params: Mapping[str, Any],
    inputs: Mapping[str, Any],
    title: str = "",
    purpose: str = "",
    task: str = Task.RUN,
    rerun_of: Job | None = None,
    seed: int | None = None,
) -> Job:
    """Store a job and ring for a worker after the commit.

    Raises :class:`SubmissionRefused`, and :class:`SubmissionDelayed` where asking again in a moment
    will do. The seed is that of ``seed``, ``params['seed']`` or an input that has one, else random;
    it is stored, so that the run can be repeated.
    """
    checked = check(
        project=project, user=user, engine_key=engine_key, params=params, inputs=inputs, task=task
    )
    if checked.errors or checked.engine is None or checked.params is None:
        raise SubmissionRefused(checked.errors)
    engine = checked.engine
    queue = _queue(project, engine, task, checked)
    job = Job(
        project=project,
        title=(title or gettext(engine.label))[:200],
        purpose=purpose,
        engine_key=engine.key,
        engine_version=engine.version,
        task=task,
        params=checked.params.model_dump(mode="json"),
        inputs={slot: dict(chosen) for slot, chosen in inputs.items()},
        seed=_seed(project, task, seed, params, inputs),
        queue=queue,
        provenance={
            "inputs": described(checked.profiles),
            "outputs": promised(engine, task, checked),
            "needs": needed(engine, task, checked, queue),
        },
        held=followers.must_wait(inputs),
        sent_at=timezone.now(),
        created_by=user if getattr(user, "pk", None) else None,
        rerun_of=rerun_of,
    )
    _store(job, user, stores=engine.stores and task == Task.RUN)
    return job


def _store(job: Job, user: Any, *, stores: bool) -> None:
    with transaction.atomic():
        # Counted under the project's lock: two who ask at once do not both get the last place.
        if hold(job.project_id).archived_at:
            raise SubmissionRefused([_archived()])
        issue = quotas.job_issue(job)
        if issue is None and stores:
            issue = room.why_none(room.Want(job.project, inputs=job.inputs))
        if issue is not None:
            raise SubmissionRefused([issue])
        issue = quotas.step_issue(job)
        if issue is not None:
            raise SubmissionDelayed([issue])
        job.save(force_insert=True)
        lineage.record(job)
        if not is_quiet(job):
            report(
                "jobs.job.submitted", actor=user, project_id=job.project_id, subject=job,
                engine=job.engine_key, rerun_of=str(job.rerun_of_id or ""),
            )  # fmt: skip
        if not job.held:
            dispatch.send_after_commit(job)


def promised(engine: Engine, task: str, checked: Checked) -> list[dict[str, Any]]:
    """The tables that the run will leave behind."""
    if task != Task.RUN or checked.params is None:
        return []
    tables = engine.outputs(checked.params, checked.profiles)
    return [table.model_dump(mode="json") for table in tables]


def needed(engine: Engine, task: str, checked: Checked, queue: str) -> dict[str, Any]:
    """What the run will need in this queue, as its page tells before it starts."""
    if task != Task.RUN or checked.params is None:
        return {}
    resources = engine.resources(checked.params, checked.profiles)
    return budget.needs_of(engine, resources, queue)


def described(profiles: Mapping[str, InputProfile]) -> dict[str, Any]:
    """Inputs as they were when the run was asked for; versions are immutable."""
    return {slot: profile.model_dump(mode="json") for slot, profile in profiles.items()}


def _queue(project: Project, engine: Engine, task: str, checked: Checked) -> str:
    if project.archived_at:
        raise SubmissionRefused([_archived()])
    if task == Task.PREDICT:
        return "default"
    return queue_of(project, engine, checked.params, checked.profiles)


def queue_of(
    project: Project, engine: Engine, params: Any, profiles: Mapping[str, InputProfile]
) -> str:
    """The queue whose workers can do it; :class:`SubmissionRefused` where no GPU is left for it, or
    no memory.
    """
    resources = engine.resources(params, profiles)
    issue = quotas.gpu_issue(project, resources)
    if issue is not None:
        raise SubmissionRefused([issue])
    allowed = resources.device == "gpu required" or (
        resources.device != "cpu" and quotas.gpu_hours_left(project)
    )
    queue = devices.queue_for(resources, gpu_allowed=allowed)
    issue = budget.memory_issue(engine, resources, queue)
    if issue is not None:
        raise SubmissionRefused([issue])
    return queue


def _seed(
    project: Project,
    task: str,
    seed: int | None,
    params: Mapping[str, Any],
    inputs: Mapping[str, Any],
) -> int:
    given = seed if seed is not None else params.get("seed")
    if given is None and task == Task.RUN:
        given = inherited_seed(project.pk, inputs)
    if isinstance(given, int) and not isinstance(given, bool) and 0 <= given < 2**63:
        return given
    return secrets.randbelow(SEEDS)


def params_model(engine: Engine, task: str) -> type[BaseModel]:
    """What the parameters of a task must look like."""
    return PredictParams if task == Task.PREDICT else engine.Params


def usable_engine(engine_key: str, project: Project) -> tuple[Engine | None, list[Issue]]:
    """The engine if it can run now, else the sentence that says why not.

    One of a plugin that is off in the project is not there.
    """
    entry = registry.entry(engine_key)
    if entry is None or not extensions.is_on(entry.owner, project):
        unknown = msg("There is no engine '{key}'.", key=clipped(engine_key))
        return None, [_engine_issue(unknown)]
    state = entry.state()
    if state is EngineState.READY:
        return entry.engine, []
    label = msg(entry.engine.label) if entry.engine else msg(entry.key)
    extra = entry.engine.extra if entry.engine else ""
    return None, [_engine_issue(_state_sentence(state, label, extra))]


def _state_sentence(state: EngineState, label: Message, extra: str) -> Message:
    if state is EngineState.INSTALLING:
        return msg("'{engine}' is still being installed. Try again in some minutes.", engine=label)
    if state is EngineState.NOT_INSTALLED:
        return msg(
            "'{engine}' needs software that is not installed here (the extra '{extra}').",
            engine=label,
            extra=extra,
        )
    if state is EngineState.INCOMPATIBLE:
        return msg("'{engine}' was made for another version of this site.", engine=label)
    return msg("'{engine}' is broken: an administrator can see why.", engine=label)


def _engine_issue(message: Message) -> Issue:
    return Issue(message=message, field="engine")


def _archived() -> Issue:
    return Issue(
        message=msg("This project is archived and read-only."),
        fix=msg("An owner can restore it in its settings."),
    )
