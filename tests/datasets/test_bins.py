"""Bins of a column's histogram hold every value, however large or close the values are."""

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
