"""Knowing a full disk when it is met, whatever library met it."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from apps.core.messages import msg

FULL = {errno.ENOSPC, errno.EDQUOT}
EXIT_FULL = 28  # the status of a child that found no room even for its result
LEFT_BYTES = 64 * 1024  # with less than that on the disk, an error is taken to come from it
DISK_FULL = msg(
    "The disk of the worker is full: ask an administrator to make room, then run again."
)


def is_full(error: BaseException | None, folder: Path | None = None) -> bool:
    """Whether ``error`` comes from a full disk. Native code often says it in words of its own
    (``RuntimeError``), so what is left on the disk of ``folder`` counts too.
    """
    if folder is not None and _left(folder) < LEFT_BYTES:
        return True
    while error is not None:
        if isinstance(error, OSError) and error.errno in FULL:
            return True
        error = error.__cause__ or error.__context__
    return False


def _left(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return LEFT_BYTES
