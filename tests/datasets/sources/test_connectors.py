"""Each connector against a service that speaks its protocol."""

import json

import pytest

from apps.datasets.sources.connectors.crm import CrmConnector
from apps.datasets.sources.connectors.sdmx import SdmxConnector
from apps.datasets.sources.connectors.url import UrlConnector
from apps.datasets.sources.connectors.worldbank import WorldBankConnector
from apps.datasets.sources.contract import Unchanged
from apps.datasets.sources.fetching import inspected
from apps.datasets.tabular.importing import run_import
from apps.engines.contract import Refusal
from tests.datasets.sources.services import (
    COUNTRIES,
    GDP,
    POP,
    SDMX_CSV,
    WorldBank,
    as_json,
    say,
    sdmx,
)
from tests.receiver import Say


def table(ctx, connector, **settings):
    """What would be stored: (kinds by column, rows, the fetch)."""
    import pyarrow.parquet as pq

    fetched = connector.fetch(ctx, connector.Settings(**settings))
    plan = inspected(fetched).plan
    out = ctx.folder / "out"
    out.mkdir(exist_ok=True)
    outcome = run_import(fetched.path, plan, out)
    kinds = {column.name: column.kind for column in plan.included()}
    return kinds, pq.read_table(outcome.table.path).to_pylist(), fetched


def issues(connector, **settings):
    return {issue.field for issue in connector.check(connector.Settings(**settings))}


URL = UrlConnector()
ROWS = [{"country": "Germany", "price": 1.5}, {"country": "Namibia", "price": 2.25}]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("country;price\nDeutschland;1,5\nNamibia;2,25\n", "text/csv"),
        (json.dumps(ROWS), "application/json"),
        ("\n".join(map(json.dumps, ROWS)), "application/x-ndjson"),
        (json.dumps({"meta": {"n": 2}, "items": ROWS}), "application/json"),
    ],
    ids=["csv", "json", "lines", "wrapped"],
)  # fmt: skip
def test_a_file_is_known_by_its_content(ctx, service, base, body, kind):
    service.answer = lambda got: say(body, kind)
    kinds, rows, _fetched = table(ctx, URL, url=f"{base}/prices")
    assert kinds == {"country": "country", "price": "number"}
    assert rows == [{"country": "DEU", "price": 1.5}, {"country": "NAM", "price": 2.25}]


def test_nested_records_and_codes_that_look_missing(ctx, service, base):
    """Two-letter codes of JSON stay: 'NA' is Namibia, null is missing. Fields may come and go."""
    service.answer = lambda got: as_json(
        {"data": {"items": [
            {"id": "NA", "geo": {"iso": "NA", "pop": 3}, "tags": ["a"]},
            {"id": "DE", "geo": {"iso": "DE", "pop": None}, "note": "NA"},
        ]}}
    )  # fmt: skip
    kinds, rows, _fetched = table(ctx, URL, url=f"{base}/x", records="data.items")
    assert list(kinds) == ["id", "geo.iso", "geo.pop", "tags", "note"]
    assert [row["id"] for row in rows] == ["NA", "DE"] or rows[0]["id"] == "NAM"
    assert rows[1]["geo.pop"] is None
    assert rows[1]["note"] == "NA"
    assert rows[0]["note"] is None
    assert rows[0]["tags"] == '["a"]'


def test_an_unchanged_file_is_not_sent_again(ctx, service, base):
    """RFC 9110: the validators of the last answer go back as conditions."""

    def answer(got):
        if got.headers.get("if-none-match") == '"v1"':
            return Say(304)
        return say("a,b\n1,2\n", ETag='"v1"', Last_Modified="Sun, 01 Nov 2026 00:00:00 GMT")

    service.answer = answer
    _kinds, _rows, fetched = table(ctx, URL, url=f"{base}/x")
    ctx.known = fetched.validators
    with pytest.raises(Unchanged):
        URL.fetch(ctx, URL.Settings(url=f"{base}/x"))
    assert service.got[1].headers["if-modified-since"] == "Sun, 01 Nov 2026 00:00:00 GMT"


