"""Markets stored as ISO codes stand on the page by name, and reach programs as codes."""

import re
from importlib import import_module

import pytest
from django.template import Context, Template
from django.utils import translation

from apps.core import blocks
from apps.core.api.speech import spoken
from apps.core.messages import CountryName, Items, Message, msg
from apps.core.rendering import render
from apps.engines.builtin.country_names import codes_of, named
from apps.engines.registry import get
from apps.engines.result import Axis, Chart, Result, Series, Table, TableColumn, Tile, Tiles
from apps.engines.testing import MemoryContext, MemoryTable
from tests.engines import (
    choice_cases,
    gravity_cases,
    series_cases,
    test_ranking_contract,
    test_sizing_contract,
    transfer_cases,
)

CODES = ("DEU", "PER", "JPN", "KEN", "AUT", "CHL", "FRA", "BRA", "ITA", "POL", "ESP", "NLD", "BEL",
         "SWE", "NOR", "DNK", "FIN", "IRL", "PRT", "GRC", "CZE", "HUN", "ROU", "BGR", "HRV", "SVN",
         "SVK", "EST", "LVA", "LTU", "MEX", "ARG", "COL", "ECU", "BOL", "URY", "PRY", "CAN", "USA",
         "IND", "IDN", "VNM")  # fmt: skip


def adopters():
    data = series_cases.durables()
    roles = {"market": ["market"], "period": ["year"], "value": ["sales"]}
    return MemoryTable(data, roles, units={"sales": "thousand"})


CASES = {
    "markets.ranking": (test_ranking_contract.table, ("market",),
                        {"scales": test_ranking_contract.SCALES, "draws": 500}),
    "markets.sizing": (test_sizing_contract.table, ("market",), {"year": 2026, "draws": 1024}),
    "markets.adoption": (adopters, ("market",), {"horizon": 4}),
    "markets.gravity": (gravity_cases.table, ("origin", "destination"), {"home": "DEU"}),
    "markets.choice": (choice_cases.table, ("alternative",), {"changed": "DEU", "own": "DEU"}),
    "regression.transfer": (transfer_cases.table, ("market",), {}),
}  # fmt: skip


def coded(table, roles):
    """The same table with codes for the names of these roles."""
    columns = [column for role in roles for column in table.roles[role]]
    names = dict.fromkeys(name for column in columns for name in table.data[column] if name)
    assert len(names) <= len(CODES)
    code = dict(zip(names, CODES, strict=False))
    data = {
        column: [code.get(value, value) for value in values] if column in columns else values
        for column, values in table.data.items()
    }
    return MemoryTable(data, table.roles, units=table.units)


def ran(root, key):
    make, roles, params = CASES[key]
    table, engine = coded(make(), roles), get(key)
    module, name = engine.runner.split(":")
    runner = getattr(import_module(module), name)()
    return runner.run(MemoryContext(root, seed=1), engine.Params(**params), {"data": table})


def page(result, language):
    with translation.override(language):
        drawn = Template("{% load lepton %}{% result_blocks result %}").render(
            Context({"result": result.model_dump(mode="json")})
        )
    return re.sub(r"<script.*?</script>", "", drawn, flags=re.DOTALL)


@pytest.mark.parametrize("key", CASES)
def test_a_page_names_countries_and_shows_no_code(tmp_path, key):
    result = ran(tmp_path, key)
    english = page(result, "en")
    bare = re.findall(rf"[^<>]*\b(?:{'|'.join(CODES)})\b[^<>]*", english)
    assert bare == []
    assert "Germany" in english
    assert "德国" in page(result, "zh-hans")
    assert "Germany" not in str(result.summary)


