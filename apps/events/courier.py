"""Sends what is due, in threads of the worker that hold no job slot.

A receiver that does not answer holds a thread for fifteen seconds. An endpoint gets two of the
eight at most and a project three, projects take turns, and those whose last try was slow get one
each and four together: whatever dead receivers they have, others' events go on. The rows are the
queue: no broker is involved.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.db import connections

from apps.events.domain import deliveries
from apps.events.models import WebhookTry

logger = logging.getLogger(__name__)
SENDERS = 8
FOR_ONE_ENDPOINT = 2
FOR_ONE_PROJECT = 3
FOR_SLOW_ONES = 4
SLOW_SECONDS = 5.0


class Places:
    """Which endpoints and projects may have one more sender. Not thread-safe."""

    def __init__(self) -> None:
        self._at_work: Counter[Any] = Counter()  # endpoint or project → senders
        self._slow: set[Any] = set()  # endpoints whose last try took long
        self._served: set[Any] = set()  # projects that had their turn

    def full(self) -> set[Any]:
        """Endpoints to pass over."""
        busy = {key for key, count in self._at_work.items() if count >= FOR_ONE_ENDPOINT}
        slow = {key for key in self._slow if self._at_work[key]}
        at_work = sum(self._at_work[key] for key in slow)
        return busy | (self._slow if at_work >= FOR_SLOW_ONES else slow)

    def full_projects(self) -> set[Any]:
        return {key for key, count in self._at_work.items() if count >= FOR_ONE_PROJECT}

    def served(self) -> set[Any]:
        """Projects whose turn is over, until all the others have had theirs."""
        return set(self._served)

    def start_over(self) -> None:
        self._served.clear()

    def take(self, claimed: WebhookTry) -> None:
        row = claimed.delivery
        self._at_work.update((row.endpoint_id, row.project_id))
        self._served.add(row.project_id)

    def give_back(self, claimed: WebhookTry, seconds: float) -> None:
        row = claimed.delivery
        self._at_work.subtract((row.endpoint_id, row.project_id))
        self._at_work += Counter()  # drops what is at zero
        if seconds >= SLOW_SECONDS:
            self._slow.add(row.endpoint_id)
        else:
            self._slow.discard(row.endpoint_id)


class Courier:
    """``round`` starts senders while there is something to send, and returns at once."""

    def __init__(self, send: Callable[[WebhookTry], Any] = deliveries.deliver) -> None:
        self._send = send
        self._lock = threading.Lock()
        self._places = Places()
        self._threads: set[threading.Thread] = set()
        self._stopped = False

    def round(self) -> int:
        """Claim what is due for free senders; how many were started."""
        started = 0
        while not self._stopped and len(self._threads) < SENDERS:
            claimed = self._claim()
            if claimed is None:
                break
            thread = threading.Thread(
                target=self._work, args=(claimed,), name="webhook", daemon=True
            )
            self._threads.add(thread)
            thread.start()
            started += 1
        return started

    def stop(self) -> None:
        """Claim nothing more. A try under way that is cut off will be made again."""
        self._stopped = True

    def wait(self, seconds: float) -> None:
        """Until the senders are idle, at most ``seconds`` for each."""
        for thread in list(self._threads):
            thread.join(seconds)

    def _claim(self) -> WebhookTry | None:
        """The oldest that is due of a project whose turn it is."""
        with self._lock:
            full, projects = self._places.full(), self._places.full_projects()
            served = self._places.served()
            claimed = deliveries.claim(full, projects | served)
            if claimed is None and served - projects:
                self._places.start_over()
                claimed = deliveries.claim(full, projects)
            if claimed is not None:
                self._places.take(claimed)
            return claimed

    def _work(self, claimed: WebhookTry | None) -> None:
        try:
            while claimed is not None:
                self._send_one(claimed)
                claimed = None if self._stopped else self._claim()
        except Exception:
            # The row stays claimed until its lease ends; the next round starts anew.
            logger.exception("a webhook sender ended; what it held is tried again")
        finally:
            connections.close_all()
            self._threads.discard(threading.current_thread())

    def _send_one(self, claimed: WebhookTry) -> None:
        began = time.monotonic()
        try:
            self._send(claimed)
        finally:
            with self._lock:
                self._places.give_back(claimed, time.monotonic() - began)


courier = Courier()