@pytest.mark.parametrize(
    ("body", "options", "words"),
    [
        ("<!DOCTYPE html><html>Log in</html>", {}, "web page"),
        ("\ufeff  <?xml version='1.0'?><a/>", {}, "web page"),
        ("", {}, "empty"),
        ("[1, 2]", {}, "not every record|Not every record"),
        ('{"a": 1', {"format": "json"}, "did not send JSON"),
        ("a,b\n1,2\n", {"format": "json"}, "did not send JSON"),
        ('{"a": {"b": 1}}', {"format": "json", "records": "a.c"}, "no list of records"),
        ("[]", {}, "no rows"),
        (b"\x00\x01\x02\x03" * 50, {}, ""),
    ],
)
def test_what_is_no_table_is_refused_in_words(ctx, service, base, body, options, words):
    service.answer = lambda got: say(body)
    with pytest.raises(Refusal, match=words):
        table(ctx, URL, url=f"{base}/x", **options)


def test_a_file_in_another_encoding(ctx, service, base):
    service.answer = lambda got: say("城市,价格\n北京,3\n上海,4\n".encode("gb18030"))
    _kinds, rows, _fetched = table(ctx, URL, url=f"{base}/x", encoding="gb18030")
    assert rows[0] == {"城市": "北京", "价格": 3}


@pytest.mark.parametrize(
    ("access", "name", "header", "value"),
    [
        ("bearer", "", "authorization", "Bearer s3cret"),
        ("basic", "lin", "authorization", "Basic bGluOnMzY3JldA=="),
        ("header", "X-Api-Key", "x-api-key", "s3cret"),
    ],
)
def test_who_asks_is_said_where_it_belongs(ctx, service, base, access, name, header, value):
    service.answer = lambda got: say("a,b\n1,2\n")
    _kinds, _rows, fetched = table(
        ctx, URL, url=f"{base}/x", access=access, access_name=name, secret="s3cret"
    )
    assert service.got[0].headers[header] == value
    assert "s3cret" not in repr(fetched)


def test_a_secret_in_the_address_stays_out_of_the_origin(ctx, service, base):
    service.answer = lambda got: say("a,b\n1,2\n")
    given = {"access": "query", "access_name": "api_key", "secret": "s3 cret&"}
    _kinds, _rows, fetched = table(ctx, URL, url=f"{base}/x?y=1", **given)
    assert service.got[0].path == "/x?y=1&api_key=s3%20cret%26"
    assert fetched.address == f"{base}/x?y=1"


def test_addresses_are_checked_before_they_are_stored(inside, base):
    assert issues(URL, url=f"{base}/x") == set()
    for url in ("http://169.254.169.254/latest/", "http://10.0.0.1/x.csv", "file:///etc/passwd",
                "http://user:pw@127.0.0.1/x", "http://127.0.0.1:6379/"):  # fmt: skip
        assert issues(URL, url=url) == {"url"}, url
    assert issues(URL, url=f"{base}/x", encoding="utf-99") == {"encoding"}
    assert issues(URL, url=f"{base}/x", access="bearer") == {"secret"}
    assert issues(URL, url=f"{base}/x", access="basic", secret="a") == {"access_name"}
    assert issues(URL, url=f"{base}/x", access="header", access_name="a b", secret="a\nb") == {
        "access_name", "secret",
    }  # fmt: skip


BANK = WorldBankConnector()


@pytest.fixture
def bank(service):
    service.answer = WorldBank(
        figures={
            GDP: {("DEU", 2023): 54000.5, ("DEU", 2024): 55000.0, ("NAM", 2023): 4200.0,
                  ("NAM", 2024): None, ("WLD", 2023): 13000.0, ("EMU", 2023): 45000.0},
            POP: {("DEU", 2023): 84_000_000, ("NAM", 2024): 3_000_000},
        }
    )  # fmt: skip
    return service.answer


