"""The seam between the site and code that was added to it by plugins.

A room that asks what others have registered asks here whether an owner's part is there for a
project, and calls it through :func:`call`: an error in it is logged, shown to administrators, and
never takes the page down. ``apps.plugins`` installs the board that knows; without it everything
is on.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Literal, Protocol, TypeVar

from django.db import connection, transaction

logger = logging.getLogger(__name__)
T = TypeVar("T")

Kind = Literal["navigation", "slot", "card", "gate", "fact", "page", "api", "receiver", "task"]


class Board(Protocol):
    """What knows the plugins."""

    def is_on(self, owner: str, project: Any) -> bool: ...

    def title(self, owner: str) -> str: ...

    def failed(self, owner: str, kind: Kind, name: str, error: Exception) -> None:
        """Keep the error for administrators. May raise it again, in strict mode."""
        ...


_board: Board | None = None


def install(board: Board) -> None:
    global _board
    _board = board


def is_on(owner: str, project: Any) -> bool:
    """Whether what ``owner`` registered is there for ``project`` (None: outside of projects)."""
    return _board is None or _board.is_on(owner, project)


def title(owner: str) -> str:
    """What the owner is called on pages; empty for a room of the site."""
    return "" if _board is None else _board.title(owner)


def call(
    owner: str, kind: Kind, name: str, function: Callable[..., T], *args: Any, otherwise: T
) -> T:
    """``function(*args)``, or ``otherwise`` where it raises. The site's own gets no savepoint."""
    outer = sys.exception()
    try:
        with savepoint() if title(owner) else nullcontext():
            return function(*args)
    except Exception as error:  # noqa: BLE001 - whatever an extension raises, the page stands
        _forget(error, outer)
        failed(owner, kind, name, error)
        return otherwise


def _forget(error: BaseException, outer: BaseException | None) -> None:
    """What was being handled when the extension was called is not where its error comes from."""
    last = error
    while last.__context__ is not None and last.__context__ is not outer:
        last = last.__context__
    last.__context__ = None


def failed(owner: str, kind: Kind, name: str, error: Exception) -> None:
    """Log the error and keep it for the diagnostics page."""
    logger.error("%s %s of %s failed", kind, name, owner, exc_info=error)
    if _board is not None:
        _board.failed(owner, kind, name, error)


def savepoint() -> AbstractContextManager[Any]:
    """Inside a transaction, a failed statement must not spoil what is around it."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()
