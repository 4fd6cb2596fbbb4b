"""Companies and contacts over REST: made, found, changed, upserted, deleted."""

from __future__ import annotations

import pytest

from apps.crm.models import Company, Contact
from apps.events.models import AuditEntry
from tests.api.conftest import Caller
from tests.api.test_problems import problem
from tests.factories.accounts import UserFactory
from tests.factories.crm import CompanyFactory, ContactFactory
from tests.factories.projects import MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def contacts(project):
    return f"projects/{project.pk}/contacts/"


@pytest.fixture
def companies(project):
    return f"projects/{project.pk}/companies/"


@pytest.fixture
def hubspot(contacts):
    return f"{contacts}by-external/hubspot/101/"


def said_of(contact):
    """All that the trail holds on a contact, as text."""
    rows = AuditEntry.objects.filter(subject_id=str(contact))
    return " ".join(str(row) for row in rows.values())


ANNA = {
    "given_name": "Anna",
    "family_name": "Schmidt",
    "email": "Anna.Schmidt@Example.com",
    "phone": "030 901820",
    "country": "deu",
    "language": "pt_br",
    "tags": ["fair ", "fair", "retail"],
    "attributes": {"score": 7, "regions": ["north"]},
}


class TestOne:
    def test_a_contact_is_written_down_in_one_way(self, caller, contacts):
        made = caller.post(contacts, ANNA)
        assert made.status_code == 201, made.content
        row = made.json()
        assert row["name"] == "Anna Schmidt"
        assert (row["email"], row["phone"]) == ("anna.schmidt@example.com", "+4930901820")
        assert (row["country"], row["language"]) == ("DEU", "pt-BR")
        assert (row["tags"], row["version"]) == (["fair", "retail"], 1)
        read = caller.get(made["Location"])
        assert read.json() == row
        assert read["ETag"] == made["ETag"]

    @pytest.mark.parametrize(
        ("values", "name"),
        [
            ({"given_name": "悦", "family_name": "林"}, "林悦"),
            ({"given_name": "Anna"}, "Anna"),
            ({"email": "info@example.com"}, "info@example.com"),
            ({"phone": "+86 10 6552 9988"}, "+861065529988"),
        ],
    )
    def test_a_contact_is_called_by_what_is_known(self, caller, contacts, values, name):
        assert caller.post(contacts, values).json()["name"] == name

    @pytest.mark.parametrize(
        ("values", "pointer"),
        [
            ({}, None),
            ({"email": "no"}, "#/email"),
            ({"email": "a@example.com", "phone": "123"}, "#/phone"),
            ({"email": "a@example.com", "phone": "0309018", "country": ""}, "#/phone"),
            ({"email": "a@example.com", "country": "XXX"}, "#/country"),
            ({"email": "a@example.com", "language": "xx-YY"}, "#/language"),
            ({"email": "a@example.com", "tags": ["x" * 41]}, "#/tags/0"),
            ({"email": "a@example.com", "attributes": {"Bad": 1}}, "#/attributes"),
            ({"email": "a@example.com", "attributes": {"deep": {"er": 1}}}, "#/attributes"),
            ({"email": "a@example.com", "attributes": {"long": "x" * 501}}, "#/attributes"),
            (
                {"email": "a@example.com", "attributes": {f"a{n}": n for n in range(51)}},
                "#/attributes",
            ),
            ({"email": "a@example.com", "owner": str(UserFactory.build().pk)}, "#/owner"),
            ({"email": "a@example.com", "company": str(UserFactory.build().pk)}, "#/company"),
            (
                {"email": "a@example.com", "company_by_external": {"system": "x", "id": "1"}},
                "#/company_by_external",
            ),
            ({"email": "a@example.com", "external": [{"system": "A B", "id": "1"}]}, "#/external"),
            ({"email": "a@example.com", "nme": "x"}, "#/nme"),
        ],
    )
    def test_what_cannot_be_is_named(self, caller, contacts, values, pointer):
        response = caller.post(contacts, values)
        assert response.status_code in {400, 409}, response.content
        if pointer:
            (error,) = response.json()["errors"]
            assert error["pointer"].startswith(pointer)
        assert not Contact.objects.exists()

    def test_refusals_speak_the_caller_s_language(self, caller, contacts):
        body = {"phone": "12"}
        told = caller.post(contacts, body, headers={"accept-language": "zh-Hans"})
        assert "不是" in problem(told, 400, "invalid")["detail"]

    def test_a_company_by_its_id_or_by_another_system_s(self, caller, project, contacts):
        company = CompanyFactory(project=project, references=[("hubspot", "c 1/2")])
        first = caller.post(contacts, {"given_name": "A", "company": str(company.pk)}).json()
        named = {"system": "hubspot", "id": "c 1/2"}
        second = caller.post(contacts, {"given_name": "B", "company_by_external": named}).json()
        told = {"id": str(company.pk), "name": company.name}
        assert first["company"] == second["company"] == told

    def test_a_change_raises_the_version_and_the_same_again_does_not(self, caller, contacts):
        address = caller.post(contacts, ANNA)["Location"]
        first = caller.patch(address, {"job_title": "Buyer"})
        again = caller.patch(address, {"job_title": "Buyer"})
        assert (first.json()["version"], again.json()["version"]) == (2, 2)
        assert first["ETag"] == again["ETag"]

    def test_a_stale_change_and_a_stale_deletion_do_nothing(self, caller, contacts):
        made = caller.post(contacts, ANNA)
        address, tag = made["Location"], {"if-match": made["ETag"]}
        assert caller.patch(address, {"note": "one"}, headers=tag).status_code == 200
        problem(caller.patch(address, {"note": "two"}, headers=tag), 412, "stale")
        problem(caller.delete(address, headers=tag), 412, "stale")
        assert Contact.objects.get().note == "one"

    def test_an_address_of_another_contact_is_a_conflict_that_names_it(self, caller, contacts):
        first = caller.post(contacts, ANNA)
        body = problem(caller.post(contacts, {"email": ANNA["email"]}), 409, "conflict")
        assert body["existing"] == first.json()["id"]
        assert caller.get(body["existing_url"]).json()["name"] == "Anna Schmidt"
        assert body["errors"][0]["pointer"] == "#/email"

    def test_an_id_that_another_record_has_is_a_conflict_too(self, caller, contacts, hubspot):
        first = caller("put", hubspot, ANNA).json()
        other = {"given_name": "B", "external": [{"system": "hubspot", "id": "101"}]}
        assert problem(caller.post(contacts, other), 409, "conflict")["existing"] == first["id"]

    def test_a_deleted_company_frees_its_contacts(self, caller, project, companies, contacts):
        company = CompanyFactory(project=project)
        contact = ContactFactory(project=project, company=company)
        as_of = caller.get(contacts).json()["as_of"]
        assert caller.delete(f"{companies}{company.pk}/").status_code == 204
        later = caller.get(contacts, query_params={"updated_since": as_of}).json()["results"]
        assert [(row["id"], row["company"], row["version"]) for row in later] == [
            (str(contact.pk), None, 2)
        ]

    def test_roles(self, member, contacts, caller):
        address = caller.post(contacts, ANNA)["Location"]
        assert member("viewer").get(address).status_code == 200
        problem(member("viewer").patch(address, {"note": "x"}), 403, "permission_denied")
        assert member("analyst").patch(address, {"note": "x"}).status_code == 200
        problem(member("analyst").delete(address), 403, "permission_denied")
        assert member("editor").delete(address).status_code == 204


