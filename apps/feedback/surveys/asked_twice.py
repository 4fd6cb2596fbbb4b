"""Contacts who were both asked become one: one of the two invitations to a survey counts."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from apps.feedback.surveys.models import SurveyInvitation, SurveyResponse


def join(winner: Any, loser: Any) -> None:
    """Of each survey that both were asked in, the invitation that was answered first counts; where
    neither was, the older one. The other's link leads to it, and its answer, if any, stays.
    """
    both = defaultdict(list)
    for row in _rows(winner, loser):
        both[row.survey_id].append(row)
    spare = [one.pk for rows in both.values() for one in sorted(rows, key=_order)[1:]]
    SurveyInvitation.objects.filter(pk__in=spare).update(replaced=True)


def part(winner: Any, back: Any) -> None:
    """Each has an invitation of their own again."""
    for person in (winner, back):
        own = SurveyInvitation.objects.filter(contact=person)
        counted = set(own.filter(replaced=False).values_list("survey_id", flat=True))
        for row in sorted(own.filter(replaced=True).select_related("response"), key=_order):
            if row.survey_id not in counted:
                counted.add(row.survey_id)
                own.filter(pk=row.pk).update(replaced=False)


def _rows(*people: Any) -> list[SurveyInvitation]:
    rows = SurveyInvitation.objects.filter(contact__in=people, replaced=False)
    return list(rows.select_related("response"))


def _order(row: SurveyInvitation) -> tuple[int, datetime, Any]:
    """Complete answers first, then begun ones, then none; of each the oldest."""
    answer: SurveyResponse | None = getattr(row, "response", None)
    if answer is None:
        return 2, row.created_at, row.pk
    if answer.completed_at is not None:
        return 0, answer.completed_at, row.pk
    return 1, answer.created_at, row.pk
