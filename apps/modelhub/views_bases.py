"""The page of base models: what there is to learn from on this machine."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from apps.core.tables import table_page
from apps.engines.base_models import listing
from apps.modelhub.tables_bases import BaseTable, empty_list
from apps.projects.access import ProjectRequest, project_page


@require_GET
@project_page()
def base_list(request: ProjectRequest) -> HttpResponse:
    """All base models, the usable ones first. They belong to the machine, not to the project."""
    context = table_page(request, BaseTable, listing.listed())
    context["table"].empty_context = empty_list()
    return render(request, "modelhub/bases.html", context)
