"""PostgreSQL read only: what is refused before, and what the database itself refuses."""

import os
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

from apps.core.outbound import OutboundRefused
from apps.datasets.sources.connectors.sql import SqlConnector, one_select
from apps.engines.contract import Refusal
from tests.datasets.sources.conftest import LOOPBACK
from tests.datasets.sources.test_connectors import issues, table

SQL = SqlConnector()
BASE = {"host": "127.0.0.1", "database": "shop", "user": "reader"}


@pytest.mark.parametrize(
    "query",
    ["select 1", "WITH a AS (SELECT 1) SELECT * FROM a", "values (1)", "-- why\nSELECT 1;",
     "(select 1) union (select 2)", "SELECT ';' AS a", "table x"],
)  # fmt: skip
def test_one_select_passes(query):
    assert one_select(query) == []


@pytest.mark.parametrize(
    "query",
    ["SELECT 1; DROP TABLE x", "insert into x values (1)", "COMMIT; DELETE FROM x", "", ";",
     "copy x to program 'id'", "SET transaction_read_only = off", "/* select */ UPDATE x SET a=1",
     "DO $$ begin end $$", "EXPLAIN ANALYZE DELETE FROM x"],
)  # fmt: skip
def test_what_is_no_single_select_is_refused(query):
    assert [issue.field for issue in one_select(query)] == ["query"]


def test_settings_of_a_database_are_checked(settings):
    settings.OUTBOUND_ALLOW = (LOOPBACK,)
    assert issues(SQL, **BASE, table="sales") == set()
    assert issues(SQL, **BASE) == {"table"}
    assert issues(SQL, **BASE, table="a.b.c") == {"table"}
    assert issues(SQL, **BASE, table="a", query="select 1") == {"table"}
    assert issues(SQL, **BASE, table="a", port=6379) == {"port"}
    for host in ("10.0.0.1", "169.254.169.254", "/var/run", "a,b", "x y", "host=evil"):
        assert issues(SQL, **{**BASE, "host": host}, table="a") == {"host"}, host
    for name in ("a=b", "postgresql://x", "a'b", "a\\b"):
        assert issues(SQL, **{**BASE, "database": name}, table="a") == {"database"}, name


def test_a_private_host_is_not_connected_to(ctx):
    from apps.core.outbound import Gate

    ctx.gate = Gate((), {443})
    with pytest.raises(OutboundRefused, match="not public"):
        SQL.fetch(ctx, SQL.Settings(**BASE, table="a"))


# --- with a server -----------------------------------------------------------------------------


@pytest.fixture
def shop(ctx):
    """A schema of its own on the server that DATABASE_URL names, and how to reach it."""
    import psycopg

    parts = urlsplit(os.environ.get("DATABASE_URL", ""))
    if not parts.scheme.startswith("postgres") or parts.hostname is None:
        pytest.skip("DATABASE_URL names no PostgreSQL")
    known = {
        "host": "127.0.0.1" if parts.hostname == "localhost" else parts.hostname,
        "port": parts.port or 5432, "database": parts.path.lstrip("/"),
        "user": parts.username or "postgres",
        "password": parts.password or "-", "encryption": "prefer",
    }  # fmt: skip
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as link:
        link.execute("DROP SCHEMA IF EXISTS lepton_shop CASCADE; CREATE SCHEMA lepton_shop")
        link.execute(
            "CREATE TABLE lepton_shop.sales (country text, day date, at timestamptz, units int,"
            " price numeric(10,2), ok boolean, more jsonb)"
        )
        link.execute(
            "INSERT INTO lepton_shop.sales VALUES"
            " ('NA', '2024-01-31', '2024-01-31 23:30+08', 5, 1.50, true, '{\"a\": 1}'),"
            " (NULL, NULL, NULL, NULL, 'NaN', false, NULL)"
        )
        yield SimpleNamespace(link=link, known=known)
        link.execute("DROP SCHEMA lepton_shop CASCADE")


@pytest.mark.services
def test_a_table_keeps_its_types(ctx, shop):
    import datetime as dt

    kinds, rows, fetched = table(ctx, SQL, **shop.known, table="lepton_shop.sales")
    assert kinds == {
        "country": "text", "day": "date", "at": "datetime", "units": "integer", "price": "number",
        "ok": "boolean", "more": "text",
    }  # fmt: skip
    assert rows[0] == {
        "country": "NA", "day": dt.date(2024, 1, 31), "at": dt.datetime(2024, 1, 31, 15, 30),
        "units": 5, "price": 1.5, "ok": True, "more": '{"a": 1}',
    }  # fmt: skip
    assert [value for name, value in rows[1].items() if name != "ok"] == [None] * 6
    assert fetched.address.startswith("postgresql://")
    assert fetched.details == {"table": "lepton_shop.sales"}


@pytest.mark.services
def test_the_database_refuses_to_write_whatever_is_asked(ctx, shop, monkeypatch):
    """The early check is taken away: what is left is the cursor, the protocol, the transaction."""
    monkeypatch.setattr("apps.datasets.sources.sql_reading.one_select", lambda query: [])
    shop.link.execute(
        "CREATE FUNCTION lepton_shop.sly() RETURNS int LANGUAGE sql AS"
        " 'INSERT INTO lepton_shop.sales (country) VALUES (''X'') RETURNING 1'"
    )
    for query in (
        "SELECT 1; DELETE FROM lepton_shop.sales",
        "DELETE FROM lepton_shop.sales",
        "WITH gone AS (DELETE FROM lepton_shop.sales RETURNING *) SELECT * FROM gone",
        "SELECT lepton_shop.sly()",
        "SELECT set_config('transaction_read_only', 'off', false), lepton_shop.sly()",
        "SELECT * FROM lepton_shop.sales FOR UPDATE",
    ):
        with pytest.raises(Refusal, match="The database says"):
            table(ctx, SQL, **shop.known, query=query)
    assert shop.link.execute("SELECT count(*) FROM lepton_shop.sales").fetchone() == (2,)


@pytest.mark.services
def test_bounds_of_a_query(ctx, shop):
    with pytest.raises(Refusal, match="did not finish within 1 seconds"):
        table(ctx, SQL, **shop.known, query="SELECT pg_sleep(20)", seconds=1)
    with pytest.raises(Refusal, match="more than 3 rows"):
        table(ctx, SQL, **shop.known, query="SELECT generate_series(1, 4) AS n", rows=3)
    _kinds, rows, _f = table(ctx, SQL, **shop.known, query="SELECT generate_series(1,4) n", rows=4)
    assert [row["n"] for row in rows] == [1, 2, 3, 4]
    ctx.preview = True
    _kinds, rows, _f = table(ctx, SQL, **shop.known, query="SELECT generate_series(1,999999) n")
    assert len(rows) == 200


@pytest.mark.services
def test_what_the_database_says_is_told(ctx, shop):
    for query, words in (
        ("SELECT nothing FROM lepton_shop.sales", "nothing"),
        ("SELECT 1 AS a, 2 AS a", "the name 'a'"),
        ("SELECT 1 AS a WHERE false", "no rows"),
    ):
        with pytest.raises(Refusal, match=words):
            table(ctx, SQL, **shop.known, query=query)
    with pytest.raises(Refusal) as caught:
        table(ctx, SQL, **{**shop.known, "user": "nobody", "password": "s3cret"}, table="a")
    assert "s3cret" not in str(caught.value)