class TestUpsert:
    def test_twice_is_one_contact(self, caller, hubspot):
        first, again = caller("put", hubspot, ANNA), caller("put", hubspot, ANNA)
        assert (first.status_code, again.status_code) == (201, 200)
        assert first.json() == again.json()
        assert first["ETag"] == again["ETag"]
        assert Contact.objects.count() == 1
        assert first.json()["external"] == [{"system": "hubspot", "id": "101"}]
        assert caller.get(hubspot).json() == first.json()
        assert caller.get(f"{hubspot}?fields=name").json() == {"name": "Anna Schmidt"}

    def test_what_is_not_sent_stays(self, caller, hubspot):
        caller("put", hubspot, ANNA)
        row = caller("put", hubspot, {"job_title": "Buyer"}).json()
        assert (row["job_title"], row["email"]) == ("Buyer", "anna.schmidt@example.com")

    def test_an_id_may_hold_what_addresses_do_not(self, caller, contacts):
        address = f"{contacts}by-external/sap/A%2F7%20%E6%9E%97/"
        assert caller("put", address, ANNA).json()["external"][0]["id"] == "A/7 林"
        assert caller.get(address).status_code == 200

    def test_conditions(self, caller, hubspot):
        fresh = {"if-none-match": "*"}
        problem(caller("put", hubspot, ANNA, headers={"if-match": '"x"'}), 412, "stale")
        made = caller("put", hubspot, ANNA, headers=fresh)
        assert made.status_code == 201
        problem(caller("put", hubspot, ANNA, headers=fresh), 412, "stale")
        caller("put", hubspot, {"note": "x"})
        stale = caller("put", hubspot, {"note": "y"}, headers={"if-match": made["ETag"]})
        problem(stale, 412, "stale")

    def test_names_that_cannot_be(self, caller, contacts):
        problem(caller("put", f"{contacts}by-external/Hub%20Spot/1/", ANNA), 400, "invalid")
        problem(caller("put", f"{contacts}by-external/x/{'1' * 201}/", ANNA), 400, "invalid")
        problem(caller.get(f"{contacts}by-external/x/1/"), 404, "not_found")
        nul = f"{contacts}by-external/x/a%00b/"
        for answer in (caller.get(nul), caller("put", nul, ANNA)):
            assert "NUL" in problem(answer, 400, "invalid")["detail"]

    def test_another_project_has_ids_of_its_own(self, caller, hubspot):
        other = ProjectFactory(owner=caller.user)
        caller("put", hubspot, ANNA)
        made = caller("put", f"projects/{other.pk}/contacts/by-external/hubspot/101/", ANNA)
        assert made.status_code == 201


