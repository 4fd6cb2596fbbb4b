"""A training job's child: how soon its first step is done, and its memory beside the estimate.

    LEPTON_DATA=/path/to/data python -m benchmarks bench_child

The folder is that of ``bench_text``. Each run goes through the supervisor and a child of its own,
as a job's does. ``CHILD_REPEATS`` is how many starts are measured of each kind (5), ``CHILD_CASES``
chooses cases by words in their names, separated by commas.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks._jobs import conditions
from benchmarks.bench_jobs import ROOT, prepare
from benchmarks.bench_text import pairs

TITLE = "A training job's child"
SEED = 20261129
IMPORT_SECONDS = float(os.environ.get("CHILD_WAIT", "10"))  # until a spare child has imported
REPEATS = int(os.environ.get("CHILD_REPEATS", "5"))
CHOSEN = tuple(filter(None, os.environ.get("CHILD_CASES", "").split(",")))
START_ROWS = 200  # few, so that reading them takes next to no time beside the start
SPAN = range(REPEATS)
START_CLASSES = 8
GOAL_SECONDS, GOAL_SHARE = 3.0, 0.15
MB = 1024**2


@dataclass(frozen=True)
class Case:
    """One training: ``start`` says that its start is measured, too."""

    name: str
    base: str
    method: str
    rows: int
    start: bool = False


CASES = (
    Case("tiny random BERT, all of it", "folder:tiny", "full", 1_000, start=True),
    Case("MiniLM-L6, all of it", "minilm-l6", "full", 1_000, start=True),
    Case("MiniLM-L6, LoRA", "minilm-l6", "lora", 1_000, start=True),
    Case("MiniLM-L6, last layer", "minilm-l6", "probe", 1_000),
    Case("multilingual E5 small, all of it", "e5-small", "full", 1_000, start=True),
    Case("multilingual E5 small, LoRA", "e5-small", "lora", 1_000),
    Case("MiniLM-L6, all of it", "minilm-l6", "full", 10_000),
    Case("MiniLM-L6, LoRA", "minilm-l6", "lora", 10_000),
    Case("MiniLM-L6, last layer", "minilm-l6", "probe", 10_000),
)


class Site:
    """An empty site in a temporary folder, and trainings in it."""

    def __init__(self, folder: Path) -> None:
        from django.conf import settings

        from tests.text import tiny

        settings.TEXT_MODELS_DIR = folder / "bases"
        tiny.save(settings.TEXT_MODELS_DIR / "tiny")
        self.project, self.user = _site
        self.versions: dict[int, Any] = {}
        self.pool: Any = None  # one that keeps a spare child between runs

    def version(self, rows: int) -> Any:
        """A stored table of so many rows."""
        if rows not in self.versions:
            from apps.datasets.domain.create import create_from_rows

            known = pairs("train.csv")
            if rows == START_ROWS:  # of so few a class must have five
                few = sorted({label for _text, label in known})[:START_CLASSES]
                known = [pair for pair in known if pair[1] in few]
            step = max(1, len(known) // rows)
            self.versions[rows] = create_from_rows(
                project=self.project, user=self.user, name=f"{rows} rows",
                columns=[("text", ""), ("label", "")], rows=known[::step][:rows],
            )  # fmt: skip
        return self.versions[rows]

    def train(self, case: Case, rows: int) -> dict[str, float]:
        """Seconds from the claim, and bytes: ``told`` before the start and the peak."""
        from apps.engines import registry
        from apps.engines.contract import InputProfile
        from apps.jobs.domain import folders
        from apps.jobs.domain.submit import submit
        from apps.jobs.models import Job
        from apps.jobs.supervisor.pool import ChildPool
        from apps.jobs.supervisor.supervise import supervise

        data = {"kind": "dataset", "id": str(self.version(rows).pk)}
        data["roles"] = {"text": ["text"], "label": ["label"]}
        params = {"base": case.base, "method": case.method, "epochs": 1, "rare": "leave_out"}
        job = submit(
            project=self.project, user=self.user, engine_key="text.classify", params=params,
            inputs={"data": data}, seed=SEED,
        )  # fmt: skip
        engine = registry.get("text.classify")
        profiles = {"data": InputProfile.model_validate(job.provenance["inputs"]["data"])}
        told = engine.resources(engine.Params.model_validate(job.params), profiles).memory_bytes
        events: list[dict[str, Any]] = []
        remove = folders.remove

        def keep(job_id: Any) -> None:
            path = folders.attempt_folder(job_id, 1) / "events.jsonl"
            events.extend(json.loads(line) for line in path.read_text().splitlines())
            remove(job_id)

        folders.remove = keep
        pool = self.pool or ChildPool(0, 1)
        try:
            supervise(job.pk, pool)
        finally:
            folders.remove = remove
            if pool is not self.pool:
                pool.close()
        job = Job.objects.get(pk=job.pk)
        if job.state != "succeeded":
            raise RuntimeError(f"{case.name}: {job.state}: {job.reason} {job.error}")
        peak = job.attempts.get().peak_memory_bytes
        return {**_times(events, job.started_at.timestamp()), "told": told, "peak": peak}


def _times(events: list[dict[str, Any]], began: float) -> dict[str, float]:
    """Seconds until the engine is imported, the base model has read its first batch, and the first
    step is done (0 where there is none).
    """
    found = {"running": 0.0, "read": 0.0, "step": 0.0}
    for event in events:
        after = event["t"] - began
        if event["kind"] == "running":
            found["running"] = after
        elif event["kind"] == "progress" and event["done"] and not found["read"]:
            found["read"] = after
        elif event["kind"] == "metric" and not found["step"]:
            found["step"] = after
    return found


_site: tuple[Any, Any] = (None, None)


def starts(site: Site, cases: list[Case]) -> str:
    """How soon each kind of run has begun, once what it reads is in the machine's file cache: in a
    child that imports everything first, and in one that was waiting.
    """
    from apps.jobs.supervisor.pool import ChildPool

    rows = []
    for case in cases:
        site.train(case, START_ROWS)
        rows.append(_row(case, "imports first", [site.train(case, START_ROWS) for _ in SPAN]))
        site.pool = ChildPool(0, 1)
        site.train(case, START_ROWS)
        waiting = []
        for _ in SPAN:
            site.pool.refill()
            time.sleep(IMPORT_SECONDS)
            waiting.append(site.train(case, START_ROWS))
        rows.append(_row(case, "was waiting", waiting))
        site.pool.close()
        site.pool = None
    return conditions.table(
        ["run", "child", "engine imported", "first batch read", "first step done",
         f"≤ {GOAL_SECONDS:g} s"],
        rows,
    )  # fmt: skip


def _row(case: Case, child: str, runs: list[dict[str, float]]) -> list[str]:
    middle = {key: median(one[key] for one in runs) for key in ("running", "read", "step")}
    met = "met" if middle["step"] <= GOAL_SECONDS else "NOT MET"
    row = [case.name, child, *(f"{middle[key]:.2f} s" for key in middle), met]
    print(row, file=sys.stderr, flush=True)
    return row


def memory(site: Site, cases: list[Case]) -> str:
    """Estimates and peaks."""
    rows = []
    for case in cases:
        found = site.train(case, case.rows)
        share = found["told"] / found["peak"] - 1
        met = "met" if abs(share) <= GOAL_SHARE else "NOT MET"
        row = [case.name, f"{case.rows:,}", f"{found['told'] / MB:.0f} MB"]
        rows.append([*row, f"{found['peak'] / MB:.0f} MB", f"{share:+.0%}", met])
        print(rows[-1], file=sys.stderr, flush=True)
    return conditions.table(
        ["run", "rows", "estimate", "peak", "estimate beside it", f"± {GOAL_SHARE:.0%}"], rows
    )


def measure() -> str:
    global _site
    known = conditions.conditions(SEED)
    cases = [case for case in CASES if all(word in f"{case}" for word in CHOSEN)]
    with tempfile.TemporaryDirectory() as folder:
        _site = prepare(folder)
        site = Site(Path(folder))
        begun = starts(site, [case for case in cases if case.start]) if REPEATS else ""
        taken = memory(site, cases)
    how = (
        f"Starts: seconds from the worker's claim, Banking77, {START_ROWS} rows, median of"
        f" {REPEATS} after one run that warmed the machine's file cache; before the first step"
        " every row is read by the base model and the last layer is fitted. After such a run a"
        " worker keeps a child waiting that has imported the libraries (`JOB_READY_SECONDS`)."
        " Memory: the child's own peak (VmHWM) of a run with one epoch, beside what is told"
        " before the start."
    )
    return f"{known}\n\n{how}\n\n{begun}\n\n{taken}"


def main() -> str:
    """Measured in a process of its own: it sets up Django for its temporary folder."""
    command = [sys.executable, "-m", "benchmarks.bench_child"]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout


if __name__ == "__main__":
    print(measure())
