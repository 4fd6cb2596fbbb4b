"""Projects, members and market entries over REST."""

from __future__ import annotations

import uuid

import pytest

from apps.accounts.models import Invitation
from apps.events.models import AuditEntry
from apps.projects.models import MarketEntry, Membership, Project
from tests.api.conftest import Caller
from tests.api.test_problems import problem
from tests.factories.accounts import UserFactory
from tests.factories.projects import MarketEntryFactory, ProjectFactory

pytestmark = pytest.mark.django_db


def test_a_project_is_made_read_changed_archived_restored_and_deleted(caller):
    made = caller.post(
        "projects/",
        {"name": "Lamp", "home_country": "CHN", "currency": "EUR", "product": {"name": "Desk"}},
    )
    assert made.status_code == 201, made.content
    project = made.json()
    assert project["role"] == "owner"
    assert project["product"]["name"] == "Desk"
    address = made["Location"]
    assert caller.get(address).json() == project
    assert caller.get(address)["ETag"] == made["ETag"]

    changed = caller.patch(address, {"name": "Lamp 2", "product": {"summary": "Light"}})
    assert changed.json()["name"] == "Lamp 2"
    assert changed.json()["product"] == {
        "name": "Desk",
        "summary": "Light",
        "category": "",
        "website": "",
    }
    archived = caller.post(f"{address}archive/").json()
    assert archived["archived_at"]
    problem(caller.patch(address, {"name": "No"}), 403, "permission_denied")
    assert caller.post(f"{address}restore/").json()["archived_at"] is None

    problem(caller.delete(f"{address}?confirm=Lamp"), 400, "invalid")
    assert caller.delete(f"{address}?confirm=Lamp%202").status_code == 204
    problem(caller.get(address), 404, "not_found")
    assert AuditEntry.objects.filter(kind="projects.project.deleted").exists()


@pytest.mark.parametrize(
    ("values", "pointer"),
    [
        ({"home_country": "XXX"}, "#/home_country"),
        ({"currency": "ZZZ"}, "#/currency"),
        ({"name": ""}, "#/name"),
        ({"name": "x" * 121}, "#/name"),
        ({"product": {"name": "a", "website": "not a link"}}, "#/product/website"),
        (
            {"product": {"name": "a", "website": f"https://example.com/{'x' * 181}"}},
            "#/product/website",
        ),
        ({"role": "owner"}, "#/role"),
    ],
)
def test_wrong_values_of_a_project(caller, values, pointer):
    body = {"name": "Lamp", "home_country": "CHN", **values}
    errors = problem(caller.post("projects/", body), 400, "invalid")["errors"]
    assert [error["pointer"] for error in errors] == [pointer]
    assert not Project.objects.exists()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"home_country": "Germany"}, "country code (ISO 3166-1 alpha-3), such as DEU."),
        ({"home_country": "GER"}, "country code (ISO 3166-1 alpha-3), such as DEU."),
        ({"home_country": "DE"}, "country code (ISO 3166-1 alpha-3), such as DEU."),
        ({"currency": "Euro"}, "currency code (ISO 4217), such as EUR."),
    ],
)
def test_what_a_code_looks_like_is_said(caller, values, sentence):
    body = {"name": "Lamp", "home_country": "CHN", **values}
    (error,) = problem(caller.post("projects/", body), 400, "invalid")["errors"]
    assert error["detail"] == f"Give a three-letter {sentence}"


def test_small_letters_will_do(caller):
    body = {"name": "Lamp", "home_country": "deu", "currency": "eur"}
    made = caller.post("projects/", body).json()
    assert (made["home_country"], made["currency"]) == ("DEU", "EUR")


def test_a_list_shows_own_projects_with_own_role(caller, project):
    ProjectFactory()
    (row,) = caller.get("projects/").json()["results"]
    assert (row["id"], row["role"]) == (str(project.pk), "owner")
    assert caller.get("projects/?archived_at__isnull=false").json()["results"] == []


