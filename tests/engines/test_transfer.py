"""regression.transfer: refusals, intervals that keep their promise, what the page says."""

import numpy as np
import pytest

from apps.engines.builtin.transfer import conformal, coverage, panel
from apps.engines.builtin.transfer.leaving import Scores
from apps.engines.builtin.transfer.mixed import Moments, solve
from apps.engines.builtin.transfer.params import TransferParams
from apps.engines.builtin.transfer.predictor import unaware
from apps.engines.contract import Refusal
from apps.engines.testing import MemoryContext, MemoryTable
from tests.engines.linear_cases import block, codes, warning
from tests.engines.transfer_cases import ROLES, columns, run, simulated, table


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """Eight markets: below what a distribution-free 95 % takes."""
    return run(tmp_path_factory.mktemp("few"), table(), market="AB")


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """24 markets and a new one: two of its periods seen, two asked for."""
    data = table(markets=25)
    places = [i for i, name in enumerate(data.data["market"]) if name == "AC"]
    for place in places[2:4]:
        data = data.with_value("demand", place, None)
    for place in places[4:]:
        data = data.with_value("price", place, None).with_value("demand", place, None)
    return run(tmp_path_factory.mktemp("many"), data, market="AC")


def refused(tmp_path, data, **params):
    with pytest.raises(Refusal) as caught:
        run(tmp_path, data, **params)
    return caught.value.issue


@pytest.mark.parametrize(
    ("change", "params", "words", "field"),
    [
        ({"markets": 4}, {}, "There is data of 4 markets besides the new one", "data.market"),
        ({"markets": 5}, {"market": "AA"}, "There is data of 4 markets", "data.market"),
        ({"periods": 1}, {"slopes": "all"}, "Each market has one row", "slopes"),
        ({}, {"market": "Chile"}, "no market named 'Chile'", "market"),
        (
            {"markets": 5, "periods": 2},
            {"slopes": "all", "market": ""},
            "5 markets with 2",
            "slopes",
        ),
    ],
)
def test_what_cannot_be_learned_is_refused(tmp_path, change, params, words, field):
    issue = refused(tmp_path, table(**change), **params)
    assert words in str(issue.message)
    assert issue.field == field
    assert str(issue.fix)


def test_one_row_per_market_says_what_is_possible_and_then_does_it(tmp_path):
    issue = refused(tmp_path, table(markets=24, periods=1), slopes="all")
    assert "choose that no effect differs" in str(issue.fix)
    result, _ = run(tmp_path / "none", table(markets=24, periods=1), slopes="none")
    assert "one_row_each" in codes(result)
    assert result.summary["interval"] == "conformal"


def test_a_name_in_other_case_means_the_one_of_the_table(tmp_path):
    params = TransferParams(market="ab")
    assert panel.read(MemoryContext(tmp_path), table(), params).market == "AB"


def test_columns_that_say_nothing_are_named(tmp_path):
    data = table().data
    roles = {**ROLES, "predictors": ["price", "other"]}
    same = MemoryTable({**data, "other": [2.0] * 48}, roles)
    assert "'other' has the same value" in str(refused(tmp_path, same).message)
    double = MemoryTable({**data, "other": [2 * v + 1 for v in data["price"]]}, roles)
    assert "'other' can be computed" in str(refused(tmp_path, double).message)
    only = [float(name == "AD") * i for i, name in enumerate(data["market"])]
    issue = refused(tmp_path, MemoryTable({**data, "other": only}, roles))
    assert "Only AD tells what 'other' does" in str(issue.message)


def test_columns_that_are_nearly_one_are_told_as_such(tmp_path):
    data, rng = table(markets=24).data, np.random.default_rng(1)
    nearly = [value + 1e-7 * float(rng.normal()) for value in data["price"]]
    roles = {**ROLES, "predictors": ["price", "other"]}
    issue = refused(tmp_path, MemoryTable({**data, "other": nearly}, roles))
    assert "'other' can be computed from other predictors" in str(issue.message)


