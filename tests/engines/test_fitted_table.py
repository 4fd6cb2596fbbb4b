"""The table of fitted values and residuals against statsmodels, and names that never clash."""

from __future__ import annotations

import numpy as np
import pyarrow.parquet as pq
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from apps.engines.builtin.least_squares.manifest import ENGINE
from apps.engines.builtin.least_squares.runner import Runner
from apps.engines.builtin.linear.outputs import NAME, layout
from apps.engines.builtin.linear.params import LinearParams
from apps.engines.testing import MemoryContext, MemoryTable


@pytest.fixture
def data():
    rng = np.random.default_rng(7)
    x = rng.normal(50, 9, size=(60, 2))
    targets = x @ rng.normal(size=(2, 2)) + rng.normal(size=(60, 2)) + 1000
    weights = rng.uniform(0.5, 2, size=60)
    weights[3] = np.nan  # this row is left out
    return x, targets, weights


def test_the_figures_are_those_of_statsmodels(data, tmp_path):
    x, targets, weights = data
    columns = {
        "row": targets[:, 0], "D": targets[:, 1], "x1": x[:, 0], "x2": x[:, 1], "w": weights,
    }  # fmt: skip
    table = MemoryTable(
        {name: values.tolist() for name, values in columns.items()},
        {"target": ["row", "D"], "predictors": ["x1", "x2"], "weights": ["w"]},
    )
    params = LinearParams(keep_fitted=True)
    ctx = MemoryContext(tmp_path)
    Runner().run(ctx, params, {"data": table})
    found = pq.read_table(ctx.artifacts[NAME]).to_pydict()
    (promised,) = ENGINE.outputs(params, {"data": table.profile("data")})
    assert list(found) == [column.name for column in promised.columns]
    used = ~np.isnan(weights)
    assert found["row 2"] == [number + 1 for number in range(60) if used[number]]
    for index, name in enumerate(("row", "D")):
        model = sm.WLS(targets[used, index], sm.add_constant(x[used]), weights=weights[used]).fit()
        np.testing.assert_allclose(found[f"{name} fitted"], model.fittedvalues, rtol=1e-11)
        np.testing.assert_allclose(found[f"{name} residual"], model.resid, atol=1e-9)
        root = np.sqrt(weights[used])
        plain = sm.OLS(root * targets[used, index], root[:, None] * sm.add_constant(x[used]))
        hat = plain.fit().get_influence().hat_matrix_diag
        np.testing.assert_allclose(found["leverage"], hat, rtol=1e-8)


@given(st.lists(st.sampled_from(["row", "leverage", "a", "a fitted", "a residual", "row 2"]),
                min_size=1, max_size=6, unique=True))  # fmt: skip
def test_no_column_comes_twice(targets):
    names = [name for name, _dtype, _of in layout(targets)]
    assert len(set(names)) == len(names) == 3 * len(targets) + 2
    assert set(targets) <= set(names)
