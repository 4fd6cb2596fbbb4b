"""What happened, said once where it happens; rooms above decide what to make of it.

``report`` is called inside the transaction of the change. Recorders (the audit trail) write in
that same transaction, so a change without its audit row cannot be committed. Listeners (webhooks,
notices, plugins) run after the commit, and one that raises is logged and harms nobody.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

if TYPE_CHECKING:
    from django.db.models import Model

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Happening:
    """``kind`` is ``app.noun.verb`` in the past tense, e.g. ``projects.member.added``."""

    kind: str
    actor: Any = None
    project_id: Any = None
    subject: Model | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


_recorders: list[Callable[[Happening], None]] = []
_listeners: list[Callable[[Happening], None]] = []


def recorder(function: Callable[[Happening], None]) -> Callable[[Happening], None]:
    """Register a function that must succeed in the same transaction."""
    if function not in _recorders:
        _recorders.append(function)
    return function


def listener(function: Callable[[Happening], None]) -> Callable[[Happening], None]:
    """Register a function that runs after the commit and may fail."""
    if function not in _listeners:
        _listeners.append(function)
    return function


def report(
    kind: str,
    *,
    actor: Any = None,
    project_id: Any = None,
    subject: Model | None = None,
    **data: Any,
) -> None:
    """Say that something happened. ``data`` must be JSON-serialisable and hold no secrets."""
    happening = Happening(kind, actor, project_id, subject, data)
    for record in _recorders:
        record(happening)
    transaction.on_commit(lambda: _tell(happening))


def _tell(happening: Happening) -> None:
    for listen in _listeners:
        try:
            listen(happening)
        except Exception:
            logger.exception("a listener failed on %s", happening.kind)
