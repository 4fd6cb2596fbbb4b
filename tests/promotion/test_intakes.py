"""Figures from a table: checked, taken once, counted honestly, taken back."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.datasets.intakes import working
from apps.events.models import AuditEntry
from apps.projects.domain.errors import Refused
from apps.projects.models import Membership, Tombstone
from apps.promotion.intakes import making, rows
from apps.promotion.intakes.columns import Plan, guess
from apps.promotion.models import Channel, Outcome, OutcomeIntake
from tests.factories.datasets import VersionFactory
from tests.factories.projects import MembershipFactory
from tests.factories.promotion import CampaignFactory, ChannelFactory, OutcomeFactory

pytestmark = pytest.mark.django_db
COLUMNS = ["Reporting starts", "Campaign name", "Platform", "Cost", "Impr.", "Clicks", "Results",
           "Currency"]  # fmt: skip
ROWS = [
    ("2027-03-01", "spring  LAUNCH", "Search", "1,310.50", 12000.0, 340.0, 9.0, "EUR"),
    ("2027/3/2", "Spring launch", "search", "0", 500.0, 3.0, None, "eur"),
    ("20270303", "Spring launch", "Search", "20", None, None, None, None),
    ("2027-03-01", "Spring launch", "Search", "9", None, None, None, None),  # as the first row
    ("March", "Spring launch", "Search", "9", None, None, None, None),
    ("2027-03-04", "Autumn", "Radio", "9", None, None, None, None),
    ("2027-03-05", "Spring launch", "Search", "-9", 1.5, None, None, None),
    ("2027-03-06", "Spring launch", "Search", "9", 5.0, 6.0, None, None),
    ("2027-03-07", "Spring launch", "Search", "9", None, None, None, "USD"),
    ("2027-03-08", "Spring launch", "Search", "-", None, None, None, None),
]


@pytest.fixture
def campaign(project):
    ChannelFactory(project=project, name="Search")
    return CampaignFactory(project=project, name="Spring launch")


@pytest.fixture
def table(project, campaign):
    return VersionFactory(project=project, columns=COLUMNS, rows=ROWS, name="Report")


@pytest.fixture
def editor(project):
    return MembershipFactory(project=project, role="editor").user


@pytest.fixture
def run(editor, django_capture_on_commit_callbacks):
    def go(version, plan=None, action=making.start):
        intake = version
        if not isinstance(version, OutcomeIntake):
            intake = making.check(version, plan or Plan(columns=guess(COLUMNS)), editor)
        with django_capture_on_commit_callbacks(execute=True):
            action(intake, editor)
        intake.refresh_from_db()
        return intake

    return go


def figures():
    return {
        row.day.day: (row.spend, row.impressions, row.clicks, row.conversions)
        for row in Outcome.objects.all()
    }


def test_columns_are_known_by_their_names():
    assert guess(COLUMNS) == {
        "day": "Reporting starts", "campaign": "Campaign name", "channel": "Platform",
        "spend": "Cost", "impressions": "Impr.", "clicks": "Clicks", "conversions": "Results",
        "currency": "Currency",
    }  # fmt: skip
    chinese = guess(["日期", "推广计划", "渠道", "花费", "展现", "点击", "转化数"])
    assert set(chinese) == {"day", "campaign", "channel", "spend", "impressions", "clicks",
                            "conversions"}  # fmt: skip


def test_from_the_choice_of_a_table_to_its_figures_and_back(
    as_role, at, table, campaign, django_capture_on_commit_callbacks
):
    web = as_role("editor")
    assert "Report" in web.get(at("from_table")).content.decode()
    address = f"{at('from_table')}?version={table.pk}"
    form = web.get(address).context["form"]
    sent = {one.html_name: one.value() or "" for one in (*form.columns, *form.common)}
    sent["existing"] = "update"
    checked = web.post(address, sent)
    intake = OutcomeIntake.objects.get()
    assert checked.url == at("intake", intake.pk)
    assert intake.found["rows"] == {"created": 3, "refused": 7}
    assert not Outcome.objects.exists()  # a dry run
    text = web.get(checked.url).content.decode()
    assert "A row above has figures of the same campaign" in text
    with django_capture_on_commit_callbacks(execute=True):
        web.post(checked.url)
    assert figures() == {
        1: (Decimal("1310.5"), 12000, 340, 9), 2: (Decimal(0), 500, 3, None),
        3: (Decimal(20), None, None, None),
    }  # fmt: skip
    assert "1,330.50 EUR" in web.get(at("campaign", campaign.pk)).content.decode()
    done = web.get(checked.url).content.decode()
    assert "The figures are taken" in done
    assert at("intake_undo", intake.pk) in done
    with django_capture_on_commit_callbacks(execute=True):
        web.post(at("intake_undo", intake.pk))
    assert not Outcome.objects.exists()
    assert Tombstone.objects.filter(kind="promotion.outcome").count() == 3
    kinds = set(AuditEntry.objects.values_list("kind", flat=True))
    assert {"promotion.intake.started", "promotion.intake.undone", "promotion.outcome.created",
            "promotion.outcome.deleted"} <= kinds  # fmt: skip


def test_refused_rows_can_be_had_as_csv(as_role, at, table, editor):
    intake = making.check(table, Plan(columns=guess(COLUMNS)), editor)
    answer = as_role("analyst").get(at("intake_problems", intake.pk))
    lines = csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")))
    told = [(int(row), column, value) for row, column, value, *_words in list(lines)[1:]]
    assert told == [
        (4, "Reporting starts", "2027-03-01"), (5, "Reporting starts", "March"),
        (6, "Campaign name", "Autumn"), (6, "Platform", "Radio"), (7, "Cost", "-9"),
        (7, "Impr.", "1.5"), (8, "Clicks", "6"), (9, "Currency", "USD"),
        (10, "Reporting starts", ""),
    ]  # fmt: skip


def test_two_channels_of_one_name_are_said_to_be_in_the_way(as_role, at, project, table, editor):
    ChannelFactory(project=project, name="search")  # made when capitals still counted
    CampaignFactory(project=project, name="SPRING launch")
    intake = making.check(table, Plan(columns=guess(COLUMNS)), editor)
    assert intake.found["rows"] == {"refused": 10}
    text = as_role("analyst").get(at("intake", intake.pk)).content.decode()
    assert "Two channels have this name: rename one." in text
    assert "Two campaigns have this name: rename one." in text
    assert "No channel of this project has this name" not in text.split("Radio")[0]


def test_a_table_taken_twice_is_there_once_and_corrections_can_be_undone(
    run, project, campaign, table, editor
):
    old = OutcomeFactory(campaign=campaign, channel=project_channel(project), day=date(2027, 3, 1),
                         spend=Decimal(7), revenue=Decimal(90))  # fmt: skip
    first = run(table)
    assert first.counts == {"created": 2, "updated": 1, "refused": 7}
    old.refresh_from_db()
    assert (old.spend, old.clicks, old.revenue) == (Decimal("1310.5"), 340, Decimal(90))
    again = run(table)
    assert again.counts == {"unchanged": 3, "refused": 7}
    touched = Outcome.objects.get(day=date(2027, 3, 2))
    making.records.write(making.OUTCOMES, project, editor, [
        making.Draft({"spend": Decimal(5)}, pk=touched.pk)
    ])  # fmt: skip
    undone = run(first, action=making.undo)
    assert undone.state == "undone"
    counts = {name: undone.counts[name] for name in ("removed", "restored", "left")}
    assert counts == {"removed": 1, "restored": 1, "left": 1}
    old.refresh_from_db()
    assert (old.spend, old.clicks, old.impressions, old.revenue) == (7, None, None, 90)
    assert {row.day.day for row in Outcome.objects.all()} == {1, 2}


def test_sums_of_floats_are_the_amounts_that_are_here(run, project, campaign, editor):
    rows = [("2027-03-01", 0.1 + 0.2), ("2027-03-02", 1.00004)]
    version = VersionFactory(project=project, columns=["date", "spend"], rows=rows, name="Short")
    plan = Plan(columns={"day": "date", "spend": "spend"}, campaign=str(campaign.pk),
                channel=str(project_channel(project).pk))  # fmt: skip
    run(version, plan)
    checked = making.check(version, plan, editor)
    assert checked.found["rows"] == {"unchanged": 2}
    assert run(checked).counts == {"unchanged": 2}


@pytest.fixture
def long(project, campaign):
    """Makes tables of so many days whose figures are here already, but others."""

    def make(days):
        channel = project_channel(project)
        spans = [date(2027, 3, 1) + timedelta(number) for number in range(days)]
        for day in spans:
            OutcomeFactory(campaign=campaign, channel=channel, day=day, spend=Decimal(7))
        rows = [(day.isoformat(), 5.0) for day in spans]
        version = VersionFactory(
            project=project, columns=["date", "spend"], rows=rows, name=f"{days}"
        )
        plan = Plan(columns={"day": "date", "spend": "spend"}, campaign=str(campaign.pk),
                    channel=str(channel.pk))  # fmt: skip
        return version, plan

    return make


def test_a_check_asks_the_database_no_more_for_more_days(long, editor):
    asked = []
    for days in (3, 40):
        Outcome.objects.all().delete()
        version, plan = long(days)
        with CaptureQueriesContext(connection) as queries:
            intake = making.check(version, plan, editor)
        assert intake.found["rows"] == {"updated": days}
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_day_may_not_move_to_another_currency_with_amounts(project, campaign, editor):
    row = OutcomeFactory(campaign=campaign, channel=project_channel(project), spend=Decimal(7))
    other = CampaignFactory(project=project, currency="USD")
    alike = CampaignFactory(project=project)
    part = {"campaign": other.pk}
    for values in (part, {**part, "channel": row.channel_id, "day": row.day}):
        with pytest.raises(Refused, match="are in EUR") as refused:
            making.records.write_one(
                making.OUTCOMES, project, editor, making.Draft(values, pk=row.pk)
            )
        assert refused.value.field == "campaign"
    making.records.write_one(
        making.OUTCOMES, project, editor, making.Draft({"campaign": alike.pk}, pk=row.pk)
    )
    row.refresh_from_db()
    assert row.campaign == alike


def test_days_that_are_there_may_be_left(run, campaign, table, project):
    row = OutcomeFactory(campaign=campaign, channel=project_channel(project),
                         day=date(2027, 3, 1), spend=Decimal(7))  # fmt: skip
    done = run(table, Plan(columns=guess(COLUMNS), existing="skip"))
    assert done.counts == {"created": 2, "skipped": 1, "refused": 7}
    row.refresh_from_db()
    assert row.spend == 7


def project_channel(project):
    return Channel.objects.get(project=project)


def test_one_campaign_and_channel_for_the_whole_table(run, project, campaign):
    rows = [("2027-03-01", 5.0), ("2027-03-02", 6.5)]
    version = VersionFactory(project=project, columns=["date", "spend"], rows=rows, name="Short")
    plan = Plan(columns={"day": "date", "spend": "spend"}, campaign=str(campaign.pk),
                channel=str(project_channel(project).pk))  # fmt: skip
    assert run(version, plan).counts == {"created": 2}
    assert figures()[2][0] == Decimal("6.5")


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"campaign": "Campaign name", "spend": "Cost"}, "holds the day"),
        ({"day": "Reporting starts", "spend": "Cost"}, "column of the campaign"),
        ({"day": "Reporting starts", "campaign": "Campaign name", "spend": "Cost"},
         "column of the channel"),
        ({"day": "Reporting starts", "campaign": "Campaign name", "channel": "Platform"},
         "at least one column of figures"),
        ({"day": "Nope", "campaign": "Campaign name", "channel": "Platform", "spend": "Cost"},
         "no column Nope"),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be(table, editor, columns, sentence):
    with pytest.raises(Refused, match=sentence):
        making.check(table, Plan(columns=columns), editor)


def test_it_goes_on_after_a_crash_and_stops_for_whoever_may_no_longer(
    run, editor, table, project, monkeypatch
):
    monkeypatch.setattr(working, "BATCH", 1)
    real, calls = making._take, []

    def dies(*args, **kwargs):
        calls.append(1)
        if len(calls) == 3:
            raise RuntimeError
        return real(*args, **kwargs)

    monkeypatch.setattr(making, "_take", dies)
    stopped = run(table)
    assert (stopped.state, stopped.next_row, Outcome.objects.count()) == ("stopped", 2, 2)
    resumed = run(stopped)
    assert (resumed.state, resumed.counts) == ("done", {"created": 3, "refused": 7})
    making.WORK.go_on(resumed.pk)  # a message that came twice
    assert Outcome.objects.count() == 3
    OutcomeIntake.objects.filter(pk=resumed.pk).update(state="running", next_row=0)
    Membership.objects.filter(user=editor).update(role="viewer")
    making.WORK.go_on(resumed.pk)
    resumed.refresh_from_db()
    assert resumed.state == "stopped"
    assert "may no longer change figures" in resumed.problem["text"]


def test_whoever_reads_up_to_where_it_stopped_is_seen_to_be_at_it(editor, table, monkeypatch):
    intake = making.check(table, Plan(columns=guess(COLUMNS)), editor)
    own = OutcomeIntake.objects.filter(pk=intake.pk)
    long_ago = timezone.now() - 2 * working.STALE
    own.update(state="running", next_row=4, updated_at=long_ago)
    rung = []
    monkeypatch.setattr(working.Work, "ring", lambda _self, pk: rung.append(pk))
    monkeypatch.setattr(rows, "SKIPPED", 2)

    def take(*_args, **_kwargs):
        making.WORK.ring_again()
        return False

    monkeypatch.setattr(making, "_take", take)
    making.WORK.go_on(intake.pk)
    assert rung == []
    own.update(updated_at=long_ago)
    making.WORK.ring_again()  # now nobody is
    assert rung == [intake.pk]


def test_marks_of_a_million_rows_are_held_in_little_room():
    first, second = (f"{uuid4()}:{uuid4()}:2027-03-0{day}" for day in (1, 2))
    assert len(rows.shortened(first)) <= 16
    assert rows.shortened(first) == rows.shortened(first) != rows.shortened(second)


@pytest.mark.parametrize(
    ("day", "spend", "clicks", "told"),
    [
        ("2026-W10", "5", None, "day"), ("2026-W10-3", "5", None, "day"),
        ("2026-03-011", "5", None, "day"), ("2026-03-01 14:05", "5", None, ""),
        ("2026-03-01T14:05:00Z", "5", None, ""), ("2026年3月1日", "5", None, ""),
        ("2026-03-01", "1.234", None, "either"), ("2026-03-01", "12.000", None, "either"),
        ("2026-03-01", None, "1.000", "either"), ("2026-03-01", "1.234,50", None, "spend"),
        ("2026-03-01", "1.2340", None, ""), ("2026-03-01", "0.125", None, ""),
        ("2026-03-01", "1,234.567", None, ""),
    ],
)  # fmt: skip
def test_what_can_be_read_two_ways_is_refused_not_guessed(
    project, campaign, day, spend, clicks, told
):
    columns = ["day", "spend", "clicks"]
    version = VersionFactory(project=project, columns=columns, name="Short",
                             rows=[(day, spend, clicks), ("2027-01-01", "x", "y")])  # fmt: skip
    plan = Plan(columns={name: name for name in columns}, campaign=str(campaign.pk),
                channel=str(project_channel(project).pk))  # fmt: skip
    first = next(rows.read_rows(version, plan))
    assert [one.reason for one in first.problems] == ([told] if told else [])


def test_numbers_of_a_table_of_numbers_are_what_they_are(project, campaign, run):
    version = VersionFactory(project=project, columns=["day", "spend"], name="Short",
                             rows=[(date(2026, 3, 1), 1.234)])  # fmt: skip
    plan = Plan(columns={"day": "day", "spend": "spend"}, campaign=str(campaign.pk),
                channel=str(project_channel(project).pk))  # fmt: skip
    run(version, plan)
    assert figures()[1][0] == Decimal("1.234")


@pytest.mark.parametrize("columns", [COLUMNS, ["date", "campaign", "note"]])
def test_a_table_of_figures_says_where_it_can_go(as_role, project, campaign, columns):
    rows = [row[: len(columns)] for row in ROWS[:1]]
    version = VersionFactory(project=project, columns=columns, rows=rows, name="T")
    address = f"/projects/{project.pk}/data/{version.dataset_id}/"
    text = as_role("analyst").get(address).content.decode()
    assert ("Take figures from it" in text) == (columns is COLUMNS)
