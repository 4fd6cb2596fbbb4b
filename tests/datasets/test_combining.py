"""The engine that combines tables: keys, grains, doubles, coverage; pandas is the oracle."""

import datetime as dt
import math
import os
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.datasets.combining import grains
from apps.datasets.combining.manifest import CombineEngine
from apps.datasets.domain.create import write_rows
from apps.datasets.tabular.schema import StoredColumn
from apps.engines.contract import Refusal
from apps.engines.folders import run_engine
from apps.engines.tables import ParquetTable

SPELLINGS = {
    "NAM": ["NA", "Namibia", "nam", "纳米比亚"],
    "KOR": ["Korea, Rep.", "South Korea", "KR"],
    "CHN": ["China", "中国", "CN", "156"],
    "DEU": ["Germany", "Deutschland", "DE"],
    "COD": ["Congo, Dem. Rep.", "COD"],
}
NAME = {text: iso3 for iso3, texts in SPELLINGS.items() for text in texts}


class Desk:
    """Tables in a folder, and what came of combining them."""

    def __init__(self, folder):
        self.folder, self.runs = folder, 0

    def table(self, kinds, rows, take, period="year", market="country"):
        """``kinds``: name → kind of column."""
        self.runs += 1
        path = self.folder / f"in{self.runs}.parquet"
        columns = [StoredColumn(name=name, kind=kind) for name, kind in kinds.items()]
        values = [list(cells) for cells in zip(*rows, strict=True)] or [[] for _ in columns]
        write_rows(path, columns, values)
        return self.opened(path, take, period, market)

    def opened(self, path, take, period="year", market="country"):
        roles = {"market": [market], "take": list(take)} | ({"period": [period]} if period else {})
        return ParquetTable(path, roles=roles)

    def combine(self, *tables, rules=(), repeat=(), names=(), **params):
        self.runs += 1
        slots = [f"t{place + 1}" for place in range(len(tables))]
        said = {
            slot: {
                "name": names[place] if names else slot.upper(),
                "rule": dict(enumerate(rules)).get(place) or "refuse",
                "repeat": slot in repeat,
            }
            for place, slot in enumerate(slots)
        }
        folder = self.folder / f"run{self.runs}"
        self.result = run_engine(
            CombineEngine(), {"tables": said, **params}, dict(zip(slots, tables, strict=True)),
            folder,
        )  # fmt: skip
        path = folder / "kept" / "table.parquet"
        self.path = path
        return pl.read_parquet(path) if path.exists() else None

    @property
    def blocks(self):
        return {getattr(block, "key", block.kind): block for block in self.result.blocks}

    @property
    def codes(self):
        return [block.code for block in self.result.blocks if block.kind == "warning"]


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


YEARLY = {"country": "country", "year": "integer", "gdp": "number"}
MONTHLY = {"country": "text", "month": "text", "sales": "number", "stock": "integer"}


def test_spellings_meet_and_namibia_is_a_country(desk):
    left = desk.table(YEARLY, [("NA", 2020, 1.5), ("中国", 2020, 2.0), ("Kosovo", 2020, 9.0)],
                      ["gdp"])  # fmt: skip
    right = desk.table(
        {"country": "text", "year": "text", "gdp": "number"},
        [("Namibia", "2020", 7.0), ("China", "FY2020", None), ("European Union", "2020", 1.0),
         ("Congo", "2020", 3.0), ("Germny", "2020", 4.0)],
        ["gdp"],
    )  # fmt: skip
    made = desk.combine(left, right, names=("Ours", "Theirs"))
    assert made.columns == ["market", "period", "gdp (Ours)", "gdp (Theirs)"]
    assert made.rows() == [("NAM", 2020, 1.5, 7.0), ("CHN", 2020, 2.0, None)]
    unknown = {row["name"]: (str(row["why"]), row["meant"]) for row in desk.blocks["unknown"].rows}
    assert unknown["European Union"] == ("a group of countries", "")
    assert unknown["Congo"][1] == "Congo - Kinshasa (COD); Congo - Brazzaville (COG)"
    assert unknown["Germny"] == ("only similar to a country's name", "Germany (DEU)")
    assert unknown["Kosovo"][0] == "no country is known by this name"
    assert str(desk.result.headline) == "All 2 markets have all 2 tables."
    kept = desk.combine(left, right, names=("Ours", "Theirs"), rows="all", others="keep",
                        similar=True)  # fmt: skip
    assert kept["market"].to_list() == [
        "NAM", "CHN", "Kosovo", "European Union", "Congo", "DEU",
    ]  # fmt: skip
    assert str(desk.result.headline).startswith("2 of 6 markets have all 2 tables; missing: Kosovo")


