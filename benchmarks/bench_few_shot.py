"""Eight examples of each class of Banking77: the method for few examples beside the linear probe.

    LEPTON_DATA=/path/to/data python -m benchmarks bench_few_shot

Each seed draws its own rows from the training file, learns from seven of each class and chooses by
one; the test file is read once by each run. ``FEW_SHOTS`` is how many rows of each class are drawn
(8), ``TEXT_SEEDS`` how many runs there are (3).
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks import bench_text
from benchmarks._fresh import in_fresh_process
from benchmarks._texts import labelled

TITLE = "A handful of examples on Banking77"
NOTE = (
    "MiniLM-L6, {shots} rows of each of 77 classes, of which one is chosen by; {threads} threads."
    " The probe of the run has learned from the same rows; the last column's from all of them,"
    " with the strength of regularisation that the run chose. McNemar's exact test is over the"
    " rows that only one of the two has right."
)


def shots() -> int:
    """Rows that are drawn of each class."""
    return int(os.environ.get("FEW_SHOTS", "8"))


def drawn(seed: int) -> list[tuple[str, str]]:
    """Rows of the training file, so many of each class."""
    of: dict[str, list[str]] = defaultdict(list)
    for text, label in dict(bench_text.pairs("train.csv")).items():
        of[label].append(text)
    draw = random.Random(seed)
    return [(text, label) for label in sorted(of) for text in draw.sample(of[label], shots())]


def run(method: str, path: Path, seed: int) -> dict[str, Any]:
    """One measurement in this process; called in a fresh one."""
    import numpy as np
    import torch

    from apps.engines.builtin.text import probe, rows, splits
    from apps.engines.builtin.text.metrics import paired_difference
    from apps.engines.builtin.text.params import ClassifyParams
    from apps.engines.builtin.text.run import Run
    from apps.engines.builtin.text_classify.single.task import ClassTask
    from apps.engines.testing import MemoryContext

    torch.set_num_threads(bench_text.THREADS)
    official, _ = rows.read(
        labelled(bench_text.pairs("test.csv")), role="label", parse=rows.one_class
    )

    class OfficialTest(ClassTask):
        def part(
            self, found: rows.Rows, *, validation: float, test: float, seed: int
        ) -> splits.Parts:
            own = splits.part(found, validation=validation, test=1e-9, seed=seed)
            unused = own.test.read()  # one row of each class: it is learned from as well
            train = rows.joined(own.train, unused)
            return splits.Parts(train, own.validation, splits.Held(official), "official")

    class Remembering(Run):
        """Keeps what the frozen encoder says of the test rows, for the second probe."""

        def _frozen(self, ids: probe.Ids) -> np.ndarray:
            self.frozen = super()._frozen(ids)
            return self.frozen

    params = ClassifyParams(base="minilm-l6", method=method)
    ctx = MemoryContext(path / f"{method}-{seed}", seed=seed, threads=bench_text.THREADS)
    work = Remembering(ctx, params, labelled(drawn(seed)), OfficialTest(params))
    began = time.perf_counter()
    facts = work.whole().facts
    seconds = time.perf_counter() - began
    found = facts.evaluation
    answer: dict[str, Any] = {
        "accuracy": found.accuracy.value,
        "kept": facts.trained is not None and facts.trained.start,
        "seconds": seconds,
        "test_hash": facts.test_hash,
        "test_rows": len(found.labels),
    }
    for name, other in _probes(work, found).items():
        gain = paired_difference(found.right, other, seed=seed)
        answer[name] = float(other.mean())
        answer[f"{name}_gain"] = [gain.value, gain.low, gain.high]
        answer[f"{name}_p"] = mcnemar(found.right, other)
    return answer


def _probes(work: Any, found: Any) -> dict[str, Any]:
    """Which test rows the probe of the run has right, and one that has learned from all rows."""
    import numpy as np

    from apps.engines.builtin.text import probe

    if not hasattr(work, "frozen"):  # the start was kept: the model is the probe
        work._frozen(work.tokens(found.rows.texts)[0])
    frozen = work._scaled(work.frozen)
    every = probe.regression(
        np.concatenate([work.features.values, work.judged.values]),
        np.concatenate([work.features.targets, work.judged.targets]),
        len(found.names),
        work.strength,
    )
    return {
        "probe": work.linear.scores(frozen).argmax(axis=1) == found.labels,
        "all": every.scores(frozen).argmax(axis=1) == found.labels,
    }


def mcnemar(right: Any, other: Any) -> float:
    """The exact two-sided p-value of the rows that only one of the two has right."""
    from scipy.stats import binomtest

    more, less = int((right & ~other).sum()), int((other & ~right).sum())
    return float(binomtest(more, more + less).pvalue) if more + less else 1.0


def measure() -> list[dict[str, Any]]:
    """One run for each seed."""
    seeds = range(int(os.environ.get("TEXT_SEEDS", "3")))
    with tempfile.TemporaryDirectory() as folder:
        return [
            in_fresh_process(
                "benchmarks.bench_few_shot", bench_text.ENV, "few_shot", Path(folder), seed
            )
            for seed in seeds
        ]


def table(found: list[dict[str, Any]]) -> list[str]:
    lines = [
        "| seed | few examples | probe of the run | gain (95%) | p | probe, all rows | gain (95%) |"
        " p | seconds |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for seed, one in enumerate(found):
        cells = [str(seed), f"{one['accuracy']:.4f}"]
        for name in ("probe", "all"):
            value, low, high = one[f"{name}_gain"]
            cells += [f"{one[name]:.4f}", f"{value:+.4f} ({low:+.4f} to {high:+.4f})"]
            cells.append(f"{one[f'{name}_p']:.2g}")
        cells.append(f"{one['seconds']:.0f}")
        lines.append(f"| {' | '.join(cells)} |")
    means = {
        name: statistics.fmean(one[name] for one in found) for name in ("accuracy", "probe", "all")
    }
    lines.append(
        f"| mean | {means['accuracy']:.4f} | {means['probe']:.4f} |"
        f" {means['accuracy'] - means['probe']:+.4f} | | {means['all']:.4f} |"
        f" {means['accuracy'] - means['all']:+.4f} | | |"
    )
    return lines


def main() -> str:
    found = measure()
    assert len({one["test_hash"] for one in found}) == 1, "not tested on the same rows"
    first = found[0]
    lines = [NOTE.format(shots=shots(), threads=bench_text.THREADS), "", *table(found), ""]
    if os.environ.get("TEXT_ROWS"):
        lines += [f"**Only {os.environ['TEXT_ROWS']} rows: a trial of the script, no result.**", ""]
    lines.append(
        f"Test rows: {first['test_rows']}, hash {first['test_hash']}, read once by each run."
    )
    return "\n".join(lines)
