"""A child never outlives its worker, and is the first to go when memory runs out."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

PR_SET_PDEATHSIG = 1


def die_with_parent(expected_parent: int) -> None:
    """Ask the kernel (Linux) for SIGKILL when the thread that started this process ends.

    The signal is sent by the kernel, so it also ends a native call that holds the interpreter.
    Elsewhere :func:`watch` does it, as soon as the interpreter is free.
    """
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != expected_parent:  # it died before the request
        os._exit(1)


def prefer_as_victim() -> None:
    """When memory runs out, the kernel should end this process and not the worker or the site."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500")


def watch(stream: BinaryIO, on_line: Callable[[str], None]) -> threading.Thread:
    """Hand each line of ``stream`` to ``on_line``; when it ends, the worker is gone: so are we."""

    def listen() -> None:
        for line in iter(stream.readline, b""):
            on_line(line.decode().strip())
        with contextlib.suppress(OSError):
            os.killpg(0, signal.SIGKILL)
        os._exit(1)

    thread = threading.Thread(target=listen, name="worker-watch", daemon=True)
    thread.start()
    return thread
