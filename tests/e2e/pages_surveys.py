"""The pages of surveys, for ``tests.e2e.pages``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from apps.feedback.models import SurveyInvitation
from apps.feedback.surveys import answering


def of(name: str, row: str = "survey", **more: str) -> Callable[[Any], str]:
    """A page of one of the site's surveys."""
    return lambda site: reverse(
        f"feedback:{name}",
        kwargs={"project_id": site.project.pk, "survey_id": getattr(site, row).pk, **more},
    )


def public(language: str) -> Callable[[Any], str]:
    return lambda site: reverse(
        "surveys:answer", args=[site.survey.token], query={"lang": language}
    )


def leaving(site: Any) -> str:
    """The way out of an invitation that is gone by now: it is shown all the same."""
    gone = SurveyInvitation(pk=site.survey.pk)
    return reverse(
        "surveys:leave", args=[site.survey.token], query={"i": answering.invitation_token(gone)}
    )


def pages(page: Any) -> tuple[Any, ...]:
    """``page`` is ``tests.e2e.pages.MainPage``."""
    return (
        page("surveys", lambda site: reverse("feedback:surveys", args=[site.project.pk])),
        page("survey-new", lambda site: reverse("feedback:survey_new", args=[site.project.pk])),
        page("survey", of("survey")),
        page("survey-draft", of("survey", "survey_draft")),
        page("survey-words", of("survey_words")),
        page("survey-question-new", of("survey_question_new", question_kind="scale")),
        page("survey-question", of("survey_question", question_key="q5")),
        page("survey-section", of("survey_section", section_key="s3")),
        page("survey-settings", of("survey_settings")),
        page("survey-texts", of("survey_texts")),
        page("survey-upload", of("survey_upload")),
        page("survey-preview", of("survey_preview", "survey_draft")),
        page("survey-share", of("survey_share")),
        page("survey-invite", of("survey_invite")),
        page("survey-results", of("survey_results")),
        page("survey-results-none", of("survey_results", "survey_draft")),
        page("survey-cross", of("survey_cross")),
        page("survey-delete", of("survey_delete")),
        # Without the site's frame and scripts; test_survey looks at their layout and markup.
        page("survey-public", public("en"), who="nobody", ours=False),
        page("survey-leave", leaving, who="nobody", ours=False),
        page("survey-public-ar", public("ar"), who="nobody", ours=False),
    )
