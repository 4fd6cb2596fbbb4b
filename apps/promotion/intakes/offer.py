"""On a dataset's page: a table of figures says where it becomes days of campaigns."""

from __future__ import annotations

from django.template.loader import render_to_string

from apps.core.slots import SlotPart, SlotPlace
from apps.projects.models import Role
from apps.promotion.intakes.columns import FIGURES, guess

OFFER = "promotion.figures"


def draw(place: SlotPlace) -> str:
    """Empty for a table of anything else, and for readers who may not take figures."""
    if place.project.archived_at or not place.role or not Role(place.role).covers(Role.ANALYST):
        return ""
    version = place.subject.latest
    if version is None:
        return ""
    found = guess(str(column["name"]) for column in version.columns)
    if not {"day", "campaign"} <= found.keys() or not found.keys() & set(FIGURES):
        return ""
    shown = {"version": version, "project": place.project}
    return render_to_string("promotion/offer.html", shown, request=place.request)


PART = SlotPart(key=OFFER, slot="datasets.detail", draw=draw)
