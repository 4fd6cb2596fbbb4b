"""Least squares of a table of many rows: beside scikit-learn, DuckDB and what reading alone costs.

Every method runs alone in a fresh process with one thread. ``CPU s`` is from before the file is
opened to the last figure, imports left out; memory is the most of anonymous pages at any time.
"""

from __future__ import annotations

import cProfile
import importlib.util
import os
import pstats
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks._fresh import in_fresh_process

ROWS = int(os.environ.get("BENCH_LEAST_SQUARES_ROWS", "10000000"))
HARD_ROWS = min(ROWS, 400_000)
K = 20
GROUP = 1_000_000
FLOOR = "decode and one dsyrk"
ALL_CHECKS = "lepton, all checks"
PROFILE = "profile"  # not a method: the first one again, and where its time goes
PARTS = 8  # of the profile that are named
METHODS = ("lepton", ALL_CHECKS, "scikit-learn", "DuckDB sums", FLOOR)
ENV = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "OMP_WAIT_POLICY": "PASSIVE"}
NOTE = (
    "CPU time and anonymous memory of a warm process with one thread, one run each. Lepton's answer"
    " includes errors, t, F, intervals, VIF, certain digits, plots of a sample and the saved model."
    " With all checks it reads the file twice, for PRESS, leverage, Cook's distance, DFBETAS, HC3,"
    " Breusch–Pagan, White, RESET, Durbin–Watson and Jarque–Bera too; so it does by default below"
    " 50 million values, and wherever one reading leaves fewer than ten digits certain."
    " scikit-learn gives coefficients alone, DuckDB the sums of products alone. Digits are of the"
    " worst coefficient, or of its standard error where that is larger, against a solution refined"
    " in extended precision."
)
Work = Callable[[], list[float] | None]


