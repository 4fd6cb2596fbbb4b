"""Segments: how often is a cloud without any taken for several, and are near ones still told?

    python -m benchmarks bench_segments_alarms

``SEGMENTS_CLOUDS`` (100) clouds of each kind and size, a quarter as many of 1000 rows, each judged
as ``markets.segments`` does for up to six segments. One thread.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from benchmarks._fresh import in_fresh_process

TITLE = "Segments of markets: alarms"
ENV = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
PARTED = "three clouds 5 sd apart"
KINDS = {
    "normal": 4, "correlated": 4, "uniform": 4, "t with 3 df": 4, "log-normal": 4,
    "ratings 1 to 5": 4, PARTED: 4,
}  # fmt: skip
SIZES = (50, 200, 1000)
MOST, LEVEL = 6, 0.05
NOTE = (
    "All but the last have one peak, in 4 measures, and an alarm is p ≤ 5 % of the test that there"
    " is one. The last are normal clouds that do have three, so that most should be told. Of 1000"
    " rows a quarter as many clouds were drawn."
)


def main() -> str:
    """The section's text."""
    count = int(os.environ.get("SEGMENTS_CLOUDS", "100"))
    found = in_fresh_process("benchmarks.bench_segments_alarms", ENV, "", Path(), count)
    lines = [f"**Taken for several at 5 %, of {count} clouds each**", ""]
    lines.append(f"| cloud | {' | '.join(f'{size} rows' for size in SIZES)} |")
    lines.append("|---|" + "---|" * len(SIZES))
    for kind in KINDS:
        cells = " | ".join(str(found[f"{kind}/{size}"]) for size in SIZES)
        lines.append(f"| {kind} | {cells} |")
    return "\n".join([*lines, "", NOTE])


def run(method: str, path: Path, count: int) -> dict[str, str]:
    """'kind/rows' → how many of how many; called in a fresh process."""
    from apps.engines.builtin.segments import choosing

    found = {}
    for kind in KINDS:
        for size in SIZES:
            drawn = count if size < 1000 else max(count // 4, 1)
            alarms = sum(
                choosing.choose(cloud(kind, number, size), MOST, number).p <= LEVEL
                for number in range(drawn)
            )
            found[f"{kind}/{size}"] = f"{alarms} of {drawn}"
    return found


def cloud(kind: str, number: int, rows: int) -> Any:
    """(rows, measures) standardised, as the engine does."""
    import numpy as np

    rng, p = np.random.default_rng([number, rows]), KINDS[kind]
    x = rng.normal(size=(rows, p))
    if kind == "correlated":
        x = x @ (np.eye(p) + 2 * np.ones((p, p)) / p)
    elif kind == "uniform":
        x = rng.random((rows, p))
    elif kind == "t with 3 df":
        x = rng.standard_t(3, (rows, p))
    elif kind == "log-normal":
        x = np.exp(x)
    elif kind == "ratings 1 to 5":
        x = rng.integers(1, 6, (rows, p)).astype(float)
    elif kind == PARTED:
        x[:, :3] += 5 / np.sqrt(2) * np.eye(3)[rng.integers(0, 3, rows)]
    return (x - x.mean(axis=0)) / x.std(axis=0)
