"""Records are taken in once, whatever is sent again."""

from __future__ import annotations

import time
import uuid
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import connection

from apps.core.inserting import ordered_key
from apps.events.models import AuditEntry
from apps.feedback.models import FeedbackRecord
from apps.feedback.records.repetitions import Said, _rows, mark_of
from apps.feedback.records.taking import NewRecord, Status, of_submissions, take
from apps.projects.domain.errors import Refused
from tests.factories.crm import ContactFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db
SAID = NewRecord(
    channel="survey",
    source="Spring survey",
    submission_id="s1",
    field_id="q1",
    field_label="What should be better?",
    text="Bezahlen mit Karte geht nicht, seit drei Tagen.",
    number=3,
    number_max=5,
    country="deu",
    occurred_at=datetime(2026, 3, 1, tzinfo=UTC),
    attributes={"plan": "pro"},
)


def statuses(taken):
    return [one.status for one in taken]


def test_a_record_sent_again_is_there_once():
    project = ProjectFactory()
    (made,) = take(project, [SAID], user=None)
    assert (made.row.country, made.row.language, made.row.language_by) == ("DEU", "de", "detected")
    assert statuses(take(project, [SAID], user=None)) == [Status.UNCHANGED]
    row = FeedbackRecord.objects.get()
    assert (row.version, row.number, row.title[:8]) == (1, 3.0, "Bezahlen")

    (changed,) = take(project, [replace(SAID, number=4.0, text="Es geht wieder.")], user=None)
    assert changed.status is Status.UPDATED
    assert changed.before == {"number": 3.0, "text": SAID.text}
    row.refresh_from_db()
    assert (row.version, row.number, row.search) == (2, 4.0, "es geht wieder")


def test_rows_of_one_call_may_be_the_same_record():
    project = ProjectFactory()
    taken = take(project, [SAID, replace(SAID, number=1), SAID], user=None)
    assert statuses(taken) == [Status.CREATED, Status.UPDATED, Status.UPDATED]
    assert FeedbackRecord.objects.get().number == 3


def test_without_an_id_every_record_is_new_and_projects_are_apart():
    project, other = ProjectFactory(), ProjectFactory()
    loose = replace(SAID, submission_id="", text="ok")
    assert statuses(take(project, [loose, loose], user=None)) == [Status.CREATED] * 2
    assert statuses(take(project, [SAID], user=None)) == [Status.CREATED]
    assert statuses(take(other, [SAID], user=None)) == [Status.CREATED]


def test_a_language_that_a_person_set_stays_and_a_market_where_nothing_else_is_said():
    project = ProjectFactory()
    (made,) = take(project, [replace(SAID, country="")], user=None)
    FeedbackRecord.objects.filter(pk=made.row.pk).update(
        country="AUT", language="de-AT", language_by="person"
    )
    again = replace(SAID, country="", text="Something entirely different in English now")
    (taken,) = take(project, [again], user=None)
    assert (taken.row.country, taken.row.language) == ("AUT", "de-AT")
    (taken,) = take(project, [replace(again, language="en-gb", country="GBR")], user=None)
    assert (taken.row.country, taken.row.language) == ("GBR", "de-AT")
    assert taken.row.language_by == "person"
    (taken,) = take(project, [replace(again, language="en-gb", country="GBR")], user=None)
    assert taken.status == Status.UNCHANGED


def test_a_long_text_said_again_is_a_duplicate_and_a_short_one_is_not():
    project = ProjectFactory()
    long = [
        NewRecord(channel="review", source=source, text=text)
        for source, text in [
            ("App Store", "The app crashes when I open the basket"),
            ("Google Play", "the app CRASHES, when I open the basket!"),
            ("Forum", "打开购物车就闪退，退款"),
        ]
    ]
    short = [NewRecord(channel="chat", text="Good!"), NewRecord(channel="chat", text="good")]
    rows = [one.row for one in take(project, [*long, *short], user=None)]
    assert [row.duplicate_of_id for row in rows] == [None, rows[0].pk, None, None, None]
    (later,) = take(project, [replace(long[2], source="Weibo")], user=None)
    assert later.row.duplicate_of_id == rows[2].pk
    person, another = ContactFactory(project=project), ContactFactory(project=project)
    hers = take(project, [NewRecord(channel="chat", text="Good", contact=person)] * 2, user=None)
    his = take(project, [NewRecord(channel="chat", text="Good", contact=another)], user=None)
    assert hers[1].row.duplicate_of_id == hers[0].row.pk
    assert his[0].row.duplicate_of_id is None


