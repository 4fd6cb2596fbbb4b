"""Forms of this room: one view each to add, change and delete a row of any of its collections."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from apps.projects.access import ProjectRequest, project_page
from apps.projects.collections.forms import initial_from
from apps.projects.collections.pages import Editor
from apps.projects.collections.sections import Section
from apps.projects.models import Role
from apps.promotion.sections import SECTIONS
from apps.reference import countries, currencies

NAMED = ("campaign", "channel", "market", "language", "day", "starts_on", "price", "product")


def _initial(request: ProjectRequest, what: Section) -> dict[str, Any]:
    ids = ("campaign", "channel", "price")
    initial: dict[str, Any] = initial_from(request.GET, what.form, NAMED, ids=ids)
    if "day" in what.form.base_fields:
        initial.setdefault("day", timezone.localdate())
    if "valid_from" in what.form.base_fields:
        initial.setdefault("valid_from", timezone.localdate())
    if "currency" in what.form.base_fields:
        proposed = _currency_of(initial.get("market", "")) or request.project.currency
        initial.setdefault("currency", proposed)
    if "owner" in what.form.base_fields:
        initial.setdefault("owner", request.user.pk)
    return initial


def _currency_of(market: str) -> str:
    """What one pays with today in a market; '' where no market, or none that is known, is named."""
    country = countries.get(market)
    tender = currencies.of_country(country.iso2, timezone.localdate()) if country else ()
    return tender[0] if tender else ""


EDITOR = Editor(SECTIONS, "promotion/base.html", "promotion:", _initial)


@project_page(Role.ANALYST)
def new(request: ProjectRequest, section: str) -> HttpResponse:
    return EDITOR.add(request, section)


@project_page(Role.ANALYST)
def edit(request: ProjectRequest, section: str, row_id: UUID) -> HttpResponse:
    return EDITOR.change(request, section, row_id)


@project_page(Role.EDITOR)
def delete(request: ProjectRequest, section: str, row_id: UUID) -> HttpResponse:
    return EDITOR.remove(request, section, row_id)
