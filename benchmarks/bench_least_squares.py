"""Least squares from Parquet: ours against statsmodels and numpy, in fresh processes.

    BENCH_LEAST_SQUARES_ROWS=10000000 python -m benchmarks bench_least_squares

Each method reads the same file and runs alone in its own process with one BLAS thread. Time is
CPU time from before the file is opened to the last figure (imports are left out); memory is the
process's peak. Digits are of the worst coefficient against a solution refined in extended
precision. Ours also computes PRESS, leverage, Cook's distance, HC3, Breusch-Pagan, VIF and plots.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import _least_squares_large
from benchmarks._fresh import in_fresh_process

TITLE = "Least squares from Parquet"
NOTE = (
    "Columns differ in size by up to 10¹², as GDP in dollars beside a rate. CPU time of reading and"
    " fitting in a warm process, one BLAS thread, least of 3; peak RSS with the libraries loaded;"
    " right digits of the worst coefficient. Lepton's time includes what the others leave out:"
    " PRESS, leverage, Cook's distance, HC3, Breusch–Pagan, VIF, plots and the saved model."
)
SIZES = [(100_000, 10), (1_000_000, 20)]
METHODS = ("lepton", "statsmodels", "numpy lstsq")
ENV = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "OMP_WAIT_POLICY": "PASSIVE"}


def make(path: Path, rows: int, k: int, seed: int = 7) -> None:
    """Columns of very different sizes, as market tables have (GDP in dollars beside a rate)."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    rng = np.random.default_rng(seed)
    common = rng.normal(size=rows)
    scales = 10.0 ** np.linspace(-3, 9, k)
    x = [(rng.normal(size=rows) + 0.7 * common + 3) * scale for scale in scales]
    y = sum(column / scale for column, scale in zip(x, scales, strict=True)) + rng.normal(size=rows)
    names = [f"x{j}" for j in range(k)]
    pq.write_table(pa.table(dict(zip([*names, "y"], [*x, y], strict=True))), path)


def reference(path: Path, k: int) -> list[float]:
    """Coefficients (intercept first) refined with residuals in extended precision."""
    import numpy as np
    import pyarrow.parquet as pq

    data = pq.read_table(path).to_pandas().to_numpy()
    x, y = data[:, :k], data[:, k]
    shift, scale = x.mean(axis=0), x.std(axis=0)
    z = np.column_stack([np.ones(len(x)), (x - shift) / scale])
    wide = z.astype(np.longdouble)
    wide[:, 1:] = (x.astype(np.longdouble) - shift) / scale
    _, r = np.linalg.qr(z)
    beta = np.zeros(k + 1, dtype=np.longdouble)
    for _ in range(6):
        residual = y - (wide * beta).sum(axis=1)
        pull = np.array([float((wide[:, j] * residual).sum()) for j in range(k + 1)])
        beta += np.linalg.solve(r, np.linalg.solve(r.T, pull))
    slopes = beta[1:] / scale
    return [float(beta[0] - (slopes * shift).sum()), *map(float, slopes)]


def run(method: str, path: Path, k: int) -> dict[str, Any]:
    """One method in this process; called in a fresh one."""
    call = {"lepton": lepton, "statsmodels": _statsmodels, "numpy lstsq": _lstsq}[method]
    names = [f"x{j}" for j in range(k)]
    call(path.with_name("small.parquet"), names)()  # a warm process, as jobs run in
    work = call(path, names)
    start = time.process_time()
    wall = time.perf_counter()
    beta = work()
    taken = time.process_time() - start
    return {
        "beta": beta, "cpu": taken, "wall": time.perf_counter() - wall, "peak": _peak(),
    }  # fmt: skip


def _peak() -> float:
    """Peak RSS in MB. Not ``ru_maxrss``: that begins with the parent's size at the fork."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return float("nan")


def lepton(path: Path, names: list[str], **params: Any) -> Callable[[], list[float]]:
    """The whole engine on a file, as a job's child runs it."""
    import pyarrow.parquet  # noqa: F401 - imports are not timed

    from apps.engines.builtin.least_squares.manifest import LeastSquaresParams
    from apps.engines.builtin.least_squares.runner import Runner
    from apps.engines.tables import ParquetTable
    from apps.engines.testing.doubles import MemoryContext

    def work() -> list[float]:
        with tempfile.TemporaryDirectory() as scratch:
            table = ParquetTable(path, roles={"target": ["y"], "predictors": names})
            ctx = MemoryContext(Path(scratch))
            result = Runner().run(ctx, LeastSquaresParams(**params), {"data": table})
        return [c["estimate"] for c in result.summary["targets"][0]["coefficients"]]

    return work


def _statsmodels(path: Path, names: list[str]) -> Any:
    import pyarrow.parquet as pq
    import statsmodels.api as sm

    def work() -> list[float]:
        frame = pq.read_table(path).to_pandas()
        fitted = sm.OLS(frame["y"], sm.add_constant(frame[names])).fit()
        fitted.summary()
        return [float(value) for value in fitted.params]

    return work


def _lstsq(path: Path, names: list[str]) -> Any:
    import numpy as np
    import pyarrow.parquet as pq

    def work() -> list[float]:
        table = pq.read_table(path)
        columns = [np.ones(table.num_rows), *(table[name].to_numpy() for name in names)]
        found = np.linalg.lstsq(np.column_stack(columns), table["y"].to_numpy(), rcond=None)
        return [float(value) for value in found[0]]

    return work


def digits(found: list[float], true: list[float]) -> float:
    """Right digits of the worst coefficient, 16 at most."""
    from math import log10

    gaps = [abs(a - b) / abs(b) for a, b in zip(found, true, strict=True)]
    return min(16.0, -log10(max(max(gaps), 1e-16)))


def measure(rows: int, k: int, repeats: int) -> list[dict[str, Any]]:
    """The methods in turn, each ``repeats`` times; the least CPU time counts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.parquet"
        make(path, rows, k)
        make(path.with_name("small.parquet"), 200, k)
        true = reference(path, k)
        runs: dict[str, list[dict[str, Any]]] = {method: [] for method in METHODS}
        for _ in range(repeats):
            for method in METHODS:
                runs[method].append(_fresh(method, path, k))
    best = {method: min(done, key=lambda one: one["cpu"]) for method, done in runs.items()}
    base = best["statsmodels"]
    return [
        {
            "table": f"{rows:,} × {k}",
            "method": method,
            "cpu": one["cpu"],
            "ratio": one["cpu"] / base["cpu"],
            "peak": one["peak"],
            "memory_ratio": one["peak"] / base["peak"],
            "digits": digits(one["beta"], true),
        }
        for method, one in best.items()
    ]


def _fresh(method: str, path: Path, k: int) -> dict[str, Any]:
    return in_fresh_process("benchmarks.bench_least_squares", ENV, method, path, k)


def table(found: list[dict[str, Any]]) -> list[str]:
    """Markdown, side by side."""
    lines = [
        "| rows × predictors | method | CPU s | ratio | peak MB | ratio | digits |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for one in found:
        lines.append(
            f"| {one['table']} | {one['method']} | {one['cpu']:.2f} | {one['ratio']:.2f}"
            f" | {one['peak']:.0f} | {one['memory_ratio']:.2f} | {one['digits']:.1f} |"
        )
    return lines


def main() -> str:
    """All tables; the first by the least of three runs each. The section's text."""
    found = [row for rows, k in SIZES for row in measure(rows, k, 3)]
    return "\n".join([*table(found), "", NOTE, "", *_least_squares_large.measure()])


if __name__ == "__main__":
    print(main())
