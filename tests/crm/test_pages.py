"""Lists, details and forms of contacts and companies."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.crm.models import Company, Contact
from apps.events.models import AuditEntry
from apps.projects.synced import Tombstone
from tests.factories.crm import CompanyFactory, ContactFactory
from tests.factories.projects import MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return ProjectFactory()


@pytest.fixture
def as_role(client, project):
    def log_in(role):
        client.force_login(MembershipFactory(project=project, role=role).user)
        return client

    return log_in


def url(name, project, *row):
    return reverse(f"crm:{name}", args=[project.pk, *(one.pk for one in row)])


def page(response):
    return response.content.decode()


class TestLists:
    def test_an_empty_list_says_what_to_do(self, as_role, project):
        assert "No contacts yet" in page(as_role("analyst").get(url("contacts", project)))
        told = page(as_role("viewer").get(url("companies", project)))
        assert "No companies yet" in told
        assert url("company_new", project) not in told

    @pytest.mark.parametrize(
        ("query", "there", "gone"),
        [
            ("q=anna", "Anna Schmidt", "Bea Miller"),
            ("country=FRA", "Bea Miller", "Anna Schmidt"),
            ("owner=none", "Anna Schmidt", "No rows"),
        ],
    )
    def test_filters_narrow(self, as_role, project, query, there, gone):
        ContactFactory(project=project, name="Anna Schmidt", country="DEU")
        ContactFactory(project=project, name="Bea Miller", given_name="Bea", email="b@x.io",
                       country="FRA")  # fmt: skip
        told = page(as_role("viewer").get(f"{url('contacts', project)}?{query}"))
        assert there in told
        assert gone not in told

    def test_long_lists_are_paged_and_sorted_on_the_server(self, as_role, project):
        for number in range(30):
            CompanyFactory(project=project, name=f"Company {number:02}")
        client = as_role("viewer")
        assert "Company 29" not in page(client.get(url("companies", project)))
        assert "Company 29" in page(client.get(f"{url('companies', project)}?sort=-name"))
        assert "26–30 of 30" in page(client.get(f"{url('companies', project)}?page=2"))


class TestForms:
    def test_a_contact_is_added_changed_and_deleted(self, as_role, project):
        company = CompanyFactory(project=project, name="Leuchten Nord")
        client = as_role("editor")
        made = client.post(
            url("contact_new", project),
            {
                "given_name": "Anna",
                "family_name": "Schmidt",
                "company": "leuchten nord",
                "email": "Anna@Example.com",
                "phone": "030 901820",
                "country": "DEU",
                "language": "de",
                "tags": "fair, retail、vip",
                "attributes": 'segment: retail\nscore: 7\ncode: "7"',
            },
        )
        contact = Contact.objects.get()
        assert made["Location"] == url("contact", project, contact)
        assert (contact.company, contact.phone) == (company, "+4930901820")
        assert contact.tags == ["fair", "retail", "vip"]
        assert contact.attributes == {"segment": "retail", "score": 7, "code": "7"}
        shown = page(client.get(made["Location"]))
        for text in ("Anna Schmidt", "+49 30 901820", "Leuchten Nord", "Germany", "German"):
            assert text in shown
        form = client.get(url("contact_edit", project, contact)).context["form"]
        sent = {field.name: field.value() for field in form if field.value() is not None}
        # PostgreSQL keeps the members of JSON objects in an order of its own.
        lines = sent["attributes"].splitlines()
        assert sorted(lines) == ['code: "7"', "score: 7", "segment: retail"]
        client.post(url("contact_edit", project, contact), {**sent, "job_title": "Buyer"})
        contact.refresh_from_db()
        assert (contact.job_title, contact.version) == ("Buyer", 2)
        assert contact.attributes["code"] == "7"
        gone = url("contact_delete", project, contact)
        assert "is not" in page(client.post(gone, {"confirm": "Anna"}))
        assert client.post(gone, {"confirm": "Anna Schmidt"}).status_code == 302
        assert not Contact.objects.exists()
        assert Tombstone.objects.filter(row_id=contact.pk).exists()

    @pytest.mark.parametrize(
        ("values", "sentence"),
        [
            ({}, "Give a name"),
            ({"given_name": "A", "phone": "12"}, "is not a phone number"),
            ({"given_name": "A", "email": "taken@example.com"}, "has this e-mail address"),
            ({"given_name": "A", "company": "Nobody"}, "There is no company called"),
            ({"given_name": "A", "company": "Twice"}, "Several companies are called"),
            ({"given_name": "A", "attributes": "no colon"}, "has no colon"),
            ({"given_name": "A", "attributes": "Bad Name: 1"}, "cannot be the name"),
            ({"given_name": "A", "tags": "x" * 41}, "At most 20 tags"),
        ],
    )
    def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
        self, as_role, project, values, sentence
    ):
        ContactFactory(project=project, email="taken@example.com")
        CompanyFactory(project=project, name="Twice")
        CompanyFactory(project=project, name="Twice")
        told = page(as_role("analyst").post(url("contact_new", project), values))
        assert sentence in told
        assert Contact.objects.count() == 1
        for value in values.values():
            assert value in told

    @pytest.mark.parametrize("employees", ["-1", "3000000000", "1" + "0" * 30])
    def test_employees_are_as_many_as_the_column_holds(self, as_role, project, employees):
        sent = {"name": "Nord", "employees": employees}
        told = as_role("analyst").post(url("company_new", project), sent)
        assert "Ensure this value is" in page(told)
        assert not Company.objects.exists()

    @pytest.mark.parametrize(
        ("name", "value", "stored"),
        [
            ("attributes", r'note: "a\u0000"', {"note": "a\ufffd"}),
            ("attributes", r'note: "\ud800"', {"note": "\ufffd"}),
            ("attributes", "note: a\x00", {"note": "a\ufffd"}),
            ("tags", "fair\x00", ["fair\ufffd"]),
        ],
    )
    def test_what_no_database_keeps_is_replaced(self, as_role, project, name, value, stored):
        sent = {"given_name": "Anna", name: value}
        assert as_role("analyst").post(url("contact_new", project), sent).status_code == 302
        assert getattr(Contact.objects.get(), name) == stored

    @pytest.mark.parametrize("value", ["[" * 100_000, "1" + "0" * 400])
    def test_an_own_field_beyond_all_bounds_is_refused(self, as_role, project, value):
        sent = {"given_name": "Anna", "attributes": f"note: {value}"}
        told = page(as_role("analyst").post(url("contact_new", project), sent))
        assert "must be a text of at most 500" in told

    def test_what_somebody_else_saved_is_shown_before_it_is_overwritten(self, as_role, project):
        company = CompanyFactory(project=project, name="Nord", industry="Retail")
        client = as_role("analyst")
        edit = url("company_edit", project, company)
        seen = client.get(edit).context["form"]["seen"].value()
        Company.objects.filter(pk=company.pk).update(industry="Wholesale")
        sent = {"name": "Nord", "industry": "Trade", "seen": seen}
        told = client.post(edit, sent)
        assert "Wholesale" in page(told)
        company.refresh_from_db()
        assert company.industry == "Wholesale"
        again = told.context["form"]["seen"].value()
        assert client.post(edit, {**sent, "seen": again}).status_code == 302
        company.refresh_from_db()
        assert company.industry == "Trade"

    def test_who_asks_to_be_forgotten_is_erased_from_the_trail_too(self, as_role, project):
        contact = ContactFactory(project=project, name="Anna Schmidt")
        address, sent = url("contact_delete", project, contact), {"confirm": "Anna Schmidt"}
        asked = {**sent, "erase": "1"}
        client = as_role("editor")
        assert 'name="erase"' in page(client.get(address))
        told = page(client.post(address, {**asked, "confirm": "Ann"}))
        assert "checked" in told, "a typing error takes nothing else back"
        client.post(address, asked)
        assert not Contact.objects.filter(pk=contact.pk).exists()
        entry = AuditEntry.objects.get(kind="crm.contact.deleted")
        assert "Anna" not in f"{entry.subject_label} {entry.data}"

    def test_analysts_edit_and_only_editors_delete(self, as_role, project):
        company = CompanyFactory(project=project)
        contact = ContactFactory(project=project, company=company)
        shown = page(as_role("analyst").get(url("company", project, company)))
        assert url("company_edit", project, company) in shown
        assert url("company_delete", project, company) not in shown
        assert contact.name in shown
        client = as_role("editor")
        client.post(url("company_delete", project, company), {"confirm": company.name})
        contact.refresh_from_db()
        assert (contact.company, contact.version) == (None, 2)
