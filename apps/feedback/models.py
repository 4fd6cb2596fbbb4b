"""The models of this room, each beside what belongs to it."""

from __future__ import annotations

from apps.feedback.mailin.models import Mailbox, SeenMessage
from apps.feedback.records.models import FeedbackRecord, IntakeChange, RecordIntake
from apps.feedback.surveys.models import (
    Survey,
    SurveyFile,
    SurveyInvitation,
    SurveyResponse,
    SurveyVersion,
)
from apps.feedback.themes.models import Theme, ThemeMember, ThemeRun

__all__ = [
    "FeedbackRecord",
    "IntakeChange",
    "Mailbox",
    "RecordIntake",
    "SeenMessage",
    "Survey",
    "SurveyFile",
    "SurveyInvitation",
    "SurveyResponse",
    "SurveyVersion",
    "Theme",
    "ThemeMember",
    "ThemeRun",
]
