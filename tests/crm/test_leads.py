"""Leads: lawful basis and states, conversion, erasure; pages and REST."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.crm.models import Basis, Company, Contact, Lead
from apps.events.models import AuditEntry
from apps.projects.synced import Tombstone
from tests.crm.test_pages import as_role, page, project, url
from tests.factories.crm import CompanyFactory, ContactFactory, LeadFactory
from tests.factories.datasets import VersionFactory
from tests.factories.projects import ProjectFactory

__all__ = ["as_role", "project"]
pytestmark = pytest.mark.django_db
PERSON = {
    "organisation": "Leuchten Nord GmbH", "given_name": "Anna", "family_name": "Schmidt",
    "email": "anna@example.com", "phone": "030 901820", "country": "DEU", "sector": "Retail",
    "employees": 120, "source": "Fair", "basis": "consent", "basis_date": "2026-03-09",
}  # fmt: skip


@pytest.fixture
def leads(caller):
    return f"projects/{ProjectFactory(owner=caller.user).pk}/leads/"


class TestRest:
    def test_a_lead_is_made_read_changed_and_kept_in_step(self, caller, leads):
        made = caller.post(leads, PERSON)
        assert made.status_code == 201, made.content
        told = made.json()
        assert told["name"] == "Anna Schmidt"
        assert told["phone"] == "+4930901820"
        assert (told["basis"], told["state"]) == ("consent", "new")
        row = f"{leads}{told['id']}/"
        stale = caller.patch(row, {"sector": "x"}, headers={"If-Match": '"old"'})
        assert stale.status_code == 412
        assert caller.patch(row, {"state": "contacted"}).json()["version"] == 2
        by = f"{leads}by-external/hubspot/9/"
        assert caller("put", by, {"organisation": "Lux"}).status_code == 201
        again = caller("put", by, {"organisation": "Lux"})
        assert (again.status_code, again.json()["basis"]) == (200, "not_needed")
        taken = caller.post(leads, {**PERSON, "given_name": "Bea"})
        assert taken.status_code == 409
        assert taken.json()["existing"] == told["id"]
        assert caller.delete(row).status_code == 204
        walked = caller.get(f"{leads}?updated_since=2020-01-01T00:00:00Z").json()
        assert told["id"] in str(walked["deleted"])

    @pytest.mark.parametrize(
        ("sent", "field", "sentence"),
        [
            ({"given_name": "Anna"}, "basis", "lawful basis"),
            ({"email": "anna@example.com"}, "basis", "lawful basis"),
            ({"given_name": "Anna", "basis": "not_needed"}, "basis", "is personal data"),
            ({"given_name": "Anna", "basis": "because"}, "basis", "because"),
            ({**PERSON, "basis_date": "2999-01-01"}, "basis_date", "in the future"),
            ({"organisation": "Lux", "state": "dropped"}, "state_reason", "why"),
            ({"organisation": "Lux", "state": "converted"}, "state", "on its page"),
            ({"sector": "Retail"}, "", "Give the name"),
            ({"organisation": "L", "employees": -1}, "employees", "greater than or equal"),
        ],
    )
    def test_what_cannot_be_is_refused(self, caller, leads, sent, field, sentence):
        answer = caller.post(leads, sent)
        assert answer.status_code == (400 if field else 409)
        assert sentence in answer.content.decode()
        assert f"/{field}" in answer.content.decode()
        assert not Lead.objects.exists()

    def test_an_organisation_alone_needs_no_basis(self, caller, leads):
        rows = [{"organisation": "Lux"}, {"given_name": "Ann"},
                {"email": "info@lux.example", "basis": "not_needed"}]  # fmt: skip
        told = caller.post(f"{leads}batch/", {"rows": rows}).json()
        assert (told["created"], told["failed"]) == (2, 1)
        assert set(Lead.objects.values_list("basis", flat=True)) == {Basis.NOT_NEEDED}

    def test_another_projects_lead_is_not_there(self, caller, leads):
        other = LeadFactory()
        assert caller.get(f"{leads}{other.pk}/").status_code == 404
        assert caller.post(f"{leads}{other.pk}/erase/").status_code == 404

    def test_lists_are_narrowed(self, caller, leads):
        for number, country in enumerate(("DEU", "FRA", "FRA")):
            caller.post(leads, {"organisation": f"O{number}", "country": country})
        assert len(caller.get(f"{leads}?country=FRA&state=new").json()["results"]) == 2
        assert len(caller.get(f"{leads}?q=o1").json()["results"]) == 1


class TestPages:
    def test_a_lead_is_added_changed_and_dropped(self, as_role, project):
        client = as_role("analyst")
        refused = page(client.post(url("lead_new", project), {**PERSON, "basis": ""}))
        assert "Say by which lawful basis" in refused
        assert "anna@example.com" in refused
        made = client.post(url("lead_new", project), PERSON)
        lead = Lead.objects.get()
        assert made["Location"] == url("lead", project, lead)
        told = page(client.get(made["Location"]))
        for text in ("Leuchten Nord GmbH", "Consent (a)", "2026-03-09", "Germany", "New"):
            assert text in told
        assert (
            "state_reason"
            in client.post(url("lead_drop", project, lead), {}).context["form"].errors
        )
        client.post(url("lead_drop", project, lead), {"state_reason": "no need"})
        lead.refresh_from_db()
        assert (lead.state, lead.state_reason) == ("dropped", "no need")
        form = client.get(url("lead_edit", project, lead)).context["form"]
        sent = {field.name: field.value() for field in form if field.value() is not None}
        client.post(url("lead_edit", project, lead), {**sent, "state": "new"})
        lead.refresh_from_db()
        assert lead.state == "new"
        conflict = client.post(url("lead_edit", project, lead), {**sent, "sector": "Light"})
        assert "Somebody else saved this" in page(conflict)

    def test_the_list_counts_by_state_country_sector_and_source(self, as_role, project):
        for country, sector in (("DEU", "Retail"), ("DEU", ""), ("FRA", "Retail")):
            LeadFactory(project=project, country=country, sector=sector, source="Fair")
        LeadFactory(country="ESP")  # elsewhere
        client = as_role("viewer")
        response = client.get(url("leads", project))
        told = {
            str(title): [(one.label, one.count) for one in values]
            for title, values in response.context["figures"]
        }
        assert told == {
            "State": [("New", 3)],
            "Country": [("Germany", 2), ("France", 1)],
            "Sector": [("Retail", 2), ("Not known", 1)],
            "Source": [("Fair", 3)],
        }
        assert page(client.get(f"{url('leads', project)}?sector=Retail")).count("Prospect") == 2

    def test_an_empty_list_says_what_to_do(self, as_role, project):
        told = page(as_role("analyst").get(url("leads", project)))
        assert "No leads yet" in told
        assert url("leads_from_table", project) in told


class TestConversion:
    def lead(self, project, **more):
        return LeadFactory(
            project=project, organisation="Lux GmbH", given_name="Anna", family_name="Schmidt",
            name="Anna Schmidt", email="anna@example.com", country="DEU", sector="Retail",
            basis="consent", **more,
        )  # fmt: skip

    def test_a_company_and_a_contact_are_made(self, as_role, project):
        lead = self.lead(project)
        sent = {"company": "new", "contact": "new"}
        answer = as_role("analyst").post(url("lead_convert", project, lead), sent)
        assert answer.status_code == 302
        lead.refresh_from_db()
        assert lead.state == "converted"
        assert (lead.company.name, lead.company.industry) == ("Lux GmbH", "Retail")
        assert lead.company.email == ""  # the address is the person's
        assert (lead.contact.name, lead.contact.email) == ("Anna Schmidt", "anna@example.com")
        assert lead.contact.company == lead.company
        assert AuditEntry.objects.filter(kind="crm.lead.converted").count() == 1
        again = as_role("analyst").post(url("lead_convert", project, lead), sent, follow=True)
        assert "was converted already" in page(again)
        assert Company.objects.count() == Contact.objects.count() == 1

    @pytest.mark.parametrize(("contact", "company_has"), [("new", False), ("none", True)])
    def test_what_a_contact_takes_over_is_not_the_companys(
        self, as_role, project, contact, company_has
    ):
        own = {"note": "Calls after 6", "attributes": {"born": "1980"}}
        lead = LeadFactory(
            project=project, organisation="Lux GmbH", email="anna@example.com", basis="consent",
            **own,
        )  # fmt: skip
        sent = {"company": "new", "contact": contact}
        as_role("analyst").post(url("lead_convert", project, lead), sent)
        lead.refresh_from_db()
        kept = {"email": "anna@example.com", **own}
        bare = {"email": "", "note": "", "attributes": {}}
        for row, has in ((lead.company, company_has), (lead.contact, True)):
            if row:
                assert {name: getattr(row, name) for name in kept} == (kept if has else bare)
        assert (lead.contact is None) == (contact == "none")

    def test_duplicates_are_named_and_linked(self, as_role, project):
        lead = self.lead(project)
        firm = CompanyFactory(project=project, name="LUX gmbh", country="DEU")
        CompanyFactory(project=project, name="Lux GmbH", country="FRA")
        CompanyFactory(name="Lux GmbH", country="DEU")  # another project's
        known = ContactFactory(project=project, name="A. Schmidt", email="anna@example.com")
        client = as_role("analyst")
        form = client.get(url("lead_convert", project, lead)).context["form"]
        offered = [value for value, _label in form.fields["company"].choices]
        assert offered == [str(firm.pk), "new", "none"]
        assert [v for v, _label in form.fields["contact"].choices] == [str(known.pk), "none"]
        sent = {"company": str(firm.pk), "contact": str(known.pk), "seen": form["seen"].value()}
        client.post(url("lead_convert", project, lead), sent)
        lead.refresh_from_db()
        known.refresh_from_db()
        assert (lead.company, lead.contact, known.company) == (firm, known, firm)

    @pytest.mark.parametrize(
        ("sent", "sentence"),
        [
            ({"company": "none", "contact": "none"}, "Choose a company, a contact, or both"),
            ({"company": "new"}, "This field is required"),
            ({"company": "f00", "contact": "new"}, "not one of the available choices"),
        ],
    )
    def test_nothing_is_made_of_a_bad_choice(self, as_role, project, sent, sentence):
        lead = self.lead(project)
        told = page(as_role("analyst").post(url("lead_convert", project, lead), sent))
        assert sentence in told
        assert not Company.objects.exists()
        assert Lead.objects.get().state == "new"

    def test_a_stale_form_is_refused_once(self, as_role, project):
        lead = self.lead(project)
        client = as_role("analyst")
        sent = {"company": "new", "contact": "none", "seen": lead.updated_at.isoformat()}
        Lead.objects.get().save()
        assert "Somebody else changed" in page(
            client.post(url("lead_convert", project, lead), sent)
        )
        assert not Company.objects.exists()

    def test_what_a_lead_became_may_be_deleted(self, as_role, project):
        lead = self.lead(project)
        client = as_role("editor")
        client.post(url("lead_convert", project, lead), {"company": "new", "contact": "new"})
        lead.refresh_from_db()
        version = lead.version
        client.post(url("contact_delete", project, lead.contact), {"confirm": lead.contact.name})
        client.post(url("company_delete", project, lead.company), {"confirm": lead.company.name})
        lead.refresh_from_db()
        assert (lead.company, lead.contact, lead.state) == (None, None, "converted")
        assert lead.version == version + 2  # who keeps in step is told


class TestErasure:
    @pytest.mark.parametrize("side", ["lead", "contact"])
    def test_a_person_is_erased_as_lead_and_contact(self, as_role, project, side):
        client = as_role("editor")
        client.post(url("lead_new", project), PERSON)
        lead = Lead.objects.get()
        client.post(url("lead_convert", project, lead), {"company": "none", "contact": "new"})
        row = {"lead": lead, "contact": Contact.objects.get()}[side]
        gone = {"confirm": row.name, "erase": "1"}
        client.post(url(f"{side}_delete", project, row), gone)
        assert not Lead.objects.exists()
        assert not Contact.objects.exists()
        assert Tombstone.objects.count() == 2
        trail = AuditEntry.objects.filter(project=project)
        assert trail.filter(subject_type="crm.lead").count() >= 3
        text = " ".join(f"{entry.subject_label} {entry.data}" for entry in trail)
        for value in ("Anna", "Schmidt", "anna@example.com", "901820"):
            assert value not in text

    @pytest.mark.parametrize("side", ["lead", "contact"])
    def test_the_table_that_still_holds_the_person_is_named(self, as_role, project, side):
        table = VersionFactory(project=project, columns=["company"], rows=[("x",)], name="Fair")
        contact = ContactFactory(project=project)
        lead = LeadFactory(
            project=project, contact=contact, dataset_version=table, dataset_row=12_345
        )
        row = {"lead": lead, "contact": contact}[side]
        client, address = as_role("editor"), url(f"{side}_delete", project, row)
        assert "Row 12,345 of 'Fair', version 1" in page(client.get(address))
        done = client.post(address, {"confirm": row.name, "erase": "1"}, follow=True)
        assert "still stands in row 12,345 of &#x27;Fair&#x27;, version 1" in page(done)
        assert not Lead.objects.exists()

    @pytest.mark.parametrize("side", ["lead", "contact"])
    def test_what_was_deleted_before_is_forgotten_too(self, as_role, project, side):
        client = as_role("editor")
        for time in range(2):  # deleted, and sent again by another system
            client.post(url("lead_new", project), PERSON)
            lead = Lead.objects.get()
            client.post(url("lead_convert", project, lead), {"company": "none", "contact": "new"})
            rows = {"lead": lead, "contact": Contact.objects.get()}
            if time == 0:
                for name, row in rows.items():
                    client.post(url(f"{name}_delete", project, row), {"confirm": row.name})
        gone = {"confirm": rows[side].name, "erase": "1"}
        client.post(url(f"{side}_delete", project, rows[side]), gone)
        trail = AuditEntry.objects.filter(project=project)
        assert trail.filter(kind="crm.contact.deleted").count() == 2
        text = " ".join(f"{entry.subject_label} {entry.data}" for entry in trail)
        for value in ("Anna", "Schmidt", "anna@example.com", "901820"):
            assert value not in text

    def test_others_stay(self, as_role, project):
        one = LeadFactory(project=project, email="a@example.com", basis="consent")
        LeadFactory(project=project, basis="consent")
        LeadFactory(email="a@example.com", basis="consent")
        as_role("editor").post(
            url("lead_delete", project, one), {"confirm": one.name, "erase": "1"}
        )
        assert Lead.objects.count() == 2


def test_the_page_names_the_row_of_the_table(as_role, project):
    version = VersionFactory(project=project, name="Fair")
    lead = LeadFactory(project=project, dataset_version=version, dataset_row=2)
    told = page(as_role("viewer").get(url("lead", project, lead)))
    assert "version 1, row 2" in told
    assert reverse("datasets:detail", args=[project.pk, version.dataset_id]) in told
