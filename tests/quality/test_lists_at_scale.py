"""What a page costs does not grow with what a project has gathered: judged by the instructions
that SQLite carries out and by the plans of queries, not by time."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.db import connection

from apps.core import counting
from apps.core.testing.queries import statements_of
from apps.core.testing.work import counted_work
from benchmarks._scale.fill import ONE_PAGE, Filling
from benchmarks._scale.measure import LEFT_OUT, REST_LEFT_OUT, clients_of, pages_of, rest_lists
from tests.e2e.pages import PAGES
from tests.e2e.site import build_site

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="both are SQLite's"),
]
SORTED = {"audit": "events_auditentry", "notices": "events_notice", "jobs": "jobs_job"}
TIMES = 5  # so many times as many rows
MOST = 1.5
BELL = 600  # the number of unread notices, on every page
# Pages that draw a form or one row: left out to save time.
STEADY = {
    "profile", "tokens", "new-project", "members", "plugins", "new-contact", "contact",
    "new-job", "job", "predict", "prediction", "edit-dataset", "delivery", "schedule",
    "service-account", "admin-user", "admin-outboxmail", "admin-project", "admin-job",
    "REST: members", "REST: entries", "REST: entry-moves", "REST: artifacts", "REST: aliases",
    "REST: service-accounts", "REST: service-tokens", "REST: webhooks",
}  # fmt: skip
# Pages that read an index or a small table from end to end, with what they want of it.
SUMS = {
    "upload": "bytes that the project stores",
    "data": "bytes that the project stores",
    "convert-lead": "the same name in companies and contacts, in whatever letters",
    "new-deal": "names of companies and contacts to choose from, three hundred at most",
    "segment": "how many fit it, counted anew",
    "survey-invite": "contacts who fit, and who of them has agreed",
    "settings": "bytes that the project stores",
    "admin": "bytes of all data and of all files of jobs",
    "admin-users": "languages of all people, to filter by",
    "admin-projects": "bytes of each project's data",
}

# Lists that are sorted anew on each visit; of each there are thousands at most.
SMALL = {
    "admin-usersessions": "another package's table, without an index on its dates",
}
# Kinds of rows of which the pages' own rows have as many on both sites: some pages show them all.
AS_MANY = ("own_projects", "versions")


def plan(statement: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}".replace("%", "%%"))
        return [row[3] for row in cursor.fetchall()]


def work_of_pages(site, clients) -> dict[str, int]:
    """Instructions for one visit of each main page that draws rows."""
    found = {}
    for page in pages_of(site):
        if page.name in STEADY:
            continue
        with counted_work() as work:
            answer = clients[page.who].get(page.path)
        assert answer.status_code == page.status, page.name
        found[page.name] = work.steps
    return found


def test_no_main_page_works_more_for_rows_that_it_does_not_show(monkeypatch):
    monkeypatch.setattr("apps.datasets.domain.usage.SHOWN_SECONDS", 0)  # as after a pause
    # Fewer than the first site has, and more than a page of the panel, which would show all.
    monkeypatch.setattr(counting, "MOST_COUNTED", 60)
    site = build_site()
    filling = Filling(site)
    filling.grow(ONE_PAGE)
    clients = clients_of(site)
    few = work_of_pages(site, clients)
    grown = {name: count * TIMES for name, count in vars(ONE_PAGE).items()}
    filling.grow(replace(ONE_PAGE, **(grown | {kind: getattr(ONE_PAGE, kind) for kind in AS_MANY})))
    clients["owner"].get(next(page.path for page in pages_of(site) if page.name == "market"))
    many = work_of_pages(site, clients)
    assert len(few) > 30
    worse = {name for name in few if many[name] > MOST * few[name] + BELL}
    told = "\n".join(f"{name}: {few[name]} → {many[name]}" for name in few)
    assert worse <= set(SUMS) | set(SMALL), told
    assert worse >= set(SMALL), "one of them has got its index: strike it out"
    assert "data" in worse  # a sum over all rows is noticed


def test_every_page_is_measured_or_left_out_with_a_reason():
    site = build_site()
    asked = {page.name for page in pages_of(site)}
    assert set(LEFT_OUT) < {page.name for page in PAGES}
    assert asked.isdisjoint(LEFT_OUT)
    assert asked >= STEADY | set(SUMS)
    assert all([*LEFT_OUT.values(), *REST_LEFT_OUT.values()])
    growing = {"webhooks", "webhook", "schedules", "service-accounts", "sessions"}
    growing |= {f"admin-{name}s" for name in ("apitoken", "invitation", "outboxmail", "worker")}
    assert growing <= asked
    lists = {name for name, _ in rest_lists(site)}
    assert lists >= {"audit", "webhooks", "deliveries", "versions", "schedules", "jobs"}
    assert lists.isdisjoint(REST_LEFT_OUT)


@pytest.mark.parametrize("name", SORTED)
def test_the_newest_rows_are_read_in_the_order_of_an_index(client, name):
    site = build_site()
    client.force_login(site.owner)
    path = next(page for page in PAGES if page.name == name).path(site)
    _, statements = statements_of(client, path)
    newest = re.compile(rf'SELECT "{SORTED[name]}"\."id".* ORDER BY .*"created_at" DESC.* LIMIT ')
    drawn = [sql for sql in statements if newest.match(sql)]
    assert drawn
    assert not [line for sql in drawn for line in plan(sql) if "TEMP B-TREE" in line]
