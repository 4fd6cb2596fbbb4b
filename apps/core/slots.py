"""Named places in pages where plugins put something: ``{% slot "projects.market" entry %}``.

Every name is listed in ``SLOTS`` with what its subject is, and told in docs/plugins.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from apps.core import extensions
from apps.core.registry import Registry

# Name → what the part is told besides project and reader.
SLOTS: dict[str, str] = {
    "layout.head": "nothing; inside <head> of every page of a project",
    "layout.foot": "nothing; below the content of every page of a project",
    "projects.overview": "nothing; below the cards of the overview",
    "projects.market": "the market; above its facts",
    "datasets.detail": "the dataset; below its columns",
    "jobs.result": "the job; below its result",
    "modelhub.model": "the model; below what it needs",
}
SILENT = {"layout.head"}  # no place for a note


@dataclass(frozen=True)
class SlotPlace:
    """Where a part is drawn. ``subject`` is a row of the room that owns the page, or None."""

    request: HttpRequest
    project: Any
    role: Any
    subject: Any = None


@dataclass(frozen=True)
class SlotPart:
    """Something that a plugin draws into ``slot``."""

    key: str
    slot: str
    draw: Callable[[SlotPlace], str]
    order: int = 100


parts: Registry[SlotPart] = Registry("slot part")


def add(part: SlotPart, *, owner: str) -> None:
    if part.slot not in SLOTS:
        raise LookupError(f"there is no slot '{part.slot}'; there are: {', '.join(SLOTS)}")
    parts.register(part.key, part, owner=owner)


def draw(slot: str, place: SlotPlace) -> SafeString:
    """What is in the slot on this page; a part that fails leaves a small note."""
    if slot not in SLOTS:
        raise LookupError(f"there is no slot '{slot}'")
    if place.project is None:
        return SafeString("")
    here = [(owner, part) for owner, part in parts.present(place.project) if part.slot == slot]
    here.sort(key=lambda pair: (pair[1].order, pair[1].key))
    return SafeString("\n".join(_part(owner, part, place) for owner, part in here))


def _part(owner: str, part: SlotPart, place: SlotPlace) -> str:
    drawn = extensions.call(owner, "slot", part.slot, _drawn, part, place, otherwise=None)
    if drawn is not None:
        return drawn
    if part.slot in SILENT:
        return ""
    return render_to_string("core/components/part_failed.html", {"name": extensions.title(owner)})


def _drawn(part: SlotPart, place: SlotPlace) -> str | None:
    return str(conditional_escape(part.draw(place)))
