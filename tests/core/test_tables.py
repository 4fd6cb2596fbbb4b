"""Lists page, sort and filter on the server; odd addresses are not errors."""

from __future__ import annotations

import django_filters
import django_tables2
import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from apps.core import counting
from apps.core.tables import Table, table_page
from apps.projects.models import MarketEntry
from tests.factories.projects import MarketEntryFactory, ProjectFactory

pytestmark = pytest.mark.django_db
CODES = [f"A{n:02d}" for n in range(60)]


class Entries(Table):
    note = django_tables2.Column(orderable=False)

    class Meta(Table.Meta):
        model = MarketEntry
        fields = ("country", "stage", "note")


class EntryFilter(django_filters.FilterSet):
    class Meta:
        model = MarketEntry
        fields = ["country"]


@pytest.fixture
def entries():
    project = ProjectFactory(home_country="")
    for code in CODES:
        MarketEntryFactory(project=project, country=code)
    return MarketEntry.objects.filter(project=project)


def listed(entries, query="", **options):
    request = RequestFactory().get(f"/list/{query}")
    context = table_page(request, Entries, entries, EntryFilter, **options)
    table = context["table"]
    page = render_to_string(
        "core/components/table_page.html", context | {"request": request}, request=request
    )
    return table, [row.record.country for row in table.page], " ".join(page.split())


def test_the_first_page_and_its_count(entries):
    table, rows, page = listed(entries)
    assert rows == CODES[:25]
    assert table.count_line == "1–25 of 60"
    assert table.spoken_count == "60 rows, page 1 of 3."
    assert "60 rows, page 1 of 3." in page
    assert 'aria-current="page"' in page


def test_sorting_and_paging_keep_each_other_in_the_address(entries):
    _, rows, page = listed(entries, "?sort=-country&page=3")
    assert rows == CODES[9::-1]
    assert "?sort=-country&amp;page=1" in page
    assert 'aria-sort="descending"' in page


@pytest.mark.parametrize(
    "query",
    ["?page=99", "?page=x", "?page=-4", "?page=0", "?sort=nothing", "?sort=note", "?per_page=0"],
)
def test_old_or_odd_addresses_still_show_rows(entries, query):
    _, rows, _ = listed(entries, query)
    assert rows


def test_nobody_asks_for_a_million_rows_at_once(entries):
    table, rows, _ = listed(entries, "?per_page=1000000")
    assert table.paginator.per_page == 100
    assert len(rows) == 60


def test_a_filter_narrows_and_says_when_nothing_matches(entries):
    table, rows, _ = listed(entries, "?country=A07")
    assert rows == ["A07"]
    assert table.spoken_count == "1 row"
    table, rows, page = listed(entries, "?country=QQ")
    assert rows == []
    assert table.spoken_count == "No rows match."
    assert "Nothing matches. Try fewer filters." in page


def test_an_empty_list_says_what_to_do_but_not_when_it_is_only_filtered(entries, monkeypatch):
    nothing = {"icon": "world", "title": "No markets", "action_url": "/add", "action_label": "Add"}
    monkeypatch.setattr(Entries, "empty_context", nothing)
    none = entries.none()
    assert "No markets" in listed(none)[2]
    assert 'href="/add"' in listed(none)[2]
    assert "No markets" not in listed(none, "?country=A01")[2]


def test_a_page_of_a_list_takes_two_queries(entries, django_assert_num_queries):
    with django_assert_num_queries(2):
        listed(entries)


def test_a_long_list_is_counted_as_far_as_it_must_be(entries, monkeypatch):
    monkeypatch.setattr(counting, "MOST_COUNTED", 30)
    table, rows, page = listed(entries)
    assert rows == CODES[:25]
    assert table.count_line == "1–25 of more than 30"
    assert table.spoken_count == "More than 30 rows, page 1."
    assert "?page=2" in page


def test_every_row_of_a_long_list_can_be_reached(entries, monkeypatch):
    monkeypatch.setattr(counting, "MOST_COUNTED", 10)
    assert listed(entries, "?page=2")[1] == CODES[25:50]
    table, rows, _ = listed(entries, "?page=3")
    assert rows == CODES[50:]
    assert table.count_line == "51–60 of 60"


def test_values_are_listed_sorted_without_the_empty_one(entries, django_assert_num_queries):
    entries.filter(country__in=CODES[:3]).update(note="b")
    entries.filter(country__in=CODES[3:9]).update(note="a, 100% sure")
    MarketEntryFactory(note="of another project")
    with django_assert_num_queries(1):
        assert counting.values_of(entries, "note") == ["a, 100% sure", "b"]
    assert counting.values_of(entries.none(), "note") == []
