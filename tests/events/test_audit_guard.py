"""The audit table in the database: written to, never changed; one door for what names a person."""

from __future__ import annotations

import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from apps.core.happenings import report
from apps.events import guard
from apps.events.domain.redaction import redact
from apps.events.models import AuditDoor, AuditEntry
from tests.factories.accounts import UserFactory
from tests.factories.projects import ProjectFactory

pytestmark = [pytest.mark.django_db, pytest.mark.services]


@pytest.fixture
def project():
    return ProjectFactory(owner=UserFactory(name="Wei"), name="Lamps")


@pytest.fixture
def entry(project):
    owner = project.memberships.get().user
    report(
        "projects.project.restored",
        actor=owner,
        project_id=project.pk,
        subject=project,
        note="Wei's own words",
    )
    return AuditEntry.objects.get(kind="projects.project.restored")


def refused(statement: str, *values: object) -> None:
    with (
        pytest.raises(IntegrityError, match=guard.MESSAGE),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, values)


def test_sql_neither_changes_nor_deletes(entry):
    for column in [field.column for field in AuditEntry._meta.concrete_fields]:
        refused(f"UPDATE events_auditentry SET {column} = {column}")
    refused("DELETE FROM events_auditentry")
    if connection.vendor == "postgresql":
        refused("TRUNCATE events_auditentry CASCADE")
    assert AuditEntry.objects.get(pk=entry.pk).data == {"note": "Wei's own words"}


def test_what_the_orm_does_behind_the_model_is_refused_too(entry):
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry._base_manager.filter(pk=entry.pk)._raw_delete("default")
    with pytest.raises(IntegrityError), transaction.atomic():
        QuerySet(AuditEntry).filter(pk=entry.pk).update(kind="x")


def test_a_person_is_taken_out_and_that_stands_in_the_trail(entry, project):
    officer = UserFactory(name="Officer")
    other = ProjectFactory(name="Other")
    report("projects.project.restored", project_id=other.pk, subject=other, note="stays")
    rows = AuditEntry.objects.filter(actor=entry.actor_id)
    gone = {"actor_id": None, "actor_label": "erased", "address": None, "data": {}}
    assert redact(rows, gone, actor=officer, reason="request 7") == 1
    told = AuditEntry.objects.get(kind="events.auditentry.redacted")
    assert told.actor == officer
    assert told.data == {"entries": 1, "columns": sorted(gone), "reason": "request 7"}
    after = AuditEntry.objects.get(pk=entry.pk)
    assert (after.actor_id, after.actor_label, after.data) == (None, "erased", {})
    assert (after.kind, after.project_id, after.created_at) == (
        entry.kind,
        project.pk,
        entry.created_at,
    )
    assert after.updated_at > entry.updated_at, "who walks the list gets it again"
    assert AuditEntry.objects.get(project=other).data == {"note": "stays"}
    refused("UPDATE events_auditentry SET actor_label = 'x'")  # the door is shut again


def test_the_door_is_for_personal_columns_and_needs_a_reason(entry):
    rows = AuditEntry.objects.all()
    for column in ("kind", "project_id", "created_at", "updated_at", "channel"):
        with pytest.raises(ValueError, match="redacted"):
            redact(rows, {column: None}, actor=None, reason="x")
    with pytest.raises(ValueError, match="reason"):
        redact(rows, {"actor_label": ""}, actor=None, reason=" ")
    with transaction.atomic():
        door = AuditDoor.objects.create(nothing_id=uuid.uuid4())
        other = {
            "id": str(uuid.uuid4()),
            "project_id": str(uuid.uuid4()),
            "created_at": "2001-01-01",
        }
        for column in guard.FIXED:
            refused(f"UPDATE events_auditentry SET {column} = %s", other.get(column, "x"))
        refused("DELETE FROM events_auditentry")
        door.delete()


def test_every_column_is_either_personal_or_fixed():
    columns = {field.column for field in AuditEntry._meta.concrete_fields}
    assert guard.PERSONAL | set(guard.FIXED) == columns
    assert not guard.PERSONAL & set(guard.FIXED)


@pytest.mark.django_db(transaction=True)
def test_an_open_door_cannot_be_committed(entry):
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditDoor.objects.create(nothing_id=uuid.uuid4())
    assert not AuditDoor.objects.exists()
    refused("UPDATE events_auditentry SET actor_label = 'x'")
