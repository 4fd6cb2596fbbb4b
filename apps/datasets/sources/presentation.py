"""What the pages say of a source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from apps.core import schema_forms
from apps.datasets.domain import queries
from apps.datasets.forms import KINDS
from apps.datasets.models import DatasetVersion, Fetch, Source
from apps.datasets.sources import actions, registry
from apps.datasets.sources.contract import secret_names
from apps.datasets.tabular.plan import Plan
from apps.jobs.models import Job
from apps.projects.models import Project

SHOWN_COLUMNS = 12
SHOWN_ROWS = 12
MOST_RUNS = 20


def state_of(source: Source) -> str:
    """One of the states that badges know."""
    if source.plan is None:
        return "refused" if source.refusal else ("ready" if source.inspection else "checking")
    if source.failures:
        return "failed"
    if source.schedule is not None:
        return "scheduled" if source.schedule.enabled else "paused"
    return "active"


def kind_label(kind: str) -> str:
    return str(dict(KINDS).get(kind, kind))


def facts(source: Source, project: Project) -> list[tuple[str, Any]]:
    """Connector and settings, without secrets and without what is empty."""
    found: list[tuple[str, Any]] = [(_("Connector"), actions.connector_label(source))]
    connector = registry.find(source.connector, project)
    if connector is None:
        return found
    schema = connector.Settings.model_json_schema()
    secrets = secret_names(connector.Settings)
    for name, spec in schema.get("properties", {}).items():
        if name in secrets:
            if name in source.secrets:
                found.append((_label(spec, name), _("stored, not shown")))
            continue
        value = source.settings.get(name)
        if value in (None, "", [], False) or value == spec.get("default"):
            continue
        shown = schema_forms.initial_from({name: value})[name]
        choices = spec.get("choices", {})
        found.append((_label(spec, name), _(choices[value]) if shown in choices else shown))
    return found


def _label(spec: Any, name: str) -> str:
    title = spec.get("title")
    return _(title) if title else name.replace("_", " ").capitalize()


def preview(source: Source) -> dict[str, Any] | None:
    """The first rows with how each column is read; None while they are not known."""
    if not source.inspection:
        return None
    plan = Plan.model_validate(source.inspection["plan"])
    columns = plan.included()
    shown = columns[:SHOWN_COLUMNS]
    rows = source.inspection.get("sample") or []
    return {
        "columns": [(column.name, kind_label(column.kind), column.unit) for column in shown],
        "rows": [[_cell(row, column.position) for column in shown] for row in rows[:SHOWN_ROWS]],
        "hidden": len(columns) - len(shown),
        "agreed": source.plan == source.inspection["plan"],
    }


def _cell(row: Sequence[Any], place: int) -> Any:
    return row[place] if place < len(row) else None


def differences(entry: Fetch) -> list[tuple[str, str, str, str]]:
    """(column, what differs, before, now) in the reader's words."""
    words = {
        "missing": _("Missing now"),
        "new": _("New"),
        "kind": _("Another type"),
        "unit": _("Another unit"),
        "notation": _("Written otherwise"),
    }
    return [
        (change["column"], words.get(change["what"], change["what"]),
         _value(change, "before"), _value(change, "now"))
        for change in entry.changes
    ]  # fmt: skip


def _value(change: dict[str, str], side: str) -> str:
    text = change.get(side, "")
    return kind_label(text) if change["what"] in {"missing", "new", "kind"} and text else text


def runs_that_need(source: Source, entry: Fetch) -> list[Job]:
    """The newest runs that took a column of the dataset which is missing now."""
    gone = {change["column"] for change in entry.changes if change["what"] == "missing"}
    if not gone or source.dataset_id is None:
        return []
    versions = DatasetVersion.objects.filter(dataset=source.dataset_id)
    used = queries.jobs_using(versions, source.project_id, MOST_RUNS)
    ids = [job.pk for job in used]
    inputs = dict(Job.objects.filter(pk__in=ids).values_list("pk", "inputs"))
    return [job for job in used if gone & _columns(inputs.get(job.pk) or {})]


def _columns(inputs: dict[str, Any]) -> set[str]:
    roles = [chosen.get("roles") or {} for chosen in inputs.values()]
    names = [value for each in roles for value in each.values()]
    return {name for value in names for name in (value if isinstance(value, list) else [value])}


def moment(at: Any) -> str:
    return date_format(localtime(at), "SHORT_DATETIME_FORMAT") if at else "–"
