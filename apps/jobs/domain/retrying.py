"""A locked or briefly absent database is waited for; a run is not lost to it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection

T = TypeVar("T")
logger = logging.getLogger(__name__)
PATIENCE_SECONDS = 45.0


def retrying(action: Callable[[], T], *, patience: float = PATIENCE_SECONDS) -> T:
    """Call ``action`` again until the database answers or ``patience`` seconds have passed.

    ``action`` must be one transaction. Inside an outer transaction nothing can be repeated, so
    there the error is passed on at once.
    """
    deadline = time.monotonic() + patience
    pause = 0.05
    while True:
        try:
            return action()
        except (OperationalError, InterfaceError) as error:
            if connection.in_atomic_block or time.monotonic() + pause > deadline:
                raise
            logger.warning("the database did not answer (%s); trying again", error)
            connection.close()
            time.sleep(pause)
            pause = min(pause * 2, 2.0)
