"""What a person answered, when they ask to be forgotten (``crm.domain.erasure``)."""

from __future__ import annotations

from typing import Any

from apps.accounts.models import User
from apps.core.messages import Message, msgn
from apps.crm.models import Contact, Lead
from apps.events.domain import redaction
from apps.feedback.surveys.definition import Kind, read
from apps.feedback.surveys.models import SurveyInvitation, SurveyResponse

REASON = "the person asked to be forgotten"
OWN_WORDS = frozenset({Kind.TEXT, Kind.FILE, Kind.DATE})


def erase(project_id: Any, person: Contact | Lead, actor: User) -> list[Message]:
    """Forget the answers to invitations of this person. Of a complete answer stays what was chosen,
    which names nobody without the invitation; open texts, dates and files go. Answers that do not
    count, and the invitations with their links, go as wholes.
    """
    if not isinstance(person, Contact):
        return []
    asked = SurveyInvitation.objects.filter(project_id=project_id, contact=person)
    answers = SurveyResponse.objects.filter(project_id=project_id, invitation__in=asked)
    found = list(answers.select_related("survey_version"))
    for response in found:
        gone = SurveyResponse(pk=response.pk, project_id=project_id)
        if response.state == SurveyResponse.State.COMPLETE:
            _forget_words(response)
        else:
            response.delete()
        redaction.forget(gone, actor=actor, reason=REASON)
    invited, _each = asked.delete()
    told = []
    if found:
        told.append(msgn("{count} answer to a survey was erased, or lost its texts and files.",
                         "{count} answers to surveys were erased, or lost their texts and files.",
                         len(found)))  # fmt: skip
    if invited:
        told.append(msgn("{count} invitation to a survey was erased.",
                         "{count} invitations to surveys were erased.", invited))  # fmt: skip
    return told


def _forget_words(response: SurveyResponse) -> None:
    asked = read(response.survey_version.definition).questions
    own = {question.key for question in asked if question.kind in OWN_WORDS}
    response.files.all().delete()
    response.invitation = None
    response.answers = {key: value for key, value in response.answers.items() if key not in own}
    response.save()
