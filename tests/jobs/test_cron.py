"""Due times on the clock on the wall, through every change of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from apps.core.rendering import render
from apps.jobs.domain import cron
from apps.projects.domain.errors import Refused

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def local(expression, zone, start, count):
    found = cron.upcoming(expression, zone, at(start), count)
    return [moment.astimezone(ZoneInfo(zone)).strftime("%m-%d %H:%M") for moment in found]


@pytest.mark.parametrize(
    ("zone", "start", "expected"),
    [
        # The clock goes from 02:00 to 03:00: what was due in the gap runs right after it.
        (BERLIN, "2026-03-28T00:00", ["03-28 02:30", "03-29 03:00", "03-30 02:30"]),
        (NEW_YORK, "2026-03-07T00:00", ["03-07 02:30", "03-08 03:00", "03-09 02:30"]),
        # The hour comes twice: once is enough.
        (BERLIN, "2026-10-24T00:00", ["10-24 02:30", "10-25 02:30", "10-26 02:30"]),
    ],
)
def test_a_fixed_time_runs_once_on_each_day(zone, start, expected):
    assert local("30 2 * * *", zone, start, 3) == expected


@pytest.mark.parametrize(
    ("zone", "repeated", "after"),
    [
        (BERLIN, "2026-10-25T00:30", "2026-10-26T01:30"),
        (NEW_YORK, "2026-11-01T05:30", "2026-11-02T06:30"),
    ],
)
def test_what_ran_before_the_clock_went_back_waits_for_the_next_day(zone, repeated, after):
    """Asked in the second turn of the hour, where the clock shows an earlier time again."""
    hour = at(repeated).astimezone(ZoneInfo(zone)).hour
    for minutes in (0, 10, 45, 60, 70):
        asked = at(repeated) + timedelta(minutes=minutes)
        assert cron.following(f"30 {hour} * * *", zone, asked) == at(after)


def test_every_half_hour_stays_half_an_hour_apart_when_the_clocks_change():
    for zone, start in (
        (BERLIN, "2026-03-28T22:00"),
        (BERLIN, "2026-10-24T22:00"),
        (NEW_YORK, "2026-03-08T04:00"),
        (NEW_YORK, "2026-11-01T03:00"),
    ):
        found = cron.upcoming("*/30 * * * *", zone, at(start), 12)
        assert {later - sooner for sooner, later in pairwise(found)} == {timedelta(minutes=30)}


@settings(max_examples=60, deadline=None)
@given(
    minute=st.integers(0, 59),
    hour=st.one_of(st.just("*"), st.integers(0, 23)),
    day=st.sampled_from(["*", "1", "15", "L"]),
    weekday=st.sampled_from(["*", "1-5", "1", "0"]),
    zone=st.sampled_from([BERLIN, NEW_YORK, "UTC", "Asia/Kolkata"]),
    start=st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 1)),
)
@example(30, 2, "*", "*", BERLIN, datetime(2026, 3, 28, 12))
@example(30, 1, "*", "*", NEW_YORK, datetime(2026, 11, 1, 5, 40))
def test_times_increase_and_match_the_clock_on_the_wall(minute, hour, day, weekday, zone, start):
    start = start.replace(tzinfo=UTC)
    found = cron.upcoming(f"{minute} {hour} {day} * {weekday}", zone, start, 8)
    assert len(found) == 8
    assert all(sooner < later for sooner, later in pairwise([start, *found]))
    for moment in found:
        shown = moment.astimezone(ZoneInfo(zone))
        before = (moment - timedelta(minutes=1)).astimezone(ZoneInfo(zone))
        leapt = shown.utcoffset() > before.utcoffset()  # it stood in the hour that was left out
        if not leapt:
            assert shown.minute == minute
            assert hour == "*" or shown.hour == hour
        tomorrow = shown + timedelta(days=1)
        assert (
            day == "*"
            or (tomorrow.day == 1 if day == "L" else shown.day == int(day))
            or (weekday != "*")
        )
        if day == "*":
            fits = {"*": range(7), "1-5": range(5), "1": [0], "0": [6]}[weekday]
            assert shown.weekday() in fits


@pytest.mark.parametrize(
    "expression",
    ["", "0 6 * *", "0 0 6 * * *", "61 6 * * *", "0 6 30 2 *", "a b c d e", "0 " * 200, "@daily"],
)
def test_what_never_comes_is_refused(expression):
    with pytest.raises(Refused) as refused:
        cron.check(expression, BERLIN)
    assert refused.value.field == "expression"


def test_an_unknown_time_zone_is_refused():
    with pytest.raises(Refused) as refused:
        cron.check("0 6 * * *", "../../etc/passwd")
    assert refused.value.field == "time_zone"


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("0 6 * * *", "Every day at 06:00"),
        ("5 18 * * 1-5", "Every weekday at 18:05"),
        ("0 6 * * 1", "Every Monday at 06:00"),
        ("0 6 * * 7", "Every Sunday at 06:00"),
        ("0 6 1 * *", "On the first of each month at 06:00"),
        ("0 6 15 * *", "On day 15 of each month at 06:00"),
        ("*/1 * * * *", "Every minute"),
        ("*/15 * * * *", "Every 15 minutes"),
        ("20 * * * *", "Every hour at minute 20"),
        ("0 6-9 * 2 *", "By the expression '0 6-9 * 2 *'"),
    ],
)
def test_times_in_words(expression, words):
    assert render(cron.in_words(expression)) == words
