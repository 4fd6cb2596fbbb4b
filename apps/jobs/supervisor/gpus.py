"""One GPU, one job: a lock file for each, released by the kernel whatever happens to the worker."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from apps.jobs.domain.devices import gpu_count


@contextmanager
def held(queue: str, folder: Path, asked_to_end: Callable[[], bool]) -> Iterator[str]:
    """The number of a GPU that is this job's alone, as CUDA_VISIBLE_DEVICES wants it.

    Empty for jobs of other queues, where there is no GPU, and when ``asked_to_end`` says so
    while waiting.
    """
    if queue != "gpu" or gpu_count() == 0:
        yield ""
        return
    folder.mkdir(parents=True, exist_ok=True)
    while not asked_to_end():
        for name in visible():
            descriptor = _try(folder / f"gpu-{name.replace('/', '_')}.lock")
            if descriptor is not None:
                try:
                    yield name
                finally:
                    os.close(descriptor)
                return
        time.sleep(0.2)
    yield ""


def visible() -> list[str]:
    """The GPUs that this worker was given, else all."""
    given = os.environ.get("CUDA_VISIBLE_DEVICES", "")
    return [name for name in given.split(",") if name] or [str(n) for n in range(gpu_count())]


def _try(path: Path) -> int | None:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor
