"""The way back from an import: what it made goes, what it changed is as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from apps.accounts.models import User
from apps.core.happenings import plain
from apps.crm.models import Contact
from apps.feedback.records import editing, repetitions
from apps.feedback.records.models import FeedbackRecord, IntakeChange, RecordIntake
from apps.feedback.records.taking import Status, Taken
from apps.projects.access import membership_of, require
from apps.projects.models import Role
from apps.projects.synced import tick

BATCH = 200


def remember(intake: RecordIntake, taken: Sequence[Taken]) -> None:
    """Keep what the records were that this import changed and did not make itself."""
    changed: dict[Any, dict[str, Any]] = {}
    rows: dict[Any, FeedbackRecord] = {}
    for one in taken:
        if one.status is Status.UPDATED and one.row.intake_id != intake.pk:
            first = changed.setdefault(one.row.pk, {})
            for name, value in one.before.items():
                first.setdefault(name, _stored(value))
            rows[one.row.pk] = one.row
    earlier = IntakeChange.objects.filter(intake=intake, record__in=list(rows))
    for kept in earlier:
        kept.before = {**changed[kept.record_id], **kept.before}
        kept.version = rows.pop(kept.record_id).version
        kept.save(update_fields=["before", "version", "updated_at"])
    IntakeChange.objects.bulk_create(
        IntakeChange(
            project_id=intake.project_id,
            intake=intake,
            record=row,
            before=changed[pk],
            version=row.version,
        )
        for pk, row in rows.items()
    )


def _stored(value: Any) -> Any:
    return str(value.pk) if isinstance(value, Contact) else plain(value)


def run(intake: RecordIntake, actor: User) -> None:
    """Batch by batch until nothing is left of the import."""
    while _step(intake, actor):
        pass


@transaction.atomic
def _step(intake: RecordIntake, actor: User) -> bool:
    """One batch; False where the work is done, or somebody else ended it."""
    require(membership_of(actor, intake.project_id), Role.EDITOR)
    tick(intake.project_id)
    held = RecordIntake.objects.select_for_update().filter(pk=intake.pk).first()
    if held is None or held.state != RecordIntake.State.UNDOING:
        return False
    counts = Counter(held.counts)
    more = _restore(held, counts) or _remove(held, counts)
    held.counts = dict(counts)
    if not more:
        held.state = RecordIntake.State.UNDONE
    held.save(update_fields=["counts", "state", "updated_at"])
    return more


def _restore(intake: RecordIntake, counts: Counter[str]) -> bool:
    """What nobody has changed since is as it was; the rest is left as it is, and counted."""
    changes = list(
        IntakeChange.objects.filter(intake=intake).select_related("record__project")[:BATCH]
    )
    for one in changes:
        row = one.record
        if row.version != one.version:
            counts["left"] += 1
            continue
        editing.restored(row, _loaded(one.before, row.project_id))
        row.save()
        counts["restored"] += 1
    IntakeChange.objects.filter(pk__in=[one.pk for one in changes]).delete()
    return bool(changes)


def _loaded(before: Mapping[str, Any], project_id: Any) -> dict[str, Any]:
    values = dict(before)
    if values.get("occurred_at"):
        values["occurred_at"] = datetime.fromisoformat(values["occurred_at"])
    if values.get("contact"):
        own = Contact.objects.filter(project=project_id, pk=values["contact"])
        values["contact"] = own.first()
    return values


def _remove(intake: RecordIntake, counts: Counter[str]) -> bool:
    rows = list(FeedbackRecord.objects.filter(intake=intake).order_by()[:BATCH])
    repeated = FeedbackRecord.objects.filter(duplicate_of__in=rows).order_by()
    again = set(repeated.values_list("duplicate_of", flat=True).distinct())
    for row in rows:
        if row.pk in again:
            repetitions.free(row)
    FeedbackRecord.objects.filter(pk__in=[row.pk for row in rows]).delete()
    counts["removed"] += len(rows)
    return bool(rows)
