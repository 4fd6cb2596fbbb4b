"""What can be kept for a time only. Rooms above register in ``ready`` what they have:
``retention.kinds.add(Kept(...), owner=self.name)``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from apps.core.registry import Registry


@dataclass(frozen=True)
class Kept:
    """A kind of rows.

    ``label`` is what they are called, ``counted`` a sentence that says from when their age counts.
    ``overdue(project_id, moment)`` are the rows older than ``moment``; ``remove(project_id, ids)``
    deletes these as a person's deletion would, but for the entry in the trail: it is called in a
    transaction that holds the project, and who calls it tells.
    """

    key: str
    label: Any
    counted: Any
    overdue: Callable[[Any, datetime], Any]
    remove: Callable[[Any, Sequence[Any]], None]
    order: int = 100


_kinds: Registry[Kept] = Registry("kind of rows that are kept for a time")


def add(kind: Kept, *, owner: str) -> None:
    _kinds.register(kind.key, kind, owner=owner)


def find(key: str) -> Kept | None:
    return _kinds.get(key)


def listed() -> list[Kept]:
    """In the order in which pages show them."""
    return sorted(_kinds, key=lambda kind: (kind.order, kind.key))
