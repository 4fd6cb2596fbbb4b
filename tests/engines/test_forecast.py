"""What a forecast says, in figures and in words, and what it refuses."""

import numpy as np
import pytest

pytestmark = pytest.mark.models
pytest.importorskip("statsforecast")

from apps.engines.builtin.forecast import outputs  # noqa: E402
from apps.engines.builtin.forecast.methods import Forecasts  # noqa: E402
from apps.engines.testing import MemoryTable  # noqa: E402
from tests.engines.forecast_cases import (  # noqa: E402
    ALONE,
    ROLES,
    cheap,
    fitted_by,
    of_values,
    refused,
    run,
)
from tests.engines.linear_cases import block, codes, warning  # noqa: E402
from tests.engines.series_cases import quarters  # noqa: E402


@pytest.fixture
def quick(monkeypatch):
    """Rows, origins, bands and words are tested without the seconds that fits take."""
    fitted_by(monkeypatch, cheap)


def test_the_test_does_not_choose(tmp_path, monkeypatch):
    """A method that is perfect on the periods held back and bad before them is not taken."""
    y = np.random.default_rng(0).normal(size=60) + 100

    def traitor(known, season, horizon):
        good = len(known) >= 42
        points = np.array([np.full(horizon, 100.0 + 5 * place) for place in range(4)])
        future = y[len(known) : len(known) + horizon]
        if good:
            points[3, : len(future)] = future
        return Forecasts(points, "")

    fitted_by(monkeypatch, traitor)
    result, _ = run(tmp_path, of_values(y, [str(n) for n in range(60)]), horizon=2)
    (market,) = result.summary["markets"]
    assert market["method"] == "naive"
    assert market["mase"]["mean"]["test"] < market["mase"]["naive"]["test"]


