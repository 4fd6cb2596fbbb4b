"""What the built-in engines answer is written as every file, and charts as they are read."""

from __future__ import annotations

import pytest

from apps.jobs.reports.writers import layout, plot, ticks
from tests.engines import (
    test_gradient_descent,
    test_least_squares_contract,
    test_ranking_contract,
    test_release_contract,
    test_sizing_contract,
    test_transfer_contract,
)
from tests.jobs.reported import renders


@pytest.mark.parametrize(
    "case",
    [test_ranking_contract.TestRanking, test_sizing_contract.TestSizing],
    ids=lambda case: case.engine.key,
)
def test_contract_examples(db, case, tmp_path):
    renders(case(), tmp_path)


class ShortDescent(test_gradient_descent.TestGradientDescent):
    """A report shows where it stands; how far it comes is another test's."""

    __test__ = False
    params = {"epochs": 30, "keep_fitted": True}


@pytest.mark.thorough
@pytest.mark.parametrize(
    "case",
    [
        test_least_squares_contract.TestLeastSquares,
        ShortDescent,
        test_transfer_contract.TestTransfer,
        test_release_contract.TestRelease,
    ],
    ids=lambda case: case.engine.key,
)
def test_contract_examples_of_the_rest(db, case, tmp_path):
    renders(case(), tmp_path)


def chart(series, x="linear", y="linear"):
    axes = {"x": {"title": "x", "scale": x}, "y": {"title": "y", "scale": y}}
    filled = [{"name": f"s{place}", "labels": [], **one} for place, one in enumerate(series)]
    return {**axes, "series": filled}


class TestCharts:
    def test_a_line_ends_where_a_value_is_missing(self):
        points = [[0, 1.0], [1, 2.0], [2, None], [3, 1.0], [4, 0.0]]
        drawn = plot.drawing(chart([{"kind": "line", "points": points}]), "en")
        lines = [shape["points"] for shape in drawn["shapes"]]
        assert [len(line) for line in lines] == [2, 2]
        assert lines[0] == [[0, 0.5], [0.25, 1]]

    def test_a_band_with_a_line_is_an_area_and_without_one_bars(self):
        band = {"kind": "band", "points": [[0, 1.0, 2.0], [1, 1.0, 3.0]]}
        line = {"kind": "line", "points": [[0, 1.5], [1, 2.0]]}
        kinds = [s["kind"] for s in plot.drawing(chart([line, band]), "en")["shapes"]]
        assert kinds == ["area", "line"]  # the band lies under its line
        kinds = [s["kind"] for s in plot.drawing(chart([band]), "en")["shapes"]]
        assert kinds == ["intervals"]

    def test_bars_to_both_sides_share_a_row(self):
        low = {"kind": "bar", "points": [["price", -3.0], ["size", -1.0]]}
        high = {"kind": "bar", "points": [["price", 2.0], ["size", 4.0]]}
        drawn = plot.drawing(chart([low, high], x="category"), "en")
        assert drawn["flip"]
        assert 0 < drawn["zero"] < 1
        first, second = (shape["rects"][0] for shape in drawn["shapes"])
        assert (first[1], first[3]) == (second[1], second[3])  # one row
        assert first[2] == pytest.approx(second[0])  # they meet at zero
        assert first[3] > drawn["shapes"][0]["rects"][1][3]  # the first stands on top

    def test_bars_begin_at_zero(self):
        drawn = plot.drawing(chart([{"kind": "bar", "points": [["a", 5.0], ["b", 9.0]]}],
                                   x="category"), "en")  # fmt: skip
        tall, taller = drawn["shapes"][0]["rects"]
        assert tall[1] == taller[1] == 0
        assert tall[3] / taller[3] == pytest.approx(5 / 9)

    def test_logarithms_leave_out_what_has_none(self):
        points = [[1.0, 10.0], [2.0, 1000.0], [3.0, 0.0]]
        drawn = plot.drawing(chart([{"kind": "scatter", "points": points}], y="log"), "en")
        (dots,) = drawn["shapes"]
        assert [point[1] for point in dots["points"]] == [0, 1]

    def test_names_that_would_cover_one_another_stay_out(self):
        points = [[1.0, 1.0], [1.001, 1.0], [2.0, 2.0]]
        series = {"kind": "scatter", "points": points, "labels": ["Peru", "Chile", "Japan"]}
        (dots,) = plot.drawing(chart([series]), "en")["shapes"]
        assert [one["text"] for one in dots["names"]] == ["Peru", "Japan"]

    def test_lines_of_one_colour_differ_by_their_dashes(self):
        dots = {"kind": "scatter", "points": [[0, 0.0]]}
        lines = [{"kind": "line", "points": [[0, 0.0], [1, float(i)]]} for i in (1, 2)]
        drawn = plot.drawing(chart([dots, *lines]), "en")
        assert len({one["dash"] for one in drawn["legend"] if one["kind"] == "line"}) == 2

    @pytest.mark.parametrize("kind", ["scatter", "line", "bar", "band"])
    @pytest.mark.parametrize("value", [0.0, 7.0, -1e-300, 1e300])
    def test_one_point_of_any_size(self, kind, value):
        point = [0, value, value] if kind == "band" else [0, value]
        drawn = plot.drawing(chart([{"kind": kind, "points": [point]}]), "en")
        assert drawn["shapes"]
        assert drawn["y"]["marks"]


class TestMarks:
    @pytest.mark.parametrize(
        ("values", "marks"),
        [
            ([0.0, 10.0], [0, 2, 4, 6, 8, 10]),
            ([3.2, 4.1], [3.2, 3.4, 3.6, 3.8, 4.0, 4.2]),
            ([-7.0, 7.0], [-7.5, -5, -2.5, 0, 2.5, 5, 7.5]),
            ([5.0], [4.5, 4.6, 4.7, 4.8, 4.9, 5.0, 5.1, 5.2, 5.3, 5.4, 5.5]),
        ],
    )
    def test_round_numbers_that_hold_all_values(self, values, marks):
        span = ticks.linear(values, "en")
        assert span.low <= min(values)
        assert span.high >= max(values)
        if len(values) > 1:
            assert [value for value, _text in span.marks] == pytest.approx(marks)

    @pytest.mark.parametrize(
        ("value", "english", "chinese"),
        [(0.0, "0", "0"), (-1.5, "−1.5", "−1.5"), (12000.0, "12,000", "12,000"),
         (1_250_000.0, "1.25M", "125万"), (3e-7, "3 × 10⁻⁷", "3 × 10⁻⁷"),
         (2.5e20, "2.5 × 10²⁰", "2.5 × 10²⁰")],
    )  # fmt: skip
    def test_as_the_locale_writes_them(self, value, english, chinese):
        assert ticks.label(value, 0.0, "en") == english
        assert ticks.label(value, 0.0, "zh_Hans") == chinese

    def test_moments(self):
        span = ticks.moments([ticks.position(f"2026-01-{day:02}") for day in range(1, 31)])
        assert span.marks[0][1] == "2026-01-01"
        assert len(span.marks) <= 6


def test_a_chinese_character_is_as_wide_as_two_letters():
    assert layout.measure("需求ab") == 6
