"""The audit trail of a project over REST: read and exported by its owners, changed by nobody."""

from __future__ import annotations

from typing import Any

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.request import Request

from apps.core.api.columns import filters_of
from apps.core.api.pagination import parameter_problem
from apps.events.export import FORMATS, export
from apps.events.filters import AuditApiFilter
from apps.events.models import AuditEntry
from apps.events.serializers_audit import AuditEntrySerializer
from apps.projects.api_base import ProjectViewSet
from apps.projects.models import Role

FORM = OpenApiParameter("format", str, enum=list(FORMATS), default="jsonl")


@extend_schema_view(retrieve=extend_schema(summary="Read an audit entry"))
class AuditViewSet(ProjectViewSet):
    """Who did what to what, when, by which means."""

    resource = "audit"
    scopes = dict.fromkeys(("list", "retrieve", "export"), "audit")
    roles = dict.fromkeys(scopes, Role.OWNER)
    even_archived = frozenset(scopes)
    downloads = frozenset({"export"})
    own_parameters = frozenset({"format"})
    queryset = AuditEntry.objects.all()
    serializer_class = AuditEntrySerializer
    filterset_class = filters_of(AuditEntrySerializer, AuditEntry, base=AuditApiFilter)
    lookup_url_kwarg = "audit_id"

    @extend_schema(summary="List the audit trail")
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Oldest first. Entries of a project are kept for as long as the installation."""
        return super().list(request, *args, **kwargs)

    @extend_schema(
        summary="Export the audit trail",
        parameters=[FORM],
        filters=True,
        responses={
            (200, "text/csv"): OpenApiTypes.STR,
            (200, "application/x-ndjson"): OpenApiTypes.STR,
        },
    )
    def export(self, request: Request, *args: Any, **kwargs: Any) -> StreamingHttpResponse:
        """All of it, or what the filters leave, newest first, as one stream.

        `jsonl` has an entry a line as the list gives it, `csv` is made for spreadsheets.
        """
        form = request.query_params.get("format", "jsonl")
        if form not in FORMATS:
            raise parameter_problem("format", _("Give csv or jsonl."))
        rows = self.filter_queryset(self.get_queryset())
        names = self.filterset_class.base_filters
        asked = {name: text for name, text in request.query_params.dict().items() if name in names}
        return export(self.project, self.user, rows, form, asked)
