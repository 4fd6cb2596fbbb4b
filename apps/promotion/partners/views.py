"""Pages of partners: the list, and one with its contract and what it brought."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.core.tables import table_page
from apps.projects.access import ProjectRequest, project_page
from apps.promotion.models import Partner
from apps.promotion.pages import new_url, page, row_or_404
from apps.promotion.partners import figures, tables
from apps.promotion.views import told


@require_safe
@project_page()
def partners(request: ProjectRequest) -> HttpResponse:
    """The list; search, filters, sort and pages in the URL."""
    rows = Partner.objects.filter(project=request.project).select_related("owner", "channel")
    context = table_page(request, tables.PartnerTable, rows, tables.PartnerFilter)
    if not context["table"].filtered:
        context["table"].empty_context = {
            "icon": "users-group",
            "title": _("No partners yet"),
            "text": _("Add who sells or promotes the product for you, where, and until when."),
            "action_url": new_url(request, "partner"),
            "action_label": _("Add partner"),
        }
    return page(request, "partners", **context)


@require_safe
@project_page()
def partner(request: ProjectRequest, partner_id: UUID) -> HttpResponse:
    """A partner, when its contract ends, and what its channel brought."""
    rows = Partner.objects.select_related("owner", "channel")
    row: Partner = row_or_404(request, rows, partner_id)
    ends = figures.ending(row, timezone.localdate())
    return page(
        request,
        "partner",
        here="partners",
        row=row,
        ends=tables.ending_words(ends) if ends else "",
        over=bool(ends and ends.is_over),
        brought=[(name, told(one, name)) for name, one in figures.brought(row)],
    )
