"""What points to a record that is deleted: freed, and told of, like any other change; or gone with
it, where it is of nobody else.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from apps.accounts.models import User
from apps.core.happenings import Happening, report_all
from apps.crm.merging import chains
from apps.crm.models import (
    Activity,
    Consent,
    DuplicatePair,
    Merge,
    SyncConflict,
    SyncLink,
    SyncOutcome,
)


def release(
    rows: Any, column: str, held: Any, actor: User, noun: str, *, by_id: bool = False
) -> None:
    """Empty ``column`` of the rows that point to ``held``; each says so as ``noun``.updated.

    ``by_id`` keeps the name of ``held`` out of the trail of rows that outlive its erasure.
    """
    pointing = list(rows.filter(**{column: held}))
    if not pointing:
        return
    rows.filter(**{column: held}).update(**{column: None})
    changes = {f"{column}_id": [str(held.pk), None]} if by_id else {column: [held.name, None]}
    report_all(
        [
            Happening(f"{noun}.updated", actor, held.project_id, row, {"changes": changes})
            for row in pointing
        ]
    )


def drop_hanging(held: Any, actor: User) -> None:
    """Delete the activities and consents of ``held`` with it, and what is known of twins. The
    trail says of an activity that it is gone, and not what it said.
    """
    column = held._meta.model_name
    activities = Activity.objects.filter(**{column: held})
    told = [
        Happening("crm.activity.deleted", actor, held.project_id, _unnamed(row))
        for row in activities
    ]
    if told:
        report_all(told)
    drop_untold(held)


def drop_untold(held: Any) -> None:
    """As :func:`drop_hanging`, where who asks tells what went."""
    column = held._meta.model_name
    activities = Activity.objects.filter(**{column: held})
    if activities.exists():
        activities.delete()
    if column == "deal":
        return
    _part_from_systems(held, column)
    if column != "company":
        said = Consent.objects.filter(**{column: held})
        if said.exists():
            said.delete()
    pairs = DuplicatePair.objects.filter(project=held.project_id, kind=column)
    pairs.filter(Q(first=held.pk) | Q(second=held.pk)).delete()
    # Nothing can be parted from it any more; what was merged into it is personal, too.
    for merge in chains.behind(held.project_id, column, held.pk):
        merge.delete()
    parted = Merge.objects.filter(project=held.project_id, kind=column)
    parted.filter(Q(winner=held.pk) | Q(loser=held.pk)).delete()


def _part_from_systems(held: Any, column: str) -> None:
    """Connections with other systems learn that the record is gone, and keep nothing of it."""
    links = SyncLink.objects.filter(**{column: held})
    SyncConflict.objects.filter(link__in=links).delete()
    SyncOutcome.objects.filter(row_id=held.pk).update(row_id=None, reason=None)
    gone = {SyncLink.State.LINKED: SyncLink.State.GONE_HERE}
    gone[SyncLink.State.GONE_THERE] = SyncLink.State.ENDED
    for before, after in gone.items():
        links.filter(state=before).update(state=after, seen={}, due=False)


def _unnamed(row: Activity) -> Activity:
    """The activity as the trail is told of its end: by what it was, not what it said."""
    return Activity(pk=row.pk, project_id=row.project_id, subject=row.kind)
