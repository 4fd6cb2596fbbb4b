"""Segments: are planted ones found in a large table, and how fast?

    python -m benchmarks bench_segments

1,000,000 rows with 10 measures and 8 planted segments, from ``SEGMENTS_SEEDS`` (20) seeds: the
search of ``markets.segments`` beside one start of scikit-learn's k-means on the same array, by CPU
seconds in the same process. All with one thread.
"""

from __future__ import annotations

import os
import statistics
import time
from pathlib import Path
from typing import Any

from benchmarks._fresh import in_fresh_process

TITLE = "Segments of markets"
ENV = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
ROWS, COLUMNS, K = 1_000_000, 10, 8
FOUND = 0.99
NOTE = (
    "Centres are drawn uniformly from [0, 4]¹⁰ anew for each seed, shares of the segments from 4 to"
    " 22 %, rows are normal around their centre (sd 0.5 in each measure). Both get the same array"
    " of singles, one thread, and are timed one after the other in one process; the search includes"
    " picking the sample of 50,000 rows by a hash of each row, ten starts on it and five passes"
    " over all rows. 'Found' is an adjusted Rand index of 0.99 or more to the planted segments."
)


def main() -> str:
    """The section's text."""
    seeds = int(os.environ.get("SEGMENTS_SEEDS", "20"))
    here = Path()
    found = in_fresh_process("benchmarks.bench_segments", ENV, "planted", here, seeds)["seeds"]
    lines = [f"**{ROWS:,} × {COLUMNS}, {K} planted segments, {seeds} seeds**", ""]
    lines += [*planted_table(found), ""]
    return "\n".join([*lines, NOTE])


def run(method: str, path: Path, count: int) -> dict[str, Any]:
    """One measurement in this process; called in a fresh one."""
    return {"seeds": planted(count)}


def draw(seed: int) -> tuple[Any, Any]:
    """(n, p) rows as singles and their planted segments."""
    import numpy as np

    rng = np.random.default_rng([seed, 8])
    share = np.linspace(1, 5, K) / np.linspace(1, 5, K).sum()
    truth = rng.choice(K, ROWS, p=share)
    x = rng.uniform(0, 4, (K, COLUMNS))[truth] + 0.5 * rng.normal(size=(ROWS, COLUMNS))
    return x.astype(np.float32), truth


def planted(seeds: int) -> list[dict[str, float]]:
    """One line for each seed."""
    return [beside(seed) for seed in range(seeds)]


def beside(seed: int) -> dict[str, float]:
    """Adjusted Rand indices and CPU seconds of both."""
    import numpy as np
    from sklearn.cluster import KMeans
    from sklearn.metrics import adjusted_rand_score

    from apps.engines.builtin.segments import data, findings, kmeans, order

    x, truth = draw(seed)
    began = time.process_time()
    rows = data.Rows(x, np.arange(ROWS))
    words = np.concatenate([order.row_words(block, seed) for block in rows.blocks()])
    picked = order.sample(order.counted(words)[0], data.SORTED_ROWS)
    picked = picked[order.sorted_rows(x[picked])]
    centres = findings.seek(rows, picked, K, seed)
    labels = np.concatenate([kmeans.nearest(block, centres) for block in rows.blocks()])
    ours = time.process_time() - began
    began = time.process_time()
    single = KMeans(K, random_state=seed).fit(x)
    theirs = time.process_time() - began
    return {
        "ours": ours,
        "theirs": theirs,
        "our_ari": float(adjusted_rand_score(truth, labels)),
        "their_ari": float(adjusted_rand_score(truth, single.labels_)),
    }


def planted_table(found: list[dict[str, float]]) -> list[str]:
    """Both beside each other, and the ratio of CPU seconds."""
    lines = ["| | found | lowest ARI | median CPU s |", "|---|---|---|---|"]
    for name, ari, seconds in (
        ("search of the engine", "our_ari", "ours"),
        ("one start of scikit-learn", "their_ari", "theirs"),
    ):
        right = sum(one[ari] >= FOUND for one in found)
        lowest = min(one[ari] for one in found)
        middle = statistics.median(one[seconds] for one in found)
        lines.append(f"| {name} | {right} of {len(found)} | {lowest:.3f} | {middle:.2f} |")
    ratios = [one["ours"] / one["theirs"] for one in found]
    total = sum(one["ours"] for one in found) / sum(one["theirs"] for one in found)
    spread = f"by seed {min(ratios):.2f} to {max(ratios):.2f}"
    lines += ["", f"Ratio of CPU seconds over all seeds {total:.2f}; {spread}."]
    return lines
