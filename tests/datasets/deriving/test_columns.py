"""Formulas, changes, shares, units and constant prices against values computed otherwise."""

import math

import numpy as np
import polars as pl
import pytest

from apps.datasets.deriving.units import DIMENSIONS, ratio
from apps.engines.contract import Refusal
from tests.datasets.deriving.conftest import Derived, near

NONE = None


def formula(text, name="new", unit=""):
    return {"kind": "formula", "name": name, "formula": text, "unit": unit}


@pytest.fixture
def sales(stored):
    return stored(
        {
            "revenue": ("number", "EUR", [100.0, 0.0, -8.0, None, 1e308]),
            "population": ("integer", "", [4, 0, 2, 5, 1]),
            "net price": ("number", "", [1.0, 2.0, None, None, 3.0]),
            "name": ("text", "", ["a", "b", "c", "d", "e"]),
        }
    )


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("revenue / population * 1000", [25_000.0, None, -4000.0, None, None]),
        ("log(revenue)", [math.log(100), None, None, None, math.log(1e308)]),
        ("sqrt(revenue + 8)", [math.sqrt(108), math.sqrt(8), 0.0, None, math.sqrt(1e308)]),
        ("min(revenue, population)", [4.0, 0.0, -8.0, None, 1.0]),
        ("max(revenue, population, 7)", [100.0, 7.0, 7.0, None, 1e308]),
        ("if_missing(`net price`, revenue, -1)", [1.0, 2.0, -8.0, -1.0, 3.0]),
        ("if_missing(population / revenue, 0) + 1", [1.04, 1.0, 0.75, 1.0, 1 + 1e-308]),
        ("revenue ** 3", [1e6, 0.0, -512.0, None, None]),
        ("population ** -1", [0.25, None, 0.5, 0.2, 1.0]),
        ("−2 × min(revenue，population)", [-8.0, 0.0, 16.0, None, -2.0]),
    ],
)
def test_formulas_are_arithmetic_and_never_give_what_is_no_number(derive, sales, text, values):
    made = derive(sales, [formula(text, unit="EUR")])
    near(made["new"], values, 1e-14)
    assert made.unit("new") == "EUR"
    assert made["name"] == ["a", "b", "c", "d", "e"]
    assert made.result.summary["empty"] == {"new": values.count(None)}


def test_empty_cells_are_counted_by_reason_and_shown(derive, sales):
    made = derive(sales, [formula("revenue / population"), formula("log(new)", "logged")])
    assert [(row["column"], row["reason"], row["count"]) for row in made.rows("reasons")] == [
        ("new", "A value that it needs is missing", 1),
        ("new", "Division by zero", 1),
        ("logged", "A value that it needs is missing", 2),
        ("logged", "Logarithm or root of a number that is too small", 1),
    ]
    first = next(row for row in made.rows("examples") if row["reason"] == "Division by zero")
    assert (first["row"], first["column"]) == (2, "new")
    assert first["value"] == "revenue = 0, population = 0"
    assert str(made.result.headline) == "2 columns were added; 5 cells stayed empty."


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("__import__('os').system('id')", "has no meaning"),
        ("__import__(revenue)", "not a function"),
        ("revenue.__class__", "has no meaning"),
        ("exec(revenue)", "not a function"),
        ("revenue[0]", "not expected"),
        ("lambda: 1", "no column named"),
        ("revenue; revenue", "has no meaning"),
        ("C(name)", "not a function"),
        ("name * 2", "holds no numbers"),
        ("lag(revenue, 1)", "earlier periods"),
        ("min(revenue)", "from 2 to 10"),
        ("1 + 1", "names no column"),
        ("revenue ~ population", "not expected"),
        ("(" * 200 + "revenue" + ")" * 200, "too many brackets"),
        ("revenue" + " + 1" * 100, "more arithmetic"),
        ("-" * 500 + "revenue", "too many brackets"),
        ("revenue * 1e999", "too large"),
        ("revenue +", "ends too early"),
        ("`revenue", "not closed"),
        ("\x000 + revenue", "has no meaning"),
    ],
)
def test_hostile_formulas_are_refused_in_one_sentence(issues, sales, text, part):
    ((field, said),) = issues(sales, [formula(text)])
    assert field == "steps.0.formula"
    assert part in said