@pytest.mark.parametrize("name", ["price", "demand"])
def test_one_value_in_the_wrong_unit_does_not_drown_all_others(tmp_path, name):
    data = table(markets=24)
    whole, _ = run(tmp_path / "a", data.take(range(6, data.rows)), slopes="none")
    far = data.with_value(name, 2, 1e6 * data.data[name][2])
    _, predictor = run(tmp_path / "b", far, slopes="none")
    without = np.sqrt(predictor.model.noise[0]) * predictor.model.unit
    assert without == pytest.approx(whole.summary["residual_sd"], rel=1e-3)


def test_a_target_that_cannot_be_learned_is_refused(tmp_path):
    data = table().data
    flat = MemoryTable({**data, "demand": [7.0] * 48}, ROLES)
    assert "same value in every row" in str(refused(tmp_path, flat).message)
    exact = MemoryTable({**data, "demand": [3 * v - 1 for v in data["price"]]}, ROLES)
    assert "exactly" in str(refused(tmp_path, exact).message)


@pytest.mark.parametrize("slope", [0.0, 3.0, None])
@pytest.mark.parametrize("noise", [0.0, 1e-9])
def test_a_target_without_scatter_within_markets_is_refused(tmp_path, slope, noise):
    """A yearly figure beside monthly rows; or computed from the predictor, market by market."""
    rng, data = np.random.default_rng(2), table().data
    own = {name: rng.normal(size=2) for name in sorted(set(data["market"]))}
    made = [
        float(own[name][0] + (own[name][1] if slope is None else slope) * price)
        + noise * float(rng.normal())
        for name, price in zip(data["market"], data["price"], strict=True)
    ]
    issue = refused(tmp_path, MemoryTable({**data, "demand": made}, ROLES))
    assert "no scatter of periods is left" in str(issue.message)


def test_missing_values_are_counted_or_refused(tmp_path):
    data = table().with_value("price", 5, None).with_value("market", 9, None)
    result, _ = run(tmp_path, data)
    assert "2 of 48 rows were left out" in str(warning(result, "dropped_rows").message)
    assert "2 of 48 rows" in str(refused(tmp_path / "b", data, missing="refuse").message)


def test_below_19_markets_the_page_names_the_interval_that_it_uses(few):
    result, _ = few
    said = str(warning(result, "no_distribution_free").message)
    assert "cannot be promised with 7 markets: that takes 19" in said
    assert "with 7 the most is 87.5%" in said
    assert "t predictive interval of the mixed model" in said
    assert result.summary["interval"] == "t"


def test_from_19_markets_on_the_interval_is_conformal(many):
    result, _ = many
    assert result.summary["interval"] == "conformal"
    assert result.summary["calibrated_at"] == 2
    assert "no_distribution_free" not in codes(result)
    said = next(str(one.paragraphs[0]) for one in result.blocks if one.kind == "text")
    assert "Proved for any distribution are 80.0%; what it held in practice, the check" in said


def test_rows_without_a_target_are_what_is_asked(many):
    result, _ = many
    assert [one["period"] for one in result.summary["predictions"]] == ["3", "4"]
    assert str(result.headline).startswith("AC, period 3, with 2 periods seen: demand is expected")
    assert result.summary["own_periods"] == 2
    assert len(block(result, "forecast").rows) == 2


def test_the_rows_are_told_apart(many):
    result, _ = many
    said = str(result.blocks[-1].paragraphs[0])
    assert said == (
        "144 of 150 rows from 24 markets besides the new one, which has 2 with demand and 2"
        " without."
    )


def test_blocks_come_in_the_order_of_a_report(many):
    result, _ = many
    kinds = [one.kind for one in result.blocks]
    assert kinds[0] == "tiles"
    warnings = [i for i, kind in enumerate(kinds) if kind == "warning"]
    charts = [i for i, kind in enumerate(kinds) if kind == "chart"]
    assert kinds.index("table") < min(warnings) <= max(warnings) < min(charts)
    heads = {str(getattr(one, "heading", "")): i for i, one in enumerate(result.blocks)}
    change = heads["What would change the answer"]
    assert max(charts) < change < heads["Data"] == len(kinds) - 1
    assert kinds[change + 1 : -1] == ["table"] * 4  # the details


