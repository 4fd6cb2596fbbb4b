"""What a sizing says: distributions against analytic ones, both ways, and where sizes come from."""

import math

import numpy as np
import pytest
from scipy import stats

from apps.engines.builtin.sizing import draws, sensitivity
from apps.engines.builtin.sizing.assumptions import Assumption, read
from apps.engines.builtin.sizing.params import SizingParams
from apps.engines.builtin.sizing.runner import Runner
from apps.engines.contract import Refusal
from apps.engines.testing import MemoryContext, MemoryTable

DEFAULTS = {
    "market": "", "way": "top-down", "level": "TAM", "low": None, "likely": None, "high": None,
    "distribution": "", "operation": "", "unit": "", "source": "survey", "year": 2025,
    "owner": "Li",
}  # fmt: skip
Z = stats.norm.ppf(0.95)


def row(name, *values, **more):
    """``values`` are low, most likely and high, or the most likely alone."""
    numbers = dict(zip(("low", "likely", "high"), values, strict=True)) if len(values) > 1 else {}
    if len(values) == 1:
        numbers = {"likely": values[0]}
    return {"name": name, **DEFAULTS, **numbers, **more}


def up(name, *values, **more):
    return row(name, *values, way="bottom-up", **more)


def table(*rows, leave_out=()):
    names = [name for name in ("name", *DEFAULTS) if name not in leave_out]
    return MemoryTable({name: [one[name] for one in rows] for name in names},
                       {name: [name] for name in names})  # fmt: skip


def run(root, *rows, **params):
    chosen = SizingParams(**{"year": 2026, "draws": 4096, **params})
    return Runner().run(MemoryContext(root, seed=5), chosen, {"data": table(*rows)})


def of(result, way, level, market=""):
    return next(
        one
        for one in result.summary["sizes"]
        if (one["way"], one["level"], one["market"]) == (way, level, market)
    )


def codes(result):
    return {block.code: block for block in result.blocks if block.kind == "warning"}


def block(result, key):
    return next(one for one in result.blocks if getattr(one, "key", "") == key)


def lognormal(name, middle, spread, **more):
    """By the ends of its 90 % interval."""
    low, high = (middle * math.exp(end * Z * spread) for end in (-1, 1))
    return row(name, low, None, high, distribution="lognormal", **more)


# --- distributions --------------------------------------------------------------------------------
def assumption(kind, low, likely, high):
    return Assumption(1, "", "x", "top_down", "TAM", kind, low, likely, high, False,
                      "", "", None, "")  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "values", "frozen"),
    [
        ("triangular", (2, 3, 8), stats.triang(1 / 6, loc=2, scale=6)),
        ("triangular", (2, 2, 8), stats.triang(0, loc=2, scale=6)),
        ("triangular", (2, 8, 8), stats.triang(1, loc=2, scale=6)),
        ("pert", (2, 3, 8), stats.beta(1 + 4 / 6, 1 + 20 / 6, loc=2, scale=6)),
        ("uniform", (2, math.nan, 8), stats.uniform(loc=2, scale=6)),
        ("lognormal", (2, math.nan, 8), stats.lognorm(math.log(2) / Z, scale=4)),
        ("normal", (2, math.nan, 8), stats.norm(5, 3 / Z)),
    ],
)
def test_quantiles_are_those_of_scipy(kind, values, frozen):
    u = np.linspace(0.001, 0.999, 41)
    found = draws.quantile(assumption(kind, *values), u, 0.9)
    assert found == pytest.approx(np.maximum(frozen.ppf(u), 0), rel=1e-9)


def test_a_product_of_lognormals_is_the_analytic_one(tmp_path):
    spreads = (0.3, 0.5, 0.2)
    rows = [lognormal(f"x{place}", 10.0, spread) for place, spread in enumerate(spreads)]
    rows[2] = lognormal("x2", 2.0, spreads[2], operation="÷")
    result = run(tmp_path, *rows, draws=16_384)
    found, spread = of(result, "top_down", "TAM"), math.hypot(*spreads)
    assert found["median"] == pytest.approx(50, rel=2e-3)
    assert found["low"] == pytest.approx(50 * math.exp(-Z * spread), rel=5e-3)
    assert found["high"] == pytest.approx(50 * math.exp(Z * spread), rel=5e-3)
    assert found["mean"] == pytest.approx(50 * math.exp(spread**2 / 2), rel=2e-3)
    whole = math.expm1(spread**2)
    for one in result.summary["sensitivity"]:
        own = math.expm1(spreads[int(one["assumption"][1])] ** 2)
        assert one["variance_share"] == pytest.approx(own / whole, rel=0.03)
    order = [one["assumption"] for one in result.summary["sensitivity"]]
    assert order == ["x1", "x0", "x2"]


