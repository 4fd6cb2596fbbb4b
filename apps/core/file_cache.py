"""Django's cache in files, whose counters count: for installations on one machine without Redis.

Django's own reads, adds and writes, so of calls that come together some are lost, and it makes
room by throwing out entries at random, counters of this minute included.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zlib import crc32

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files import locks

STRIPES = 64  # lock files: few keys wait for each other
CULL_EVERY = 100  # writes: listing the folder each time would cost more than the writing


class CountingFileCache(FileBasedCache):
    """``add`` and ``incr`` are atomic among all threads and processes of the machine."""

    def add(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        with self._alone(key, version):
            return bool(super().add(key, value, timeout, version))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """As Django's: ``ValueError`` if there is no such key."""
        with self._alone(key, version):
            return super().incr(key, delta, version)

    def _cull(self) -> None:
        """What has expired goes first; what has not only where that is not enough."""
        if random.random() * CULL_EVERY >= 1:
            return
        paths = self._list_cache_files()  # type: ignore[attr-defined]
        if len(paths) < self._max_entries:
            return
        for path in paths:
            try:
                with Path(path).open("rb") as file:
                    self._is_expired(file)  # type: ignore[attr-defined]  # deletes it if so
            except FileNotFoundError:
                continue
        super()._cull()  # type: ignore[misc]

    @contextmanager
    def _alone(self, key: Any, version: int | None) -> Iterator[None]:
        stripe = crc32(self.make_key(key, version).encode()) % STRIPES
        self._createdir()  # type: ignore[attr-defined]
        with Path(self._dir, f"{stripe}.lock").open("wb") as file:  # type: ignore[attr-defined]
            locks.lock(file, locks.LOCK_EX)  # given up when the file is closed
            yield
