"""Whether a project has room for what is about to be stored in it. Rooms that count what is stored
register a check.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from apps.core.registry import Registry
from apps.engines.contract import Issue
from apps.projects.models import Project


@dataclass(frozen=True)
class Want:
    """``size`` more bytes, made from ``inputs`` (of a job, by slot); 0 where it is not known yet:
    then there must be some room at all.
    """

    project: Project
    size: int = 0
    inputs: Mapping[str, Any] = field(default_factory=dict)


Check = Callable[[Want], Issue | None]
checks: Registry[Check] = Registry("check of room")


def add(key: str, check: Check, *, owner: str) -> None:
    checks.register(key, check, owner=owner)


def why_none(want: Want) -> Issue | None:
    """The first check's refusal, or None if there is room."""
    return next((issue for issue in (check(want) for check in checks) if issue), None)