def test_moments_of_triangular_and_pert(tmp_path):
    result = run(tmp_path, row("x", 2.0, 3.0, 8.0))
    assert of(result, "top_down", "TAM")["mean"] == pytest.approx(13 / 3, rel=1e-4)
    assert result.summary["sensitivity"][0]["variance_share"] == pytest.approx(1)
    values = draws.draw(MemoryContext(tmp_path), [assumption("triangular", 2, 3, 8)], 4096, 0.9)
    expected = (4 + 9 + 64 - 6 - 16 - 24) / 18
    assert values["", "x"].var() == pytest.approx(expected, rel=1e-3)
    result = run(tmp_path, row("x", 2.0, 3.0, 8.0, distribution="pert"))
    assert of(result, "top_down", "TAM")["mean"] == pytest.approx((2 + 12 + 8) / 6, rel=1e-4)


# --- chains ---------------------------------------------------------------------------------------
def test_levels_multiply_down_and_percentages_are_shares(tmp_path):
    result = run(
        tmp_path, row("people", 2000.0), row("spend", 5.0), row("served", 40.0, level="SAM",
        unit="%"), row("won", 0.1, level="SOM"),
    )  # fmt: skip
    sizes = [of(result, "top_down", level)["median"] for level in ("TAM", "SAM", "SOM")]
    assert sizes == pytest.approx([10_000, 4000, 400])
    assert "4 of 4 assumptions have no range" in str(codes(result)["no_range"].message)
    assert "Only top-down was computed" in str(codes(result)["one_way"].message)
    served = next(one for one in block(result, "assumptions").rows if one["name"] == "served")
    assert served["likely"] == pytest.approx(40)


@pytest.mark.parametrize(
    ("unit", "part"),
    [("%", 0.01), ("％", 0.01), ("% of homes", 0.01), ("Percentage", 0.01), ("百分比", 0.01),
     ("percentile", 1), ("USD", 1)],
)  # fmt: skip
def test_what_counts_as_a_percentage(tmp_path, unit, part):
    result = run(tmp_path, row("people", 100.0), row("served", 40.0, unit=unit))
    assert of(result, "top_down", "TAM")["median"] == pytest.approx(4000 * part)


def test_many_markets_are_few_products(tmp_path, monkeypatch):
    """A figure that stands in one chain moves no other chain."""
    made, multiply = [], sensitivity.size
    monkeypatch.setattr(sensitivity, "size", lambda *known: made.append(1) or multiply(*known))
    rows = [row("people", 1.0, 2.0, 3.0 + place, market=f"m{place}") for place in range(40)]
    swings = run(tmp_path, *rows, draws=1024).summary["sensitivity"]
    assert len(swings) == 40
    assert len(made) < 40 * 8
    assert (swings[0]["market"], swings[-1]["market"]) == ("m39", "m0")


def test_bottom_up_may_be_scaled_up(tmp_path):
    rows = [
        up("shops", 50.0, level="SOM"), up("sales", 20.0, level="SOM"),
        up("our share", 10.0, level="SAM", unit="%", operation="÷"),
        up("served", 0.5, level="TAM", operation="/"),
    ]  # fmt: skip
    result = run(tmp_path, *rows, bottom_up="from_som")
    sizes = [of(result, "bottom_up", level)["median"] for level in ("TAM", "SAM", "SOM")]
    assert sizes == pytest.approx([20_000, 10_000, 1000])
    with pytest.raises(Refusal, match="bottom-up chain begins at TAM, and no row"):
        run(tmp_path, *rows[:2])


def test_one_figure_in_both_ways_takes_one_value(tmp_path):
    """What both share cancels out of their ratio."""
    spend = ("spend", 4.0, 6.0, 20.0)
    result = run(tmp_path, row("people", 100.0), row(*spend), up("customers", 80.0), up(*spend))
    (ratio,) = result.summary["ratios"]
    assert (ratio["low"], ratio["high"]) == pytest.approx((1.25, 1.25))
    assert "ways_apart" not in codes(result)
    other = run(tmp_path, row("people", 100.0), row(*spend), up("customers", 80.0),
                up("spending", *spend[1:]))  # fmt: skip
    (ratio,) = other.summary["ratios"]
    assert ratio["low"] < 0.7 < 2 < ratio["high"]


