"""Who may do what with surveys, for ``tests.permission_table``."""

from __future__ import annotations

from typing import Any

from apps.core.testing.routes import Route


def of(**more: str) -> Any:
    """The site's survey, with what else the address carries."""
    return lambda rows: {"survey_id": rows.survey.pk, **more}


SURVEY = of()
QUESTION, NEW_QUESTION = of(question_key="q2"), of(question_kind="text")
SECTION = of(section_key="s1")


def KEPT_FILE(rows: Any) -> dict[str, Any]:  # noqa: N802 - stands in the table with the others
    return {"survey_id": rows.survey.pk, "file_id": rows.survey_file.pk}


SURVEYS = (
    Route("feedback:surveys"),
    Route("feedback:survey_new", get="analyst", post="analyst"),
    Route("feedback:survey", args=SURVEY),
    Route("feedback:survey_words", get="analyst", post="analyst", args=SURVEY),
    Route("feedback:survey_change", get=None, post="analyst", args=SURVEY),
    Route("feedback:survey_question_new", get="analyst", post="analyst", args=NEW_QUESTION),
    Route("feedback:survey_question", get="analyst", post="analyst", args=QUESTION),
    Route("feedback:survey_section", get="analyst", post="analyst", args=SECTION),
    Route("feedback:survey_settings", get="analyst", post="analyst", args=SURVEY),
    Route("feedback:survey_texts", post="analyst", args=SURVEY),
    Route("feedback:survey_texts_table", args=SURVEY),
    Route("feedback:survey_upload", get="analyst", post="analyst", args=SURVEY),
    Route("feedback:survey_preview", args=SURVEY),
    Route("feedback:survey_publish", get=None, post="editor", args=SURVEY),
    Route("feedback:survey_close", get=None, post="editor", args=SURVEY),
    Route("feedback:survey_duplicate", get=None, post="analyst", args=SURVEY),
    Route("feedback:survey_delete", get="editor", post="editor", args=SURVEY),
    Route("feedback:survey_share", args=SURVEY),
    Route("feedback:survey_code", args=SURVEY),
    Route("feedback:survey_invite", get="editor", post="editor", args=SURVEY),
    Route("feedback:survey_results", args=SURVEY),
    Route("feedback:survey_cross", args=SURVEY),
    Route("feedback:survey_invite_again", get=None, post="editor", args=SURVEY),
    Route("feedback:survey_download", get="analyst", args=of(form="csv")),
    Route("feedback:survey_file", get="analyst", args=KEPT_FILE),
)
