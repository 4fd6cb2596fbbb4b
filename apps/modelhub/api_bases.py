"""Base models over REST: what text engines of this installation can learn from."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.helpers import forced_singular_serializer
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.conditional import tagged
from apps.core.api.problems import Problem
from apps.core.api.views import ApiViewSet
from apps.engines.base_models import listing
from apps.modelhub import serializers_bases as shapes


class BaseModelsViewSet(ApiViewSet):
    """Pretrained models on this machine. They belong to no project, so every caller reads them."""

    resource = "base_models"
    selective = frozenset()
    scopes = {"list": "read", "retrieve": "read"}
    serializer_class = shapes.BaseModelSerializer
    pagination_class = None
    filter_backends: list[Any] = []

    @extend_schema(
        summary="List base models",
        responses=forced_singular_serializer(shapes.BaseModelListSerializer),
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """All of them, those that cannot be used too: `problems` says why."""
        found = shapes.BaseModelSerializer(listing.listed(), many=True).data
        return tagged(request, {"results": found})

    @extend_schema(summary="Read a base model", responses=shapes.BaseModelDetailSerializer)
    def retrieve(self, request: Request, base_id: str, *args: Any, **kwargs: Any) -> Response:
        """With the files that were added, and the SHA-256 of each."""
        facts = listing.find(base_id)
        if facts is None:
            raise Problem("not_found", _("There is no base model '{id}'.").format(id=base_id))
        return tagged(request, shapes.BaseModelDetailSerializer(facts).data)
