"""What becomes of a parent as its parts end: more of them are queued, or it goes on, or it fails.

Whoever ends a job looks, and housekeeping looks again: nothing rests on one process. All of it is
done under the project's lock from what is stored, so it may be repeated.
"""

from __future__ import annotations

import logging
from collections import Counter
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.core.messages import Message, msg
from apps.engines.contract import Issue
from apps.jobs import finishing
from apps.jobs.domain import dispatch, gpu_parts, parts, quotas, transitions
from apps.jobs.domain.retrying import is_away
from apps.jobs.models import FINAL_STATES, OPEN_STATES, Job, State, Task
from apps.projects.domain.changes import hold

logger = logging.getLogger(__name__)


def after(ended: Job) -> None:
    """A job of whatever kind has ended: its own parent goes on, others may have more places."""
    if ended.parent_id is not None:
        _look_at(ended.parent_id)
        return
    for parent_id in parts.waiting(project_id=ended.project_id).values_list("pk", flat=True):
        _look_at(parent_id)


def advance_all() -> int:
    """Parents that nobody has told, and parts that are left of ended ones; how many changed."""
    changed = sum(_look_at(pk) for pk in list(parts.waiting().values_list("pk", flat=True)))
    return changed + _end_left_over()


def _look_at(parent_id: Any) -> bool:
    try:
        return advance(parent_id)
    except Exception as error:
        if is_away(error):
            raise
        logger.exception("the parts of job %s could not be looked at", parent_id)
        return False


def advance(parent_id: Any) -> bool:
    """Look at one parent; True if anything changed."""
    row = parts.waiting(pk=parent_id).values_list("project_id", flat=True).first()
    if row is None:
        return False
    with transaction.atomic():
        hold(row)
        held = parts.waiting(pk=parent_id).select_for_update(no_key=True, of=("self",))
        parent = held.select_related("project", "created_by").first()
        if parent is None:
            return False
        changed = go_on(parent)
    if parent.is_final:
        finishing.settle(parent)
    return changed


def go_on(parent: Job) -> bool:
    """As its parts stand now; the project and the parent must be held. True if anything changed."""
    failed = parts.parts_of(parent).filter(task=Task.PART, state__in=parts.FAILED_STATES).first()
    if failed is not None:
        return _fail(parent, failed)
    states = _states(parent)
    ended = sum(states[state] for state in FINAL_STATES)
    counted = _count(parent, ended)
    if ended >= (parent.parts_total or 0) or not any(states[state] for state in OPEN_STATES):
        return _resume(parent)  # what is gone meanwhile is missed where the states are read
    if gpu_parts.send_elsewhere(parent):
        return go_on(parent)
    return release(parent) > 0 or counted


def _states(parent: Job) -> Counter[str]:
    return Counter(Job.objects.filter(parent=parent).values_list("state", flat=True))


def _count(parent: Job, ended: int) -> bool:
    """What the page and the API show of it."""
    seen = Job.objects.filter(pk=parent.pk).exclude(parts_ended=ended, progress_done=ended)
    return bool(seen.update(parts_ended=ended, progress_done=ended, updated_at=timezone.now()))


def _resume(parent: Job) -> bool:
    """All have ended: the parent's next attempt puts them together, or proposes more."""
    now = timezone.now()
    changed = parts.waiting(pk=parent.pk).update(
        held=False, ready_at=now, sent_at=now, updated_at=now
    )
    if changed:
        dispatch.send_after_commit(parent)
    return bool(changed)


def release(parent: Job) -> int:
    """Queue as many parts as the project has places for; how many. The project must be held."""
    places = quotas.places_for_parts(parent)
    rows = parts.parts_of(parent).filter(state=State.QUEUED, held=True)
    next_ones = list(rows.only("pk", "queue")[: max(places, 0)])
    now = timezone.now()
    for job in next_ones:
        dispatch.send_after_commit(job)
    return Job.objects.filter(pk__in=[job.pk for job in next_ones], held=True).update(
        held=False, ready_at=now, sent_at=now, updated_at=now
    )


def _fail(parent: Job, part: Job) -> bool:
    """The parent ends as the part did and says so; whatever else is open is cancelled."""
    state, number = State(part.state), part.part_number or 0
    values: dict[str, Any] = {"error": part.error and f"part {number}: job {part.pk}\n{part.error}"}
    if part.refusal:
        issue = Issue.model_validate(part.refusal)
        told = issue.model_copy(update={"message": _in_part(number, issue.message)})
        values["refusal"] = told.model_dump(mode="json")
        values["reason"] = values["refusal"]["message"]
    else:
        said = Message.model_validate(part.reason) if part.reason else msg("It failed.")
        values["reason"] = _in_part(number, said).model_dump(mode="json")
    if not transitions.end_waiting(parent, state, **values):
        return False
    parts.end_parts(parent)
    _count(parent, Job.objects.filter(parent=parent, state__in=FINAL_STATES).count())
    finishing.report_end(parent)
    return True


def _in_part(number: int, reason: Message) -> Message:
    return msg("Part {number}: {reason}", number=number, reason=reason)


def _end_left_over() -> int:
    """Parts whose parent has ended without them, as where a lost one was given back meanwhile."""
    left = Job.objects.filter(state__in=OPEN_STATES, parent__state__in=FINAL_STATES)
    left = left.exclude(state=State.CANCELLING)
    count = 0
    for parent in Job.objects.filter(pk__in=left.values("parent")).only("pk", "project_id"):
        with transaction.atomic():
            hold(parent.project_id)
            count += parts.end_parts(parent)
    return count
