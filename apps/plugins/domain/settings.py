"""Settings of plugins: defaults, the site's, a project's own on top; secrets are sealed."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from cryptography.fernet import InvalidToken
from django.db import transaction

from apps.core.happenings import report
from apps.core.sealing import cipher
from apps.plugins import schema
from apps.plugins.entries import PluginEntry
from apps.plugins.models import PluginSettings

logger = logging.getLogger(__name__)
_PURPOSE = b"lepton: secrets in settings of plugins, version 1"


def effective(entry: PluginEntry, project_id: Any = None) -> dict[str, Any]:
    """What the plugin works with: the project's own, else the site's, else the schema's defaults.

    Secrets are in plain text: for the plugin's code alone, never for a page.
    """
    if entry.settings_schema is None:
        return {}
    found = stored(entry, None)
    if project_id is not None and entry.project_settings:
        found |= stored(entry, project_id)
    return {**schema.defaults(entry.settings_schema), **found}


def stored(entry: PluginEntry, project_id: Any) -> dict[str, Any]:
    """What was saved for the site (None) or for a project, secrets opened."""
    rows = PluginSettings.objects.filter(plugin=entry.key, project_id=project_id)
    values = rows.values_list("values", flat=True).first() or {}
    known = names_of(entry, of_project=project_id is not None)
    opened = {name: _opened(entry, name, values[name]) for name in known if name in values}
    return {name: value for name, value in opened.items() if value is not None}


def names_of(entry: PluginEntry, *, of_project: bool) -> list[str]:
    """The settings that may be set here."""
    names = list((entry.settings_schema or {}).get("properties", {}))
    return [name for name in names if not of_project or name in entry.project_settings]


def secret_names(entry: PluginEntry) -> set[str]:
    properties = (entry.settings_schema or {}).get("properties", {})
    return {name for name, spec in properties.items() if schema.is_secret(spec)}


@transaction.atomic
def save(
    entry: PluginEntry, values: Mapping[str, Any], *, actor: Any, project_id: Any = None,
    clear: Iterable[str] = (),
) -> list[str]:  # fmt: skip
    """Store checked values and tell the audit trail which settings changed (never their values:
    only owners may read those, but every member reads the trail).

    A secret that is not among ``values`` stays as it is, unless ``clear`` names it. Returns the
    names of what changed.
    """
    row, _made = PluginSettings.objects.select_for_update().get_or_create(
        plugin=entry.key, project_id=project_id
    )
    before = stored(entry, project_id)
    kept = {
        name: before[name]
        for name in secret_names(entry) & before.keys()
        if name not in values and name not in clear
    }
    after = {**values, **kept}
    changed = sorted(
        name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
    )
    if changed:
        row.values = {name: _closed(entry, name, value) for name, value in after.items()}
        row.save(update_fields=["values", "updated_at"])
        report(
            "plugins.settings.changed", actor=actor, project_id=project_id,
            plugin=entry.key, fields=changed,
        )  # fmt: skip
    return changed


def _closed(entry: PluginEntry, name: str, value: Any) -> Any:
    if name not in secret_names(entry):
        return value
    return {"sealed": cipher(_PURPOSE).encrypt(str(value).encode()).decode("ascii")}


def _opened(entry: PluginEntry, name: str, value: Any) -> Any:
    """None for a secret that no known key opens: it must be typed again."""
    if not _is_sealed(value):
        return None if name in secret_names(entry) else value
    try:
        return cipher(_PURPOSE).decrypt(value["sealed"].encode()).decode()
    except InvalidToken:
        logger.error(
            "The setting '%s' of plugin '%s' cannot be decrypted: SECRET_KEY has changed. Put the"
            " old one into SECRET_KEY_FALLBACKS, or type the setting again.",
            name,
            entry.key,
        )
        return None


def without_secrets(values: dict[str, Any]) -> dict[str, Any]:
    """A row on its way into a project's archive: another site could not open them anyway."""
    kept = {name: value for name, value in values["values"].items() if not _is_sealed(value)}
    return {**values, "values": kept}


def renew() -> tuple[int, int]:
    """Encrypt every secret anew under today's key; how many were, and how many no key opens."""
    renewed = unreadable = 0
    for pk in PluginSettings.objects.values_list("pk", flat=True):
        done, lost = _renew_one(pk)
        renewed, unreadable = renewed + done, unreadable + lost
    return renewed, unreadable


@transaction.atomic
def _renew_one(pk: Any) -> tuple[int, int]:
    row = PluginSettings.objects.select_for_update().filter(pk=pk).first()
    sealed = [name for name, value in row.values.items() if _is_sealed(value)] if row else []
    if row is None or not sealed:
        return 0, 0
    lost = 0
    for name in sealed:
        try:
            token = cipher(_PURPOSE).rotate(row.values[name]["sealed"].encode())
        except InvalidToken:
            lost += 1
            continue
        row.values[name] = {"sealed": token.decode("ascii")}
    row.save(update_fields=["values", "updated_at"])
    return len(sealed) - lost, lost


def _is_sealed(value: Any) -> bool:
    return isinstance(value, dict) and "sealed" in value