class TestTags:
    def test_what_is_known_is_not_sent_again(self, caller, project):
        tag = caller.get(f"projects/{project.pk}/")["ETag"]
        known = caller.get(f"projects/{project.pk}/", headers={"if-none-match": tag})
        assert known.status_code == 304
        assert not known.content

    def test_a_stale_write_changes_nothing(self, caller, project):
        address = f"projects/{project.pk}/"
        tag = caller.get(address)["ETag"]
        assert caller.patch(address, {"name": "A"}, headers={"if-match": tag}).status_code == 200
        stale = caller.patch(address, {"name": "B"}, headers={"if-match": tag})
        problem(stale, 412, "stale")
        assert caller.get(address)["ETag"] == stale["ETag"]
        fresh = caller.patch(address, {"name": "B"}, headers={"if-match": stale["ETag"]})
        assert fresh.json()["name"] == "B"

    def test_a_change_of_the_product_counts_too(self, caller, project):
        address = f"projects/{project.pk}/"
        tag = caller.get(address)["ETag"]
        caller.patch(address, {"product": {"name": "Other"}})
        problem(caller.patch(address, {"name": "C"}, headers={"if-match": tag}), 412, "stale")


class TestMembers:
    def test_an_account_is_added_and_an_address_invited(self, caller, project):
        address = f"projects/{project.pk}/members/"
        known = UserFactory()
        made = caller.post(address, {"email": known.email.upper(), "role": "analyst"})
        assert made.status_code == 201, made.content
        assert made.json()["role"] == "analyst"
        again = caller.post(address, {"email": known.email, "role": "viewer"})
        problem(again, 400, "invalid")
        invited = caller.post(address, {"email": "new@example.com", "role": "viewer"})
        assert invited.status_code == 202
        assert set(invited.json()) == {"email", "expires_at"}, "the link is a secret"
        assert Invitation.objects.get().email == "new@example.com"

    def test_an_address_longer_than_any_account_s_is_refused(self, caller, project):
        sent = {"email": f"a@{'x.' * 130}example.com", "role": "viewer"}
        (error,) = problem(caller.post(f"projects/{project.pk}/members/", sent), 400, "invalid")[
            "errors"
        ]
        assert "254" in error["detail"]
        assert not Invitation.objects.exists()

    def test_roles_change_and_members_leave(self, caller, project, member):
        viewer = member("viewer")
        row = Membership.objects.get(project=project, user=viewer.user)
        address = f"projects/{project.pk}/members/{row.pk}/"
        assert caller.patch(address, {"role": "editor"}).json()["role"] == "editor"
        assert viewer.delete(address).status_code == 204
        problem(viewer.get(f"projects/{project.pk}/"), 404, "not_found")

    def test_the_last_owner_stays(self, caller, project):
        own = Membership.objects.get(project=project)
        address = f"projects/{project.pk}/members/{own.pk}/"
        problem(caller.delete(address), 409, "conflict")
        problem(caller.patch(address, {"role": "viewer"}), 400, "invalid")
        assert Membership.objects.get(project=project).role == "owner"

    def test_a_viewer_removes_nobody_else(self, caller, project, member):
        viewer = member("viewer")
        own = Membership.objects.get(project=project, user=caller.user)
        response = viewer.delete(f"projects/{project.pk}/members/{own.pk}/")
        problem(response, 403, "permission_denied")