def test_segments_are_told_by_the_names_of_their_members():
    """Cells, lists in sentences, labels of points and the legend, from a result made by hand."""
    table = MemoryTable({"name": ["DEU", "FRA", "EUR-27"] + ["JPN"] * 3}, {"name": ["name"]})
    result = Result(
        headline=msg("Like {one}: {others}.", one="DEU", others=["FRA", "EUR-27"]),
        blocks=[
            Tiles(items=[Tile(label=msg("Most typical"), value="DEU")]),
            Table(key="t", title=msg("Members of {one}", one="DEU"), rows=[
                {"who": "DEU", "n": 1, "what": msg("next to {one}", one="FRA")},
                {"who": "EUR-27", "n": 2, "what": "can"}],
                columns=[TableColumn(key="who", label="DEU"), TableColumn(key="what", label="W"),
                         TableColumn(key="n", label="N", kind="integer")]),
            Chart(key="c", title=msg("Chart"), x=Axis(label="x", scale="category"),
                  y=Axis(label="y"),
                  series=[Series(name="FRA", kind="bar", points=[["DEU", 1.0], ["EUR-27", 2.0]],
                                 labels=["shops · DEU", "JPN"])]),
        ],
        summary={"best": "DEU"},
    )  # fmt: skip
    told = named(result, table, "name")
    with translation.override("zh-hans"):
        assert render(told.headline) == "Like 德国: 法国和EUR-27."
    assert "Like Germany: France and EUR-27." in page(told, "en")
    tiles, grid, chart = told.blocks
    assert blocks.tile_value(tiles.items[0].value) == "Germany"
    view = blocks.table_view(grid)
    assert [one["label"] for one in view["columns"]] == ["Germany", "W", "N"]
    assert [[one["text"] for one in row] for row in view["rows"]] == [
        ["Germany", "next to France", "1"], ["EUR-27", "can", "2"],
    ]  # fmt: skip
    assert [one["numeric"] for one in view["columns"]] == [False, False, True]
    drawn = blocks.chart_view(chart)["json"]
    assert drawn["series"][0]["points"] == [["Germany", 1.0], ["EUR-27", 2.0]]
    assert drawn["series"][0]["labels"] == ["shops · Germany", "Japan"]
    assert (drawn["series"][0]["name"], drawn["codes"]["Germany"]) == ("France", "DEU")
    rest = spoken(told)
    assert rest["blocks"][1]["rows"][0]["who"] == "DEU"
    assert rest["blocks"][2]["series"][0]["points"][0][0] == "DEU"
    assert rest["blocks"][2]["series"][0]["name"] == "FRA"
    assert rest["summary"] == {"best": "DEU"}
    assert Result.model_validate_json(told.model_dump_json()) == told


def test_names_that_are_no_countries_change_nothing():
    table = MemoryTable({"name": ["CAN", "Acme", "Bolt"]}, {"name": ["name"]})
    result = Result(headline=msg("{one} leads.", one="CAN"))
    assert named(result, table, "name") is result
    assert named(result, table, "market") is result
    assert codes_of(["", "DEU", "deu", "FRA", "ITA"]) == {"DEU", "FRA", "ITA"}
    assert codes_of([]) == frozenset()


@pytest.mark.parametrize("value", ["can", "Fra", "XYZ", "<b>", "", "ÜÜÜ"])
def test_a_column_of_countries_shows_other_text_as_it_is(value):
    assert blocks.cell(value, {"kind": "country"}) == value
    assert render(Message(text="{x}", values={"x": CountryName(country=value)})) == value


def test_a_result_stored_before_there_were_names_of_countries_is_shown():
    old = {
        "headline": {"text": "{one} leads.", "values": {"one": "DEU"}},
        "blocks": [
            {"kind": "chart", "key": "c", "title": {"text": "C"}, "x": {"label": "x"},
             "y": {"label": "y"}, "series": [{"name": "S", "points": [["DEU", 1.0]]}]},
        ],
    }  # fmt: skip
    stored = Result.model_validate(old)
    assert stored.blocks[0].names == "text"
    assert blocks.chart_view(old["blocks"][0])["json"]["series"][0]["points"] == [["DEU", 1.0]]
    assert render(old["headline"]) == "DEU leads."
    assert Items.model_validate({"items": ["DEU"]}).items == ("DEU",)
