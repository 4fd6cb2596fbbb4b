"""What one exchange works with: whose, by which fields, and what became of each row."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.messages import Message
from apps.crm.connectors.contract import Api, CrmConnector
from apps.crm.connectors.plan import Plan
from apps.crm.domain.companies import COMPANIES, delete_company
from apps.crm.domain.contacts import CONTACTS, delete_contact
from apps.crm.domain.leads import LEADS, delete_lead
from apps.crm.models import SyncConnection, SyncLink, SyncOutcome, SyncRun
from apps.projects.domain.changes import hold
from apps.projects.domain.records import RecordKind
from apps.projects.models import Project

MOST_KEPT = 2000  # outcomes of one run that are written down
Status, Direction = SyncOutcome.Status, SyncOutcome.Direction
WRITES: dict[str, RecordKind] = {"company": COMPANIES, "contact": CONTACTS, "lead": LEADS}
DELETES: dict[str, Callable[[Any, User], None]] = {
    "company": delete_company,
    "contact": delete_contact,
    "lead": delete_lead,
}


class Superseded(Exception):
    """Somebody paused the connection, or another worker has taken the run over."""


@dataclass
class Exchange:
    """One run. ``actor`` is the person in whose name records are written. In a dry run nothing is
    sent, and whoever calls takes all that was written back.
    """

    connection: SyncConnection
    run: SyncRun
    connector: CrmConnector
    api: Api
    plan: Plan
    actor: User
    waiting: list[dict[str, Any]] = field(default_factory=list)

    @property
    def project(self) -> Project:
        found: Project = self.connection.project
        return found

    @property
    def dry(self) -> bool:
        return bool(self.run.dry)

    def names(self, kind: str) -> list[str]:
        """The fields there that are read."""
        return [theirs for _ours, theirs in self.plan.of(kind).fields]

    def note(
        self,
        kind: str,
        direction: str,
        status: str,
        external_id: str = "",
        row_id: UUID | None = None,
        *,
        fields: Sequence[str] = (),
        reason: Message | None = None,
    ) -> None:
        """Say what became of a row."""
        self.waiting.append(
            {
                "kind": kind, "direction": direction, "status": str(status),
                "external_id": external_id, "row_id": row_id, "fields": sorted(fields),
                "reason": reason.model_dump(mode="json") if reason else None,
            }
        )  # fmt: skip

    def write_down(self) -> None:
        """Store what was noted, in the transaction of the rows that it is about."""
        counts, kept = self.run.counts, self.run.kept
        rows = []
        for one in self.waiting:
            place = counts.setdefault(one["kind"], {}).setdefault(one["direction"], {})
            place[one["status"]] = place.get(one["status"], 0) + 1
            if one["status"] != Status.UNCHANGED and kept < MOST_KEPT:
                kept += 1
                rows.append(SyncOutcome(project_id=self.run.project_id, run=self.run, **one))
        self.waiting = []
        self.run.kept = kept
        SyncOutcome.objects.bulk_create(rows, batch_size=500)
        self.run.save(update_fields=["counts", "kept", "cut", "updated_at"])

    @contextmanager
    def step(self) -> Iterator[None]:
        """A transaction in which some rows and how far we are become true together. Raises
        :class:`Superseded` where we are not to go on.
        """
        noted = len(self.waiting)
        try:
            with transaction.atomic():
                hold(self.connection.project_id)
                self._check()
                yield
                self.write_down()
        except BaseException:
            del self.waiting[noted:]
            raise

    def _check(self) -> None:
        mine = SyncRun.objects.select_for_update(no_key=True).filter(
            pk=self.run.pk, state=SyncRun.State.RUNNING, attempt=self.run.attempt
        )
        going = SyncConnection.objects.filter(
            pk=self.connection.pk, state=SyncConnection.State.ACTIVE
        )
        if not mine.exists() or not (self.dry or going.exists()):
            raise Superseded

    def rest(self, seconds: float) -> None:
        """Wait, and say that we are alive."""
        SyncRun.objects.filter(pk=self.run.pk).update(updated_at=timezone.now())
        time.sleep(seconds)

    # --- how far -------------------------------------------------------------
    def cursor(self, kind: str, name: str) -> str:
        return str(self.connection.cursors.get(kind, {}).get(name, ""))

    def move(self, kind: str, name: str, cursor: str) -> None:
        """Remember how far we are, in the transaction of what was done."""
        held = SyncConnection.objects.select_for_update(no_key=True).get(pk=self.connection.pk)
        held.cursors.setdefault(kind, {})[name] = cursor
        held.save(update_fields=["cursors"])
        self.connection.cursors = held.cursors

    # --- links ---------------------------------------------------------------
    def links(self, kind: str) -> Any:
        """All records of the kind that are known on both sides."""
        return SyncLink.objects.filter(connection=self.connection, kind=kind)

    def company_ids(self, ours: set[Any]) -> dict[Any, str]:
        """Our id → theirs, of companies that are kept in step."""
        rows = self.links("company").filter(company__in=ours, state=SyncLink.State.LINKED)
        return dict(rows.values_list("company_id", "external_id"))
