"""What happened, said once where it happens; rooms above decide what to make of it.

``report`` is called inside the transaction of the change. Recorders (the audit trail) write in
that same transaction, so a change without its audit row cannot be committed. Listeners (webhooks,
notices, plugins) run after the commit, and one that raises is logged and harms nobody, except in
strict mode (``LEPTON_STRICT``), where a test is to see it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

from apps.core import catalogue

if TYPE_CHECKING:
    from django.db.models import Model

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Happening:
    """``kind`` is a key of the catalogue, e.g. ``projects.member.added``."""

    kind: str
    actor: Any = None
    project_id: Any = None
    subject: Model | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


def plain(value: Any) -> Any:
    """A field's value as ``data`` takes it: before and after in ``changes``."""
    if value is None or isinstance(value, bool | int | float | str | list | tuple | dict):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


Recorder = Callable[[Sequence[Happening]], None]
_recorders: list[Recorder] = []
_listeners: list[Callable[[Happening], None]] = []


def recorder(function: Recorder) -> Recorder:
    """Register a function that must succeed in the same transaction; it gets a batch at a time."""
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
    """Say that something happened. ``data`` must be JSON-serialisable and hold no secrets.

    A change of values tells them as ``changes``: name of the field → [before, after].

    A kind that the catalogue does not know is a mistake in the caller. It is refused where tests
    run; elsewhere it is logged and recorded under its key, for the change itself is sound.
    """
    report_all([Happening(kind, actor, project_id, subject, data)])


def report_all(happenings: Sequence[Happening]) -> None:
    """Like :func:`report` for many rows at once: each recorder writes them in one go."""
    for kind in {happening.kind for happening in happenings}:
        _check(kind)
    for record in _recorders:
        record(happenings)
    transaction.on_commit(lambda: _tell(happenings))


def _check(kind: str) -> None:
    if catalogue.get(kind) is not None:
        return
    if settings.UNKNOWN_KINDS_ARE_ERRORS:
        raise LookupError(f"'{kind}' is not in the catalogue of event kinds")
    logger.error("'%s' is not in the catalogue of event kinds", kind)


def _tell(happenings: Sequence[Happening]) -> None:
    for happening in happenings:
        for listen in _listeners:
            try:
                listen(happening)
            except Exception:
                logger.exception("a listener failed on %s", happening.kind)
                if settings.LEPTON_STRICT:
                    raise
