"""Sending what was changed here: a batch of records at a time.

What came from there goes back to nobody: a field is sent only if it is not as it was when both
sides were last in step (``SyncLink.seen``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q

from apps.core.messages import Message, msg
from apps.crm.connectors import pulling, values
from apps.crm.connectors.contract import Answer, Change, RemoteError, Written
from apps.crm.connectors.exchange import WRITES, Direction, Exchange, Status
from apps.crm.connectors.values import NOTHING, digest, held, sent
from apps.crm.connectors.walking import START, moment
from apps.crm.consent import suppressing
from apps.crm.models import Lead, SyncConflict, SyncConnection, SyncLink
from apps.projects.domain import records
from apps.projects.domain.records import Draft
from apps.projects.synced import horizon

ON_THE_LIST = msg("This person is on the suppression list, so nothing of them is sent.")
KEPT_THERE = msg("It was deleted in the other system, so it is not made there again.")
STALE = msg("It was changed there meanwhile. The next exchange reads it again.")
UNANSWERED = msg("The other system did not answer for this row.")
TWICE = msg("Another record here is this one there already.")
State = SyncLink.State
Store = Callable[[], None]


@dataclass
class _Case:
    """A record to be sent: the fields, as we hold them and as the change names them."""

    row: Any
    link: SyncLink
    new: bool
    fields: dict[str, Any] = field(default_factory=dict)
    change: Change | None = None


def push(exchange: Exchange, kind: str, alive: Callable[[], None]) -> None:
    """Send all that is to be sent. ``alive`` is asked between batches, and may raise."""
    _Outgoing(exchange, kind, alive).push()


class _Outgoing:
    def __init__(self, exchange: Exchange, kind: str, alive: Callable[[], None]) -> None:
        self.exchange, self.kind, self.alive = exchange, kind, alive
        self.connection, self.part = exchange.connection, exchange.plan.of(kind)
        self.model = values.MODELS[kind]
        there = self.connection.known_fields.get(kind, [])
        fixed = {one["name"] for one in there if not one.get("writable", True)}
        self.pairs = [(ours, theirs) for ours, theirs in self.part.fields if theirs not in fixed]

    def push(self) -> None:
        for links in self._due():
            rows = [(getattr(link, self.kind), link) for link in links]
            self._send([pair for pair in rows if pair[0] is not None], lambda: None)
        for rows, cursor in self._changed():
            self._send(self._linked(rows), lambda at=cursor: self._move(at))  # type: ignore[misc]
        if self.connection.deletions == SyncConnection.Deletions.FOLLOW:
            self._delete()

    # --- which ---------------------------------------------------------------
    def _due(self) -> Iterator[list[SyncLink]]:
        last = UUID(int=0)
        while True:
            rows = self.exchange.links(self.kind).filter(due=True, state=State.LINKED, pk__gt=last)
            found = list(rows.select_related(self.kind).order_by("pk")[: self._size])
            if not found:
                return
            yield found
            last = found[-1].pk

    def _changed(self) -> Iterator[tuple[list[Any], str]]:
        """Records by the moment of their last change, and the cursor after them."""
        cursor = self.exchange.cursor(self.kind, "out")
        until = horizon(self.connection.project_id)
        while True:
            at, _, key = cursor.partition("|")
            since = moment(at) if at else START
            after = Q(updated_at__gt=since) | Q(updated_at=since, pk__gt=key or UUID(int=0))
            rows = self.model.objects.filter(
                after, project=self.connection.project_id, updated_at__lte=until
            )
            found = list(rows.order_by("updated_at", "id")[: self._size])
            if not found:
                return
            cursor = f"{found[-1].updated_at.isoformat()}|{found[-1].pk}"
            yield found, cursor

    def _linked(self, rows: Sequence[Any]) -> list[tuple[Any, SyncLink | None]]:
        """Each record with its links; one without any stands alone."""
        links: dict[Any, list[SyncLink]] = {}
        for link in self.exchange.links(self.kind).filter(**{f"{self.kind}__in": rows}):
            links.setdefault(getattr(link, f"{self.kind}_id"), []).append(link)
        return [(row, link) for row in rows for link in links.get(row.pk, [None])]

    @property
    def _size(self) -> int:
        return self.exchange.connector.batch

    def _move(self, cursor: str) -> None:
        if not self.exchange.dry:
            self.exchange.move(self.kind, "out", cursor)

    # --- sending -------------------------------------------------------------
    def _send(self, pairs: Sequence[tuple[Any, SyncLink | None]], then: Store) -> None:
        self.alive()
        cases = self._cases(pairs)
        if self.exchange.dry:
            for case in cases:
                status = Status.CREATED if case.new else Status.UPDATED
                self._note(status, case, fields=sorted(case.fields))
            return
        changes = [case.change for case in cases if case.change is not None]
        answers: Sequence[Written] = ()
        if changes:
            answers = self.exchange.connector.write(self.exchange.api, self.kind, changes)
        done = {case.link.pk for case in cases}
        settled = [link.pk for _row, link in pairs if link is not None and link.pk not in done]
        missed = next((one for one in answers if one.answer is Answer.NOT_SENT), None)
        answered = [
            pair
            for pair in zip(cases, answers, strict=True)
            if pair[1].answer is not Answer.NOT_SENT
        ]
        with self.exchange.step():
            SyncLink.objects.filter(pk__in=settled, due=True).update(due=False)
            self._store(answered)
            if missed is None:  # else these rows are read once more
                then()
        if missed is not None:
            raise RemoteError(missed.problem or UNANSWERED)

    def _cases(self, pairs: Sequence[tuple[Any, SyncLink | None]]) -> list[_Case]:
        """What there is to send; the rest is told to be as it should, or left out with a reason."""
        links = [link for _row, link in pairs if link is not None]
        waiting = set(SyncConflict.objects.filter(link__in=links).values_list("link_id", "field"))
        companies = self._companies([row for row, _link in pairs])
        listed = self._listed([row for row, link in pairs if link is None])
        named = self._named([row for row, link in pairs if link is None])
        cases = []
        for row, link in pairs:
            case = self._case(row, link, named, companies, waiting)
            if case.link.state != State.LINKED:
                continue  # deleted there: it was told when that was seen
            if case.new and row.pk in listed:
                self._note(Status.SKIPPED, case, reason=ON_THE_LIST)
            elif case.new and isinstance(row, Lead) and row.state == Lead.State.CONVERTED:
                continue
            elif not case.fields:
                self._note(Status.UNCHANGED, case)
            else:
                cases.append(case)
        return cases

    def _case(
        self, row: Any, link: SyncLink | None, named: dict[Any, str],
        companies: dict[Any, str], waiting: set[tuple[Any, str]],
    ) -> _Case:  # fmt: skip
        known = link or SyncLink(
            project_id=row.project_id, connection=self.connection, kind=self.kind,
            external_id=named.get(row.pk, ""), **{self.kind: row},
        )  # fmt: skip
        case = _Case(row, known, new=not known.external_id)
        outgoing = {}
        for ours, theirs in self.pairs:
            here = held(row, ours, companies)
            if here is None or (known.pk, ours) in waiting:
                continue
            base = known.seen.get(ours)
            mark = digest(self.connection.salt, ours, here)
            if (base is None and here == NOTHING) or (base is not None and base[0] == mark):
                continue
            case.fields[ours] = here
            outgoing[theirs] = sent(ours, theirs, here)
        case.change = Change(str(row.pk), known.external_id, outgoing, known.remote_version)
        return case

    def _companies(self, rows: Sequence[Any]) -> dict[Any, str]:
        if self.kind != "contact":
            return {}
        return self.exchange.company_ids({row.company_id for row in rows} - {None})

    def _listed(self, new: Sequence[Any]) -> set[Any]:
        """Those of new people who are on the suppression list."""
        if self.kind == "company":
            return set()
        wanted = {row.pk: suppressing.addresses(row) for row in new}
        every = [one for addresses in wanted.values() for one in addresses]
        found = suppressing.find(self.connection.project_id, every)
        return {pk for pk, addresses in wanted.items() if any(one in found for one in addresses)}

    def _named(self, new: Sequence[Any]) -> dict[Any, str]:
        """What the system calls records that somebody else told us of."""
        rows = WRITES[self.kind].reference._default_manager.filter(
            row__in=new, system=self.connection.system
        )
        return dict(rows.values_list("row_id", "external_id"))

    # --- keeping what came of it ---------------------------------------------
    def _store(self, answered: Sequence[tuple[_Case, Written]]) -> None:
        drafts = []
        there = [answer.row for _case, answer in answered if answer.row is not None]
        if there and self.part.comes:  # compared as if it had come by itself
            pulling.take(self.exchange, self.kind, there)
        for place, (case, answer) in enumerate(answered):
            if answer.row is not None and self.part.comes:
                continue
            if self._keep(case, answer) and case.new:
                key = (self.connection.system, answer.id)
                drafts.append(Draft({}, place, pk=case.row.pk, key=key))
        if drafts:  # one that was deleted meanwhile is refused: its link says that it is gone
            records.write(WRITES[self.kind], self.exchange.project, self.exchange.actor, drafts)

    def _keep(self, case: _Case, answer: Written) -> bool:
        """Write the link; whether the record there is ours now."""
        link, salt = case.link, self.connection.salt
        fields = sorted(case.fields)
        link.due = False
        match answer.answer:
            case Answer.CREATED | Answer.UPDATED:
                missed = {ours for ours, theirs in self.pairs if theirs in answer.missed}
                link.due = bool(missed)
                marks = {
                    name: digest(salt, name, here)
                    for name, here in case.fields.items()
                    if name not in missed
                }
                link.seen = {**link.seen, **{name: [one, one] for name, one in marks.items()}}
                link.remote_version = answer.version
                status, reason = Status(answer.answer.value), answer.problem
            case Answer.EXISTS:
                link.due, status, reason = self.part.goes, Status.LINKED, None
            case Answer.STALE:
                link.due, status, reason = True, Status.CONFLICT, STALE
            case Answer.GONE:
                link.state, status, reason = State.GONE_THERE, Status.DELETED, KEPT_THERE
            case _:
                status, reason = Status.REFUSED, answer.problem
        if case.new and not answer.id:
            self._note(status, case, fields=fields, reason=reason)
            return False
        link.external_id = link.external_id or answer.id
        if case.new and not self._claim(case, link):
            self._note(Status.REFUSED, case, fields=fields, reason=TWICE)
            return False
        link.save()
        self._note(status, case, fields=fields, reason=reason)
        return True

    def _claim(self, case: _Case, link: SyncLink) -> bool:
        """Whether no other record here is that one. One that was deleted here meanwhile leaves a
        link that says so.
        """
        if self.exchange.links(self.kind).filter(external_id=link.external_id).exists():
            return False
        if not self.model.objects.filter(pk=case.row.pk).exists():
            setattr(link, self.kind, None)
            link.state = State.GONE_HERE
        return True

    def _delete(self) -> None:
        """Delete there what was deleted here."""
        last = UUID(int=0)
        while True:
            rows = self.exchange.links(self.kind).filter(state=State.GONE_HERE, pk__gt=last)
            links = list(rows.order_by("pk")[: self._size])
            if not links:
                return
            last = links[-1].pk
            self.alive()
            ids = [link.external_id for link in links]
            answers: Sequence[Written] = [Written(Answer.GONE, one) for one in ids]
            if not self.exchange.dry:
                answers = self.exchange.connector.delete(self.exchange.api, self.kind, ids)
                with self.exchange.step():
                    self._end(links, answers)
            else:
                self._end(links, answers)

    def _end(self, links: Sequence[SyncLink], answers: Sequence[Written]) -> None:
        for link, answer in zip(links, answers, strict=True):
            gone = answer.answer is Answer.GONE
            if gone:
                SyncLink.objects.filter(pk=link.pk).update(state=State.ENDED)
            self.exchange.note(
                self.kind, Direction.OUT, Status.DELETED if gone else Status.REFUSED,
                link.external_id, reason=answer.problem,
            )  # fmt: skip

    def _note(
        self, status: str, case: _Case, *, fields: Sequence[str] = (),
        reason: Message | None = None,
    ) -> None:  # fmt: skip
        self.exchange.note(
            self.kind, Direction.OUT, status, case.link.external_id, case.row.pk,
            fields=fields, reason=reason,
        )  # fmt: skip
