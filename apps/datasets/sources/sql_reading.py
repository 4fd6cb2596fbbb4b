"""Reading from PostgreSQL with a server-side cursor. Imported in a child only."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from apps.core import outbound
from apps.core.messages import Num, clipped, msg
from apps.core.outbound import Gate
from apps.datasets.sources import records
from apps.datasets.sources.connectors.sql import one_select, refusal_of, require_port
from apps.datasets.sources.contract import MOST_BYTES, PREVIEW_ROWS, FetchContext, reveal
from apps.datasets.tabular.plan import Plan
from apps.datasets.tabular.schema import Kind, StoredColumn
from apps.engines.contract import Refusal

AT_ONCE = 2_000
CERTIFICATES_SINCE = 160_000  # the version of libpq
CONNECT_SECONDS = 15
# pg_type.oid: they are part of PostgreSQL's protocol and never change.
KINDS: dict[int, Kind] = {
    16: "boolean",
    20: "integer", 21: "integer", 23: "integer",
    700: "number", 701: "number", 1700: "number",
    1082: "date",
    1114: "datetime", 1184: "datetime",
}  # fmt: skip


def read(ctx: FetchContext, settings: Any, path: Path) -> Plan:
    """The rows into ``path``; how to read them. :class:`Refusal` with what the database says."""
    try:
        with connect(settings, ctx.gate) as connection:
            connection.read_only = True
            with connection.cursor(name="lepton") as cursor:
                cursor.execute(statement(settings))
                columns = _columns(cursor)
                rows = _rows(ctx, cursor, settings, path)
                return records.write_rows(path, columns, rows)
    except psycopg.errors.QueryCanceled:
        raise Refusal(
            msg("The database did not finish within {seconds} seconds.", seconds=settings.seconds),
            fix=msg("Read less, or allow more time in the settings."),
            field="seconds",
        ) from None
    except psycopg.Error as error:
        raise _refusal(error) from None


def connect(settings: Any, gate: Gate) -> psycopg.Connection[Any]:
    """To the address that was checked; nothing of the environment or of files takes part."""
    require_port(settings, gate.ports)
    addresses = outbound.addresses_of(settings.host, settings.port, through=gate)
    milliseconds = settings.seconds * 1000
    options = (
        f"-c statement_timeout={milliseconds} -c lock_timeout={min(milliseconds, 10_000)}"
        f" -c idle_in_transaction_session_timeout={milliseconds}"
        " -c default_transaction_read_only=on -c TimeZone=UTC -c DateStyle=ISO"
    )
    checked: dict[str, Any] = {}
    if settings.encryption == "verify-full":
        _trust_what_python_trusts()
        checked["sslrootcert"] = "system"
    if psycopg.pq.version() >= CERTIFICATES_SINCE:
        checked["sslcertmode"] = "disable"  # nobody is shown a certificate of the worker's user
    return psycopg.connect(
        host=",".join([settings.host] * len(addresses)),  # one after another, as for HTTP
        hostaddr=",".join(map(str, addresses)), port=settings.port,
        dbname=settings.database, user=settings.user, password=reveal(settings.password) or "-",
        sslmode=settings.encryption, gssencmode="disable", passfile="/dev/null",
        connect_timeout=CONNECT_SECONDS, application_name="lepton", options=options, **checked,
    )  # fmt: skip


def _trust_what_python_trusts() -> None:
    """psycopg's wheels bring an OpenSSL that looks for authorities where there are none."""
    known = ssl.get_default_verify_paths()
    for name, found in (
        (known.openssl_cafile_env, known.cafile), (known.openssl_capath_env, known.capath),
    ):  # fmt: skip
        if found:
            os.environ.setdefault(name, found)


def statement(settings: Any) -> Any:
    if settings.table:
        return sql.SQL("SELECT * FROM {}").format(sql.Identifier(*settings.table.split(".")))
    for issue in one_select(settings.query):
        raise refusal_of(issue)
    return settings.query.strip().rstrip(";").encode()


def _columns(cursor: Any) -> list[StoredColumn]:
    described = cursor.description or []
    names = [column.name for column in described]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice or any(not name.strip() or len(name) > 120 for name in names):
        raise Refusal(
            msg("The query gives two columns the name '{name}', or one none.",
                name=twice[0] if twice else ""),
            fix=msg("Name each column: SELECT a AS first, b AS second."),
            field="query",
        )  # fmt: skip
    return [
        StoredColumn(name=column.name, kind=KINDS.get(column.type_code, "text"))
        for column in described
    ]


def _rows(ctx: FetchContext, cursor: Any, settings: Any, path: Path) -> Iterator[Sequence[Any]]:
    most = PREVIEW_ROWS if ctx.preview else settings.rows
    count = 0
    while batch := cursor.fetchmany(min(AT_ONCE, most + 1)):
        ctx.check_cancelled()
        for row in batch:
            if count >= most:
                if ctx.preview:
                    return
                raise Refusal(
                    msg("There are more than {most} rows.", most=Num(value=float(most))),
                    fix=msg("Narrow the query, or allow more rows in the settings."),
                    field="rows",
                )
            count += 1
            yield row
        ctx.progress(count, most)
        if path.exists() and path.stat().st_size > MOST_BYTES:
            raise Refusal(
                msg("The rows take more than {most}, the most that is fetched at once.",
                    most=Num(value=float(MOST_BYTES), style="bytes")),
                fix=msg("Read fewer rows or columns."),
                field="query",
            )  # fmt: skip


def _refusal(error: psycopg.Error) -> Refusal:
    """What the database says, without the lines of detail that repeat rows."""
    said = (error.diag.message_primary or str(error)).strip().splitlines()
    text = clipped(said[0] if said else type(error).__name__, 300)
    if isinstance(error, psycopg.OperationalError) and not error.sqlstate:
        return Refusal(
            msg("The database could not be reached: {text}", text=text),
            fix=msg("Check host, port, encryption, user and password."),
            field="host",
        )
    return Refusal(
        msg("The database says: {text}", text=text),
        fix=msg("Check the query, and what the user may read."),
        field="query",
    )