@st.composite
def tables(draw):
    spelled = draw(st.permutations(sorted(NAME)))
    keys = draw(
        st.lists(
            st.tuples(st.sampled_from(spelled), st.integers(1990, 1996)),
            min_size=1, max_size=14, unique_by=lambda key: (NAME[key[0]], key[1]),
        )
    )  # fmt: skip
    numbers = st.one_of(st.none(), st.floats(-1e6, 1e6, allow_nan=False))
    return [(name, year, draw(numbers)) for name, year in keys]


@settings(max_examples=8, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(first=tables(), second=tables(), how=st.sampled_from(["first", "all"]))
def test_as_pandas_joins(desk, first, second, how):
    frames = [
        pd.DataFrame(
            [(NAME[name], year, math.nan if value is None else value)
             for name, year, value in rows],
            columns=["market", "period", value],
        )
        for rows, value in ((first, "a"), (second, "b"))
    ]  # fmt: skip
    merge = "left" if how == "first" else "outer"
    wanted = frames[0].merge(frames[1], on=["market", "period"], how=merge, indicator=True)
    made = desk.combine(
        desk.table({**YEARLY, "gdp": "number"}, first, ["gdp"]),
        desk.table({"country": "text", "year": "integer", "b": "number"}, second, ["b"]),
        rows=how,
    )
    assert not any(made[name].is_nan().any() for name in ("gdp", "b"))
    found = made.to_pandas().rename(columns={"gdp": "a"}).sort_values(["market", "period"])
    order = ["market", "period", "a", "b"]
    expected = wanted.sort_values(["market", "period"])[order]
    pd.testing.assert_frame_equal(
        found[order].reset_index(drop=True), expected.reset_index(drop=True), check_dtype=False
    )
    told = desk.result.summary["coverage"]
    assert told["complete_rows"] == int((wanted["_merge"] == "both").sum())
    both = wanted.groupby("market")["_merge"].agg(
        lambda one: "both" in set(one) or len(set(one)) > 1
    )
    assert told["complete"] == int(both.sum())


def months(*cells):
    return [(name, f"{2020 + place // 12}-{place % 12 + 1:02d}", sales, stock)
            for name, place, sales, stock in cells]  # fmt: skip


def test_a_finer_table_is_gathered_as_said(desk):
    yearly = desk.table(YEARLY, [("DEU", 2020, 1.0), ("DEU", 2021, 2.0), ("CHN", 2020, 3.0)],
                        ["gdp"])  # fmt: skip
    rows = months(*(("Germany", place, float(place), 100 + place) for place in range(18)),
                  ("China", 3, None, None), ("China", 2, 5.0, 7))  # fmt: skip
    monthly = desk.table(MONTHLY, rows, ["sales", "stock"], period="month")
    with pytest.raises(Refusal, match="'T2' has months, and 'T1' has years"):
        desk.combine(yearly, monthly)
    summed = desk.combine(yearly, monthly, rules=(None, "sum"))
    assert summed.rows() == [
        ("DEU", 2020, 1.0, 66.0, 1266), ("DEU", 2021, 2.0, 87.0, 687), ("CHN", 2020, 3.0, 5.0, 7),
    ]  # fmt: skip
    assert "partial" in desk.codes, "2021 has six months, and China two"
    frame = pd.DataFrame(rows, columns=list(MONTHLY)).assign(year=lambda one: one["month"].str[:4])
    means = frame.groupby(["country", "year"])[["sales", "stock"]].mean()
    mean = desk.combine(yearly, monthly, rules=(None, "mean"))
    assert mean["sales"].to_list() == pytest.approx(
        [means.loc[key, "sales"] for key in (("Germany", "2020"), ("Germany", "2021"),
                                             ("China", "2020"))]
    )  # fmt: skip
    assert mean["stock"].dtype == pl.Float64
    last = desk.combine(yearly, monthly, rules=(None, "last"))
    assert last["stock"].to_list() == [111, 117, 7], "the last that is there, by period"
    assert "partial" not in desk.codes


def test_a_coarser_table_is_repeated_only_where_said(desk):
    monthly = desk.table(MONTHLY, months(("DE", 0, 1.0, 1), ("DE", 13, 2.0, 2)), ["sales"],
                         period="month")  # fmt: skip
    yearly = desk.table(YEARLY, [("DEU", 2020, 10.0), ("FRA", 2021, 20.0)], ["gdp"])
    with pytest.raises(Refusal, match="'T2' has years, and 'T1' has shorter periods: months"):
        desk.combine(monthly, yearly)
    made = desk.combine(monthly, yearly, repeat=("t2",))
    assert made.rows() == [("DEU", "2020-01", 1.0, 10.0), ("DEU", "2021-02", 2.0, None)]
    assert desk.result.summary["coverage"]["tables"]["t2"]["only_here"] == ["FRA"]
    everything = desk.combine(monthly, yearly, repeat=("t2",), rows="all")
    assert len(everything) == 2 + 11 + 12, "the other months of 2020, and France's 2021"
    assert everything.filter(pl.col("market") == "FRA")["gdp"].to_list() == [20.0] * 12


def test_a_table_without_periods_holds_for_all_of_them(desk):
    yearly = desk.table(YEARLY, [("DEU", 2020, 1.0), ("DEU", 2021, 2.0)], ["gdp"])
    regions = [("Germany", "Europe"), ("Japan", "Asia")]
    fixed = desk.table({"country": "text", "region": "text"}, regions, ["region"], period="")
    assert desk.combine(yearly, fixed)["region"].to_list() == ["Europe", "Europe"]
    everything = desk.combine(yearly, fixed, rows="all")
    assert everything.rows()[2] == ("JPN", None, None, "Asia")
    with pytest.raises(Refusal, match=r"Germany: 1, 2\."):
        desk.combine(fixed, yearly)
    assert desk.combine(fixed, yearly, rules=(None, "last")).rows() == [
        ("DEU", "Europe", 2.0), ("JPN", "Asia", None),
    ]  # fmt: skip


def test_doubles_are_refused_with_their_rows(desk):
    twice = desk.table(YEARLY, [("Czechia", 2010, 1.0), ("FRA", 2010, 2.0),
                                ("Czech Republic", 2010, None)], ["gdp"])  # fmt: skip
    other = desk.table(YEARLY, [("CZ", 2010, 5.0)], ["gdp"])
    with pytest.raises(Refusal) as refused:
        desk.combine(twice, other)
    assert "1 row more than one" in str(refused.value)
    assert "Czechia 2010: 1, 3" in str(refused.value)
    assert refused.value.issue.field == "t1.market"
    assert desk.combine(twice, other, rules=("sum",))["gdp (T1)"].to_list() == [1.0, 2.0]
    assert "doubled" in desk.codes


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ([("Berlin", 2020, 1.0)], "No country is named in column 'country' of 'T1'"),
        ([(None, 2020, 1.0)], "Column 'country' of 'T1' is empty"),
        ([], "Column 'country' of 'T1' is empty"),
        ([("DEU", None, 1.0)], "Column 'year' of 'T1' is empty"),
    ],
)
def test_bad_keys_are_refused_in_words(desk, cells, text):
    good = desk.table(YEARLY, [("DEU", 2020, 1.0)], ["gdp"])
    with pytest.raises(Refusal, match=text):
        desk.combine(desk.table(YEARLY, cells, ["gdp"]), good)


