"""A child never outlives its worker, and is the first to go when memory runs out."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

PR_SET_PDEATHSIG = 1
NICEST = 19
PROC = Path("/proc")
AUTOGROUP_TRIES = 20


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


@contextlib.contextmanager
def memory_limited(most: int) -> Iterator[None]:
    """Whatever this process takes of memory beyond what it holds now ends at ``most`` bytes (0: no
    limit): the kernel refuses more at once, to native code too. Linux only.

    What counts is what was asked for and may be written (``VmData``), not address space: libraries
    reserve gigabytes of that and never use them.
    """
    held = _data_bytes()
    if not most or held is None:
        yield
        return
    former, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = held + most if hard == resource.RLIM_INFINITY else min(held + most, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (former, hard))


def _data_bytes() -> int | None:
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmData:"):
                return int(line.split()[1]) * 1024
    return None


def give_way() -> None:
    """Let the site and the workers go first: as many steps of niceness as ``JOB_NICE`` says.

    Linux may share the processor among sessions first (``kernel.sched_autogroup_enabled``, usual on
    desktops and servers alike). A child leads a session of its own, in which its niceness counts
    for nothing outside, so the session is made nicer too.
    """
    steps = _steps(os.environ.get("JOB_NICE", ""))
    if not steps or not hasattr(os, "nice"):
        return
    with contextlib.suppress(OSError):
        os.nice(steps)
    if os.getsid(0) == os.getpid():  # else it would be somebody else's session
        _make_session_nicer(steps)


def _steps(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        return 0


def _make_session_nicer(steps: int) -> None:
    """By so many steps than the worker's. Without privileges the kernel takes ten such changes a
    second, of all processes together.
    """
    try:  # '/autogroup-12 nice 4', or nothing where the worker is in the kernel's first group
        words = (PROC / str(os.getppid()) / "autogroup").read_text().split() or ["0"]
        workers = int(words[-1])
    except (OSError, ValueError):  # no such kernel
        return
    for _ in range(AUTOGROUP_TRIES):
        try:
            (PROC / "self" / "autogroup").write_text(str(min(workers + steps, NICEST)))
        except BlockingIOError:
            time.sleep(0.1)
        except OSError:  # a container that may not
            return
        else:
            return


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