@pytest.mark.parametrize(("limit", "warned"), [(3.0, True), (5.0, False)])
def test_ways_that_lie_apart_are_warned_of(tmp_path, limit, warned):
    result = run(tmp_path, row("people", 400.0), up("customers", 100.0), warn_ratio=limit)
    assert result.summary["ratios"][0]["times"] == pytest.approx(4)
    assert ("ways_apart" in codes(result)) is warned
    assert ("at least one of them is wrong" in str(result.headline)) is warned
    if warned:
        found = codes(result)["ways_apart"]
        assert found.severity == "serious"
        assert "4 times apart, more than 3" in str(found.message)


def test_several_markets_share_a_row_and_are_added_up(tmp_path):
    rows = [
        row("people", 80.0, 100.0, 120.0, market="Peru"),
        row("people", 40.0, 50.0, 60.0, market="Chile"), row("spend", 1.0, 2.0, 6.0),
    ]  # fmt: skip
    result = run(tmp_path, *rows, draws=16_384)
    peru, chile, both = (of(result, "top_down", "TAM", name) for name in ("Peru", "Chile", None))
    assert both["mean"] == pytest.approx(peru["mean"] + chile["mean"])
    assert both["base"] == pytest.approx(300)
    # Spend moves both together, so the sum's interval is wider than of independent markets.
    spend, people = ((1 + 4 + 36 - 2 - 6 - 12) / 18, 3.0), ((400 + 100) / 6, 150.0)
    variance = (spend[0] + spend[1] ** 2) * (people[0] + people[1] ** 2) - (150 * 3.0) ** 2
    shares = {
        (one["market"], one["assumption"]): one["variance_share"]
        for one in result.summary["sensitivity"]
    }
    assert shares[None, "spend"] == pytest.approx(150**2 * spend[0] / variance, rel=0.01)
    assert shares["Peru", "people"] == pytest.approx(9 * 400 / 6 / variance, rel=0.01)
    assert str(result.headline).startswith("All 2 markets: TAM top-down is about")


def test_the_tornado_moves_one_assumption_at_a_time(tmp_path):
    result = run(tmp_path, row("a", 2.0, 3.0, 8.0), row("b", 10.0, None, 20.0), row("c", 7.0),
                 confidence=0.8)  # fmt: skip
    a = stats.triang(1 / 6, loc=2, scale=6)
    first, second = result.summary["sensitivity"]
    assert (first["assumption"], second["assumption"]) == ("a", "b")  # c is exactly known
    ends = (a.ppf(0.1) * 105, a.ppf(0.9) * 105)
    assert (first["at_low"], first["at_high"]) == pytest.approx(ends)
    ends = (a.median() * 11 * 7, a.median() * 19 * 7)
    assert (second["at_low"], second["at_high"]) == pytest.approx(ends)
    chart = block(result, "tornado:top_down")
    middle = a.median() * 105
    assert chart.series[0].points[0] == ["a", pytest.approx(a.ppf(0.1) * 105 - middle)]


# --- sources and sense ----------------------------------------------------------------------------
def test_missing_old_and_future_sources_are_named(tmp_path):
    result = run(
        tmp_path, row("people", 100.0, source="", year=None), row("spend", 2.0, year=2019),
        row("share", 0.5, year="Q3 2028"), oldest=3,
    )  # fmt: skip
    found = {code: str(caution.message) for code, caution in codes(result).items()}
    assert found["no_source"] == "1 of 3 assumptions has no source: people."
    assert found["no_year"] == "1 of 3 assumptions has no year: people."
    assert found["old"] == "1 assumption is from before 2023: spend."
    assert found["ahead"].endswith("forecasts: share.")
    assert run(tmp_path, row("spend", 2.0, year=2019), oldest=7).summary["year"] == 2026
    assert "old" not in codes(run(tmp_path, row("spend", 2.0, year=2019), oldest=7))


def test_sizes_that_make_no_sense_are_said(tmp_path):
    result = run(
        tmp_path, row("people", 100.0, unit="USD"), row("spend", 2.0, unit="EUR per person"),
        row("served", 80.0, 100.0, 150.0, level="SAM", unit="%"),
        lognormal("won", 0.1, 0.2, level="SOM", likely=0.1),
    )  # fmt: skip
    found = codes(result)
    assert "several currencies: EUR, USD" in str(found["currencies"].message)
    assert "SAM is larger than TAM in" in str(found["level_grows"].message)
    assert "may be above 100%: served" in str(found["above_all"].message)
    assert found["likely_unused"].severity == "info"


