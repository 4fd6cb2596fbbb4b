"""What the figures depend on."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from statistics import median

FLAGS = ("avx2", "avx512f", "amx_tile", "amx_bf16")


def conditions(seed: int) -> str:
    """What the figures depend on, in one line."""
    flags = [flag for flag in FLAGS if flag in _cpu_flags()]
    load = os.getloadavg()
    return (
        f"Seed {seed}; processor with {', '.join(flags) or 'no vector extensions'}; load before"
        f" {load[0]:.2f}; calibration loop {calibration() * 1000:.0f} ms."
    )


def has_amx() -> bool:
    """Whether bfloat16 is multiplied by tiles."""
    return "amx_bf16" in _cpu_flags()


def calibration() -> float:
    """Seconds of a fixed loop of pure Python, median of 5: compares machines and moments."""
    times = []
    for _ in range(5):
        started = time.perf_counter()
        total = 0
        for number in range(1_000_000):
            total += number & 7
        times.append(time.perf_counter() - started)
    return median(times)


def table(columns: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cpu_flags() -> set[str]:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return set()
    found = re.search(r"^flags\s*:\s*(.*)$", text, re.MULTILINE)
    return set(found.group(1).split()) if found else set()
