"""Serializers that say when a name is not known, and fields that rooms share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


class InputSerializer(serializers.Serializer):
    """A body. A member that nobody reads is an error, so that a typing mistake is not silent."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            unknown = sorted(str(name) for name in data if name not in self.fields)
            if unknown:
                sentence = _("There is no field of this name here.")
                raise serializers.ValidationError({name: [sentence] for name in unknown})
        return super().to_internal_value(data)


Reader = Callable[[Any], Any]


class RowSerializer(serializers.ModelSerializer):
    """How a row is read, for long lists: what DRF looks up for each value is looked up once.

    The fields are declared as ever (the schema comes from them). Moments are given in UTC,
    whatever time zone the reader lives in: programs compare them.
    """

    without_context: ClassVar[bool] = False
    """No field looks at the request: what reads a row is made once for the class, since making the
    fields of a class takes as long as reading a page of rows."""

    @cached_property
    def _readers(self) -> list[tuple[str, Reader]]:
        narrowed = "fields" in self.__dict__  # whoever drops some of them makes them first
        if self.without_context and not narrowed:
            return _readers_of(type(self))
        return _readers(self)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        return {name: read(instance) for name, read in self._readers}


_AS_THEY_ARE = (
    serializers.CharField,
    serializers.BooleanField,
    serializers.IntegerField,
    serializers.ChoiceField,
    serializers.JSONField,
)


def _readers(serializer: Any) -> list[tuple[str, Reader]]:
    return [(str(field.field_name), _reader(field)) for field in serializer._readable_fields]


@cache
def _readers_of(serializer_class: type[RowSerializer]) -> list[tuple[str, Reader]]:
    return _readers(serializer_class())


def _reader(field: Any) -> Reader:
    """How ``field`` is taken from a row: directly where nothing needs to be converted."""
    if field.source == "*":
        return field.to_representation
    take = attrgetter(field.source)
    if isinstance(field, serializers.Serializer):
        return _inner(take, _readers(field))
    if isinstance(field, serializers.DateTimeField):
        return lambda row: _in_utc(take(row))
    if isinstance(field, serializers.UUIDField):
        return lambda row: None if (value := take(row)) is None else str(value)
    if isinstance(field, _AS_THEY_ARE):
        return take
    return lambda row: None if (value := take(row)) is None else field.to_representation(value)


def _inner(take: Reader, readers: list[tuple[str, Reader]]) -> Reader:
    """A row within a row, such as an owner."""

    def read(row: Any) -> dict[str, Any] | None:
        value = take(row)
        return None if value is None else {name: each(value) for name, each in readers}

    return read


def _in_utc(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


class PersonSerializer(serializers.Serializer):
    """A person, as other members see them."""

    id = serializers.UUIDField(read_only=True)
    name = serializers.CharField(read_only=True, source="shown_name")


@extend_schema_field({"type": "object", "additionalProperties": True})
class ObjectField(serializers.DictField):
    """Any JSON object."""


class MessageField(serializers.Field):
    """A stored message as a sentence in the caller's language; null if there is none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"read_only": True, **options})

    def to_representation(self, value: Any) -> str | None:
        from apps.core.rendering import render

        return render(value) or None
