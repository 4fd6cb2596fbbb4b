"""Market entries: adding candidates, what is planned for each, and removing one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import msg
from apps.projects.access import membership_of, require
from apps.projects.collections.linking import delete_below
from apps.projects.domain import changes
from apps.projects.domain.errors import Refused
from apps.projects.domain.projects import check_country
from apps.projects.models import MarketEntry, Membership, Project, Role, Stage
from apps.projects.plan.records import BELOW


@transaction.atomic
def add_markets(
    project: Project, actor: User, countries: Iterable[str], *, stage: Stage = Stage.RESEARCH
) -> list[MarketEntry]:
    """Add candidate markets (editor); those that are there already are passed over."""
    require(membership_of(actor, project.pk), Role.EDITOR)
    wanted = list(dict.fromkeys(countries))
    for iso3 in wanted:
        check_country(iso3, field="countries")
    changes.hold(project.pk)
    present = set(
        MarketEntry.objects.filter(project=project, country__in=wanted).values_list(
            "country", flat=True
        )
    )
    made = [
        MarketEntry.objects.create(project=project, country=iso3, stage=stage)
        for iso3 in wanted
        if iso3 not in present
    ]
    for entry in made:
        report("projects.market.added", actor=actor, project_id=project.pk, subject=entry)
    return made


@transaction.atomic
def update_entry(
    entry: MarketEntry, actor: User, values: Mapping[str, Any], *, seen: datetime | None = None
) -> MarketEntry:
    """Change owner, target launch date or note (editor). The stage changes by a move only."""
    require(membership_of(actor, entry.project_id), Role.EDITOR)
    if values.get("owner"):
        _check_owner(entry, values["owner"])
    row = changes.locked(entry)
    changed = changes.apply(row, values, seen)
    if changed:
        report(
            "projects.market.changed",
            actor=actor,
            project_id=row.project_id,
            subject=row,
            changes=changed,
        )
    return row


def _check_owner(entry: MarketEntry, owner: User) -> None:
    if not Membership.objects.filter(project_id=entry.project_id, user=owner).exists():
        raise Refused(
            msg("{person} is not a member of this project. Add them first.", person=str(owner)),
            field="owner",
        )


@transaction.atomic
def remove_entry(entry: MarketEntry, actor: User) -> None:
    """Take a candidate market out, with its history of moves and what was planned for it (editor).
    The home market stays.
    """
    require(membership_of(actor, entry.project_id), Role.EDITOR)
    row = changes.locked(entry)
    if row.is_home:
        raise Refused(
            msg("The home market cannot be removed. Choose another home country in the settings.")
        )
    delete_below([row], actor, BELOW)
    report("projects.market.removed", actor=actor, project_id=row.project_id, subject=row)
    row.delete()
