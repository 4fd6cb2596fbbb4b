"""The words for what was recorded besides: names of fields, and values as a person reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import get_language, gettext

from apps.core.means import Via
from apps.core.messages import Items, mark
from apps.core.rendering import show
from apps.core.states import look_of
from apps.engines import registry
from apps.events.models import AuditEntry
from apps.projects.models import Role, Stage
from apps.reference import countries

# Ids and hashes are told by their beginning, as everywhere on the pages.
_ID = re.compile(
    r"\b([0-9a-f]{8})(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b([0-9a-f]{12})[0-9a-f]{52}\b"
)
_FIELDS: dict[str, str] = {
    "allowed_ranges": mark("Allowed addresses"),
    "amount": mark("Amount"),
    "answer": mark("Answer"),
    "attempt": mark("Attempt"),
    "attributes": mark("Own fields"),
    "automatic": mark("By itself"),
    "basis": mark("Lawful basis"),
    "basis_date": mark("Lawful since"),
    "basis_note": mark("About the lawful basis"),
    "calls_per_minute": mark("Calls a minute"),
    "category": mark("Category"),
    "columns": mark("Columns"),
    "company": mark("Company"),
    "competitor": mark("Competitor"),
    "contact": mark("Contact"),
    "country": mark("Country"),
    "currency": mark("Currency"),
    "data": mark("Details"),
    "dataset": mark("Dataset"),
    "days": mark("Days"),
    "description": mark("Description"),
    "dimension": mark("Dimension"),
    "disk_quota_bytes": mark("Disk quota (bytes)"),
    "email": mark("E-mail"),
    "employees": mark("Employees"),
    "enabled": mark("Switched on"),
    "ends": mark("Ends"),
    "engine": mark("Engine"),
    "engine_key": mark("Engine"),
    "entries": mark("Entries"),
    "expression": mark("Times"),
    "family_name": mark("Family name"),
    "feature": mark("Feature"),
    "fields": mark("Fields"),
    "filename": mark("File name"),
    "filters": mark("Filters"),
    "format": mark("Format"),
    "from_stage": mark("From stage"),
    "given_name": mark("Given name"),
    "gpu_hours_quota": mark("GPU hours"),
    "grants": mark("Roles"),
    "hash": mark("Content hash"),
    "hashes": mark("Content hashes"),
    "home_country": mark("Home market"),
    "host": mark("Host"),
    "industry": mark("Industry"),
    "inputs": mark("Inputs"),
    "job": mark("Job"),
    "job_quota": mark("Jobs at once"),
    "job_title": mark("Job title"),
    "kinds": mark("Kinds of events"),
    "label": mark("Label"),
    "language": mark("Language"),
    "licence": mark("Licence"),
    "market": mark("Market"),
    "markets": mark("Markets"),
    "name": mark("Name"),
    "newest": mark("Newest data"),
    "note": mark("Note"),
    "organisation": mark("Organisation"),
    "owner": mark("Owner"),
    "params": mark("Parameters"),
    "per": mark("Per"),
    "period": mark("Period"),
    "person": mark("Person"),
    "phone": mark("Phone"),
    "plugin": mark("Plugin"),
    "predictions": mark("Predictions"),
    "product": mark("Product"),
    "reason": mark("Reason"),
    "references": mark("Ids in other systems"),
    "removed": mark("Removed"),
    "replaces": mark("Replaces"),
    "role": mark("Role"),
    "rows": mark("Rows"),
    "scale": mark("Scale"),
    "scopes": mark("Scopes"),
    "seconds": mark("Seconds"),
    "sector": mark("Sector"),
    "seed": mark("Seed"),
    "seen_by": mark("Seen by"),
    "seen_on": mark("Seen on"),
    "sessions_ended": mark("Sessions ended"),
    "source": mark("Source"),
    "state": mark("State"),
    "state_reason": mark("Reason"),
    "subject_label": mark("Name in the trail"),
    "summary": mark("Summary"),
    "tags": mark("Tags"),
    "target_launch": mark("Target launch date"),
    "theme": mark("Appearance"),
    "time_zone": mark("Time zone"),
    "title": mark("Title"),
    "to_stage": mark("To stage"),
    "unit": mark("Unit"),
    "url": mark("Address"),
    "value": mark("Value"),
    "version": mark("Version"),
    "versions": mark("Versions"),
    "waiting": mark("Waiting"),
    "website": mark("Website"),
}
_CHOICES: dict[str, type[TextChoices]] = {"role": Role, "from_stage": Stage, "to_stage": Stage}


def details(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was recorded besides, as pairs to show: a change as 'before → after'."""
    shown: list[tuple[str, str]] = []
    for key, value in data.items():
        if key == "changes" and isinstance(value, Mapping):
            shown.extend((_field(key), _change(key, pair)) for key, pair in value.items())
        elif value not in (None, "", [], {}):
            shown.append((_field(key), _plain(_words(key, value))))
    return shown


def via_name(entry: AuditEntry) -> str:
    """What the entry went through, e.g. 'token: CRM (lep_1a2b…)'; '' if through nothing.

    Of a command or a job the name alone: the channel says what it is.
    """
    name = entry.via_label or _ID.sub(lambda found: found[1] or found[2], entry.via_id)
    if name and entry.via_type in {Via.TOKEN, Via.CLIENT}:
        return _pair(str(Via(entry.via_type).label), name)
    return name


def _pair(name: str, value: str) -> str:
    return gettext("{name}: {value}").format(name=name, value=value)


def _field(key: str) -> str:
    words = _FIELDS.get(key)
    return gettext(words) if words else key


def _words(key: str, value: Any) -> Any:
    """The label of a stage or a role, the name of a country; anything else as it is."""
    choices = _CHOICES.get(key)
    if choices and value in choices.values:
        return choices(value).label
    if key in {"engine", "engine_key"}:
        entry = registry.entry(str(value))
        return gettext(entry.engine.label) if entry and entry.engine else value
    if key == "state":
        return look_of(str(value)).label or value
    if key in {"country", "home_country", "markets"}:
        language = get_language() or "en"
        codes = value if isinstance(value, list) else [value]
        return [countries.name(str(code), language) for code in codes]
    return value


def _change(key: str, pair: Any) -> str:
    if isinstance(pair, list) and len(pair) == 2:
        before, after = (_plain(_words(key, value)) for value in pair)
        return f"{before} → {after}"
    return _plain(pair)


def _plain(value: Any) -> str:
    if value in (None, ""):
        return "–"
    if isinstance(value, list):
        return show(Items(items=tuple(_plain(item) for item in value)))
    if isinstance(value, Mapping):
        pairs = [(_field(key), _plain(_words(key, item))) for key, item in value.items()]
        return show(Items(items=tuple(_pair(name, item) for name, item in pairs)))
    text = _ID.sub(lambda found: found[1] or found[2], str(value))
    return text if len(text) <= 120 else text[:118].rstrip() + "…"
