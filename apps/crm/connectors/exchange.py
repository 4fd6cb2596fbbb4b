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


class Later(Exception):
    """The run goes on later: others are to have the worker, or what is exchanged was changed."""


@dataclass
class Exchange:
    """One run. ``actor`` is the person in whose name records are written. In a dry run nothing is
    sent, whoever calls takes all that was written back, and at most ``most`` records of each kind
    are looked at. ``outdated``: the connection was changed after it was read.
    """

    connection: SyncConnection
    run: SyncRun
    connector: CrmConnector
    api: Api
    plan: Plan
    actor: User
    most: int = 0
    outdated: bool = False
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
    def step(self, *, answers: bool = False) -> Iterator[None]:
        """A transaction in which some rows and how far we are become true together. Raises
        :class:`Superseded` where we are not to go on, and :class:`Later` after it where the
        connection was changed. ``answers`` of the other system are kept although it was paused
        meanwhile: what was written there was written.
        """
        noted = len(self.waiting)
        try:
            with transaction.atomic():
                hold(self.connection.project_id)
                held = self._mine.select_for_update(no_key=True)
                if not held.exists() or not (answers or self._goes_on):
                    raise Superseded
                yield
                self.write_down()
        except BaseException:
            del self.waiting[noted:]
            raise
        if self.outdated:
            raise Later

    @property
    def _mine(self) -> Any:
        """The row of the run, while it is ours."""
        return SyncRun.objects.filter(
            pk=self.run.pk, state=SyncRun.State.RUNNING, attempt=self.run.attempt
        )

    @property
    def _goes_on(self) -> bool:
        going = SyncConnection.objects.filter(
            pk=self.connection.pk, state=SyncConnection.State.ACTIVE
        )
        return self.dry or going.exists()

    def beat(self) -> None:
        """Say that we are alive. Raises :class:`Superseded` where we are not to go on."""
        if not self._mine.update(updated_at=timezone.now()) or not self._goes_on:
            raise Superseded

    def rest(self, seconds: float) -> None:
        """Wait, and say that we are alive."""
        self._mine.update(updated_at=timezone.now())
        time.sleep(seconds)

    # --- how far -------------------------------------------------------------
    def cursor(self, kind: str, name: str) -> str:
        return str(self.connection.cursors.get(kind, {}).get(name, ""))

    def move(self, kind: str, name: str, cursor: str) -> None:
        """Remember how far we are, in the transaction of what was done; not where somebody changed
        what is exchanged, or began anew, since it was read.
        """
        held = SyncConnection.objects.select_for_update(no_key=True).get(pk=self.connection.pk)
        stored = str(held.cursors.get(kind, {}).get(name, ""))
        if held.plan != self.connection.plan or stored != self.cursor(kind, name):
            self.outdated = True
            return
        held.cursors.setdefault(kind, {})[name] = cursor
        held.save(update_fields=["cursors"])
        self.connection.cursors = held.cursors

    # --- links ---------------------------------------------------------------
    def links(self, kind: str) -> Any:
        """All records of the kind that are known on both sides."""
        return SyncLink.objects.filter(connection=self.connection, kind=kind)

    def company_met(self, companies: Sequence[Any]) -> None:
        """Companies are kept in step now: their people are to name them there."""
        if companies and self.plan.contact.goes:
            people = self.links("contact").filter(
                contact__company__in=companies, state=SyncLink.State.LINKED
            )
            people.update(due=True)

    def company_ids(self, ours: set[Any]) -> dict[Any, str]:
        """Our id → theirs, of companies that are kept in step."""
        rows = self.links("company").filter(company__in=ours, state=SyncLink.State.LINKED)
        return dict(rows.values_list("company_id", "external_id"))
