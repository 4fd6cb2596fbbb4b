"""Listens on the socket: one document in, one out, for each connection."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from apps.modelhub.serving import door, frames
from apps.modelhub.serving.pool import Pool

logger = logging.getLogger(__name__)
CLOSE_SECONDS = 1.0
READ_SECONDS = 10.0  # for which a connection may take to say what it wants


class Predict(BaseModel):
    """Ask a model. ``wait`` in seconds."""

    model_config = ConfigDict(extra="forbid")

    do: Literal["predict"]
    model: str = Field(max_length=64)
    rows: list[dict[str, Any]] = Field(min_length=1)
    wait: float = Field(gt=0)


class Server:
    """Serves ``pool`` on ``line`` until :meth:`close`."""

    def __init__(self, pool: Pool, line: socket.socket) -> None:
        self.pool = pool
        self._line = line
        self._connections: set[asyncio.Task[Any]] = set()
        self._server: asyncio.Server | None = None
        self._look: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._server = await asyncio.start_unix_server(
            self._met, sock=self._line, backlog=self.pool.limits.connections
        )
        self._look = asyncio.create_task(self.pool.look_for_ever(), name="look")

    async def close(self) -> None:
        """Take nothing more, tell those who wait, end the processes."""
        if self._server is not None:
            self._server.close()
        if self._look is not None:
            self._look.cancel()
        await self.pool.close()
        if self._connections:
            await asyncio.wait(self._connections, timeout=CLOSE_SECONDS)

    async def _met(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - the stream server makes one for each connection
        self._connections.add(task)
        try:
            await self._serve(reader, writer)
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            pass  # whoever asked has gone
        finally:
            self._connections.discard(task)
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not door.is_own(writer.get_extra_info("socket")):
            return
        if len(self._connections) > self.pool.limits.connections:
            answer: dict[str, Any] = {"outcome": "busy"}
        else:
            answer = await self._heard(reader)
        writer.write(frames.packed(answer))
        await writer.drain()

    async def _heard(self, reader: asyncio.StreamReader) -> dict[str, Any]:
        try:
            async with asyncio.timeout(READ_SECONDS):
                asked = await frames.read_from(reader, self.pool.limits.request_bytes)
        except frames.FrameError as error:
            return {"outcome": "malformed", "detail": str(error)}
        if asked == door.FIGURES:
            return self.pool.told()
        try:
            wanted = Predict.model_validate(asked)
        except ValidationError as error:
            return {"outcome": "malformed", "detail": f"{error.error_count()} errors"}
        if len(wanted.rows) > self.pool.limits.request_rows:
            return {"outcome": "malformed", "detail": "more rows than are taken at once"}
        try:
            return await self.pool.ask(wanted.model, wanted.rows, wanted.wait)
        except Exception:
            logger.exception("a request could not be answered")
            return {"outcome": "failed"}
