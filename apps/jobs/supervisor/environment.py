"""What a child sees of its surroundings: threads, device, paths, and no secrets."""

from __future__ import annotations

import os
from collections.abc import Mapping

from django.conf import settings

PASSED = (
    "PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH", "VIRTUAL_ENV", "XDG_CACHE_HOME", "HF_HOME", "HF_ENDPOINT",
    "HF_HUB_OFFLINE", "SSL_CERT_FILE", "SYSTEMROOT",
)  # fmt: skip
THREADS = (
    "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS", "POLARS_MAX_THREADS", "RAYON_NUM_THREADS", "ARROW_NUM_THREADS",
)  # fmt: skip


def threads_for(concurrency: int) -> int:
    """Cores ÷ jobs at once, at least one."""
    return (
        max(len(os.sched_getaffinity(0)) // max(concurrency, 1), 1)
        if _affine()
        else _even(concurrency)
    )


def _affine() -> bool:
    return hasattr(os, "sched_getaffinity")


def _even(concurrency: int) -> int:
    return max((os.cpu_count() or 1) // max(concurrency, 1), 1)


def child_environment(
    threads: int, gpu: str = "", source: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The whole environment of a child. ``gpu`` is what CUDA_VISIBLE_DEVICES should say; empty
    hides every GPU. PASSIVE matters: waiting threads that spin slow a neighbour down six times.
    """
    source = os.environ if source is None else source
    names = (*PASSED, *settings.JOB_CHILD_ENV)
    environment = {name: source[name] for name in names if name in source}
    environment |= dict.fromkeys(THREADS, str(threads))
    paths = [str(settings.BASE_DIR), *filter(None, [source.get("PYTHONPATH")])]
    environment |= {
        "OMP_WAIT_POLICY": "PASSIVE",
        "CUDA_VISIBLE_DEVICES": gpu,
        "CUDA_DEVICE_ORDER": "PCI_BUS_ID",  # numbers mean what nvidia-smi calls so
        # Arrow's allocator takes what it needs: a gigabyte in advance would count as used.
        "MIMALLOC_ARENA_EAGER_COMMIT": "0",
        "JOB_NICE": str(settings.JOB_NICE),
        "TOKENIZERS_PARALLELISM": "false",
        "LEPTON_TEXT_MODELS": str(settings.TEXT_MODELS_DIR),
        "LEPTON_JOB_MEMORY": str(settings.JOB_MEMORY_BYTES),
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONIOENCODING": "utf-8",
        "PYTHONDONTWRITEBYTECODE": source.get("PYTHONDONTWRITEBYTECODE", ""),
    }
    return environment
