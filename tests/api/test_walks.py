"""Walks over a collection that is kept in step: changes, deletions, orders, and what is too old."""

from __future__ import annotations

import base64
import json
from datetime import timedelta

import pytest
from django.utils import timezone

from apps.projects import synced
from apps.projects.models import Clock, MarketEntry, Project, Tombstone
from tests.api.test_paging import walk
from tests.api.test_problems import problem
from tests.factories.projects import MarketEntryFactory, ProjectFactory

pytestmark = pytest.mark.django_db
CODES = ["AUS", "BEL", "CAN", "DNK", "EGY"]


@pytest.fixture
def path(project):
    for code in CODES:
        MarketEntryFactory(project=project, country=code)
    return f"projects/{project.pk}/entries/"


def since(caller, path, moment, **query):
    return caller.get(path, query_params={"updated_since": moment, **query}).json()


class TestClock:
    def test_moments_grow_even_where_the_machine_s_clock_does_not(self, project):
        ahead = synced._now() + 10**9
        Clock.objects.filter(project=project).update(at=ahead)
        first, second = synced.tick(project.pk), synced.tick(project.pk)
        assert first < second
        assert second - first == synced.STEP
        assert synced.horizon(project.pk) == second

    def test_a_project_from_before_the_clock_gets_one(self, caller, path, project):
        Clock.objects.all().delete()
        body = caller.get(path).json()
        assert len(body["results"]) == 6
        assert Clock.objects.filter(project=project).exists()

    def test_each_way_of_writing_takes_a_moment_and_a_version(self, project):
        rows = MarketEntry.objects.filter(project=project)
        row = rows.get()
        moments = [row.updated_at]

        def fresh():
            row.refresh_from_db()
            moments.append(row.updated_at)

        row.save()
        fresh()
        rows.update(note="all at once")
        fresh()
        row.note = "one field"
        row.save(update_fields=["note"])
        fresh()
        assert moments == sorted(set(moments))
        assert (row.version, row.note) == (4, "one field")

    def test_rows_made_at_once_share_a_moment_of_their_own_project(self, project):
        other = ProjectFactory()
        MarketEntry.objects.bulk_create(
            MarketEntry(project=one, country=code) for one in (project, other) for code in CODES
        )
        for one in (project, other):
            made = MarketEntry.objects.filter(project=one, country__in=CODES)
            (moment,) = set(made.values_list("updated_at", flat=True))
            assert moment == synced.horizon(one.pk)


class TestWalks:
    def test_nothing_comes_twice(self, caller, path):
        first = caller.get(path).json()
        assert since(caller, path, first["as_of"])["results"] == []

    def test_changes_and_deletions_come_in_the_order_they_happened(self, caller, project, path):
        before = caller.get(path).json()
        MarketEntry.objects.get(country="AUS").delete()
        MarketEntry.objects.filter(country="BEL").update(note="changed")
        MarketEntry.objects.filter(country__in=["CAN", "DNK"]).delete()
        pages = list(walk(caller, f"{path}?limit=1&updated_since={before['as_of']}"))
        told = [
            [row["country"] for row in page["results"]] + [gone["id"] for gone in page["deleted"]]
            for page in pages
        ]
        ids = {row["country"]: row["id"] for row in before["results"]}
        assert told[:2] == [[ids["AUS"]], ["BEL"]]
        assert {told[2][0], told[3][0]} == {ids["CAN"], ids["DNK"]}
        assert len(pages) == 4
        assert since(caller, path, pages[-1]["as_of"])["deleted"] == []

    def test_what_changes_during_a_walk_comes_with_the_next(self, caller, path):
        first = caller.get(f"{path}?limit=3").json()
        MarketEntry.objects.filter(country="CHN").update(note="given already")
        MarketEntry.objects.filter(country="EGY").update(note="not given yet")
        rest = [row for page in walk(caller, first["next"]) for row in page["results"]]
        assert [row["country"] for row in rest] == ["CAN", "DNK"]
        later = since(caller, path, first["as_of"])["results"]
        assert {row["country"] for row in later} == {"CHN", "EGY"}

    def test_a_first_walk_tells_of_no_deletions(self, caller, path):
        MarketEntry.objects.filter(country="AUS").delete()
        assert caller.get(path).json()["deleted"] == []

    def test_a_deletion_is_told_whatever_the_filter(self, caller, path):
        before = caller.get(path).json()
        MarketEntry.objects.filter(country="AUS").delete()
        body = since(caller, path, before["as_of"], stage="entry")
        assert (len(body["deleted"]), body["results"]) == (1, [])

    def test_another_project_s_deletions_are_its_own(self, caller, path):
        before = caller.get(path).json()
        MarketEntryFactory(project=ProjectFactory(owner=caller.user), country="PER").delete()
        assert since(caller, path, before["as_of"])["deleted"] == []

    def test_a_deleted_project_takes_its_tombstones_along(self, path, project):
        MarketEntry.objects.filter(country="AUS").delete()
        project.delete()
        assert not Tombstone.objects.exists()
        assert not Clock.objects.filter(project_id=project.pk).exists()