class TestLists:
    @pytest.fixture
    def filled(self, caller, project, contacts):
        owner = MembershipFactory(project=project).user
        company = CompanyFactory(project=project)
        caller("put", f"{contacts}by-external/sap/1/", {**ANNA, "tags": ["展会", "vip"]})
        caller.post(
            contacts,
            {
                "given_name": "Bea",
                "owner": str(owner.pk),
                "company": str(company.pk),
                "job_title": "Head of Buying",
                "website": "https://bea.example.com/",
                "note": "met in Hanover",
            },
        )
        return owner, company

    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ("q=schmidt", ["Anna Schmidt"]),
            ("q=901820", ["Anna Schmidt"]),
            ("q=hanover", ["Bea"]),
            ("email=anna.schmidt@example.com", ["Anna Schmidt"]),
            ("phone=%2B4930901820", ["Anna Schmidt"]),
            ("country=DEU", ["Anna Schmidt"]),
            ("country__in=DEU,FRA", ["Anna Schmidt"]),
            ("language=pt-BR", ["Anna Schmidt"]),
            ("tag=展会", ["Anna Schmidt"]),
            ("tag=vi", []),
            ("system=sap", ["Anna Schmidt"]),
            ("given_name=Bea", ["Bea"]),
            ("name__icontains=SCHM", ["Anna Schmidt"]),
            ("job_title__icontains=buying", ["Bea"]),
            ("website__icontains=bea", ["Bea"]),
            ("version=1", ["Anna Schmidt", "Bea"]),
            ("created_at__lt=2026-01-01T00:00:00Z", []),
            ("ordering=-name", ["Bea", "Anna Schmidt"]),
            ("ordering=name", ["Anna Schmidt", "Bea"]),
        ],
    )
    def test_each_column_narrows(self, caller, contacts, filled, query, names):
        rows = caller.get(f"{contacts}?{query}").json()["results"]
        assert [row["name"] for row in rows] == names

    def test_people_and_companies_narrow_by_id(self, caller, contacts, filled):
        owner, company = filled
        for query in (f"owner={owner.pk}", f"company={company.pk}"):
            (row,) = caller.get(f"{contacts}?{query}").json()["results"]
            assert row["name"] == "Bea"

    def test_a_filter_that_cannot_be_is_named(self, caller, contacts):
        (error,) = problem(caller.get(f"{contacts}?version=x"), 400, "invalid")["errors"]
        assert error["parameter"] == "version"

    def test_companies_too(self, caller, companies):
        made = caller.post(companies, {"name": " Leuchten  Nord ", "employees": 120}).json()
        assert made["name"] == "Leuchten Nord"
        assert len(caller.get(f"{companies}?employees__gte=100").json()["results"]) == 1
        problem(caller.post(companies, {"industry": "Retail"}), 400, "invalid")

    def test_deletions_say_what_others_called_the_record(self, caller, contacts, hubspot):
        as_of = caller.get(contacts).json()["as_of"]
        made = caller("put", hubspot, ANNA)
        caller.delete(made["Location"])
        body = caller.get(contacts, query_params={"updated_since": as_of}).json()
        (gone,) = body["deleted"]
        assert (gone["id"], body["results"]) == (made.json()["id"], [])
        assert gone["external"] == [{"system": "hubspot", "id": "101"}]
        problem(caller.get(hubspot), 404, "not_found")
        again = caller("put", hubspot, ANNA)
        assert again.status_code == 201
        assert again.json()["id"] != gone["id"]


