"""A child that has imported what a long run needs before the next one is asked for.

Some libraries take seconds to import, and trials of a search follow one another. So once such a run
has been asked for, one spare child of its kind waits for the next. It serves one run, as every
child of a long run does, and goes when nobody wants it for a while.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

import psutil
from django.conf import settings

from apps.jobs.supervisor.children import Child, Forge
from apps.jobs.supervisor.environment import child_environment
from lepton_site.memory import container_left

LATER = 10.0  # seconds into a run: its own start comes first
LEAST_LEFT = 2 * 1024**3  # a machine with less memory left has none to spare for waiting


@dataclass(frozen=True)
class Kind:
    """What a spare child must have been started with to be of use."""

    modules: tuple[str, ...]
    threads: int
    gpu: str

    def start(self) -> Child:
        return Child(child_environment(self.threads, self.gpu), ",".join(self.modules))


class ReadyChild:
    """At most one spare child, of the kind that was taken last."""

    def __init__(self, forge: Forge) -> None:
        self._forge = forge
        self._lock = threading.Lock()
        self._wanted: Kind | None = None
        self._spare: Future[Child] | None = None
        self._timers: list[threading.Timer] = []
        self._closed = False

    def take(self, kind: Kind) -> Child:
        """The spare child where it is of this kind, else a new one; another is made soon."""
        with self._lock:
            spare, former = self._spare, self._wanted
            self._spare, self._wanted = None, kind
        self._after(LATER, self.refill)
        if spare is not None and spare.exception() is None:  # else it could not be started
            child = spare.result()
            if former == kind and child.alive():
                return child
            child.end()
        return self._forge.order(kind.start).result()

    def refill(self) -> None:
        """Start a spare child, if one is wanted and there is room for it. Does not wait for it."""
        with self._lock:
            kind = self._wanted
            if self._closed or kind is None or self._spare is not None or not _has_room():
                return
            self._spare = spare = self._forge.order(kind.start)
        self._after(settings.JOB_READY_SECONDS, lambda: self._expire(spare))

    def _expire(self, spare: Future[Child]) -> None:
        with self._lock:
            if self._spare is not spare:
                return
            self._spare = self._wanted = None
        _end(spare)

    def _after(self, seconds: float, action: Callable[[], None]) -> None:
        timer = threading.Timer(seconds, action)
        timer.daemon = True
        with self._lock:
            self._timers = [one for one in self._timers if one.is_alive()]
            if not self._closed:
                self._timers.append(timer)
                timer.start()

    def close(self) -> None:
        """End the spare child; none is made any more."""
        with self._lock:
            self._closed = True
            spare, self._spare = self._spare, None
            timers, self._timers = self._timers, []
        for timer in timers:
            timer.cancel()
        if spare is not None:
            _end(spare)


def _end(spare: Future[Child]) -> None:
    """End a child that may not have been started."""
    if spare.exception() is None:
        spare.result().end()


def _has_room() -> bool:
    left = min([psutil.virtual_memory().available, *container_left()])
    return bool(settings.JOB_READY_SECONDS) and left > LEAST_LEFT