def test_indicators_stand_side_by_side_without_groups(ctx, base, bank):
    kinds, rows, fetched = table(ctx, BANK, base=f"{base}/v2", indicators=[GDP, POP])
    assert kinds == {
        "country": "country", "country_name": "text", "period": "integer",
        GDP: "number", POP: "number",
    }  # fmt: skip
    assert [(row["country"], row["period"], row[GDP], row[POP]) for row in rows] == [
        ("DEU", 2023, 54000.5, 84e6), ("DEU", 2024, 55000.0, None),
        ("NAM", 2023, 4200.0, None), ("NAM", 2024, None, 3e6),
    ]  # fmt: skip
    assert "Title of" in fetched.details["indicators"]
    assert fetched.address.startswith(f"{base}/v2/country/all/indicator/{GDP}")


def test_every_page_is_read(ctx, base, bank, service):
    table(ctx, BANK, base=f"{base}/v2", indicators=[GDP])
    pages = [got.path for got in service.got if "indicator" in got.path]
    assert [path.rpartition("page=")[2] for path in pages] == ["1", "2"]


def test_groups_and_the_long_layout(ctx, base, bank):
    _kinds, rows, _fetched = table(
        ctx, BANK, base=f"{base}/v2", indicators=[GDP], layout="long", aggregates=True
    )
    found = {(row["country"], row["period"]): row["value"] for row in rows}
    assert found["WLD", 2023] == 13000.0
    assert found["EMU", 2023] == 45000.0
    assert ("NAM", 2024) not in found  # no figure, no row


def test_one_country_named_by_the_code_that_looks_missing(ctx, base, bank):
    _kinds, rows, _fetched = table(ctx, BANK, base=f"{base}/v2", indicators=[GDP], countries=["NA"])
    assert [row["country"] for row in rows] == ["NAM"]


def test_errors_of_the_service_come_with_status_200(ctx, base, bank):
    with pytest.raises(Refusal, match="Invalid value: The provided parameter"):
        table(ctx, BANK, base=f"{base}/v2", indicators=["NO.SUCH"])
    with pytest.raises(Refusal, match="no rows"):
        table(ctx, BANK, base=f"{base}/v2", indicators=[GDP], countries=["FRA"])
    bank.change_on_page = 2
    with pytest.raises(Refusal, match="while they were read"):
        table(ctx, BANK, base=f"{base}/v2", indicators=[GDP])


def test_another_service_is_not_taken_for_the_bank(ctx, base, service):
    service.answer = lambda got: as_json({"ok": True})
    with pytest.raises(Refusal, match="does not answer as the World Bank"):
        table(ctx, BANK, base=base, indicators=[GDP])


def test_codes_of_the_bank_are_checked(inside, base):
    bad = {"indicators": ["a/b"], "countries": ["DE;x"], "date": "20-24"}
    assert issues(BANK, base=base, **bad) == {"indicators", "countries", "date"}
    good = {"indicators": [GDP], "countries": ["all"], "date": "2000:2024"}
    assert issues(BANK, base=base, **good) == set()
    assert len(COUNTRIES) == 4


SDMX = SdmxConnector()
OBSERVATIONS = [
    {"FREQ": "A", "REF_AREA": "NA", "TIME_PERIOD": 2023, "OBS_VALUE": 1.25, "OBS_STATUS": "A"},
    {"FREQ": "A", "REF_AREA": "DE", "TIME_PERIOD": 2023, "OBS_VALUE": None, "OBS_STATUS": "M"},
    {"FREQ": "A", "REF_AREA": "DE", "TIME_PERIOD": 2024, "OBS_VALUE": 3.5, "OBS_STATUS": "A"},
]


@pytest.mark.parametrize("speaks_csv", [True, False], ids=["csv", "json"])
@pytest.mark.parametrize("standard", ["2.1", "3.0"])
def test_the_same_observations_by_every_form_of_sdmx(ctx, service, base, standard, speaks_csv):
    service.answer = sdmx(speaks_csv=speaks_csv)
    given = {"standard": standard, "flow": "ACME,RATES,1.0", "series": "A.", "start": "2023"}
    kinds, rows, _fetched = table(ctx, SDMX, base=base, **given)
    assert rows == OBSERVATIONS
    assert kinds["TIME_PERIOD"] == "integer"
    assert kinds["REF_AREA"] == "text"
    wanted = {
        "2.1": "/data/ACME,RATES,1.0/A.?startPeriod=2023",
        "3.0": "/data/dataflow/ACME/RATES/1.0/A.?c%5BTIME_PERIOD%5D=ge:2023",
    }
    assert service.got[0].path == wanted[standard]


