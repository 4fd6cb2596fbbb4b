"""Import of a CSV against what people use instead: plain polars, and pandas.

    python -m benchmarks bench_import

Each method reads the same generated file into Parquet, alone in a fresh process with one thread.
Time is CPU time of the whole way from text to file (imports are left out); memory is the process's
peak. Ours also names each unusable value, matches countries, counts repeats and profiles columns.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks._fresh import in_fresh_process

TITLE = "Import of a CSV"
NOTE = (
    "A country, a date, a code, a category, a whole number and two decimals per row. CPU time from"
    " text to Parquet in a fresh process, one thread, least of 3 runs in turn, of 1 GB one run;"
    " peak RSS with the libraries loaded. Lepton's time includes what the others leave out:"
    " sniffing, a reason for every unusable value, countries as ISO codes, repeated keys, the"
    " content hash and the profile of each column."
)
MEGABYTES = (20, 200)
LARGE_MEGABYTES = 1024  # run once
METHODS = ("lepton", "polars", "pandas")
ENV = {"POLARS_MAX_THREADS": "1", "OMP_NUM_THREADS": "1", "ARROW_NUM_THREADS": "1"}
PLACES = ("France", "Germany", "Japan", "Brazil", "Korea, Rep.", "United States", "Viet Nam")
HEAD = "country,day,code,segment,units,price,share\n"


def make(path: Path, megabytes: float, seed: int = 7) -> int:
    """Write about ``megabytes`` of rows that all can be stored; gives their number."""
    rng = random.Random(seed)
    places = [f'"{place}"' if "," in place else place for place in PLACES]
    wanted, row = megabytes * 1024**2, 0
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        while file.tell() < wanted:
            lines = []
            for _ in range(20_000):
                row += 1
                lines.append(
                    f"{places[row % 7]},20{row % 24:02}-{row % 12 + 1:02}-{row % 28 + 1:02},"
                    f"K{row:09},s{row % 40},{rng.randrange(100_000)},"
                    f"{rng.random() * 1000:.2f},{rng.random():.6f}\n"
                )
            file.write("".join(lines))
    return row


def run(method: str, path: Path) -> dict[str, Any]:
    """One method in this process; called in a fresh one. ``cpu`` in seconds, ``peak`` in MB."""
    calls: dict[str, Callable[[Path, Path], Callable[[], int]]] = {
        "lepton": _lepton,
        "polars": _polars,
        "pandas": _pandas,
    }
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        small = path.with_name("small.csv")
        calls[method](small, Path(folder))()  # a warm process, as jobs run in
        work = calls[method](path, Path(folder))
        start = time.process_time()
        rows = work()
        taken = time.process_time() - start
    return {"rows": rows, "cpu": taken, "peak": peak_megabytes()}


def peak_megabytes() -> float:
    """Peak RSS in MB. Not ``ru_maxrss``: that begins with the parent's size at the fork."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return float("nan")


def _lepton(path: Path, folder: Path) -> Callable[[], int]:
    from apps.datasets.tabular.importing import run_import
    from apps.datasets.tabular.inspecting import inspect

    return lambda: run_import(path, inspect(path).plan, folder).table.rows


def _polars(path: Path, folder: Path) -> Callable[[], int]:
    import polars as pl

    def work() -> int:
        target = folder / "polars.parquet"
        pl.scan_csv(path, try_parse_dates=True).sink_parquet(target)
        return int(pl.scan_parquet(target).select(pl.len()).collect().item())

    return work


def _pandas(path: Path, folder: Path) -> Callable[[], int]:
    import pandas as pd

    def work() -> int:
        frame = pd.read_csv(path, parse_dates=["day"])
        frame.to_parquet(folder / "pandas.parquet")
        return len(frame)

    return work


def measure(megabytes: int, repeats: int) -> list[dict[str, Any]]:
    """The methods in turn, each ``repeats`` times; the least CPU time counts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        rows = make(path, megabytes)
        make(path.with_name("small.csv"), 0.01)
        runs: dict[str, list[dict[str, Any]]] = {method: [] for method in METHODS}
        for _ in range(repeats):
            for method in METHODS:
                done = _fresh(method, path)
                assert done["rows"] == rows, f"{method} stored {done['rows']} of {rows} rows"
                runs[method].append(done)
    best = {method: min(done, key=lambda one: one["cpu"]) for method, done in runs.items()}
    return [
        {
            "file": f"{megabytes} MB, {rows:,} rows",
            "method": method,
            "cpu": one["cpu"],
            "polars": one["cpu"] / best["polars"]["cpu"],
            "pandas": one["cpu"] / best["pandas"]["cpu"],
            "peak": one["peak"],
        }
        for method, one in best.items()
    ]


def _fresh(method: str, path: Path) -> dict[str, Any]:
    return in_fresh_process("benchmarks.bench_import", ENV, method, path)


def table(found: list[dict[str, Any]]) -> list[str]:
    """Markdown, side by side."""
    lines = [
        "| file | method | CPU s | of polars | of pandas | peak MB |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
    ]
    for one in found:
        lines.append(
            f"| {one['file']} | {one['method']} | {one['cpu']:.2f} | {one['polars']:.2f}"
            f" | {one['pandas']:.2f} | {one['peak']:.0f} |"
        )
    return lines


def main() -> str:
    """All files, the largest run once, else the least of three runs; the section's text."""
    found = [row for megabytes in MEGABYTES for row in measure(megabytes, 3)]
    found += measure(LARGE_MEGABYTES, 1)
    return "\n".join([*table(found), "", NOTE])


if __name__ == "__main__":
    print(main())
