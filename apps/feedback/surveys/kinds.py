"""What can happen to surveys."""

from __future__ import annotations

from apps.core.catalogue import EventKind, Subject
from apps.core.messages import mark

_SURVEY, _ANSWER = Subject("feedback.survey"), Subject("feedback.surveyresponse")
_SENT = {"survey": "0d3b1f6a-7c1e-4c5e-9a54-2f1f5c1a7b10", "language": "de"}
KINDS = (
    EventKind("feedback.survey.created", mark("Survey created"), subject=_SURVEY),
    EventKind("feedback.survey.updated", mark("Survey changed"), subject=_SURVEY),
    EventKind("feedback.survey.deleted", mark("Survey deleted"), subject=_SURVEY),
    EventKind("feedback.survey.published", mark("Survey published"), webhook=True,
              subject=_SURVEY),
    EventKind("feedback.survey.closed", mark("Survey closed"), webhook=True, subject=_SURVEY),
    EventKind("feedback.survey.invited", mark("Contacts invited to a survey"), subject=_SURVEY),
    EventKind("feedback.survey.answered", mark("Survey answered"), webhook=True,
              subject=_ANSWER, fields=_SENT),
)  # fmt: skip
