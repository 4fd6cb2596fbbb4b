"""One child process and the model in it, as the server's event loop sees them."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from apps.modelhub.serving import frames

COMMAND = (sys.executable, "-u", "-P", "-m", "apps.modelhub.serving.child")
END_SECONDS = 2.0
SCRATCH = "runtimes"  # beside the model's files, and pruned with them


@dataclass(frozen=True)
class Found:
    """Where a model is: ``path`` of its folder, ``runner`` as a dotted string, for whom."""

    key: str
    path: Path
    runner: str
    project: str
    name: str


class DiedError(Exception):
    """The process has ended, or answers nonsense: it cannot be asked any more."""


class NotLoadedError(Exception):
    """The model could not be loaded. ``answer`` is what the child said instead."""

    def __init__(self, answer: dict[str, Any]) -> None:
        super().__init__(str(answer.get("failed") or answer.get("refused")))
        self.answer = answer


class Process:
    """A child that has loaded a model. Ask one batch at a time."""

    def __init__(self, inner: asyncio.subprocess.Process) -> None:
        self._inner = inner
        self.runtime: dict[str, Any] = {}  # what computes the model, as its predictor tells it

    @property
    def pid(self) -> int:
        return self._inner.pid

    @classmethod
    async def start(
        cls, found: Found, runtime: dict[str, Any], environment: dict[str, str]
    ) -> Process:
        """Start a child and let it load. Raises :class:`NotLoadedError`, :class:`DiedError`.

        It is started from the event loop's thread, which lives as long as the server: Linux ties
        a child's end to the thread that started it.
        """
        inner = await asyncio.create_subprocess_exec(
            *COMMAND,
            str(os.getpid()),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=environment,
            start_new_session=True,
        )
        process = cls(inner)
        how = {**runtime, "scratch": str(found.path.parent / SCRATCH)}
        spec = {"path": str(found.path), "runner": found.runner, "runtime": how}
        try:
            said = await process._exchange(spec)
            if not said.get("loaded"):
                raise NotLoadedError(said)
            process.runtime = dict(said.get("runtime") or {})
        except BaseException:  # a cancelled start too leaves no process behind
            await process.end()
            raise
        return process

    async def predict(self, requests: Sequence[list[dict[str, Any]]]) -> list[dict[str, Any]]:
        """One answer for each request. Raises :class:`DiedError`."""
        said = await self._exchange({"requests": list(requests)})
        answers = said.get("answers")
        if not isinstance(answers, list) or len(answers) != len(requests):
            raise DiedError("it did not answer each request")
        return answers

    async def _exchange(self, document: dict[str, Any]) -> dict[str, Any]:
        asked, answers = self._inner.stdin, self._inner.stdout
        if asked is None or answers is None:
            raise DiedError("it has no pipes")
        try:
            asked.write(frames.packed(document))
            await asked.drain()
            said = await frames.read_from(answers)
        except (OSError, asyncio.IncompleteReadError, frames.FrameError) as error:
            raise DiedError(str(error)) from error
        if not isinstance(said, dict):
            raise DiedError("it answered something else")
        return said

    def alive(self) -> bool:
        return self._inner.returncode is None

    def memory(self) -> int:
        """Resident bytes of the child and of what it has started."""
        total = 0
        with contextlib.suppress(psutil.Error):
            root = psutil.Process(self.pid)
            for process in (root, *root.children(recursive=True)):
                with contextlib.suppress(psutil.Error):
                    total += process.memory_info().rss
        return total

    async def end(self) -> None:
        """Kill the whole group and collect the child."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(END_SECONDS):
                await self._inner.wait()
