"""Consent by purpose, the suppression list, and what an erasure leaves of a person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from apps.crm.consent import allowed, allows, digests, suppressing
from apps.crm.models import Consent, Contact, Lead, Suppression, SuppressionKey
from apps.crm.prospects import making
from apps.crm.prospects.columns import Plan
from apps.events.models import AuditEntry
from apps.projects.domain.errors import Refused
from apps.projects.synced import Tombstone
from tests.crm.test_pages import as_role, page, project, url
from tests.factories.crm import ContactFactory, LeadFactory
from tests.factories.crm_more import ConsentFactory, SuppressionFactory
from tests.factories.datasets import VersionFactory
from tests.factories.projects import MembershipFactory, ProjectFactory

__all__ = ["as_role", "project"]
pytestmark = pytest.mark.django_db
SAID = {"purpose": "surveys", "decision": "given", "source": "Form", "evidence": "Yes, please."}


@pytest.fixture
def mine(caller):
    return ProjectFactory(owner=caller.user)


def base(of):
    return f"projects/{of.pk}/"


def days(count):
    return timezone.now() + timedelta(days=count)


class TestRules:
    def test_nothing_said_is_no_consent(self):
        assert "Nothing is known" in str(allows(ContactFactory(), "surveys"))

    def test_the_newest_statement_counts_and_each_purpose_for_itself(self):
        contact = ContactFactory()
        ConsentFactory(contact=contact, at=days(-9))
        assert allows(contact, "surveys") is None
        assert allows(contact, "campaigns") is not None
        ConsentFactory(contact=contact, decision="withdrawn", at=days(-5))
        assert "Withdrawn on" in str(allows(contact, "surveys"))
        ConsentFactory(contact=contact, at=days(-7))  # learnt later, said earlier
        assert "Withdrawn on" in str(allows(contact, "surveys"))
        ConsentFactory(contact=contact, at=days(-1))
        assert allows(contact, "surveys") is None
        assert Consent.objects.count() == 4

    @pytest.mark.parametrize(("until", "ends"), [(-1, True), (0, False), (30, False)])
    def test_consent_counts_up_to_its_last_day(self, until, ends):
        contact = ContactFactory()
        ConsentFactory(contact=contact, at=days(-90), expires_on=days(until).date())
        told = allows(contact, "surveys")
        assert (told is not None and "Ended on" in str(told)) is ends
        assert allowed(Contact.objects.all(), "surveys").exists() is not ends

    def test_what_a_lead_said_counts_for_the_contact_that_it_became(self):
        contact = ContactFactory()
        lead = LeadFactory(project=contact.project, contact=contact)
        ConsentFactory(contact=None, project=contact.project, lead=lead)
        assert allows(contact, "surveys") is None
        assert list(allowed(Contact.objects.all(), "surveys")) == [contact]

    def test_whoever_is_on_the_list_is_left_in_peace(self):
        contact = ContactFactory(email="anna@example.com")
        other = ContactFactory(project=contact.project)
        for one in (contact, other):
            ConsentFactory(contact=one)
        owner = contact.project.memberships.get().user
        suppressing.add(contact.project, owner, ("email", contact.email), "asked")
        assert "asked not to be contacted" in str(allows(contact, "surveys"))
        assert allows(other, "surveys") is None
        assert list(allowed(Contact.objects.all(), "surveys")) == [other]

    def test_a_purpose_that_nobody_knows_is_refused(self):
        with pytest.raises(Refused, match="no such purpose"):
            allows(ContactFactory(), "sales")


class TestList:
    def test_the_address_is_not_kept_and_a_hash_is_of_its_project(self):
        project, other = ProjectFactory(), ProjectFactory()
        for one in (project, other):
            owner = one.memberships.get().user
            suppressing.add(one, owner, ("email", "anna@example.com"), "asked")
        rows = [str(row) for row in Suppression.objects.values()]
        assert not [row for row in rows if "anna" in row]
        assert len(set(Suppression.objects.values_list("digest", flat=True))) == 2

    def test_it_outlives_a_change_of_the_secret(self, settings):
        project = ProjectFactory()
        owner, address = project.memberships.get().user, ("email", "anna@example.com")
        suppressing.add(project, owner, address, "asked")
        old = settings.SECRET_KEY
        with override_settings(SECRET_KEY="another secret", SECRET_KEY_FALLBACKS=[old]):
            assert digests.renew() == (1, 0)
        with override_settings(SECRET_KEY="another secret", SECRET_KEY_FALLBACKS=[]):
            assert suppressing.find(project.pk, [address])
        with pytest.raises(Refused, match="SECRET_KEY"):
            suppressing.find(project.pk, [address])

    def test_it_goes_with_the_project_to_another_site(self):
        project = ProjectFactory()
        owner = project.memberships.get().user
        suppressing.add(project, owner, ("email", "anna@example.com"), "erased")
        values = SuppressionKey.objects.values("id", "sealed").get()
        moved = digests.leaving(values)
        with override_settings(SECRET_KEY="the other site", SECRET_KEY_FALLBACKS=[]):
            SuppressionKey.objects.update(sealed=digests.arriving(moved)["sealed"])
            assert suppressing.erased(project.pk, [{"email": "anna@example.com"}]) == ["email"]
        with pytest.raises(ValueError, match="opened"):
            digests.arriving(values)

    def test_erased_is_the_stronger_reason(self, caller, mine):
        sent = {"email": "Anna@Example.com", "reason": "bounced"}
        listed = f"{base(mine)}suppressions/"
        assert caller.post(listed, sent).status_code == 201
        again = caller.post(listed, {**sent, "reason": "asked"})
        assert (again.status_code, again.json()["reason"]) == (200, "bounced")
        assert caller.post(listed, {**sent, "reason": "erased"}).json()["reason"] == "erased"
        assert Suppression.objects.count() == 1

    @pytest.mark.parametrize(
        "sent",
        [{}, {"email": "no address"}, {"phone": "12"}, {"email": "a@b.io", "phone": "+4930901820"},
         {"email": "a@b.io", "reason": "because"}],
    )  # fmt: skip
    def test_what_is_no_entry_is_refused(self, caller, mine, sent):
        told = caller.post(f"{base(mine)}suppressions/", {"reason": "asked", **sent})
        assert told.status_code in (400, 409)
        assert not Suppression.objects.exists()


class TestRest:
    def test_consent_is_recorded_withdrawn_and_kept_in_step(self, caller, mine):
        contact = ContactFactory(project=mine, references=[("hubspot", "7")])
        consents = f"{base(mine)}consents/"
        named = {"contact_by_external": {"system": "hubspot", "id": "7"}}
        made = caller.post(consents, {**SAID, **named})
        assert made.status_code == 201, made.content
        told = made.json()
        assert (told["contact"], told["basis"]) == (str(contact.pk), "consent")
        back = {"purpose": "surveys", "decision": "withdrawn", "contact": str(contact.pk)}
        assert caller.post(consents, back).status_code == 201
        listed = caller.get(f"{consents}?contact={contact.pk}").json()["results"]
        assert [row["decision"] for row in listed] == ["given", "withdrawn"]
        assert caller.patch(f"{consents}{told['id']}/", {}).status_code == 405
        kinds = AuditEntry.objects.filter(kind__startswith="crm.consent.")
        assert {row.kind for row in kinds} == {"crm.consent.given", "crm.consent.withdrawn"}
        assert "please" not in str([row.data for row in kinds])

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"purpose": "sales"}, "purpose"), ({"source": " "}, "source"),
            ({"basis": "not_needed"}, "basis"), ({"at": "2999-01-01T00:00:00Z"}, "at"),
            ({"at": "2026-01-02T00:00:00Z", "expires_on": "2026-01-01"}, "expires_on"),
            ({"contact": "7b0f0b34-6b0a-4d0c-8a43-0f6f5d4b2c10"}, "contact"),
            ({"lead": "7b0f0b34-6b0a-4d0c-8a43-0f6f5d4b2c10"}, "contact"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_is_refused(self, caller, mine, change, field):
        contact = ContactFactory(project=mine)
        sent = {**SAID, "contact": str(contact.pk), **change}
        told = caller.post(f"{base(mine)}consents/", sent)
        assert told.status_code in (400, 409), told.content
        assert f"/{field}" in told.content.decode()
        assert not Consent.objects.exists()

    def test_somebody_of_another_project_cannot_be_named(self, caller, mine):
        told = caller.post(f"{base(mine)}consents/", {**SAID, "contact": str(ContactFactory().pk)})
        assert "no such person" in told.content.decode()

    def test_an_address_is_looked_up_and_lifted_by_owners(self, caller, mine):
        listed = f"{base(mine)}suppressions/"
        sent = {"phone": "030 901820", "country": "DEU"}
        caller.post(listed, {**sent, "reason": "complaint"})
        found = caller.post(f"{listed}check/", {"phone": "+49 30 901820"}).json()
        assert (found["suppressed"], found["entry"]["reason"]) == (True, "complaint")
        lift = f"{listed}{found['entry']['id']}/lift/"
        assert caller.post(lift, {"lifted_why": " "}).status_code == 400
        assert caller.post(lift, {"lifted_why": "Mistake"}).json()["lifted_why"] == "Mistake"
        assert caller.post(lift, {"lifted_why": "Again"}).status_code == 409
        assert caller.post(f"{listed}check/", sent).json()["suppressed"] is False


class TestErasure:
    @pytest.fixture
    def gone(self, caller, mine):
        """Anna, erased; her phone number is her colleague's, too."""
        ContactFactory(project=mine, email="bea@example.com", phone="+4930901820")
        contact = ContactFactory(project=mine, email="anna@example.com", phone="+4930901820")
        ConsentFactory(contact=contact)
        assert caller.post(f"{base(mine)}contacts/{contact.pk}/erase/").status_code == 204
        return contact

    def test_who_was_erased_is_not_made_again(self, caller, mine, gone):
        sent = {"given_name": "Anna", "email": "Anna@example.com", "basis": "consent"}
        for made in (
            caller.post(f"{base(mine)}leads/", sent),
            caller("put", f"{base(mine)}leads/by-external/erp/1/", sent),
            caller.post(f"{base(mine)}contacts/", {"email": "anna@example.com"}),
        ):
            assert made.status_code == 400
            assert "asked to be erased" in made.content.decode()
        rows = [sent, {"organisation": "Lux"}]
        told = caller.post(f"{base(mine)}leads/batch/", {"rows": rows}).json()
        assert (told["created"], told["failed"]) == (1, 1)
        assert "asked to be erased" in str(told["results"][0])

    def test_nor_by_a_change_of_address(self, caller, mine, gone):
        other = ContactFactory(project=mine)
        row = f"{base(mine)}contacts/{other.pk}/"
        assert caller.patch(row, {"email": "anna@example.com"}).status_code == 400
        assert caller.patch(row, {"phone": "+4930901820"}).status_code == 200

    def test_nor_from_the_table(self, mine, gone):
        owner = mine.memberships.get().user
        table = VersionFactory(
            project=mine, columns=["firm", "mail"],
            rows=[("Lux", "anna@example.com"), ("Nord", "b@nord.example")],
        )  # fmt: skip
        plan = Plan(columns={"organisation": "firm", "email": "mail"}, basis="consent")
        intake = making.check(table, plan, owner)
        assert intake.found["rows"] == {"cannot": 1, "new": 1}
        assert intake.found["problems"] == [{"row": 1, "field": "email", "reason": "erased"}]
        making.start(intake, owner)
        making.WORK.go_on(intake.pk)
        assert list(Lead.objects.values_list("organisation", flat=True)) == ["Nord"]

    def test_nothing_of_them_is_left_but_hashes_and_ids(self, gone):
        assert not Consent.objects.exists()
        kinds = {row.kind for row in Tombstone.objects.all()}
        assert kinds == {"crm.contact", "crm.consent"}
        told = str(list(AuditEntry.objects.values("subject_label", "data", "kind")))
        assert "anna" not in told.lower()
        assert [row.channel for row in Suppression.objects.all()] == ["email"]

    def test_an_owner_lifts_the_entry_and_they_may_come_back(self, caller, mine, gone):
        row = Suppression.objects.get()
        lift = f"{base(mine)}suppressions/{row.pk}/lift/"
        assert caller.post(lift, {"lifted_why": "Signed up again"}).status_code == 200
        assert (
            caller.post(f"{base(mine)}contacts/", {"email": "anna@example.com"}).status_code == 201
        )


