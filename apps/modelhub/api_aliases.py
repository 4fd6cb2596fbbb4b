"""Serving names over REST: programs ask the name, and never learn that another model answers."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.columns import filters_of
from apps.core.api.conditional import require_absent, require_match
from apps.jobs.serializers import JobDetailSerializer
from apps.modelhub import serializers as shapes
from apps.modelhub.api import PREFER, Predicts
from apps.modelhub.domain import aliases
from apps.modelhub.models import ModelAlias, RegisteredModel
from apps.projects.domain.changes import hold
from apps.projects.models import Role


@extend_schema_view(
    list=extend_schema(summary="List serving names"),
    retrieve=extend_schema(summary="Read a serving name"),
)
class AliasesViewSet(Predicts):
    """Names for whatever model serves now."""

    resource = "aliases"
    scopes = {
        "list": "read",
        "retrieve": "read",
        "point": "write",
        "roll_back": "write",
        "destroy": "write",
        "predict": "models:predict",
    }
    roles = {
        "list": Role.VIEWER,
        "retrieve": Role.VIEWER,
        "point": Role.EDITOR,
        "roll_back": Role.EDITOR,
        "destroy": Role.EDITOR,
        "predict": Role.ANALYST,
    }
    conditional = frozenset({"point", "roll_back", "destroy"})
    queryset = ModelAlias.objects.select_related("model__project", "former", "set_by", "watch")
    serializer_class = shapes.AliasSerializer
    filterset_class = filters_of(shapes.AliasSerializer, ModelAlias)
    lookup_field = "name"
    lookup_url_kwarg = "alias"

    @extend_schema(
        summary="Point a serving name to a model",
        request=shapes.AliasInput,
        responses={200: shapes.AliasSerializer, 201: shapes.AliasSerializer},
    )
    def point(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """201 if the name is new. A model that needs other columns than the one that serves now is
        refused: whoever asks by the name would be refused from then on.
        """
        chosen = self.parse(shapes.AliasInput)["model"]
        with transaction.atomic():
            hold(self.project.pk)
            row = self.get_queryset().filter(name=self.kwargs["alias"]).first()
            if row is not None:
                require_absent(request)
                require_match(request, self.read(row))
            models = RegisteredModel.objects.filter(project=self.project)
            model = get_object_or_404(models, pk=chosen)
            made, new = aliases.point(model, self.kwargs["alias"], self.user)
        code = status.HTTP_201_CREATED if new else status.HTTP_200_OK
        return self.answer_fresh(made, code)

    @extend_schema(
        summary="Point a serving name back", request=None, responses=shapes.AliasSerializer
    )
    def roll_back(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """To the model that it pointed to before; done twice, it is as it was."""
        with self.change() as row:
            aliases.roll_back(row, self.user)
        return self.answer_fresh(row)

    @extend_schema(summary="Remove a serving name", responses={204: None})
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The model stays; whoever asks by the name gets 404."""
        with self.change() as row:
            aliases.remove(row, self.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(
        summary="Predict by a serving name",
        request=shapes.PredictInput,
        parameters=[PREFER],
        responses={200: shapes.NamedPrediction, 202: JobDetailSerializer},
    )
    def predict(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """As asking the model itself that the name points to at this moment.

        Where the name is watched, `prediction_ids` has the id of each logged row.
        """
        alias = self.get_object()
        return self.ask(alias.model, alias)
