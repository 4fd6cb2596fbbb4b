"""What a least-squares run says: the worked example, its cautions, its refusals, its model."""

import json

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from apps.engines.builtin.least_squares.manifest import ENGINE
from apps.engines.builtin.least_squares.runner import Runner
from apps.engines.builtin.linear import data as reading
from apps.engines.builtin.linear.params import LinearParams
from apps.engines.contract import Cancelled, ColumnProfile, InputProfile, Refusal
from apps.engines.tables import ParquetTable
from apps.engines.testing import MemoryContext, MemoryTable
from tests.engines.linear_cases import block, codes, column, fit, warning

EXAMPLE = {"D": [100, 150, 200], "d": [95, 140, 180], "land": ["China", "Chile", "Peru"]}


@pytest.fixture
def example(tmp_path):
    return fit(tmp_path, EXAMPLE, ["D"], ["d"], labels="land")


def test_the_worked_example(example):
    result, _ = example
    summary, target = result.summary, result.summary["targets"][0]
    intercept, slope = column(summary, "estimate")
    assert round(slope, 6) == 1.175115
    assert round(intercept, 6) == -12.557604
    assert round(target["r2"], 6) == 0.998848
    assert round(target["residual_sd"], 3) == 2.400
    assert summary["df"] == 1
    assert result.blocks[0].lines == ["D = 1.175115 · d − 12.557604"]
    assert slope == pytest.approx(255 / 217, rel=1e-15)
    assert intercept == pytest.approx(-2725 / 217, rel=1e-15)


def test_the_worked_examples_forecast(example):
    _, predictor = example
    row = predictor.predict([{"d": 220}]).rows[0]
    shown = {key.split(":")[1]: round(value, 2) for key, value in row.values.items()}
    assert shown == {
        "point": 245.97, "mean_low": 200.97, "mean_high": 290.97,
        "new_low": 191.61, "new_high": 300.33,
    }  # fmt: skip
    text = "Extrapolation: d = 220 is outside the data's range, 95 to 180."
    assert [str(warning) for warning in row.warnings] == [text]


def test_few_degrees_of_freedom_and_row_names_are_said(example):
    result, _ = example
    few = warning(result, "few_df")
    assert few.severity == "serious"
    assert str(few.message).startswith("Only 1 degree of freedom: 3 rows for 2 unknowns.")
    assert block(result, "residuals:D").series[-1].labels == ["China", "Chile", "Peru"]
    rows = [str(row["row"]) for row in block(result, "influence:D").rows]
    assert rows[0] == "Row 1 (China)"


def test_no_row_left_over_means_unknown_intervals(tmp_path):
    result, predictor = fit(tmp_path, {"y": [1.0, 3.0], "x": [0.0, 1.0]}, ["y"], ["x"])
    assert "no_df" in codes(result)
    assert "how sure that is cannot be told" in str(result.headline)
    assert np.isnan(column(result.summary, "se")).all()
    row = predictor.predict([{"x": 0.5}]).rows[0]
    assert row.values["y:point"] == pytest.approx(2.0)
    assert row.values["y:new_low"] is None


def test_too_few_rows_name_both_numbers(tmp_path):
    data = {"y": [1, 2, 3], "a": [1, 2, 4], "b": [3, 1, 2], "c": [1, 1, 2]}
    with pytest.raises(Refusal, match=r"^3 rows cannot estimate 4 unknowns\.$"):
        fit(tmp_path, data, ["y"], ["a", "b", "c"])
    data["a"] = [1, None, 4]
    with pytest.raises(Refusal, match=r"2 rows cannot estimate 3 unknowns\. 1 of 3 rows"):
        fit(tmp_path, data, ["y"], ["a", "b"])


def test_missing_values_are_counted_or_refused(tmp_path):
    data = {"y": [1, 2, None, 4, 6.0], "x": [1, None, 3, 4, 5.0]}
    result, _ = fit(tmp_path, data, ["y"], ["x"])
    text = "2 of 5 rows were left out, because a value is missing in x, y."
    assert str(warning(result, "dropped_rows").message) == text
    assert result.summary["rows_used"] == 3
    with pytest.raises(Refusal, match="2 of 5 rows have a missing value"):
        fit(tmp_path, data, ["y"], ["x"], missing="refuse")


def test_an_infinite_value_is_named_by_row_and_column(tmp_path):
    data = {"y": [1, 2, 3.0], "x": [1, float("inf"), 3]}
    with pytest.raises(Refusal, match="Row 2 of column 'x' is infinite"):
        fit(tmp_path, data, ["y"], ["x"])


