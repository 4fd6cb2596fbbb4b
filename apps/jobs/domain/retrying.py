"""A locked or absent database is waited for; a run is not lost to it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection

T = TypeVar("T")
logger = logging.getLogger(__name__)
PATIENCE_SECONDS = 45.0
AWAY = (OperationalError, InterfaceError)
# SQLSTATE: connection failures, too many connections, server stopping or starting, and, by code,
# serialization failure and deadlock.
PASSING_CLASSES = ("08", "53", "57P")
PASSING = {"40001", "40P01"}


def is_away(error: BaseException) -> bool:
    """Whether ``error`` says that the database is not there or too busy, rather than that a query
    is wrong. The error itself tells: by now Django may have made a new connection that works.
    """
    if not isinstance(error, AWAY):
        return False
    if isinstance(error, InterfaceError):
        return True
    code = getattr(error.__cause__, "sqlstate", None)
    if code is not None:
        return code.startswith(PASSING_CLASSES) or code in PASSING
    return connection.vendor != "sqlite" or "locked" in str(error)


def retrying(
    action: Callable[[], T],
    *,
    patience: float | None = None,
    give_up: Callable[[], bool] = lambda: False,
) -> T:
    """Call ``action`` again until the database answers, ``patience`` seconds have passed or
    ``give_up`` says so.

    ``action`` must be one transaction. Inside an outer transaction nothing can be repeated, so
    there the error is passed on at once.
    """
    deadline = time.monotonic() + (PATIENCE_SECONDS if patience is None else patience)
    pause = 0.05
    while True:
        try:
            return action()
        except AWAY as error:
            if connection.in_atomic_block or time.monotonic() + pause > deadline or give_up():
                raise
            logger.warning("the database did not answer (%s); trying again", error)
            connection.close()
            time.sleep(pause)
            pause = min(pause * 2, 2.0)
