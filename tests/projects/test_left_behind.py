"""Projects with rows in tables of plugins that are not loaded."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from apps.events.models import AuditEntry
from apps.projects.domain import projects as domain
from apps.projects.domain.errors import Refused
from apps.projects.models import Project
from apps.projects.transfer.exporting import export_project
from tests.factories.accounts import UserFactory
from tests.factories.projects import ProjectFactory

# Deferred foreign keys are checked at the end of a real transaction only.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]

KEY = {"sqlite": "char(32)", "postgresql": "uuid"}
LATER = "DEFERRABLE INITIALLY DEFERRED"
NOTES, LINES, PINS = "lepton_weather_note", "lepton_weather_line", "lepton_weather_pin"


@pytest.fixture
def owner():
    return UserFactory()


@pytest.fixture
def project(owner):
    return ProjectFactory(owner=owner, name="Lamps", home_country="CHN")


@pytest.fixture
def table():
    """``table(name, column="other table")``: keys and foreign keys, as a plugin's migration would
    have made them; gone after the test.
    """
    made = []

    def make(name, **parents):
        key = KEY[connection.vendor]
        columns = [f"id {key} PRIMARY KEY"]
        columns += [f"{one} {key} REFERENCES {to} (id) {LATER}" for one, to in parents.items()]
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
        made.append(name)

    yield make
    with connection.cursor() as cursor:
        for name in reversed(made):
            cursor.execute(f"DROP TABLE {name}")


def stored(key):
    return Project._meta.pk.get_db_prep_value(key, connection)


def add(name, **values):
    row = {"id": uuid.uuid4(), **values}
    with connection.cursor() as cursor:
        places = ", ".join(["%s"] * len(row))
        cursor.execute(
            f"INSERT INTO {name} ({', '.join(row)}) VALUES ({places})",
            [stored(value) for value in row.values()],
        )
    return row["id"]


def keys(name):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {name}")
        return {uuid.UUID(str(key)) for (key,) in cursor.fetchall()}


def delete(project, owner):
    domain.delete(project, owner, typed_name=project.name)


def test_rows_of_a_plugin_that_is_not_loaded_go_with_their_project(table, project, owner):
    other = ProjectFactory(owner=owner)
    table(NOTES, project_id="projects_project")
    table(LINES, note_id=NOTES)
    note = add(NOTES, project_id=project.pk)
    for _line in range(2):
        add(LINES, note_id=note)
    kept_note = add(NOTES, project_id=other.pk)
    kept_line = add(LINES, note_id=kept_note)

    delete(project, owner)

    assert not Project.objects.filter(pk=project.pk).exists()
    assert (keys(NOTES), keys(LINES)) == ({kept_note}, {kept_line})
    told = AuditEntry.objects.get(kind="projects.project.deleted")
    assert told.data["left_behind"] == {LINES: 2, NOTES: 1}
    assert told.project_id == project.pk


def test_without_such_rows_nothing_is_said_of_them(table, project, owner):
    table(NOTES, project_id="projects_project")
    delete(project, owner)
    assert "left_behind" not in AuditEntry.objects.get(kind="projects.project.deleted").data


def test_tables_that_refer_to_each_other_come_to_an_end(table, project, owner):
    table(NOTES, project_id="projects_project", above_id=NOTES)
    above = add(NOTES, project_id=project.pk)
    add(NOTES, project_id=project.pk, above_id=above)
    delete(project, owner)
    assert keys(NOTES) == set()


def test_a_row_that_is_not_the_projects_and_refers_into_it_is_named(table, project, owner):
    """Whether it would go or let go only its plugin knows: nothing is deleted."""
    table(NOTES, project_id="projects_project")
    table(PINS, entry_id="projects_marketentry")
    note = add(NOTES, project_id=project.pk)
    pin = add(PINS, entry_id=project.market_entries.get().pk)
    with pytest.raises(Refused, match=f"Rows in {PINS} refer to this project.*LEPTON_PLUGINS"):
        delete(project, owner)
    assert Project.objects.filter(pk=project.pk).exists()
    assert (keys(NOTES), keys(PINS)) == ({note}, {pin})
    assert not AuditEntry.objects.filter(kind="projects.project.deleted").exists()


def test_the_page_deletes_it_too(table, project, owner, client):
    table(NOTES, project_id="projects_project")
    add(NOTES, project_id=project.pk)
    client.force_login(owner)
    answer = client.post(f"/projects/{project.pk}/settings/delete/", {"confirm": "Lamps"})
    assert answer.status_code == 302
    assert not Project.objects.filter(pk=project.pk).exists()
    assert keys(NOTES) == set()


def test_an_export_says_what_is_not_in_it(table, project, owner, settings, tmp_path):
    settings.WORK_DIR = tmp_path
    table(NOTES, project_id="projects_project")
    add(NOTES, project_id=project.pk)
    add(NOTES, project_id=ProjectFactory(owner=owner).pk)
    MigrationRecorder(connection).record_applied("lepton_weather", "0001_initial")
    try:
        inside = export_project(project, owner)
    finally:
        MigrationRecorder(connection).record_unapplied("lepton_weather", "0001_initial")
    assert inside.head["left_behind"] == {NOTES: 1}
    assert "lepton_weather" not in inside.head["migrations"]
    told = AuditEntry.objects.get(kind="projects.project.exported")
    assert told.data["left_behind"] == {NOTES: 1}
