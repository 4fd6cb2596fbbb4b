"""What the register of predictions adds to other rooms, once all of them are loaded."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.core import catalogue, happenings, states
from apps.core.navigation import NavItem
from apps.core.navigation import add as add_nav
from apps.engines import registry
from apps.jobs.finishing import on_finished
from apps.jobs.links import next_steps
from apps.projects import cards
from apps.research.predictions import card, keeping, kinds, looking, steps, taking
from apps.research.predictions.manifest import ActualsEngine

LOOKS = {
    "overdue": states.Look("warn", "calendar-exclamation"),
    "inside": states.Look("good", "circle-check"),
    "outside": states.Look("bad", "circle-x"),
    "hindsight": states.Look("neutral", "eye"),
}


def register(owner: str) -> None:
    """Called by the room's ``ready``."""
    catalogue.add(kinds.KINDS, owner=owner)
    registry.register(ActualsEngine(), owner=owner)
    for name, look in LOOKS.items():
        states.add(name, look)
    on_finished(ActualsEngine.key, taking.taken)
    on_finished("", keeping.keep_by_itself)  # engines of any package may predict
    happenings.listener(looking.on_version)
    next_steps.register("predictions", steps.keep_step, owner=owner)
    cards.add(cards.CardSource("research.predictions", card.card, order=35), owner=owner)
    add_nav(
        NavItem("predictions", _("Predictions"), "target", "research:predictions", order=42),
        owner=owner,
    )