class TestOrders:
    def test_pages_in_another_order(self, caller, path):
        up, down = (
            [row["id"] for page in walk(caller, f"{path}?{query}") for row in page["results"]]
            for query in ("ordering=created_at&limit=2", "ordering=-created_at&limit=4")
        )
        assert len(set(up)) == 6
        assert up == down[::-1]

    def test_its_as_of_starts_the_next_walk(self, caller, path):
        first = caller.get(f"{path}?ordering=-created_at&limit=2").json()
        MarketEntry.objects.filter(country="AUS").update(note="meanwhile")
        later = since(caller, path, first["as_of"])["results"]
        assert [row["country"] for row in later] == ["AUS"]

    @pytest.mark.parametrize(
        "query", ["ordering=note", "ordering=created_at&updated_since=2026-11-01T00:00:00Z"]
    )
    def test_an_order_that_is_not_offered(self, caller, path, query):
        (error,) = problem(caller.get(f"{path}?{query}"), 400, "invalid")["errors"]
        assert error["parameter"] == "ordering"


class TestTooOld:
    OLD = timedelta(days=synced.TOMBSTONE_DAYS, hours=1)

    def test_a_start_before_what_is_remembered(self, caller, project, path):
        Project.objects.update(created_at=timezone.now() - 2 * self.OLD)
        moment = (timezone.now() - self.OLD).isoformat()
        response = caller.get(path, query_params={"updated_since": moment})
        assert "90 days" in problem(response, 410, "gone")["detail"]
        told = caller.get(
            path, query_params={"updated_since": moment}, headers={"accept-language": "zh-Hans"}
        )
        assert "90 天" in problem(told, 410, "gone")["detail"]

    def test_a_cursor_that_old(self, caller, project, path, monkeypatch):
        following = caller.get(f"{path}?limit=1").json()["next"]
        Project.objects.update(created_at=timezone.now() - self.OLD)
        assert caller.get(following).status_code == 200
        monkeypatch.setattr(synced, "TOMBSTONE_DAYS", 0)
        problem(caller.get(following), 410, "gone")

    def test_a_young_project_has_forgotten_nothing(self, caller, path):
        moment = (timezone.now() - self.OLD).isoformat()
        assert caller.get(path, query_params={"updated_since": moment}).status_code == 200

    def test_tombstones_are_forgotten_when_they_are_that_old(self, path):
        MarketEntry.objects.filter(country__in=["AUS", "BEL"]).delete()
        Tombstone.objects.filter(pk=Tombstone.objects.first().pk).update(
            deleted_at=timezone.now() - self.OLD
        )
        assert synced.prune() == 1
        assert Tombstone.objects.count() == 1


class TestCursors:
    @pytest.mark.parametrize(
        "parts",
        [
            [None, "2026-11-24T00:00:00+00:00", "name", "\ud800", "0" * 32],
            [None, "2026-11-24T00:00:00+00:00", "name", "\x00", "0" * 32],
            [None, "9999-12-31T23:59:59.999999+00:00", "name", "x", "0" * 32],
        ],
    )
    def test_one_that_nobody_here_made(self, caller, project, parts):
        cursor = base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")
        answer = caller.get(f"projects/{project.pk}/contacts/", query_params={"cursor": cursor})
        (error,) = problem(answer, 400, "invalid")["errors"]
        assert error["parameter"] == "cursor"

    def test_one_that_is_nested_too_deep(self, caller, path):
        answer = caller.get(path, query_params={"cursor": "W1tb" * 2000})
        assert problem(answer, 400, "invalid")["errors"][0]["parameter"] == "cursor"


class TestFields:
    def test_only_what_is_asked_for(self, caller, path):
        rows = caller.get(f"{path}?fields=id,country").json()["results"]
        assert {tuple(row) for row in rows} == {("id", "country")}

    def test_one_row_keeps_its_tag(self, caller, path):
        address = f"{path}{MarketEntry.objects.first().pk}/"
        whole, part = caller.get(address), caller.get(f"{address}?fields=stage")
        assert part.json() == {"stage": whole.json()["stage"]}
        assert part["ETag"] == whole["ETag"]

    @pytest.mark.parametrize("address", ["projects/", "projects/{id}/"])
    def test_a_member_that_there_is_not(self, caller, project, address):
        response = caller.get(f"{address.format(id=project.pk)}?fields=id,nam")
        (error,) = problem(response, 400, "invalid")["errors"]
        assert error["parameter"] == "fields"
        assert "home_country" in error["detail"]
