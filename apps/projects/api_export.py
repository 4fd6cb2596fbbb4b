"""A whole project as one file over REST."""

from __future__ import annotations

from typing import Any

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from apps.core.api.files import attachment
from apps.projects.api_base import ProjectViewSet
from apps.projects.models import Project, Role
from apps.projects.transfer.exporting import export_name, export_project


class ExportViewSet(ProjectViewSet):
    """The archive that ``manage.py import_project`` reads."""

    resource = "projects"
    scopes = {"retrieve": "administer"}  # the trail and the addresses of webhooks are in it
    roles = {"retrieve": Role.OWNER}
    even_archived = frozenset({"retrieve"})
    queryset = Project.objects.all()

    @extend_schema(
        summary="Export a project",
        operation_id="projects_export",
        responses={(200, "application/zip"): OpenApiTypes.BINARY},
    )
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> StreamingHttpResponse:
        """Rows, files and audit trail as a zip. Another installation imports it."""
        archive = export_project(self.project, self.user)
        response = StreamingHttpResponse(archive.stream(), content_type="application/zip")
        return attachment(response, export_name(self.project))