def test_periods_that_are_no_years_stay_text(ctx, service, base):
    service.answer = lambda got: say(SDMX_CSV.replace(",2024,", ",2024-Q1,"))
    kinds, rows, _fetched = table(ctx, SDMX, base=base, flow="RATES")
    assert (kinds["TIME_PERIOD"], rows[0]["TIME_PERIOD"]) == ("text", "2023")
    assert service.got[0].path == "/data/RATES/all"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (say("<html>"), "did not send SDMX data"),
        (say("a,b\n1,2\n"), "did not send SDMX data"),
        (as_json({"data": {"dataSets": []}}), "no SDMX data message"),
        (say(SDMX_CSV + "x,y\r\n"), "Row 5 of the answer has 2 values"),
        (say(SDMX_CSV.partition("\r\n")[0] + "\r\n"), "no rows"),
        (say(SDMX_CSV.replace("ACME", "M\u00fcnch").encode("latin-1")), "not UTF-8"),
        (Say(404, b"No results"), "no data for this dataflow"),
        (Say(406, b""), "in a form that we read"),
    ],
)
def test_what_is_no_sdmx_is_refused_in_words(ctx, service, base, answer, words):
    service.answer = lambda got: answer
    with pytest.raises(Refusal, match=words):
        table(ctx, SDMX, base=base, flow="RATES")


def test_queries_of_sdmx_are_checked(inside, base):
    bad = {"flow": "a/b", "series": "A?x", "start": "May", "end": "'"}
    assert issues(SDMX, base=base, **bad) == {"flow", "series", "start", "end"}
    assert issues(SDMX, base=base, flow="RATES", standard="3.0") == {"flow"}


CRM = CrmConnector()
PEOPLE = [{"id": n, "name": f"Company {n}", "owner": {"name": "Lin"}} for n in range(1, 6)]


def crm(got):
    """Two at a time; the address says how one goes on."""
    from urllib.parse import parse_qs, urlsplit

    parts = urlsplit(got.path)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    start = int(query.get("after", query.get("offset", 2 * int(query.get("page", 1)) - 2)))
    more = start + 2 if start + 2 < len(PEOPLE) else None
    return as_json({
        "results": PEOPLE[start : start + 2],
        "paging": {"after": more, "link": f"{parts.path}?after={more}" if more else None},
    })  # fmt: skip


@pytest.mark.parametrize(
    "how",
    [
        {"paging": "next", "following": "paging.link"},
        {"paging": "cursor", "following": "paging.after", "parameter": "after"},
        {"paging": "page", "parameter": "page"},
        {"paging": "offset", "parameter": "offset"},
    ],
    ids=lambda how: how["paging"],
)
def test_every_way_to_the_next_page(ctx, service, base, how):
    service.answer = crm
    _kinds, rows, _fetched = table(
        ctx, CRM, url=f"{base}/api/companies", records="results", access="bearer", secret="t", **how
    )
    assert [row["id"] for row in rows] == [1, 2, 3, 4, 5]
    assert rows[0]["owner.name"] == "Lin"
    assert all(got.headers["authorization"] == "Bearer t" for got in service.got)


def test_a_collection_does_not_send_its_token_elsewhere_nor_run_for_ever(ctx, service, base):
    page = {"results": PEOPLE[:1], "next": "http://evil.example/x"}
    service.answer = lambda got: as_json(page)
    with pytest.raises(Refusal, match="said to be elsewhere"):
        table(ctx, CRM, url=f"{base}/c", records="results")
    page["next"] = "/c"
    with pytest.raises(Refusal, match="do not end"):
        table(ctx, CRM, url=f"{base}/c", records="results")
    service.answer = lambda got: say(json.dumps({"results": []}), "application/json")
    with pytest.raises(Refusal, match="no rows"):
        table(ctx, CRM, url=f"{base}/c", records="results", paging="page")
