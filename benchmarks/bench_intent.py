"""Intents of CLINC150, and questions that none fits, beside the linear probe of the same run.

    LEPTON_DATA=/path/to/data python -m benchmarks bench_intent

Learned from are the official training rows, chosen by the official validation rows, each with 100
that are out of scope; the test rows (4,500 and 1,000 out of scope) are read once by each run.
``INTENT_ROWS`` takes every n-th row of each part, for a quick look. ``TEXT_SEEDS`` is how many runs
there are (3). Larson et al. (2019), An evaluation dataset for intent classification and
out-of-scope prediction.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks import bench_text
from benchmarks._fresh import in_fresh_process
from benchmarks._texts import folder, labelled

TITLE = "Intents of CLINC150"
OUTSIDE = "oos"
NOTE = (
    "MiniLM-L6, everything learns, 3 epochs, {threads} threads. 'In scope' are rows with one of 150"
    " intents that got it, rows that were turned away counting as wrong; 'recall' is of the rows"
    " that are out of scope. The threshold is chosen by the validation rows, for the probe its own."
)


def questions(part: str) -> list[tuple[str, str]]:
    """Text and intent of each row of an official part, those out of scope included."""
    place = folder("clinc150", "data_full.json") / "data_full.json"
    found = json.loads(place.read_text(encoding="utf-8"))
    rows = [(text, intent) for text, intent in found[part] + found[f"oos_{part}"]]
    return rows[:: int(os.environ.get("INTENT_ROWS", "1"))]


def run(method: str, path: Path, seed: int) -> dict[str, Any]:
    """One measurement in this process; called in a fresh one."""
    import torch

    from apps.engines.builtin.text import rows, splits
    from apps.engines.builtin.text.params import IntentParams
    from apps.engines.builtin.text.run import Run
    from apps.engines.builtin.text_classify.single.task import OneClassTask
    from apps.engines.builtin.text_intent.task import IntentTask
    from apps.engines.testing import MemoryContext

    torch.set_num_threads(bench_text.THREADS)

    class Published(OneClassTask[Any]):
        """Rows to choose by and to test on as they were published."""

        def part(
            self, found: rows.Rows, *, validation: float, test: float, seed: int
        ) -> splits.Parts:
            chosen, held = (_read(questions(part)) for part in ("val", "test"))
            return splits.Parts(found, chosen, splits.Held(held), "official")

    class Official(IntentTask, Published):
        """What it does with rows out of scope, it does with those of the published parts."""

    params = IntentParams(base="minilm-l6", method=method, outside=OUTSIDE)
    ctx = MemoryContext(path / f"{method}-{seed}", seed=seed, threads=bench_text.THREADS)
    began = time.perf_counter()
    work = Run(ctx, params, labelled(questions("train")), Official(params))
    facts = work.whole().facts
    return {**figures(facts), "seconds": time.perf_counter() - began}


def figures(facts: Any) -> dict[str, Any]:
    """What the test rows say of a run."""
    found = facts.evaluation
    told = {name: getattr(found.figures, name) for name in ("inside", "recall", "precision")}
    return {
        **{name: [share.value, share.low, share.high] for name, share in told.items()},
        "auroc": found.figures.auroc,
        "overall": found.overall.value,
        "probe": found.probe_overall,
        "gain": [found.gain.value, found.gain.low, found.gain.high] if found.gain else None,
        "kind": found.scope.kind,
        "accuracy": found.classes.accuracy.value,
        "test_hash": facts.test_hash,
        "test_rows": len(found.rows),
    }


def _read(pairs: list[tuple[str, str]]) -> Any:
    from apps.engines.builtin.text import rows

    return rows.read(labelled(pairs), role="label", parse=rows.one_class)[0]


def table(found: list[dict[str, Any]]) -> list[str]:
    """A line for each run, and their mean."""
    lines = [
        "| seed | in scope | recall | precision | all rows right | of the probe | gain (95%) |"
        " AUROC | score | intents alone | seconds |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for seed, one in enumerate(found):
        shares = [f"{one[name][0]:.4f}" for name in ("inside", "recall", "precision")]
        gain = "{:+.4f} ({:+.4f} to {:+.4f})".format(*one["gain"]) if one["gain"] else ""
        cells = [str(seed), *shares, f"{one['overall']:.4f}", f"{one['probe']:.4f}", gain]
        cells += [f"{one['auroc']:.4f}", one["kind"], f"{one['accuracy']:.4f}"]
        lines.append(f"| {' | '.join([*cells, format(one['seconds'], '.0f')])} |")
    means = [statistics.fmean(one[name][0] for one in found) for name in ("inside", "recall")]
    plain = [statistics.fmean(one[name] for one in found) for name in ("overall", "probe")]
    told = [f"{value:.4f}" for value in (*means, *plain)]
    lines.append(f"| mean | {told[0]} | {told[1]} | | {told[2]} | {told[3]} | | | | | |")
    return lines


def main() -> str:
    seeds = range(int(os.environ.get("TEXT_SEEDS", "3")))
    with tempfile.TemporaryDirectory() as folder:
        found = [
            in_fresh_process("benchmarks.bench_intent", bench_text.ENV, "full", Path(folder), seed)
            for seed in seeds
        ]
    assert len({one["test_hash"] for one in found}) == 1, "not tested on the same rows"
    lines = [NOTE.format(threads=bench_text.THREADS), "", *table(found), ""]
    if os.environ.get("INTENT_ROWS"):
        lines += ["**Not all rows: a trial of the script, no result.**", ""]
    rows, told = found[0]["test_rows"], found[0]["test_hash"]
    return "\n".join([*lines, f"Test rows: {rows}, hash {told}, read once by each run."])
