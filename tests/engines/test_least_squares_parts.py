"""Least squares in parts over the row groups of a file: the same answer as in one piece."""

import json
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from apps.engines import dividing
from apps.engines.builtin.least_squares.manifest import ENGINE, LeastSquaresParams
from apps.engines.builtin.least_squares.runner import Runner
from apps.engines.builtin.linear import data as reading
from apps.engines.builtin.linear import parts
from apps.engines.contract import Refusal
from apps.engines.tables import ParquetTable
from apps.engines.testing import MemoryContext, MemoryTable
from apps.engines.testing.suite import assert_close
from tests.engines.linear_cases import column

ROWS, GROUP = 16_000, 800


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """A sorted table with gaps, weights and columns of very different size."""
    rng = np.random.default_rng(4)
    x = rng.normal(size=(ROWS, 3)) * [1, 1e6, 1e-3] + [5, 1e7, 0]
    y = x @ [1.0, -2e-6, 500.0] + rng.normal(size=ROWS)
    order = np.argsort(x[:, 0])
    x, y = x[order], y[order]
    x[17, 1], x[15_800, 2] = np.nan, np.nan
    w = rng.uniform(0, 3, ROWS)
    w[5] = 0
    path = tmp_path_factory.mktemp("parts") / "stored.parquet"
    table = pa.table({"a": x[:, 0], "b": x[:, 1], "c": x[:, 2], "y": y, "w": w})
    pq.write_table(table, path, row_group_size=GROUP)
    return path


def opened(path, **roles):
    return ParquetTable(path, roles={"target": ["y"], "predictors": ["a", "b", "c"], **roles})


@pytest.fixture(autouse=True)
def streamed(monkeypatch):
    monkeypatch.setattr(reading, "KEEP_BYTES", 0)


def divided(root, table, count):
    """As the job layer does it, states by way of JSON."""
    params, inputs = LeastSquaresParams(parts=count), {"data": table}
    planned = dividing.as_parts(Runner().plan(MemoryContext(root), params, inputs))
    states = [
        dividing.as_state(Runner().run_part(MemoryContext(root / str(place)), params, inputs, part))
        for place, part in enumerate(planned)
    ]
    result = Runner().combine(MemoryContext(root / "all"), params, inputs, states)
    return result, planned, states


WEIGHTS = {"plain": [], "weighted": ["w"]}


@pytest.fixture(scope="module")
def in_one_piece(stored, tmp_path_factory):
    found = {}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(reading, "KEEP_BYTES", 0)
        for name, weights in WEIGHTS.items():
            ctx = MemoryContext(tmp_path_factory.mktemp(name))
            table = opened(stored, weights=weights)
            found[name] = Runner().run(ctx, LeastSquaresParams(), {"data": table})
    return found


@pytest.mark.parametrize("count", [1, 2, 16])
@pytest.mark.parametrize("kind", WEIGHTS)
def test_any_number_of_parts_gives_one_answer(tmp_path, stored, in_one_piece, count, kind):
    whole = in_one_piece[kind]
    result, planned, _ = divided(tmp_path, opened(stored, weights=WEIGHTS[kind]), count)
    assert len(planned) == count
    assert_close(result.summary, whole.summary, 1e-11)
    for name in ("estimate", "se", "t"):
        ours, theirs = column(result.summary, name), column(whole.summary, name)
        np.testing.assert_allclose(ours, theirs, rtol=1e-11)


def test_parts_are_whole_row_groups(stored):
    spans = parts.spans(opened(stored), 7)
    assert [first % GROUP for first, _ in spans] == [0] * 7
    assert [spans[0][0], spans[-1][1]] == [0, ROWS]
    assert all(end == start for (_, end), (start, _) in pairwise(spans))
    assert len(parts.spans(opened(stored), 250)) == ROWS // GROUP
    sizes = [last - first for first, last in spans]
    assert max(sizes) - min(sizes) <= GROUP


def test_a_state_is_small_and_holds_no_rows(tmp_path, stored):
    _, _, states = divided(tmp_path, opened(stored), 2)
    assert max(len(json.dumps(state)) for state in states) < 3000
    assert [state["used"] for state in states] == [7_999, 7_999]


def test_rows_of_a_span_are_those_of_the_table(stored):
    table = opened(stored)
    every = table.numbers(["a", "y"])
    for first, last in ((0, 1), (799, 801), (3_000, 9_123), (15_999, ROWS), (5, 5)):
        found = list(table.batches(["a", "y"], 300, (first, last)))
        rows = np.vstack([np.empty((0, 2)), *found])
        np.testing.assert_array_equal(rows, every[first:last])


def test_a_part_without_a_usable_row_adds_nothing(tmp_path, monkeypatch):
    rng = np.random.default_rng(1)
    x = [None] * 30 + rng.normal(size=30).tolist()
    table = MemoryTable(
        {"x": x, "y": rng.normal(size=60).tolist()}, {"target": ["y"], "predictors": ["x"]}
    )
    result, planned, _ = divided(tmp_path, table, 2)
    assert [part["rows"] for part in planned] == [[0, 30], [30, 60]]
    whole = Runner().run(MemoryContext(tmp_path / "w"), LeastSquaresParams(), {"data": table})
    assert_close(result.summary, whole.summary, 1e-11)
    assert result.summary["dropped_missing"] == 30


def test_a_row_is_named_by_its_place_in_the_table(tmp_path):
    values = [1.0] * 50 + [float("inf")] + [2.0] * 9
    roles = {"target": ["y"], "predictors": ["x"]}
    table = MemoryTable({"x": values, "y": list(range(60))}, roles)
    with pytest.raises(Refusal, match="Row 51 of column 'x' is infinite"):
        divided(tmp_path, table, 2)


def test_one_part_runs_whole():
    assert not ENGINE.divides(LeastSquaresParams())
    assert ENGINE.divides(LeastSquaresParams(parts=2))
