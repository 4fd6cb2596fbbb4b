"""The five kinds of rows of the plan: what their form and their deletion need to know."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.projects.collections.sections import Section, Way
from apps.projects.domain.records import RecordKind
from apps.projects.plan import forms, records


def item_of(row: Any) -> Any:
    """The plan item that a row hangs on; the row itself where it is one; None of a need."""
    if hasattr(row, "item_market"):
        return row.item_market.item
    if hasattr(row, "item"):
        return row.item
    return row if hasattr(row, "requirement") else None


def _item_page(anchor: str = "") -> Way:
    def address(row: Any) -> str:
        item = item_of(row)
        return reverse("projects:plan_item", args=[item.project_id, item.pk]) + anchor

    return address


def _need_page(row: Any) -> str:
    return reverse("projects:plan_need", args=[row.project_id, row.pk])


def _country(row: Any) -> str:
    """A market of an item and a pilot there are called by the country."""
    return str(getattr(row, "item_market", row).get_market_display())


PLAN = _("Product plan")


def _section(
    kind: RecordKind,
    form: type[forms.PlanForm],
    words: tuple[Any, Any, Any, Any],
    back: Way,
    *,
    above: str = "plan",
    label: Any = PLAN,
    **more: Any,
) -> Section:
    """``words``: to add, to edit and to delete a row, and what goes with it."""
    return Section(
        kind, form, f"projects:{above}", label, *words, back, partial(records.delete, kind), **more
    )


_GONE = _("Systems that keep in step are told of the deletion. It cannot be undone.")
_WITH = _(
    "Its criteria, markets, pilots, effects and history are deleted with it. It cannot be undone."
    " To keep them, drop it instead."
)
_WITH_PILOTS = _("Its pilots and effects there are deleted with it. It cannot be undone.")
SECTIONS = {
    "need": _section(
        records.NEEDS, forms.NeedForm,
        (_("Add need"), _("Edit need"), _("Delete this need"), _GONE),
        _need_page, above="plan_needs", label=_("Needs"),
    ),
    "item": _section(
        records.ITEMS, forms.ItemForm,
        (_("Add item"), _("Edit item"), _("Delete this item"), _WITH), _item_page(),
    ),
    "market": _section(
        records.MARKETS, forms.MarketForm,
        (_("Add market"), _("Edit market"), _("Take this market out"), _WITH_PILOTS),
        _item_page("#markets"), parent="item", name=_country,
    ),
    "criterion": _section(
        records.VERIFICATIONS, forms.VerificationForm,
        (_("Add criterion"), _("Edit criterion"), _("Delete this criterion"), _GONE),
        _item_page("#verification"), parent="item",
    ),
    "pilot": _section(
        records.PILOTS, forms.PilotForm,
        (_("Add pilot"), _("Edit pilot"), _("Delete this pilot"), _GONE),
        _item_page("#markets"), parent="item_market", name=_country,
    ),
}  # fmt: skip
