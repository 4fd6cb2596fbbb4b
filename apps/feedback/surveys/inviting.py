"""Asking contacts by e-mail, each with a link of their own that takes one answer."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from celery import current_app
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from apps.accounts.domain.links import absolute
from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import Message, msg
from apps.crm import consent
from apps.crm.consent.purposes import SURVEYS
from apps.crm.models import Contact
from apps.feedback.surveys.answering import invitation_token
from apps.feedback.surveys.definition import Definition, read
from apps.feedback.surveys.models import Survey, SurveyInvitation
from apps.feedback.surveys.phrases import phrase
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import locked
from apps.projects.domain.errors import Refused
from apps.projects.models import Role

logger = logging.getLogger(__name__)
MOST_AT_ONCE = 500
MOST_LOOKED_AT = 5_000
MAILS = 50  # sent through one connection
STALE = timedelta(minutes=5)


def may_invite(contact: Contact) -> Message | None:
    """Why a contact must not be asked by e-mail; None where they may be: an address, and consent to
    invitations that still holds.
    """
    if not contact.email:
        return NO_ADDRESS
    return consent.allows(contact, SURVEYS)


NO_ADDRESS = msg("has no e-mail address")
NOT_AGREED = msg("has not agreed to invitations, or does not want to be written to")


@dataclass
class Choice:
    """The contacts who fit, those of them who can be asked, and why others cannot."""

    ready: list[Contact] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    reasons: dict[str, Message] = field(default_factory=dict)
    matched: int = 0

    @property
    def told(self) -> list[tuple[Message, int]]:
        return [(self.reasons[key], count) for key, count in self.refused.most_common()]


def choose(survey: Survey, *, country: str = "", tag: str = "") -> Choice:
    """Contacts by country and tag ('' is all), without those who were asked already."""
    rows = Contact.objects.filter(project_id=survey.project_id).order_by("name", "id")
    rows = rows.filter(country=country) if country else rows
    asked = set(survey.invitations.values_list("contact_id", flat=True))
    agreed = consent.allowed(rows.order_by(), SURVEYS, survey.project_id)
    willing = set(agreed.values_list("pk", flat=True))
    found = Choice()
    for contact in rows[:MOST_LOOKED_AT]:
        if tag and tag.casefold() not in {str(one).casefold() for one in contact.tags or []}:
            continue
        found.matched += 1
        reason = _reason(contact, asked, willing)
        if reason is not None:
            found.refused[reason.text] += 1
            found.reasons[reason.text] = reason
        elif len(found.ready) < MOST_AT_ONCE:
            found.ready.append(contact)
    return found


def _reason(contact: Contact, asked: set[Any], willing: set[Any]) -> Message | None:
    """Why somebody is not asked now; all who are willing were looked up together."""
    if contact.pk in asked:
        return msg("was asked already")
    if not contact.email:
        return NO_ADDRESS
    return None if contact.pk in willing else NOT_AGREED


@transaction.atomic
def invite(survey: Survey, user: User, *, country: str = "", tag: str = "") -> int:
    """Ask those who can be asked (editor); how many. The mail goes out after the commit."""
    require(membership_of(user, survey.project_id), Role.EDITOR)
    held = locked(survey)
    if held.state != Survey.State.OPEN:
        raise Refused(msg("Publish the survey first: the links would lead nowhere."))
    chosen = choose(held, country=country, tag=tag)
    if not chosen.ready:
        raise Refused(msg("No contact that fits can be asked."))
    definition = newest(held)
    SurveyInvitation.objects.bulk_create(
        SurveyInvitation(
            project_id=held.project_id,
            survey=held,
            contact=contact,
            language=definition.best_language([contact.language]),
            invited_by=user,
        )
        for contact in chosen.ready
    )
    report("feedback.survey.invited", actor=user, project_id=held.project_id, subject=held,
           count=len(chosen.ready))  # fmt: skip
    transaction.on_commit(lambda: _ring(held.pk))
    return len(chosen.ready)


def newest(survey: Survey) -> Definition:
    """What respondents are asked now; the draft of a survey that was never published."""
    version = survey.versions.first()
    return read(version.definition if version else survey.draft)


def _ring(pk: Any) -> None:
    try:
        current_app.send_task("feedback.mail_surveys", args=[str(pk)], ignore_result=True)
    except Exception as error:  # noqa: BLE001 - transports raise what they like
        logger.warning("the broker did not take the invitations of %s, which wait: %s", pk, error)


def mail(survey_id: Any) -> int:
    """Send what waits to be sent for a survey; how many. Repeatable.

    A mail is marked before it is handed over: after a crash somebody may not have been asked, but
    nobody is asked twice.
    """
    sent = 0
    while batch := _taken(survey_id):
        messages = [_message(one) for one in batch]
        sent += get_connection().send_messages(messages) or 0
    return sent


@transaction.atomic
def _taken(survey_id: Any) -> list[SurveyInvitation]:
    survey = Survey.objects.select_for_update().filter(pk=survey_id).first()
    if survey is None or survey.state != Survey.State.OPEN:
        return []
    rows = SurveyInvitation.objects.select_related("contact", "survey")
    batch = list(rows.filter(survey=survey, sent_at=None).order_by("created_at")[:MAILS])
    keys = [one.pk for one in batch]
    SurveyInvitation.objects.filter(pk__in=keys).update(sent_at=timezone.now())
    return [one for one in batch if may_invite(one.contact) is None]


def _message(invitation: SurveyInvitation) -> EmailMessage:
    survey, language = invitation.survey, invitation.language
    definition = newest(survey)
    path = reverse("surveys:answer", args=[survey.token],
                   query={"i": invitation_token(invitation), "lang": language})  # fmt: skip
    title = definition.say(definition.title, language) or survey.title
    parts = [definition.say(definition.intro, language), phrase("mail", language), absolute(path)]
    body = "\n\n".join(part for part in parts if part)
    return EmailMessage(" ".join(title.split()), body, None, [invitation.contact.email])


def ring_again() -> int:
    """Ring for surveys whose invitations wait because a message was lost; how many."""
    late = SurveyInvitation.objects.filter(
        sent_at=None, created_at__lt=timezone.now() - STALE, survey__state=Survey.State.OPEN
    )
    ids = set(late.order_by().values_list("survey_id", flat=True)[:1_000])
    for pk in ids:
        _ring(pk)
    return len(ids)
