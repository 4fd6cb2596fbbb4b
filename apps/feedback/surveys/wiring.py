"""What surveys add to other rooms, once all of them are loaded."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core import catalogue, states
from apps.core.navigation import NavItem
from apps.core.navigation import add as add_nav
from apps.crm.domain import erasure
from apps.crm.merging import references
from apps.feedback.surveys import (
    actions,
    asked_twice,
    erasing,
    kinds,
    mailing,
    receivers,  # noqa: F401 - connects them
)
from apps.projects.transfer.rules import arrivals


def register(owner: str) -> None:
    """Called by the room's ``ready``."""
    catalogue.add(kinds.KINDS, owner=owner)
    add_nav(NavItem("surveys", _("Surveys"), "forms", "feedback:surveys", order=66), owner=owner)
    references.add("contact", "feedback.SurveyInvitation", "contact", owner=owner,
                   joining=asked_twice.join, parting=asked_twice.part)  # fmt: skip
    erasure.hooks.register("feedback.surveys", erasing.erase, owner=owner)
    arrivals.register("feedback.Survey", actions.arriving, owner=owner)
    arrivals.register("feedback.SurveyInvitation", mailing.arriving, owner=owner)
    looks = (
        ("survey_draft", "neutral", "pencil", pgettext_lazy("survey", "Draft")),
        ("survey_open", "good", "circle-check", pgettext_lazy("survey", "Open")),
        ("survey_closed", "neutral", "lock", pgettext_lazy("survey", "Closed")),
    )
    for key, tone, icon, label in looks:
        states.add(key, states.Look(tone, icon, label))  # type: ignore[arg-type]
