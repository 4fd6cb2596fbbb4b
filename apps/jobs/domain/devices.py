"""What this installation can compute on, asked without importing torch."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from django.conf import settings

from apps.engines.contract import Resources

HEAVY_BYTES = 2 * 1024**3
HEAVY_SECONDS = 120


@cache
def _present() -> int:
    return len(list(Path("/dev").glob("nvidia[0-9]*")))


def gpu_count() -> int:
    """GPUs that jobs may use: the setting, or what this machine has."""
    return int(settings.JOB_GPUS) if settings.JOB_GPUS >= 0 else _present()


def visible() -> list[str]:
    """The GPUs that this process was given, as CUDA calls them, else all."""
    given = os.environ.get("CUDA_VISIBLE_DEVICES", "")
    return [name for name in given.split(",") if name] or [str(n) for n in range(gpu_count())]


def gpu_names() -> list[str]:
    """What the GPUs of this machine are called, as their driver says; numbers where it does not."""
    names = []
    for path in sorted(Path("/proc/driver/nvidia/gpus").glob("*/information")):
        lines = path.read_text(errors="replace").splitlines()
        found = [line.partition(":")[2].strip() for line in lines if line.startswith("Model")]
        names += found[:1]
    return (names + [f"GPU {number}" for number in range(len(names), gpu_count())])[: gpu_count()]


def queue_for(resources: Resources, *, gpu_allowed: bool = True) -> str:
    """The queue whose workers can run this: 'gpu', 'heavy' or 'default'."""
    wants_gpu = resources.device != "cpu" and gpu_allowed and gpu_count() > 0
    if resources.device == "gpu required" or wants_gpu:
        return "gpu"
    heavy = resources.memory_bytes > HEAVY_BYTES or resources.seconds > HEAVY_SECONDS
    return "heavy" if heavy else "default"