class TestPages:
    def test_consent_is_recorded_on_the_page_of_the_person(self, as_role, project):
        contact = ContactFactory(project=project)
        client = as_role("analyst")
        assert "Nothing is known of consent" in page(client.get(url("contact", project, contact)))
        address = url("contact_consent", project, contact)
        told = client.post(address, {**SAID, "source": ""})
        assert told.status_code == 422
        assert "Yes, please." in page(told)
        assert client.post(address, SAID).status_code == 302
        assert "Yes, please." in page(client.get(address))
        assert page(client.get(url("contact", project, contact))).count(">Allowed<") == 1

    def test_an_address_is_looked_up_without_standing_in_any_address(self, as_role, project):
        client = as_role("analyst")
        sent = {"address": "+49 30 901820", "reason": "asked"}
        assert client.post(url("suppression_new", project), sent).status_code == 302
        told = page(client.post(url("suppressions", project), {"address": "+4930901820"}))
        assert "Yes, since" in told
        told = page(client.post(url("suppressions", project), {"address": "a@b.example"}))
        assert "not on the list" in told
        told = page(client.post(url("suppressions", project), {"address": "30"}))
        assert "is not a phone number" in told

    def test_only_owners_lift(self, client, project):
        row = SuppressionFactory(project=project)
        for role, status in (("editor", 403), ("owner", 302)):
            client.force_login(MembershipFactory(project=project, role=role).user)
            address = url("suppression_lift", project, row)
            assert client.post(address, {"lifted_why": "Mistake"}).status_code == status

    def test_a_project_adds_purposes_of_its_own(self, as_role, project):
        contact = ContactFactory(project=project)
        client = as_role("editor")
        assert client.post(url("purposes", project), {"name": "Send samples"}).status_code == 302
        told = client.post(url("purposes", project), {"name": "Surveys"})
        assert "There is a purpose" in page(told)
        sent = {**SAID, "purpose": "send-samples"}
        client.post(url("contact_consent", project, contact), sent)
        assert allows(contact, "send-samples") is None


class TestConversionOverRest:
    def test_a_lead_becomes_a_company_and_a_contact_once(self, caller, mine):
        lead = LeadFactory(project=mine, organisation="Lux", given_name="Anna", name="Anna",
                           email="anna@example.com", basis="consent")  # fmt: skip
        ConsentFactory(contact=None, project=mine, lead=lead)
        row = f"{base(mine)}leads/{lead.pk}/convert/"
        assert caller.post(row, {}).status_code == 409
        assert caller.post(row, {"company": "some"}).status_code == 400
        told = caller.post(row, {"company": "new", "contact": "new"})
        assert told.status_code == 200, told.content
        contact = Contact.objects.get()
        assert (told.json()["state"], told.json()["contact"]) == ("converted", str(contact.pk))
        assert contact.company.name == "Lux"
        assert allows(contact, "surveys") is None
        assert caller.post(row, {"contact": str(contact.pk)}).status_code == 409
