"""The models that are served, within a budget of memory."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Collection
from typing import Any

from apps.modelhub.serving.figures import Figures
from apps.modelhub.serving.limits import Limits
from apps.modelhub.serving.model import Find, ServedModel, Start
from apps.modelhub.serving.process import Found, NotLoadedError, Process
from apps.modelhub.serving.queue import Answer, FullError

logger = logging.getLogger(__name__)
Exist = Callable[[Collection[str]], Awaitable[Collection[str]]]


class Pool:
    """One :class:`ServedModel` for each model that was asked lately.

    ``find`` says where a model is, ``exist`` which of some are still there, ``start`` gives a
    process that has loaded one. Times are in seconds, memory in bytes.
    """

    def __init__(self, limits: Limits, *, find: Find, exist: Exist, start: Start) -> None:
        self.limits = limits
        self.figures = Figures()
        self._models: dict[str, ServedModel] = {}
        self._sizes: dict[str, int] = {}  # what models took when they were loaded
        self._find, self._exist, self._start = find, exist, start
        self._loading = asyncio.Semaphore(limits.loads)

    async def ask(self, key: str, rows: list[dict[str, Any]], wait: float) -> Answer:
        """The answer to ``rows``, or why there is none within ``wait`` seconds."""
        began = time.monotonic()
        answer = await self._asked(key, rows, min(wait, self.limits.wait))
        seconds = time.monotonic() - began
        self.figures.count(answer["outcome"], len(rows), seconds)
        if model := self._models.get(key):
            model.figures.count(answer["outcome"], len(rows), seconds)
        return answer

    async def _asked(self, key: str, rows: list[dict[str, Any]], wait: float) -> Answer:
        if self._sizes.get(key, 0) > self.limits.memory:
            return {"outcome": "unserved"}
        model = self._models.get(key)
        if model is None:
            model = self._models[key] = ServedModel(
                key, self.limits, self._find, self._started, self._admit
            )
        try:
            asked = model.ask(rows)
        except FullError:
            return {"outcome": "busy"}
        try:
            async with asyncio.timeout(wait):
                answer = await asked.answer
        except TimeoutError:
            return {"outcome": "late" if model.loaded else "loading"}
        if answer["outcome"] in {"gone", "unserved"}:
            await self._drop(model, answer)
        return answer

    async def _started(self, found: Found) -> Process:
        async with self._loading:
            await self._make_room(self._sizes.get(found.key, 0))
            try:
                async with asyncio.timeout(self.limits.load):
                    return await self._start(found)
            except TimeoutError:
                told = f"it was not loaded within {self.limits.load:g} s"
                raise NotLoadedError({"failed": told}) from None

    async def _admit(self, model: ServedModel) -> bool:
        """Whether what was just loaded may stay; others that nobody waits for go first."""
        self._sizes[model.key] = model.memory
        if model.memory > self.limits.memory:
            return False
        await self._make_room(0, keep=model)
        logger.info("model %s is loaded: %d MB", model.key, model.memory >> 20)
        return True

    async def _make_room(self, more: int, keep: ServedModel | None = None) -> None:
        """Let models go, the one that was not used for longest first, until ``more`` bytes fit."""
        while self.memory + more > self.limits.memory:
            idle = [one for one in self._models.values() if one.idle and one is not keep]
            idle = [one for one in idle if one.loaded]
            if not idle:
                return
            oldest = min(idle, key=lambda one: one.used)
            logger.info("model %s is let go for want of memory", oldest.key)
            await self._drop(oldest, {"outcome": "busy"})

    async def _drop(self, model: ServedModel, answer: Answer) -> None:
        """Whoever asks from now on gets another process."""
        if self._models.get(model.key) is model:
            del self._models[model.key]
        await model.close(answer)

    @property
    def memory(self) -> int:
        return sum(model.memory for model in self._models.values())

    async def look(self) -> None:
        """Let go what is deleted, what was idle for long, and what has grown too large."""
        if not self._models:
            return
        there = set(await self._exist(list(self._models)))
        now = time.monotonic()
        for model in list(self._models.values()):
            if model.key not in there:
                await self._drop(model, {"outcome": "gone"})
            elif model.idle and now - model.used > self.limits.idle:
                await self._drop(model, {"outcome": "busy"})
            elif model.process is not None:
                model.memory = model.process.memory()
        await self._make_room(0)

    async def look_for_ever(self) -> None:
        """:meth:`look` again and again; an absent database ends nothing."""
        while True:
            await asyncio.sleep(self.limits.look)
            try:
                await self.look()
            except Exception:
                logger.exception("the served models could not be looked after")

    async def close(self) -> None:
        """End all processes."""
        models, self._models = list(self._models.values()), {}
        for model in models:
            with contextlib.suppress(Exception):
                await model.close({"outcome": "busy"})

    def told(self) -> dict[str, Any]:
        """What pages, metrics and health checks are told."""
        return {
            "outcome": "figures",
            "memory": self.memory,
            "memory_limit": self.limits.memory,
            "models": [model.told() for model in self._models.values()],
            **self.figures.told(),
        }
