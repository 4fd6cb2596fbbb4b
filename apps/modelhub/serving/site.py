"""The server as the settings want it: limits, what children see, where models are found."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from typing import Any

from django.conf import settings

from apps.jobs.supervisor.environment import child_environment, threads_for
from apps.modelhub.serving import lookup
from apps.modelhub.serving.limits import Limits
from apps.modelhub.serving.pool import Pool
from apps.modelhub.serving.process import Found, Process

QUIET = {"HF_HUB_DISABLE_PROGRESS_BARS": "1", "TRANSFORMERS_VERBOSITY": "error"}  # in our log
SHARE = 2  # of the cores: a process of a model leaves as many to the site and the workers


def limits() -> Limits:
    return Limits(
        memory=settings.SERVE_MEMORY_BYTES,
        idle=settings.SERVE_IDLE_SECONDS,
        queue_rows=settings.SERVE_QUEUE_ROWS,
        request_rows=settings.SERVE_ROWS,
        request_bytes=settings.SERVE_REQUEST_BYTES,
    )


def runtime() -> dict[str, Any]:
    """What a runner's ``load`` is told: as a job that predicts, but for what computes the model and
    how exactly, where the settings leave that to what the machine is faster at.
    """
    return {
        "device": "cuda:0" if settings.SERVE_GPU else "cpu",
        "threads": settings.SERVE_THREADS or threads_for(SHARE),
        "precision": settings.SERVE_PRECISION,
        "runtime": settings.SERVE_RUNTIME,
    }


def pool() -> Pool:
    """The pool of this installation."""
    return Pool(limits(), find=_find, exist=_exist, start=_start)


async def _find(key: str) -> Found | None:
    return await asyncio.to_thread(lookup.found, key)


async def _exist(keys: Collection[str]) -> list[str]:
    return await asyncio.to_thread(lookup.existing, keys)


async def _start(found: Found) -> Process:
    how = runtime()
    environment = child_environment(how["threads"], settings.SERVE_GPU)
    return await Process.start(found, how, environment | QUIET)