def test_odd_periods_are_refused_in_words(desk):
    kinds = {"country": "text", "year": "text", "gdp": "number"}
    yearly = desk.table(YEARLY, [("DEU", 2020, 1.0)], ["gdp"])
    odd = desk.table(kinds, [("DEU", "2020", 1.0), ("DEU", "soon", 1.0)], ["gdp"])
    with pytest.raises(Refusal, match="'soon' in row 2 of column 'year'"):
        desk.combine(yearly, odd)
    weekly = desk.table(kinds, [("DEU", "2020-W05", 1.0)], ["gdp"])
    monthly = desk.table(kinds, [("DEU", "2020-01", 1.0)], ["gdp"])
    with pytest.raises(Refusal, match="neither is made up of the other"):
        desk.combine(monthly, weekly, rules=(None, "sum"))


def test_numbers_beyond_all_numbers(desk):
    yearly = desk.table(YEARLY, [("DEU", 2020, 1.0)], ["gdp"])
    path = desk.folder / "run.parquet"  # as another run leaves it: with NaN and infinity
    pq.write_table(pa.table({"country": ["DEU", "CHN"], "year": [2020.0, 2020.0],
                             "x": [math.nan, math.inf]}), path)  # fmt: skip
    made = desk.combine(desk.opened(path, ["x"]), yearly)
    assert made["x"].to_list() == [None, None]
    assert "infinite" in desk.codes
    kinds = {"country": "text", "year": "integer", "n": "integer", "x": "number"}
    huge = desk.table(kinds, [("DEU", 2020, 2**62, 1e308), ("DEU", 2020, 2**62, 1e308)], ["n", "x"])
    with pytest.raises(Refusal, match="of column 'n' of 'T2' are too large for their sum"):
        desk.combine(yearly, huge, rules=(None, "sum"))


