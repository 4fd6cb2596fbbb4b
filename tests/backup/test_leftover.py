"""Backups of an installation that has tables of a plugin that is not loaded."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from apps.core.backup import leftover
from apps.core.backup.container import ArchiveError
from apps.core.backup.writing import gather
from tests.backup.installations import Installation, manifest
from tests.plugins.packages import Site

MODELS = """
from django.db import models

class Note(models.Model):
    text = models.CharField(max_length=200)
"""
MIGRATION = """
from django.db import migrations, models

class Migration(migrations.Migration):
    initial = True
    operations = [migrations.CreateModel("Note", [
        ("id", models.BigAutoField(primary_key=True, serialize=False)),
        ("text", models.CharField(max_length=200)),
    ])]
"""
BODY = '\n    default_auto_field = "django.db.models.BigAutoField"\n'
FILES = {
    "models.py": MODELS,
    "migrations/__init__.py": "",
    "migrations/0001_initial.py": MIGRATION,
}
ADD = "from lepton_weather.models import Note; Note.objects.create(text='Rain')"
SHOW = "from lepton_weather.models import Note; print([note.text for note in Note.objects.all()])"


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    """A folder in which the plugin 'weather' is installed."""
    site = Site(tmp_path_factory.mktemp("weather"))
    site.install("weather", BODY, files=FILES)
    return site.packages


@pytest.fixture(scope="module")
def weather(packages):
    """The environment of a process that loads the plugin."""
    return {"PYTHONPATH": str(packages), "LEPTON_PLUGINS": "weather"}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory, migrated, weather):
    """An installation with the plugin, its tables and a row of it."""
    there = Installation(migrated(tmp_path_factory.mktemp("there")), environment=weather)
    done = there.run("migrate", "lepton_weather", "-v0")
    assert done.returncode == 0, done.stderr
    there.python(ADD)
    return there


@pytest.fixture(scope="module")
def withdrawn(loaded):
    """The same one, started without the plugin."""
    return Installation(loaded.var)


@pytest.fixture(scope="module")
def without(withdrawn, tmp_path_factory):
    """(backup that leaves the plugin out, what the command said)."""
    path = tmp_path_factory.mktemp("without") / "backup.zip"
    done = withdrawn.run("backup", path, "--without", "lepton_weather", "--without", "wether")
    assert done.returncode == 0, done.stderr
    return path, done.stdout


@pytest.mark.soak
def test_rows_of_what_is_not_loaded_are_not_passed_over(withdrawn, tmp_path):
    path = tmp_path / "backup.zip"
    done = withdrawn.run("backup", path)
    assert done.returncode == 1
    assert "has 1 row of 'lepton_weather', which is not loaded" in done.stderr
    assert "--without lepton_weather" in done.stderr
    assert not path.exists()
    assert not list((withdrawn.var / "work").glob("archives/*"))


@pytest.mark.soak
def test_they_are_left_out_knowingly_and_the_rest_can_be_restored(without, tmp_path):
    path, said = without
    assert "Left out: 'lepton_weather', which is not loaded here (1 row)." in said
    assert "There is nothing of 'wether' here" in said
    assert "lepton_weather" not in manifest(path)["migrations"]
    assert manifest(path)["left_out"] == {"lepton_weather": {"lepton_weather_note": 1}}
    done = Installation(tmp_path / "plain").run("restore", path, "--check")
    assert done.returncode == 0, done.stderr


@pytest.mark.soak  # a whole restore more than the one below
def test_where_the_plugin_is_loaded_its_tables_come_empty(without, tmp_path, weather):
    path, _said = without
    repaired = Installation(tmp_path / "repaired", environment=weather)
    done = repaired.run("restore", path)
    assert done.returncode == 0, done.stderr
    assert repaired.python(SHOW).strip() == "[]"


@pytest.mark.soak
def test_a_backup_with_a_plugin_is_restored_without_it_only_when_told_so(loaded, tmp_path):
    path = tmp_path / "backup.zip"
    done = loaded.run("backup", path)
    assert done.returncode == 0, done.stderr
    plain = Installation(tmp_path / "plain")
    done = plain.run("restore", path, "--check")
    assert done.returncode == 1
    assert "tables of 'lepton_weather'" in done.stderr
    assert "--without lepton_weather" in done.stderr
    done = plain.run("restore", path, "--without", "lepton_weather")
    assert done.returncode == 0, done.stderr
    assert "Restored." in done.stdout
    with closing(sqlite3.connect(plain.var / "lepton.sqlite3")) as database:
        applied = {app for (app,) in database.execute("SELECT app FROM django_migrations")}
    assert "projects" in applied
    assert "lepton_weather" not in applied


def as_earlier_releases_wrote_it(archive, target, migrations):
    """Migrations of what was not loaded stood in the manifest, without its rows."""
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            data = source.read(name)
            if name == "manifest.json":
                head = json.loads(data)
                head["migrations"].update(migrations)
                data = json.dumps(head).encode()
            made.writestr(name, data)
    return target


@pytest.mark.thorough
def test_an_earlier_backup_that_lacks_rows_does_not_pass_for_a_whole_one(
    without, tmp_path, weather
):
    recorded = {"lepton_weather": ["0001_initial"]}
    earlier = as_earlier_releases_wrote_it(without[0], tmp_path / "earlier.zip", recorded)
    repaired = Installation(tmp_path / "repaired", environment=weather)
    done = repaired.run("restore", earlier)
    assert done.returncode == 1
    assert "lacks the rows of 'lepton_weather'" in done.stderr
    done = repaired.run("restore", earlier, "--check", "--without", "lepton_weather")
    assert done.returncode == 0, done.stderr
    done = repaired.run("restore", earlier, "--check", "--without", "wether")
    assert "has nothing of 'wether'" in done.stderr


@pytest.mark.thorough
def test_removing_only_rows_says_what_it_means_for_backups(withdrawn):
    done = withdrawn.run("uninstall_plugin", "weather", "--rows-only", "--yes")
    assert done.returncode == 0, done.stderr
    assert "its tables stay" in done.stdout
    assert "manage.py backup FILE --without APP" in done.stdout
    assert "lepton_weather (lepton_weather_note)" in done.stdout


@pytest.fixture
def jotted(db):
    """A table that nobody's label fits, and one of an app that is not loaded. Both are empty."""
    with connection.cursor() as cursor:
        for name in ("jotted", "lepton_weather_pro_note"):
            cursor.execute(f"CREATE TABLE {name} (a integer)")
    for app in ("lepton_weather", "lepton_weather_pro"):
        MigrationRecorder(connection).record_applied(app, "0001_initial")


def fill(table):
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} VALUES (1), (2)")


@pytest.mark.services
def test_a_table_belongs_to_the_app_that_fits_best_or_to_none(jotted):
    fill("jotted")
    fill("lepton_weather_pro_note")
    assert leftover.find() == {
        "jotted": {"jotted": 2},
        "lepton_weather": {},
        "lepton_weather_pro": {"lepton_weather_pro_note": 2},
    }
    with pytest.raises(ArchiveError, match="has 2 rows of 'jotted'"):
        leftover.agreed(["lepton_weather_pro"])
    assert leftover.agreed(["lepton_weather_pro", "jotted"]) == leftover.find()


@pytest.mark.services
def test_what_has_no_rows_keeps_no_backup_from_being_made_or_restored(jotted, settings, tmp_path):
    settings.WORK_DIR = tmp_path
    inside = gather()
    assert inside.head["left_out"] == {"lepton_weather": {}, "lepton_weather_pro": {}}
    assert not {"lepton_weather", "lepton_weather_pro"} & inside.head["migrations"].keys()


@pytest.mark.services
def test_what_is_loaded_cannot_be_left_out(db):
    with pytest.raises(ArchiveError, match="'projects' is loaded"):
        gather(["projects"])
