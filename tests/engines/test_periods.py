"""Periods as tables write them, and their order as time."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.engines import periods
from apps.engines.contract import Refusal
from apps.engines.periods import Period, parse, ranks, timeline


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["2024", "FY2024", "2024年", "2024年度", "2024.0", "２０２４"], "2024"),
        (["2024-H2", "H2 2024", "2024年下半年", "H2/24"], "2024-H2"),
        (
            ["2024Q1", "2024-Q1", "Q1 2024", "Q1'24", "1Q24", "2024年第1季度", "2024年一季度",
             "q1/2024", "2024 Q1"],
            "2024-Q1",
        ),
        (
            ["2024-03", "2024/3", "202403", "03/2024", "2024M03", "Mar 2024", "Mar-24", "2024年3月",
             "March 2024", "2024年三月", "2024 mar", "2024年03月份"],
            "2024-03",
        ),
        (["2024年十一月", "2024-11", "Nov. 2024"], "2024-11"),
        (["2024-W05", "2024W5", "W5 2024", "2024年第5周", "KW 5 2024", "Week 5, 2024"], "2024-W05"),
        (
            ["2024-03-01", "2024/3/1", "20240301", "2024年3月1日", "1 Mar 2024", "March 1, 2024",
             "01.03.2024"],
            "2024-03-01",
        ),
        (["2024-03-01 05:00:00", "2024-03-01T05:00Z"], "2024-03-01 05:00"),
        (["37", "37.0"], "37"),
    ],
)  # fmt: skip
def test_many_ways_to_write_one_period(texts, expected):
    for text in texts:
        assert str(parse(text)) == expected, text


@pytest.mark.parametrize(
    "text", ["abc", "", "2024-13", "30.02.2024", "1.5", "2019-W53", "Q5 2024", "2024-03-01 05:30"]
)
def test_what_is_no_period(text):
    assert parse(text) is None


@given(st.dates(dt.date(1600, 1, 1), dt.date(2199, 12, 31)))
def test_what_is_shown_reads_back(date):
    """Every unit of any day: shown, read and begun at the same place."""
    hours = 24 * (date.toordinal() - 1) + 5
    for period in (
        Period("year", date.year),
        Period("half", 2 * date.year + (date.month > 6)),
        Period("quarter", 4 * date.year + (date.month - 1) // 3),
        Period("month", 12 * date.year + date.month - 1),
        Period("week", (date.toordinal() - 1) // 7),
        Period("day", date.toordinal()),
        Period("hour", hours),
    ):
        assert parse(str(period)) == period
        following = Period(period.unit, period.place + 1)
        begun = dt.datetime.combine(date, dt.time(5))
        assert period.start <= begun < following.start


def test_working_days_leave_weekends_out():
    days = [dt.date(2024, 3, 1) + dt.timedelta(days=n) for n in range(20)]
    line = timeline([str(day) for day in days if day.weekday() < 5], "day", "data.period")
    assert (line.unit, line.season) == ("workday", 5)
    assert line.places == list(range(14))
    assert str(line.period(1)) == "2024-03-04"


@pytest.mark.parametrize(
    ("texts", "unit", "step", "season", "places"),
    [
        (["Q4 2023", "Q1 2024", "", "Q3 2024"], "quarter", 1, 4, [0, 1, None, 3]),
        (["2024-01-31", "2024-02-29", "2024-03-31"], "month", 1, 12, [0, 1, 2]),
        (["2024-01-01", "2024-04-01", "2024-07-01"], "month", 3, 4, [0, 1, 2]),
        (["2024-01-01", "2024-01-08", "2024-01-29"], "day", 7, 52, [0, 1, 4]),
        (["2024-01-01 00:00:00", "2024-01-02 00:00:00"], "day", 1, 7, [0, 1]),
        (["13/3/2024", "3/4/2024"], "day", 21, 1, [0, 1]),
        (["1990", "1992", "2024"], "year", 2, 1, [0, 1, 17]),
        (["1", "2", "2024"], "number", 1, 1, [0, 1, 2023]),
        (["2024-12", "2024-09", "2024-12"], "month", 3, 4, [1, 0, 1]),
        (["", " "], "number", 1, 1, [None, None]),
    ],
)
def test_a_column_counts_its_steps(texts, unit, step, season, places):
    line = timeline(texts, "period", "data.period")
    assert (line.unit, line.step, line.season, line.places) == (unit, step, season, places)


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["2024-01", "soon"], "'soon' in row 2 of column 'when' cannot be read as a period"),
        (["2024", "2024-03"], "several lengths: '2024' and '2024-03'"),
        (["2024", "202403"], "several lengths: '2024' and '202403'"),
        (["3/4/2024", "4/5/2024"], "may have the day or the month first"),
    ],
)
def test_what_cannot_be_counted_is_named(texts, words):
    with pytest.raises(Refusal, match="when") as refused:
        timeline(texts, "when", "data.period")
    assert words in str(refused.value)
    assert refused.value.issue.fix
    assert refused.value.issue.field == "data.period"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Q1 2024", "Q4 2023", ""], [2, 1, 0]),
        (["2024年5月", "2023年12月", "2024年10月"], [2, 1, 3]),
        (["month 10 of 12", "month 2 of 12"], [2, 1]),
        (["10", "9", "1.5"], [3, 2, 1]),
        (["2024-03", "2024", "2023-Q4"], [3, 2, 1]),
        (["3/4/2024", "13/3/2024"], [2, 1]),
    ],
)
def test_the_order_is_that_of_time(texts, expected):
    assert ranks(texts) == expected


def test_reading_periods_imports_nothing_heavy():
    assert "numpy" not in vars(periods)
