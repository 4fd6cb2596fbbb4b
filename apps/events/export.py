"""A project's audit trail as a file: for people as CSV, for programs as JSON Lines; owners only.

Rows are read in batches by key, newest first, so memory and open cursors do not grow with the
trail, and what is written meanwhile shifts nothing.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any

from django.db.models import Q, QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from apps.core.api.files import attachment
from apps.core.catalogue import name_of
from apps.core.happenings import report
from apps.core.spreadsheets import harmless
from apps.core.storable import storable
from apps.events.models import AuditEntry
from apps.events.serializers_audit import AuditEntrySerializer
from apps.events.words import details, via_name
from apps.projects.access import membership_of, require_role
from apps.projects.models import Project, Role

FORMATS = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}
BATCH = 1000


def export(
    project: Project, actor: Any, rows: QuerySet[AuditEntry], form: str, asked: Mapping[str, str]
) -> StreamingHttpResponse:
    """``rows`` of the project's trail as ``form`` ('csv' or 'jsonl'), streamed (owner).

    ``asked`` are the filters that chose them, for the entry that the export itself leaves.
    """
    require_role(membership_of(actor, project.pk), Role.OWNER)
    report(
        "events.auditentry.exported",
        actor=actor,
        project_id=project.pk,
        subject=project,
        format=form,
        filters=storable({name: value for name, value in asked.items() if value}),
    )
    lines = csv_lines if form == "csv" else json_lines
    name = get_valid_filename(_("audit trail of {project}").format(project=project.name))
    response = StreamingHttpResponse(lines(rows), content_type=FORMATS[form])
    return attachment(response, f"{name}-{timezone.localdate()}.{form}")


def json_lines(rows: QuerySet[AuditEntry]) -> Iterator[str]:
    """One entry a line, as REST gives it."""
    language = translation.get_language()
    for batch in _batches(rows):
        with translation.override(language):
            found: Any = AuditEntrySerializer(batch, many=True).data
        yield "".join(f"{json.dumps(one, ensure_ascii=False, default=str)}\n" for one in found)


def csv_lines(rows: QuerySet[AuditEntry]) -> Iterator[str]:
    """A heading and one entry a line in the reader's language, harmless in a spreadsheet."""
    language = translation.get_language()
    yield "\ufeff" + _csv([_headings()])
    for batch in _batches(rows):
        with translation.override(language):
            text = _csv([[harmless(cell) for cell in _cells(entry)] for entry in batch])
        yield text


def _csv(lines: list[list[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(lines)
    return buffer.getvalue()


def _headings() -> list[str]:
    return [
        _("When (UTC)"), _("Who"), _("What"), _("Subject"), _("Details"), _("Channel"),
        _("Through"), _("Address"), _("Request"), _("Kind of event"), _("Id of the person"),
        _("Kind of subject"), _("Id of the subject"), _("Id of what it went through"),
        _("Id of the entry"), _("Recorded data"),
    ]  # fmt: skip


def _cells(entry: AuditEntry) -> list[str]:
    told = "\n".join(f"{name}: {value}" for name, value in details(entry.data))
    return [
        entry.created_at.astimezone(UTC).isoformat(sep=" ", timespec="milliseconds")[:-6],
        entry.actor_label,
        name_of(entry.kind),
        entry.subject_label,
        told,
        entry.get_channel_display(),
        via_name(entry),
        entry.address or "",
        entry.request_id,
        entry.kind,
        str(entry.actor_id or ""),
        entry.subject_type,
        entry.subject_id,
        entry.via_id,
        str(entry.pk),
        json.dumps(entry.data, ensure_ascii=False),
    ]


def _batches(rows: QuerySet[AuditEntry]) -> Iterator[list[AuditEntry]]:
    rows = rows.order_by("-created_at", "id")
    batch = list(rows[:BATCH])
    while batch:
        yield batch
        last = batch[-1]
        behind = Q(created_at__lt=last.created_at) | Q(id__gt=last.pk)
        batch = list(rows.filter(behind, created_at__lte=last.created_at)[:BATCH])
