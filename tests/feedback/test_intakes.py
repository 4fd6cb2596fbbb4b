"""Records from a table: checked, taken once, counted honestly, taken back."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from apps.core.rendering import render
from apps.datasets.intakes import working
from apps.feedback.models import FeedbackRecord, IntakeChange, RecordIntake
from apps.feedback.records.intakes import making
from apps.feedback.records.intakes.columns import Plan, guess
from apps.feedback.records.taking import NewRecord, take
from apps.projects.domain.errors import Refused
from apps.projects.models import Role
from tests.factories.crm import ContactFactory
from tests.factories.datasets import VersionFactory
from tests.factories.projects import MembershipFactory, ProjectFactory

COLUMNS = ["id", "review", "date", "country", "stars", "email"]
LONG = "The app closes whenever I open my basket"
ROWS = [
    ("1", LONG, "2026-03-01", "Germany", "2", "anna@example.com"),
    ("2", "退款太慢了", "2026/3/2 08:30", "中国", "1星", ""),
    ("3", LONG.upper() + "!", "2026-03-03", "FR", "3/5", ""),
    ("4", "", "2026-03-03", "FR", "", ""),
    ("5", "ok", "someday", "FR", "3", ""),
    ("6", "ok", "2026-03-03", "Atlantis", "3", ""),
    ("7", "ok", "2026-03-03", "FR", "9", ""),
    ("8", "=cmd|' /C calc'!A0", "2026-03-03", "FR", "x", "no address"),
    ("9", "x" * 20_001, "2026-03-03", "FR", "3", ""),
]
PLAN = Plan(
    columns={"submission_id": "id", "text": "review", "occurred_at": "date", "country": "country",
             "number": "stars", "contact": "email"},
    channel="review", source="App Store", number_max=5,
)  # fmt: skip
pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return ProjectFactory()


@pytest.fixture
def editor(project):
    return MembershipFactory(project=project, role=Role.EDITOR).user


def table(project, rows=ROWS, columns=COLUMNS):
    return VersionFactory(project=project, columns=columns, rows=rows, name="Reviews")


def run(version, actor, plan=PLAN, *, callbacks):
    intake = making.check(version, plan, actor)
    with callbacks(execute=True):
        making.start(intake, actor)
    intake.refresh_from_db()
    return intake


def test_columns_are_recognised():
    assert guess(["Review ID", "Comment", "Star", "review date", "Country", "Email"]) == {
        "submission_id": "Review ID", "text": "Comment", "number": "Star",
        "occurred_at": "review date", "country": "Country", "contact": "Email",
    }  # fmt: skip
    assert guess(["评论内容", "评分", "日期"]) == {
        "text": "评论内容", "number": "评分", "occurred_at": "日期",
    }  # fmt: skip


def test_a_table_is_checked_taken_and_taken_back(
    project, editor, django_capture_on_commit_callbacks
):
    anna = ContactFactory(project=project, email="anna@example.com")
    known = NewRecord(
        channel="review", source="App Store", submission_id="2", text="退款", number=4,
        country="SGP", occurred_at=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    (before,) = take(project, [known], user=editor)
    version = table(project)
    intake = making.check(version, PLAN, editor)
    assert intake.found["rows"] == {"created": 2, "updated": 1, "refused": 6, "duplicates": 1}
    assert [(one["row"], one["reason"]) for one in intake.found["problems"]] == [
        (4, "text"), (5, "occurred_at"), (6, "country"), (7, "number"), (8, "number"),
        (8, "contact"), (9, "long"),
    ]  # fmt: skip
    assert FeedbackRecord.objects.count() == 1

    with django_capture_on_commit_callbacks(execute=True):
        making.start(intake, editor)
    intake.refresh_from_db()
    assert (intake.state, intake.next_row) == ("done", 9)
    assert intake.counts == {"created": 2, "updated": 1, "refused": 6, "duplicates": 1}
    first = FeedbackRecord.objects.get(submission_id="1")
    assert (first.contact, first.number, first.country, first.language) == (anna, 2.0, "DEU", "en")
    second = FeedbackRecord.objects.get(pk=before.row.pk)
    assert (second.text, second.number, second.country) == ("退款太慢了", 1.0, "CHN")

    again = run(version, editor, callbacks=django_capture_on_commit_callbacks)
    assert again.counts["unchanged"] == 3

    with django_capture_on_commit_callbacks(execute=True):
        making.undo(intake, editor)
    intake.refresh_from_db()
    assert intake.state == "undone"
    assert {name: intake.counts[name] for name in ("removed", "restored")} == {
        "removed": 2, "restored": 1,
    }  # fmt: skip
    row = FeedbackRecord.objects.get()
    assert (row.pk, row.text, row.number, row.country) == (before.row.pk, "退款", 4.0, "SGP")
    assert row.occurred_at == known.occurred_at
    assert row.search == "退款 款"
    with pytest.raises(Refused):
        making.undo(intake, editor)


def test_what_somebody_changed_since_is_left_alone(
    project, editor, django_capture_on_commit_callbacks
):
    known = NewRecord(channel="review", source="App Store", submission_id="2", text="old")
    (before,) = take(project, [known], user=editor)
    intake = run(table(project), editor, callbacks=django_capture_on_commit_callbacks)
    FeedbackRecord.objects.filter(pk=before.row.pk).update(text="corrected")
    with django_capture_on_commit_callbacks(execute=True):
        making.undo(intake, editor)
    intake.refresh_from_db()
    assert (intake.counts["left"], intake.counts.get("restored", 0)) == (1, 0)
    assert FeedbackRecord.objects.get().text == "corrected"
    assert not IntakeChange.objects.exists()


def test_rows_without_ids_are_taken_once(project, editor, django_capture_on_commit_callbacks):
    rows = [("good",), ("good",), (None,), ("bad",)]
    version = table(project, rows, ["comment"])
    plan = Plan(columns={"text": "comment"}, source="Fair")
    for _ in range(2):
        intake = run(version, editor, plan, callbacks=django_capture_on_commit_callbacks)
        assert FeedbackRecord.objects.filter(duplicate_of=None).count() == 3
    assert intake.counts == {"unchanged": 3, "refused": 1, "duplicates": 0}


def test_it_goes_on_where_it_stopped(
    project, editor, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(working, "BATCH", 2)
    version = table(project, [(f"text {n % 4}",) for n in range(9)], ["comment"])
    plan = Plan(columns={"text": "comment"}, source="Fair")
    real, calls = making.take, []

    def failing(*args, **kwargs):
        calls.append(args)
        if len(calls) == 3:
            raise RuntimeError("the disk is full")
        return real(*args, **kwargs)

    monkeypatch.setattr(making, "take", failing)
    intake = run(version, editor, plan, callbacks=django_capture_on_commit_callbacks)
    assert (intake.state, intake.next_row) == ("stopped", 4)
    with django_capture_on_commit_callbacks(execute=True):
        making.start(intake, editor)
    intake.refresh_from_db()
    assert (intake.state, intake.counts["created"]) == ("done", 9)
    assert FeedbackRecord.objects.count() == 9


@pytest.mark.parametrize(
    ("rows", "columns"), [(ROWS, {"occurred_at": "date"}), (ROWS, {"text": "nowhere"})]
)
def test_plans_that_cannot_be(project, editor, rows, columns):
    with pytest.raises(Refused):
        making.check(table(project, rows), Plan(columns=columns), editor)


def test_the_pages(project, editor, client, django_capture_on_commit_callbacks):
    client.force_login(editor)
    version = table(project)
    start = reverse("feedback:from_table", args=[project.pk])
    assert "Reviews" in client.get(start).text
    offer = reverse("datasets:detail", args=[project.pk, version.dataset.pk])
    assert f"{start}?version={version.pk}" in client.get(offer).text
    page = client.get(start, {"version": version.pk})
    assert page.context["form"]["column_text"].value() == "review"
    sent = {f"column_{name}": column for name, column in PLAN.columns.items()}
    sent |= {"channel": "review", "source": "App Store", "number_max": "5"}
    bad = client.post(f"{start}?version={version.pk}", {**sent, "number_max": "many"})
    assert bad.context["form"].errors
    checked = client.post(f"{start}?version={version.pk}", sent)
    page = client.get(checked.url)
    assert "Rows that cannot be taken" in page.text
    assert FeedbackRecord.objects.count() == 0
    with django_capture_on_commit_callbacks(execute=True):
        client.post(checked.url)
    assert FeedbackRecord.objects.count() == 3
    csv = client.get(f"{checked.url}problems.csv").getvalue().decode()
    assert csv.count("\r\n") == 8
    assert "someday" in csv
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{checked.url}undo/")
    assert "The import was undone" in client.get(checked.url).text
    assert FeedbackRecord.objects.count() == 0
    assert RecordIntake.objects.get().state == "undone"
    for wrong in ("nonsense", str(project.pk)):
        assert client.get(start, {"version": wrong}).status_code == 404


def test_a_rating_keeps_the_highest_one_that_stands_with_it(
    project, editor, django_capture_on_commit_callbacks
):
    """'4/10' is not 4 of 5, whatever the table says; without one the table's counts."""
    said = ["4/10", "4", "3,5 / 7", "9/5"]
    rows = [(f"remark {at}", one) for at, one in enumerate(said)]
    plan = Plan(columns={"text": "Comment", "number": "Score"}, number_max=5)
    version = table(project, rows, ["Comment", "Score"])
    taken = run(version, editor, plan, callbacks=django_capture_on_commit_callbacks)
    ratings = FeedbackRecord.objects.order_by("text").values_list("number", "number_max")
    assert list(ratings) == [(4, 10), (4, 5), (3.5, 7)]
    assert taken.counts["refused"] == 1


