"""Answers that count become feedback records, one for each question that was answered."""

from __future__ import annotations

from typing import Any

from apps.core.messages import clipped
from apps.feedback.records.models import IN_WORDS
from apps.feedback.records.taking import NewRecord, take
from apps.feedback.surveys.definition import Definition, Kind, Question
from apps.feedback.surveys.logic import is_empty
from apps.feedback.surveys.models import Survey, SurveyResponse


def hand_over(response: SurveyResponse, definition: Definition) -> None:
    """Write the records of a complete answer, in the caller's transaction."""
    invitation = response.invitation
    shared: dict[str, Any] = {
        "channel": "survey",
        "source": source_of(response.survey),
        "submission_id": str(response.pk),
        "country": response.country,
        "language": response.language,
        "occurred_at": response.completed_at,
        "contact": invitation.contact if invitation else None,
    }
    rows = [
        NewRecord(
            **shared,
            field_id=question.key,
            field_label=label(definition, question),
            **_said(definition, question, response.answers[question.key]),
        )
        for question in definition.questions
        if not is_empty(response.answers.get(question.key))
    ]
    take(response.project, rows, user=None)


def source_of(survey: Survey) -> str:
    """What the records of a survey name as their source, while it is called so."""
    return clipped(survey.title, 120)


def label(definition: Definition, question: Question) -> str:
    """The question as its records call it, in the survey's default language."""
    text = definition.say(question.text, definition.default)
    return clipped(" ".join(text.split()), 300) or question.key


def _said(definition: Definition, question: Question, value: Any) -> dict[str, Any]:
    """The typed answer. What was chosen is stored by value id, with its words beside it."""
    if question.kind is Kind.TEXT:
        return {"text": value}
    if question.kind in (Kind.SCALE, Kind.NPS, Kind.NUMBER):
        points = question.points
        return {"number": float(value), "number_max": float(points[-1]) if points else None}
    chosen = in_words(definition, question, value)
    return {"value": value, "attributes": {IN_WORDS: clipped(chosen, 200)} if chosen else {}}


def in_words(definition: Definition, question: Question, value: Any, language: str = "") -> str:
    """An answer to a question of choices as it reads; other answers as they are."""
    names = definition.names(question.choices, language)
    if isinstance(value, list):
        between = " > " if question.kind is Kind.RANKING else ", "
        return between.join(names.get(one, str(one)) for one in value)
    if isinstance(value, dict):
        rows = definition.names(question.rows, language)
        return "; ".join(f"{rows.get(row, row)}: {names.get(one, one)}"
                         for row, one in value.items())  # fmt: skip
    if isinstance(value, float):
        return f"{value:.15g}"
    return names.get(value, str(value))
