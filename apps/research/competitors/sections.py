"""The six kinds of rows of the register: what their form and their deletion need to know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.projects.domain.records import RecordKind
from apps.research.competitors import forms, records

Way = Callable[[Any], str]


def _to(name: str) -> Way:
    return lambda row: reverse(f"research:{name}", args=[row.project_id])


def competitor_url(row: Any) -> str:
    """The page of a competitor; of the own product where ``row`` has none."""
    if row.competitor_id is None:
        return reverse("research:own_product", args=[row.project_id])
    return reverse("research:competitor", args=[row.project_id, row.competitor_id])


def _prices(row: Any) -> str:
    address = reverse("research:prices", args=[row.project_id])
    return f"{address}?{urlencode({'market': row.market})}" if row.market else address


@dataclass(frozen=True)
class Section:
    """``back`` is where a saved row is seen, ``above`` the page of its list."""

    kind: RecordKind
    form: type[forms.RegisterForm]
    above: str
    label: Any
    add: Any
    edit: Any
    delete: Any
    consequence: Any
    back: Way

    @property
    def related(self) -> tuple[str, ...]:
        return self.kind.related


_GONE = _("Systems that keep in step are told of the deletion. It cannot be undone.")
_WITH = _("All that was seen of it is deleted with it. It cannot be undone.")
SECTIONS = {
    "competitor": Section(
        records.COMPETITORS, forms.CompetitorForm, "competitors", _("Competitors"),
        _("Add competitor"), _("Edit competitor"), _("Delete this competitor"), _WITH,
        lambda row: reverse("research:competitor", args=[row.project_id, row.pk]),
    ),
    "price": Section(
        records.PRICES, forms.PriceForm, "prices", _("Prices"),
        _("Add price"), _("Edit price"), _("Delete this price"), _GONE, _prices,
    ),
    "feature": Section(
        records.FEATURES, forms.FeatureForm, "features", _("Features"),
        _("Add feature"), _("Edit feature"), _("Delete this feature"), _WITH, _to("features"),
    ),
    "answer": Section(
        records.MARKS, forms.MarkForm, "features", _("Features"),
        _("Add answer"), _("Edit answer"), _("Delete this answer"), _GONE, _to("features"),
    ),
    "dimension": Section(
        records.DIMENSIONS, forms.DimensionForm, "positions", _("Positioning"),
        _("Add dimension"), _("Edit dimension"), _("Delete this dimension"), _WITH,
        _to("positions"),
    ),
    "position": Section(
        records.POSITIONS, forms.PositionForm, "positions", _("Positioning"),
        _("Add position"), _("Edit position"), _("Delete this position"), _GONE,
        competitor_url,
    ),
}  # fmt: skip


def section_of(name: str) -> Section:
    found = SECTIONS.get(name)
    if found is None:
        raise Http404
    return found
