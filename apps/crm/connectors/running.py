"""The course of an exchange: asked for, taken by a worker, page by page to its end.

The row of the run is the truth and Celery a doorbell, as with jobs. How far each kind is moves
with what was stored, so whoever goes on after a crash begins where it ended; of two workers the
older one is fenced off by the attempt's number.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.core import ringing
from apps.core.happenings import report
from apps.core.messages import Message, msg
from apps.crm.connectors import access, pulling, pushing
from apps.crm.connectors.contract import KINDS, RemoteError, RemoteRow, Unauthorised
from apps.crm.connectors.exchange import Exchange, Later, Superseded
from apps.crm.connectors.plan import plan_of
from apps.crm.connectors.walking import START, moment
from apps.crm.models import SyncConnection, SyncLink, SyncRun
from apps.events.domain import notices
from apps.jobs.domain.retrying import is_away
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import hold
from apps.projects.domain.errors import Refused
from apps.projects.models import Membership, Project, Role

logger = logging.getLogger(__name__)
STALE = timedelta(minutes=5)  # without a step: whoever was at it is gone
SLICE = 300.0  # seconds after which others get their turn at the worker
FAILURES = 5  # in a row, after which a connection is paused
MOST_DRY = 2000  # records of each kind that a dry run looks at
AT_ONCE = 100  # ids that are asked for together
GONE_EVERY = timedelta(hours=20)  # of scheduled exchanges: all ids are asked for
KEPT = timedelta(days=30)
OPEN = (SyncRun.State.QUEUED, SyncRun.State.RUNNING)
State = SyncConnection.State


@transaction.atomic
def start(connection: SyncConnection, actor: User, *, dry: bool = False) -> SyncRun:
    """Ask for an exchange (owner). Raises :class:`Refused` while one is open, or where it cannot
    begin.
    """
    require(membership_of(actor, connection.project_id), Role.OWNER)
    hold(connection.project_id)
    held = SyncConnection.objects.select_for_update(no_key=True).get(pk=connection.pk)
    if held.state in (State.SETUP, State.BROKEN):
        raise Refused(msg("Connect with the other system first."))
    if held.state == State.PAUSED and not dry:
        raise Refused(msg("The connection is paused. Resume it first, or make a dry run."))
    plan = plan_of(held)
    if not any(plan.of(kind).direction != "off" for kind in KINDS):
        raise Refused(msg("Choose first what is exchanged: companies, contacts or leads."))
    if SyncRun.objects.filter(connection=held, state__in=OPEN).exists():
        raise Refused(msg("An exchange is under way. Wait for it to end."))
    run = SyncRun.objects.create(
        project_id=held.project_id, connection=held, dry=dry, asked_by=actor
    )
    report("crm.connection.run", actor=actor, project_id=held.project_id, subject=held, dry=dry)
    transaction.on_commit(lambda: ring(run.pk))
    return run


def ring(pk: Any) -> None:
    """Tell a worker."""
    ringing.ring("crm.exchange", pk)


def ring_again() -> int:
    """Begin what is due, and ring for exchanges that nobody works at; how many."""
    _begin_due()
    waiting = SyncRun.objects.filter(state__in=OPEN, updated_at__lt=timezone.now() - STALE)
    ids = list(waiting.values_list("pk", flat=True)[:100])
    for pk in ids:
        ring(pk)
    return len(ids)


def _begin_due() -> None:
    now = timezone.now()
    busy = SyncRun.objects.filter(connection=OuterRef("pk"), state__in=OPEN)
    rows = SyncConnection.objects.filter(
        ~Exists(busy), state=State.ACTIVE, every__gt=0, next_at__lte=now,
        project__archived_at=None,
    )  # fmt: skip
    for pk in list(rows.values_list("pk", flat=True)[:100]):
        with transaction.atomic():
            held = SyncConnection.objects.select_for_update(no_key=True).get(pk=pk)
            if SyncRun.objects.filter(connection=held, state__in=OPEN).exists():
                continue
            held.next_at = now + timedelta(minutes=held.every)
            held.save(update_fields=["next_at"])
            run = SyncRun.objects.create(project_id=held.project_id, connection=held)
        ring(run.pk)


def prune() -> int:
    """Forget exchanges older than :data:`KEPT`, with their rows."""
    old = SyncRun.objects.filter(created_at__lt=timezone.now() - KEPT).exclude(state__in=OPEN)
    return int(old.delete()[0])


def go_on(pk: Any) -> None:
    """Exchange from where it stands to the end. Repeatable."""
    run = _claim(pk)
    if run is None:
        return
    try:
        _exchange(run)
    except Later:
        mine = SyncRun.objects.filter(pk=run.pk, attempt=run.attempt)
        mine.update(state=SyncRun.State.QUEUED, updated_at=timezone.now())
        ring(run.pk)
    except Superseded:
        _end(run, SyncRun.State.STOPPED, msg("The connection was paused."))
    except Unauthorised as error:
        _end(run, SyncRun.State.FAILED, error.message, State.BROKEN)
    except (PermissionDenied, Http404):
        gone = msg("Whoever connected this may no longer write in this project. Connect again.")
        _end(run, SyncRun.State.FAILED, gone, State.BROKEN)
    except (RemoteError, Refused) as error:
        _failed(run, error.message)
    except Exception as error:
        if is_away(error):
            raise  # it is rung for again
        logger.exception("the exchange %s failed", pk)
        _failed(run, msg("This failed on our side. What was exchanged stays."))
    else:
        _end(run, SyncRun.State.DONE, None)


def _claim(pk: Any) -> SyncRun | None:
    """The run with a new attempt, if nobody is at it: a message may come twice."""
    free = Q(state=SyncRun.State.QUEUED) | Q(
        state=SyncRun.State.RUNNING, updated_at__lt=timezone.now() - STALE
    )
    with transaction.atomic():
        rows = SyncRun.objects.select_for_update(of=("self",), no_key=True)
        run: SyncRun | None = rows.filter(free, pk=pk).first()
        if run is None:
            return None
        run.attempt += 1
        run.state = SyncRun.State.RUNNING
        run.save(update_fields=["attempt", "state", "updated_at"])
    return run


def _exchange(run: SyncRun) -> None:
    connection = SyncConnection.objects.select_related("project", "created_by").get(
        pk=run.connection_id
    )
    actor = connection.created_by
    if actor is None:
        raise PermissionDenied
    project: Project = connection.project
    require(membership_of(actor, project.pk), Role.ANALYST)
    connector = access.connector_of(connection)
    exchange = Exchange(
        connection, run, connector, api=None, plan=plan_of(connection), actor=actor, most=MOST_DRY,  # type: ignore[arg-type]
    )  # fmt: skip
    exchange.api = access.client(connection, exchange.rest)
    if run.dry:
        _look(exchange)
        return
    until = time.monotonic() + SLICE

    def alive() -> None:
        if time.monotonic() > until:
            raise Later

    kinds = [kind for kind in KINDS if kind in connector.kinds]
    for kind in kinds:
        if exchange.plan.of(kind).comes:
            _pull(exchange, kind, alive)
    for kind in kinds:
        if exchange.plan.of(kind).goes:
            pushing.push(exchange, kind, alive)


def _pull(exchange: Exchange, kind: str, alive: Any) -> None:
    connector, more = exchange.connector, True
    while more:
        alive()
        cursor = exchange.cursor(kind, "in")
        page = connector.changed_since(exchange.api, kind, cursor, exchange.names(kind))
        with exchange.step():
            pulling.take(exchange, kind, page.rows)
            if page.cursor != cursor:
                exchange.move(kind, "in", page.cursor)
        more = page.more
    if _asks_for_gone(exchange, kind):
        of, _, last = exchange.cursor(kind, "asked").partition("|")
        for ids in _known_ids(exchange, kind, last if of == str(exchange.run.pk) else ""):
            alive()
            gone = connector.gone(exchange.api, kind, ids)
            with exchange.step():
                pulling.forget(exchange, kind, sorted(gone))
                exchange.move(kind, "asked", f"{exchange.run.pk}|{ids[-1]}")
        with exchange.step():
            exchange.move(kind, "gone", timezone.now().isoformat())


def _asks_for_gone(exchange: Exchange, kind: str) -> bool:
    """Asking for every id is much: a schedule does it once a day, a person whenever they like, and
    each exchange once.
    """
    if exchange.connector.tells_deletions:
        return False
    text = exchange.cursor(kind, "gone")
    last = moment(text) if text else START
    by_hand = exchange.run.asked_by_id is not None
    return last < (exchange.run.created_at if by_hand else timezone.now() - GONE_EVERY)


def _known_ids(exchange: Exchange, kind: str, last: str = "") -> Iterator[list[str]]:
    """Ids of records that are kept in step, after ``last``."""
    while True:
        rows = exchange.links(kind).exclude(state=SyncLink.State.ENDED).filter(external_id__gt=last)
        rows = rows.exclude(state=SyncLink.State.GONE_THERE).order_by("external_id")
        ids = list(rows.values_list("external_id", flat=True)[:AT_ONCE])
        if not ids:
            return
        yield ids
        last = ids[-1]


# --- dry runs ----------------------------------------------------------------
def _look(exchange: Exchange) -> None:
    """Do it all in one transaction that is taken back, and keep what would have become of it. What
    is read from the other system is read before, so that nobody waits for it.
    """
    read = {
        kind: _read(exchange, kind)
        for kind in KINDS
        if kind in exchange.connector.kinds and exchange.plan.of(kind).comes
    }
    with transaction.atomic():
        hold(exchange.connection.project_id)
        for kind, rows in read.items():
            for start_ in range(0, len(rows), AT_ONCE):
                pulling.take(exchange, kind, rows[start_ : start_ + AT_ONCE])
        for kind in KINDS:
            if kind in exchange.connector.kinds and exchange.plan.of(kind).goes:
                pushing.push(exchange, kind, lambda: None)
        transaction.set_rollback(True)
    with exchange.step():
        pass  # what was noted is written down, unless another worker has the run


def _read(exchange: Exchange, kind: str) -> list[RemoteRow]:
    rows: dict[str, RemoteRow] = {}
    cursor, more = exchange.cursor(kind, "in"), True
    names = exchange.names(kind)
    while more and len(rows) < MOST_DRY:
        exchange.beat()
        page = exchange.connector.changed_since(exchange.api, kind, cursor, names)
        rows |= {one.id: one for one in page.rows}
        cursor, more = page.cursor, page.more
    exchange.run.cut = exchange.run.cut or more
    return [*rows.values(), *([] if more else _missing(exchange, kind))]


def _missing(exchange: Exchange, kind: str) -> Sequence[RemoteRow]:
    if exchange.connector.tells_deletions:
        return ()
    found: list[str] = []
    asked = 0
    for ids in _known_ids(exchange, kind):
        if asked >= exchange.most:
            exchange.run.cut = True
            break
        asked += len(ids)
        exchange.beat()
        found += sorted(exchange.connector.gone(exchange.api, kind, ids))
    return [RemoteRow(one, None, deleted=True) for one in found]


# --- ends --------------------------------------------------------------------
def _failed(run: SyncRun, why: Message) -> None:
    """A failure that may pass; after several in a row the connection waits for a person."""
    failures = run.connection.failures + 1
    paused = failures >= FAILURES and not run.dry
    _end(run, SyncRun.State.FAILED, why, State.PAUSED if paused else None)


@transaction.atomic
def _end(run: SyncRun, state: str, why: Message | None, then: str | None = None) -> None:
    """Close the run, unless another worker has it."""
    hold(run.project_id)
    problem = why.model_dump(mode="json") if why else None
    mine = SyncRun.objects.filter(pk=run.pk, attempt=run.attempt, state=SyncRun.State.RUNNING)
    now = timezone.now()
    if not mine.update(state=state, problem=problem, finished_at=now, updated_at=now):
        return
    held = SyncConnection.objects.select_for_update(no_key=True).get(pk=run.connection_id)
    if run.dry and then is None:
        return
    held.failures = held.failures + 1 if state == SyncRun.State.FAILED else 0
    if then is not None and held.state == State.ACTIVE:
        held.state, held.problem = then, problem
        _tell_owners(held, why)
    held.save(update_fields=["failures", "state", "problem", "updated_at"])


def _tell_owners(held: SyncConnection, why: Message | None) -> None:
    """Somebody has to do something before anything is exchanged again."""
    report("crm.connection.stopped", project_id=held.project_id, subject=held, state=held.state)
    text = msg("The connection {name} has stopped. {reason}", name=held.name, reason=why or "")
    url = reverse("crm:connection", args=[held.project_id, held.pk])
    owners = Membership.objects.filter(project_id=held.project_id, role=Role.OWNER)
    for owner in owners.select_related("user"):
        notices.notify(owner.user, text, url=url, project_id=held.project_id, tone="warn")
