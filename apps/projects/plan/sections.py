"""The five kinds of rows of the plan: what their form and their deletion need to know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.projects.domain.records import RecordKind
from apps.projects.models import Role
from apps.projects.plan import forms, records


@dataclass(frozen=True)
class Section:
    """``back`` is where a saved row is seen; ``above`` the row's field that a new one is made for,
    '' where it stands by itself.
    """

    kind: RecordKind
    form: type[forms.PlanForm]
    add: Any
    edit: Any
    delete: Any
    consequence: Any
    back: Callable[[Any], str]
    above: str = ""

    @property
    def needs(self) -> Role:
        return self.kind.writes

    @property
    def parent(self) -> type[Any]:
        found: type[Any] = self.kind.model._meta.get_field(self.above).related_model
        return found


def item_of(row: Any) -> Any:
    """The plan item that a row hangs on; the row itself where it is one; None of a need."""
    if hasattr(row, "item_market"):
        return row.item_market.item
    if hasattr(row, "item"):
        return row.item
    return row if hasattr(row, "requirement") else None


def _item_page(anchor: str = "") -> Callable[[Any], str]:
    def address(row: Any) -> str:
        item = item_of(row)
        return reverse("projects:plan_item", args=[item.project_id, item.pk]) + anchor

    return address


def _need_page(row: Any) -> str:
    return reverse("projects:plan_need", args=[row.project_id, row.pk])


_GONE = _("Systems that keep in step are told of the deletion. It cannot be undone.")
_WITH = _(
    "Its criteria, markets, pilots, effects and history are deleted with it. It cannot be undone."
    " To keep them, drop it instead."
)
_WITH_PILOTS = _("Its pilots and effects there are deleted with it. It cannot be undone.")
SECTIONS = {
    "need": Section(
        records.NEEDS, forms.NeedForm, _("Add need"), _("Edit need"), _("Delete this need"),
        _GONE, _need_page,
    ),
    "item": Section(
        records.ITEMS, forms.ItemForm, _("Add item"), _("Edit item"), _("Delete this item"),
        _WITH, _item_page(),
    ),
    "market": Section(
        records.MARKETS, forms.MarketForm, _("Add market"), _("Edit market"),
        _("Take this market out"), _WITH_PILOTS, _item_page("#markets"), "item",
    ),
    "criterion": Section(
        records.VERIFICATIONS, forms.VerificationForm, _("Add criterion"), _("Edit criterion"),
        _("Delete this criterion"), _GONE, _item_page("#verification"), "item",
    ),
    "pilot": Section(
        records.PILOTS, forms.PilotForm, _("Add pilot"), _("Edit pilot"), _("Delete this pilot"),
        _GONE, _item_page("#markets"), "item_market",
    ),
}  # fmt: skip


def section_of(name: str) -> Section:
    """The section that an address names; 404 for none."""
    found = SECTIONS.get(name)
    if found is None:
        raise Http404
    return found