def test_dates_that_stand_for_years(desk):
    kinds = {"country": "text", "year": "date", "gdp": "number"}
    dated = [("DEU", dt.date(year, 1, 1), float(year)) for year in (2019, 2020, 2021)]
    yearly = desk.table(YEARLY, [("DEU", 2020, 1.0)], ["gdp"])
    assert desk.combine(yearly, desk.table(kinds, dated, ["gdp"]))["gdp (T2)"].to_list() == [2020.0]
    days = [("DEU", dt.date(2020, 1, day), float(day)) for day in (3, 4, 5)]
    assert desk.combine(yearly, desk.table(kinds, days, ["gdp"]), rules=(None, "sum"))[
        "gdp (T2)"
    ].to_list() == [12.0]


def test_shorter_periods_make_up_the_longer_ones():
    for shorter, longer in ((s, one) for s, found in grains.LONGER.items() for one in found):
        start = {"week": 105_000, "day": 737_000}.get(longer, 4_040 if longer != "year" else 2020)
        for place in range(start, start + 9):
            inner = grains.within(longer, place, shorter)
            assert {grains.lying_in(shorter, one, longer) for one in inner} == {place}
            after = grains.within(longer, place + 1, shorter)
            assert inner.stop == after.start


def test_nothing_in_common_and_names_alike(desk):
    one = desk.table(YEARLY, [("DEU", 2020, 1.0)], ["gdp", "country"])
    other = desk.table(YEARLY, [("FRA", 2021, 1.0)], ["gdp"])
    made = desk.combine(one, other, names=("<b>A</b>", "<b>A</b>"))
    assert made.columns == [
        "market", "period", "gdp (<b>A</b>)", "country", "gdp (<b>A</b> 2)",
    ]  # fmt: skip
    assert "nothing_matched" in desk.codes
    assert str(desk.result.headline).startswith("0 of 1 markets have all 2 tables; missing: Ger")


def test_a_look_makes_no_table_and_large_coverage_is_gathered(desk):
    from apps.reference import countries

    everybody = [one.iso3 for one in countries.all_countries()[:160]]
    rows = [(iso3, year, 1.0) for iso3 in everybody for year in range(1960, 2020)]
    full = desk.table(YEARLY, rows, ["gdp"])
    part = desk.table(YEARLY, [row for row in rows if row[1] >= 1990 or row[0] < "C"], ["gdp"])
    assert desk.combine(full, part, preview=True) is None
    heat, chart = desk.blocks["periods"], desk.blocks["complete"]
    assert len(heat.rows) == 61
    assert len(heat.columns) == 2 + 20, "three years each"
    early, late = heat.rows[0]["g0"], heat.rows[0]["g19"]
    few = sum(iso3 < "C" for iso3 in everybody)
    assert early == pytest.approx((160 + few) / 320)
    assert late == 1
    assert chart.series[0].points[0] == ["1960 – 1962", pytest.approx(few)]
    assert str(heat.note) == "The 60 markets with the largest gaps, of 160."


