"""How much SQLite does for something: the same on every machine, however busy it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

STEPS = 10  # instructions of SQLite's virtual machine between two counts


@dataclass
class Work:
    """Instructions of SQLite's virtual machine, in tens; a row that is read takes a few."""

    steps: int = 0


@contextmanager
def counted_work() -> Iterator[Work]:
    """Counts what the database of this thread does inside. SQLite only."""
    work = Work()

    def count() -> int:
        work.steps += STEPS
        return 0  # anything else would interrupt the statement

    connection.ensure_connection()
    connection.connection.set_progress_handler(count, STEPS)
    try:
        yield work
    finally:
        connection.connection.set_progress_handler(None, 0)
