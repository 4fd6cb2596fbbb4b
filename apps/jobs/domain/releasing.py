"""What becomes of held jobs when the ones that they wait for have ended."""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils import timezone

from apps.core.messages import msg
from apps.engines.contract import Issue
from apps.jobs import finishing
from apps.jobs.domain import dispatch
from apps.jobs.domain.followers import must_wait, upstream
from apps.jobs.domain.retrying import is_away
from apps.jobs.domain.submit import check, described, needed
from apps.jobs.models import FINAL_STATES, Job, State

logger = logging.getLogger(__name__)
AT_ONCE = 500


def release_followers(ended: Job) -> None:
    """Look at the jobs that wait for ``ended``. Its own end is not put in question by theirs."""
    for job in _held(project_id=ended.project_id):
        if ended.pk in upstream(job.inputs):
            _look_at(job)


def release_all() -> int:
    """Jobs whose wait is over and that nobody told: a cancelled one, a worker that died."""
    return sum(_look_at(job) for job in _held() if not must_wait(job.inputs))


def _held(**of: object) -> list[Job]:
    """Parts, and parents that wait for theirs, are ``advancing``'s to look at."""
    held = Job.objects.filter(
        state=State.QUEUED, held=True, part_number=None, parts_total=None, **of
    )
    return list(held.select_related("project", "created_by").order_by("created_at")[:AT_ONCE])


def _look_at(job: Job) -> bool:
    try:
        return _release(job)
    except Exception as error:
        if is_away(error):
            raise
        logger.exception("held job %s could not be released", job.pk)
        return False


def _release(job: Job) -> bool:
    """Queue it, refuse it, or let it wait on; True if anything changed."""
    jobs = upstream(job.inputs)
    made = Job.objects.filter(pk__in=jobs)
    if made.exclude(state__in=FINAL_STATES).exists():
        return False
    failed = made.exclude(state=State.SUCCEEDED).order_by("created_at").first()
    if failed is not None:
        return _refuse(job, _not_made(failed))
    checked = check(
        project=job.project, user=job.created_by, engine_key=job.engine_key, params=job.params,
        inputs=job.inputs, task=job.task,
    )  # fmt: skip
    if checked.errors or checked.engine is None:
        return _refuse(job, checked.errors[0])
    known = {
        "inputs": described(checked.profiles),
        "needs": needed(checked.engine, job.task, checked, job.queue),
    }
    return _queue(job, {**job.provenance, **known})


def _queue(job: Job, provenance: dict[str, object]) -> bool:
    now = timezone.now()
    with transaction.atomic():
        mine = Job.objects.filter(pk=job.pk, state=State.QUEUED, held=True)
        changed = mine.update(held=False, provenance=provenance, sent_at=now, updated_at=now)
        if changed:
            dispatch.send_after_commit(job)
    return bool(changed)


def _refuse(job: Job, issue: Issue) -> bool:
    now = timezone.now()
    with transaction.atomic():
        changed = Job.objects.filter(pk=job.pk, state=State.QUEUED, held=True).update(
            state=State.REFUSED, refusal=issue.model_dump(mode="json"), finished_at=now,
            updated_at=now,
        )  # fmt: skip
        if changed:
            job.refresh_from_db()
            finishing.report_end(job)
    if changed:
        finishing.settle(job)
    return bool(changed)


def _not_made(failed: Job) -> Issue:
    return Issue(
        message=msg("'{title}', whose result this needs, did not succeed.", title=failed.title),
        fix=msg("Run that one again, then this one with its result."),
    )
