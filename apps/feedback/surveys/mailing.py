"""Sending invitations, one after another, :data:`AT_ONCE` through one connection.

An invitation is marked as being sent, handed to the mail server, and then says what came of it. So
a failure loses none: it is tried again after a while, and what the server refuses for good says so.
Where the worker vanished in between, nobody knows whether the mail left. It is not sent again by
itself, for nobody shall be asked twice; the page says so, and an editor decides.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils import timezone

from apps.accounts.domain.links import absolute
from apps.core import ringing
from apps.core.messages import Message, clipped, msg
from apps.crm import consent
from apps.crm.consent.purposes import SURVEYS
from apps.crm.models import Contact
from apps.feedback.surveys.answering import invitation_token
from apps.feedback.surveys.definition import Definition, read
from apps.feedback.surveys.models import Survey, SurveyInvitation
from apps.feedback.surveys.phrases import phrase

logger = logging.getLogger(__name__)
State = SurveyInvitation.State
AT_ONCE = 50  # through one connection, and between looks at whether the survey is still open
IN_ONE_GO = 300  # then the worker has its hands free, and is rung for the rest
LEASE = timedelta(minutes=15)  # by then whoever sends a mail has told what came of it
LATE = timedelta(minutes=5)  # what waits for longer has lost its message
# What follows each try that failed; after the fifth there is none. About half a day together.
LADDER = tuple(timedelta(minutes=minutes) for minutes in (5, 30, 120, 600))
LONGEST_ANSWER = 200
NO_ADDRESS = msg("has no e-mail address")
ARRIVED = msg("It came with an archive while it waited. Perhaps it was sent from there.")
LOST = msg("The sender was cut off before it could tell. Perhaps the mail has left.")


@dataclass(frozen=True)
class Outcome:
    """What came of a try. ``wait``: when to try again; ``halts``: the server takes none now."""

    state: str
    problem: Message | None = None
    wait: timedelta | None = None
    halts: bool = False


def may_invite(contact: Contact) -> Message | None:
    """Why a contact must not be asked by e-mail; None where they may be: an address, and consent to
    invitations that still holds.
    """
    if not contact.email:
        return NO_ADDRESS
    return consent.allows(contact, SURVEYS)


def newest(survey: Survey) -> Definition:
    """What respondents are asked now; the draft of a survey that was never published."""
    version = survey.versions.first()
    return read(version.definition if version else survey.draft)


def ring(survey_id: Any) -> None:
    """Have what waits of a survey sent."""
    ringing.ring("feedback.mail_surveys", survey_id)


def mail(survey_id: Any) -> int:
    """Send what is due of a survey, while it is open; how many were sent. Repeatable."""
    sent = tried = 0
    connection = get_connection()
    try:
        while (survey := _open(survey_id)) and (keys := _due(survey)):
            definition = newest(survey)
            for key in keys:
                outcome = _send(key, definition, connection)
                if outcome is None:
                    continue
                sent += outcome.state == State.SENT
                if outcome.halts:
                    return sent
            _hang_up(connection)  # servers limit what one connection hands over
            tried += len(keys)
            if tried >= IN_ONE_GO:
                ring(survey_id)
                return sent
    finally:
        _hang_up(connection)
    return sent


def _open(survey_id: Any) -> Survey | None:
    rows = Survey.objects.filter(state=Survey.State.OPEN, project__archived_at=None)
    return rows.filter(pk=survey_id).first()


def _due(survey: Survey) -> list[Any]:
    rows = SurveyInvitation.objects.filter(
        survey=survey, state=State.WAITING, due_at__lte=timezone.now(), replaced=False
    )
    return list(rows.order_by("due_at", "created_at").values_list("pk", flat=True)[:AT_ONCE])


def _send(key: Any, definition: Definition, connection: Any) -> Outcome | None:
    """Claim an invitation, send it and write what came of it; None where another one has it."""
    now = timezone.now()
    waiting = SurveyInvitation.objects.filter(
        pk=key, state=State.WAITING, due_at__lte=now, replaced=False
    )
    row = waiting.select_related("contact", "survey").first()
    if row is None:
        return None
    claimed = waiting.filter(tries=row.tries).update(
        state=State.SENDING, due_at=now + LEASE, tries=row.tries + 1, updated_at=now
    )
    if not claimed:
        return None
    row.tries += 1
    reason = may_invite(row.contact)
    if reason is not None:
        outcome = Outcome(State.LEFT_OUT, reason)
    else:
        outcome = _handed(letter(row, definition), row.tries, connection)
    _write(row, outcome)
    return outcome


def _handed(message: EmailMessage, tries: int, connection: Any) -> Outcome:
    try:
        connection.open()  # unless it is: Django opens and closes one for each mail otherwise
        connection.send_messages([message])
    except Exception as error:  # noqa: BLE001 - mail backends raise what they like
        _hang_up(connection)
        return _judged(error, tries)
    return Outcome(State.SENT)


def _judged(error: Exception, tries: int) -> Outcome:
    """A refusal for good (RFC 5321, 5yz) of this mail ends it; all else is tried again."""
    codes = [getattr(error, "smtp_code", 0)]
    said: Any = getattr(error, "smtp_error", None) or str(error)
    if isinstance(error, SMTPRecipientsRefused):
        codes = [code for code, _said in error.recipients.values()]
        said = next((words for _code, words in error.recipients.values()), "")
    own = isinstance(error, SMTPRecipientsRefused | SMTPDataError)
    if own and all(500 <= code < 600 for code in codes):
        answer = msg("The mail server refused it: {answer}", answer=_plain(codes, said))
        return Outcome(State.FAILED, answer)
    if isinstance(error, ValueError):  # an address or a header that no mail can have
        return Outcome(State.FAILED, msg("No mail can be made of it: {answer}",
                                         answer=_plain([], said)))  # fmt: skip
    if not isinstance(error, OSError):  # smtplib's own are OSErrors
        logger.exception("an invitation could not be handed over")
    problem = msg("The mail server could not take it: {answer}", answer=_plain(codes, said))
    if tries > len(LADDER):
        return Outcome(State.FAILED, problem, halts=not own)
    return Outcome(State.WAITING, problem, LADDER[tries - 1], halts=not own)


def _plain(codes: list[int], said: Any) -> str:
    """What a server said, as one line."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    code = str(codes[0]) if codes and codes[0] else ""
    return clipped(" ".join(f"{code} {text}".replace("\x00", "").split()), LONGEST_ANSWER)


