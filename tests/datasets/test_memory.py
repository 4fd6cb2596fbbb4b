"""A file of any size is imported in bounded memory: measured in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAD = b"country,day,code,units,price\n"
CODE = """
import json, sys
from pathlib import Path
from apps.datasets.tabular.importing import run_import
from apps.datasets.tabular.inspecting import inspect

folder = Path(sys.argv[2])
folder.mkdir()
outcome = run_import(Path(sys.argv[1]), inspect(Path(sys.argv[1])).plan, folder)
status = Path("/proc/self/status").read_text()
peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))
print(json.dumps({"rows": outcome.table.rows, "read": outcome.counts.read, "peak": peak / 1024}))
"""

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="the peak is read from /proc"
)


def generate(path: Path, megabytes: int) -> int:
    """Rows with codes that all differ; gives their number."""
    places = ("France", "Germany", "Japan", "Brazil")
    tails = [
        b",%d,%d.%02d\n" % (n * 7919 % 100_000, n * 31 % 977, n * 17 % 100) for n in range(977)
    ]
    heads = [f"{places[n % 4]},2024-03-{n % 28 + 1:02},K".encode() for n in range(28)]
    row = 0
    with path.open("wb") as file:
        file.write(HEAD)
        while file.tell() < megabytes * 1024**2:
            lines = [
                b"%b%09d%b" % (heads[n % 28], n, tails[n % 977]) for n in range(row, row + 50_000)
            ]
            file.write(b"".join(lines))
            row += 50_000
    return row


def imported(path: Path, folder: Path, limit_s: int) -> dict[str, float]:
    """What the import of ``path`` in a fresh process took; ``peak`` in MB."""
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(path), str(folder)],
        capture_output=True, text=True, check=True, timeout=limit_s, env=os.environ,
    )  # fmt: skip
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


@pytest.mark.soak
def test_eight_times_the_file_takes_hardly_more_memory(tmp_path, record_property):
    peaks = []
    for megabytes in (3, 24):
        path = tmp_path / f"{megabytes}.csv"
        rows = generate(path, megabytes)
        found = imported(path, tmp_path / f"out{megabytes}", 60)
        assert found["rows"] == found["read"] == rows
        peaks.append(found["peak"])
    record_property("peak_mb", [round(peak) for peak in peaks])
    assert peaks[1] < 450, peaks
    assert peaks[1] - peaks[0] < 200, peaks


@pytest.mark.soak
def test_a_gigabyte_is_imported_in_bounded_memory(tmp_path, record_property):
    path = tmp_path / "large.csv"
    rows = generate(path, 1024)
    found = imported(path, tmp_path / "out", 1200)
    record_property("rows", rows)
    record_property("peak_mb", round(found["peak"]))
    assert found["rows"] == found["read"] == rows
    assert found["peak"] < 700
