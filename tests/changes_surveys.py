"""The changes of surveys, for ``tests.changes_table``."""

from __future__ import annotations

from typing import Any

from apps.feedback.surveys import texts
from apps.feedback.surveys.definition import read
from apps.feedback.surveys.serializers import SENT
from tests.factories.crm_more import ConsentFactory
from tests.factories.surveys import SurveyInvitationFactory
from tests.permission_surveys import NEW_QUESTION, QUESTION, SECTION, SURVEY


def _table(site: Any) -> dict[str, str]:
    from apps.datasets.dictionary.files import carried

    code = read(site.survey.draft).default
    return {"do": "save", "carried": carried([[texts.HEAD, code], ["q2.text", "Another"]])}


def _agreed(site: Any) -> None:
    """The contact has agreed to be invited."""
    ConsentFactory(contact=site.contact)


def _failed(site: Any) -> None:
    """An invitation could not be sent."""
    SurveyInvitationFactory(survey=site.survey, contact=site.contact, state="failed")


def pages(act: Any) -> dict[str, Any]:
    """Name of a route → its act."""
    changed = "feedback.survey.updated"
    new = {"title": "Spring", "starter": "nps", "language": "en"}
    return {
        "feedback:survey_new": act("feedback.survey.created", new),
        "feedback:survey_words": act(changed, {"title": "T", "languages": "en"}, SURVEY),
        "feedback:survey_change": act(changed, {"do": "add"}, SURVEY),
        "feedback:survey_question_new": act(changed, {"text": "Why?"}, NEW_QUESTION),
        "feedback:survey_question": act(changed, {"text": "Why?"}, QUESTION),
        "feedback:survey_section": act(changed, {"title": "Other"}, SECTION),
        "feedback:survey_settings": act(changed, {"title": "Other"}, SURVEY),
        "feedback:survey_texts": act(changed, {"t:q2.text": "x"}, SURVEY),
        "feedback:survey_upload": act(changed, _table, SURVEY),
        "feedback:survey_publish": act("feedback.survey.published", None, SURVEY),
        "feedback:survey_close": act("feedback.survey.closed", None, SURVEY),
        "feedback:survey_duplicate": act("feedback.survey.created", None, SURVEY),
        "feedback:survey_delete": act(
            "feedback.survey.deleted", lambda s: {"confirm": s.survey.title}, SURVEY
        ),
        "feedback:survey_invite_again": act("feedback.survey.invited", None, SURVEY, _failed),
        "feedback:survey_invite": act("feedback.survey.invited", None, SURVEY, _agreed),
    }


def rest(act: Any) -> dict[tuple[str, str], Any]:
    """Route and method → its act."""
    return {
        ("surveys", "post"): act("feedback.survey.created", SENT),
        ("survey-publish", "post"): act("feedback.survey.published", None, SURVEY),
    }


EXEMPT = {
    "surveys:leave": "tested in tests/feedback/test_survey_mail: a person's own withdrawal is told",
    "surveys:answer": "tested in tests/feedback/test_survey_pages_public: tells of a whole answer",
}
