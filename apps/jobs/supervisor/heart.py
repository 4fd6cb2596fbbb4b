"""The signs of life of this process's attempts, whatever its threads are waiting for."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone

from apps.jobs.models import JobAttempt

logger = logging.getLogger(__name__)


class Heart:
    """One thread that writes the heartbeat of every open attempt of this process.

    A supervisor may wait for a GPU, lay out large inputs or store a large result for longer than
    ``JOB_LOST_AFTER_SECONDS``: its job is not lost for that.
    """

    def __init__(self) -> None:
        self._attempts: set[UUID] = set()
        self._lock = threading.Lock()
        self._changed = threading.Event()
        self._thread: threading.Thread | None = None

    @contextmanager
    def beating(self, attempt: JobAttempt) -> Iterator[None]:
        """The attempt shows signs of life inside the block."""
        with self._lock:
            self._attempts.add(attempt.pk)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._beat, name="heart", daemon=True)
                self._thread.start()
        self._changed.set()
        try:
            yield
        finally:
            with self._lock:
                self._attempts.discard(attempt.pk)

    def _beat(self) -> None:
        due = time.monotonic() + settings.JOB_HEARTBEAT_SECONDS
        while True:
            while self._changed.wait(max(due - time.monotonic(), 0)):
                self._changed.clear()
                # Sooner where beats have become quicker, never later: where short jobs follow one
                # another all the time, the long ones beside them must beat all the same.
                due = min(due, time.monotonic() + settings.JOB_HEARTBEAT_SECONDS)
            due = time.monotonic() + settings.JOB_HEARTBEAT_SECONDS
            with self._lock:
                mine = list(self._attempts)
            if mine:
                self._write(mine)

    @staticmethod
    def _write(attempts: list[UUID]) -> None:
        try:
            JobAttempt.objects.filter(pk__in=attempts).update(heartbeat_at=timezone.now())
        except Exception:
            logger.warning("a heartbeat could not be written", exc_info=True)
        finally:
            connection.close()


heart = Heart()
