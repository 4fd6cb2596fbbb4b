"""Keyset paging loses nothing and repeats nothing but what changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from apps.projects.models import MarketEntry
from tests.api.conftest import Caller
from tests.factories.projects import MarketEntryFactory, ProjectFactory

START = datetime(2026, 1, 1, tzinfo=UTC)
COUNTRIES = ["AUS", "BEL", "CAN", "DNK", "EGY", "FIN", "GRC", "HUN", "IDN", "JAM", "KOR", "LVA"]


def walk(caller, path):
    """Every page from the first on."""
    while path:
        body = caller.get(path).json()
        yield body
        path = body["next"]


class TestWalk(TestCase):
    """Rows are changed, added and deleted while somebody reads page after page."""

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        seconds=st.lists(st.integers(0, 3), min_size=1, max_size=len(COUNTRIES)),
        limit=st.integers(1, 5),
        changes=st.lists(st.lists(st.integers(0, 11), max_size=3), max_size=12),
        deleted=st.sets(st.integers(0, 11), max_size=3),
    )
    def test_a_walk_over_changing_rows(self, seconds, limit, changes, deleted):
        caller = Caller()
        project = ProjectFactory(owner=caller.user, home_country="")
        rows = [
            MarketEntryFactory(project=project, country=code)
            for code, _ in zip(COUNTRIES, seconds, strict=False)
        ]
        for row, offset in zip(rows, seconds, strict=True):  # ties in updated_at on purpose
            moment = START + timedelta(seconds=offset)
            MarketEntry.objects.filter(pk=row.pk).update(updated_at=moment)
        clock = START + timedelta(minutes=1)
        seen: list[tuple[str, str]] = []
        plan = iter(changes)
        for page in walk(caller, f"projects/{project.pk}/entries/?limit={limit}"):
            assert len(page["results"]) <= limit
            seen += [(row["id"], row["updated_at"]) for row in page["results"]]
            if page["next"]:
                clock = self._disturb(rows, next(plan, []), clock)
                for index in deleted & set(range(len(rows))):
                    MarketEntry.objects.filter(pk=rows[index].pk).delete()
        assert len(seen) == len(set(seen)), "a state of a row was given twice"
        latest = dict(seen)
        for row in MarketEntry.objects.filter(project=project):
            text = row.updated_at.isoformat().replace("+00:00", "Z")
            assert latest[str(row.pk)] == text, "the last state of a row was lost"
        untouched = {str(row.pk) for row in rows} - {
            str(rows[i % len(rows)].pk) for change in changes for i in change
        }
        assert all([key for key, _ in seen].count(key) <= 1 for key in untouched)

    def _disturb(self, rows, picks, clock):
        for pick in picks:
            clock += timedelta(seconds=1)
            row = rows[pick % len(rows)]
            MarketEntry.objects.filter(pk=row.pk).update(updated_at=clock)
        return clock


@pytest.mark.django_db
class TestParameters:
    def test_links_lead_to_the_next_page(self, caller, project):
        for code in COUNTRIES[:4]:
            MarketEntryFactory(project=project, country=code)
        response = caller.get(f"projects/{project.pk}/entries/?limit=2")
        body = response.json()
        assert response["Link"] == f'<{body["next"]}>; rel="next"'
        assert "limit=2" in body["next"]
        last = caller.get(f"projects/{project.pk}/entries/?limit=500").json()
        assert last["next"] is None
        assert len(last["results"]) == 5

    def test_as_of_continues_where_the_walk_ended(self, caller, project):
        first = caller.get(f"projects/{project.pk}/entries/").json()
        MarketEntryFactory(project=project, country="PER")
        path = f"projects/{project.pk}/entries/"
        later = caller.get(path, query_params={"updated_since": first["as_of"]}).json()
        assert "PER" in {row["country"] for row in later["results"]}

    def test_updated_since_leaves_out_what_is_older(self, caller, project):
        old = MarketEntryFactory(project=project, country="PER")
        MarketEntry.objects.filter(pk=old.pk).update(updated_at=START)
        path = f"projects/{project.pk}/entries/?updated_since=2026-06-01T00:00:00+08:00"
        countries = {row["country"] for row in caller.get(path).json()["results"]}
        assert countries == {"CHN"}

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("limit", "0"),
            ("limit", "501"),
            ("limit", "ten"),
            ("limit", "٣"),
            ("cursor", "x"),
            ("cursor", "bm90IGEgY3Vyc29y"),
            ("cursor", "W10"),
            ("cursor", "W1tb" * 2000),
            ("updated_since", "yesterday"),
            ("updated_since", "2026-01-01T00:00:00"),
            ("updated_since", "0001-01-01T00:00:00+14:00"),
            ("updated_since", "2026-02-31T00:00:00Z"),
        ],
    )
    def test_a_wrong_parameter_is_named(self, caller, name, value):
        response = caller.get("projects/", query_params={name: value})
        assert response.status_code == 400
        (error,) = response.json()["errors"]
        assert error["parameter"] == name
