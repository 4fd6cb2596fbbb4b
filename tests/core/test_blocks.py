"""Result blocks: formatted for the reader, complete without a script, safe with hostile names."""

from __future__ import annotations

import json
import re

import pytest
from django.template.loader import render_to_string

from apps.core import blocks
from apps.core.messages import Num, msg
from apps.engines.result import (
    Axis,
    Chart,
    Equation,
    MapGroup,
    MapPlace,
    Result,
    Series,
    Table,
    TableColumn,
    Text,
    Tile,
    Tiles,
    Warning,
    WorldMap,
)


def drawn(*items, headline="Done."):
    result = Result(headline=msg(headline), blocks=list(items))
    from_model = render_to_string("core/components/result.html", blocks.result_context(result))
    stored = json.loads(result.model_dump_json())
    from_json = render_to_string("core/components/result.html", blocks.result_context(stored))
    assert from_model == from_json
    return " ".join(from_json.split())


def chart(*series, **options):
    return Chart(
        key=options.get("key", "fit"),
        title=msg("Fit"),
        x=Axis(label=msg("Price"), unit="USD"),
        y=Axis(label="Demand"),
        series=list(series),
    )


def test_the_headline_comes_first():
    page = drawn(Text(paragraphs=[msg("And this is why.")]), headline="It is 42.")
    assert page.index('<p class="result-headline">It is 42.</p>') < page.index("And this is why.")


def test_equations_that_open_a_result_belong_to_its_answer():
    result = [Equation(lines=["y = 2 · x"]), Tiles(items=[]), Equation(lines=["z = 3 · x"])]
    page = drawn(*result, headline="It doubles.")
    answer, rest = page.split('<div class="result-blocks">')
    assert 'aria-label="y = 2 · x"' in answer
    assert 'aria-label="z = 3 · x"' in rest
    assert "y = 2 · x" not in rest


def test_a_warning_says_how_serious_it_is_in_words_and_what_to_do():
    page = drawn(
        Warning(code="x", severity="serious", message=msg("Too few rows."), fix=msg("Add rows."))
    )
    assert "Serious" in page
    assert "Too few rows." in page
    assert "What to do: Add rows." in page
    assert "#alert-circle" in page


def test_tiles_show_numbers_messages_and_text():
    page = drawn(
        Tiles(
            items=[
                Tile(label=msg("R²"), value=Num(value=0.99884793, digits=6), tone="good"),
                Tile(label=msg("Method"), value=msg("By {how}.", how="QR")),
                Tile(label=msg("Seed"), value="0007", note=msg("Fixed.")),
            ]
        )
    )
    assert "0.998848" in page
    assert "By QR." in page
    assert "0007" in page
    assert "tile-good" in page


def test_a_table_formats_each_column_by_its_kind():
    table = Table(
        key="t",
        title=msg("Coefficients"),
        columns=[
            TableColumn(key="name", label=msg("Column")),
            TableColumn(key="value", label="b", kind="number", digits=8, unit="units"),
            TableColumn(key="n", label=msg("Rows"), kind="integer", help=msg("Used rows")),
            TableColumn(key="share", label=msg("Share"), kind="percent"),
            TableColumn(key="rank", label=msg("Rank"), kind="percent", decimals=0),
        ],
        rows=[
            {"name": "<d>", "value": -12.557603686, "n": 12345, "share": 0.5, "rank": 0.031},
            {"name": msg("Intercept"), "value": None, "n": 3.0, "share": 1},
            {"name": "only"},
        ],
    )
    view = blocks.table_view(table)
    shown = [[cell["text"] for cell in row] for row in view["rows"]]
    assert shown == [
        ["<d>", "−12.557604", "12,345", "50.0%", "3%"],
        ["Intercept", "–", "3", "100.0%", "–"],
        ["only", "–", "–", "–", "–"],
    ]
    page = drawn(table)
    assert "&lt;d&gt;" in page
    assert 'title="Used rows"' in page


@pytest.mark.parametrize(("count", "folded"), [(12, 0), (13, 5), (60, 52)])
def test_long_tables_show_their_first_rows_on_a_phone(count, folded):
    """What is folded stands in the page; one style sheet hides it, and only there."""
    page = drawn(Table(key="t", title=msg("T"), columns=[TableColumn(key="a", label="A")],
                       rows=[{"a": f"row {place}"} for place in range(count)]))  # fmt: skip
    assert page.count('<tr class="row-more">') == folded
    assert f"row {count - 1}<" in page
    assert ("Show all" in page) is (f"Show all {count} rows" in page) is bool(folded)


def test_a_power_of_ten_is_one_number_in_an_equation():
    drawn_line = str(blocks.equation_html("D = 1.5 × 10⁻⁶ · d − 2 × 10⁷"))
    assert '<span class="eq-num">10⁻⁶</span>' in drawn_line
    assert '<span class="eq-num">10⁷</span>' in drawn_line


def test_a_block_that_is_not_known_is_told_of_on_the_page():
    stored = {"headline": None, "blocks": [{"kind": "<globe>", "spin": 3}]}
    page = render_to_string("core/components/result.html", blocks.result_context(stored))
    assert "of the kind &#x27;&lt;globe&gt;&#x27;, is not known to this version" in page


def test_an_empty_table_says_so():
    table = Table(key="t", title=msg("T"), columns=[TableColumn(key="a", label="A")], rows=[])
    assert "No rows." in drawn(table)


