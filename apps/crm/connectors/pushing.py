"""Sending what was changed here: a batch of records at a time.

What came from there goes back to nobody: a field is sent only if it is not as it was when both
sides were last in step (``SyncLink.seen``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q

from apps.core.messages import Message, msg
from apps.crm.connectors import pulling, values
from apps.crm.connectors.contract import Answer, Change, RemoteError, Written
from apps.crm.connectors.exchange import WRITES, Direction, Exchange, Status
from apps.crm.connectors.pulling import MAY_NOT_DELETE
from apps.crm.connectors.values import NOTHING, digest, held, sent
from apps.crm.connectors.walking import START, moment
from apps.crm.consent import suppressing
from apps.crm.models import Lead, SyncConflict, SyncConnection, SyncLink
from apps.projects.access import membership_of
from apps.projects.domain import records
from apps.projects.domain.records import Draft
from apps.projects.models import Role
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
    """A record to be sent: the fields, as we hold them and as the change names them. ``link`` is
    as it was when the change was made.
    """

    row: Any
    link: SyncLink
    new: bool
    fields: dict[str, Any] = field(default_factory=dict)
    change: Change | None = None

    @property
    def unmet(self) -> bool:
        """Whether it was never exchanged: at most somebody told us its id there."""
        return bool(self.link._state.adding)


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
        self.looked = 0

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
            if not found or self._enough(len(found)):
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
            if not found or self._enough(len(found)):
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
        size = self.exchange.connector.batch
        return min(size, max(1, self.exchange.most - self.looked)) if self.exchange.dry else size

    def _enough(self, more: int) -> bool:
        """Whether a dry run has looked at so many records that it looks at none of these."""
        enough = self.exchange.dry and self.looked >= self.exchange.most
        self.exchange.run.cut = self.exchange.run.cut or enough
        self.looked += more
        return enough

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
            self.exchange.beat()  # nothing is sent that nobody would be told of
            answers = self.exchange.connector.write(self.exchange.api, self.kind, changes)
        missed = next((one for one in answers if one.answer is Answer.NOT_SENT), None)
        answered = [
            (case, answer)
            for case, answer in zip(cases, answers, strict=True)
            if answer.answer is not Answer.NOT_SENT
        ]
        with self.exchange.step(answers=bool(changes)):
            again = self._store(answered)
            done = {case.link.pk for case in cases}
            self._settle([one for _row, one in pairs if one is not None and one.pk not in done])
            if missed is None and not again:  # else these rows are read once more
                then()
        if missed is not None:
            raise RemoteError(missed.problem or UNANSWERED)
        if again:
            self._send([(row, None) for row in again], then)

    def _settle(self, links: Sequence[SyncLink]) -> None:
        """What was due and is as it should be, is due no more."""
        due = [link for link in links if link.due]
        now = _as_they_are(due)
        settled = [one.pk for one in due if one.pk in now and not _touched(now[one.pk], one)]
        SyncLink.objects.filter(pk__in=settled).update(due=False)

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
    def _store(self, answered: Sequence[tuple[_Case, Written]]) -> list[Any]:
        """Keep the answers; the records that are to be sent once more, as new ones."""
        drafts, met, unknown = [], [], []
        there = [answer.row for _case, answer in answered if answer.row is not None]
        if there and self.part.comes:  # compared as if it had come by itself
            pulling.take(self.exchange, self.kind, there)
        now = _as_they_are([case.link for case, _answer in answered])
        for place, (case, answer) in enumerate(answered):
            if answer.row is not None and self.part.comes:
                continue
            if case.unmet and not case.new and answer.answer is Answer.GONE:
                unknown.append(case)
                continue
            first = case.unmet
            if not self._keep(case, answer, now.get(case.link.pk)):
                continue
            if case.new:
                key = (self.connection.system, answer.id)
                drafts.append(Draft({}, place, pk=case.row.pk, key=key))
            met += [case.row] if first else []
        if drafts:  # one that was deleted meanwhile is refused: its link says that it is gone
            records.write(WRITES[self.kind], self.exchange.project, self.exchange.actor, drafts)
        if self.kind == "company":
            self.exchange.company_met(met)
        return self._forget_ids(unknown)

    def _forget_ids(self, cases: Sequence[_Case]) -> list[Any]:
        """Nobody is called so there: these ids are of another account, or of long ago. The records
        that are still here.
        """
        rows = WRITES[self.kind].reference._default_manager
        drafts = []
        for place, case in enumerate(cases):
            known = set(rows.filter(row=case.row).values_list("system", "external_id"))
            kept = known - {(self.connection.system, case.link.external_id)}
            drafts.append(Draft({}, place, pk=case.row.pk, references=frozenset(kept)))
        exchange = self.exchange
        told = records.write(WRITES[self.kind], exchange.project, exchange.actor, drafts)
        return [one.row for one in told if one.error is None]

    def _keep(self, case: _Case, answer: Written, now: SyncLink | None) -> bool:
        """Write the link; whether the record there is ours now. ``now`` is the link as it is, where
        there was one: only what was sent is changed of it.
        """
        link = now or case.link
        link.due = link.due and now is not None and _touched(now, case.link)
        status, reason = self._learn(case, answer, link)
        fields = sorted(case.fields)
        if case.new and not answer.id:
            self._note(status, case, fields=fields, reason=reason)
            return False
        link.external_id = link.external_id or answer.id
        if now is None and not self._claim(case, link):
            self._note(Status.REFUSED, case, fields=fields, reason=TWICE)
            return False
        columns = ("seen", "due", "state", "remote_version", "updated_at")
        link.save(update_fields=None if now is None else columns)
        self._note(status, case, fields=fields, reason=reason)
        return True

    def _learn(self, case: _Case, answer: Written, link: SyncLink) -> tuple[str, Message | None]:
        """Put into the link what the answer says; what is told of it."""
        here = link.state == State.LINKED  # else it was deleted while it was sent
        match answer.answer:
            case Answer.CREATED | Answer.UPDATED:
                missed = {ours for ours, theirs in self.pairs if theirs in answer.missed}
                written = {one: value for one, value in case.fields.items() if one not in missed}
                if here:
                    link.seen = {**link.seen, **self._seen(written)}
                    link.remote_version = answer.version
                    link.due = link.due or bool(missed)
                return Status(answer.answer.value), answer.problem
            case Answer.EXISTS:
                link.due = here and self.part.goes
                return Status.LINKED, None
            case Answer.STALE:
                link.due = here
                return Status.CONFLICT, STALE
            case Answer.GONE:
                link.state = State.GONE_THERE if here else State.ENDED
                return Status.DELETED, KEPT_THERE
        return Status.REFUSED, answer.problem

    def _seen(self, fields: Mapping[str, Any]) -> dict[str, list[str]]:
        marks = {name: digest(self.connection.salt, name, one) for name, one in fields.items()}
        return {name: [one, one] for name, one in marks.items()}

    def _claim(self, case: _Case, link: SyncLink) -> bool:
        """Whether no other record here is that one. One that was deleted here meanwhile leaves a
        link that says so, and nothing of its values.
        """
        if self.exchange.links(self.kind).filter(external_id=link.external_id).exists():
            return False
        if not self.model.objects.filter(pk=case.row.pk).exists():
            setattr(link, self.kind, None)
            link.state, link.seen, link.due = State.GONE_HERE, {}, False
        return True

    def _delete(self) -> None:
        """Delete there what was deleted here, in the name of somebody who may delete here."""
        membership = membership_of(self.exchange.actor, self.connection.project_id)
        may = Role(membership.role).covers(Role.EDITOR)
        last = UUID(int=0)
        while True:
            rows = self.exchange.links(self.kind).filter(state=State.GONE_HERE, pk__gt=last)
            links = list(rows.order_by("pk")[: self._size])
            if not links or self._enough(len(links)):
                return
            last = links[-1].pk
            self.alive()
            ids = [link.external_id for link in links]
            says = Written(Answer.GONE) if may else Written(Answer.REFUSED, problem=MAY_NOT_DELETE)
            answers: Sequence[Written] = [says for _one in ids]
            if self.exchange.dry:
                self._end(links, answers)
                continue
            if may:
                self.exchange.beat()
                answers = self.exchange.connector.delete(self.exchange.api, self.kind, ids)
            with self.exchange.step(answers=may):
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


def _as_they_are(links: Sequence[SyncLink]) -> dict[Any, SyncLink]:
    """The links by id, locked: while a batch was sent, records went and conflicts were decided."""
    rows = SyncLink.objects.select_for_update(no_key=True)
    return {one.pk: one for one in rows.filter(pk__in=[link.pk for link in links])}


def _touched(now: SyncLink, before: SyncLink) -> bool:
    """Whether somebody decided something of it meanwhile."""
    return (now.seen, now.due, now.state) != (before.seen, before.due, before.state)