def _write(row: SurveyInvitation, outcome: Outcome) -> None:
    """Unless a later try has begun, which alone may tell then."""
    now = timezone.now()
    mine = SurveyInvitation.objects.filter(
        pk=row.pk, tries=row.tries, state__in=(State.SENDING, State.UNCLEAR)
    )
    mine.update(
        state=outcome.state,
        problem=outcome.problem.model_dump(mode="json") if outcome.problem else None,
        sent_at=now if outcome.state == State.SENT else None,
        due_at=now + (outcome.wait or timedelta()),
        updated_at=now,
    )


def _hang_up(connection: Any) -> None:
    try:
        connection.close()
    except Exception:
        logger.debug("the mail server's connection was not closed in order", exc_info=True)


def letter(invitation: SurveyInvitation, definition: Definition) -> EmailMessage:
    """The mail to one contact, with a way out that mail programs offer as a button (RFC 8058). A
    second try has the same Message-ID, by which mailboxes know it as the same mail.
    """
    survey, language = invitation.survey, invitation.language
    carried = {"i": invitation_token(invitation), "lang": language}
    link, leave = (
        absolute(reverse(f"surveys:{name}", args=[survey.token], query=carried))
        for name in ("answer", "leave")
    )
    title = definition.say(definition.title, language) or survey.title
    parts = [
        definition.say(definition.intro, language),
        f"{phrase('mail', language)}\n{link}",
        f"{phrase('mail_leave', language)}\n{leave}",
    ]
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    headers = {
        "List-Unsubscribe": f"<{leave}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Message-ID": f"<survey.{invitation.pk.hex}@{host}>",
    }
    body = "\n\n".join(part for part in parts if part)
    return EmailMessage(
        " ".join(title.split()), body, None, [invitation.contact.email], headers=headers
    )


def ring_again() -> int:
    """See to invitations whose sender is gone, and ring for those that wait; how many surveys."""
    now = timezone.now()
    rows = SurveyInvitation.objects.filter(replaced=False)
    rows.filter(state=State.SENDING, due_at__lt=now).update(
        state=State.UNCLEAR, problem=LOST.model_dump(mode="json"), updated_at=now
    )
    late = rows.filter(state=State.WAITING, due_at__lt=now - LATE)
    late = late.filter(survey__state=Survey.State.OPEN, project__archived_at=None)
    ids = set(late.order_by().values_list("survey_id", flat=True).distinct()[:1_000])
    for pk in ids:
        ring(pk)
    return len(ids)


def arriving(values: dict[str, Any]) -> dict[str, Any]:
    """An invitation of an archive that waits is not sent by itself: where it comes from may send
    it, too.
    """
    if values.get("state") not in (State.WAITING, State.SENDING):
        return values
    return {**values, "state": State.UNCLEAR.value, "problem": ARRIVED.model_dump(mode="json")}