def test_a_level_without_a_total_is_said(tmp_path):
    rows = [row("people", 100.0, market="Peru"), row("people", 50.0, market="Chile"),
            row("won", 0.1, level="SOM", market="Peru")]  # fmt: skip
    result = run(tmp_path, *rows)
    assert str(codes(result)["no_total"].message) == "SOM top-down has no total: Chile lacks it."
    assert "TAM top-down" in str(result.headline)


def test_the_page_goes_from_the_answer_to_the_assumptions(tmp_path):
    result = run(
        tmp_path, row("people", 90.0, 100.0, 120.0), up("customers", 90.0, 100.0, 110.0),
        unit="USD a year",
    )  # fmt: skip
    keys = [getattr(block, "key", block.kind) for block in result.blocks]
    assert keys == [
        "sizes", "sizes", "distribution", "tornado:top_down", "tornado:bottom_up", "text",
        "swings:top_down", "swings:bottom_up", "assumptions", "text",
    ]  # fmt: skip
    assert "TAM top-down is about 103 USD a year (90% interval 93.9" in str(result.headline)
    assert "differ by a factor of 1.03" in str(result.headline)
    curve = result.blocks[2].series[0].points
    assert [curve[0][1], curve[-1][1]] == pytest.approx([99.5, 0.5])


# --- what is refused ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([row("", 1.0)], "Row 1 has no name"),
        ([row("x", 1.0, way="sideways")], "Row 1, 'x': 'sideways' is neither top-down nor"),
        ([row("x", 1.0, level="PAM")], "'PAM' is none of TAM, SAM and SOM"),
        ([row("x", 1.0, operation="+")], "is neither × nor ÷"),
        ([row("x", 1.0, distribution="gamma")], "the distribution 'gamma' is not known"),
        ([row("x", 1.0, distribution="pert")], "a value that its distribution needs is missing"),
        ([row("x")], "Row 1, 'x' has no value"),
        ([row("x", 1.0, 2.0, None)], "has a low or a high value, but not both"),
        ([row("x", -1.0)], "a value is below zero"),
        ([row("x", math.inf)], "a value is infinite"),
        ([row("x", 1e60)], "Row 1, 'x': a value is too large or too small"),
        ([row("x", 1e-60)], "Row 1, 'x': a value is too large or too small"),
        ([row("x", 1e30), row("y", 1e30)], "top-down size at TAM is too large to compute with"),
        ([row("x" * 300, 1.0)], "has more than 200 characters"),
        ([row("x", 3.0, None, 2.0)], "the low value is above the high one"),
        ([row("x", 1.0, 5.0, 2.0)], "the most likely value is not between low and high"),
        ([row("x", 0.0, None, 2.0, distribution="lognormal")], "needs a low value above zero"),
        ([row("x", 0.0, 1.0, 2.0, operation="÷")], "is divided by and may be zero"),
        ([row("x", 1.0), row("x", 1.0)], "'x' stands in rows 1 and 2 of the same market"),
        ([row("x", 1.0), up("x", 2.0)], "has other values in row"),
        ([row("x", 1.0), row("x", 2.0, market="Peru")], "stands for all markets, and in row 2"),
        ([row("x", 1.0, level="SAM")], "The top-down chain begins at TAM, and no row"),
        ([row("x", 1.0, market="A"), row("y", 1.0, market="B", level="SOM")], "B: the top-down"),
    ],
)
def test_refusals_name_the_row(tmp_path, rows, words):
    with pytest.raises(Refusal) as refused:
        run(tmp_path, *rows)
    assert words in str(refused.value.issue.message)
    assert refused.value.issue.fix is not None


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        (("likely", "low"), "No column gives the values"),
        (("low",), "Low values need high ones"),
        (("way",), "whether a row is top-down or bottom-up"),
    ],
)
def test_columns_that_are_needed(left_out, words):
    with pytest.raises(Refusal, match=words):
        read(table(row("x", 1.0), leave_out=left_out), SizingParams())


def test_the_words_of_a_table_may_be_chinese(tmp_path):
    rows = [row("人口", 90.0, 100.0, 120.0, way="自上而下", distribution="三角分布"),
            row("份额", 0.5, way="自上而下", level="sam", operation="乘")]  # fmt: skip
    assert of(run(tmp_path, *rows), "top_down", "SAM")["base"] == pytest.approx(50)