@pytest.mark.parametrize(("form", "parts"), [("{}-{:02d}", 12), ("{}-Q{}", 4), ("{}", 1)])
def test_shifting_time_changes_nothing_but_its_names(tmp_path, quick, form, parts):
    y = 50 + np.random.default_rng(4).normal(size=60).cumsum()
    made = []
    for year in (2000, 1973):
        named = [form.format(year + n // parts, n % parts + 1) for n in range(len(y))]
        result, _ = run(tmp_path / str(year), of_values(y, named))
        made.append(result.summary["markets"][0]["forecast"])
    for here, there in zip(*made, strict=True):
        assert {**here, "period": ""} == {**there, "period": ""}
        assert int(there["period"][:4]) == int(here["period"][:4]) - 27


# --- answers --------------------------------------------------------------------------------------
def test_the_answer_in_a_sentence(tmp_path, quick):
    data = MemoryTable(quarters(("Japan", "Kenya")), ROLES, units={"demand": "units"})
    result, ctx = run(tmp_path, data, horizon=4, market="Japan", confidence=0.8, method="theta")
    said = str(result.headline)
    assert said.startswith("demand in Japan is forecast at ")
    assert " units for 2020-Q4 (80%: " in said
    assert "; on periods held back the naive forecast was off by" in said
    import polars

    kept = polars.read_parquet(ctx.artifacts["forecast.parquet"])
    assert kept.columns == [
        "market", "period", "ahead", "demand", "demand low", "demand high", "demand naive",
    ]  # fmt: skip
    assert kept["period"].to_list() == ["2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4"] * 2
    mine = next(one for one in result.summary["markets"] if one["market"] == "Japan")
    assert kept["demand"].to_list()[:4] == [line["value"] for line in mine["forecast"]]
    chart = block(result, "forecast")
    assert (chart.x.scale, chart.y.unit) == ("time", "units")
    assert [series.kind for series in chart.series][:3] == ["band", "line", "line"]
    assert chart.series[0].points[0][0] == "2020-01-01"


def test_the_season_is_that_of_the_periods_or_the_one_given(tmp_path, quick):
    data = MemoryTable(quarters(), ALONE)
    found, _ = run(tmp_path / "a", data)
    assert found.summary["markets"][0]["season"] == 4
    assert len(found.summary["markets"][0]["forecast"]) == 4
    given, _ = run(tmp_path / "b", data, season=1)
    assert given.summary["markets"][0]["season"] == 1


def test_a_series_that_follows_a_rule_is_no_naive_forecast(tmp_path, quick):
    """Nothing was ever off, so that there is nothing to compare with."""
    result, _ = run(tmp_path, of_values(range(40)), season=1, method="theta")
    assert result.summary["markets"][0]["method"] == "theta"
    assert "exact" in codes(result)
    assert str(result.headline).endswith("; on periods held back it was never off.")


def test_few_origins_are_said(tmp_path, quick):
    result, _ = run(tmp_path, of_values(np.random.default_rng(1).normal(size=40) + 9), season=1)
    (market,) = result.summary["markets"]
    assert market["forecast"][-1]["errors"] == 28
    assert "no_distribution_free" not in codes(result)
    result, _ = run(tmp_path, of_values(np.random.default_rng(1).normal(size=20) + 9), season=1)
    caution = warning(result, "no_distribution_free")
    assert "takes 19 past errors; at 6 periods ahead there are 8" in str(caution.message)
    assert result.summary["markets"][0]["forecast"][-1]["band"] == "t"


def test_a_last_period_that_is_not_complete_is_suspected(tmp_path, quick):
    y = np.random.default_rng(2).normal(size=60) + 100
    y[-1] = 20
    result, _ = run(tmp_path, of_values(y), season=1, method="ets")
    assert "2004-12" in str(warning(result, "last_low").message)
    y[30] = -100  # lower still, so that the end is not the lowest
    result, _ = run(tmp_path / "b", of_values(y), season=1, method="ets")
    assert "last_low" not in codes(result)


def test_bands_of_what_was_never_negative_end_at_zero(tmp_path, quick):
    y = np.abs(np.random.default_rng(3).standard_cauchy(60))
    y[::2] = 0
    result, _ = run(tmp_path, of_values(y), season=1, method="ets")
    lines = result.summary["markets"][0]["forecast"]
    assert all(line["low"] == 0 for line in lines)
    tile = result.blocks[0].items[0]  # the half width is that of the band before the cut
    assert tile.value.value == pytest.approx(lines[-1]["high"] - lines[-1]["value"], rel=0.01)
    assert {"cut_at_zero", "many_zeros"} <= set(codes(result))
    negative, _ = run(tmp_path / "b", of_values(y - 1), season=1, method="ets")
    assert negative.summary["markets"][0]["forecast"][0]["low"] < 0


def test_markets_that_cannot_be_forecast_are_named(tmp_path, quick):
    data = quarters(("Japan", "Kenya"), count=30)
    for market, values in (("Peru", [1.0, 2.0, 1.0]), ("Chile", [7.0] * 30)):
        data["market"] += [market] * len(values)
        data["quarter"] += data["quarter"][: len(values)]
        data["demand"] += values
    result, _ = run(tmp_path, MemoryTable(data, ROLES))
    assert "Peru" in str(warning(result, "short_markets").message)
    assert "Chile" in str(warning(result, "flat_markets").message)
    assert [one["market"] for one in result.summary["markets"]] == ["Japan", "Kenya"]
    assert "Peru has too few" in str(
        refused(tmp_path, MemoryTable(data, ROLES), market="Peru").message
    )


def test_short_pasts_have_no_season(tmp_path, quick):
    result, _ = run(tmp_path, of_values(np.random.default_rng(5).normal(size=20) + 50))
    assert result.summary["markets"][0]["season"] == 1
    assert "A season of 12 periods" in str(warning(result, "no_season").message)


# --- gaps and bad input ---------------------------------------------------------------------------
def test_gaps_are_refused_by_name_or_filled_as_chosen(tmp_path, quick):
    data = quarters(("Japan",), count=30).copy()
    gap = {name: values[:9] + values[10:] for name, values in data.items()}
    issue = refused(tmp_path, MemoryTable(gap, ROLES))
    assert "Japan has no 'demand' for 1 period" in str(issue.message)
    assert "2012-Q2" in str(issue.message)
    assert issue.field == "gaps"
    filled, _ = run(tmp_path, MemoryTable(gap, ROLES), gaps="interpolate", horizon=2)
    assert filled.summary["filled"] == 1
    assert "filled" in codes(filled)
    blank = MemoryTable(data, ROLES).with_value("demand", 9, None)
    same, _ = run(tmp_path / "b", blank, gaps="interpolate", horizon=2)
    assert same.summary["markets"] == filled.summary["markets"]
    zero, _ = run(tmp_path / "c", blank, gaps="zero", horizon=2)
    assert zero.summary["markets"] != filled.summary["markets"]


def test_rows_of_one_period_are_refused_or_joined(tmp_path, quick):
    data = quarters(("Japan",), count=30)
    twice = {name: [*values, values[0]] for name, values in data.items()}
    issue = refused(tmp_path, MemoryTable(twice, ROLES))
    assert "Japan has 2 rows for 2010-Q1" in str(issue.message)
    mean, _ = run(tmp_path / "a", MemoryTable(twice, ROLES), repeats="mean", horizon=2)
    plain, _ = run(tmp_path / "b", MemoryTable(data, ROLES), horizon=2)
    assert mean.summary["markets"] == plain.summary["markets"]
    assert "repeated" in codes(mean)


@pytest.mark.parametrize(
    ("values", "params", "words", "field"),
    [
        ([5.0] * 30, {}, "the same value in every period", "data.value"),
        ([1.0, 2.0, 3.0], {}, "3 periods are too few", "data"),
        (range(20), {"horizon": 30}, "at most 11 ahead can be checked", "horizon"),
        (range(40), {"horizon": 20}, "at most 13 ahead can be checked", "horizon"),
        (range(20), {"market": "Peru"}, "no market named 'Peru'", "market"),
        ([*range(19), float("inf")], {}, "Row 20 of column 'value' is infinite", "data.value"),
        ([v * 1e150 for v in range(20)], {}, "too large to compute with", "data.value"),
        ([v * 1e-150 for v in range(20)], {}, "too small to compute with", "data.value"),
        ([float("nan")] * 20, {}, "No row has both", "data.value"),
    ],
)
def test_what_cannot_be_forecast_is_said(tmp_path, quick, values, params, words, field):
    issue = refused(tmp_path, of_values(list(values)), **params)
    assert words in str(issue.message)
    assert issue.fix
    assert issue.field == field


def test_columns_that_are_missing_or_no_periods(tmp_path, quick):
    data = of_values(range(20))
    assert refused(tmp_path, MemoryTable(data.data, {"value": ["value"]})).field == "data.period"
    assert refused(tmp_path, MemoryTable(data.data, {"period": ["period"]})).field == "data.value"
    soon = data.with_value("period", 3, "soon")
    assert "'soon' in row 4" in str(refused(tmp_path, soon).message)


def test_a_method_that_cannot_be_fitted_is_not_taken(tmp_path, monkeypatch):
    def failing(y, season, horizon):
        found = cheap(y, season, horizon)
        found.points[1:] = np.nan
        return found

    fitted_by(monkeypatch, failing)
    data = of_values(np.random.default_rng(6).normal(size=30) + 9)
    result, _ = run(tmp_path, data, season=1)
    assert result.summary["markets"][0]["method"] == "naive"
    assert "naive_chosen" in codes(result)
    assert "could not be fitted" in str(refused(tmp_path, data, season=1, method="ets").message)


@pytest.mark.parametrize("method", ["auto", "naive"])
def test_what_it_predicts_is_scaled_by_the_naive_mean_error(tmp_path, quick, method):
    """Hyndman and Koehler (2006): the mean absolute seasonal change, in the value's units."""
    y = 50 + np.random.default_rng(4).normal(size=60).cumsum()
    result, _ = run(tmp_path, of_values(y), method=method)
    rows = outputs.predicted({}, result.summary).rows
    lag = result.summary["markets"][0]["season"]
    (scale,) = {row.scale for row in rows}
    assert scale == pytest.approx(np.abs(y[lag:] - y[:-lag]).mean())
    assert [row.ahead for row in rows] == list(range(1, len(rows) + 1))
