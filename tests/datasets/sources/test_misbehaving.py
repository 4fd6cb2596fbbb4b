"""Services that answer what nobody should: each ends in a sentence, nothing is lost silently."""

import csv
import json
import ssl
from types import SimpleNamespace

import pytest

from apps.core.outbound import Gate, OutboundRefused
from apps.datasets.sources import fetching, http, records, sql_reading
from apps.datasets.sources.connectors.sql import SqlConnector, one_select
from apps.datasets.sources.contract import Fetched, no_rows
from apps.datasets.sources.http import origin_of
from apps.datasets.sources.order import Order
from apps.engines.contract import Refusal
from tests.datasets.sources.conftest import LOOPBACK
from tests.datasets.sources.services import GDP, SDMX_CSV, as_json, say, sdmx_json
from tests.datasets.sources.test_connectors import BANK, CRM, PEOPLE, SDMX, URL, table
from tests.receiver import Say


@pytest.mark.parametrize("target", ["http://[", "http://[::1", "https://a:99999/", "//[x]:y"])
def test_a_redirection_to_no_address_is_refused(ctx, service, base, target):
    service.answer = lambda got: Say(302, b"", {"location": target})
    with pytest.raises(OutboundRefused, match="not a web address"):
        ctx.http.get(f"{base}/x")


def test_all_answers_together_are_bounded(ctx, service, base, monkeypatch):
    monkeypatch.setattr(http, "MOST_BYTES", 250)
    small = http.Http(ctx.folder, ctx.gate, check=lambda: None)
    service.answer = lambda got: say(bytes(100))
    small.get(f"{base}/1")
    small.get(f"{base}/2")
    with pytest.raises(Refusal, match="the most that is fetched"):
        small.get(f"{base}/3")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/x", "https://A.example:443/y?z", True),
        ("http://a.example:80", "http://a.example/", True),
        ("https://a.example", "https://a.example:80", False),
        ("https://a.example", "http://a.example", False),
        ("https://a.example", "https://a.example@b.example", False),
    ],
)
def test_who_is_meant_by_an_address(one, other, same):
    assert (origin_of(one) == origin_of(other)) is same


# --- SDMX -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (SDMX_CSV + 'ACME,A,"NA,2023,1,A\n' + "x" * 140_000 + '"', "does not end"),
        ("x" * 200_000, "did not send SDMX"),
        ('"' + "OBS_VALUE," * 30_000, "did not send SDMX"),
        ("FREQ,,OBS_VALUE\nA,B,1\n", "did not send SDMX"),
    ],
    ids=["open quotation mark", "no line", "long header", "column without a name"],
)
def test_damaged_sdmx_is_refused_in_words(ctx, service, base, body, words):
    service.answer = lambda got: say(body)
    usual = csv.field_size_limit(100_000)
    try:
        with pytest.raises(Refusal, match=words):
            table(ctx, SDMX, base=base, flow="RATES")
    finally:
        csv.field_size_limit(usual)


def test_attributes_of_series_and_of_the_whole_are_columns(ctx, service, base):
    """UNIT_MULT says whether a figure is in units or in millions, and is of a series."""
    message = sdmx_json("2.0")
    given = message["data"]["structures"][0]["attributes"]
    given["series"] = [{"id": "UNIT_MULT", "values": [{"id": "0"}, {"id": "6"}]}]
    given["dataSet"] = [{"id": "SOURCE", "values": [{"id": "ACME"}]}]
    whole = message["data"]["dataSets"][0]
    whole["attributes"] = [0]
    whole["series"]["0"]["attributes"] = [1]
    whole["series"]["1"]["attributes"] = [None]
    service.answer = lambda got: as_json(message, "application/vnd.sdmx.data+json")
    _kinds, rows, _fetched = table(ctx, SDMX, base=base, flow="RATES")
    assert [(row["REF_AREA"], row["UNIT_MULT"], row["SOURCE"]) for row in rows] == [
        ("NA", "6", "ACME"), ("DE", None, "ACME"), ("DE", None, "ACME"),
    ]  # fmt: skip


# --- records --------------------------------------------------------------------------------------


def written(tmp_path, *given):
    path = tmp_path / "records.jsonl"
    records.write_records(path, iter(given))
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_an_object_that_is_null_or_empty_is_no_column(tmp_path):
    """Else columns would come and go with the data, and each fetch differ from what was agreed."""
    rows = written(
        tmp_path, {"id": 1, "geo": {"iso": "NA"}}, {"id": 2, "geo": None}, {"id": 3, "geo": {}}
    )
    assert rows == [
        {"id": 1, "geo.iso": "NA"}, {"id": 2, "geo.iso": None}, {"id": 3, "geo.iso": None},
    ]  # fmt: skip
    assert written(tmp_path, {"a": None, "b": 1}) == [{"a": None, "b": 1}]
    assert written(tmp_path, {"a": 1, "a.b": 2}) == [{"a": 1, "a.b": 2}]


