"""``python -m benchmarks.soak``: the long tests (``pytest -m soak``) and a record of them.

``SOAK_SEED`` repeats a run; ``SOAK_MEGABYTES`` is the size of the large upload, 5120 unless told.
Paths of tests after it run these alone: ``python -m benchmarks.soak tests/soak``.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

from benchmarks._jobs.conditions import conditions
from benchmarks.record import RESULTS, write_section

TITLE = "Soak"
ROOT = RESULTS.parent.parent
REPORT = ROOT / "var" / "soak.xml"


def main(chosen: list[str]) -> int:
    """Run what is marked ``soak``; with paths only theirs, into a section of their own."""
    seed = os.environ.get("SOAK_SEED") or str(random.SystemRandom().randrange(2**31))
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.unlink(missing_ok=True)
    described = conditions(int(seed))
    started = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-m", "soak", "-p", "no:xdist", "-ra"]
    command += [f"--junitxml={REPORT}", "-o", "junit_family=xunit2"]
    hidden = {"LEPTON_VAR", "DJANGO_SETTINGS_MODULE"}
    command += chosen
    environment = {key: value for key, value in os.environ.items() if key not in hidden}
    status = subprocess.call(command, cwd=ROOT, env={**environment, "SOAK_SEED": seed})
    minutes = (time.monotonic() - started) / 60
    if REPORT.exists():
        title = ": ".join([TITLE, *chosen])
        write_section(title, f"{described} {minutes:.1f} minutes.\n\n{table(REPORT)}")
    return status


def table(report: Path) -> str:
    """Each test with its outcome and time, and the figures that it recorded."""
    lines = ["| test | outcome | s | recorded |", "| --- | --- | ---: | --- |"]
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        states = {child.tag for child in case} & {"failure", "error", "skipped"}
        recorded = "; ".join(
            f"{item.get('name')} = {item.get('value')}" for item in case.iter("property")
        )
        name = f"{(case.get('classname') or '').removeprefix('tests.')}.{case.get('name')}"
        seconds = float(case.get("time") or 0)
        lines.append(f"| {name} | {', '.join(states) or 'passed'} | {seconds:.1f} | {recorded} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
