"""A row is far out by where it lies among the data's rows, whatever they weigh."""

from __future__ import annotations

import json

import numpy as np
import pytest

from apps.engines.builtin.linear.model import FILE, load
from tests.engines.linear_cases import fit

ROWS = 60
CORNER = {"a": 0.95, "b": -0.95}  # each within its range, never together
HIDDEN = "Hidden extrapolation: "


def data(weights):
    rng = np.random.default_rng(11)
    a = np.linspace(-1, 1, ROWS)
    b = a + 0.05 * rng.normal(size=ROWS)
    return {"a": a, "b": b, "y": a + b + 0.1 * rng.normal(size=ROWS), "w": weights}


def fitted(tmp_path, weights, mean="analytic"):
    columns = data(weights)
    _result, predictor = fit(tmp_path, columns, ["y"], ["a", "b"], weights="w", weights_mean=mean)
    own = [{"a": a, "b": b} for a, b in zip(columns["a"], columns["b"], strict=True)]
    return predictor, own


def hidden(predictor, rows):
    return [
        any(str(warning).startswith(HIDDEN) for warning in row.warnings)
        for row in predictor.predict(rows).rows
    ]


@pytest.mark.parametrize(
    ("weights", "mean"),
    [
        (np.full(ROWS, 0.01), "analytic"),
        (np.full(ROWS, 1e6), "analytic"),
        (np.linspace(0.001, 1000, ROWS), "analytic"),
        (np.full(ROWS, 3), "frequency"),
    ],
)
def test_rows_of_the_data_are_none_and_a_far_corner_is(tmp_path, weights, mean):
    predictor, own = fitted(tmp_path, weights, mean)
    assert not any(hidden(predictor, own))
    assert hidden(predictor, [CORNER]) == [True]


def test_all_rows_of_another_scale_of_weights_are_warned_of_alike(tmp_path):
    """Only the ratios of analytic weights say anything."""
    grid = [{"a": a, "b": b} for a in np.linspace(-1, 1, 9) for b in np.linspace(-1, 1, 9)]
    light, _own = fitted(tmp_path / "light", np.full(ROWS, 1e-6))
    heavy, _own = fitted(tmp_path / "heavy", np.full(ROWS, 1e6))
    assert hidden(light, grid) == hidden(heavy, grid)
    assert 0 < sum(hidden(light, grid)) < len(grid)


@pytest.mark.parametrize(("weighted", "warns"), [(False, True), (True, False)])
def test_a_file_of_an_older_release_is_read(tmp_path, weighted, warns):
    """Its limit holds without analytic weights; with them it is not known, and nothing is said."""
    predictor, _own = fitted(tmp_path, np.ones(ROWS))
    stored = predictor.model.model_dump(mode="json")
    stored |= {"max_leverage": stored.pop("farthest"), "weighted": weighted}
    (tmp_path / FILE).write_text(json.dumps(stored))
    older = load(tmp_path)
    assert hidden(older, [CORNER]) == [warns]
    assert older.predict([CORNER]).rows[0].values == predictor.predict([CORNER]).rows[0].values
