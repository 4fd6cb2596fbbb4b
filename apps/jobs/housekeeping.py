"""What keeps the queue honest, in a thread of every worker process.

It takes no job slot: a worker whose threads are all busy for hours still gives the jobs of a
vanished neighbour back. Several workers do it at once; every step is a conditional update, so
that one of them wins.
"""

from __future__ import annotations

import contextlib
import logging
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connections
from django.utils import timezone

from apps.events.courier import courier
from apps.events.domain import replay
from apps.jobs.domain import advancing, dispatch, firing, prune, reap, releasing
from apps.jobs.domain.retrying import AWAY

if TYPE_CHECKING:
    from apps.jobs.supervisor.presence import Lifeline

logger = logging.getLogger(__name__)
FIRST_PRUNE = (30.0, 300.0)  # seconds after the start: workers that start together come apart
SPREAD = 0.1  # share of an interval by which it varies, for the same reason


@dataclass
class Chore:
    """Something to do every ``every`` seconds; ``due`` is on the monotonic clock."""

    name: str
    action: Callable[[], object]
    every: float
    due: float = 0.0
    failing: bool = field(default=False, init=False)

    def do(self) -> None:
        """Never raises. A failure is told once, with its trace, until it works again."""
        try:
            self.action()
        except Exception:
            if not self.failing:
                logger.exception("housekeeping: %s failed; it is tried again", self.name)
            self.failing = True
        else:
            if self.failing:
                logger.warning("housekeeping: %s works again", self.name)
            self.failing = False
        finally:
            spread = random.uniform(1 - SPREAD, 1 + SPREAD)
            self.due = time.monotonic() + self.every * spread


class LostJobs:
    """Gives lost jobs back; patient with everybody's heartbeat after the database was away."""

    def __init__(self) -> None:
        self._away_at: datetime | None = None

    def __call__(self) -> int:
        try:
            return reap.reap(reachable_since=self._away_at)
        except AWAY:
            self._away_at = timezone.now()
            raise


def chores() -> list[Chore]:
    """What a worker does beside its jobs."""
    often = float(settings.JOB_HOUSEKEEPING_SECONDS)
    later = time.monotonic() + random.uniform(*FIRST_PRUNE)
    return [
        Chore("giving lost jobs back", LostJobs(), often),
        Chore("ringing for queued jobs", dispatch.dispatch, often),
        Chore("releasing jobs that waited", releasing.release_all, often),
        Chore("looking at runs with parts", advancing.advance_all, often),
        Chore("asking for what schedules are due", firing.fire, often),
        Chore("sending webhooks", courier.round, settings.WEBHOOK_POLL_SECONDS),
        Chore("forgetting old webhooks", replay.prune, settings.JOB_PRUNE_SECONDS, later),
        Chore("forgetting what is past its time", prune.prune, settings.JOB_PRUNE_SECONDS, later),
    ]


class Housekeeper(threading.Thread):
    """Does its chores when they are due, each on a database connection of this thread."""

    def __init__(self, work: list[Chore] | None = None, lifeline: Lifeline | None = None) -> None:
        super().__init__(name="jobs-housekeeping", daemon=True)
        self._chores = chores() if work is None else work
        self._lifeline = lifeline
        if lifeline is not None:
            often = float(settings.JOB_HOUSEKEEPING_SECONDS)
            self._chores = [Chore("the sign of life", lifeline.beat, often), *self._chores]
        self._stopped = threading.Event()

    def run(self) -> None:
        while not self._stopped.is_set():
            self.round()
            pause = min(chore.due for chore in self._chores) - time.monotonic()
            self._stopped.wait(max(pause, 0.05))
        if self._lifeline is not None:
            with contextlib.suppress(DatabaseError):  # then its silence tells
                self._lifeline.end()
        connections.close_all()

    def round(self) -> None:
        """Do what is due now."""
        for chore in self._chores:
            if chore.due <= time.monotonic() and not self._stopped.is_set():
                close_old_connections()
                chore.do()
                close_old_connections()

    def stop(self) -> None:
        """No further chore begins. Does not wait for the running one."""
        self._stopped.set()


_keeper: Housekeeper | None = None


def start(lifeline: Lifeline | None = None) -> Housekeeper:
    """This process's housekeeper, started on first use; ``lifeline`` is the worker's own."""
    global _keeper
    if _keeper is None or not _keeper.is_alive():
        _keeper = Housekeeper(lifeline=lifeline)
        _keeper.start()
    return _keeper


def stop() -> None:
    """Tell the housekeeper, if there is one, to end."""
    courier.stop()
    if _keeper is not None:
        _keeper.stop()
