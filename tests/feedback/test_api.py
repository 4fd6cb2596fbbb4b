"""Feedback records over REST."""

from __future__ import annotations

import pytest

from apps.feedback.models import FeedbackRecord
from apps.projects.models import Role
from tests.factories.crm import ContactFactory
from tests.factories.feedback import FeedbackRecordFactory

pytestmark = pytest.mark.django_db
SENT = {
    "channel": "review",
    "source": "App Store",
    "submission_id": "77",
    "text": "Bezahlen mit Karte geht seit dem Update nicht mehr.",
    "number": 2,
    "number_max": 5,
    "country": "DEU",
    "occurred_at": "2026-11-20T08:30:00Z",
}


@pytest.fixture
def at(project):
    return f"projects/{project.pk}/feedback-records/"


def test_a_record_is_made_once_changed_and_deleted(caller, project, at):
    contact = ContactFactory(project=project)
    made = caller.post(at, {**SENT, "contact": str(contact.pk)})
    assert made.status_code == 201, made.content
    body = made.json()
    assert (body["language"], body["language_by"], body["version"]) == ("de", "detected", 1)
    assert body["contact"] == str(contact.pk)
    again = caller.post(at, SENT)
    assert (again.status_code, again.json()["id"]) == (200, body["id"])
    assert again.json()["version"] == 1
    one = f"{at}{body['id']}/"
    tag = caller.get(one)["ETag"]
    changed = caller.patch(one, {"language": "nds", "number": None}, HTTP_IF_MATCH=tag)
    assert changed.status_code == 200, changed.content
    told = changed.json()
    assert (told["language"], told["language_by"], told["number"]) == ("nds", "person", None)
    assert caller.patch(one, {"text": "x"}, HTTP_IF_MATCH=tag).status_code == 412
    assert caller.delete(one, HTTP_IF_MATCH=changed["ETag"]).status_code == 204
    page = caller.get(f"{at}?updated_since=1970-01-01T00:00:00Z").json()
    assert [row["id"] for row in page["deleted"]] == [body["id"]]


def test_a_key_that_another_record_has_is_a_conflict_that_names_it(caller, project, at):
    caller.post(at, SENT)
    other = caller.post(at, {**SENT, "submission_id": "78"}).json()
    answer = caller.patch(f"{at}{other['id']}/", {"submission_id": "77"})
    assert answer.status_code == 409
    assert answer.json()["existing"] == str(FeedbackRecord.objects.get(submission_id="77").pk)


def test_a_batch_answers_each_row(caller, project, at):
    rows = [
        SENT,
        {"text": "退款什么时候到账？", "channel": "chat"},
        {},
        {"text": "x", "number": 9, "number_max": 5},
        {"text": "x", "country": "Germany"},
        {"text": "x", "contact": "0d3b1f6a-7c1e-4c5e-9a54-2f1f5c1a7b10"},
        {"text": "x", "wrong": 1},
        {"text": "x", "channel": "fax"},
        {"text": "x", "language": "klingon"},
        {"text": "x", "occurred_at": "yesterday"},
        "no row",
        {**SENT, "number": 3},
        {**SENT, "number": 3},
    ]
    body = caller.post(f"{at}batch/", {"rows": rows}).json()
    assert [row["status"] for row in body["results"]] == [
        "created", "created", *["error"] * 9, "updated", "unchanged",
    ]  # fmt: skip
    fields = [row["errors"][0]["field"] for row in body["results"][2:10]]
    assert fields == [
        "text", "number", "country", "contact", "wrong", "channel", "language", "occurred_at",
    ]  # fmt: skip
    assert FeedbackRecord.objects.count() == 2
    assert FeedbackRecord.objects.get(channel="chat").language == "zh"
    for wrong in ({"rows": []}, {"rows": [SENT] * 501}, []):
        assert caller.post(f"{at}batch/", wrong).status_code == 400


def test_the_list_is_searched_and_filtered(caller, project, at):
    first = FeedbackRecordFactory(project=project, text="Where is my refund", country="FRA")
    FeedbackRecordFactory(project=project, text="Refund!", duplicate_of=first)
    FeedbackRecordFactory(project=project, text="ok", number=4)
    FeedbackRecordFactory(text="refund elsewhere")

    def found(query):
        answer = caller.get(f"{at}?{query}")
        assert answer.status_code == 200, answer.content
        return len(answer.json()["results"])

    assert found("q=refund") == 2
    assert found("q=refund&duplicates=false") == 1
    assert found("q=refund&country=FRA") == 1
    assert found("number__gte=4") == 1
    assert found("q=%22%22") == 0
    assert found(f"duplicate_of={first.pk}") == 1


def test_roles(member, project, at):
    viewer = member(Role.VIEWER)
    record = FeedbackRecordFactory(project=project)
    assert viewer.get(at).status_code == 200
    assert viewer.post(at, SENT).status_code == 403
    assert viewer.post(f"{at}batch/", {"rows": [SENT]}).status_code == 403
    analyst = member(Role.ANALYST)
    assert analyst.post(at, SENT).status_code == 201
    assert analyst.delete(f"{at}{record.pk}/").status_code == 403
    elsewhere = FeedbackRecordFactory()
    assert analyst.get(f"{at}{elsewhere.pk}/").status_code == 404
