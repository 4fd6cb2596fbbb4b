"""A table or a query of a PostgreSQL database, read only."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any, Literal

from pydantic import Field, SecretStr

from apps.core.messages import mark, msg
from apps.datasets.sources.contract import Connector, ConnectorSettings, FetchContext, Fetched
from apps.engines.contract import Issue, Refusal

# Where databases and their poolers listen; others are let through by OUTBOUND_PORTS.
PORTS = frozenset({5432, 5433, 6432, 6543, 26257})
_HOST = re.compile(r"^[A-Za-z0-9]([A-Za-z0-9.\-]{0,251}[A-Za-z0-9])?$|^[0-9A-Fa-f:]{2,39}$")
_NAME = re.compile(r"^[^\x00\"'=\\/\s][^\x00\"'=\\/]{0,62}$")
_BEGINS = ("SELECT", "WITH", "VALUES", "TABLE")


class SqlSettings(ConnectorSettings):
    """Which database, in whose name, and what is read."""

    host: str = Field(min_length=1, max_length=253, title=mark("Host"))
    port: int = Field(default=5432, ge=1, le=65535, title=mark("Port"))
    database: str = Field(min_length=1, max_length=63, title=mark("Database"))
    user: str = Field(
        min_length=1,
        max_length=63,
        title=mark("User"),
        description=mark("Best one that may read these tables and nothing else."),
    )
    password: SecretStr | None = Field(
        default=None,
        max_length=1000,
        title=mark("Password"),
        description=mark("Stored encrypted and never shown again."),
    )
    encryption: Literal["require", "verify-full", "prefer"] = Field(
        default="require",
        title=mark("Encryption"),
        json_schema_extra={
            "choices": {
                "require": mark("Encrypted"),
                "verify-full": mark("Encrypted, and the certificate is checked"),
                "prefer": mark("Encrypted if the database can"),
            }
        },
    )
    table: str = Field(
        default="",
        max_length=130,
        title=mark("Table or view"),
        description=mark("Such as sales or public.sales. Or leave it empty and write a query."),
    )
    query: str = Field(
        default="",
        max_length=20_000,
        title=mark("Query"),
        description=mark("One SELECT. It runs in a transaction that cannot write."),
        json_schema_extra={"widget": "textarea"},
    )
    rows: int = Field(
        default=1_000_000,
        ge=1,
        le=10_000_000,
        title=mark("Most rows"),
        description=mark("More are refused, not cut off."),
    )
    seconds: int = Field(
        default=120, ge=1, le=600, title=mark("Time limit"), json_schema_extra={"unit": "s"}
    )


class SqlConnector(Connector):
    key = "sql"
    version = "1"
    label = mark("PostgreSQL database")
    description = mark("A table or a query, read in a transaction that cannot write.")
    icon = "database"
    Settings = SqlSettings

    def address(self, settings: Any) -> str:
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        what = f"/{settings.table}" if settings.table else ""
        return f"postgresql://{host}:{settings.port}/{settings.database}{what}"

    def origin(self, settings: Any) -> str:
        return f"{settings.host.lower()}:{settings.port}"

    def check(self, settings: Any) -> Sequence[Issue]:
        found = list(_reachable(settings))
        for name in ("database", "user"):
            if not _NAME.match(getattr(settings, name)):
                text = msg("Quotation marks, slashes and equals signs cannot stand here.")
                found.append(Issue(message=text, field=name))
        if bool(settings.table) == bool(settings.query):
            found.append(
                Issue(message=msg("Name a table or write a query, one of them."), field="table")
            )
        if settings.table and not 1 <= len(settings.table.split(".")) <= 2:
            found.append(Issue(message=msg("Write table or schema.table."), field="table"))
        if settings.query:
            found += one_select(settings.query)
        return found

    def fetch(self, ctx: FetchContext, settings: Any) -> Fetched:
        from apps.datasets.sources import sql_reading  # psycopg: in the child only

        path = ctx.folder / "rows.jsonl"
        plan = sql_reading.read(ctx, settings, path)
        details = {"query": settings.query} if settings.query else {"table": settings.table}
        return Fetched(path, self.address(settings), plan, details=details)


def _reachable(settings: Any) -> Sequence[Issue]:
    """Web process only: it reads the site's settings."""
    from apps.core import outbound

    if not _HOST.match(settings.host):
        return [Issue(message=msg("This is no name or address of a host."), field="host")]
    try:
        require_port(settings, outbound.gate().ports)
        outbound.addresses_of(settings.host, settings.port)
    except Refusal as refused:
        return [refused.issue]
    except outbound.OutboundRefused as refused:
        return [Issue(message=refused.message, field="host")]
    except outbound.OutboundFailed:
        return []  # its name may be known later
    return []


def require_port(settings: Any, opened: Collection[int]) -> None:
    """Asked when settings are stored and again in the child: rows of an archive, or of the time
    before a setting of the site changed, never passed the form."""
    if settings.port not in PORTS and settings.port not in opened:
        raise Refusal(
            msg("Port {port} is not open to outgoing requests. An administrator can add it to"
                " OUTBOUND_PORTS.", port=str(settings.port)),
            field="port",
        )  # fmt: skip


def one_select(query: str) -> list[Issue]:
    """Told early and in words. What holds in any case: a cursor is declared for the statement, by
    the extended protocol, in a READ ONLY transaction, so the database itself takes no other.
    """
    import sqlparse

    statements = [text for text in sqlparse.split(query) if text.strip(" \t\r\n;")]
    if len(statements) != 1:
        return [Issue(message=msg("Write one statement, without a semicolon."), field="query")]
    if _first_word(statements[0]) not in _BEGINS:
        return [Issue(message=msg("Only SELECT is run: nothing is written here."), field="query")]
    return []


def _first_word(statement: str) -> str:
    """By the lexer alone: grouping gives up on deep brackets with an error."""
    from sqlparse import lexer
    from sqlparse import tokens as kinds

    for kind, text in lexer.tokenize(statement):
        if not (kind in kinds.Comment or kind in kinds.Whitespace or text == "("):
            return str(text).upper()
    return ""


def refusal_of(issue: Issue) -> Refusal:
    return Refusal(issue.message, fix=issue.fix, field=issue.field)
