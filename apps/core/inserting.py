"""Many new rows of one model at once.

Django's ``bulk_create`` asks each field of each row for its default, its column and its value, and
writes a statement for each few hundred rows. Here each field is asked once how it is stored, and
one statement is prepared for all rows.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db import connections, models, router, transaction

# Stored as they are by every database that Django knows.
PLAIN = (models.CharField, models.TextField, models.IntegerField, models.FloatField)
Prepare = Callable[[Any], Any]


def insert(rows: Sequence[models.Model]) -> None:
    """Store rows that are not there yet and have all their values, keys included. No signals are
    sent and nothing is computed by the database. Raises ``IntegrityError`` as ``bulk_create`` does.
    """
    if not rows:
        return
    model = type(rows[0])
    alias = router.db_for_write(model)
    connection = connections[alias]
    names, columns, prepare = _fields(model, connection)
    marks = ", ".join(["%s"] * len(names))
    table = connection.ops.quote_name(model._meta.db_table)
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - names of the model
    own = attrgetter(*names)
    values = [
        [
            value if how is None or value is None else how(value)
            for value, how in zip(own(row), prepare, strict=True)
        ]
        for row in rows
    ]
    with transaction.atomic(using=alias), connection.cursor() as cursor:
        cursor.executemany(statement, values)
    for row in rows:
        row._state.adding, row._state.db = False, alias


def ordered_key() -> UUID:
    """A key that sorts by the moment of its making (RFC 9562, version 7): rows that come together
    lie together in every index of keys, where random ones would each change a page of their own.
    """
    now = time.time_ns() // 1_000_000
    number = now << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return UUID(int=number)


def _fields(
    model: type[models.Model], connection: Any
) -> tuple[list[str], list[str], list[Prepare | None]]:
    """Attribute, column and preparation (None: as it is) of each stored field."""
    fields = model._meta.concrete_fields
    return (
        [field.attname for field in fields],
        [connection.ops.quote_name(field.column) for field in fields],
        [_how(field, connection) for field in fields],
    )


def _how(field: Any, connection: Any) -> Prepare | None:
    stored = field.target_field if field.remote_field else field
    if isinstance(stored, PLAIN):
        return None
    if isinstance(stored, models.UUIDField):
        return None if connection.features.has_native_uuid_field else lambda key: key.hex
    how = partial(field.get_db_prep_save, connection=connection)
    # Most rows that come together are made at one moment.
    return lru_cache(maxsize=64)(how) if isinstance(stored, models.DateTimeField) else how