class TestEntries:
    def test_a_market_is_added_described_moved_and_removed(self, caller, project):
        address = f"projects/{project.pk}/entries/"
        made = caller.post(address, {"country": "DEU", "note": "first"})
        assert made.status_code == 201, made.content
        entry = made.json()
        assert (entry["stage"], entry["note"], entry["is_home"]) == ("research", "first", False)
        here = f"{address}{entry['id']}/"
        changed = caller.patch(
            here, {"target_launch": "2027-03-01", "owner": str(caller.user.pk)}
        ).json()
        assert changed["target_launch"] == "2027-03-01"
        assert changed["owner"]["id"] == str(caller.user.pk)

        moved = caller.post(f"{here}move/", {"to_stage": "development", "reason": "agreed"})
        assert moved.json()["stage"] == "development"
        (move,) = caller.get(f"{here}moves/").json()["results"]
        assert (move["from_stage"], move["to_stage"]) == ("research", "development")
        skipped = caller.post(f"{here}move/", {"to_stage": "entry", "reason": "hurry"})
        body = problem(skipped, 400, "invalid")
        assert body["errors"][0]["pointer"] == "#/to_stage"
        assert caller.delete(here).status_code == 204

    def test_a_second_entry_for_a_country_names_the_first(self, caller, project):
        first = MarketEntryFactory(project=project, country="DEU")
        body = problem(
            caller.post(f"projects/{project.pk}/entries/", {"country": "DEU"}), 409, "conflict"
        )
        assert body["existing"] == str(first.pk)
        assert caller.get(body["existing_url"]).json()["id"] == str(first.pk)

    def test_a_country_must_exist(self, caller, project):
        response = caller.post(f"projects/{project.pk}/entries/", {"country": "ABC"})
        assert problem(response, 400, "invalid")["errors"][0]["pointer"] == "#/country"
        assert MarketEntry.objects.filter(project=project).count() == 1

    def test_an_owner_must_be_a_member(self, caller, project):
        stranger = UserFactory()
        entry = MarketEntryFactory(project=project, country="DEU")
        response = caller.patch(
            f"projects/{project.pk}/entries/{entry.pk}/", {"owner": str(stranger.pk)}
        )
        assert problem(response, 400, "invalid")["errors"][0]["pointer"] == "#/owner"

    def test_the_home_market_stays(self, caller, project):
        home = MarketEntry.objects.get(project=project)
        response = caller.delete(f"projects/{project.pk}/entries/{home.pk}/")
        problem(response, 409, "conflict")

    def test_entries_are_filtered(self, caller, project):
        MarketEntryFactory(project=project, country="DEU", stage="entry")
        rows = caller.get(f"projects/{project.pk}/entries/?stage=entry").json()["results"]
        assert [row["country"] for row in rows] == ["DEU"]
        response = caller.get(f"projects/{project.pk}/entries/?stage=nowhere")
        assert problem(response, 400, "invalid")["errors"][0]["parameter"] == "stage"


def test_a_member_of_two_projects_cannot_reach_through_one_into_the_other(caller, project):
    other = ProjectFactory(owner=caller.user)
    entry = MarketEntryFactory(project=other, country="DEU")
    problem(caller.get(f"projects/{project.pk}/entries/{entry.pk}/"), 404, "not_found")
    stranger = Caller()
    problem(stranger.get(f"projects/{other.pk}/entries/{entry.pk}/"), 404, "not_found")


def test_entries_are_found_by_every_column_that_tells_them_apart(caller, project):
    home = f"projects/{project.pk}/entries/"
    caller.post(home, {"country": "DEU", "note": "Dealers ask", "target_launch": "2027-03-01"})
    caller.post(home, {"country": "FRA", "owner": str(caller.user.pk)})

    def found(**asked):
        answer = caller.get(home, data=asked)
        assert answer.status_code == 200, answer.content
        return {row["country"] for row in answer.json()["results"]} - {project.home_country}

    assert found(note__icontains="dealer") == {"DEU"}
    assert found(owner=str(caller.user.pk)) == {"FRA"}
    assert found(owner=str(uuid.uuid4())) == set()
    assert found(target_launch__gte="2027-01-01", target_launch__lt="2027-04-01") == {"DEU"}
    assert found(target_launch__isnull="true", is_home="false") == {"FRA"}
    assert found(created_at__lt="2020-01-01T00:00:00Z") == set()
    problem(caller.get(home, data={"owner": "me"}), 400, "invalid")
