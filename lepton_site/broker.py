"""The embedded broker: kombu's file transport, made safe for several processes.

kombu writes a message under its final name, so that a reader can meet an empty file and its
worker dies of it (kombu issue 1551), and it takes messages by moving them to the system's
temporary folder, which copies where that is another disk. Here a file gets its name when it is
complete, and is taken by a rename inside one folder tree: exactly one reader wins.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import uuid
from pathlib import Path
from queue import Empty
from time import monotonic_ns
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import filesystem as kombu_filesystem
from kombu.transport import virtual
from kombu.utils.json import dumps, loads

filesystem: Any = kombu_filesystem  # its stubs know only half of it
logger = logging.getLogger(__name__)


class QoS(virtual.QoS):
    """A worker takes no message that it has no free slot for: another may be idle."""

    slots: int | None = None  # said by the worker when it is ready

    def can_consume(self) -> bool:
        from celery.worker import state  # only a worker has it; a web process sends messages

        if self.slots is not None and len(state.reserved_requests) >= self.slots:
            return False
        return bool(super().can_consume())


class Channel(filesystem.Channel):
    """Messages and bindings as files that are whole or not there."""

    QoS = QoS

    def _put(self, queue: str, message: Any, **kwargs: Any) -> None:
        name = f"{monotonic_ns() // 1_000_000:015d}_{uuid.uuid4()}.{queue}.msg"
        try:
            write_whole(Path(self.data_folder_out, name), dumps(message))
        except OSError as error:
            raise ChannelError(f"the message could not be written: {error}") from error

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        incoming, taken = Path(self.data_folder_in), Path(self.processed_folder)
        ending = f".{queue}.msg"
        for name in _names(incoming, ending):
            if name.partition(".")[2] != ending[1:]:
                continue
            text = take(incoming / name, taken / name)
            if text is None:
                continue
            try:
                return loads(text)
            except ValueError:
                logger.warning("an unreadable message was dropped: %s", name)
        raise Empty

    def get_table(self, exchange: str) -> list[Any]:
        try:
            return list(super().get_table(exchange))
        except ValueError:  # written by an older kombu, half
            return []

    def _queue_bind(
        self, exchange: str, routing_key: str | None, pattern: str | None, queue: str
    ) -> None:
        bound = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        table = self.get_table(exchange)
        if bound in table:
            return
        file = Path(self._exchange_file(exchange))
        file.parent.mkdir(exist_ok=True)
        with (file.parent / "bindings.lock").open("w") as guard:
            fcntl.flock(guard, fcntl.LOCK_EX)
            table = self.get_table(exchange)
            if bound not in table:
                write_whole(file, json.dumps([bound, *table]))


class Transport(filesystem.Transport):
    """``filesystem://`` of this site."""

    Channel = Channel


def _names(folder: Path, ending: str) -> list[str]:
    """Oldest first. A folder that is away (a share, a disk) is an empty one until it is back."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 - half the time of iterdir, 20 times a second
    except OSError as error:
        logger.debug("the folder of messages is away: %s", error)
        return []
    return sorted(name for name in names if name.endswith(ending))


def write_whole(path: Path, text: str) -> None:
    """The file appears under its name when all of it is there."""
    part = path.with_name(f".{uuid.uuid4().hex}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def take(path: Path, target: Path) -> str | None:
    """The file's text if this process is the one that gets it."""
    try:
        path.rename(target)
        text = target.read_text(encoding="utf-8")
        target.unlink()
    except FileNotFoundError:  # another reader was first, or the folders went away
        return None
    return text
