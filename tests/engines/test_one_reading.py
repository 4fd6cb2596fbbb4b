"""Least squares after one reading: the same answer, and a second reading where it is needed."""

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from apps.engines import dividing
from apps.engines.builtin.least_squares.manifest import LeastSquaresParams
from apps.engines.builtin.least_squares.runner import Runner
from apps.engines.builtin.linear import data as reading
from apps.engines.builtin.linear import fit as fitting
from apps.engines.builtin.linear import rapid
from apps.engines.tables import ParquetTable
from apps.engines.testing import MemoryContext
from tests.engines.linear_cases import block, column

ROWS = 30_000
SAME = ("estimate", "se", "t", "low", "high", "vif")


class Counted(ParquetTable):
    """Counts how often its rows are read."""

    reads = 0

    def batches(self, *asked, **more):
        self.reads += 1
        return super().batches(*asked, **more)

    def batches_apart(self, *asked, **more):
        self.reads += 1
        return super().batches_apart(*asked, **more)


@pytest.fixture(autouse=True)
def streamed(monkeypatch):
    monkeypatch.setattr(reading, "KEEP_BYTES", 0)


def stored(root, *, alike=1.0, noise=1.0, seed=3):
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(ROWS, 1))
    x = alike * rng.normal(size=(ROWS, 3)) + common + 2
    y = x.sum(axis=1) + noise * rng.normal(size=ROWS)
    x[17, 1] = np.nan
    path = root / "table.parquet"
    names = ["a", "b", "c"]
    columns = dict(zip([*names, "y"], [*x.T, y], strict=True))
    pq.write_table(pa.table(columns), path, row_group_size=4_000)
    return Counted(path, roles={"target": ["y"], "predictors": names})


def run(root, table, **params):
    table.reads = 0
    ctx = MemoryContext(root)
    result = Runner().run(ctx, LeastSquaresParams(**params), {"data": table})
    return result, Runner().load(ctx.model_dir, {})


def test_one_reading_gives_the_same_answer(tmp_path):
    table = stored(tmp_path)
    twice, full = run(tmp_path / "a", table, diagnostics="full")
    assert table.reads == 2
    once, model = run(tmp_path / "b", table, diagnostics="none")
    assert table.reads == 1
    for name in SAME:
        np.testing.assert_allclose(
            column(once.summary, name), column(twice.summary, name), rtol=1e-12, err_msg=name
        )
    ours, theirs = once.summary["targets"][0], twice.summary["targets"][0]
    for name in ("r2", "adjusted_r2", "f", "f_p", "rss", "residual_sd"):
        assert ours[name] == pytest.approx(theirs[name], rel=1e-12), name
    assert min(term["digits"] for term in ours["coefficients"]) >= 10
    rows = [{"a": 1.0, "b": 2.0, "c": 0.5}]
    ours, theirs = model.predict(rows).rows[0].values, full.predict(rows).rows[0].values
    assert ours == pytest.approx(theirs, rel=1e-12)


def test_what_one_reading_does_not_tell_is_said(tmp_path):
    once, _ = run(tmp_path, stored(tmp_path), diagnostics="none")
    found = once.summary["targets"][0]
    assert once.summary["diagnostics"] == "none"
    for name in ("predictive_r2", "press", "breusch_pagan", "reset", "white", "durbin_watson"):
        assert found[name] is None, name
    assert {term["se_hc3"] for term in found["coefficients"]} == {None}
    row = next(row for row in block(once, "checks:y").rows if row["code"] == "residuals")
    assert row["tone"] == "neutral"
    assert "all checks" in str(row["action"])


def test_plots_show_a_random_sample_as_it_is(tmp_path):
    table = stored(tmp_path)
    once, _ = run(tmp_path / "b", table, diagnostics="none")
    chart = block(once, "residuals:y")
    fitted, residual = np.array(chart.series[-1].points, dtype=float).T
    assert len(fitted) == rapid.PLOTTED
    assert "random sample" in str(chart.note)
    places = [int(label) - 1 for label in chart.series[-1].labels]
    values = table.numbers(["a", "b", "c", "y"])[places]
    b = column(once.summary, "estimate")
    np.testing.assert_allclose(fitted, b[0] + values[:, :3] @ b[1:], rtol=1e-10)
    np.testing.assert_allclose(residual, values[:, 3] - fitted, atol=1e-9)


@pytest.mark.parametrize(
    ("table", "params"),
    [
        ({"noise": 1e-9}, {}),  # the residuals are hardly there
        ({}, {"errors": "hc1"}),
        ({}, {"keep_fitted": True}),
        ({}, {"diagnostics": "automatic"}),  # a small table
    ],
)
def test_a_second_reading_where_it_is_needed(tmp_path, table, params):
    opened = stored(tmp_path, **table)
    found, _ = run(tmp_path / "run", opened, **{"diagnostics": "none", **params})
    assert opened.reads >= 2
    assert found.summary["diagnostics"] == "full"
    assert found.summary["targets"][0]["durbin_watson"] is not None


@pytest.mark.parametrize("again", [True, False])
def test_predictors_that_are_alike_are_read_again(tmp_path, monkeypatch, again):
    """Refined, or corrected by residuals in double where that takes too long."""
    if not again:
        monkeypatch.setattr(fitting, "AGAIN_VALUES", 0)
    opened = stored(tmp_path, alike=1e-9)
    found, _ = run(tmp_path / "run", opened, diagnostics="none")
    assert opened.reads == 2
    assert found.summary["diagnostics"] == ("none" if again else "full")


def test_large_tables_are_read_once_by_default(tmp_path, monkeypatch):
    monkeypatch.setattr(rapid, "LARGE_VALUES", 1000)
    table = stored(tmp_path)
    found, _ = run(tmp_path / "run", table)
    assert (table.reads, found.summary["diagnostics"]) == (1, "none")


def test_a_column_that_says_nothing_new_is_left_out_of_the_plots_too(tmp_path):
    table = stored(tmp_path)
    path = tmp_path / "more.parquet"
    columns = pq.read_table(table.path)
    columns = columns.add_column(1, "copy", columns["a"])
    pq.write_table(columns, path)
    more = Counted(path, roles={"target": ["y"], "predictors": ["a", "copy", "b", "c"]})
    ours, _ = run(tmp_path / "a", more, diagnostics="none", redundant="leave_out")
    theirs, _ = run(tmp_path / "b", table, diagnostics="none")
    np.testing.assert_allclose(
        column(ours.summary, "estimate"), column(theirs.summary, "estimate"), rtol=1e-10
    )
    assert more.reads == 1
    one, other = (block(result, "residuals:y").series[-1].points for result in (ours, theirs))
    np.testing.assert_allclose(one, other, atol=1e-9)


def test_parts_need_no_second_reading_either(tmp_path):
    table = stored(tmp_path)
    whole, _ = run(tmp_path / "whole", table, diagnostics="none")
    params, inputs = LeastSquaresParams(parts=4, diagnostics="none"), {"data": table}
    table.reads = 0
    result = dividing.run_whole(Runner(), MemoryContext(tmp_path / "parts"), params, inputs)
    assert table.reads == 4
    for name in SAME:
        np.testing.assert_allclose(
            column(result.summary, name), column(whole.summary, name), rtol=1e-11, err_msg=name
        )
    assert not any(b.kind == "chart" for b in result.blocks)