@pytest.mark.parametrize(
    ("weights", "kind", "sentence"),
    [
        ([1, -1, 1], "analytic", "Row 2: the weight in 'w' is negative."),
        ([1, 1, 1.5], "frequency", "Row 3: the number of repeats in 'w' is not a whole number."),
        ([0, 0, 0], "analytic", "0 rows cannot estimate 2 unknowns"),
    ],
)
def test_impossible_weights_are_refused(tmp_path, weights, kind, sentence):
    data = {"y": [1, 2, 4.0], "x": [1, 2, 3.0], "w": weights}
    with pytest.raises(Refusal, match=sentence):
        fit(tmp_path, data, ["y"], ["x"], weights="w", weights_mean=kind)


def test_rows_of_weight_zero_are_left_out_and_said(tmp_path):
    data = {"y": [1, 2, 4.0, 99], "x": [1, 2, 3.0, 4], "w": [1, 2, 1, 0]}
    result, _ = fit(tmp_path, data, ["y"], ["x"], weights="w")
    assert "zero_weights" in codes(result)
    assert result.summary["rows_used"] == 3


def test_a_constant_target_and_an_exact_fit_are_said(tmp_path):
    x = [1.0, 2.0, 3.0, 4.0]
    flat, _ = fit(tmp_path, {"y": [5.0] * 4, "x": x}, ["y"], ["x"])
    assert "constant_target" in codes(flat)
    assert flat.summary["targets"][0]["r2"] is None
    exact, _ = fit(tmp_path, {"y": [3 * v - 1 for v in x], "x": x}, ["y"], ["x"])
    assert "exact" in codes(exact)
    assert exact.summary["targets"][0]["r2"] == 1.0
    assert column(exact.summary, "p")[1] == 0.0
    json.dumps(exact.model_dump(mode="json"), allow_nan=False)


def test_uneven_scatter_brings_robust_errors(tmp_path):
    rng = np.random.default_rng(1)
    x = rng.uniform(1, 10, 300)
    result, _ = fit(tmp_path, {"y": 2 * x + rng.normal(size=300) * x, "x": x}, ["y"], ["x"])
    assert "heteroscedastic" in codes(result)
    assert "hc3" in [c.key for c in block(result, "coefficients:y").columns]


def test_a_row_that_moves_the_fit_is_named(tmp_path):
    rng = np.random.default_rng(2)
    x = [*rng.normal(size=20).tolist(), 50.0]
    y = [*(2 * np.array(x[:20]) + rng.normal(size=20)).tolist(), 0.0]
    result, _ = fit(tmp_path, {"y": y, "x": x, "n": [f"m{i}" for i in range(21)]}, ["y"], ["x"],
                    labels="n")  # fmt: skip
    assert str(warning(result, "influential").message).startswith("Row 21 (m20) alone moves")


def test_a_row_that_fixes_a_coefficient_alone_is_said(tmp_path):
    data = {"y": [1, 2, 4, 5.0, 9], "x": [1, 2, 3, 4.0, 5], "only": [0, 0, 0, 0, 1]}
    result, _ = fit(tmp_path, data, ["y"], ["x", "only"])
    assert "full_leverage" in codes(result)
    assert result.summary["targets"][0]["predictive_r2"] is None


def test_overfitting_shows_in_what_was_not_seen(tmp_path):
    rng = np.random.default_rng(3)
    data = {f"x{j}": rng.normal(size=14) for j in range(10)} | {"y": rng.normal(size=14)}
    result, _ = fit(tmp_path, data, ["y"], [f"x{j}" for j in range(10)])
    assert "overfit" in codes(result)


def test_without_an_intercept_r2_is_measured_from_zero(tmp_path):
    result, _ = fit(
        tmp_path, {"y": [2, 4, 6.5, 8], "x": [1, 2, 3, 4]}, ["y"], ["x"], intercept=False
    )
    assert "no_intercept" in codes(result)
    y, x = np.array([2, 4, 6.5, 8]), np.arange(1, 5)
    rss = ((y - x * (x @ y) / (x @ x)) ** 2).sum()
    assert result.summary["targets"][0]["r2"] == pytest.approx(1 - rss / (y @ y), rel=1e-12)


@pytest.mark.parametrize(
    ("slope", "noise", "start"),
    [
        (2.0, 0.1, "Each additional unit of x goes with"),
        (-2.0, 0.1, "Each additional unit of x goes with"),
        (0.0, 1.0, "The data do not settle whether y rises or falls with x"),
    ],
)
def test_the_headline_says_what_the_interval_allows(tmp_path, slope, noise, start):
    rng = np.random.default_rng(7)
    x = rng.normal(size=50)
    result, _ = fit(tmp_path, {"y": slope * x + noise * rng.normal(size=50), "x": x}, ["y"], ["x"])
    assert str(result.headline).startswith(start)
    assert (" less y " in str(result.headline)) == (slope < 0)


