"""Conflicts: a person says whose value stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from django.db import transaction
from django.db.models import QuerySet

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import msg
from apps.crm.connectors import values
from apps.crm.connectors.exchange import WRITES
from apps.crm.connectors.values import NOTHING, digest, held
from apps.crm.models import SyncConflict, SyncConnection, SyncLink
from apps.projects.access import membership_of, require
from apps.projects.domain import records
from apps.projects.domain.changes import hold
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Draft
from apps.projects.models import Role

SHOWN = 25
Side = Literal["ours", "theirs"]


@dataclass(frozen=True)
class Shown:
    """A conflict as a page shows it."""

    conflict: SyncConflict
    row: Any
    ours: Any
    theirs: Any

    @property
    def kind(self) -> str:
        return str(self.conflict.link.kind)

    @property
    def mark(self) -> str:
        """What the reader saw: it is sent with the decision."""
        return str(self.conflict.updated_at.isoformat())


def shown(connection: SyncConnection) -> list[Shown]:
    """The oldest conflicts of a connection."""
    rows: QuerySet[SyncConflict] = SyncConflict.objects.filter(connection=connection)
    related = rows.select_related("link__company", "link__contact__company", "link__lead")
    found = list(related[:SHOWN])
    named = {one.theirs for one in found if one.field == "company"}
    links = SyncLink.objects.filter(
        connection=connection, kind="company", external_id__in=named, company__isnull=False
    )
    companies = dict(links.values_list("external_id", "company__name")) if named else {}
    return [
        Shown(one, row, _ours(row, one.field), _theirs(one, companies))
        for one in found
        if (row := getattr(one.link, one.link.kind)) is not None
    ]


def _ours(row: Any, field: str) -> Any:
    if field == "company":
        return row.company.name if row.company else ""
    return held(row, field, {})


def _theirs(one: SyncConflict, companies: dict[str, str]) -> Any:
    return companies.get(one.theirs, one.theirs) if one.field == "company" else one.theirs


@transaction.atomic
def decide(conflict: SyncConflict, actor: User, side: Side, mark: str) -> None:
    """Whose value stays (analyst). ``mark`` is what the person saw (:attr:`Shown.mark`). Theirs is
    written here at once; ours is sent with the next exchange, where records of the kind are sent.
    Raises :class:`Refused`.
    """
    membership = membership_of(actor, conflict.project_id)
    require(membership, Role.ANALYST)
    hold(conflict.project_id)
    rows = SyncConflict.objects.select_for_update(of=("self",), no_key=True)
    one = rows.select_related("connection").filter(pk=conflict.pk).first()
    if one is None:
        raise Refused(msg("This conflict was decided meanwhile."))
    if one.updated_at.isoformat() != mark:
        raise Refused(msg("It was changed in the other system meanwhile. Look at it again."))
    link = SyncLink.objects.select_for_update(no_key=True).get(pk=one.link_id)
    row = getattr(link, link.kind)
    if row is None:
        raise Refused(msg("The record was deleted meanwhile."))
    salt = one.connection.salt
    theirs = digest(salt, one.field, one.theirs)
    if side == "theirs":
        _write(membership.project, actor, link, one, row)
        row.refresh_from_db()
        companies = {row.company_id: one.theirs} if one.field == "company" else {}
        here = digest(salt, one.field, held(row, one.field, companies))
        link.seen = {**link.seen, one.field: [here, theirs]}
    else:
        link.seen, link.due = {**link.seen, one.field: ["", theirs]}, True
    link.save(update_fields=["seen", "due", "updated_at"])
    report(
        "crm.connection.decided", actor=actor, project_id=one.project_id, subject=one.connection,
        of=link.kind, row=str(row.pk), field=one.field, side=side,
    )  # fmt: skip
    one.delete()


def _write(project: Any, actor: User, link: SyncLink, one: SyncConflict, row: Any) -> None:
    if one.field == "company":
        found = SyncLink.objects.filter(
            connection=one.connection, kind="company", external_id=one.theirs
        ).first()
        made: dict[str, Any] = {"company": found.company_id if found else None}
        if one.theirs != NOTHING and made["company"] is None:
            raise Refused(msg("The company is not here any more."))
    else:
        made = dict([values.stored(one.field, one.theirs, row, {})])
    records.write_one(WRITES[link.kind], project, actor, Draft(made, pk=row.pk))
