"""The pages of feedback, through the browser's door."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from apps.feedback.models import FeedbackRecord
from apps.feedback.records.taking import NewRecord, take
from apps.projects.models import Role
from tests.factories.crm import ContactFactory
from tests.factories.feedback import FeedbackRecordFactory
from tests.factories.projects import MarketEntryFactory, MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    project = ProjectFactory()
    person = MembershipFactory(project=project, role=Role.EDITOR).user
    client.force_login(person)
    client.project = project
    return client


def address(desk, name, **ids):
    return reverse(f"feedback:{name}", kwargs={"project_id": desk.project.pk, **ids})


def listed(desk, **query):
    page = desk.get(address(desk, "records"), query)
    assert page.status_code == 200
    return [row.record.source for row in page.context["table"].page.object_list]


def test_an_empty_list_says_what_to_do(desk):
    page = desk.get(address(desk, "records"))
    assert "No feedback yet" in page.text
    assert address(desk, "from_table") in page.text


def test_filters(desk):
    make = FeedbackRecordFactory
    day = datetime(2026, 3, 1, 12, tzinfo=UTC)
    make(project=desk.project, source="A", text="退款", country="CHN", language="zh",
         occurred_at=day, number=1)  # fmt: skip
    first = make(project=desk.project, source="B", channel="chat", number=5)
    make(project=desk.project, source="C", duplicate_of=first, text="again and again")
    make(source="elsewhere")
    assert set(listed(desk)) == {"A", "B"}
    assert set(listed(desk, duplicates="on")) == {"A", "B", "C"}
    assert listed(desk, q="退款") == ["A"]
    assert set(listed(desk, q="\x00")) == {"A", "B"}  # no text: nothing is looked for
    assert listed(desk, q="退款", country="CHN", language="zh", channel="review") == ["A"]
    assert listed(desk, q="退款", country="DEU") == []
    assert listed(desk, channel="chat") == ["B"]
    assert listed(desk, since="2026-03-01", until="2026-03-01") == ["A"]
    assert listed(desk, until="2026-02-28") == []
    assert set(listed(desk, until="9999-12-31", since="0001-01-01")) == {"A", "B"}
    assert listed(desk, rating_min="4") == ["B"]
    assert listed(desk, source="A", sort="number") == ["A"]
    assert set(listed(desk, since="no day", page="x")) <= {"A", "B"}
    assert listed(desk, q='"') == []


def test_the_forms_offer_the_projects_own_markets_first(desk):
    MarketEntryFactory(project=desk.project, country="PRT")
    page = desk.get(address(desk, "record_new"))
    _none, (label, own), _rest = page.context["form"].fields["country"].choices
    assert label == "Markets of this project"
    assert ("PRT", "Portugal") in own
    assert page.text.count('value="PRT"') == 1
    assert "---------" not in page.text


def test_a_record_is_added_corrected_and_deleted(desk):
    contact = ContactFactory(project=desk.project, email="anna@example.com")
    sent = {"text": "Die Lieferung kam drei Tage zu spät an", "channel": "email", "number": "2",
            "number_max": "5", "occurred_at": "2026-03-01T10:30", "contact": "ANNA@example.com",
            "attributes": "order: 12"}  # fmt: skip
    page = desk.post(address(desk, "record_new"), sent)
    row = FeedbackRecord.objects.get()
    assert page.url == address(desk, "record", record_id=row.pk)
    assert (row.language, row.contact, row.attributes) == ("de", contact, {"order": 12})
    shown = desk.get(page.url)
    assert "2/5" in shown.text
    assert contact.name in shown.text

    change = address(desk, "record_edit", record_id=row.pk)
    seen = desk.get(change).context["form"]["seen"].value()
    desk.post(change, {**sent, "seen": seen, "language": "en", "country": "AUT"})
    row.refresh_from_db()
    assert (row.language, row.language_by, row.country) == ("en", "person", "AUT")
    stale = desk.post(change, {**sent, "seen": seen, "text": "typed meanwhile"})
    assert "Somebody else saved" in stale.text
    assert "typed meanwhile" in stale.text

    gone = address(desk, "record_delete", record_id=row.pk)
    assert "Nothing was deleted" in desk.post(gone, {"confirm": "wrong"}).text
    desk.post(gone, {"confirm": "Die"})
    assert not FeedbackRecord.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"text": ""}, "Nothing was said"),
        ({"text": "x" * 20_001}, "20,000"),
        ({"number": "9"}, "above the highest rating"),
        ({"number": "nan"}, "number"),
        ({"contact": "nobody@example.com"}, "There is no contact"),
        ({"country": "XXX"}, "valid choice"),
    ],
)
def test_bad_input_is_told_and_kept(desk, change, words):
    sent = {"text": "fine", "channel": "chat", "number_max": "5",
            "occurred_at": "2026-03-01T10:30", "source": "Hotline", **change}  # fmt: skip
    page = desk.post(address(desk, "record_new"), sent)
    assert page.status_code == 200
    assert words in page.text
    assert "Hotline" in page.text
    assert not FeedbackRecord.objects.exists()


def test_when_the_first_goes_its_first_repetition_takes_its_place(desk):
    text = "The delivery came three days too late again"
    rows = [NewRecord(channel="review", source=f"S{n}", text=text) for n in range(3)]
    first, second, third = (one.row for one in take(desk.project, rows, user=None))
    desk.post(address(desk, "record_delete", record_id=first.pk), {"confirm": "The"})
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.duplicate_of_id, third.duplicate_of_id) == (None, second.pk)


def test_a_language_with_and_without_its_script_are_told_apart(desk):
    for tag in ("zh", "zh-Hans", "en"):
        FeedbackRecordFactory(project=desk.project, language=tag)
    page = desk.get(reverse("feedback:records", args=[desk.project.pk])).text
    for tag, label in (("zh", "Chinese, script not known"), ("en", "English"),
                       ("zh-Hans", "Chinese (Simplified")):  # fmt: skip
        assert f'<option value="{tag}">{label}' in page
