"""The two databases that a benchmark of pages asks: one that is filled, and a copy of another."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit


class NoServerError(Exception):
    """No server of this kind can be reached from here."""


@dataclass(frozen=True)
class Pair:
    """``first`` is the address of an empty database; ``copy()`` makes the second one of it, when
    nothing is connected, and returns the names of both. ``where`` says which server it is."""

    folder: str
    first: str
    copy: Callable[[], tuple[str, str]]
    where: str


@contextmanager
def sqlite() -> Iterator[Pair]:
    """Two files in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder, "few.sqlite3"), Path(folder, "many.sqlite3")

        def copy() -> tuple[str, str]:
            with sqlite3.connect(few) as connection:
                connection.execute("VACUUM INTO ?", (str(many),))
            return str(few), str(many)

        yield Pair(folder, f"sqlite:///{few}", copy, f"SQLite {sqlite3.sqlite_version}")


@contextmanager
def postgresql() -> Iterator[Pair]:
    """Two databases on the server that ``DATABASE_URL`` names, else on a private cluster.

    Both are dropped in the end. Raises :class:`NoServerError`.
    """
    address = os.environ.get("DATABASE_URL", "")
    if address.startswith(("postgres://", "postgresql://", "psql://")):
        parts = urlsplit(address)
        yield from _databases(lambda name: urlunsplit(parts._replace(path=f"/{name}")), address)
        return
    from tests.faults.servers import PostgreSQL, ServerMissingError

    try:
        server = PostgreSQL()
    except ServerMissingError as missing:
        raise NoServerError(f"{missing}, and DATABASE_URL names none") from missing
    try:
        server.start()
        yield from _databases(server.url, server.url("postgres"))
    finally:
        server.remove()


def _databases(url: Callable[[str], str], maintenance: str) -> Iterator[Pair]:
    import psycopg

    few, many = (f"lepton_scale_{os.getpid()}_{one}" for one in ("few", "many"))
    try:
        connection = psycopg.connect(maintenance.replace("psql://", "postgres://"), autocommit=True)
    except psycopg.OperationalError as error:
        raise NoServerError(str(error).strip()) from error

    def run(statement: str) -> Any:
        return connection.execute(statement)

    def copy() -> tuple[str, str]:
        run(f"CREATE DATABASE {many} TEMPLATE {few}")
        return few, many

    with connection, tempfile.TemporaryDirectory() as folder:
        version = run("SHOW server_version").fetchone()[0]
        run(f"CREATE DATABASE {few}")
        try:
            yield Pair(folder, url(few), copy, f"PostgreSQL {version.split()[0]}")
        finally:
            for name in (few, many):
                run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


SERVERS: dict[str, Callable[[], AbstractContextManager[Pair]]] = {
    "sqlite": sqlite,
    "postgresql": postgresql,
}
