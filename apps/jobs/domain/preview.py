"""What a run would need and where it would run, told before anybody asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from apps.engines.contract import Issue
from apps.jobs.domain.submit import SubmissionRefused, check, needed, queue_of
from apps.jobs.models import Task
from apps.projects.models import Project


@dataclass(frozen=True)
class Preview:
    """``needs`` are those of ``budget.needs_of``; ``warnings`` stand in nobody's way."""

    queue: str
    needs: dict[str, Any]
    warnings: list[Issue]


def preview(
    *,
    project: Project,
    user: Any,
    engine_key: str,
    params: Mapping[str, Any],
    inputs: Mapping[str, Any],
) -> Preview:
    """What a request would come to, without storing anything.

    Raises ``SubmissionRefused`` with all that is wrong with it, as ``submit`` would. Whether there
    is room and a place for one more job is asked when it is submitted.
    """
    checked = check(project=project, user=user, engine_key=engine_key, params=params, inputs=inputs)
    if checked.errors or checked.engine is None or checked.params is None:
        raise SubmissionRefused(checked.errors)
    queue = queue_of(project, checked.engine, checked.params, checked.profiles)
    needs = needed(checked.engine, Task.RUN, checked, queue)
    return Preview(queue, needs, checked.issues)
