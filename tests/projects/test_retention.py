"""How long a project keeps what: set by owners, told beforehand, deleted a day later at first."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from apps.crm.models import Activity, Consent, Lead
from apps.events.models import AuditEntry
from apps.feedback.models import FeedbackRecord, SurveyResponse, ThemeMember
from apps.feedback.records.taking import NewRecord, take
from apps.projects.domain import projects
from apps.projects.domain.errors import Refused
from apps.projects.models import Project, Retention, Role, Tombstone
from apps.projects.retention import kinds, periods, sweeping
from tests.factories.crm import ContactFactory, LeadFactory
from tests.factories.crm_more import ActivityFactory, ConsentFactory
from tests.factories.feedback import FeedbackRecordFactory
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.factories.surveys import ResponseFactory
from tests.factories.themes import ThemeMemberFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 3, tzinfo=UTC)


@pytest.fixture
def owner():
    return MembershipFactory(project=ProjectFactory(), role=Role.OWNER)


def days_ago(days):
    return NOW - timedelta(days=days)


def aged(row, **moments):
    """The row as it was then; ``updated_at`` given keeps its place."""
    values = {"updated_at": row.updated_at, **moments}
    type(row).objects.filter(pk=row.pk).update(**values)
    return row


def period(owner, key, days, begins=None):
    return Retention.objects.create(
        project=owner.project, kind=key, days=days, begins_at=begins or days_ago(1)
    )


def left(model):
    return set(model.objects.values_list("pk", flat=True))


def test_only_owners_set_periods_and_only_sound_ones(owner):
    editor = MembershipFactory(project=owner.project, role=Role.EDITOR).user
    with pytest.raises(PermissionDenied):
        periods.change(owner.project, {"crm.leads": 30}, editor)
    for key, days in (("crm.leads", 0), ("crm.leads", 36_501), ("crm.nothing", 3)):
        with pytest.raises(Refused) as refused:
            periods.change(owner.project, {key: days}, owner.user)
        assert refused.value.field == key
    assert not Retention.objects.exists()


def test_nothing_goes_in_the_first_24_hours_of_a_new_or_shorter_period(owner):
    def begins():
        return Retention.objects.get().begins_at

    def to(days):
        assert periods.change(owner.project, {"crm.leads": days}, owner.user)

    began = timezone.now()
    to(100)
    first = begins()
    assert timedelta(hours=24) <= first - began < timedelta(hours=24, minutes=1)
    to(200)
    assert begins() == first
    Retention.objects.update(begins_at=began)
    to(150)
    assert begins() >= began + timedelta(hours=24)
    assert not periods.change(owner.project, {"crm.leads": 150}, owner.user)
    to(None)
    assert not Retention.objects.exists()
    told = AuditEntry.objects.filter(kind="projects.retention.changed").order_by("created_at")
    assert [entry.data["changes"]["crm.leads"] for entry in told] == [
        [None, 100], [100, 200], [200, 150], [150, None],
    ]  # fmt: skip


def test_a_sweep_before_the_day_is_over_deletes_nothing(owner):
    lead = aged(LeadFactory(project=owner.project), updated_at=days_ago(400))
    period(owner, "crm.leads", 30, begins=NOW + timedelta(seconds=1))
    assert sweeping.sweep(NOW) == 0
    assert left(Lead) == {lead.pk}
    assert sweeping.sweep(NOW + timedelta(seconds=1)) == 1
    assert left(Lead) == set()


def test_records_go_with_tombstones_themes_and_one_entry(owner):
    old = [
        aged(FeedbackRecordFactory(project=owner.project), created_at=days_ago(31))
        for _number in range(3)
    ]
    # It was said long ago and came in lately.
    young = aged(
        FeedbackRecordFactory(project=owner.project, occurred_at=days_ago(900)),
        created_at=days_ago(30),
    )
    elsewhere = aged(FeedbackRecordFactory(), created_at=days_ago(900))
    ThemeMemberFactory(record=old[0])
    kept = ThemeMemberFactory(record=young)
    period(owner, "feedback.records", 30)
    assert periods.overdue(owner.project, "feedback.records", 30, NOW) == 3
    assert sweeping.sweep(NOW) == 3
    assert left(FeedbackRecord) == {young.pk, elsewhere.pk}
    assert left(ThemeMember) == {kept.pk}
    buried = Tombstone.objects.filter(kind="feedback.feedbackrecord")
    assert set(buried.values_list("row_id", flat=True)) == {row.pk for row in old}
    entry = AuditEntry.objects.get(project=owner.project.pk)
    assert (entry.kind, entry.actor_id) == ("projects.retention.deleted", None)
    assert entry.data["counts"] == {"feedback.records": 3}
    assert sweeping.sweep(NOW) == 0
    assert AuditEntry.objects.count() == 1


def test_a_repetition_of_what_went_takes_its_place(owner):
    said = "The payment page hangs whenever I try to pay by card."
    first, second, third = (
        one.row for one in take(owner.project, [NewRecord("chat", said)] * 3, user=None)
    )
    assert FeedbackRecord.objects.filter(duplicate_of=first).count() == 2
    aged(first, created_at=days_ago(50))
    aged(second, created_at=days_ago(40))
    aged(third, created_at=days_ago(2))
    period(owner, "feedback.records", 30)
    sweeping.sweep(NOW)
    assert left(FeedbackRecord) == {third.pk}
    assert FeedbackRecord.objects.get().duplicate_of is None


def test_answers_activities_and_leads_by_their_own_age(owner):
    here = owner.project
    person = ContactFactory(project=here)
    complete, begun, fresh = (ResponseFactory(survey__project=here) for _number in range(3))
    aged(complete, completed_at=days_ago(31))
    aged(begun, completed_at=None, updated_at=days_ago(31))
    aged(fresh, completed_at=days_ago(29), updated_at=days_ago(90))
    done, open_old, due_later, touched = (
        ActivityFactory(project=here, contact=person) for _number in range(4)
    )
    aged(done, done_at=days_ago(31))
    aged(open_old, done_at=None, updated_at=days_ago(31))
    aged(due_later, done_at=None, updated_at=days_ago(31), due_on=date(2026, 7, 1))
    aged(touched, done_at=None, updated_at=days_ago(2))
    cold, warm = LeadFactory.create_batch(2, project=here)
    call = ActivityFactory(project=here, lead=cold, contact=None, company=None, deal=None)
    aged(call, done_at=None, updated_at=days_ago(1))
    agreed = ConsentFactory(project=here, lead=cold, contact=None)
    aged(cold, updated_at=days_ago(31))
    aged(warm, updated_at=days_ago(29))
    for key in ("feedback.answers", "crm.activities", "crm.leads"):
        period(owner, key, 30)
    assert sweeping.sweep(NOW) == 5
    assert left(SurveyResponse) == {fresh.pk}
    assert left(Activity) == {due_later.pk, touched.pk}
    assert left(Lead) == {warm.pk}
    assert not Consent.objects.exists()
    entry = AuditEntry.objects.get(kind="projects.retention.deleted")
    assert entry.data["counts"] == {"feedback.answers": 2, "crm.activities": 2, "crm.leads": 1}
    gone = Tombstone.objects.values_list("row_id", flat=True)
    assert {row.pk for row in (complete, begun, done, open_old, call, agreed, cold)} == set(gone)


def test_a_sweep_that_is_cut_off_goes_on_and_tells_all(owner, monkeypatch):
    monkeypatch.setattr(sweeping, "AT_ONCE", 2)
    for lead in LeadFactory.create_batch(5, project=owner.project):
        aged(lead, updated_at=days_ago(90))
    period(owner, "crm.leads", 30)
    real, calls = kinds.find("crm.leads"), []

    def failing(project_id, ids):
        calls.append(ids)
        if len(calls) == 2:
            raise RuntimeError("the worker died")
        real.remove(project_id, ids)

    broken = kinds.Kept(real.key, real.label, real.counted, real.overdue, failing)
    with monkeypatch.context() as patch:
        patch.setattr(kinds, "listed", lambda: [broken])
        assert sweeping.sweep(NOW) == 0
    assert Lead.objects.count() == 3
    assert sweeping.sweep(NOW) == 3
    entry = AuditEntry.objects.get(kind="projects.retention.deleted")
    assert entry.data["counts"] == {"crm.leads": 5}


def test_an_archived_project_is_left_alone(owner):
    aged(LeadFactory(project=owner.project), updated_at=days_ago(90))
    period(owner, "crm.leads", 30)
    projects.archive(Project.objects.get(pk=owner.project.pk), owner.user)
    assert sweeping.sweep(NOW) == 0
    assert Lead.objects.count() == 1


def test_the_page_tells_what_would_go_before_it_is_saved(owner, client):
    client.force_login(owner.user)
    here = reverse("projects:retention", args=[owner.project.pk])
    lead = LeadFactory(project=owner.project)
    aged(lead, updated_at=timezone.now() - timedelta(days=90))
    settings_page = client.get(reverse("projects:settings", args=[owner.project.pk]))
    assert here in settings_page.content.decode()

    def row(page):
        rows = {row["kind"].key: row for row in page.context["rows"]}
        return rows["crm.leads"]

    assert row(client.get(here))["overdue"] is None
    seen = client.post(here, {"crm.leads": "30", "do": "preview"})
    assert row(seen)["overdue"] == 1
    assert row(client.post(here, {"crm.leads": "100", "do": "preview"}))["overdue"] == 0
    assert not Retention.objects.exists()
    wrong = client.post(here, {"crm.leads": "-3", "do": "save"})
    assert wrong.status_code == 422
    assert client.post(here, {"crm.leads": "30", "do": "save"}).status_code == 302
    kept = row(client.get(here))
    assert kept["overdue"] == 1
    assert kept["begins_at"] > timezone.now() + timedelta(hours=23)
    assert Lead.objects.count() == 1
