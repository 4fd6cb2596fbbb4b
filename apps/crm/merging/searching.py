"""The search for duplicates: all records of a kind are read, compared, and the pairs are kept."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from apps.accounts.models import User
from apps.core import ringing
from apps.core.happenings import report
from apps.core.messages import msg
from apps.crm.merging import finding
from apps.crm.merging.finding import Known
from apps.crm.merging.kinds import KINDS
from apps.crm.models import DuplicatePair, DuplicateSearch
from apps.jobs.domain.retrying import is_away
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import hold
from apps.projects.domain.errors import Refused
from apps.projects.models import Project, Role

logger = logging.getLogger(__name__)
STALE = timedelta(minutes=10)  # whoever searched is gone
DIRECT_ROWS = 500  # that the request compares itself
COLUMNS = ("pk", "name", "email", "website", "phone", "country")
MORE = {
    "company": {},
    "contact": {"firm": F("company_id")},
    "lead": {"firm": F("organisation")},
}


@transaction.atomic
def start(project: Project, kind: str, actor: User) -> DuplicateSearch:
    """Ask for a search (analyst). Raises :class:`Refused` while one runs."""
    require(membership_of(actor, project.pk), Role.ANALYST)
    hold(project.pk)
    running = DuplicateSearch.objects.filter(project=project, kind=kind, state="running")
    if running.filter(updated_at__gt=timezone.now() - STALE).exists():
        raise Refused(msg("A search is running already."))
    running.update(state=DuplicateSearch.State.FAILED)
    search: DuplicateSearch = DuplicateSearch.objects.create(
        project=project, kind=kind, asked_by=actor
    )
    few = KINDS[kind].model.objects.filter(project=project)[: DIRECT_ROWS + 1]
    report("crm.duplicates.searched", actor=actor, project_id=project.pk, subject=search, of=kind)
    send = search_now if len(few.values_list("pk")) <= DIRECT_ROWS else _ring
    transaction.on_commit(lambda: send(search.pk))
    return search


def _ring(pk: Any) -> None:
    ringing.ring("crm.find_duplicates", pk)


def ring_again() -> int:
    """Ring for searches that nobody works at; how many."""
    waiting = DuplicateSearch.objects.filter(
        state=DuplicateSearch.State.RUNNING, updated_at__lt=timezone.now() - STALE
    )
    ids = list(waiting.values_list("pk", flat=True)[:20])
    DuplicateSearch.objects.filter(pk__in=ids).update(updated_at=timezone.now())
    for pk in ids:
        _ring(pk)
    return len(ids)


def search_now(pk: Any) -> None:
    """Search, and put what was found in the place of what was open. Repeatable."""
    search = DuplicateSearch.objects.filter(pk=pk, state=DuplicateSearch.State.RUNNING).first()
    if search is None:
        return
    try:
        rows = list(known(search.project_id, search.kind))
        _store(search, len(rows), finding.pairs(rows))
    except Exception as error:
        if is_away(error):
            raise  # it is rung for again
        logger.exception("the search %s for duplicates failed", pk)
        DuplicateSearch.objects.filter(pk=pk).update(
            state=DuplicateSearch.State.FAILED, updated_at=timezone.now()
        )


def known(project_id: Any, kind: str) -> Iterator[Known]:
    """What the records of a project are compared by."""
    rows = KINDS[kind].model.objects.filter(project=project_id).annotate(**MORE[kind])
    extra = tuple(MORE[kind])
    for pk, name, email, website, phone, country, *firm in (
        rows.order_by("pk").values_list(*COLUMNS, *extra).iterator(chunk_size=2000)
    ):
        company = str(firm[0] or "") if firm else ""
        mailbox = finding.mailbox(email)
        named = "" if name == email else name
        yield Known(
            pk=pk,
            name=finding.fold_company(named) if kind == "company" else finding.fold(named),
            mailbox=mailbox,
            # A person's domain is their company's, which says little of who they are.
            domain=finding.domain_of(email, website) if kind == "company" else "",
            phone=phone,
            country=country,
            company=finding.fold_company(company) if kind == "lead" else company,
        )


@transaction.atomic
def _store(search: DuplicateSearch, rows: int, found: list[finding.Found]) -> None:
    hold(search.project_id)
    held = DuplicateSearch.objects.select_for_update().get(pk=search.pk)
    if held.state != DuplicateSearch.State.RUNNING:
        return
    old = DuplicatePair.objects.filter(project=held.project_id, kind=held.kind)
    old.filter(state=DuplicatePair.State.OPEN).delete()
    different = set(old.values_list("first", "second"))
    fresh = [one for one in found if (one.first, one.second) not in different]
    DuplicatePair.objects.bulk_create(
        (
            DuplicatePair(
                project_id=held.project_id, kind=held.kind, first=one.first, second=one.second,
                score=round(one.score, 1),
                reasons=[reason.model_dump(mode="json") for reason in one.reasons],
            )
            for one in fresh
        ),
        batch_size=500,
    )  # fmt: skip
    held.state, held.rows, held.found = DuplicateSearch.State.DONE, rows, len(fresh)
    held.save()


@transaction.atomic
def set_apart(pair: DuplicatePair, actor: User) -> None:
    """Remember that two records are not the same (analyst)."""
    require(membership_of(actor, pair.project_id), Role.ANALYST)
    held = DuplicatePair.objects.select_for_update().get(pk=pair.pk)
    held.state, held.decided_by = DuplicatePair.State.DIFFERENT, actor
    held.save(update_fields=["state", "decided_by", "updated_at"])
    report(
        "crm.duplicates.parted", actor=actor, project_id=held.project_id, subject=held,
        of=held.kind,
    )  # fmt: skip
