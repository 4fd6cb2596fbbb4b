"""No main page makes more queries than the ledger says, and none more than twelve."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from apps.core.testing.queries import QueryLedger, repeats, statements_of
from tests.e2e.browser import cookies_of
from tests.e2e.pages import PAGES
from tests.e2e.site import build_site

LEDGER = Path(settings.BASE_DIR, "tests", "query_ledger.json")


@pytest.mark.django_db
def test_main_pages_stay_within_the_ledger(client, monkeypatch):
    monkeypatch.setattr("apps.datasets.domain.usage.SHOWN_SECONDS", 0)  # as after a pause
    site = build_site()
    ledger = QueryLedger(LEDGER)
    problems = []
    for page in filter(lambda page: page.counted, PAGES):
        client.cookies.clear()
        for cookie in cookies_of(getattr(site, page.who, None), "en", ""):
            client.cookies[cookie["name"]] = cookie["value"]
        client.get(page.path(site))  # the first visit fills caches that all later ones use
        response, statements = statements_of(client, page.path(site))
        assert response.status_code == page.status, page.name
        try:
            ledger.check(page.name, statements)
        except AssertionError as error:
            problems.append(str(error))
    assert not problems, "\n\n".join(problems)
    ledger.save()


def test_the_ledger_names_no_page_that_is_gone():
    assert set(QueryLedger(LEDGER, update=False).counts) <= {page.name for page in PAGES}


def select(table, value):
    return f"SELECT a FROM {table} WHERE id = {value}"


def test_a_page_that_grew_fails(tmp_path):
    path = tmp_path / "ledger.json"
    QueryLedger(path, update=True).save()
    path.write_text('{"list": 1}')
    ledger = QueryLedger(path, update=False)
    ledger.check("list", [select("x", 1)])
    with pytest.raises(AssertionError, match="1 are written down"):
        ledger.check("list", [select("x", 1), select("y", 1)])
    with pytest.raises(AssertionError, match="not in ledger"):
        ledger.check("other", [])


def test_no_ledger_allows_more_than_twelve(tmp_path):
    ledger = QueryLedger(tmp_path / "ledger.json", update=True)
    with pytest.raises(AssertionError, match="no page may pass 12"):
        ledger.check("list", [select(f"table_{n}x", 1) for n in range(13)])


def test_a_query_for_each_row_is_noticed():
    assert repeats([select("x", n) for n in range(3)])
    assert not repeats([select("x", 1), select("x", 2), select("y", 1)])


def test_updating_writes_the_counts(tmp_path):
    path = tmp_path / "ledger.json"
    ledger = QueryLedger(path, update=True)
    ledger.check("b", [select("x", 1)])
    ledger.check("a", [])
    ledger.save()
    assert QueryLedger(path, update=False).counts == {"a": 0, "b": 1}
