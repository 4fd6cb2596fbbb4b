"""The six kinds of rows of the register: what their form and their deletion need to know."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.projects.collections.forms import RecordForm
from apps.projects.collections.sections import Section, Way
from apps.projects.domain.records import RecordKind
from apps.research.competitors import forms, records


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


def _section(
    kind: RecordKind,
    form: type[RecordForm],
    above: str,
    label: Any,
    add: Any,
    edit: Any,
    delete: Any,
    consequence: Any,
    *,
    back: Way,
) -> Section:
    words = {"label": label, "add": add, "edit": edit, "delete": delete}
    return Section(
        kind=kind,
        form=form,
        above=f"research:{above}",
        consequence=consequence,
        back=back,
        remove=partial(records.delete, kind),
        **words,
    )


_GONE = _("Systems that keep in step are told of the deletion. It cannot be undone.")
_WITH = _("All that was seen of it is deleted with it. It cannot be undone.")
SECTIONS = {
    "competitor": _section(
        records.COMPETITORS, forms.CompetitorForm, "competitors", _("Competitors"),
        _("Add competitor"), _("Edit competitor"), _("Delete this competitor"), _WITH,
        back=lambda row: reverse("research:competitor", args=[row.project_id, row.pk]),
    ),
    "price": _section(
        records.PRICES, forms.PriceForm, "prices", _("Prices"),
        _("Add price"), _("Edit price"), _("Delete this price"), _GONE, back=_prices,
    ),
    "feature": _section(
        records.FEATURES, forms.FeatureForm, "features", _("Features"),
        _("Add feature"), _("Edit feature"), _("Delete this feature"), _WITH, back=_to("features"),
    ),
    "answer": _section(
        records.MARKS, forms.MarkForm, "features", _("Features"),
        _("Add answer"), _("Edit answer"), _("Delete this answer"), _GONE, back=_to("features"),
    ),
    "dimension": _section(
        records.DIMENSIONS, forms.DimensionForm, "positions", _("Positioning"),
        _("Add dimension"), _("Edit dimension"), _("Delete this dimension"), _WITH,
        back=_to("positions"),
    ),
    "position": _section(
        records.POSITIONS, forms.PositionForm, "positions", _("Positioning"),
        _("Add position"), _("Edit position"), _("Delete this position"), _GONE,
        back=competitor_url,
    ),
}  # fmt: skip
