"""What ``nvidia-smi`` says of this machine's graphics processors: memory, load, heat and power.

Asked as a program, which comes with every driver; there is no library to install for it.
"""

from __future__ import annotations

import shutil
import subprocess
import threading
import time
from dataclasses import asdict, dataclass
from typing import Any

ASKED = (
    "index", "uuid", "name", "memory.total", "memory.used", "utilization.gpu", "temperature.gpu",
    "power.draw",
)  # fmt: skip
PATIENCE = 5.0  # seconds: a driver that hangs must hold nobody up
FRESH = 2.0
SILENCE = 60.0  # seconds for which one that did not answer is not asked again
MIB = 1024**2


@dataclass(frozen=True)
class GpuFigures:
    """Of one device. Bytes, percent, degrees Celsius and watts; None where it does not tell."""

    index: str
    uuid: str
    name: str
    total: int
    used: int
    busy: float | None
    celsius: float | None
    watts: float | None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def is_called(self, name: str) -> bool:
        """Whether CUDA_VISIBLE_DEVICES means this one by ``name``."""
        return name == self.index or (name.startswith("GPU-") and self.uuid.startswith(name))


_last: tuple[float, tuple[GpuFigures, ...]] = (0.0, ())  # until when, and what
_silent: subprocess.Popen[str] | None = None  # one that was asked and did not answer
_lock = threading.Lock()


def read() -> tuple[GpuFigures, ...]:
    """Every device, at most two seconds old; empty without a driver that answers."""
    global _last
    with _lock:
        if time.monotonic() >= _last[0]:
            found = tuple(parse(_said()))
            _last = (time.monotonic() + (FRESH if found else SILENCE), found)
        return _last[1]


def _said() -> str:
    """A program that hangs inside the driver cannot be killed: it is not waited for, and none is
    asked beside it.
    """
    global _silent
    if not shutil.which("nvidia-smi") or (_silent is not None and _silent.poll() is None):
        return ""
    command = ["nvidia-smi", f"--query-gpu={','.join(ASKED)}", "--format=csv,noheader,nounits"]
    try:
        asked = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
    except OSError:
        return ""
    try:
        said, _ = asked.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        asked.kill()
        _silent = asked
        return ""
    return said if asked.returncode == 0 else ""


def parse(said: str) -> list[GpuFigures]:
    """Lines of comma-separated values in the order of ``ASKED``; others are passed over."""
    found = []
    for line in said.splitlines():
        cells = [cell.strip() for cell in line.split(",")]
        if len(cells) != len(ASKED):
            continue
        numbers = [_number(cell) for cell in cells[3:]]
        total, used = (int((value or 0) * MIB) for value in numbers[:2])
        found.append(GpuFigures(cells[0], cells[1], cells[2], total, used, *numbers[2:]))
    return found


def _number(cell: str) -> float | None:
    """None for '[N/A]' and the like."""
    try:
        return float(cell)
    except ValueError:
        return None
