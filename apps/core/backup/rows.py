"""Database rows as lines of JSON and back, column by column, with nothing rounded or re-stamped."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import connection, models, transaction

CHUNK = 2000
_AS_IT_IS = (bool, int, float, str)


def encode(row: models.Model) -> dict[str, Any]:
    """Column → JSON value. Dates keep their microseconds, bytes become base64."""
    return {field.attname: _encoded(field, row) for field in columns(type(row))}


def _encoded(field: Any, row: models.Model) -> Any:
    value = field.value_from_object(row)
    if value is None or type(value) in _AS_IT_IS or isinstance(field, models.JSONField):
        return value
    return field.value_to_string(row)


def decode(model: type[models.Model], values: dict[str, Any]) -> models.Model:
    """The inverse of :func:`encode`, for the model as it was when the row was written.

    Raises ``ValueError`` or ``ValidationError`` for what the column cannot hold, and
    ``ValueError`` for columns that the model does not have.
    """
    fields = {field.attname: field for field in columns(model)}
    unknown = values.keys() - fields.keys()
    if unknown:
        raise ValueError(f"{model._meta.label} has no column {', '.join(sorted(unknown))}")
    return model(**{name: _decoded(fields[name], value) for name, value in values.items()})


def _decoded(field: Any, value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    return field.to_python(value)


def columns(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if not field.generated]


def file_columns(model: type[models.Model]) -> list[Any]:
    return [field for field in columns(model) if isinstance(field, models.FileField)]


def insert(
    model: type[models.Model], rows: Iterable[models.Model], *, new_keys: bool = False
) -> int:
    """Insert rows as they are: no ``auto_now``, no ``save()`` of the model. Returns how many.

    ``new_keys`` lets the database give new primary keys.
    """
    count = 0
    fields = [field for field in columns(model) if not (new_keys and field.primary_key)]
    iterator = iter(rows)
    while batch := list(islice(iterator, CHUNK)):
        size = max(1, connection.ops.bulk_batch_size(fields, batch))
        for start in range(0, len(batch), size):
            # What Model.save_base(raw=True) calls for one row; bulk_create would stamp the times.
            model._base_manager._insert(  # type: ignore[attr-defined]
                batch[start : start + size], fields=fields, using=connection.alias, raw=True
            )
        count += len(batch)
    return count


def line(values: dict[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def parse(text: str) -> dict[str, Any]:
    """A row's columns. Raises ``ValueError`` for a line that is no row."""
    values = json.loads(text)
    if not isinstance(values, dict):
        raise ValueError(text[:80])
    return values


def read(rows: models.QuerySet[Any]) -> Iterator[models.Model]:
    """Rows in the order of their keys, a chunk at a time, by the base manager's full view."""
    return rows.order_by("pk").iterator(chunk_size=CHUNK)


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read inside is of one moment, and nobody who writes has to wait.

    PostgreSQL: REPEATABLE READ. SQLite in WAL mode: a deferred transaction, which reads without
    the write lock that ``atomic()`` takes here.
    """
    if connection.in_atomic_block:  # the caller's transaction is the moment
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
