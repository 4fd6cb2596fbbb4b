"""regression.response: refusals, warnings, what the page says, predictions."""

import numpy as np
import pytest
from django.utils import translation

from apps.core.messages import msg
from apps.core.rendering import render
from apps.engines.builtin.response import written
from apps.engines.builtin.response.manifest import ENGINE
from apps.engines.builtin.response.params import ResponseParams
from apps.engines.builtin.response.refusals import redundant
from apps.engines.contract import Refusal
from apps.engines.testing import MemoryTable
from tests.engines.linear_cases import block, codes, warning
from tests.engines.response_cases import ROLES, SIMPLE, UNITS, panel, prices, run


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Four markets of 60 weeks: elasticity −2, promotion +0.3, Hill of an adstock."""
    data = panel(np.random.default_rng(3))
    return run(tmp_path_factory.mktemp("whole"), data, unit_cost=1.0, saturation="hill")


@pytest.fixture
def one():
    return prices(np.random.default_rng(5))


def refused(root, data, roles=SIMPLE, **params):
    with pytest.raises(Refusal) as caught:
        run(root, data, roles, **params)
    return caught.value.issue


def changed(data, name, place, value):
    return {**data, name: [*data[name][:place], value, *data[name][place + 1 :]]}


# --- what is refused ------------------------------------------------------------------------------
def test_a_price_that_never_changes_is_refused(tmp_path, one):
    issue = refused(tmp_path, {**one, "price": [20.0] * 80})
    assert "is the same in every row used" in str(issue.message)
    assert issue.field == "data.price"
    assert str(issue.fix)


def test_a_price_that_differs_between_markets_only_is_refused(tmp_path):
    data = panel(np.random.default_rng(1))
    fixed = {"M00": 2.0, "M01": 2.5, "M02": 3.0, "M03": 3.5}
    still = {**data, "price": [fixed[market] for market in data["market"]]}
    issue = refused(tmp_path, still, ROLES)
    assert "Within each market the price 'price' never changes" in str(issue.message)


@pytest.mark.parametrize(("form", "name"), [("loglog", "price"), ("loglog", "units"),
                                            ("semilog", "units")])  # fmt: skip
@pytest.mark.parametrize("value", [0.0, -3.0])
def test_rows_without_a_logarithm_are_named(tmp_path, one, form, name, value):
    issue = refused(tmp_path, changed(one, name, 6, value), form=form)
    assert f"1 row has a value of zero or less in '{name}'" in str(issue.message)
    assert "row 7" in str(issue.message)
    assert "straight line" in str(issue.fix)


def test_a_straight_line_takes_zeros(tmp_path, one):
    result, _ = run(tmp_path, changed(one, "units", 6, 0.0), SIMPLE, form="linear")
    assert result.summary["rows_used"] == 80


def test_more_unknowns_than_rows_are_refused(tmp_path, one):
    few = {name: values[:3] for name, values in one.items()}
    few["x"] = [1.0, 5.0, 2.0]
    issue = refused(tmp_path, few, {**SIMPLE, "controls": ["x"]})
    assert "3 rows cannot estimate 3 unknowns" in str(issue.message)
    nothing = {name: values[:2] for name, values in one.items()}
    assert "Only 2 rows" in str(refused(tmp_path, nothing).message)


def test_columns_that_say_the_same_are_named(tmp_path, one):
    logs = np.log(one["price"])
    roles = {**SIMPLE, "controls": ["copy"]}
    issue = refused(tmp_path, {**one, "copy": (3 * logs + 1).tolist()}, roles)
    assert "'copy' says nothing new beside 'price'" in str(issue.message)
    roles = {**SIMPLE, "controls": ["a", "b"]}
    a = np.random.default_rng(0).normal(size=80)
    issue = refused(tmp_path, {**one, "a": a.tolist(), "b": (logs - a).tolist()}, roles)
    assert "'b' can be computed from price, a" in str(issue.message)


def test_columns_that_the_engine_makes_are_named_in_the_reader_s_language():
    refusal = redundant(
        "b", [msg("Price × {name}", name="promo"), "a", msg("Season {name}", name="2")]
    )
    assert "can be computed from Price × promo, a, Season 2" in str(refusal.issue.message)
    with translation.override("zh-hans"):
        assert render(refusal.issue.message) == "“b”可由价格 × promo、a、季节 2 算出。"


@pytest.mark.parametrize(
    ("roles", "params", "words", "field"),
    [
        ({"quantity": ["units"]}, {}, "Nothing is chosen whose effect", "data.price"),
        ({"price": ["price"]}, {}, "Choose a column of quantities", "data.quantity"),
        ({**SIMPLE, "spends": ["tv"]}, {}, "cannot carry over", "data.period"),
        (SIMPLE, {"season": "month"}, "need a column of periods", "data.period"),
        (SIMPLE, {"by_market": "shrunk"}, "need a column of markets", "data.market"),
        (SIMPLE, {"promotion_price": True}, "takes a price and a promotion", "promotion_price"),
        ({**SIMPLE, "period": ["week"]}, {"season": "month"}, "do not tell this season", "season"),
        (SIMPLE, {"changes": "-100"}, "is no price change in %", "changes"),
        ({**SIMPLE, "spends": ["tv"]}, {"retention": "radio=0.5"}, "is no channel", "retention"),
    ],
)
def test_choices_that_do_not_fit_are_refused(tmp_path, roles, params, words, field):
    data = panel(np.random.default_rng(1), markets=1)
    issue = refused(tmp_path, data, roles, **params)
    assert words in str(issue.message)
    assert issue.field == field


def test_the_form_says_it_before_anything_runs(one):
    bad = MemoryTable(changed(one, "price", 3, 0.0), SIMPLE)
    said = ENGINE.validate(ResponseParams(), {"data": bad.profile()})
    assert "zero or less" in str(said[0].message)
    twice = MemoryTable(one, {**SIMPLE, "controls": ["price"]})
    said = ENGINE.validate(ResponseParams(), {"data": twice.profile()})
    assert "price was chosen twice" in str(said[0].message)


@pytest.mark.parametrize(
    ("name", "place", "value", "words"),
    [
        ("tv", 4, -1.0, "negative spend in 'tv': row 5"),
        ("price", 4, float("inf"), "Row 5 of column 'price' is infinite"),
        ("price", 4, 1e200, "too large to compute with"),
        ("week", 4, 4, "Period 4 of market 'M00' has several rows"),
    ],
)
def test_cells_that_cannot_be_used_are_named(tmp_path, name, place, value, words):
    data = panel(np.random.default_rng(1), markets=2)
    assert words in str(refused(tmp_path, changed(data, name, place, value), ROLES).message)


def test_missing_cells_are_counted_or_refused(tmp_path):
    data = changed(panel(np.random.default_rng(1)), "price", 4, None)
    result, _ = run(tmp_path, data)
    assert "1 of 240 rows was left out" in str(warning(result, "dropped_rows").message)
    assert result.summary["gaps"] == []  # its spend is known, and carries over
    assert "1 of 240 rows" in str(refused(tmp_path / "b", data, ROLES, missing="refuse").message)


# --- what is written ------------------------------------------------------------------------------
def test_price_changes_and_retentions_as_people_write_them():
    assert written.changes("5%， −10、\n10")[0] == [-0.1, 0.05, 0.1]
    assert written.retention("0.5", ["tv", "ads"])[0] == {"tv": 0.5, "ads": 0.5}
    assert written.retention("ads = 0; tv=0.7", ["tv", "ads"])[0] == {"tv": 0.7, "ads": 0.0}
    for text in ("1", "tv=1.2", "tv=x", "tv=0.1,tv=0.2"):
        assert written.retention(text, ["tv"])[1], text


# --- the answer -----------------------------------------------------------------------------------
def test_the_headline_has_effect_best_price_and_intervals(whole):
    result, _ = whole
    said = str(result.headline)
    assert said.startswith("A price 1% higher sells 2.0")
    assert "less units (95% interval 1.9" in said
    assert "The price that earns most is " in said
    assert "CNY" in said


def test_what_was_put_in_comes_out(whole):
    result, _ = whole
    price = result.summary["price"]
    assert price["elasticity"]["low"] < -2 < price["elasticity"]["high"]
    assert price["best_low"] < 2.0 < price["best_high"]  # 1 · 2 / (2 − 1)
    channel = result.summary["channels"][0]
    assert channel["retention_low"] < 0.6 < channel["retention_high"]
    assert channel["point_low"] < 80 < channel["point_high"]
    row = block(result, "promotions").rows[0]
    assert row["low"] < np.expm1(0.3) < row["high"]


def test_blocks_come_in_the_order_of_a_report(whole):
    result, _ = whole
    kinds = [one.kind for one in result.blocks]
    assert kinds[0] == "tiles"
    warnings = [i for i, kind in enumerate(kinds) if kind == "warning"]
    charts = [i for i, kind in enumerate(kinds) if kind == "chart"]
    assert kinds.index("table") < min(warnings) <= max(warnings) < min(charts)
    keys = [one.key for one in result.blocks if one.kind == "chart"]
    assert keys == ["demand", "profit", "response:0", "carryover:0"]
    assert [str(one.heading) for one in result.blocks[-2:]] == [
        "What would change the answer",
        "Data",
    ]


def test_scenarios_are_monotone_with_ordered_ends(whole):
    result, _ = whole
    rows = block(result, "scenarios").rows
    assert [row["change"] for row in rows] == [-0.1, -0.05, 0.05, 0.1]
    quantities = [row["quantity"] for row in rows]
    assert quantities == sorted(quantities, reverse=True)
    for row in rows:
        for name in ("quantity", "revenue", "profit"):
            assert row[f"{name}_low"] <= row[name] <= row[f"{name}_high"]


def test_no_best_price_without_a_bounded_elasticity(tmp_path):
    data = prices(np.random.default_rng(1), rows=20, elasticity=-1.1, noise=0.5)
    result, _ = run(tmp_path, data, SIMPLE, unit_cost=5.0)
    price = result.summary["price"]
    assert price["elasticity"]["high"] > -1 > price["elasticity"]["value"]
    assert price["best_high"] is None
    assert not price["bounded"]
    assert "or more, without an upper end" in str(result.headline)
    assert "unbounded_price" in codes(result)


def test_an_inelastic_demand_has_no_best_price(tmp_path):
    data = prices(np.random.default_rng(1), elasticity=-0.5)
    result, _ = run(tmp_path, data, SIMPLE, unit_cost=5.0)
    assert result.summary["price"]["best"] is None
    assert "no best price can be told" in str(result.headline)


def test_a_best_price_outside_those_seen_is_an_extrapolation(tmp_path, one):
    result, _ = run(tmp_path, one, SIMPLE, unit_cost=60.0)
    assert "outside the prices seen" in str(result.headline)
    assert warning(result, "extrapolated_price").severity == "serious"
    assert "below_cost" in codes(result)
    assert "profit" not in {column.key for column in block(result, "scenarios").columns}


def test_without_a_cost_the_page_says_what_a_cost_would_bring(tmp_path, one):
    result, _ = run(tmp_path, one, SIMPLE)
    assert "best_price" not in [getattr(one, "key", "") for one in result.blocks]
    said = [str(text) for one in result.blocks if one.kind == "text" for text in one.paragraphs]
    assert "With the cost of a unit the page tells which price earns most." in said


def test_a_column_of_costs_gives_their_mean(tmp_path, one):
    costs = {**one, "cost": [4.0, 6.0] * 40}
    result, _ = run(tmp_path, costs, {**SIMPLE, "cost": ["cost"]})
    assert result.summary["price"]["cost"] == 5.0


def test_prices_that_may_follow_demand_are_warned_of(tmp_path, one):
    result, _ = run(tmp_path, one, SIMPLE)
    assert "endogenous_price" in codes(result)


def test_rising_demand_curves_and_undecided_ones_are_said(tmp_path):
    up = prices(np.random.default_rng(1), elasticity=1.0)
    assert "That is no demand curve" in str(run(tmp_path / "a", up, SIMPLE)[0].headline)
    flat = prices(np.random.default_rng(1), elasticity=0.0)
    assert "do not settle" in str(run(tmp_path / "b", flat, SIMPLE)[0].headline)


def test_residuals_that_repeat_are_met_or_warned_of(tmp_path, one):
    rng, drift = np.random.default_rng(2), [0.0]
    for _ in range(79):
        drift.append(0.8 * drift[-1] + 0.3 * float(rng.normal()))
    data = {**one, "week": list(range(80))}
    data["units"] = (np.array(one["units"]) * np.exp(drift)).tolist()
    roles = {**SIMPLE, "period": ["week"]}
    assert warning(run(tmp_path / "a", data, roles)[0], "autocorrelated").severity == "info"
    result, _ = run(tmp_path / "b", data, roles, errors="hc1")
    assert "too narrow" in str(warning(result, "autocorrelated").message)
    assert result.summary["checks"]["durbin_watson"] < 1.2


def test_few_markets_for_errors_by_market_are_said(tmp_path):
    data = panel(np.random.default_rng(1), markets=12, weeks=10)
    result, _ = run(tmp_path, data, {**ROLES, "spends": []})
    assert result.summary["errors"] == "cluster"
    assert result.summary["df"] == 11
    assert "Only 12 markets" in str(warning(result, "few_groups").message)


def test_the_currency_s_unit_leaves_elasticity_and_t(tmp_path, whole):
    data = panel(np.random.default_rng(3))
    cents = {**data, "price": [100 * v for v in data["price"]], "tv": [100 * v for v in data["tv"]]}
    result, _ = run(tmp_path, cents, unit_cost=100.0, saturation="hill")
    for own, other in zip(
        whole[0].summary["coefficients"], result.summary["coefficients"], strict=True
    ):
        assert other["t"] == pytest.approx(own["t"], rel=1e-5)
        assert other["estimate"] == pytest.approx(own["estimate"], rel=1e-5)
    own, other = whole[0].summary, result.summary
    assert other["price"]["best"] == pytest.approx(100 * own["price"]["best"], rel=1e-5)
    assert other["channels"][0]["point"] == pytest.approx(
        100 * own["channels"][0]["point"], rel=1e-4
    )
    earns = own["channels"][0]["next_unit_earns"]["value"]
    assert other["channels"][0]["next_unit_earns"]["value"] == pytest.approx(earns, rel=1e-4)


@pytest.mark.parametrize("form", ["loglog", "semilog", "linear"])
def test_promotions_may_change_the_price_effect(tmp_path, form):
    data = panel(np.random.default_rng(3))
    result, predictor = run(tmp_path, data, {**ROLES, "spends": []}, form=form,
                            promotion_price=True)  # fmt: skip
    terms = [one["term"] for one in result.summary["coefficients"]]
    assert terms == ["price", "promo", "Price × promo"]
    row = {"market": "M01", "price": 2.5, "promo": 1}
    assert predictor.predict([row]).rows[0].values["units:point"] > 0


@pytest.mark.parametrize(("season", "levels"), [("month", 12), ("quarter", 4)])
def test_seasons_come_from_periods(tmp_path, season, levels):
    data = panel(np.random.default_rng(3), weeks=36)
    data["week"] = [f"{2024 + (w - 1) // 12}-{(w - 1) % 12 + 1:02d}" for w in data["week"]]
    result, _ = run(tmp_path, data, season=season, time="trend")
    terms = [one["part"] for one in result.summary["coefficients"]]
    assert terms.count("season") == levels - 1
    assert terms.count("trend") == 1


def test_a_level_for_each_period_takes_what_all_markets_share(tmp_path):
    rng = np.random.default_rng(3)
    data = panel(rng, markets=6, weeks=30)
    shock = dict(enumerate(rng.normal(size=31)))
    data["units"] = [
        q * float(np.exp(shock[week])) for q, week in zip(data["units"], data["week"], strict=True)
    ]
    result, _ = run(tmp_path, data, {**ROLES, "spends": []}, time="each")
    price = result.summary["price"]["elasticity"]
    assert price["low"] < -2 < price["high"]
    assert price["high"] - price["low"] < 0.4


# --- predictions ----------------------------------------------------------------------------------
def test_predictions_hold_new_rows(whole):
    _, predictor = whole
    fresh = panel(np.random.default_rng(99))
    rows = [
        {"market": m, "price": p, "promo": d, "tv": 0.0}
        for m, p, d in zip(fresh["market"], fresh["price"], fresh["promo"], strict=True)
    ]
    found = predictor.predict(rows).rows
    rng = np.random.default_rng(1)
    level = {f"M{m:02d}": 5 + 0.3 * m for m in range(4)}
    held = [
        answer.values["units:new_low"]
        <= np.exp(level[row["market"]] - 2 * np.log(row["price"]) + 0.3 * row["promo"]
                  + 0.1 * rng.normal())
        <= answer.values["units:new_high"]
        for row, answer in zip(rows, found, strict=True)
    ]  # fmt: skip
    assert 0.92 <= np.mean(held) <= 1.0


def test_the_smeared_mean_is_the_mean_and_not_the_median(tmp_path):
    """E exp(e) = exp(s² / 2) for a normal e of variance s²."""
    data = prices(np.random.default_rng(4), rows=2000, noise=0.8)
    result, predictor = run(tmp_path, data, SIMPLE)
    assert result.summary["smear"] == pytest.approx(np.exp(0.32), rel=0.05)
    answer = predictor.predict([{"price": 20.0}]).rows[0].values["units:point"]
    assert answer == pytest.approx(np.exp(9 - 2 * np.log(20) + 0.32), rel=0.05)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"market": "M01", "price": 0, "promo": 0, "tv": 1}, "price must be above zero"),
        ({"market": "M01", "price": 2, "promo": 0, "tv": -1}, "tv must not be negative"),
        ({"market": "M01", "price": "x", "promo": 0, "tv": 1}, "'x' is not a number"),
        ({"market": "Peru", "price": 2, "promo": 0, "tv": 1}, "no market named 'Peru'"),
        ({"price": 2, "promo": 0, "tv": 1}, "answered for an average market"),
        ({"market": "M01", "price": 90, "promo": 0, "tv": 1}, "Extrapolation: price = 90"),
    ],
)
def test_a_prediction_says_what_is_wrong_with_a_row(whole, row, words):
    _, predictor = whole
    answer = predictor.predict([row]).rows[0]
    assert any(words in str(said) for said in answer.warnings)


def test_units_reach_the_page(whole):
    result, _ = whole
    chart = block(result, "demand")
    assert (chart.x.unit, chart.y.unit) == (UNITS["price"], UNITS["units"])