def test_what_happened_is_recorded_with_before_and_after(caller, contacts, hubspot):
    address = caller("put", hubspot, {"given_name": "Anna"})["Location"]
    caller.patch(address, {"family_name": "Schmidt"})
    caller.delete(address)
    rows = AuditEntry.objects.filter(kind__startswith="crm.").order_by("created_at")
    told = {row.kind: row.data["changes"] for row in rows}
    assert told == {
        "crm.contact.created": {
            "given_name": [None, "Anna"],
            "name": [None, "Anna"],
            "external": [None, ["hubspot:101"]],
        },
        "crm.contact.updated": {
            "family_name": ["", "Schmidt"],
            "name": ["Anna", "Anna Schmidt"],
        },
        "crm.contact.deleted": {
            "given_name": ["Anna", None],
            "family_name": ["Schmidt", None],
            "name": ["Anna Schmidt", None],
            "external": [["hubspot:101"], None],
        },
    }


def test_an_outsider_sees_nothing(contacts, companies, project):
    ContactFactory(project=project)
    for path in (contacts, companies):
        problem(Caller().get(path), 404, "not_found")
    assert not Company.objects.exists()


class TestErasure:
    def test_no_value_of_the_person_is_left(self, caller, contacts):
        made = caller.post(contacts, ANNA)
        row = made.json()
        caller.patch(made["Location"], {"phone": "+49 30 901821", "note": "Likes lamps"})
        assert "Schmidt" in said_of(row["id"])
        gone = caller.post(f"{made['Location']}erase/")
        assert gone.status_code == 204, gone.content
        assert caller.get(made["Location"]).status_code == 404
        for value in ("Anna", "Schmidt", "example.com", "901820", "901821", "lamps", "retail"):
            assert value not in said_of(row["id"])

    def test_what_was_done_when_and_by_whom_stays(self, caller, contacts):
        made = caller.post(contacts, ANNA)
        caller.patch(made["Location"], {"note": "Likes lamps"})
        before = AuditEntry.objects.filter(subject_id=made.json()["id"]).count()
        caller.post(f"{made['Location']}erase/")
        rows = AuditEntry.objects.filter(subject_id=made.json()["id"]).order_by("created_at")
        assert rows.count() == before + 2  # gone, and the receipt
        kinds = ["crm.contact.updated", "crm.contact.deleted", "crm.contact.erased"]
        assert [row.kind for row in rows][-3:] == kinds
        assert {row.actor_id for row in rows} == {caller.user.pk}
        assert rows.get(kind="crm.contact.updated").data == {"changes": {"note": [None, None]}}
        told = AuditEntry.objects.get(kind="events.auditentry.redacted")
        assert told.data["entries"] == before + 1
        assert "Schmidt" not in str(told.data)

    def test_the_trail_of_others_stays(self, caller, contacts):
        made, other = (caller.post(contacts, {"given_name": name}) for name in ("Anna", "Bea"))
        caller.post(f"{made['Location']}erase/")
        assert "Bea" in said_of(other.json()["id"])

    def test_analysts_erase_nobody(self, project, contacts):
        contact = ContactFactory(project=project, given_name="Anna")
        analyst = Caller(MembershipFactory(project=project, role="analyst").user)
        assert analyst.post(f"{contacts}{contact.pk}/erase/").status_code == 403
        assert Contact.objects.filter(pk=contact.pk).exists()

    def test_who_saw_an_older_state_erases_nothing(self, caller, contacts):
        made = caller.post(contacts, ANNA)
        caller.patch(made["Location"], {"note": "x"})
        answer = caller.post(f"{made['Location']}erase/", headers={"if-match": made["ETag"]})
        assert answer.status_code == 412
        assert Contact.objects.filter(pk=made.json()["id"]).exists()