def test_the_check_shows_widths_beside_pooled_least_squares_and_names_the_worst(many):
    result, _ = many
    lines = {row["seen"]: row for row in block(result, "coverage").rows}
    assert set(lines) == {0, 1, 2, 3}
    assert lines[3]["width"] < 0.8 * lines[3]["ols_width"]
    assert all(row["low"] <= row["coverage"] <= row["high"] for row in lines.values())
    assert len(block(result, "worst").rows) == 3
    shares = [row["share"] for row in block(result, "worst").rows]
    assert shares == sorted(shares)


def test_the_simulator_narrows_to_the_noise_of_one_period(few):
    result, _ = few
    steps = result.summary["learning"]
    assert [step["periods"] for step in steps] == [0, 1, 2, 3, 6, 12, 24]
    values = [step["value"] for step in steps]
    assert values == sorted(values, reverse=True)
    assert steps[-1]["level"] < 0.4 * steps[0]["level"]
    assert values[-1] > 1.9 * result.summary["residual_sd"]


def test_a_prediction_is_what_the_page_says(many):
    result, predictor = many
    chart = block(result, "forecast")
    data = table(markets=25).data
    place = data["market"].index("AC") + 2
    (row,) = predictor.predict([{"market": "AC", "price": data["price"][place]}]).rows
    shown = chart.rows[0]
    assert row.values["demand:point"] == pytest.approx(shown["value"], rel=1e-9)
    assert row.values["demand:new_low"] == pytest.approx(shown["low"], rel=1e-9)
    assert row.values["demand:new_high"] == pytest.approx(shown["high"], rel=1e-9)


def test_a_market_learned_from_is_known_better_than_a_new_one(many):
    _, predictor = many
    rows = [{"market": "AD", "price": 0.0}, {"market": "Mars", "price": 0.0}, {"market": "AD"}]
    known, new, broken = predictor.predict(rows).rows
    width = [one.values["demand:new_high"] - one.values["demand:new_low"] for one in (known, new)]
    assert width[0] < 0.8 * width[1]
    assert "no market named 'Mars'" in str(new.warnings[0])
    assert broken.values["demand:point"] is None


def test_a_market_with_a_number_for_a_name_is_known_as_a_float_too(tmp_path):
    data = table().data
    numbers = {name: place for place, name in enumerate(sorted(set(data["market"])), start=1)}
    named = {**data, "market": [numbers[name] for name in data["market"]]}
    _, predictor = run(tmp_path, MemoryTable(named, ROLES))
    rows = predictor.predict([{"market": name, "price": 0.5} for name in ("3", 3, 3.0)]).rows
    assert [row.warnings for row in rows] == [[], [], []]
    assert rows[0].values == rows[1].values == rows[2].values


@pytest.mark.parametrize("markets", [8, 24])
def test_without_predictors_a_market_is_all_that_is_asked(tmp_path, markets):
    roles = {role: names for role, names in ROLES.items() if role != "predictors"}
    result, predictor = run(tmp_path, table(markets=markets, roles=roles))
    known, new = predictor.predict([{"market": "AC"}, {"market": ""}]).rows
    shown = result.summary["predictions"][0]
    assert new.values["demand:point"] == pytest.approx(shown["value"])
    assert new.values["demand:new_low"] == pytest.approx(shown["low"])
    assert known.values["demand:point"] != new.values["demand:point"]


def test_units_change_nothing_but_units(tmp_path, few):
    data = table().data
    scaled = MemoryTable(
        {**data, "demand": [v * 1e6 for v in data["demand"]],
         "price": [v * 1e-9 + 1e-7 for v in data["price"]]}, ROLES,
    )  # fmt: skip
    result, _ = run(tmp_path, scaled, market="AB")
    mine, theirs = result.summary, few[0].summary
    assert mine["coverage"][0]["coverage"] == theirs["coverage"][0]["coverage"]
    assert mine["residual_sd"] == pytest.approx(1e6 * theirs["residual_sd"], rel=1e-6)
    assert mine["fixed"][1]["t"] == pytest.approx(theirs["fixed"][1]["t"], rel=1e-6)
    assert mine["fixed"][1]["df"] == pytest.approx(theirs["fixed"][1]["df"], rel=1e-4)


