"""Rows as JSON and back: what a merge keeps, so that it can be undone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import SET_NULL


def stored(row: Any, names: Iterable[str] | None = None) -> dict[str, Any]:
    """Column → value as JSON, of all columns or of the fields that are named."""
    fields = row._meta.concrete_fields
    chosen = fields if names is None else [row._meta.get_field(name) for name in names]
    return {field.attname: _plain(getattr(row, field.attname)) for field in chosen}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID | Decimal) else value


def values(model: type[Any], kept: dict[str, Any]) -> dict[str, Any]:
    """What :func:`stored` gave, as the columns have it; a reference whose row is gone meanwhile is
    empty, as it would be if the row had stayed.
    """
    found: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.attname not in kept:
            continue
        value = field.to_python(kept[field.attname])
        if value is not None and field.remote_field and _is_gone(field, value):
            value = None
        found[field.attname] = value
    return found


def _is_gone(field: Any, key: Any) -> bool:
    if field.remote_field.on_delete is not SET_NULL:
        return False
    return not field.related_model._base_manager.filter(pk=key).exists()
