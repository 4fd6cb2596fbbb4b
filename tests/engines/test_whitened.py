"""The triangle of a table: the same from any partition and order, and as right as data allow."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.engines.builtin.least_squares.manifest import LeastSquaresParams
from apps.engines.builtin.least_squares.runner import Runner
from apps.engines.builtin.linear import data as reading
from apps.engines.builtin.linear import fit as fitting
from apps.engines.builtin.linear import whitened
from apps.engines.builtin.linear.scan import Block
from apps.engines.builtin.linear.whitened import HARD, Frame, Triangle
from apps.engines.testing import MemoryContext, MemoryTable
from tests.engines.linear_cases import column, fit

ROWS = 600


@pytest.fixture(autouse=True)
def small_tiles(monkeypatch):
    """As if the tables were a hundred times as long."""
    monkeypatch.setattr(whitened, "TILE_ROWS", 40)


def block(values, w=None):
    w = np.ones(len(values)) if w is None else w
    return Block(np.arange(len(values)), np.asfortranarray(values), w, values.shape[1] - 1)


def table(kind, seed=1):
    """(ROWS, 4) of predictors and a target, of one kind of trouble."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(ROWS, 3)) + rng.normal(size=(ROWS, 1)) + [3, 0, -100]
    if kind == "alike":
        x = x[:, :1] + 1e-5 * rng.normal(size=(ROWS, 3))
    if kind == "late":
        x[: ROWS // 2, 1] = 7.0
    if kind == "growing":
        x[:, 0] = np.exp(np.arange(ROWS) / 25.0)
    values = np.column_stack([x, x.sum(axis=1) + rng.normal(size=ROWS)])
    return values[np.argsort(values[:, 0])] if kind == "sorted" else values


def gathered(values, cuts, w=None):
    triangle = Triangle(values.shape[1] + 1, intercept=True)
    for low, high in zip([0, *cuts], [*cuts, len(values)], strict=True):
        triangle.add(block(values[low:high], None if w is None else w[low:high]))
    return triangle


def frame_of(values):
    return Frame.around(values, intercept=True)


def householder(frame, values, w):
    r = np.linalg.qr(frame.rows(block(values)) * np.sqrt(w)[:, None], mode="r")
    return r * np.sign(np.diag(r))[:, None]


@pytest.mark.parametrize("kind", ["plain", "sorted", "late", "growing", "alike"])
@pytest.mark.parametrize("weighted", [False, True])
def test_the_triangle_is_that_of_householder(kind, weighted):
    values = table(kind)
    w = np.random.default_rng(2).uniform(0.1, 9, ROWS) if weighted else np.ones(ROWS)
    triangle = gathered(values, range(90, ROWS, 90), w)
    frame = frame_of(values)
    found, expected = triangle.triangle(frame), householder(frame, values, w)
    lengths = np.linalg.norm(expected, axis=0)
    np.testing.assert_allclose(found / lengths, expected / lengths, atol=3e-14)
    assert 1.0 <= triangle.spread <= HARD


@settings(max_examples=30, deadline=None)
@given(
    cuts=st.lists(st.integers(0, ROWS), max_size=12).map(sorted),
    kind=st.sampled_from(["plain", "sorted", "late", "growing"]),
)
def test_the_partition_changes_nothing(cuts, kind):
    values = table(kind)
    frame = frame_of(values)
    whole, parts = gathered(values, []).triangle(frame), gathered(values, cuts).triangle(frame)
    lengths = np.linalg.norm(whole, axis=0)
    np.testing.assert_allclose(parts / lengths, whole / lengths, atol=1e-13)


@pytest.mark.parametrize("count", [1, 2, 16])
@pytest.mark.parametrize("kind", ["plain", "sorted", "late", "growing"])
def test_states_of_parts_are_added(count, kind):
    values = table(kind)
    frame = frame_of(values)
    joined = Triangle(5, intercept=True)
    for rows in np.array_split(values, count):
        part = gathered(rows, [len(rows) // 2])
        own = Frame.around(rows[:1], intercept=True)
        joined.absorb(own, part.triangle(own), part.rows, part.spread)
    whole = gathered(values, []).triangle(frame)
    lengths = np.linalg.norm(whole, axis=0)
    np.testing.assert_allclose(joined.triangle(frame) / lengths, whole / lengths, atol=1e-12)
    assert joined.rows == ROWS


@pytest.mark.parametrize("count", [40, 150, 300])
def test_parts_of_a_row_or_two_are_added(count):
    """None of them could be fitted alone, and their triangles have no inverse."""
    values = table("plain")[:300]
    frame = frame_of(values)
    joined = Triangle(5, intercept=True)
    for rows in np.array_split(values, count):
        part = gathered(rows, [])
        joined.absorb(part.frame, part.triangle(part.frame), part.rows, part.spread)
        joined.triangle(frame)
    joined.add(block(values[:100]))
    whole = householder(frame, np.vstack([values, values[:100]]), np.ones(400))
    lengths = np.linalg.norm(whole, axis=0)
    np.testing.assert_allclose(joined.triangle(frame) / lengths, whole / lengths, atol=1e-12)


def exact_solution(values):
    """Coefficients, intercept first, by exact arithmetic on the doubles as they are stored."""
    rows = [[Fraction(1), *map(Fraction, row)] for row in values.tolist()]
    p = len(rows[0]) - 1
    system = [[sum(row[i] * row[j] for row in rows) for j in range(p + 1)] for i in range(p)]
    for i in range(p):
        system[i] = [value / system[i][i] for value in system[i]]
        for j in range(p):
            if j != i:
                factor = system[j][i]
                system[j] = [a - factor * b for a, b in zip(system[j], system[i], strict=True)]
    return np.array([float(system[i][p]) for i in range(p)])


@pytest.fixture(scope="module")
def exact():
    return {kind: exact_solution(table(kind)[:200]) for kind in ("plain", "sorted", "alike")}


@pytest.mark.parametrize(("kind", "least"), [("plain", 12), ("sorted", 12), ("alike", 10)])
def test_a_streamed_table_keeps_its_digits(tmp_path, monkeypatch, exact, kind, least):
    """As a table is fitted that is too large to be kept, against exact arithmetic."""
    monkeypatch.setattr(reading, "KEEP_BYTES", 0)
    values = table(kind)[:200]
    names = ["a", "b", "c", "y"]
    data = dict(zip(names, values.T.tolist(), strict=True))
    result, _ = fit(tmp_path, data, ["y"], names[:-1])
    found, true = column(result.summary, "estimate"), exact[kind]
    size = np.maximum(np.abs(true), column(result.summary, "se"))
    far = np.abs(found - true) / size
    assert far.max() <= 10.0**-least
    assert (far <= 10.0 ** -column(result.summary, "digits")).all()


def test_one_reading_keeps_the_digits_of_an_intercept_that_is_small(tmp_path, monkeypatch):
    """It is what is left where numbers a hundred thousand times its standard error cancel."""
    monkeypatch.setattr(reading, "KEEP_BYTES", 0)
    monkeypatch.setattr(fitting, "AGAIN_VALUES", 0)
    rng = np.random.default_rng(5)
    x = rng.normal(size=(200, 3)) + rng.normal(size=(200, 1)) + 1000
    values = np.column_stack([x, x.sum(axis=1) + 0.001 * rng.normal(size=200)])
    data = dict(zip("abcy", values.T.tolist(), strict=True))
    table = MemoryTable(data, {"target": ["y"], "predictors": ["a", "b", "c"]})
    params = LeastSquaresParams(diagnostics="none")
    result = Runner().run(MemoryContext(tmp_path), params, {"data": table})
    assert result.summary["diagnostics"] == "none"
    found, true = column(result.summary, "estimate"), exact_solution(values)
    size = np.maximum(np.abs(true), column(result.summary, "se"))
    far = np.abs(found - true) / size
    assert far.max() <= 1e-12
    assert (far <= 10.0 ** -column(result.summary, "digits")).all()


def test_few_digits_bring_a_pass_that_restores_them(tmp_path, monkeypatch, exact):
    monkeypatch.setattr(reading, "KEEP_BYTES", 0)
    values = table("alike")[:200]
    data = dict(zip("abcy", values.T.tolist(), strict=True))
    told = []
    for most in (0, fitting.AGAIN_VALUES):
        monkeypatch.setattr(fitting, "AGAIN_VALUES", most)
        monkeypatch.setattr(fitting, "ASKED", 1e-13)
        result, _ = fit(tmp_path / str(most), data, ["y"], ["a", "b", "c"])
        told.append(np.abs(column(result.summary, "estimate") / exact["alike"] - 1).max())
    assert told[1] < 1e-14 < told[0]