def test_a_chart_carries_its_numbers_twice_for_script_and_for_reader():
    page = drawn(
        chart(
            Series(name=msg("Markets"), points=[[1.0, 2.5], [3.0, None]], labels=["</script>", "B"])
        )
    )
    data = json.loads(re.search(r"<script id=\"chart-fit\"[^>]*>(.*?)</script>", page)[1])
    assert data["series"][0]["points"] == [[1.0, 2.5], [3.0, None]]
    assert data["series"][0]["labels"] == ["</script>", "B"]
    assert data["x"]["title"] == "Price (USD)"
    assert "<td>2.5</td>" in page
    assert "&lt;/script&gt;" in page
    assert "Horizontal: Price (USD). Vertical: Demand. Shown: Markets (2 points)." in page


def test_bands_and_points_share_one_table():
    view = blocks.chart_view(
        chart(
            Series(name="Interval", kind="band", points=[[1.0, 2.0, 3.0]]),
            Series(name="Line", kind="line", points=[[1.0, 2.5]]),
        )
    )
    assert view["columns"] == ["Series", "Price (USD)", "Demand", "Demand, high"]
    assert view["rows"] == [["Interval", "1", "2", "3"], ["Line", "1", "2.5", ""]]
    only = blocks.chart_view(chart(Series(name="I", kind="band", points=[[1.0, 2.0, 3.0]])))
    assert only["columns"] == ["Series", "Price (USD)", "Demand, low", "Demand, high"]


def test_a_long_series_is_cut_in_the_page_and_says_so():
    points = [[float(n), float(n)] for n in range(blocks.TABLE_ROWS_SHOWN + 1)]
    page = drawn(chart(Series(name="S", points=points)))
    assert "The first 200 of 201 points." in page
    assert page.count("<td>S</td>") == blocks.TABLE_ROWS_SHOWN


def test_only_numbers_that_are_shown_are_put_into_words(monkeypatch):
    said = []
    monkeypatch.setattr(blocks.rendering, "quantity", lambda value, **_: said.append(value) or "")
    points = [[float(n), float(n)] for n in range(blocks.TABLE_ROWS_SHOWN)]
    blocks.chart_view(chart(*(Series(name=name, points=points) for name in "AB")))
    assert len(said) == 2 * blocks.TABLE_ROWS_SHOWN


def test_a_chart_without_points_says_so():
    page = drawn(chart(Series(name="S", points=[])))
    assert "There are no points to draw yet." in page
    assert "data-chart-area" not in page


def test_an_odd_chart_key_makes_a_safe_id():
    view = blocks.chart_view(chart(Series(name="S", points=[[1.0, 1.0]]), key='a b"<1'))
    assert view["id"] == "chart-a-b--1"


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("D = 1.175115 · d − 12.557604", ['<span class="eq-var">D</span>', "eq-num", "12.557604"]),
        ("y_1 = 3 * x ^2", ["y<sub>1</sub>", "·", "<sup>2</sup>"]),
        ("demand = -2e-9 x", ['<span class="eq-text">demand</span>', "−2e−9"]),
        ("price_index = ln(x)", ['<span class="eq-text">price_index</span>', "eq-fn"]),
        ("`Price, USD` = 1", ['<span class="eq-text">Price, USD</span>']),
        ("a <b> & c", ["&lt;", "&amp;"]),
    ],
)
def test_equations_are_set_from_plain_text(line, parts):
    html = blocks.equation_html(line)
    assert all(part in html for part in parts), html
    assert "<b>" not in html


def test_equations_and_texts_keep_their_words():
    page = drawn(
        Equation(lines=["D = 2 · d"], note=msg("In units.")),
        Text(heading=msg("Method"), paragraphs=[msg("Least squares."), msg("By QR.")]),
    )
    assert 'aria-label="D = 2 · d"' in page
    assert all(words in page for words in ("In units.", "Method", "Least squares.", "By QR."))


@pytest.mark.parametrize(
    ("done", "total", "known", "text"),
    [
        (1, 4, True, "25%"),
        (9, 4, True, "100%"),
        (-1, 4, True, "0%"),
        (0, 0, False, ""),
        (None, None, False, ""),
        ("x", 1, False, ""),
    ],
)
def test_progress(done, total, known, text):
    view = blocks.progress_view(done, total)
    assert (view["known"], view["text"]) == (known, text)


def test_the_time_left_is_said():
    page = render_to_string(
        "core/components/progress.html", {"done": 1, "total": 4, "eta": 75, "note": msg("Reading")}
    )
    assert "about 1 min 15 s left" in page
    assert 'value="25.0"' in page
    assert "Reading" in page


def test_a_map_is_a_table_too_and_safe_with_hostile_names():
    place = MapPlace(code="CHL", name="<b>Chile", longitude=-71.0, latitude=-35.0, value=0.93)
    page = drawn(
        WorldMap(
            key="of segments",
            title=msg("Where they are"),
            group=msg("Segment"),
            groups=[MapGroup(name="Two", places=[place]), MapGroup(name="None", places=[])],
            value=msg("Probability"),
            value_kind="percent",
            note=msg("One is missing."),
        )
    )
    assert '<th scope="col">Country code</th><th scope="col">Probability</th>' in page
    assert "<td>Two</td><td>&lt;b&gt;Chile</td><td>CHL</td><td>93.0%</td>" in page
    assert "<b>Chile" not in page
    assert 'aria-label="Where they are. World map with 1 place; the table holds the same."' in page
    assert "One is missing." in page
    told = json.loads(re.search(r'<script id="map-of-segments"[^>]*>(.*?)</script>', page)[1])
    assert told["groups"][0]["places"][0]["longitude"] == -71.0
    assert told["rows"] == [["Two", "<b>Chile", "CHL", "93.0%"]]