def test_dates_order_periods_as_numbers_do(tmp_path, few):
    data = table().data
    dated = {**data, "month": [f"2026-{month:02d}-01" for month in data["month"]]}
    result, _ = run(tmp_path, MemoryTable(dated, ROLES), market="AB")
    assert result.summary["coverage"] == few[0].summary["coverage"]


def test_quarters_are_ordered_as_time_and_not_as_text(tmp_path):
    data = table(markets=8, periods=12).data
    expected, _ = run(tmp_path / "a", MemoryTable(data, ROLES), market="AB")
    quarters = [f"Q{(month - 1) % 4 + 1} {2023 + (month - 1) // 4}" for month in data["month"]]
    result, _ = run(tmp_path / "b", MemoryTable({**data, "month": quarters}, ROLES), market="AB")
    assert result.summary["autocorrelation"] == expected.summary["autocorrelation"]
    assert result.summary["coverage"] == expected.summary["coverage"]


@pytest.mark.parametrize("form", ["2026-{}", "month {} of 12", "{}/2026"])
def test_numbers_within_periods_count_as_numbers(tmp_path, form):
    data = table(markets=8, periods=12).data
    expected, _ = run(tmp_path / "a", MemoryTable(data, ROLES), market="AB")
    named = {**data, "month": [form.format(month) for month in data["month"]]}
    result, _ = run(tmp_path / "b", MemoryTable(named, ROLES), market=" AB ")
    assert result.summary["autocorrelation"] == expected.summary["autocorrelation"]
    assert result.summary["coverage"] == expected.summary["coverage"]


def test_numbers_beyond_what_can_be_squared_are_refused(tmp_path):
    data = table().data
    for factor, word in ((1e120, "too large"), (1e-120, "too small")):
        scaled = MemoryTable({**data, "price": [v * factor for v in data["price"]]}, ROLES)
        assert word in str(refused(tmp_path, scaled).message)
    assert "Row 4" in str(refused(tmp_path, table().with_value("price", 3, float("inf"))).message)


def test_a_market_known_by_name_alone_is_answered_as_a_new_one(tmp_path):
    data = table()
    for place in range(6):
        data = data.with_value("price", place, None)
    result, _ = run(tmp_path, data, market="AA")
    assert str(result.headline).startswith("AA, of which no period is known")
    assert result.summary["own_periods"] == 0


