"""Answers that count become feedback records, one for each question that was answered."""

from __future__ import annotations

from apps.feedback.surveys.definition import Definition
from apps.feedback.surveys.models import SurveyResponse


def hand_over(response: SurveyResponse, definition: Definition) -> None:
    """Write the records of a complete answer, in the caller's transaction."""