def test_several_predictors_lead_with_the_clearest(tmp_path):
    rng = np.random.default_rng(8)
    x = rng.normal(size=(60, 3))
    y = x @ [0.1, 3.0, -0.5] + rng.normal(size=60)
    data = {f"x{j}": x[:, j] for j in range(3)} | {"y": y}
    result, _ = fit(tmp_path, data, ["y"], ["x0", "x1", "x2"])
    assert str(result.headline).startswith("3 predictors together explain")
    assert "The clearest is x1. Each additional unit of x1, other predictors held fixed" in str(
        result.headline
    )
    assert len(next(b for b in result.blocks if b.kind == "text").paragraphs) == 3


def test_bad_values_in_a_row_are_named_and_order_is_kept(example):
    _, predictor = example
    rows = predictor.predict([{"d": "140"}, {"d": "x"}, {}, {"d": "1e999"}, {"d": 100}]).rows
    assert [row.values["D:point"] is None for row in rows] == [False, True, True, True, False]
    said = [str(warning) for row in rows[1:4] for warning in row.warnings]
    assert said == [
        "d: 'x' is not a number.",
        "d is missing.",
        "d: '1e999' is not a finite number.",
    ]


def test_a_broken_model_file_is_refused(tmp_path):
    with pytest.raises(Refusal, match="cannot be read"):
        Runner().load(tmp_path, {})
    (tmp_path / "model.json").write_text('{"format": 1}')
    with pytest.raises(Refusal, match="cannot be read"):
        Runner().load(tmp_path, {})


@pytest.fixture
def large(tmp_path):
    rng = np.random.default_rng(4)
    x = rng.normal(size=(60_000, 3)) + 5
    y = x @ [1.0, -2.0, 0.5] + rng.normal(size=60_000)
    x[17, 1] = np.nan
    table = pa.table({"a": x[:, 0], "b": x[:, 1], "c": x[:, 2], "y": y})
    pq.write_table(table, tmp_path / "large.parquet", row_group_size=9000)
    roles = {"target": ["y"], "predictors": ["a", "b", "c"]}
    return ParquetTable(tmp_path / "large.parquet", roles=roles)


def test_a_large_table_is_read_in_batches_to_the_same_result(tmp_path, large, monkeypatch):
    kept = Runner().run(MemoryContext(tmp_path / "a"), LinearParams(), {"data": large})
    monkeypatch.setattr(reading, "KEEP_BYTES", 0)
    monkeypatch.setattr(reading, "BATCH_VALUES", 16_384)
    ctx = MemoryContext(tmp_path / "b")
    streamed = Runner().run(ctx, LinearParams(), {"data": large})
    for name in ("estimate", "se", "p"):
        np.testing.assert_allclose(
            column(streamed.summary, name), column(kept.summary, name), rtol=1e-11
        )
    assert streamed.summary["rows_used"] == 59_999
    assert len(block(streamed, "residuals:y").series[-1].points) == 2000
    assert "random sample of 2000 of 59999" in str(block(streamed, "residuals:y").note)
    assert ctx.cancel_checks > 40
    assert ctx.steps[-1][0] <= ctx.steps[-1][1]


def test_a_large_run_is_cancelled_between_batches(tmp_path, large, monkeypatch):
    monkeypatch.setattr(reading, "BATCH_VALUES", 16_384)
    ctx = MemoryContext(tmp_path, cancel_at=8)
    with pytest.raises(Cancelled):
        Runner().run(ctx, LinearParams(), {"data": large})
    assert not ctx.artifacts


@pytest.mark.parametrize(
    ("roles", "columns", "sentence"),
    [
        ({"target": ["y"], "predictors": ["y"]}, {}, "y cannot explain itself."),
        ({"target": ["y"], "predictors": ["x", "x"]}, {}, "x was chosen twice."),
        ({"target": ["y"], "predictors": ["x"]}, {"x": {"missing": 9}}, "Column 'x' is empty."),
        (
            {"target": ["y"], "predictors": ["x"]},
            {"x": {"minimum": 2.0, "maximum": 2.0}},
            "Column 'x' has the same value in every row",
        ),
        (
            {"target": ["y"], "predictors": [f"x{j}" for j in range(9)]},
            {},
            "9 rows cannot estimate 10 unknowns.",
        ),
    ],
)
def test_what_can_be_told_beforehand_is(roles, columns, sentence):
    known = [ColumnProfile(name=name, dtype="number", **more) for name, more in columns.items()]
    profile = InputProfile(kind="dataset", id="1", name="t", rows=9, columns=known, roles=roles)
    issues = ENGINE.validate(LinearParams(), {"data": profile})
    assert any(str(issue.message).startswith(sentence) for issue in issues)
    assert all(issue.fix for issue in issues)


def test_no_target_is_refused(tmp_path):
    table = MemoryTable({"y": [1.0]}, {"predictors": ["y"]})
    with pytest.raises(Refusal, match="Choose a target"):
        Runner().run(MemoryContext(tmp_path), LinearParams(), {"data": table})