def test_beyond_many_markets_groups_of_them_are_left_out(tmp_path, monkeypatch):
    """No market's model has seen it, and the answer hardly changes."""
    from apps.engines.builtin.transfer import leaving

    data = table(markets=24)
    one, _ = run(tmp_path / "one", data)
    monkeypatch.setattr(leaving, "MOST_REFITS", 6)
    groups, predictor = run(tmp_path / "groups", data)
    assert len({tuple(map(tuple, beta)) for beta in zip(predictor.model.leaves.beta)}) == 6
    ends = [one.summary["predictions"][0], groups.summary["predictions"][0]]
    width = ends[0]["high"] - ends[0]["low"]
    assert ends[1]["high"] - ends[1]["low"] == pytest.approx(width, rel=0.2)
    assert ends[1]["value"] == ends[0]["value"]
    model = predictor.model
    known = Moments(np.array(model.grams), np.array(model.grams)[:, 0, 0])
    leaves = model.leaves.read(model.random)
    without = unaware(leaves, 3, known.gram[3])
    for place in range(24):
        group = np.flatnonzero((leaves.beta == leaves.beta[place]).all(axis=1))
        assert len(group) == 4
        again = solve(known.without(np.union1d(group, [3])), model.random, leaves.g[place])
        np.testing.assert_allclose(without.beta[place], again.beta, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(without.c[place], again.c, rtol=1e-9, atol=1e-12)


def test_markets_that_alone_tell_an_effect_are_not_left_out_together(tmp_path, monkeypatch):
    from apps.engines.builtin.transfer import leaving

    monkeypatch.setattr(leaving, "MOST_REFITS", 6)
    data = table(markets=24).data
    together = np.array_split(np.random.default_rng(24).permutation(24), 6)[0]
    names = [sorted(set(data["market"]))[place] for place in together[:2]]
    tells = [float(name in names) for name in data["market"]]
    roles = {**ROLES, "predictors": ["price", "tells"]}
    _, predictor = run(tmp_path, MemoryTable({**data, "tells": tells}, roles), slopes="none")
    each = np.array(predictor.model.leaves.beta)
    assert len(np.unique(each, axis=0)) == 5 + 4
    assert np.abs(each).max() < 10


def test_residuals_that_repeat_are_said(tmp_path):
    data = table(markets=8, periods=12).data
    wave = [3 * np.sin(month / 2) for month in data["month"]]
    data = {**data, "demand": [a + b for a, b in zip(data["demand"], wave, strict=True)]}
    result, _ = run(tmp_path, MemoryTable(data, ROLES))
    assert "too hopeful" in str(warning(result, "autocorrelated").message)


@pytest.mark.parametrize(("level", "least"), [(0.95, 19), (0.9, 9), (0.99, 99), (0.5, 1)])
def test_the_least_number_of_markets_for_a_level(level, least):
    assert conformal.needed(level) == least
    assert conformal.rank(least, level) <= least
    assert least == 1 or conformal.rank(least - 1, level) > least - 1


def test_bounds_are_the_order_statistic_of_the_other_markets():
    values = np.random.default_rng(1).exponential(size=30)
    scores = Scores(0, np.arange(30), np.arange(30), values)
    found = conformal.bounds(scores, 0.9, seed=0)
    place = conformal.rank(29, 0.9) - 1
    expected = [np.sort(np.delete(values, i))[place] for i in range(30)]
    assert found.tolist() == expected


def test_conformal_intervals_hold_without_a_normal_distribution(tmp_path):
    """Heavy tails (t with 3 degrees of freedom): 25 markets, many new ones asked for each time."""
    rng = np.random.default_rng(12)
    held = []
    for number in range(4):
        draw = lambda size: rng.standard_t(3, size=size)  # noqa: E731
        data = columns(simulated(rng, [4] * 25, draw=draw))
        _, predictor = run(tmp_path / str(number), MemoryTable(data, ROLES), slopes="none")
        new = columns(simulated(rng, [1] * 150, draw=draw))
        rows = predictor.predict([{"price": price} for price in new["price"]]).rows
        held += [
            row.values["demand:new_low"] <= truth <= row.values["demand:new_high"]
            for row, truth in zip(rows, new["demand"], strict=True)
        ]
    assert 0.91 < np.mean(held) < 0.995


def test_the_interval_of_a_share_allows_for_alike_rows():
    one = coverage.of_share(np.ones(10), 0.95)
    assert one == (pytest.approx(0.025 ** (1 / (10 * (1.959964 / 2.262157) ** 2)), rel=1e-5), 1.0)
    even = coverage.of_share(np.array([0.9, 0.95] * 20), 0.95)
    apart = coverage.of_share(np.array([1.0] * 37 + [0.0] * 3), 0.95)
    assert apart[1] - apart[0] > 3 * (even[1] - even[0])


def test_the_order_of_rows_without_periods_comes_from_their_values_alone(tmp_path):
    roles = {role: names for role, names in ROLES.items() if role != "period"}
    data = table(roles=roles)
    turned = data.take(list(reversed(range(data.rows))))
    first, second = (run(tmp_path / name, one)[0] for name, one in (("a", data), ("b", turned)))
    assert first.summary == second.summary
    assert first.summary["autocorrelation"] is None


def test_it_can_be_cancelled_between_markets(tmp_path):
    from apps.engines.builtin.transfer.params import TransferParams
    from apps.engines.builtin.transfer.runner import Runner
    from apps.engines.contract import Cancelled

    with pytest.raises(Cancelled):
        Runner().run(MemoryContext(tmp_path, cancel_at=4), TransferParams(), {"data": table()})
