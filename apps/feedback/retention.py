"""Which records and answers are old, and how they go (``projects.retention``)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.feedback.records import editing
from apps.feedback.records.models import FeedbackRecord
from apps.feedback.surveys.models import SurveyResponse
from apps.projects.retention import kinds
from apps.projects.retention.kinds import Kept


def old_records(project_id: Any, moment: datetime) -> Any:
    return FeedbackRecord.objects.filter(project=project_id, created_at__lt=moment)


def old_answers(project_id: Any, moment: datetime) -> Any:
    """Completed before; of those that never were, untouched since."""
    begun = Q(completed_at=None, updated_at__lt=moment)
    return SurveyResponse.objects.filter(Q(completed_at__lt=moment) | begun, project=project_id)


def remove_answers(project_id: Any, ids: Sequence[Any]) -> None:
    """With their files. Invitations stay."""
    SurveyResponse.objects.filter(project=project_id, pk__in=ids).delete()


def register(owner: str) -> None:
    """Called by the room's ``ready``."""
    kinds.add(
        Kept(
            "feedback.records",
            _("Feedback records"),
            _("From the day they came in, whatever they came by."),
            old_records,
            editing.remove,
            10,
        ),
        owner=owner,
    )
    kinds.add(
        Kept(
            "feedback.answers",
            _("Answers to surveys"),
            _("From the day they were complete; those only begun, from their last change."),
            old_answers,
            remove_answers,
            20,
        ),
        owner=owner,
    )
