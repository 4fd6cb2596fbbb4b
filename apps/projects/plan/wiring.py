"""What the plan adds to the registries of the project, once all rooms are loaded."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.core import catalogue, states
from apps.core.messages import mark
from apps.core.navigation import NavItem
from apps.core.navigation import add as add_nav
from apps.projects import cards, facts, gates
from apps.projects.models import Stage
from apps.projects.plan import evidence, kinds, standing


def register(owner: str) -> None:
    """Called by the room's ``ready``."""
    catalogue.add(kinds.KINDS, owner=owner)
    add_nav(
        NavItem("projects.plan", _("Product plan"), "columns", "projects:plan", 35), owner=owner
    )
    for kind in evidence.BUILT_IN:
        evidence.add(kind, owner=owner)
    cards.add(cards.CardSource("projects.plan", standing.card, order=25), owner=owner)
    facts.add(facts.FactSource("projects.plan", standing.facts, order=60), owner=owner)
    gates.add(
        gates.GateCheck(
            key="projects.plan_released",
            stage=Stage.DEVELOPMENT,
            also=(Stage.OPTIMISATION, Stage.INTERNATIONAL_OPTIMISATION),
            label=mark("Planned work is released or dropped"),
            check=standing.gate,
            order=50,
        ),
        owner=owner,
    )
    for state, tone, icon in LOOKS:
        states.add(f"plan-{state}", states.Look(tone, icon))


LOOKS: tuple[tuple[str, states.Tone, str], ...] = (
    ("idea", "neutral", "bulb"),
    ("agreed", "info", "check"),
    ("development", "info", "tool"),
    ("verifying", "info", "clipboard-check"),
    ("pilot", "warn", "flask"),
    ("released", "good", "rocket"),
    ("measured", "good", "ruler-measure"),
    ("dropped", "neutral", "ban"),
    ("planned", "neutral", "calendar-event"),
    ("overdue", "bad", "calendar-exclamation"),
    ("open", "neutral", "circle-dashed"),
    ("passed", "good", "circle-check"),
    ("failed", "bad", "circle-x"),
    ("met", "good", "circle-check"),
    ("declined", "neutral", "ban"),
)
