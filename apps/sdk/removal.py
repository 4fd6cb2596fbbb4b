"""Taking a plugin's traces out of the database: what would go, what stays, and doing it.

The audit trail is never touched, nor are runs and their results: they are the project's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from apps.core.happenings import report
from apps.engines import registry
from apps.events.models import AuditEntry
from apps.jobs.models import Job
from apps.plugins.domain import faults
from apps.plugins.entries import PluginEntry, active, active_entry
from apps.plugins.models import PluginFault, PluginSettings
from apps.projects.models import Project


class RemovalRefused(Exception):
    """The plugin cannot be removed as it stands; the text says what to do first."""


@dataclass(frozen=True)
class Removal:
    """``goes`` and ``stays`` are pairs of what and how many rows."""

    plugin: str
    label: str  # of its app, "" where its tables are not known
    goes: tuple[tuple[str, int], ...]
    stays: tuple[tuple[str, int], ...]


def plan(plugin: str, *, rows_only: bool = False) -> Removal:
    """What removing the plugin would do. Changes nothing."""
    entry = active_entry(plugin)
    if entry is None and not rows_only:
        raise RemovalRefused(
            f"'{plugin}' is not active, so its tables are not known. Install it, name it in"
            " LEPTON_PLUGINS and see that it loads; or give --rows-only to remove just its"
            " settings, switches and errors."
        )
    needed = [other.key for other in active() if plugin in other.requires]
    if needed:
        raise RemovalRefused(f"'{plugin}' is required by: {', '.join(needed)}. Remove these first.")
    kept = None if rows_only else entry
    goes = [*_tables(kept), *_permissions(kept), *_rows(plugin)]
    return Removal(plugin, kept.label if kept else "", tuple(goes), tuple(_stays(plugin, entry)))


def _tables(entry: PluginEntry | None) -> list[tuple[str, int]]:
    there = set(connection.introspection.table_names())
    return [
        (f"table {model._meta.db_table}", model._default_manager.count())
        for model in _models(entry)
        if model._meta.db_table in there
    ]


def _models(entry: PluginEntry | None) -> list[type[Model]]:
    if entry is None:
        return []
    return list(apps.get_app_config(entry.label).get_models(include_auto_created=True))


def _permissions(entry: PluginEntry | None) -> list[tuple[str, int]]:
    if entry is None:
        return []
    found = Permission.objects.filter(content_type__app_label=entry.label)
    return [("permissions", found.count())]


def _rows(plugin: str) -> list[tuple[str, int]]:
    return [
        ("settings", PluginSettings.objects.filter(plugin=plugin).count()),
        ("switches of projects", len(_switched(plugin))),
        ("errors kept for administrators", PluginFault.objects.filter(plugin=plugin).count()),
    ]


def _switched(plugin: str) -> list[Any]:
    rows = Project.objects.filter(plugin_switches__has_key=plugin)
    return list(rows.values_list("pk", flat=True))


def _stays(plugin: str, entry: PluginEntry | None) -> list[tuple[str, int]]:
    owner = entry.package if entry else None
    engines = [one.key for one in registry.entries() if one.owner == owner]
    room = plugin.replace("-", "_")
    about = AuditEntry.objects.filter(kind__startswith=f"{room}.") | AuditEntry.objects.filter(
        data__plugin=plugin
    )
    return [
        ("entries of the audit trail", about.count()),
        (
            "runs of its engines, with their results",
            Job.objects.filter(engine_key__in=engines).count(),
        ),
    ]


def carry_out(removal: Removal) -> None:
    """Do it. The tables go by the plugin's own migrations, backwards."""
    if removal.label:
        _drop_tables(removal.label)
    with transaction.atomic():
        if removal.label:
            ContentType.objects.filter(app_label=removal.label).delete()
        PluginSettings.objects.filter(plugin=removal.plugin).delete()
        _forget_switches(removal.plugin)
        faults.forget(removal.plugin)
        report(
            "plugins.plugin.uninstalled",
            plugin=removal.plugin,
            removed={what: count for what, count in removal.goes if count},
        )


def _drop_tables(label: str) -> None:
    if label in MigrationLoader(connection).migrated_apps:
        call_command("migrate", label, "zero", interactive=False, verbosity=0)
        return
    there = set(connection.introspection.table_names())
    with connection.schema_editor() as editor:
        for model in apps.get_app_config(label).get_models():
            if model._meta.db_table in there:
                editor.delete_model(model)


def _forget_switches(plugin: str) -> None:
    for pk in _switched(plugin):
        row = Project.objects.select_for_update().get(pk=pk)
        kept = {key: on for key, on in row.plugin_switches.items() if key != plugin}
        Project.objects.filter(pk=pk).update(plugin_switches=kept)
