"""On a dataset's page: a table that lists what people said says where it becomes feedback."""

from __future__ import annotations

from django.template.loader import render_to_string

from apps.core.slots import SlotPart, SlotPlace
from apps.feedback.records.intakes.columns import guess
from apps.projects.models import Role

OFFER = "feedback.records"
TELLING = {"number", "occurred_at", "language", "submission_id", "source", "country"}


def draw(place: SlotPlace) -> str:
    """Empty for a table of anything else, and for readers who may not take records."""
    if place.project.archived_at or not place.role or not Role(place.role).covers(Role.ANALYST):
        return ""
    version = place.subject.latest
    if version is None:
        return ""
    found = guess(str(column["name"]) for column in version.columns)
    if "text" not in found or not TELLING & found.keys():
        return ""
    shown = {"version": version, "project": place.project}
    return render_to_string("feedback/offer.html", shown, request=place.request)


PART = SlotPart(key=OFFER, slot="datasets.detail", draw=draw)
