"""One model that is served: its line, its process, and what happens when that ends."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from apps.modelhub.serving.figures import Figures
from apps.modelhub.serving.limits import Limits
from apps.modelhub.serving.process import DiedError, Found, NotLoadedError, Process
from apps.modelhub.serving.queue import Answer, Asked, Line

logger = logging.getLogger(__name__)
TRIES = 2  # of a request whose process ended under it

Start = Callable[[Found], Awaitable[Process]]
Find = Callable[[str], Awaitable[Found | None]]
Admit = Callable[["ServedModel"], Awaitable[bool]]


class GoneError(Exception):
    """There is no such model any more."""


class TooLargeError(Exception):
    """The model alone takes more memory than all may."""


class ServedModel:
    """Requests to one model go through here, batch after batch.

    ``find`` says where the model is, ``start`` gives a process that has loaded it, and ``admit``
    is asked once it is loaded: False if there is no memory for it.
    """

    def __init__(self, key: str, limits: Limits, find: Find, start: Start, admit: Admit) -> None:
        self.key = key
        self.found: Found | None = None
        self.process: Process | None = None
        self.memory = 0
        self.used = time.monotonic()
        self.loaded_at: datetime | None = None
        self.starts = 0
        self.figures = Figures()
        self._limits, self._find, self._start, self._admit = limits, find, start, admit
        self._line = Line(limits)
        self._busy = False
        self._task = asyncio.create_task(self._work(), name=f"model-{key}")

    @property
    def idle(self) -> bool:
        """Nobody waits for it: it may be let go without anybody noticing."""
        return not self._busy and not len(self._line)

    @property
    def waiting(self) -> int:
        return self._line.rows

    @property
    def loaded(self) -> bool:
        return self.process is not None and self.process.alive()

    def ask(self, rows: list[dict[str, Any]]) -> Asked:
        """Stand in line. Raises :class:`~.queue.FullError`."""
        self.used = time.monotonic()
        return self._line.put(rows)

    async def close(self, answer: Answer) -> None:
        """End the process; whoever still waits is told ``answer``."""
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task
        for asked in self._line.empty():
            asked.settle(answer)
        await self._end_process()

    async def _work(self) -> None:
        batch: list[Asked] = []
        try:
            while True:
                batch = await self._line.batch()
                self._busy = True
                await self._serve(batch)
                self._busy, self.used = False, time.monotonic()
        except asyncio.CancelledError:
            self._line.put_back([asked for asked in batch if not asked.answer.done()])
            raise

    async def _serve(self, batch: list[Asked]) -> None:
        """Every request of the batch is settled afterwards, or back in line."""
        try:
            process = await self._ready()
            async with asyncio.timeout(self._limits.answer):
                answers = await process.predict([asked.rows for asked in batch])
        except GoneError:
            self._tell_all(batch, {"outcome": "gone"})
        except TooLargeError:
            self._tell_all(batch, {"outcome": "unserved"})
        except NotLoadedError as refused:
            self._tell_all(batch, self._read(refused.answer))
        except (DiedError, TimeoutError) as error:
            logger.warning("the process of model %s has ended: %r", self.key, error)
            await self._end_process()
            self._again(batch)
        except Exception:
            logger.exception("model %s could not be asked", self.key)
            self._tell_all(batch, {"outcome": "failed"})
        else:
            self.figures.batches += 1
            for asked, answer in zip(batch, answers, strict=True):
                asked.settle(self._read(answer))

    async def _ready(self) -> Process:
        """The process, started anew where there is none."""
        if self.process is not None and self.process.alive():
            return self.process
        await self._end_process()
        self.found = await self._find(self.key)
        if self.found is None:
            raise GoneError
        self.process = await self._start(self.found)
        self.starts += 1
        self.loaded_at = datetime.now(UTC)
        self.memory = self.process.memory()
        if not await self._admit(self):
            await self._end_process()
            raise TooLargeError
        return self.process

    def _again(self, batch: list[Asked]) -> None:
        """Each once more, and alone: one of them may be what ended the process."""
        for asked in batch:
            asked.tries += 1
        for asked in batch:
            if asked.tries >= TRIES:
                asked.settle({"outcome": "died"})
        self._line.put_back([asked for asked in batch if not asked.answer.done()])

    def _tell_all(self, batch: list[Asked], answer: Answer) -> None:
        """What keeps the model from answering one keeps it from answering those in line too."""
        for asked in [*batch, *self._line.empty()]:
            asked.settle(answer)

    def _read(self, said: dict[str, Any]) -> Answer:
        if "prediction" in said:
            return {"outcome": "answered", "prediction": said["prediction"]}
        if "refused" in said:
            return {"outcome": "refused", "issue": said["refused"]}
        logger.error("model %s failed:\n%s", self.key, said.get("failed"))
        return {"outcome": "failed"}

    async def _end_process(self) -> None:
        process, self.process, self.memory = self.process, None, 0
        if process is not None:
            await process.end()

    def told(self) -> dict[str, Any]:
        """What the pages say of it."""
        return {
            "model": self.key,
            "project": self.found.project if self.found else "",
            "name": self.found.name if self.found else "",
            "loaded": self.loaded,
            "loaded_at": self.loaded_at.isoformat() if self.loaded_at else None,
            "memory": self.memory,
            "waiting": self.waiting,
            "starts": self.starts,
            "runtime": self.process.runtime if self.process else {},
            **self.figures.told(),
        }