def test_columns_keep_what_they_mean(desk):
    kinds = {"country": "text", "year": "integer", "share": "percent", "on": "boolean",
             "since": "date", "note": "text"}  # fmt: skip
    rows = [("DEU", 2020, 0.5, True, dt.date(2020, 2, 29), "a;b")]
    table = desk.table(kinds, rows, ["share", "on", "since", "note"])
    other = desk.table(YEARLY, [("DEU", 2020, 1.0)], ["gdp"])
    made = desk.combine(table, other)
    assert made.row(0) == ("DEU", 2020, *rows[0][2:], 1.0)
    fields = {field.name: field.metadata for field in pq.read_schema(desk.path)}
    assert fields["market"][b"lepton.kind"] == b"country"
    assert fields["share"][b"lepton.kind"] == b"percent"


def test_real_tables_of_several_spellings(desk):
    """World Bank by alpha-2 code (Namibia is the text NA) beside Gapminder by name."""
    econ = Path(os.environ.get("LEPTON_DATA", "")) / "econ"
    if not os.environ.get("LEPTON_DATA") or not econ.is_dir():
        pytest.skip("no data to read: LEPTON_DATA names no folder that has econ/")
    paths = [econ / "wbd_example/wbd_example.csv", econ / "gapminder/gapminder.csv"]
    bank, other = (pd.read_csv(path, keep_default_na=False, na_values=[""]) for path in paths)
    tables = []
    for frame, market, take in ((bank, "iso2c", "lifeexp"), (other, "country", "pop")):
        path = desk.folder / f"{take}.parquet"
        pl.from_pandas(frame[[market, "year", take]]).write_parquet(path)
        tables.append(desk.opened(path, [take], market=market))
    with pytest.raises(Refusal, match="Czechia 2010: 1072, 1093"):
        desk.combine(*tables)
    made = desk.combine(*tables, rules=("last",))
    assert made.filter(market="NAM", period=2002).row(0) == ("NAM", 2002, 51.254, 1972153)
    both = desk.result.summary["coverage"]
    known = {row.country for row in other.itertuples()}
    assert both["tables"]["t2"]["not_recognised"] == []
    assert both["complete"] == len(known) - len(both["tables"]["t2"]["only_here"])
    assert both["tables"]["t2"]["only_here"] == ["REU", "TWN"]


def test_repeating_years_over_hours_is_refused_before_it_fills_the_memory(desk):
    rows = [("DE", "2020-01-01 01:00"), ("DE", "2020-01-01 02:00")]
    hours = desk.table({"country": "text", "year": "text"}, rows, [])
    cells = [(code, year) for code in SPELLINGS for year in range(1500, 2000)]
    years = desk.table({"country": "text", "year": "integer"}, cells, ["year"])
    with pytest.raises(Refusal, match="too many"):
        desk.combine(hours, years, rows="all", repeat=["t2"])


def test_the_last_year_that_dates_know_has_twelve_months():
    assert len(grains.within("year", 9999, "month")) == 12
    assert len(grains.within("year", 9999, "day")) == 365


def test_a_sum_that_lacks_a_cell_is_told(desk):
    years = desk.table({"country": "text", "year": "integer"}, [("DE", 2020), ("FR", 2020)], [])
    rows = [(code, f"2020-{month:02d}", 1.0) for code in ("DE", "FR") for month in range(1, 13)]
    rows[3] = ("DE", "2020-04", None)
    sales = desk.table({"country": "text", "year": "text", "v": "number"}, rows, ["v"])
    assert desk.combine(years, sales, rules=["refuse", "sum"])["v"].to_list() == [11.0, 12.0]
    assert "holes" in desk.codes
    assert "partial" not in desk.codes
