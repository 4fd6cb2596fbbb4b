"""Bins of a column's histogram hold every value, however large or close the values are."""

from collections import Counter

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from apps.datasets.tabular.stats import DISTINCT_CAP, Bins, Moments, Values


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=60))
@example([1.7976931348623157e308, -4.49423283715579e307])
@example([5e-324, 1e-323])
@example([1.0, 1.0000000000000002])
@example([-1.7976931348623157e308, 1.7976931348623157e308])
@example([5e-324 * step for step in range(61)])
@example([step / 10 for step in range(61)])
@example([1e9 + step / 7 for step in range(61)])
def test_every_number_is_in_a_bin(values):
    column = pa.array(values, pa.float64())
    moments = Moments()
    moments.update(column, "number")
    few, many = Values(), Values()
    few.update(column)
    many.update(pa.array(range(DISTINCT_CAP + 1)))
    assert many.counts is None
    bins = Bins("number", moments, many)
    bins.update(column)
    assert all(np.diff(bins.edges) >= 0)
    assert bins.counts.sum() == len(values)
    assert list(bins.counts) == list(np.histogram(values, bins=bins.edges)[0])
    assert list(Bins("number", moments, few).counts) == list(bins.counts)


def test_bins_are_equally_wide():
    column = pa.array(np.linspace(-3, 17, 200))
    moments = Moments()
    moments.update(column, "number")
    edges = Bins("number", moments, Values()).edges
    assert edges == pytest.approx(np.linspace(-3, 17, len(edges)))


@given(st.lists(st.lists(st.sampled_from("abcde"), max_size=8), max_size=12))
def test_values_are_counted_over_all_batches_coded_or_not(batches):
    plain, coded = Values(), Values()
    unused = [f"unused {place}" for place in range(DISTINCT_CAP + 1)]
    for cells in batches:
        column = pa.array(cells, pa.string())
        plain.update(column)
        codes = pa.array(["edcba".index(cell) for cell in cells], pa.int32())
        coded.update(pa.DictionaryArray.from_arrays(codes, pa.array([*"edcba", None, *unused])))
    counts = Counter(cell for cells in batches for cell in cells)
    assert plain.counts == coded.counts == counts


def test_texts_that_are_too_long_to_be_kept_are_let_go():
    values = Values()
    held = []
    for place in range(40):
        values.update(pa.array([str(place) + "x" * 1_000_000]))
        held.append(sum(distinct.nbytes for distinct, _ in values._waiting))
    assert max(held) < 6_000_000
    assert values.counts is None