def test_a_rating_alone_and_a_day_alone_are_shown_as_what_they_are(
    project, editor, client, django_capture_on_commit_callbacks
):
    rows = [("", "2026-03-01", "1"), ("late", "2026-03-02 08:30", "4")]
    version = table(project, rows, ["review", "date", "stars"])
    plan = Plan(columns={"text": "review", "occurred_at": "date", "number": "stars"}, number_max=5)
    run(version, editor, plan, callbacks=django_capture_on_commit_callbacks)
    row = FeedbackRecord.objects.get(number=1)
    assert (row.text, row.value, row.title) == ("", None, "Rating 1/5")
    client.force_login(editor)
    page = client.get(reverse("feedback:records", args=[project.pk])).text
    assert "Rating 1/5" in page
    assert "noon" not in page
    assert "12:00" not in page
    assert "8:30 a.m." in page or "08:30" in page
    shown = client.get(reverse("feedback:record", args=[project.pk, row.pk])).text
    told = re.search("<dt>Said on</dt><dd>(.*?)</dd>", shown)
    assert told
    assert told[1] in ("March 1, 2026", "1 March 2026", "2026-03-01")


def test_a_rating_far_above_the_others_asks_for_the_highest(project, editor, client):
    rows = [("a", "1"), ("b", "5"), ("c", "4"), ("d", "9999")]
    version = table(project, rows, ["review", "stars"])
    plan = Plan(columns={"text": "review", "number": "stars"})
    with pytest.raises(Refused) as caught:
        making.check(version, plan, editor)
    assert caught.value.field == "number_max"
    assert "Row 4 has the rating 9999" in render(caught.value.message)
    assert not RecordIntake.objects.exists()
    intake = making.check(version, plan.model_copy(update={"number_max": 5}), editor)
    assert (intake.found["rows"]["created"], intake.found["rows"]["refused"]) == (3, 1)
    small = VersionFactory(
        project=project, columns=["review", "stars"], rows=[*rows[:3], ("d", "10")], name="Small"
    )
    assert making.check(small, plan, editor).found["rows"]["created"] == 4