def test_two_fields_of_one_name_are_not_made_one(tmp_path):
    with pytest.raises(Refusal, match=r"called 'a\.b'"):
        written(tmp_path, {"a": {"b": 1}, "a.b": 2})


def test_depth_and_breadth_are_bounded(tmp_path):
    deep = json.loads('{"a":' * 900 + "1" + "}" * 900)
    (row,) = written(tmp_path, deep)
    assert max(map(len, row)) < 60
    with pytest.raises(Refusal, match="different fields"):
        written(tmp_path, *({f"f{place}": 1} for place in range(2001)))
    with pytest.raises(Refusal, match=str(no_rows())):
        written(tmp_path)


@pytest.mark.parametrize("following", ["http://[", "https://a:x/"])
def test_a_next_page_that_is_no_address(ctx, service, base, following):
    service.answer = lambda got: as_json({"results": PEOPLE[:1], "next": following})
    with pytest.raises(Refusal, match=r"no web address|said to be elsewhere"):
        table(ctx, CRM, url=f"{base}/c", records="results")


@pytest.mark.parametrize(
    "page",
    [
        [{"pages": "many"}, []],
        [{"pages": 1}, [{"iso2Code": "DE", "id": "DEU", "region": "Europe"}]],
        [{"pages": [1]}, None],
    ],
)
def test_a_service_that_only_looks_like_the_bank(ctx, service, base, page):
    service.answer = lambda got: as_json(page)
    with pytest.raises(Refusal, match="does not answer as the World Bank"):
        table(ctx, BANK, base=base, indicators=[GDP])


def test_a_fault_of_the_data_is_not_called_one_of_the_settings():
    with pytest.raises(Refusal, match="settings of this source"):
        fetching.settings_of(URL, Order(connector="", settings={"url": 7, "secret": "s3cret"}))


# --- databases ------------------------------------------------------------------------------------
SQL = SqlConnector()
BASE = {"host": "127.0.0.1", "database": "shop", "user": "reader", "table": "sales"}


def test_a_port_that_no_form_has_checked_is_not_connected_to(ctx):
    """Settings of an archive, or of the time before OUTBOUND_PORTS was changed."""
    ctx.gate = Gate((LOOPBACK,), {80, 443})
    with pytest.raises(Refusal, match="Port 6379 is not open"):
        SQL.fetch(ctx, SQL.Settings(**BASE, port=6379))


def test_every_address_is_tried_and_nothing_of_the_machine_is_told(monkeypatch):
    asked = {}
    monkeypatch.setattr(sql_reading.psycopg, "connect", lambda **given: asked.update(given))
    monkeypatch.setattr(
        sql_reading.outbound, "addresses_of", lambda *a, **k: ["2001:db8::1", "192.0.2.1"]
    )
    environment = {}
    monkeypatch.setattr(sql_reading.os, "environ", environment)
    given = SQL.Settings(**BASE, encryption="verify-full", password="s3cret")
    sql_reading.connect(given, SimpleNamespace(ports={5432}))
    assert asked["hostaddr"] == "2001:db8::1,192.0.2.1"
    assert asked["host"] == "127.0.0.1,127.0.0.1"
    assert asked["sslcertmode"] == "disable"
    assert asked["sslrootcert"] == "system"
    known = ssl.get_default_verify_paths()
    assert environment.get("SSL_CERT_FILE") == known.cafile
    assert environment.get("SSL_CERT_DIR") == known.capath


@pytest.mark.parametrize("deep", ["(" * 9000 + "select 1" + ")" * 9000, "select " + "(" * 9000])
def test_deep_brackets_are_read_to_their_end(deep):
    assert one_select(deep) == []


def test_bytes_of_a_database_are_written_as_it_writes_them():
    assert records._plain(b"\x00\xff") == "\\x00ff"


def test_a_field_with_a_very_long_name_is_a_column(tmp_path):
    path = tmp_path / "records.jsonl"
    records.write_records(path, [{"k" * 5000: "a", "b": {"c": None}}])
    names = [c.name for c in fetching.inspected(Fetched(path, "x", exact=True)).plan.columns]
    assert names == ["k" * 110, "b.c"]
