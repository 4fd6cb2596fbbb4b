"""What a run has to say, appended to ``events.jsonl``, with a bell rung for the supervisor."""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
from pathlib import Path
from typing import Any


class Journal:
    """Numbered events, one JSON document a line. Each line is one ``write``: never torn."""

    def __init__(self, path: Path, doorbell: int | None) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._doorbell = doorbell
        self._lock = threading.Lock()
        self._seq = 0

    def write(self, kind: str, **data: Any) -> float:
        """Append one event; when that was. Engines may call this from several threads."""
        at = time.time()
        with self._lock:
            self._seq += 1
            event = {"seq": self._seq, "t": at, "kind": kind, **data}
            os.write(self._file, json.dumps(event, allow_nan=False).encode() + b"\n")
        self.ring()
        return at

    def ring(self) -> None:
        """Wake the supervisor; a full pipe means that it is being woken already."""
        if self._doorbell is not None:
            with contextlib.suppress(OSError):
                os.write(self._doorbell, b".")

    def close(self) -> None:
        os.close(self._file)


class Thinner:
    """Keeps a series at no more than ``limit`` points by halving its density when it is full.

    The supervisor drops every second stored point at the same moment, so that the points stay
    evenly spaced.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.stride = 1
        self.seen = 0
        self.kept = 0
        self.pending: tuple[int, float] | None = None

    def take(self, step: int, value: float) -> bool:
        """True if this point is to be kept."""
        keep = self.seen % self.stride == 0
        self.seen += 1
        if not keep:
            self.pending = (step, value)
            return False
        self.pending = None
        self.kept += 1
        if self.kept >= self.limit:
            self.kept = (self.kept + 1) // 2
            self.stride *= 2
        return True


def write_json(path: Path, document: Any) -> None:
    """Write a whole document or nothing: to a temporary name, flushed, then renamed."""
    temporary = path.with_suffix(".part")
    with temporary.open("w", encoding="utf-8") as file:
        if isinstance(document, str):
            file.write(document)
        else:
            json.dump(document, file)
        file.flush()
    temporary.replace(path)
