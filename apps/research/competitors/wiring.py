"""What the register of competitors adds to other rooms, once all of them are loaded."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.core import catalogue
from apps.core.messages import mark
from apps.core.navigation import NavItem
from apps.core.navigation import add as add_nav
from apps.projects import facts, gates
from apps.projects.models import Stage
from apps.research import kinds
from apps.research.competitors import evidence


def register(owner: str) -> None:
    """Called by the room's ``ready``."""
    catalogue.add(kinds.KINDS, owner=owner)
    add_nav(
        NavItem("competitors", _("Competitors"), "users-group", "research:competitors", order=41),
        owner=owner,
    )
    facts.add(facts.FactSource("research.competitors", evidence.facts, order=35), owner=owner)
    gates.add(
        gates.GateCheck(
            key="research.competitors",
            stage=Stage.RESEARCH,
            label=mark("Competitors are known"),
            check=evidence.gate,
            order=35,
        ),
        owner=owner,
    )