PANEL = {
    # Out of order, and Mexico has no 2021: the gap is never bridged.
    "market": ["DE", "MX", "DE", "MX", "DE", "MX", "DE", None],
    "year": [2021, 2019, 2019, 2020, 2020, 2022, 2022, 2022],
    "y": [121.0, 50.0, 100.0, 0.0, 110.0, 80.0, 121.0, 5.0],
}


@pytest.fixture
def panel(stored):
    return stored(
        {
            "market": ("text", "", PANEL["market"]),
            "year": ("integer", "", PANEL["year"]),
            "y": ("currency", "EUR", PANEL["y"]),
        }
    )


def change(measure, periods=1, **more):
    step = {"kind": "change", "name": "new", "column": "y", "measure": measure}
    return [{**step, "periods": periods, "period": "year", "market": "market", **more}]


@pytest.mark.parametrize(
    ("steps", "values", "unit"),
    [
        (change("lag"), [110, NONE, NONE, 50, 100, NONE, 121, NONE], "EUR"),
        (change("difference"), [11, NONE, NONE, -50, 10, NONE, 0, NONE], "EUR"),
        (change("growth"), [0.1, NONE, NONE, -1, 0.1, NONE, 0, NONE], ""),
        (change("growth", percent=True), [10, NONE, NONE, -100, 10, NONE, 0, NONE], "%"),
        (change("growth", 2), [0.21, NONE, NONE, NONE, NONE, NONE, 0.1, NONE], ""),
        (change("log_difference"),
         [math.log(1.1), NONE, NONE, NONE, math.log(1.1), NONE, 0, NONE], ""),
        (change("rolling_mean", 3),
         [331 / 3, NONE, NONE, NONE, NONE, NONE, 352 / 3, NONE], "EUR"),
    ],
)  # fmt: skip
def test_changes_follow_each_market_and_never_bridge_a_gap(derive, panel, steps, values, unit):
    made = derive(panel, steps)
    near(made["new"], values, 1e-12)
    assert made.unit("new") == unit


def test_growth_over_wider_periods_says_so_and_starts_above_zero(derive, stored):
    table = stored(
        {
            "year": ("integer", "", [2010, 2015, 2020, 2025]),
            "y": ("number", "", [100.0, 150.0, -3.0, 3.0]),
        }
    )
    made = derive(table, change("growth", market=""))
    near(made["new"], [None, 0.5, -1.02, None])
    assert "Growth from a value below zero has no meaning" in {
        row["reason"] for row in made.rows("reasons")
    }
    texts = [block for block in made.result.blocks if block.kind == "text"]
    assert [str(one) for one in texts[0].paragraphs] == ["'new': one period is 5 years."]


def test_two_rows_of_one_market_and_period_are_refused(derive, stored):
    table = stored(
        {"year": ("integer", "", [2020, 2020]), "y": ("number", "", [1.0, 2.0]),
         "market": ("text", "", ["DE", "DE"])}
    )  # fmt: skip
    with pytest.raises(Refusal, match="same market and period"):
        derive(table, change("lag"))


def test_shares_are_of_the_total_of_their_group(derive, panel):
    share = {"kind": "share", "name": "new", "column": "y"}
    made = derive(panel, [{**share, "groups": ["year"]}, {**share, "name": "all", "percent": True}])
    frame = pl.DataFrame(PANEL).with_columns(new=pl.col("y") / pl.col("y").sum().over("year"))
    near(made["new"], frame["new"].to_list(), 1e-14)
    near(made["all"], [100 * y / 587 for y in PANEL["y"]], 1e-14)
    by_market = derive(panel, [{**share, "groups": ["market", "year"]}])
    assert by_market["new"] == [1, 1, 1, None, 1, 1, 1, None]
    reasons = {row["reason"]: row["count"] for row in by_market.rows("reasons")}
    assert reasons == {"The total of the group is zero": 1, "The row's group is missing": 1}