def make(path: Path, rows: int, *, alike: float | None = None) -> None:
    """Columns of one common part; ``alike`` is how little they differ from it, for hard sets."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    rng = np.random.default_rng(7)
    names = [*(f"x{j}" for j in range(K)), "y"]
    schema = pa.schema([(name, pa.float64()) for name in names])
    with pq.ParquetWriter(path, schema) as writer:
        for start in range(0, rows, GROUP):
            count = min(GROUP, rows - start)
            common = rng.normal(size=count)
            own = rng.normal(size=(K, count))
            x = own * alike + common + 2 if alike else own + 0.7 * common + 3
            y = x.sum(axis=0) + rng.normal(size=count)
            columns = [pa.array(column) for column in [*x, y]]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))


def batches(path: Path) -> Iterator[Any]:
    """Rows [x y], in column order."""
    import numpy as np
    import pyarrow.parquet as pq

    # Reading ahead costs the floor more than it wins: 1.8 GB of pages to be zeroed.
    with pq.ParquetFile(path, pre_buffer=False) as file:
        for batch in file.iter_batches(45_056, use_threads=False):
            rows = np.empty((batch.num_rows, batch.num_columns), order="F")
            for place, column in enumerate(batch.columns):
                rows[:, place] = column.to_numpy()
            yield rows


def reference(path: Path) -> tuple[list[float], list[float]]:
    """Coefficients (intercept first) and standard errors, residuals in extended precision."""
    import numpy as np

    n, total = 0, np.zeros(K + 1)
    for rows in batches(path):
        n, total = n + len(rows), total + rows.sum(axis=0)
    shift = total / n
    r = np.zeros((K + 1, K + 1))
    for rows in batches(path):
        z = np.column_stack([np.ones(len(rows)), rows[:, :K] - shift[:K]])
        r = np.linalg.qr(np.vstack([r, z]), mode="r")
    beta = np.zeros(K + 1, dtype=np.longdouble)
    squares = 0.0
    for _ in range(4):
        pull, squares = np.zeros(K + 1, dtype=np.longdouble), 0.0
        for rows in batches(path):
            z = rows.astype(np.longdouble) - shift
            residual = z[:, K] - beta[0]
            for j in range(K):
                residual -= z[:, j] * beta[j + 1]
            pull[0] += residual.sum()
            pull[1:] += [(z[:, j] * residual).sum() for j in range(K)]
            squares += float((residual**2).sum())
        beta += np.linalg.solve(r, np.linalg.solve(r.T, pull.astype(np.float64)))
    inverse = np.linalg.inv(r)
    errors = np.linalg.norm(inverse, axis=1) * np.sqrt(squares / (n - K - 1))
    intercept = beta[0] + shift[K] - (beta[1:] * shift[:K]).sum()
    return [float(intercept), *map(float, beta[1:])], errors.tolist()


def run(method: str, path: Path) -> dict[str, Any]:
    """One method in this process; called in a fresh one."""
    call = {
        "lepton": _lepton, ALL_CHECKS: _all_checks, "scikit-learn": _sklearn,
        "DuckDB sums": _duckdb, FLOOR: _floor,
    }  # fmt: skip
    if method == PROFILE:
        return {"parts": _parts(path)}
    call[method](path.with_name("small.parquet"))()  # a warm process, as jobs run in
    work = call[method](path)
    with _watched() as peak:
        wall, start = time.perf_counter(), time.process_time()
        beta = work()
        taken = time.process_time() - start
    return {"beta": beta, "cpu": taken, "wall": time.perf_counter() - wall, "peak": peak[0]}


@contextmanager
def _watched() -> Iterator[list[float]]:
    """The most anonymous memory in MB at any time inside the block, looked at every 50 ms."""
    peak, over = [0.0], threading.Event()

    def look() -> None:
        while not over.wait(0.05):
            for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
                if line.startswith("RssAnon:"):
                    peak[0] = max(peak[0], int(line.split()[1]) / 1024)

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield peak
    finally:
        over.set()
        watcher.join()


def _lepton(path: Path) -> Work:
    from benchmarks.bench_least_squares import lepton

    return lepton(path, [f"x{j}" for j in range(K)])


def _all_checks(path: Path) -> Work:
    from benchmarks.bench_least_squares import lepton

    return lepton(path, [f"x{j}" for j in range(K)], diagnostics="full")


def _parts(path: Path) -> list[tuple[str, float]]:
    """Functions of one reading and the seconds of processor in each of them alone, most first. What
    a function calls of BLAS counts as its own.
    """
    _lepton(path.with_name("small.parquet"))()
    work, profile = _lepton(path), cProfile.Profile(time.process_time)
    profile.runcall(work)
    spent: Counter[str] = Counter()
    for (file, _, name), (_, _, alone, _, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        spent[f"{Path(file).stem}.{name}" if file != "~" else name] += alone
    most = spent.most_common(PARTS)
    return [*most, ("all else", spent.total() - sum(seconds for _, seconds in most))]


def _sklearn(path: Path) -> Work:
    import numpy as np
    import pyarrow.parquet as pq
    from sklearn.linear_model import LinearRegression

    def work() -> list[float]:
        table = pq.read_table(path, use_threads=False)
        x = np.column_stack([table[f"x{j}"].to_numpy() for j in range(K)])
        found = LinearRegression().fit(x, table["y"].to_numpy())
        return [float(found.intercept_), *map(float, found.coef_)]

    return work


def _duckdb(path: Path) -> Work:
    import duckdb

    names = [*(f"x{j}" for j in range(K)), "y"]
    sums = [f"sum({name})" for name in names]
    sums += [f"sum({a} * {b})" for i, a in enumerate(names) for b in names[: i + 1]]

    def work() -> None:
        connection = duckdb.connect(config={"threads": 1})
        connection.execute(f"SELECT count(*), {', '.join(sums)} FROM read_parquet('{path}')")
        connection.fetchall()

    return work


def _floor(path: Path) -> Work:
    import numpy as np
    from scipy.linalg import blas

    def work() -> None:
        gram = np.zeros((K + 1, K + 1), order="F")
        for rows in batches(path):
            gram = blas.dsyrk(1.0, rows, beta=1.0, c=gram, trans=1, overwrite_c=1)

    return work


def measure() -> list[str]:
    """Both tables as Markdown, and what could not be measured."""
    absent = [] if importlib.util.find_spec("duckdb") else ["DuckDB sums"]
    methods = [method for method in METHODS if method not in absent]
    lines = [
        "| rows × predictors | method | CPU s | of scikit-learn | of decode and dsyrk"
        " | anonymous MB | digits |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    ordinary, profile = _table(ROWS, None, methods)
    hard, _ = _table(HARD_ROWS, 1e-6, methods)
    lines += [*ordinary, *hard, "", NOTE, "", *profile]
    if absent:
        lines += ["", "DuckDB is not installed here, so that its sums were not measured."]
    return lines


def _table(rows: int, alike: float | None, methods: list[str]) -> tuple[list[str], list[str]]:
    """The lines of the methods, and those of the profile."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.parquet"
        make(path, rows, alike=alike)
        make(path.with_name("small.parquet"), 200)
        true, errors = reference(path)
        found = {
            method: in_fresh_process("benchmarks._least_squares_large", ENV, method, path)
            for method in (*methods, PROFILE)
        }
    parts = found.pop(PROFILE)["parts"]
    lines = [
        (
            f"| {rows:,} × {K}{', alike' if alike else ''} | {method} | {one['cpu']:.2f}"
            f" | {one['cpu'] / found['scikit-learn']['cpu']:.2f}"
            f" | {one['cpu'] / found[FLOOR]['cpu']:.2f} | {one['peak']:.0f}"
            f" | {_digits(one['beta'], true, errors)} |"
        )
        for method, one in found.items()
    ]
    return lines, _profile(parts)


def _profile(parts: list[tuple[str, float]]) -> list[str]:
    whole = sum(seconds for _, seconds in parts)
    lines = [f"| `{name}` | {seconds:.2f} | {seconds / whole:.0%} |" for name, seconds in parts]
    return [
        "| where one reading spends its time | CPU s | share |",
        "| --- | ---: | ---: |",
        *lines,
    ]


def _digits(found: list[float] | None, true: list[float], errors: list[float]) -> str:
    from math import log10

    if found is None:
        return "–"
    sizes = [max(abs(value), error) for value, error in zip(true, errors, strict=True)]
    gaps = [abs(a - b) / size for a, b, size in zip(found, true, sizes, strict=True)]
    return f"{min(16.0, -log10(max(max(gaps), 1e-16))):.1f}"
