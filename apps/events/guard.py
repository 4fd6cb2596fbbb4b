"""The audit table refuses UPDATE, DELETE and TRUNCATE in the database itself, whoever asks.

One door is left (:mod:`apps.events.domain.redaction`): while the transaction has a row in
``events_auditdoor``, an UPDATE may change what can name a person, and nothing else. No door leads
to a deletion.

SQLite loses the triggers when a migration makes the table anew (it does for nearly every change of
a column), and a data migration cannot pass them: such a migration calls :func:`remove` before and
:func:`install` after. A test reads the migrated database and would notice.
"""

from __future__ import annotations

from typing import Any

TABLE, DOOR = "events_auditentry", "events_auditdoor"
MESSAGE = "audit entries are never changed or deleted"
PERSONAL = frozenset(
    {"actor_id", "actor_label", "subject_label", "via_label", "address", "data", "updated_at"}
)
"""Columns that the door opens. The time of change moves with them, so that copies follow."""
FIXED = (
    *("id", "created_at", "kind", "project_id", "project_label", "subject_type", "subject_id"),
    *("channel", "via_type", "via_id", "request_id"),
)


def install(connection: Any) -> None:
    """Make the triggers (on a database that has none)."""
    statements = _postgresql() if connection.vendor == "postgresql" else _sqlite()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def remove(connection: Any) -> None:
    """Take the triggers away, if they are there."""
    on = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for verb in ("update", "delete", "truncate"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_{verb}{on}")
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP FUNCTION IF EXISTS {TABLE}_guard()")


def _sqlite() -> list[str]:
    refusal = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    differs = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in FIXED)
    return [
        f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE}"  # noqa: S608
        f" WHEN NOT EXISTS (SELECT 1 FROM {DOOR}) OR {differs} {refusal}",
        f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} {refusal}",
    ]


def _postgresql() -> list[str]:
    old, new = (", ".join(f"{row}.{column}" for column in FIXED) for row in ("OLD", "NEW"))
    function = (
        f"CREATE OR REPLACE FUNCTION {TABLE}_guard() RETURNS trigger LANGUAGE plpgsql AS $$ "  # noqa: S608
        f"BEGIN IF TG_OP = 'UPDATE' THEN"
        f" IF EXISTS (SELECT 1 FROM {DOOR}) AND ({old}) IS NOT DISTINCT FROM ({new})"
        f" THEN RETURN NEW; END IF; END IF;"
        f" RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    each = {"update": "ROW", "delete": "ROW", "truncate": "STATEMENT"}
    return [
        function,
        *(
            f"CREATE TRIGGER {TABLE}_no_{verb} BEFORE {verb.upper()} ON {TABLE}"
            f" FOR EACH {scope} EXECUTE FUNCTION {TABLE}_guard()"
            for verb, scope in each.items()
        ),
    ]