# NIST Special Publication 811, appendix B.8 and B.9, and Handbook 44, appendix C.
def test_a_share_of_a_total_beyond_all_numbers_is_none(derive, stored):
    table = stored({"y": ("number", "", [1e308, 1e308, 5.0])})
    made = derive(table, [{"kind": "share", "name": "new", "column": "y"}])
    assert made["new"] == [None, None, None]


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [
        ("mi", "km", 1.609344), ("lb", "kg", 0.45359237), ("acre", "m2", 4046.8564224),
        ("US gal", "L", 3.785411784), ("imp gal", "L", 4.54609), ("kWh", "MJ", 3.6),
        ("short ton", "t", 0.90718474), ("Btu", "kJ", 1.05505585262), ("%", "per thousand", 10.0),
        ("mi2", "km2", 2.589988110336), ("bbl", "L", 158.987294928), ("fraction", "%", 100.0),
        ("mu", "ha", 1 / 15), ("jin", "kg", 0.5), ("US fl oz", "mL", 29.5735295625),
    ],
)  # fmt: skip
def test_units_are_those_that_are_published(derive, stored, one, other, value):
    table = stored({"x": ("number", "", [1.0, None, -2.0])})
    step = {"kind": "unit", "name": "y", "column": "x", "from_unit": one, "to_unit": other}
    made = derive(table, [step])
    near(made["y"], [value, None, -2 * value], 1e-15)
    assert made.unit("y") == other


def test_units_go_there_and_back():
    for _label, units in DIMENSIONS.values():
        first = next(iter(units))
        assert all(ratio(first, unit) * ratio(unit, first) == 1 for unit in units)


def test_prices_are_made_constant_by_an_index(derive, stored):
    table = stored(
        {"gdp": ("currency", "EUR", [110.0, 90.0, 5.0]), "cpi": ("number", "", [110.0, 0.0, None])}
    )
    step = {"kind": "deflate", "name": "real", "column": "gdp", "index": "cpi", "prices_of": "2015"}
    made = derive(table, [step])
    assert made["real"] == [100.0, None, None]
    assert made.unit("real") == "EUR (2015)"


@pytest.mark.parametrize(
    ("step", "field", "part"),
    [
        (formula("revenue", "name"), "name", "has a column 'name' already"),
        ({"kind": "unit", "name": "n", "column": "revenue", "from_unit": "km", "to_unit": "kg"},
         "to_unit", "do not measure the same"),
        ({"kind": "unit", "name": "n", "column": "revenue", "from_unit": "parsec", "to_unit": "m"},
         "from_unit", "not a unit"),
        ({"kind": "share", "name": "n", "column": "name"}, "column", "holds no numbers"),
        ({"kind": "share", "name": "n", "column": "revenue", "groups": ["x" * 300]}, "groups",
         "no column named"),
        ({"kind": "deflate", "name": "n", "column": "revenue", "index": "gone", "prices_of": "1"},
         "index", "no column named"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_step_is_said_beside_it(issues, sales, step, field, part):
    ((where, said),) = issues(sales, [step])
    assert where == f"steps.0.{field}"
    assert said.startswith("Step 1: ")
    assert part in said


def test_a_replaced_column_stays_in_its_place(derive, sales, issues):
    made = derive(sales, [formula("revenue * 2", "revenue", "EUR")], replace=True)
    assert made.table.column_names == ["revenue", "population", "net price", "name"]
    assert made["revenue"][:4] == [200.0, 0.0, -16.0, None]
    twice = [formula("revenue"), formula("population")]
    assert "Two steps" in issues(sales, twice, replace=True)[0][1]


def test_an_empty_table_gets_empty_columns(derive, stored):
    table = stored({"x": ("number", "", []), "year": ("integer", "", [])})
    steps = [
        formula("x + 1", "a"),
        {"kind": "change", "name": "b", "column": "x", "measure": "growth", "period": "year"},
        {"kind": "share", "name": "c", "column": "x"},
    ]
    made: Derived = derive(table, steps)
    assert (made["a"], made["b"], made["c"]) == ([], [], [])


def test_seventy_thousand_rows_in_several_batches(derive, stored):
    rows = 70_000
    random = np.random.default_rng(7)
    x = random.normal(size=rows)
    group = random.integers(0, 100, rows)
    table = stored({"x": ("number", "", x.tolist()), "g": ("integer", "", group.tolist())})
    steps = [formula("log(x * x + 1)", "a"),
             {"kind": "share", "name": "s", "column": "a", "groups": ["g"]}]  # fmt: skip
    made = derive(table, steps)
    a = np.log(x * x + 1)
    sums = np.bincount(group, weights=a)
    assert np.allclose(made.table.column("s").to_numpy(), a / sums[group], rtol=1e-12, atol=0)
