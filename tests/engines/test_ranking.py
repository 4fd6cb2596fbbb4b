"""What a ranking says: scores on fixed bounds, how probable places are, what flips the winner."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, stats

from apps.engines.builtin.ranking import cage, flips
from apps.engines.builtin.ranking.data import read, score
from apps.engines.builtin.ranking.draws import draw, triangular
from apps.engines.builtin.ranking.manifest import ENGINE
from apps.engines.builtin.ranking.params import RankingParams
from apps.engines.builtin.ranking.runner import Runner
from apps.engines.builtin.ranking.scales import Scale, parse
from apps.engines.contract import Refusal
from apps.engines.testing import MemoryContext, MemoryTable
from apps.reference import countries

ROLES = {"market": ["market"], "attractiveness": ["size"], "difficulty": ["tariff"]}
SCALES = "size; 0; 100; +; 1; linear; by definition\ntariff; 0; 20; +; 1; linear; WTO"
SURE = 1e6  # concentration at which weights are as given


def table(rows, roles=ROLES, columns=("market", "size", "tariff")):
    data = {name: [row[place] for row in rows] for place, name in enumerate(columns)}
    return MemoryTable(data, roles)


def rank(root, data, **params):
    chosen = RankingParams(**{"scales": SCALES, "concentration": SURE, "draws": 1000, **params})
    return Runner().run(MemoryContext(root, seed=3), chosen, {"data": data})


def of(result, market):
    return next(one for one in result.summary["markets"] if one["market"] == market)


def codes(result):
    return {block.code: block for block in result.blocks if block.kind == "warning"}


def table_of(result, key):
    return next(block for block in result.blocks if getattr(block, "key", "") == key)


THREE = [("Aland", 80.0, 12.0), ("Bland", 60.0, 2.0), ("Cland", 30.0, 18.0)]


# --- scores ---------------------------------------------------------------------------------------
def test_both_axes_by_hand(tmp_path):
    result = rank(tmp_path, table(THREE))
    found = {one["market"]: one for one in result.summary["markets"]}
    axes = {name: (one["attractiveness"], one["difficulty"]) for name, one in found.items()}
    assert axes == {"Aland": (80, 60), "Bland": (60, 10), "Cland": (30, 90)}
    assert [one["beaten_on_both"] for one in found.values()] == [False, False, True]
    assert result.summary["leader"] == "Bland"  # (60 + 90) / 2 against (80 + 40) / 2
    assert found["Bland"]["first"] == 1.0
    assert result.summary["not_told_apart"] == []
    assert str(result.headline).startswith(
        "Of 3 markets Aland is the most attractive (80 of 100) and Bland the easiest to enter"
        " (difficulty 10 of 100)."
    )


@pytest.mark.parametrize(
    ("scale", "values", "expected"),
    [
        (Scale("x", 0, 20), [-5, 0, 5, 20, 99], [0, 0, 25, 100, 100]),
        (Scale("x", 0, 20, sign=-1), [0, 5, 20], [100, 75, 0]),
        (Scale("x", 100, 10_000, log=True), [100, 1000, 10_000, 1], [0, 50, 100, 0]),
        (Scale("x", -2.5, 2.5), [-2.5, 0, 1], [0, 50, 70]),
    ],
)
def test_a_scale(scale, values, expected):
    assert score(np.array(values, dtype=float), scale) == pytest.approx(expected)


cell = st.one_of(st.none(), st.floats(-10, 120, allow_nan=False))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 100), cell), min_size=3, max_size=7), st.integers(0, 6))
def test_adding_or_removing_a_market_changes_no_other_score(tmp_path_factory, rows, gone):
    """Nor any of its draws: each has a stream of its own."""
    named = [(f"m{place}", *row) for place, row in enumerate(rows)]
    fewer = [row for place, row in enumerate(named) if place != gone % len(named)]
    ctx, params = MemoryContext(tmp_path_factory.getbasetemp()), RankingParams(scales=SCALES)

    def told(rows):
        sheet = read(table([*rows, ("ends", 50.0, 3.0), ("other", 20.0, 9.0)]), params)
        low, high = sheet.extremes(0.9)
        total = draw(ctx, sheet, 500, None).total
        return {
            market: [*sheet.point()[m], *low[m], *high[m], *total[:, m]]
            for m, market in enumerate(sheet.markets)
        }

    whole, part = told(named), told(fewer)
    assert len(whole) == len(part) + 1
    assert part == {market: whole[market] for market in part}


def test_an_empty_cell_is_an_interval_and_never_a_mean(tmp_path):
    data = table([("Aland", 80.0, None), *THREE[1:]])
    result = rank(tmp_path, data)
    one = of(result, "Aland")
    assert (one["difficulty_low"], one["difficulty_high"]) == (0, 100)
    assert (one["attractiveness_low"], one["attractiveness_high"]) == (80, 80)
    # It beats Bland's 75 where its ease is above 70: in three of ten cases.
    assert one["first"] == pytest.approx(0.3, abs=0.04)
    assert str(codes(result)["missing_cells"].message).startswith("1 of 6 cells is empty")


def test_bounds_and_standard_errors_of_cells(tmp_path):
    roles = {**ROLES, "low": ["size low"], "high": ["size high"], "error": ["tariff se"]}
    rows = [
        ("Aland", None, 10.0, 40.0, 80.0, None),
        ("Bland", 60.0, 12.0, 50.0, 90.0, 1.0),
        ("Cland", 60.0, 10.0, None, None, None),
    ]
    columns = ("market", "size", "tariff", "size low", "size high", "tariff se")
    result = rank(tmp_path, table(rows, roles, columns), draws=4000)
    one, other = of(result, "Aland"), of(result, "Bland")
    assert (one["attractiveness_low"], one["attractiveness_high"]) == (40, 80)
    half = stats.norm.ppf(0.95) * 5  # a standard error of 1 is 5 points of a scale of 20
    assert other["difficulty_low"] == pytest.approx(60 - half)
    assert other["difficulty_high"] == pytest.approx(60 + half)
    # Aland is uniform from 40 to 80 and Cland is known: the first beats it in half of the cases.
    pair = next(p for p in result.summary["pairs_not_told_apart"]
                if {p["first"], p["second"]} == {"Aland", "Cland"})  # fmt: skip
    assert pair["share"] == pytest.approx(0.5, abs=0.03)
    assert codes(result)["uncertain_cells"].severity == "info"


def test_bounds_that_meet_are_an_exact_value(tmp_path):
    roles = {**ROLES, "low": ["size low"], "high": ["size high"]}
    rows = [("Aland", None, 10.0, 40.0, 40.0), ("Bland", 60.0, 12.0, None, None)]
    columns = ("market", "size", "tariff", "size low", "size high")
    one = of(rank(tmp_path, table(rows, roles, columns)), "Aland")
    assert (one["attractiveness_low"], one["attractiveness_high"]) == (40, 40)


def test_the_triangular_quantiles():
    u = np.linspace(0.001, 0.999, 57)
    expected = stats.triang.ppf(u, (3 - 2) / 6, loc=2, scale=6)
    assert triangular(2.0, 3.0, 8.0, u) == pytest.approx(expected, rel=1e-12)


# --- places ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(("concentration", "share"), [(8, 0.5), (30, 0.6)])
def test_how_probable_the_first_place_is(tmp_path, concentration, share):
    """One market is best on one axis and the other on the other: a Beta distribution decides."""
    data = table([("Far", 100.0, 20.0), ("Near", 0.0, 0.0)])
    result = rank(
        tmp_path, data, concentration=concentration, attractiveness_share=share, draws=20_000
    )
    expected = stats.beta.sf(0.5, concentration * share, concentration * (1 - share))
    assert of(result, "Far")["first"] == pytest.approx(expected, abs=0.015)
    assert of(result, "Far")["first"] + of(result, "Near")["first"] == pytest.approx(1)


def test_equals_share_the_places(tmp_path):
    result = rank(tmp_path, table([("Aland", 50.0, 5.0), ("Bland", 50.0, 5.0), THREE[2]]), k=1)
    assert of(result, "Aland")["first"] == pytest.approx(0.5, abs=0.06)
    one = of(result, "Cland")
    assert (one["rank_low"], one["rank_high"], one["among_k"]) == (3, 3, 0)
    assert result.summary["smallest_change"]["moved"] == 0
    assert "cannot be told apart from" in str(result.headline)


# --- what flips the winner ------------------------------------------------------------------------
def problems(count, indicators=4, markets=5):
    rng = np.random.default_rng(7)
    for _ in range(count):
        yield rng.dirichlet(np.full(indicators, 2.0)), rng.uniform(0, 100, (markets, indicators))


def least_by_programme(g, u):
    """Half of the least sum of absolute changes, by linear programming over (weights, changes)."""
    n, best = len(g), flips.winner(g, u)
    found = []
    for j in range(len(u)):
        if j == best:
            continue
        eye = np.eye(n)
        a = np.block([[eye, -eye], [-eye, -eye], [-(u[j] - u[best])[None], np.zeros((1, n))]])
        b = np.concatenate([g, -g, [0.0]])
        equal = np.concatenate([np.ones(n), np.zeros(n)])[None]
        solved = optimize.linprog(
            np.concatenate([np.zeros(n), np.ones(n)]), a, b, equal, [1.0], bounds=(0, None)
        )
        if solved.success:
            found.append(solved.fun / 2)
    return min(found, default=None)


def test_the_smallest_change_is_the_linear_programmes():
    for g, u in problems(40):
        flip, expected = flips.smallest(g, u), least_by_programme(g, u)
        if expected is None:
            assert flip is None
            continue
        assert flip.moved == pytest.approx(expected, abs=1e-9)
        totals = u @ flip.weights
        assert totals[flip.rival] == pytest.approx(totals.max())
        assert flip.weights.min() >= 0
        assert flip.weights.sum() == pytest.approx(1)
        assert np.abs(flip.weights - g).sum() / 2 == pytest.approx(flip.moved)
        assert sum(amount for _a, amount in flip.givers) == pytest.approx(flip.moved)


def test_no_weights_nearer_by_make_another_win():
    """Brute force: every weighting on a grid of three indicators."""
    grid = np.array([(i, j, 50 - i - j) for i in range(51) for j in range(51 - i)]) / 50
    for g, u in problems(25, indicators=3, markets=4):
        best, flip = flips.winner(g, u), flips.smallest(g, u)
        others = np.delete(grid @ u.T, best, axis=1).max(axis=1)
        flipped = others > (grid @ u.T)[:, best]
        if flip is None:
            assert not flipped.any()
            continue
        distance = np.abs(grid[flipped] - g).sum(axis=1) / 2
        assert distance.min() >= flip.moved - 1e-9
        assert distance.min() <= flip.moved + 0.06  # as near as the grid comes


def test_a_market_that_is_best_everywhere_cannot_be_flipped():
    u = np.array([[90.0, 80.0], [80.0, 70.0]])
    assert flips.smallest(np.array([0.5, 0.5]), u) is None
    assert flips.turns(np.array([0.5, 0.5]), u) == [flips.Turn(None, None)] * 2


def test_how_far_one_weight_may_move():
    def first(g, u, a, x):
        rest = np.delete(g, a)
        return flips.winner(np.insert(rest * (1 - x) / rest.sum(), a, x), u)

    for g, u in problems(25):
        best = flips.winner(g, u)
        for a, turn in enumerate(flips.turns(g, u)):
            for end, beyond in ((turn.below, -1e-6), (turn.above, 1e-6)):
                stop = (0.0 if beyond < 0 else 1.0) if end is None else end[0] - beyond
                for x in np.linspace(g[a], stop, 25):
                    assert first(g, u, a, x) == best
                if end is not None and 0 < end[0] < 1:
                    assert first(g, u, a, end[0] + beyond) == end[1]


def test_who_leads_at_each_share_of_attractiveness():
    for _g, u in problems(25, indicators=2, markets=6):
        attractive, easy = u.T
        found = list(flips.stretches(attractive, easy))
        assert (found[0].start, found[-1].end) == (0.0, 1.0)
        for one, following in pairwise(found):
            assert one.end == following.start
        for share in np.linspace(0.001, 0.999, 200):
            (market,) = (s.market for s in found if s.start <= share < s.end)
            assert market == np.argmax(share * attractive + (1 - share) * easy)


def test_what_would_change_the_answer_is_said(tmp_path):
    result = rank(tmp_path, table(THREE))
    # Bland leads by 15 points of 100; a unit of weight from ease to size moves 20 + 50 of them.
    change = result.summary["smallest_change"]
    assert change["moved"] == pytest.approx(15 / 70)
    assert (change["from"], change["to"]) == ({"tariff": pytest.approx(15 / 70)}, "size")
    assert result.summary["trade_off"] == [
        {"from": 0.0, "to": pytest.approx(50 / 70), "market": "Bland"},
        {"from": pytest.approx(50 / 70), "to": 1.0, "market": "Aland"},
    ]
    text = next(block for block in result.blocks if block.kind == "text")
    assert "21.4% of all weight moves from tariff to size" in str(text.paragraphs[0])


# --- value of information -------------------------------------------------------------------------
POOR = ("Poor", 1.0, 19.0)  # never first


def saved(result, kind, indicator=None):
    return next(
        one["saved"]
        for one in result.summary["worth_knowing"]
        if (one["kind"], one["indicator"]) == (kind, indicator)
    )


def test_what_one_cell_is_worth(tmp_path):
    """The known market has 50 points, the other anything from 0 to 100 (by its size)."""
    data = table([("Known", 50.0, 10.0), ("Unknown", None, 10.0), POOR])
    result = rank(tmp_path, data, draws=4000)
    assert result.summary["wrong_choice"] == pytest.approx(0.5, abs=0.03)
    assert saved(result, "cell", "size") == pytest.approx(0.5, abs=0.03)
    assert saved(result, "weights") == pytest.approx(0, abs=0.02)


def test_what_one_of_two_unknown_cells_is_worth(tmp_path):
    """Knowing x of two uniform values, the better choice is right with probability max(x, 1−x)."""
    data = table([("Known", 50.0, 10.0), ("Unknown", None, None), POOR])
    with pytest.raises(Refusal, match="Unknown has no value"):
        rank(tmp_path, data)
    roles = {**ROLES, "attractiveness": ["size", "growth"]}
    rows = [("Known", 50.0, 10.0, 50.0), ("Unknown", None, None, 50.0), (*POOR, 1.0)]
    data = table(rows, roles, ("market", "size", "tariff", "growth"))
    scales = f"{SCALES}\ngrowth; 0; 100; +; 1e-6"
    result = rank(tmp_path, data, scales=scales, draws=4000)
    for indicator in ("size", "tariff"):
        assert saved(result, "cell", indicator) == pytest.approx(0.25, abs=0.03)


def test_what_a_whole_indicator_and_the_weights_are_worth(tmp_path):
    rows = [("Known", 50.0, 10.0), ("Unknown", None, 10.0), ("Other", None, 10.0), POOR]
    result = rank(tmp_path, table(rows), draws=4000)
    # Right today with the better of P(max < 50) = 1/4 and 3/8; sure once both are known.
    assert result.summary["wrong_choice"] == pytest.approx(5 / 8, abs=0.04)
    assert saved(result, "indicator", "size") == pytest.approx(5 / 8, abs=0.04)
    assert result.summary["worth_knowing"][0]["kind"] == "indicator"
    data = table([("Far", 100.0, 20.0), ("Near", 0.0, 0.0)])
    result = rank(tmp_path, data, concentration=10)
    assert saved(result, "weights") == pytest.approx(0.5, abs=0.06)


def test_agreement_on_the_weights_does_not_tell_equals_apart(tmp_path):
    rows = [("Aland", 50.0, 5.0), ("Bland", 50.0, 5.0), THREE[2]]
    result = rank(tmp_path, table(rows))
    assert saved(result, "weights") == pytest.approx(0, abs=0.05)


def test_one_page_tells_one_probability_of_a_wrong_choice(tmp_path):
    """Also where more markets may win than information is asked about."""
    rows = [(f"m{place}", None if place else 50.0, 5.0 + place / 10) for place in range(30)]
    result = rank(tmp_path, table(rows), draws=500)
    most = max(one["first"] for one in result.summary["markets"])
    assert result.summary["wrong_choice"] == pytest.approx(1 - most, abs=1e-12)
    assert all(one["wrong_choice_after"] >= 0 for one in result.summary["worth_knowing"])


# --- computed indicators --------------------------------------------------------------------------
def unit(country):
    lon, lat = math.radians(country.longitude), math.radians(country.latitude)
    return np.array([math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)])


@pytest.mark.parametrize("iso3", ["BRA", "JPN", "NZL", "CHN"])
def test_distances_agree_with_the_angle_between_two_vectors(iso3):
    start, end = countries.get("CHN"), countries.get(iso3)
    angle = math.acos(min(1.0, float(unit(start) @ unit(end))))
    assert cage.great_circle(start, end) == pytest.approx(6371 * angle, abs=1e-3)
    assert cage.great_circle(start, end) <= cage.FARTHEST


def test_common_language():
    assert cage.common_language({"de": 1.0}, {"de": 1.0}) == 1
    assert cage.common_language({"de": 1.0}, {"fr": 1.0}) == 0
    # Products 0.4 and 0.06: 0.4 + 0.06 · 0.6.
    found = cage.common_language({"en": 0.8, "fr": 0.2}, {"en": 0.5, "fr": 0.3})
    assert found == pytest.approx(0.436)
    assert cage.common_language({}, {"en": 1.0}) is None
    assert cage.common_language(cage.spoken("SGP"), cage.spoken("CHN")) > 0.5  # Mandarin


def test_computed_indicators_stand_beside_the_columns(tmp_path):
    rows = [("Singapore", 60.0, 1.0), ("BRA", 60.0, 1.0), ("Atlantis", 55.0, 2.0)]
    result = rank(tmp_path, table(rows), home="China", computed=["distance", "language"])
    assert of(result, "Singapore")["difficulty"] < of(result, "BRA")["difficulty"]
    assert "Atlantis" in str(codes(result)["unknown_country"].message)
    labels = [str(row["indicator"]) for row in table_of(result, "indicators").rows]
    assert labels[2:] == ["Distance from China", "Language distance from China"]


# --- what is refused ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("rows", "params", "words"),
    [
        (THREE[:1], {}, "One market alone"),
        ([*THREE, THREE[0]], {}, "Aland stands in more than one row"),
        ([THREE[0], ("", 1.0, 2.0)], {}, "Row 2 has no name in 'market'"),
        ([(n, s, 5.0) for n, s, _ in THREE], {}, "'tariff' has the same value for every market"),
        ([(n, s, None) for n, s, _ in THREE], {}, "'tariff' is empty"),
        ([*THREE, ("Nil", None, None)], {}, "Nil has no value in any indicator"),
        ([*THREE, ("Inf", math.inf, 1.0)], {}, "Row 4 of column 'size' is infinite"),
        (THREE, {"scales": "size; 100; 0\ntariff; 0; 20"}, "'size', 100, is not below the highest"),
        (THREE, {"scales": "size; 0; 100"}, "'tariff' has no lowest and highest value"),
        (THREE, {"scales": f"{SCALES}\nrain; 0; 1"}, "'rain' is not among the chosen"),
        (THREE, {"scales": f"{SCALES}\nsize; 0; 1"}, "'size' has a line already"),
        (THREE, {"scales": "size; 0"}, "line 1: 'size; 0' gives no bounds"),
        (THREE, {"scales": "size; 0; 1,000"}, "'1,000' is not a number"),
        (THREE, {"scales": "size; -1e308; 1e308"}, "-1e308 is too large or too small"),
        (THREE, {"scales": "size; 0; 9; +; 1e308"}, "1e308 is too large or too small"),
        ([*THREE, ("x" * 300, 1.0, 2.0)], {}, "has more than 200 characters"),
        (THREE, {"scales": "size; 0; 9; up"}, "'up' is none of"),
        (THREE, {"scales": "size; 0; 9; +; 0"}, "weight of 'size' is not above zero"),
        (THREE, {"scales": "size; 0; 9; +; 1; log"}, "a logarithm needs bounds above zero"),
        (THREE, {"computed": ["distance"]}, "need a home market"),
        (THREE, {"computed": ["distance"], "home": "Narnia"}, "'Narnia' is not known"),
    ],
)
def test_refusals_say_what_is_wrong(tmp_path, rows, params, words):
    with pytest.raises(Refusal) as refused:
        rank(tmp_path, table(rows), **params)
    assert words in str(refused.value.issue.message)
    assert refused.value.issue.fix is not None


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        ({"difficulty": []}, "how hard it is to enter"),
        ({"attractiveness": []}, "how attractive a market is"),
        ({"difficulty": ["size"]}, "size cannot count for both axes"),
        ({"low": ["other"]}, "'other' begins with no indicator"),
        ({"error": ["size low"], "low": ["size low"]}, "a standard error and bounds"),
        ({"low": ["size low", "size min"]}, "both belong to 'size'"),
        ({"low": ["size low"]}, "but not both"),
        ({"low": ["size min"], "high": ["size low"]}, "is above the highest"),
        ({"low": ["size min"], "high": ["size min"]}, "outside its own bounds"),
    ],
)
def test_columns_that_cannot_play_their_part(tmp_path, roles, words):
    columns = ("market", "size", "tariff", "size low", "size min", "other")
    data = table([(*row, 10.0, 90.0, 1.0) for row in THREE], {**ROLES, **roles}, columns)
    with pytest.raises(Refusal, match=words):
        rank(tmp_path, data)


def test_bounds_are_asked_for_with_what_a_source_suggests():
    data = MemoryTable(
        {"market": ["A", "B"], "LPI score": [3.0, 4.0], "reach": [20.0, 30.0], "x": [1.0, 5.0]},
        {"market": ["market"], "attractiveness": ["reach", "x"], "difficulty": ["LPI score"]},
        units={"reach": "%"},
    )
    issues = ENGINE.validate(RankingParams(), {"data": data.profile()})
    assert [issue.field for issue in issues] == ["scales"] * 3
    reach, other, index = (str(issue.fix) for issue in issues)
    assert "reach; 0; 100" in reach
    assert "x; …; … (the table has 1 to 5)" in other
    assert "LPI score; 1; 5; +; 1; linear; World Bank, Logistics Performance Index" in index
    suggested = index.split("suggests: ")[1]
    ((scale,), wrong) = parse(suggested)
    assert (scale.low, scale.high, wrong) == (1.0, 5.0, [])


@pytest.mark.parametrize("name", ["GDP | USD", "a; b", "'quoted'; c", "'b'", "plain"])
def test_the_line_that_is_suggested_can_be_read_whatever_the_column_is_called(name):
    data = MemoryTable(
        {"market": ["A", "B"], name: [3.0, 4.0], "tariff": [1.0, 2.0]},
        {**ROLES, "attractiveness": [name]},
    )
    params = RankingParams(scales="tariff; 0; 20")
    (issue,) = ENGINE.validate(params, {"data": data.profile()})
    line = str(issue.fix).split("compare: ")[1].split(" (the table")[0]
    line = line.replace("…", "1", 1).replace("…", "9", 1)
    ((scale,), wrong) = parse(line)
    assert (scale.name, scale.low, scale.high, wrong) == (name, 1, 9, [])


# --- the page -------------------------------------------------------------------------------------
def test_the_page_goes_from_the_answer_to_the_parameters(tmp_path):
    rows = [*THREE, ("Rich", 130.0, None)]
    scales = "size; 0; 100\ntariff; 0; 20; −; 2"
    result = rank(tmp_path, table(rows), scales=scales, k=9, concentration=None)
    assert [block.kind for block in result.blocks] == [
        "table", *["warning"] * len(codes(result)), "chart", "chart", "text",
        *["table"] * (len(result.blocks) - len(codes(result)) - 5), "text",
    ]  # fmt: skip
    found = codes(result)
    assert "Rich lies beyond the bounds of size" in str(found["beyond_bounds"].message)
    assert str(found["short_list"].message) == "With 4 markets the short list holds 3 markets."
    assert "2 indicators have no source" in str(found["no_source"].message)
    shown = table_of(result, "indicators").rows[1]
    assert str(shown["more"]) == "easier"
    assert shown["weight"] == 0.5
    axes = table_of(result, "axes")
    assert [len(series.points) for series in axes.series][1:] != []
    assert axes.series[0].points[2] == [None, None]
    assert axes.series[0].labels == ["Rich"] * 3


def test_an_unclear_lead_is_said_first(tmp_path):
    rows = [(name, None, 5.0) for name in "ABC"]
    rows.append(("D", 50.0, 5.0))
    result = rank(tmp_path, table([(n, s, t + place) for place, (n, s, t) in enumerate(rows)]))
    serious = codes(result)["no_clear_leader"]
    assert serious.severity == "serious"
    assert result.summary["not_told_apart"]


def test_the_sheet_is_read_in_order_of_name():
    sheet = read(table(THREE[::-1]), RankingParams(scales=SCALES))
    assert sheet.markets == ["Aland", "Bland", "Cland"]
    assert sheet.point()[:, 0].tolist() == [80, 60, 30]
