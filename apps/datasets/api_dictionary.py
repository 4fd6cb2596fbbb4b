"""The data dictionary over REST: what is said of columns, known by their names."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core import rendering
from apps.core.api.columns import filters_of
from apps.core.api.conditional import require_absent, require_match
from apps.core.api.problems import Problem
from apps.core.api.serializers import InputSerializer
from apps.core.messages import msg
from apps.datasets.dictionary import checks, entries, presentation
from apps.datasets.models import ColumnEntry, Dataset
from apps.projects.api_base import ProjectViewSet
from apps.projects.domain.changes import hold
from apps.projects.domain.errors import Refused
from apps.projects.models import Role

ABOUT: dict[str, str] = {
    "label": "What the column is called in forms and reports.",
    "description": "What a cell holds.",
    "unit": "A currency code or a unit; empty: as the import has read it.",
    "measure": f"One of {', '.join(ColumnEntry.Measure.values)}; empty: nobody has said.",
    "price_year": "For money in constant prices.",
    "minimum": "Cells should not be smaller.",
    "maximum": "Cells should not be larger.",
    "permitted": "What cells should say, as the table writes it; empty: anything.",
}
DECLARED = ("measure", "permitted")


class ColumnEntrySerializer(serializers.ModelSerializer):
    """What people say of a column. It is known by its name and outlives versions: the newest one
    may have no such column any more. Of a column without an entry nothing was said yet.
    """

    measure = serializers.CharField(read_only=True, help_text=ABOUT["measure"])
    permitted = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text=ABOUT["permitted"]
    )

    class Meta:
        model = ColumnEntry
        fields = ["id", "column", *entries.FIELDS, "created_at", "updated_at"]
        read_only_fields = fields
        extra_kwargs = {name: {"help_text": ABOUT[name]} for name in ABOUT if name not in DECLARED}


class ColumnEntryInput(InputSerializer):
    """All that is to be said of the column: what is left out is emptied. A range fits columns of
    numbers; permitted values fit texts, whole numbers and dates.
    """

    label = serializers.CharField(  # type: ignore[assignment]
        required=False, allow_blank=True, default="", max_length=120, help_text=ABOUT["label"]
    )
    description = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=2000,
        help_text=ABOUT["description"],
    )  # fmt: skip
    unit = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=60, help_text=ABOUT["unit"]
    )
    measure = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=8, help_text=ABOUT["measure"]
    )
    price_year = serializers.IntegerField(
        required=False, allow_null=True, default=None, help_text=ABOUT["price_year"]
    )
    source = serializers.CharField(  # type: ignore[assignment]
        required=False, allow_blank=True, default="", max_length=300
    )
    source_year = serializers.IntegerField(required=False, allow_null=True, default=None)
    note = serializers.CharField(required=False, allow_blank=True, default="", max_length=2000)
    minimum = serializers.FloatField(
        required=False, allow_null=True, default=None, help_text=ABOUT["minimum"]
    )
    maximum = serializers.FloatField(
        required=False, allow_null=True, default=None, help_text=ABOUT["maximum"]
    )
    permitted = serializers.ListField(
        child=serializers.CharField(max_length=checks.LONGEST_VALUE), required=False,
        default=list, max_length=checks.MOST_VALUES, help_text=ABOUT["permitted"],
    )  # fmt: skip

    def validate_measure(self, measure: str) -> str:
        words = ColumnEntry.Measure.values
        if measure and measure not in words:
            problem = msg("'{text}' is none of: {words}.", text=measure, words=", ".join(words))
            raise serializers.ValidationError(rendering.render(problem))
        return measure

    def validate_permitted(self, permitted: list[str]) -> list[str]:
        if any(len(value.splitlines()) > 1 for value in permitted):
            raise serializers.ValidationError(_("A permitted value is one line of text."))
        return checks.lines("\n".join(permitted))

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        problems = {
            name: [rendering.render(message)]
            for name, message in checks.issues(attrs, self.context.get("dtype", ""))
        }
        if problems:
            raise serializers.ValidationError(problems)
        return attrs


@extend_schema_view(
    list=extend_schema(summary="List described columns"),
    retrieve=extend_schema(summary="Read what is said of a column"),
)
class DictionaryViewSet(ProjectViewSet):
    """The data dictionary of a dataset: an entry for each column of which something is said."""

    resource = "dictionary"
    scopes = {
        "list": "read",
        "retrieve": "read",
        "put": "write",
        "destroy": "write",
        "table": "read",
    }
    roles = {
        "list": Role.VIEWER,
        "retrieve": Role.VIEWER,
        "put": Role.EDITOR,
        "destroy": Role.EDITOR,
        "table": Role.VIEWER,
    }
    conditional = frozenset({"put", "destroy"})
    downloads = frozenset({"table"})
    queryset = ColumnEntry.objects.all()
    serializer_class = ColumnEntrySerializer
    filterset_class = filters_of(ColumnEntrySerializer, ColumnEntry)
    lookup_field = "column"
    lookup_url_kwarg = "column"

    def enter(self) -> None:
        super().enter()
        if self.action:
            datasets = Dataset.objects.visible_to(self.user).filter(project=self.project)
            self.dataset = get_object_or_404(datasets, pk=self.kwargs["dataset_id"])

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(dataset_id=self.kwargs.get("dataset_id"))

    def get_serializer_context(self) -> dict[str, Any]:
        """With the type that the newest version gives the column of the URL."""
        context = dict(super().get_serializer_context())
        if self.action == "put" and hasattr(self, "dataset"):
            version = entries.newest(self.dataset)
            columns = version.columns if version else []
            types = {one["name"]: one["dtype"] for one in columns}
            context["dtype"] = types.get(self.kwargs["column"], "")
        return context

    @extend_schema(
        summary="Describe a column",
        request=ColumnEntryInput,
        responses={200: ColumnEntrySerializer, 201: ColumnEntrySerializer},
        operation_id="dictionary_put",
    )
    def put(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """201 if nothing was said of it yet. A column that the newest version does not have is a
        404, unless something was said of it before."""
        values = self.parse(ColumnEntryInput)
        column = self.kwargs["column"]
        with transaction.atomic():
            hold(self.project.pk)
            row = self.get_queryset().filter(column=column).first()
            if row is not None:
                require_absent(request)
                require_match(request, self.read(row))
            try:
                made = entries.write(self.dataset, {column: values}, self.user)[column]
            except Refused as refused:
                raise Problem("not_found", rendering.render(refused.message)) from refused
        code = status.HTTP_200_OK if row is not None else status.HTTP_201_CREATED
        return self.answer_fresh(made, code)

    @extend_schema(summary="Remove what is said of a column", responses={204: None})
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The column itself stays as it is."""
        with self.change() as row:
            entries.remove(row, self.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(
        summary="Download the dictionary",
        operation_id="dictionary_table",
        responses={(200, "text/csv"): OpenApiTypes.STR},
    )
    def table(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """As CSV for spreadsheets, in the language of `Accept-Language`: a row for each column of
        the newest version, whether described or not."""
        return presentation.table_response(self.dataset, "csv")
