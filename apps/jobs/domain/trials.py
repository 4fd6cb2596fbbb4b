"""The trials of a search: ordinary runs under it, and what it is told of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any

from django.db.models import F, Max

from apps.core.messages import Message, clipped, msg
from apps.engines import registry
from apps.engines.contract import Engine, InputProfile, Issue
from apps.engines.searching import thinned
from apps.engines.trials import Trial, TrialRecord
from apps.jobs.domain import gpu_parts, param_issues, parts, role_issues
from apps.jobs.domain.copies import local_path
from apps.jobs.domain.submit import (
    Checked,
    SubmissionRefused,
    described,
    needed,
    promised,
    queue_of,
    usable_engine,
)
from apps.jobs.models import Job, JobArtifact, JobAttempt, JobMetric, State, Task


def made(search: Job, engine: Engine, proposed: list[dict[str, Any]]) -> list[Job]:
    """The jobs of one round, unsaved. Parameters that the target refuses make a trial that has
    ended so: its search is told. ``SubmissionRefused`` where no trial at all could run.
    """
    target = _target(search, engine)
    slots = role_issues.slots_of(target, Task.RUN)
    profiles, issues = role_issues.gather(
        search.created_by, search.project_id, slots, search.inputs
    )
    if any(issue.severity == "error" for issue in issues):
        raise SubmissionRefused(issues)
    first = (search.parts_total or 0) + 1
    round_ = 1 + (_last_round(search) if search.parts_total else 0)
    return [
        _made(search, target, number, Trial.model_validate(one), round_, profiles)
        for number, one in enumerate(proposed, first)
    ]


def _last_round(search: Job) -> int:
    last = parts.parts_of(search).last()
    return int(last.part["round"]) if last else 0


def _target(search: Job, engine: Engine) -> Engine:
    """The engine that the trials run: the search's own, or another one that does not search."""
    key = engine.target(engine.Params.model_validate(search.params)) or engine.key
    target, unusable = usable_engine(key, search.project)
    if target is None:
        raise SubmissionRefused(unusable)
    if target.kind == "system":
        raise SubmissionRefused([_issue(msg("There is no engine '{key}'.", key=clipped(key)))])
    if target.searches and target.key != engine.key:
        words = msg(
            "'{engine}' is a search itself: it cannot be searched.", engine=msg(target.label)
        )
        raise SubmissionRefused([_issue(words)])
    return target


def _issue(message: Message) -> Issue:
    return Issue(message=message, field="engine")


def _made(
    search: Job,
    target: Engine,
    number: int,
    trial: Trial,
    round_: int,
    profiles: Mapping[str, InputProfile],
) -> Job:
    parsed, issues = param_issues.parse(target.Params, dict(trial.params))
    if parsed is not None:
        issues = issues + target.validate(parsed, profiles)
    checked = Checked(target, parsed, dict(profiles), issues)
    job = parts.child_of(
        search, number,
        engine_key=target.key,
        engine_version=target.version,
        task=Task.RUN,
        params=trial.params,
        inputs=search.inputs,
        seed=_seed(search, trial),
        part={"round": round_, "bounds": [bound.model_dump() for bound in trial.bounds]},
        provenance={
            "inputs": described(profiles),
            "outputs": [] if checked.errors else promised(target, Task.RUN, checked),
        },
    )  # fmt: skip
    if checked.errors or parsed is None:
        return _refused(job, checked.errors[0])
    job.params = parsed.model_dump(mode="json")
    try:
        job.queue = queue_of(search.project, target, parsed, profiles)
    except SubmissionRefused as refused:
        return _refused(job, refused.issues[0])
    job.provenance["needs"] = needed(target, Task.RUN, checked, job.queue)
    return job


def _seed(search: Job, trial: Trial) -> int:
    """The search's own, so that trials differ by their parameters alone, unless one has its own."""
    given = trial.params.get("seed")
    usable = isinstance(given, int) and not isinstance(given, bool) and 0 <= given < 2**63
    return int(given) if usable and given is not None else search.seed


def _refused(job: Job, issue: Issue) -> Job:
    for name, value in gpu_parts.refusal(issue).items():
        setattr(job, name, value)
    return job


def history(search: Job) -> list[TrialRecord]:
    """Every trial that has ended, in the order of their numbers."""
    rows = parts.parts_of(search).defer("result", "provenance", "inputs", "error")
    curves, files, peaks = _curves(search), _files(search), _peaks(search)
    return [
        _record(
            row,
            curves=curves.get(row.pk, {}),
            files=files.get(row.pk, {}),
            peak_memory_bytes=peaks.get(row.pk),
        )
        for row in rows
        if row.is_final
    ]


def write_history(search: Job, path: Path) -> None:
    """For the child to read."""
    told = [record.model_dump(mode="json") for record in history(search)]
    path.write_text(json.dumps(told), encoding="utf-8")


def _record(job: Job, **found: Any) -> TrialRecord:
    return TrialRecord(
        number=job.part_number or 0,
        round=int((job.part or {}).get("round", 1)),
        params=job.params,
        state=str(job.state),
        pruned=job.pruned,
        summary=job.summary if job.state == State.SUCCEEDED else {},
        reason=Message.model_validate(job.reason) if job.reason else None,
        seconds=_seconds(job),
        **found,
    )


def _seconds(job: Job) -> float | None:
    """Of its last attempt, without the wait for a worker."""
    if job.running_at is None or job.finished_at is None:
        return None
    return (job.finished_at - job.running_at).total_seconds()


def _peaks(search: Job) -> dict[Any, int]:
    """Trial → the most memory that any of its attempts took, in bytes."""
    attempts = JobAttempt.objects.filter(job__parent=search, peak_memory_bytes__isnull=False)
    rows = attempts.order_by().values_list("job").annotate(peak=Max("peak_memory_bytes"))
    return dict(rows)


def _files(search: Job) -> dict[Any, dict[str, str]]:
    """Trial → name → local path of the artefacts that its search wants to read."""
    wanted = registry.get(search.engine_key).reads
    found: dict[Any, dict[str, str]] = {}
    if not wanted:
        return found
    rows = JobArtifact.objects.filter(
        job__parent=search, job__state=State.SUCCEEDED, name__in=wanted
    )
    for row in rows:
        suffix = PurePosixPath(row.name).suffix
        path = local_path(row.file, row.pk, row.size, suffix=suffix)
        found.setdefault(row.job_id, {})[row.name] = str(path)
    return found


def _curves(search: Job) -> dict[Any, dict[str, list[tuple[int, float]]]]:
    """Trial → metric → points of its last attempt, by step. Thinned one by one as they are read:
    all points of a large search would not fit beside it.
    """
    found: dict[Any, dict[str, list[tuple[int, float]]]] = {}
    for (job_id, name), rows in groupby(_points(search), key=lambda row: row[:2]):
        points = [(step, value) for _job, _name, step, value in rows]
        found.setdefault(job_id, {})[name] = thinned(points)
    return found


def _points(search: Job) -> Iterator[tuple[Any, str, int, float]]:
    rows = JobMetric.objects.filter(job__parent=search, attempt=F("job__attempt"))
    rows = rows.order_by("job", "name", "step", "id")
    yield from rows.values_list("job", "name", "step", "value").iterator(2000)
