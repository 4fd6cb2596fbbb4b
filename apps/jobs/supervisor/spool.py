"""Reading what a child has appended since the last look."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from apps.core.storable import read_json

logger = logging.getLogger(__name__)
PIECE = 1024 * 1024


class Tail:
    """Complete lines appended to a file since the last call; the rest waits for its end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._offset = 0
        self._rest = b""

    def lines(self, *, final: bool = False) -> list[str]:
        """At most about 1 MB of new lines. ``final`` takes an unfinished last line too."""
        try:
            with self.path.open("rb") as file:
                file.seek(self._offset)
                read = file.read(PIECE)
        except OSError:
            return []
        self._offset += len(read)
        *whole, self._rest = (self._rest + read).split(b"\n")
        if (final and self._rest) or len(self._rest) > PIECE:
            whole.append(self._rest)
            self._rest = b""
        return [line.decode("utf-8", "replace") for line in whole]

    def drop(self) -> None:
        """Empty the file: what it holds is over the limit. The writer appends, so goes on at 0."""
        with contextlib.suppress(OSError):
            with self.path.open("r+b") as file:
                file.truncate(0)
            self._offset, self._rest = 0, b""

    @property
    def size(self) -> int:
        return self._offset


class Spool:
    """The events and the printed lines of one attempt."""

    def __init__(self, folder: Path) -> None:
        self._events = Tail(folder / "events.jsonl")
        self.output = Tail(folder / "output.log")

    def events(self) -> Iterator[dict[str, Any]]:
        for line in self._events.lines():
            try:
                event = read_json(line)
            except (ValueError, RecursionError):
                logger.warning("an unreadable event was left out: %.200s", line)
                continue
            if isinstance(event, dict) and "kind" in event:
                yield event

    def printed(self, *, final: bool = False) -> list[str]:
        return [line for line in self.output.lines(final=final) if line.strip()]
