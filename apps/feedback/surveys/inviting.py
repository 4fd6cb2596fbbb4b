"""Asking contacts by e-mail, each with a link of their own that takes one answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import Message, msg
from apps.crm import consent
from apps.crm.consent.purposes import SURVEYS
from apps.crm.models import Contact, Segment
from apps.crm.segments import members
from apps.feedback.surveys.mailing import NO_ADDRESS, newest, ring
from apps.feedback.surveys.models import Survey, SurveyInvitation
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import locked
from apps.projects.domain.errors import Refused
from apps.projects.models import Role

State = SurveyInvitation.State
MOST_AT_ONCE = 5_000
BATCH = 500
MOST_TOLD = 20
SENDABLE = (State.FAILED, State.UNCLEAR)
UNANSWERED = Q(response=None)  # invitations that nobody has begun to answer
ASKED = msg("was asked already")
NOT_AGREED = msg("has not agreed to invitations, or does not want to be written to")
UNPUBLISHED = msg("Publish the survey first: the links would lead nowhere.")


@dataclass
class Choice:
    """The contacts who fit, those of them who can be asked (ids), and why others cannot."""

    ready: list[UUID] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    reasons: dict[str, Message] = field(default_factory=dict)
    matched: int = 0

    @property
    def told(self) -> list[tuple[Message, int]]:
        return [(self.reasons[key], count) for key, count in self.refused.most_common()]


@dataclass(frozen=True)
class Wanted:
    """Whom an editor wants to ask: the people of a segment (None: all contacts), of a country and
    with a tag ('' is any). All that is said must hold.
    """

    segment: Segment | None = None
    country: str = ""
    tag: str = ""


def choose(survey: Survey, wanted: Wanted) -> Choice:
    """Those of ``wanted`` who were not asked already. All of them are looked at; the first
    :data:`MOST_AT_ONCE` by name who can be asked are ready. A segment of another project has
    nobody.
    """
    rows = Contact.objects.filter(project_id=survey.project_id)
    if wanted.segment is not None:
        rows = rows.filter(pk__in=members(wanted.segment).order_by().values("pk"))
    rows = rows.filter(country=wanted.country) if wanted.country else rows
    tag = wanted.tag.casefold()
    asked = set(survey.invitations.order_by().values_list("contact_id", flat=True))
    agreed = consent.allowed(rows.order_by(), SURVEYS, survey.project_id)
    willing = set(agreed.values_list("pk", flat=True))
    found = Choice()
    known = rows.order_by("name", "id").values_list("pk", "email", "tags")
    for pk, email, tags in known.iterator(chunk_size=2_000):
        if tag and tag not in {str(one).casefold() for one in tags or []}:
            continue
        found.matched += 1
        reason = _reason(pk, email, asked, willing)
        if reason is not None:
            found.refused[reason.text] += 1
            found.reasons[reason.text] = reason
        elif len(found.ready) < MOST_AT_ONCE:
            found.ready.append(pk)
    return found


def _reason(pk: UUID, email: str, asked: set[Any], willing: set[Any]) -> Message | None:
    """Why somebody is not asked now; all who are willing were looked up together."""
    if pk in asked:
        return ASKED
    if not email:
        return NO_ADDRESS
    return None if pk in willing else NOT_AGREED


@transaction.atomic
def invite(survey: Survey, user: User, wanted: Wanted) -> int:
    """Ask those who can be asked (editor); how many. The mail goes out after the commit."""
    require(membership_of(user, survey.project_id), Role.EDITOR)
    held = locked(survey)
    if held.state != Survey.State.OPEN:
        raise Refused(UNPUBLISHED)
    chosen = choose(held, wanted)
    if not chosen.ready:
        raise Refused(msg("No contact that fits can be asked."))
    speaks = newest(held).best_language
    for start in range(0, len(chosen.ready), BATCH):
        _ask(held, user, chosen.ready[start : start + BATCH], speaks)
    report("feedback.survey.invited", actor=user, project_id=held.project_id, subject=held,
           count=len(chosen.ready))  # fmt: skip
    transaction.on_commit(lambda: ring(held.pk))
    return len(chosen.ready)


def _ask(survey: Survey, user: User, keys: list[UUID], speaks: Callable[[list[str]], str]) -> None:
    people = Contact.objects.filter(project_id=survey.project_id, pk__in=keys)
    SurveyInvitation.objects.bulk_create(
        SurveyInvitation(
            project_id=survey.project_id,
            survey=survey,
            contact_id=pk,
            language=speaks([language]),
            invited_by=user,
        )
        for pk, language in people.order_by().values_list("pk", "language")
    )


@transaction.atomic
def again(survey: Survey, user: User) -> int:
    """Send once more what could not be sent, and what was perhaps sent (editor); how many. Whoever
    has begun to answer had the mail.
    """
    require(membership_of(user, survey.project_id), Role.EDITOR)
    held = locked(survey)
    if held.state != Survey.State.OPEN:
        raise Refused(UNPUBLISHED)
    now = timezone.now()
    rows = held.invitations.filter(UNANSWERED, state__in=SENDABLE, replaced=False)
    count = int(rows.update(state=State.WAITING, due_at=now, problem=None, updated_at=now))
    if not count:
        raise Refused(msg("There is nothing to send again."))
    report("feedback.survey.invited", actor=user, project_id=held.project_id, subject=held,
           count=count, again=True)  # fmt: skip
    transaction.on_commit(lambda: ring(held.pk))
    return count


@dataclass(frozen=True)
class Sent:
    """What became of a survey's invitations: how many by state, how many can be sent again
    (``failed``), and the newest that failed.
    """

    counts: list[tuple[str, int]]
    asked: int
    failed: int
    told: list[tuple[SurveyInvitation, Message | None]]


def sent(survey: Survey) -> Sent:
    """Read it for the page of sharing."""
    rows = survey.invitations.filter(replaced=False)
    counted = (
        rows.order_by()
        .values_list("state")
        .annotate(count=Count("pk"), unanswered=Count("pk", filter=UNANSWERED))
    )
    found: dict[str, int] = {}
    to_send = 0
    for state, count, unanswered in counted:
        found[state] = count
        to_send += unanswered if state in SENDABLE else 0
    wrong = {*SENDABLE, State.LEFT_OUT} & found.keys()
    newest_first = rows.select_related("contact").order_by("-updated_at")
    listed = newest_first.filter(state__in=wrong)[:MOST_TOLD] if wrong else []
    return Sent(
        [(str(state.label), found[state]) for state in State if found.get(state)],
        sum(found.values()),
        to_send,
        [(row, Message.model_validate(row.problem) if row.problem else None) for row in listed],
    )
