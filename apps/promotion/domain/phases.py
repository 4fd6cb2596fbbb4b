"""Where a campaign stands on a day, in one word: what lists, pages and the calendar say."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from apps.promotion.models import Campaign

State = Campaign.State


class Phase(TextChoices):
    """A state; what was agreed on runs from its first day, and is over after its last."""

    PLANNED = State.PLANNED.value, State.PLANNED.label
    AGREED = State.AGREED.value, State.AGREED.label
    RUNNING = "running", _("Running")
    OVER = "over", _("Over")
    STOPPED = State.STOPPED.value, State.STOPPED.label


def phase_of(campaign: Campaign, today: date) -> Phase:
    if campaign.state != State.AGREED:
        return Phase(campaign.state)
    if campaign.ends_on < today:
        return Phase.OVER
    return Phase.RUNNING if campaign.starts_on <= today else Phase.AGREED


def in_phase(rows: QuerySet[Campaign], phase: str, today: date) -> QuerySet[Campaign]:
    """Those of the campaigns of which :func:`phase_of` says this."""
    days: dict[str, Any] = {
        Phase.AGREED: Q(starts_on__gt=today, ends_on__gte=today),
        Phase.RUNNING: Q(starts_on__lte=today, ends_on__gte=today),
        Phase.OVER: Q(ends_on__lt=today),
    }
    if phase not in days:
        return rows.filter(state=phase)
    return rows.filter(days[phase], state=State.AGREED)