def test_what_is_worded_anew_repeats_nothing_and_is_repeated_by_nobody():
    project = ProjectFactory()
    first = replace(SAID, submission_id="a", text="The app crashes when I open the basket")
    copies = [replace(first, submission_id=key) for key in ("b", "c")]
    take(project, [first, *copies], user=None)
    take(project, [replace(first, text="Now it works, thank you all very much")], user=None)
    rows = {row.submission_id: row for row in FeedbackRecord.objects.all()}
    assert rows["b"].duplicate_of_id is None
    assert rows["c"].duplicate_of_id == rows["b"].pk
    take(project, [replace(first, text=copies[0].text)], user=None)
    again = FeedbackRecord.objects.get(submission_id="a")
    assert again.duplicate_of_id == rows["b"].pk


def test_what_many_have_said_is_not_walked_through():
    """As many rows are read for a short text and a long one, however often each was said."""
    project = ProjectFactory()
    long = "This sentence was sent by everybody who followed the call"
    people = [ContactFactory(project=project) for _ in range(8)]
    rows = [NewRecord(channel="chat", text=text, contact=who)
            for who in people for text in ("Good", long)]  # fmt: skip
    take(project, rows, user=None)
    said = Said(project)
    said.learn([("Good", mark_of("Good"), None), (long, mark_of(long), people[0].pk)])
    kept = {row for rows in said.first.values() for row in rows}
    assert len(kept) == 3  # none who said 'good', the first three of the long text
    asked = [one.row for one in take(project, rows[:2], user=None)]
    assert all(row.duplicate_of_id is not None for row in asked)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": " ", "number": None}, "text"),
        ({"text": "x" * 20_001}, "text"),
        ({"number": float("nan")}, "number"),
        ({"number": 6}, "number"),
        ({"country": "XXX"}, "country"),
        ({"language": "klingon"}, "language"),
        ({"channel": "fax"}, "channel"),
        ({"source": "s" * 121}, "source"),
        ({"value": float("inf")}, "value"),
        ({"value": ["x" * 30_000]}, "value"),
        ({"attributes": {"Bad name": 1}}, "attributes"),
        ({"occurred_at": datetime(2026, 1, 1)}, "occurred_at"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(change, field):
    project = ProjectFactory()
    with pytest.raises(Refused) as refused:
        take(project, [SAID, replace(SAID, submission_id="s2", **change)], user=None)
    assert refused.value.field == field
    assert not FeedbackRecord.objects.exists()


def test_one_line_of_the_trail_tells_of_all():
    project = ProjectFactory()
    take(project, [SAID, replace(SAID, field_id="q2", text="\x00 fine")], user=None)
    take(project, [SAID], user=None)  # nothing new, nothing told
    entry = AuditEntry.objects.get(kind="feedback.records.taken")
    assert (entry.data["created"], entry.data["sources"]) == (2, ["Spring survey"])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by statistics")
def test_look_ups_ask_the_indexes_however_many_records_there_are():
    """Without these a batch costs what the project holds."""
    project = ProjectFactory()
    ids = [str(number) for number in range(500)]
    marks = {(mark_of(f"remark {number}"), None, True) for number in range(500)}
    looked_up = {
        "feedback_record_once": of_submissions(project, "review", "App", ids),
        "feedback_record_alike": _rows(project, marks),
    }
    for index, rows in looked_up.items():
        query, values = rows.query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {query}", values)
            plan = [row[3] for row in cursor.fetchall()]
        assert any(f"USING INDEX {index} (project_id=? AND" in step for step in plan), plan


def test_keys_follow_the_time_and_are_of_version_7():
    keys = [ordered_key() for _ in range(2_000)]
    assert len(set(keys)) == len(keys)
    assert [key.int >> 80 for key in keys] == sorted(key.int >> 80 for key in keys)
    assert {(key.version, key.variant) for key in keys} == {(7, uuid.RFC_4122)}
    assert abs((keys[-1].int >> 80) / 1000 - time.time()) < 5
