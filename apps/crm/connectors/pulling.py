"""Taking in what was changed there: a page of records at a time.

All writing goes through ``projects.domain.records``, as a batch over REST does: who asked to be
erased is not made anew, an e-mail address belongs to one person, and the trail tells it all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.db.models.functions import Lower

from apps.core.messages import Message, msg
from apps.crm.connectors import values
from apps.crm.connectors.comparing import Verdict, compare
from apps.crm.connectors.contract import RemoteRow
from apps.crm.connectors.exchange import DELETES, WRITES, Direction, Exchange, Status
from apps.crm.connectors.values import NOTHING, digest, held, taken, without_values
from apps.crm.models import SyncConflict, SyncConnection, SyncLink
from apps.projects.domain import records
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Draft

DELETED_HERE = msg("It was deleted here, so it is not made anew.")
KEPT_HERE = msg("It was deleted in the other system. The record here stays.")
MAY_NOT_DELETE = msg("Whoever this connection works for may not delete records.")
State = SyncLink.State


@dataclass(eq=False)
class _Case:
    """A record there, what is known of it here, and what is to become of it."""

    remote: RemoteRow
    theirs: dict[str, Any]
    problems: dict[str, Message]
    link: SyncLink | None
    row: Any
    verdict: Verdict = field(default_factory=Verdict)


def take(exchange: Exchange, kind: str, rows: Sequence[RemoteRow]) -> None:
    """Take in a page, inside a step of the exchange."""
    _Intake(exchange, kind, rows).take()


def forget(exchange: Exchange, kind: str, ids: Sequence[str]) -> None:
    """Records that are not there any more."""
    gone = [RemoteRow(one, None, deleted=True) for one in ids]
    _Intake(exchange, kind, gone).take()


class _Intake:
    """One page on its way: what is known already is looked up once for all of it."""

    def __init__(self, exchange: Exchange, kind: str, rows: Sequence[RemoteRow]) -> None:
        self.exchange, self.kind, self.rows = exchange, kind, rows
        self.connection, self.part = exchange.connection, exchange.plan.of(kind)
        ids = [one.id for one in rows]
        found = exchange.links(kind).filter(external_id__in=ids).select_related(kind)
        self.links: dict[str, SyncLink] = {link.external_id: link for link in found}
        self.open = {
            (one.link_id, one.field): one
            for one in SyncConflict.objects.filter(link__in=list(self.links.values()))
        }
        self.cases: list[_Case] = []

    def take(self) -> None:
        for remote in self.rows:
            link = self.links.get(remote.id)
            if remote.deleted:
                self._gone(link)
            elif link is not None and (
                link.state in (State.GONE_HERE, State.ENDED) or getattr(link, self.kind) is None
            ):
                self._note(Status.SKIPPED, remote.id, reason=DELETED_HERE)
            else:
                self.cases.append(self._case(remote, link))
        self._find_companies()
        self._find_known()
        self._write()

    # --- looking -------------------------------------------------------------
    def _case(self, remote: RemoteRow, link: SyncLink | None) -> _Case:
        row = getattr(link, self.kind) if link else None
        theirs: dict[str, Any] = {}
        problems: dict[str, Message] = {}
        pairs = dict(self.part.fields)
        country = row.country if row is not None else ""
        # The country first: a phone number may need it.
        for ours in sorted(pairs, key=lambda name: name != "country"):
            try:
                value = taken(self.kind, ours, remote.values.get(pairs[ours]), country)
            except Refused as refused:
                problems[ours] = without_values(refused.message)
                continue
            theirs[ours] = value
            country = value if ours == "country" and value else country
        return _Case(remote, theirs, problems, link, row)

    def _find_companies(self) -> None:
        """A company that is not kept in step (yet) says nothing of its people."""
        named = {case.theirs.get("company") for case in self.cases} - {None, NOTHING}
        links = self.exchange.links("company").filter(
            external_id__in=named, state=State.LINKED, company__isnull=False
        )
        self.companies: dict[str, Any] = dict(links.values_list("external_id", "company_id"))
        for case in self.cases:
            there = case.theirs.get("company")
            if there not in (None, NOTHING) and there not in self.companies:
                del case.theirs["company"]

    def _find_known(self) -> None:
        """Which of the records without a link are here already: by their id there, or by what
        tells them apart.
        """
        new = [case for case in self.cases if case.link is None]
        if not new:
            return
        by_id = self._by_reference(new)
        by_mark = self._by_mark(new)
        found = [by_id.get(c.remote.id) or by_mark.get(_mark(self.kind, c.theirs)) for c in new]
        pks = [row.pk for row in found if row is not None]
        linked = self.exchange.links(self.kind).filter(**{f"{self.kind}__in": pks})
        taken_by = dict(linked.values_list(f"{self.kind}_id", "external_id"))
        for case, row in zip(new, found, strict=True):
            if row is None:
                continue
            if taken_by.setdefault(row.pk, case.remote.id) == case.remote.id:
                case.row = row
            elif self.kind != "company":  # companies may share a name, and are not the same
                same = msg(
                    "Another record of the other system is this one already: {id}.",
                    id=taken_by[row.pk],
                )
                self._note(Status.REFUSED, case.remote.id, row.pk, reason=same)
                self.cases.remove(case)

    def _by_reference(self, new: Sequence[_Case]) -> dict[str, Any]:
        rows = WRITES[self.kind].reference._default_manager.filter(
            project=self.connection.project_id,
            system=self.connection.system,
            external_id__in=[case.remote.id for case in new],
        )
        return {one.external_id: one.row for one in rows.select_related("row")}

    def _by_mark(self, new: Sequence[_Case]) -> dict[str, Any]:
        """Mark (see :func:`_mark`) → the only record that has it."""
        marks = {_mark(self.kind, case.theirs) for case in new} - {""}
        if not marks:
            return {}
        rows = values.MODELS[self.kind].objects.filter(project=self.connection.project_id)
        if self.kind == "company":
            spelt = {case.theirs.get("name") for case in new}
            rows = rows.annotate(mark=Lower("name"))
            rows = rows.filter(Q(name__in=spelt) | Q(mark__in=marks))
        else:
            rows = rows.filter(email__in=marks)
        found: dict[str, list[Any]] = {}
        for row in rows:
            own = row.name if self.kind == "company" else row.email
            found.setdefault(own.lower(), []).append(row)
        return {mark: alike[0] for mark, alike in found.items() if len(alike) == 1}

    # --- deciding and writing ------------------------------------------------
    def _write(self) -> None:
        drafts = []
        for index, case in enumerate(self.cases):
            self._decide(case)
            if case.row is None or case.verdict.take or case.link is None:
                drafts.append(self._draft(index, case))
        outcomes = records.write(
            WRITES[self.kind], self.exchange.project, self.exchange.actor, drafts
        )
        told = {outcome.index: outcome for outcome in outcomes}
        met = []
        for index, case in enumerate(self.cases):
            outcome = told.get(index)
            if outcome is not None and outcome.error is not None:
                reason = without_values(outcome.error.message)
                self._note(Status.REFUSED, case.remote.id, _pk(case.row), reason=reason)
                continue
            new = case.row is None
            first = case.link is None
            case.row = outcome.row if outcome is not None else case.row
            changed = outcome is not None and outcome.status is records.Status.UPDATED
            self._remember(case, new=new, changed=changed and bool(case.verdict.take))
            met += [case.row] if first else []
        if self.kind == "company":
            self.exchange.company_met(met)

    def _decide(self, case: _Case) -> None:
        seen = case.link.seen if case.link else {}
        mine = (
            {name: self._held(case.row, name) for name in case.theirs}
            if case.row is not None
            else dict.fromkeys(case.theirs, NOTHING)
        )
        newer = bool(
            case.row is not None
            and case.remote.changed_at is not None
            and case.remote.changed_at > case.row.updated_at
        )
        policy = self.connection.policy
        case.verdict = compare(
            mine, case.theirs, seen, self.connection.salt, policy, newer_there=newer
        )

    def _held(self, row: Any, name: str) -> Any:
        companies: dict[Any, str] = {}
        if name == "company":
            if not hasattr(self, "_companies_here"):
                here = {c.row.company_id for c in self.cases if c.row is not None} - {None}
                self._companies_here = self.exchange.company_ids(here)
            companies = self._companies_here
            companies |= {ours: theirs for theirs, ours in self.companies.items()}
        return held(row, name, companies)

    def _draft(self, index: int, case: _Case) -> Draft:
        made: dict[str, Any] = {}
        for name, value in case.verdict.take.items():
            if name == "company":
                made["company"] = self.companies.get(value)
            else:
                column, stored = values.stored(name, value, case.row, made)
                made[column] = stored
        if case.row is None and self.kind == "lead":
            made = {**self._lawful(), **made}
        key = (self.connection.system, case.remote.id)
        return Draft(made, index, pk=_pk(case.row), key=key)

    def _lawful(self) -> dict[str, Any]:
        plan = self.exchange.plan
        known = {"source": self.connection.name, "basis_note": plan.basis_note}
        return {**known, **({"basis": plan.basis} if plan.basis else {})}

    def _remember(self, case: _Case, *, new: bool, changed: bool) -> None:
        """Keep what both sides are like now, and what a person has to decide."""
        link, first = case.link, case.link is None
        if link is None:
            link = SyncLink(
                project_id=self.connection.project_id, connection=self.connection,
                kind=self.kind, external_id=case.remote.id,
            )  # fmt: skip
        verdict, salt = case.verdict, self.connection.salt
        seen = dict(link.seen)
        for name, pair in verdict.seen.items():
            here = self._held(case.row, name) if name in verdict.take else None
            seen[name] = pair if here is None else [digest(salt, name, here), pair[1]]
        due = link.due or (self.part.goes and bool(verdict.give))
        before = (link.seen, link.due, link.state, link.remote_version)
        setattr(link, self.kind, case.row)
        link.seen, link.due, link.state = seen, due, State.LINKED
        link.remote_version = case.remote.version
        if first or before != (seen, due, State.LINKED, case.remote.version):
            link.save()
        asked = self._ask(case, link)
        self._tell(case, new=new, changed=changed, first=first, asked=asked)

    def _ask(self, case: _Case, link: SyncLink) -> list[str]:
        """Keep open conflicts as they are now; the fields of new ones."""
        asked = []
        for name in case.theirs:
            known = self.open.get((link.pk, name))
            if name not in case.verdict.ask:
                if known is not None:
                    known.delete()
                continue
            theirs = case.verdict.ask[name]
            if known is None:
                known = SyncConflict(
                    project_id=link.project_id, connection=self.connection, link=link, field=name
                )
            elif known.theirs == theirs:
                continue
            known.theirs = theirs
            known.save()
            asked.append(name)
        return asked

    def _tell(
        self, case: _Case, *, new: bool, changed: bool, first: bool, asked: list[str]
    ) -> None:
        status = Status.UNCHANGED
        if new:
            status = Status.CREATED
        elif asked:
            status = Status.CONFLICT
        elif changed:
            status = Status.UPDATED
        elif first:
            status = Status.LINKED
        reason = next(iter(case.problems.values()), None)
        if reason is not None and status is Status.UNCHANGED:
            status = Status.REFUSED
        names = {*asked, *case.problems, *(case.verdict.take if changed else ())}
        self._note(status, case.remote.id, case.row.pk, fields=sorted(names), reason=reason)

    def _gone(self, link: SyncLink | None) -> None:
        """A record was deleted there."""
        if link is None or link.state in (State.GONE_THERE, State.ENDED):
            return
        row = getattr(link, self.kind)
        reason: Message | None = None
        if row is None or link.state == State.GONE_HERE:
            state = State.ENDED
        elif self.connection.deletions == SyncConnection.Deletions.FOLLOW:
            try:
                DELETES[self.kind](row, self.exchange.actor)
            except PermissionDenied:
                self._note(Status.REFUSED, link.external_id, row.pk, reason=MAY_NOT_DELETE)
                return
            state = State.ENDED
        else:
            state, reason = State.GONE_THERE, KEPT_HERE
        SyncConflict.objects.filter(link=link).delete()
        SyncLink.objects.filter(pk=link.pk).update(state=state, due=False)
        self._note(Status.DELETED, link.external_id, _pk(row), reason=reason)

    def _note(self, status: str, external_id: str, row_id: Any = None, **more: Any) -> None:
        self.exchange.note(self.kind, Direction.IN, status, external_id, row_id, **more)


def _mark(kind: str, theirs: dict[str, Any]) -> str:
    """What tells a record that is not linked yet: a person's e-mail address, a company's name."""
    return str(theirs.get("name" if kind == "company" else "email") or "").lower()


def _pk(row: Any) -> Any:
    return row.pk if row is not None else None
