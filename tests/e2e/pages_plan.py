"""The pages of the product plan, for ``tests.e2e.pages``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse


def _row(verb: str, part: str, **query: str) -> Callable[[Any], str]:
    """A form of a row of the plan; of one that is there, its own."""
    names = {"item": "plan_item", "market": "item_market", "criterion": "verification"}

    def path(site: Any) -> str:
        known = {"project_id": site.project.pk, "part": part}
        if verb != "new":
            known["plan_row_id"] = getattr(site, names.get(part, part)).pk
        asked = "&".join(f"{key}={getattr(site, name).pk}" for key, name in query.items())
        return reverse(f"projects:plan_{verb}", kwargs=known) + (f"?{asked}" if asked else "")

    return path


def plan_pages(page: Any, of_project: Any) -> tuple[Any, ...]:
    """``page`` and ``of_project`` are those of ``tests.e2e.pages``."""
    return (
        page("plan", of_project("projects:plan")),
        page("plan-roadmap", of_project("projects:plan_roadmap")),
        page("plan-items", of_project("projects:plan_items")),
        page("plan-item", of_project("projects:plan_item", item_id="plan_item")),
        page("plan-needs", of_project("projects:plan_needs")),
        page("plan-need", of_project("projects:plan_need", need_id="need")),
        page("new-plan-item", _row("new", "item", need="need")),
        page("edit-plan-item", _row("edit", "item")),
        page("delete-plan-item", _row("delete", "item")),
        page("new-need", _row("new", "need")),
        page("new-criterion", _row("new", "criterion", item="plan_item")),
        page("edit-item-market", _row("edit", "market")),
        page("edit-pilot", _row("edit", "pilot")),
    )
