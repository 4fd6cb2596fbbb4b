"""Main pages with 10,000 datasets, 100,000 jobs and 200 projects, beside one page of each list."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks._jobs import conditions

TITLE = "Pages at scale"
ROOT = Path(__file__).resolve().parent.parent
BACKENDS = ("sqlite", "postgresql")
GOAL = 1.5
HOW = (
    "One process at nice {nice}, Django's test client, both databases in turn, {rounds} requests "
    "of each page. Medians in ms of processor time: the web process's with that of the database's "
    "own process, for wall time also tells what else the machine does; the ratio in wall time "
    "stands beside. The full database has {full}; each job with its attempt, "
    "three log lines, its input, a metric and an artefact, and one run in ten with a model. Half "
    "of all belong to the very project whose "
    "pages are asked for, and all versions to its one dataset. 'Nearly empty' is not empty: it has "
    "the sample, and of everything as many rows as fill one page: {few}. So both draw the same, "
    "and the ratio tells what a row costs that is not shown. Measured are all pages of "
    "tests/e2e/pages.py that show rows, and all lists of REST; what is left out stands with its "
    "reason in benchmarks/_scale/measure.py. Goal: at most 1.5 ×."
)


def measured(backend: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks._scale", backend]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def told(scale: dict[str, int]) -> str:
    """The numbers of a scale, as they are read: '200 projects, 10,000 datasets, …'."""
    return ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in scale.items())


def ratio(page: dict[str, Any], kind: str) -> float:
    """Of the full site to the nearly empty one."""
    return float(page[f"many{kind}"]) / float(page[f"few{kind}"])


def judged(found: dict[str, Any]) -> str:
    """The time that is judged: that of processors, or on the wall where the database's process
    cannot be seen."""
    return "_cpu" if all(page["few_cpu"] for page in found["pages"]) else ""


def cells(page: dict[str, Any], kind: str) -> list[str]:
    one = ratio(page, kind)
    mark = "" if one <= GOAL else " ✗"
    times = [f"{page[f'{site}{kind}']:.0f}" for site in ("few", "many")]
    return [*times, f"{one:.2f}{mark}", f"{ratio(page, ''):.2f}"]


def summary(found: dict[str, Any]) -> str:
    """How many pages are within the goal, and under what load."""
    kind = judged(found)
    ratios = [ratio(page, kind) for page in found["pages"]]
    within = sum(one <= GOAL for one in ratios)
    return (
        f"{found['where']}, {'processor' if kind else 'wall'} time: {within} of {len(ratios)} pages"
        f" within the goal, median ratio {median(ratios):.2f}, worst {max(ratios):.2f}; load at the"
        f" end {found['load']:.1f}."
    )


def main() -> str:
    known = conditions.conditions(0)
    asked = {backend: measured(backend) for backend in BACKENDS}
    found = [one for one in asked.values() if "pages" in one]
    said = [
        f"{backend} was not measured: {one['missing']}."
        for backend, one in asked.items()
        if "missing" in one
    ]
    columns = ["page"]
    for one in found:
        columns += [f"{one['where']}: one page", "full", "ratio", "on the wall"]
    kinds = [judged(one) for one in found]
    rows = [
        [
            lines[0]["name"],
            *(cell for page, kind in zip(lines, kinds, strict=True) for cell in cells(page, kind)),
        ]
        for lines in zip(*(one["pages"] for one in found), strict=True)
    ]
    sizes = {key: told(found[0]["sizes"][key]) for key in ("few", "full")}
    how = HOW.format(rounds=found[0]["rounds"], nice=os.nice(0), **sizes)
    words = " ".join([*map(summary, found), *said])
    return f"{known}\n\n{how}\n\n{words}\n\n{conditions.table(columns, rows)}"
