"""What can happen to surveys."""

from __future__ import annotations

from apps.core.catalogue import EventKind, Subject
from apps.core.messages import mark

_SURVEY = Subject("feedback.survey", "api:survey", "survey_id")
_ANSWER = Subject("feedback.surveyresponse", "api:survey-answer", "answer_id")
_SENT = {"survey": "0d3b1f6a-7c1e-4c5e-9a54-2f1f5c1a7b10", "language": "de"}
KINDS = (
    EventKind("feedback.survey.created", mark("Survey created"), subject=_SURVEY),
    EventKind("feedback.survey.updated", mark("Survey changed"), subject=_SURVEY),
    EventKind("feedback.survey.deleted", mark("Survey deleted"),
              subject=Subject("feedback.survey")),
    EventKind("feedback.survey.published", mark("Survey published"), webhook=True,
              subject=_SURVEY),
    EventKind("feedback.survey.closed", mark("Survey closed"), webhook=True, subject=_SURVEY),
    EventKind("feedback.survey.invited", mark("Contacts invited to a survey"), subject=_SURVEY),
    EventKind("feedback.survey.answered", mark("Survey answered"), webhook=True,
              subject=_ANSWER, fields=_SENT),
)  # fmt: skip
