"""One job on a GPU: a lock file for each, released by the kernel whatever becomes of the worker."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from apps.jobs.domain import gpu_figures
from apps.jobs.domain.devices import gpu_count, visible

# Of a device's memory: the rest may be a driver's or a screen's for ever, so none waits for it.
NEARLY_ALL = 0.9


@contextmanager
def held(
    queue: str, folder: Path, asked_to_end: Callable[[], bool], most: int = 1, needed: int = 0
) -> Iterator[str]:
    """The numbers of GPUs that are this job's alone, as CUDA_VISIBLE_DEVICES wants them: ``most``,
    or as many as there are. It waits until so many are free at once, each with the ``needed`` bytes
    of memory left: others than jobs may use it, too.

    Empty for jobs of other queues, where there is no GPU, and when ``asked_to_end`` says so
    while waiting.
    """
    if queue != "gpu" or gpu_count() == 0:
        yield ""
        return
    folder.mkdir(parents=True, exist_ok=True)
    names = visible()
    while not asked_to_end():
        with ExitStack() as locks:
            roomy = [name for name in names if _has_room(name, needed)]
            mine = _taken(folder, roomy, min(most, len(names)), locks)
            if mine:
                yield ",".join(mine)
                return
        time.sleep(0.2)
    yield ""


def _taken(folder: Path, names: list[str], count: int, locks: ExitStack) -> list[str]:
    """So many that are free, locked; none where fewer are. What is locked goes with ``locks``."""
    mine = []
    for name in names:
        descriptor = _try(folder / f"gpu-{name.replace('/', '_')}.lock")
        if descriptor is not None:
            locks.callback(os.close, descriptor)
            mine.append(name)
        if len(mine) == count:
            return mine
    return []


def _has_room(name: str, needed: int) -> bool:
    """Whether so much of its memory is free, or nearly all of it, or not known."""
    known = [one for one in gpu_figures.read() if one.is_called(name)] if needed else []
    return all(one.total - one.used >= min(needed, NEARLY_ALL * one.total) for one in known)


def largest() -> int:
    """Bytes of the GPU of this worker that has most; 0 where that is not known."""
    names = visible()
    known = [one for one in gpu_figures.read() if any(map(one.is_called, names))]
    return max((one.total for one in known), default=0)


def _try(path: Path) -> int | None:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor
