"""Filters of a list, derived from the columns that it shows: each by its own name and kind."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from typing import Any

import django_filters
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django_filters import rest_framework as rest_filters
from django_filters.fields import IsoDateTimeField
from rest_framework import serializers

TEXT = ("exact", "icontains")
CODE = ("exact", "in")
NUMBER = ("exact", "gte", "lte")
DAY = ("exact", "gte", "lte", "lt")
MOMENT = ("gte", "lte", "lt")
CODE_LENGTH = 3  # of codes such as those of countries and currencies


class MomentField(IsoDateTimeField):
    """In UTC, where the first and last hours of the calendar have no place: SQLite asks for it."""

    def to_python(self, value: Any) -> datetime | None:
        try:
            moment = super().to_python(value)
            return moment.astimezone(UTC) if moment else None
        except OverflowError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class MomentFilter(django_filters.IsoDateTimeFilter):
    """By a moment with its offset."""

    field_class = MomentField


# Of each kind of column: the filter and its comparisons. The first that fits counts.
KINDS: tuple[tuple[Any, Any, tuple[str, ...]], ...] = (
    (serializers.ChoiceField, django_filters.CharFilter, CODE),
    (serializers.BooleanField, rest_filters.BooleanFilter, ("exact",)),
    (
        (serializers.IntegerField, serializers.FloatField, serializers.DecimalField),
        django_filters.NumberFilter,
        NUMBER,
    ),
    (serializers.DateTimeField, MomentFilter, MOMENT),
    (serializers.DateField, django_filters.DateFilter, DAY),
    (serializers.UUIDField, django_filters.UUIDFilter, CODE),
    (serializers.CharField, django_filters.CharFilter, TEXT),
)


def filters_of(
    serializer: type[serializers.BaseSerializer[Any]],
    model: type[models.Model],
    *,
    annotated: Collection[str] = (),
    base: type[django_filters.FilterSet] = rest_filters.FilterSet,
) -> type[django_filters.FilterSet]:
    """A filter set with filters of every scalar column of ``serializer``, and those of ``base``.

    Texts are compared whole and by a part, codes, choices and ids with one or several, numbers,
    days and moments with bounds, rows that are referred to by id; what may be empty by
    ``…__isnull``. Columns that the database does not hold are left out, but for those that the
    view's queryset has ``annotated``.
    """
    found: dict[str, Any] = {}
    for name, field in serializer().fields.items():  # type: ignore[attr-defined]
        found.update(_of_column(name, field, model, annotated))
    kept = {name: one for name, one in found.items() if name not in base.declared_filters}
    meta = type("Meta", (), {"model": model, "fields": []})
    return type(f"{model.__name__}Columns", (base,), {**kept, "Meta": meta})


def _of_column(
    name: str, field: Any, model: type[models.Model], annotated: Collection[str]
) -> Iterator[tuple[str, Any]]:
    whole = isinstance(field, serializers.BaseSerializer) and field.source == "*"
    source = name if whole else field.source  # a row that is read out of this one
    column = _column(model, source)
    if column is None and source not in annotated:
        return
    path = source.replace(".", "__")
    kind: Any
    lookups: tuple[str, ...]
    if isinstance(field, serializers.BaseSerializer):
        if not isinstance(column, models.ForeignKey):
            return
        kind, lookups = django_filters.UUIDFilter, CODE
        path = f"{path}_id"
    else:
        chosen = next((each for each in KINDS if isinstance(field, each[0])), None)
        if chosen is None:
            return
        _, kind, lookups = chosen
        if lookups is TEXT and (getattr(column, "max_length", None) or 99) <= CODE_LENGTH:
            lookups = CODE
    for lookup in lookups:
        shown = name if lookup == "exact" else f"{name}__{lookup}"
        yield shown, _filter(kind, field, path, lookup)
    if getattr(column, "null", False) or (column is None and field.allow_null):
        yield f"{name}__isnull", rest_filters.BooleanFilter(field_name=path, lookup_expr="isnull")


def _filter(kind: Any, field: Any, path: str, lookup: str) -> Any:
    if lookup == "in":
        several = type(f"{kind.__name__}In", (django_filters.BaseInFilter, kind), {})
        return several(field_name=path, lookup_expr="in")
    if isinstance(field, serializers.ChoiceField):
        return django_filters.ChoiceFilter(field_name=path, choices=list(field.choices.items()))
    return kind(field_name=path, lookup_expr=lookup)


def _column(model: type[models.Model], source: str) -> Any:
    """The database's column behind a member, also of a row that is referred to; or None."""
    column: Any = None
    owner: Any = model
    for part in source.split("."):
        try:
            column = owner._meta.get_field(part)
        except (FieldDoesNotExist, AttributeError):
            return None
        owner = getattr(column, "related_model", None)
    return column
