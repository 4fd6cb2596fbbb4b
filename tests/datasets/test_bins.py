"""Bins of a column's histogram hold every value, however large or close the values are."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from apps.datasets.tabular.stats import Moments, Spread


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=60))
@example([1.7976931348623157e308, -4.49423283715579e307])
@example([5e-324, 1e-323])
@example([1.0, 1.0000000000000002])
@example([-1.7976931348623157e308, 1.7976931348623157e308])
def test_every_number_is_in_a_bin(values):
    column = pa.array(values, pa.float64())
    moments = Moments()
    moments.update(column, "number")
    spread = Spread("number", moments)
    spread.update(column)
    assert all(np.diff(spread.edges) >= 0)
    assert spread.counts.sum() == len(values)


def test_bins_are_equally_wide():
    column = pa.array(np.linspace(-3, 17, 200))
    moments = Moments()
    moments.update(column, "number")
    edges = Spread("number", moments).edges
    assert edges == pytest.approx(np.linspace(-3, 17, len(edges)))
