"""``uninstall_plugin``: says first, removes what it said, and leaves the audit trail alone."""

from __future__ import annotations

import io

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from lepton_dummy.models import Note

from apps.events.models import AuditEntry
from apps.plugins.domain.settings import save
from apps.plugins.entries import active_entry, known
from apps.plugins.models import PluginSettings
from tests.plugins.entry import sample_entry
from tests.plugins.test_guide import SQL

pytestmark = pytest.mark.django_db(transaction=True)


def run(*args):
    out = io.StringIO()
    call_command("uninstall_plugin", *args, stdout=out)
    return out.getvalue()


@pytest.fixture
def used(site, turn):
    """Rows of every kind."""
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    turn("dummy")
    Note.objects.create(project=site.project, text="One")
    Note.objects.create(project=site.project, text="Two")
    save(active_entry("dummy"), {"greeting": "Hi", "token": "x"}, actor=site.owner)
    yield site
    call_command("migrate", "lepton_dummy", verbosity=0)


def tables():
    return connection.introspection.table_names()


def test_a_dry_run_says_what_would_go_and_removes_nothing(used):
    said = run("dummy", "--dry-run")
    for line in (
        "table lepton_dummy_note: 2 rows", "permissions: 4 rows", "settings: 1 row",
        "switches of projects: 1 row", "entries of the audit trail: 2 rows", "Nothing was removed.",
    ):  # fmt: skip
        assert line in said
    assert Note.objects.count() == 2
    assert PluginSettings.objects.exists()


def test_it_removes_what_it_said_and_keeps_the_trail(used):
    trail = list(AuditEntry.objects.order_by("pk").values())
    said = run("dummy", "--yes")
    assert "Take it out of LEPTON_PLUGINS" in said
    assert "lepton_dummy_note" not in tables()
    assert not Permission.objects.filter(content_type__app_label="lepton_dummy").exists()
    assert not PluginSettings.objects.exists()
    used.project.refresh_from_db()
    assert used.project.plugin_switches == {}
    told = AuditEntry.objects.get(kind="plugins.plugin.uninstalled")
    left = AuditEntry.objects.exclude(pk=told.pk).order_by("pk")
    assert list(left.values()) == trail, "every entry stays as it was"
    assert told.data["plugin"] == "dummy"
    assert told.data["removed"]["table lepton_dummy_note"] == 2


def test_the_key_is_asked_for(used, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda prompt: "yes")
    with pytest.raises(CommandError, match=r"Nothing was removed\."):
        run("dummy")
    assert Note.objects.count() == 2


def test_what_others_require_stays(used, monkeypatch):
    monkeypatch.setitem(known, "sample", sample_entry(requires=("dummy",)))
    with pytest.raises(CommandError, match="required by: sample"):
        run("dummy", "--yes")


def test_one_that_is_not_loaded_leaves_its_tables(used, monkeypatch):
    entry = active_entry("dummy")
    monkeypatch.delitem(known, "dummy")
    with pytest.raises(CommandError, match="not active, so its tables are not known"):
        run("dummy", "--yes")
    run("dummy", "--yes", "--rows-only")
    monkeypatch.setitem(known, "dummy", entry)
    assert "lepton_dummy_note" in tables()
    assert not PluginSettings.objects.exists()
    assert apps.is_installed("lepton_dummy")


def test_a_database_administrator_removes_what_is_left_by_hand(used):
    """By the guide's own SQL; loaded once more, the plugin makes its tables anew."""
    with connection.cursor() as cursor:
        for statement in SQL:
            cursor.execute(statement.replace("weather", "dummy"))
    assert not [name for name in tables() if name.startswith("lepton_dummy")]
    call_command("migrate", "lepton_dummy", verbosity=0)
    assert not Note.objects.exists()
