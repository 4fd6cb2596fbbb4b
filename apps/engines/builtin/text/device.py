"""Where a run computes, how exactly, and what to do when memory runs out."""

from __future__ import annotations

import ctypes
import gc
import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, replace

import numpy as np
import torch

from apps.engines.builtin.text.params import Precision

_FULL = ("out of memory", "not enough memory", "can't allocate memory", "DefaultCPUAllocator")


@dataclass(frozen=True)
class Place:
    """A device with the precision that is used on it."""

    device: torch.device
    half: bool

    @property
    def eager(self) -> bool:
        """Attention without fused kernels: faster in bfloat16 on a CPU, slower elsewhere."""
        return self.half and self.device.type == "cpu"

    @property
    def exact(self) -> Place:
        """The same device in full precision."""
        return replace(self, half=False)

    def on(self, number: int) -> Place:
        """Another graphics processor of the same machine."""
        return replace(self, device=torch.device("cuda", number))

    def casting(self) -> AbstractContextManager[None]:
        """The context in which the model computes."""
        if not self.half:
            return nullcontext()
        return torch.autocast(self.device.type, dtype=torch.bfloat16)


def place(device: str, precision: Precision, threads: int) -> Place:
    """The device that the job was given, and bfloat16 where it is asked for or faster."""
    torch.set_num_threads(max(1, threads))
    where = torch.device(device)
    return Place(where, precision == "bf16" or (precision == "auto" and multiplies_half(where)))


def multiplies_half(where: torch.device) -> bool:
    """Whether the device multiplies bfloat16 in hardware; emulation is slower than float32."""
    if where.type == "cuda":
        return torch.cuda.is_bf16_supported(including_emulation=False)
    if where.type == "cpu":
        return bool(torch.cpu._is_amx_tile_supported() or torch.cpu._is_avx512_bf16_supported())
    return False


def memory_left(place: Place) -> int:
    """Bytes that the run may still take where it computes: of the device, or of what the machine
    has left and a job may have (``LEPTON_JOB_MEMORY``).
    """
    if place.device.type == "cuda":
        free, _whole = torch.cuda.mem_get_info(place.device)
        held = torch.cuda.memory_reserved(place.device) - torch.cuda.memory_allocated(place.device)
        return free + held
    import psutil  # only where something depends on it

    left = int(psutil.virtual_memory().available)
    most = int(os.environ.get("LEPTON_JOB_MEMORY") or 0)
    return min(left, most - int(psutil.Process().memory_info().rss)) if most else left


def release() -> None:
    """Give memory that is free inside this process back to the system, where its C library can."""
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether a library failed for want of memory, whatever it calls that."""
    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    return isinstance(error, RuntimeError) and any(word in str(error) for word in _FULL)


def halving(rows: np.ndarray, work: Callable[[np.ndarray], None]) -> None:
    """Do the work for these rows; where memory runs out, for each half of them, and so on."""
    try:
        work(rows)
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error) or len(rows) == 1:
            raise
    else:
        return
    half = len(rows) // 2
    halving(rows[:half], work)
    halving(rows[half:], work)
