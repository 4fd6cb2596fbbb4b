"""What rooms above do when a job has ended, without this room knowing them."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable

from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from apps.core.happenings import report
from apps.core.messages import Message, msg
from apps.events.domain.notices import notify
from apps.jobs.domain.kinds import is_quiet
from apps.jobs.domain.retrying import is_away
from apps.jobs.models import Job, State

logger = logging.getLogger(__name__)
Handler = Callable[[Job], None]
_handlers: list[tuple[str, Handler]] = []
NOT_FOLLOWED = msg("The run itself succeeded, but its result could not be put in place.")


def on_finished(prefix: str, function: Handler) -> None:
    """Call ``function(job)`` once a job whose purpose or engine key starts with ``prefix`` ends.

    It runs in the worker after the final state is stored, for every final state. It may be called
    again for the same job after a crash, so it must be repeatable. An exception marks the job
    errored with its traceback.
    """
    if (prefix, function) not in _handlers:
        _handlers.append((prefix, function))


def forget(function: Handler) -> None:
    """Take a handler away (tests)."""
    _handlers[:] = [entry for entry in _handlers if entry[1] is not function]


def handlers_for(job: Job) -> list[Handler]:
    names = (job.purpose, job.engine_key)
    return [handler for prefix, handler in _handlers if any(n.startswith(prefix) for n in names)]


def settle(job: Job) -> None:
    """Let the rooms above react, tell the person, and mark the job handled.

    An absent database is nobody's fault: that error is passed on, and all of it may be repeated.
    """
    for handler in handlers_for(job):
        try:
            with transaction.atomic():
                handler(job)
        except Exception as error:
            if is_away(error):
                raise
            logger.exception("a follow-up of job %s failed", job.pk)
            _mark_errored(job, traceback.format_exc())
    now = timezone.now()
    with transaction.atomic():
        if Job.objects.filter(pk=job.pk, handled_at=None).update(handled_at=now, updated_at=now):
            tell(job)
    job.handled_at = now


def _mark_errored(job: Job, trace: str) -> None:
    job.state, job.error = State.ERRORED, trace
    job.reason = NOT_FOLLOWED.model_dump(mode="json")
    Job.objects.filter(pk=job.pk).update(
        state=job.state, error=trace, reason=job.reason, updated_at=timezone.now()
    )


def report_end(job: Job) -> None:
    """Tell the audit trail in which state the job has ended, in the transaction that ends it."""
    if not is_quiet(job):
        report(
            "jobs.job.finished", project_id=job.project_id, subject=job,
            state=State(job.state).value, attempt=job.attempt,
        )  # fmt: skip


def _wants_notice(job: Job) -> bool:
    told = job.created_by_id is not None and job.state != State.CANCELLED
    return told and not is_quiet(job)


def tell(job: Job) -> None:
    """Leave a notice for whoever asked, unless it was a step of something else."""
    if not _wants_notice(job):
        return
    text, tone = NOTICES[State(job.state)]
    try:
        url = reverse("jobs:detail", args=[job.project_id, job.pk])
    except NoReverseMatch:
        url = ""
    message = Message(text=text.text, values={"title": job.title})
    notify(job.created_by, message, url=url, project_id=job.project_id, tone=tone)


NOTICES: dict[State, tuple[Message, str]] = {
    State.SUCCEEDED: (msg("'{title}' has finished: see its result."), "good"),
    State.REFUSED: (msg("'{title}' could not use its input: see what to change."), "warn"),
    State.ERRORED: (msg("'{title}' failed."), "bad"),
    State.TIMED_OUT: (msg("'{title}' took longer than it may and was stopped."), "bad"),
}
