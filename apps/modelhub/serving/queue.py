"""What waits for one model: a bounded line of requests, taken in batches."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from apps.modelhub.serving.limits import Limits

Answer = dict[str, Any]


class FullError(Exception):
    """As much waits for the model as may."""


@dataclass(eq=False)
class Asked:
    """One request. ``answer`` is settled once, by whoever knows it first."""

    rows: list[dict[str, Any]]
    answer: asyncio.Future[Answer]
    tries: int = 0
    at: float = field(default_factory=time.monotonic)

    def settle(self, answer: Answer) -> None:
        if not self.answer.done():
            self.answer.set_result(answer)

    @property
    def alone(self) -> bool:
        """A batch that it was in has ended its process: the next try is its own."""
        return self.tries > 0


class Line:
    """Requests in the order in which they came. Whoever has given up is passed over."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._waiting: deque[Asked] = deque()
        self._arrived = asyncio.Event()
        self._last = self._gap = float("-inf")
        self.rows = 0

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, rows: list[dict[str, Any]]) -> Asked:
        """Take one more in. Raises :class:`FullError`; a lone request always fits."""
        self._forget_settled()
        too_many = self.rows + len(rows) > self._limits.queue_rows
        if self._waiting and (too_many or len(self._waiting) >= self._limits.queue_requests):
            raise FullError
        asked = Asked(rows, asyncio.get_running_loop().create_future())
        self._gap, self._last = asked.at - self._last, asked.at
        self._waiting.append(asked)
        self.rows += len(rows)
        self._arrived.set()
        return asked

    def put_back(self, batch: list[Asked]) -> None:
        """To be taken again before all others."""
        for asked in reversed(batch):
            self._waiting.appendleft(asked)
            self.rows += len(asked.rows)

    async def batch(self) -> list[Asked]:
        """The next batch: at once what came alone; where requests follow one another closely,
        what comes within the window or fills the batch.
        """
        while True:
            while not self._waiting:
                await self._arrival()
            if self._gap < self._limits.window and not self._waiting[0].alone:
                await self._gather()
            if taken := list(self._taken()):
                return taken

    async def _arrival(self) -> None:
        self._arrived.clear()
        await self._arrived.wait()

    async def _gather(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._limits.window):
                while self.rows < self._limits.batch_rows:
                    await self._arrival()

    def _taken(self) -> Iterator[Asked]:
        room = self._limits.batch_rows
        self._forget_settled()
        while self._waiting:
            first = self._waiting[0]
            begun = room < self._limits.batch_rows
            if begun and (first.alone or len(first.rows) > room):
                return
            self._waiting.popleft()
            self.rows -= len(first.rows)
            room -= len(first.rows)
            yield first
            if first.alone:
                return

    def _forget_settled(self) -> None:
        """Those whose time was up meanwhile."""
        if any(asked.answer.done() for asked in self._waiting):
            self._waiting = deque(asked for asked in self._waiting if not asked.answer.done())
            self.rows = sum(len(asked.rows) for asked in self._waiting)

    def empty(self) -> list[Asked]:
        """All that still waits; nothing does afterwards."""
        left, self._waiting, self.rows = list(self._waiting), deque(), 0
        return left
