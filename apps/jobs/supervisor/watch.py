"""Listening to a running child, and ending it when it must end."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection

from apps.jobs.domain.retrying import AWAY
from apps.jobs.domain.transitions import running
from apps.jobs.models import ACTIVE_STATES, Job, JobAttempt, State
from apps.jobs.supervisor.children import Child
from apps.jobs.supervisor.recorder import Recorder
from apps.jobs.supervisor.spool import Spool
from apps.jobs.supervisor.verdict import Ending

T = TypeVar("T")
logger = logging.getLogger(__name__)
TICK = 0.1  # seconds between two looks at the bell file
LOOK = 0.3  # at the job's row, for requests from other machines
FLUSH = 0.5
SAMPLE = 1.0  # of the whole group; the child's own memory is looked at with every tick
OUTPUT_LIMIT = 8 * 1024 * 1024


class Watch:
    """The loop around one child. ``ending`` says why it was ended, if it was."""

    def __init__(
        self,
        job: Job,
        attempt: JobAttempt,
        recorder: Recorder,
        folder: Path,
        limit: float,
        shutting_down: threading.Event,
    ) -> None:
        self.job = job
        self.attempt = attempt
        self.recorder = recorder
        self.ending = Ending.NONE
        self.running_seen = False
        self._end_seen = False
        self._spool = Spool(folder)
        self._ring = folder.parent / "ring"
        self._limit = limit
        self._shutting_down = shutting_down
        self._started = time.monotonic()
        self._kill_at: float | None = None
        self._told_to_stop = False
        self._child: Child | None = None
        self._due = dict.fromkeys(("look", "flush", "sample"), self._started)
        self._running_told = False
        self._away = False

    def until_end(self, child: Child) -> bool:
        """Listen until the run has ended. True if the child said so itself, unasked: then it may
        serve again.
        """
        self._child = child
        self._started = time.monotonic()  # what came before, such as waiting for a GPU, is free
        self._postpone()
        while True:
            open_bell = child.wait_bell(TICK)
            self._hear()
            if self._end_seen:
                break
            if not open_bell or not child.alive():
                self._hear()
                break
            self._look_after(child)
            self._make_end(child)
        self._hear_rest()
        return self._end_seen and self.ending is Ending.NONE and child.alive()

    def _postpone(self) -> None:
        """Nothing is due at once: the row was written a moment ago."""
        now = time.monotonic()
        self._due |= {
            "look": now + LOOK,
            "flush": now + FLUSH,
            "sample": now + SAMPLE,
        }

    def _hear(self) -> None:
        for event in self._spool.events():
            if event["kind"] == "running":
                self.running_seen = True
            elif event["kind"] == "end":
                self._end_seen = True
            self.recorder.take(event)
        self._hear_output()
        if not self._end_seen:
            self._tell_running()

    def _tell_running(self) -> None:
        due = not self._away or self._is_due("flush", FLUSH)
        if self.running_seen and not self._running_told and due:
            answer = self._reach(lambda: running(self.job, self.attempt))
            self._running_told = answer is not None

    def _reach(self, action: Callable[[], T]) -> T | None:
        """What ``action`` returns; None while the database is away. The run goes on without it:
        what it says waits in its file, and limits are kept.
        """
        try:
            answer = action()
        except AWAY as error:
            if not self._away:
                logger.warning("job %s goes on without the database: %s", self.job.pk, error)
            self._away = True
            connection.close()
            return None
        self._away = False
        return answer

    def _hear_output(self, *, final: bool = False) -> None:
        for line in self._spool.printed(final=final):
            self.recorder.line(line, "output")
        if self.recorder.full and self._spool.output.size > OUTPUT_LIMIT:
            self._spool.output.drop()

    def _hear_rest(self) -> None:
        """All of what is left: one look takes a megabyte at most, a burst may have left more."""
        while events := list(self._spool.events()):
            for event in events:
                self.recorder.take(event)
        while not self.recorder.full and (lines := self._spool.printed()):
            for line in lines:
                self.recorder.line(line, "output")
        self._hear_output(final=True)

    def _is_due(self, what: str, every: float) -> bool:
        now = time.monotonic()
        if now < self._due[what]:
            return False
        self._due[what] = now + every
        return True

    def _look_after(self, child: Child) -> None:
        if 0 < settings.JOB_MEMORY_BYTES < child.resident():
            self._sample(child)
        if self._is_due("sample", SAMPLE):
            self._sample(child)
        self._tell_running()
        write = self.recorder.pending and self._is_due("flush", FLUSH)
        if write and self._reach(self.recorder.flush) is False:
            self._end(Ending.FENCED)
        self.asked_to_end()
        if time.monotonic() - self._started > self._limit:
            self._end(Ending.TIMED_OUT)

    def asked_to_end(self) -> bool:
        """Look for requests: the bell file says 'now', the row says what."""
        rung = self._ring.exists()
        if rung:
            self._ring.unlink(missing_ok=True)
        if rung or self._is_due("look", LOOK):
            self._reach(self._read_row)
        if self._shutting_down.is_set():
            self._end(Ending.SHUTDOWN)
        return self.ending is not Ending.NONE

    def _read_row(self) -> None:
        row = (
            Job.objects.filter(pk=self.job.pk, attempt=self.job.attempt, state__in=ACTIVE_STATES)
            .values_list("state", "stop_and_save")
            .first()
        )
        if row is None:
            self._end(Ending.FENCED)
            return
        state, save = row
        if state == State.CANCELLING:
            self._end(Ending.CANCELLED)
        elif save and not self._told_to_stop and self._child is not None:
            self._told_to_stop = self._child.tell("stop")

    def _end(self, why: Ending) -> None:
        if self.ending is Ending.NONE or why is Ending.FENCED:
            self.ending = why

    def _make_end(self, child: Child) -> None:
        """SIGTERM to the group at once, SIGKILL after the grace; nothing to wait for when the
        attempt is not ours any more or eats the machine's memory.
        """
        if self.ending is Ending.NONE:
            return
        now = time.monotonic()
        if self._kill_at is None:
            gentle = self.ending not in {Ending.FENCED, Ending.MEMORY}
            self._kill_at = now + (settings.JOB_CANCEL_GRACE_SECONDS if gentle else 0)
            if gentle:
                child.signal_group(signal.SIGTERM)
        if now >= self._kill_at:
            child.signal_group(signal.SIGKILL)

    def _sample(self, child: Child) -> None:
        memory, cpu = child.usage()
        peak = max(self.attempt.peak_memory_bytes or 0, memory)
        self.attempt.peak_memory_bytes = peak
        self.attempt.cpu_seconds = round(max(cpu - child.cpu_before, 0.0), 3)
        if 0 < settings.JOB_MEMORY_BYTES < memory:
            self._end(Ending.MEMORY)

    def measure(self, answer: dict[str, Any] | None) -> None:
        """The child's own figures, where it lived to write them and they are of this run alone."""
        if not answer or self._child is None or "cpu_total" not in answer:
            return
        total = float(answer["cpu_total"])
        self.attempt.cpu_seconds = round(max(total - self._child.cpu_before, 0.0), 3)
        self._child.cpu_before = total
        if self._child.runs == 0 or not self.attempt.peak_memory_bytes:
            self.attempt.peak_memory_bytes = int(answer["peak_memory_bytes"])
