"""Salesforce, the whole way: OAuth with PKCE, QueryAll, collections, upsert by external ID."""

from __future__ import annotations

import pytest

from apps.crm.connectors import actions
from apps.crm.domain.contacts import CONTACTS, delete_contact
from apps.crm.domain.erasure import erase_contact
from apps.crm.domain.leads import LEADS
from apps.crm.models import Company, Contact, Lead, SyncConflict, SyncLink, SyncOutcome
from apps.datasets.sources.actions import SettingsRefused
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Draft, write, write_one
from tests.crm.connectors.conftest import ended, fresh, run, settle
from tests.crm.connectors.salesforce import EXTERNAL
from tests.receiver import Say

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(force):
    company = force.add(
        "Account", Name="Leuchten Nord", BillingCountry="Germany", Industry="Retail"
    )
    return force.add(
        "Contact", FirstName="Anna", LastName="Schmidt", Email="anna@example.com",
        Phone="+49 30 901820", Title="Buyer", AccountId=company,
    )  # fmt: skip


@pytest.fixture
def met(with_force, owner, anna):
    ended(with_force, owner)
    return Contact.objects.get()


def test_it_is_let_in(with_force):
    assert (with_force.state, with_force.account) == ("active", "ann@example.com (00D1)")


def test_both_ways(with_force, owner, force, anna, met):
    company = Company.objects.get()
    assert (met.company, company.industry, company.country) == (company, "Retail", "DEU")
    force.edit("Contact", anna, Title="Head of purchasing")
    ended(with_force, owner)
    met.refresh_from_db()
    assert met.job_title == "Head of purchasing"

    write_one(CONTACTS, met.project, owner, Draft({"phone": "+49301234567"}, pk=met.pk))
    force.asked.clear()
    ended(with_force, owner)
    (sent,) = force.writes()
    assert (sent.method, sent.data) == ("PATCH", {"allOrNone": False, "records": [
        {"attributes": {"type": "Contact"}, "Id": anna, "Phone": "+49301234567"}
    ]})  # fmt: skip
    force.asked.clear()
    ended(with_force, owner)
    assert force.writes() == []


def test_new_records_are_made_once_by_our_id(with_force, owner, project, force):
    rows = write(CONTACTS, project, owner, [
        Draft({"family_name": "Sato"}, 0), Draft({"email": "nameless@example.com"}, 1),
    ])  # fmt: skip
    done = run(with_force, owner)
    assert done.counts["contact"]["out"] == {"created": 1, "refused": 1}
    (there,) = force.rows["Contact"].values()
    assert there[EXTERNAL] == str(rows[0].row.pk)
    told = SyncOutcome.objects.get(run=done, status="refused")
    assert "Required fields are missing" in told.reason["values"]["said"]
    SyncLink.objects.all().delete()  # what was stored of it is lost
    actions.read_again(fresh(with_force), owner)
    settle(with_force, contact="out")
    ended(with_force, owner)
    assert len(force.rows["Contact"]) == 1


def test_leads_go_both_ways(with_force, owner, project, force):
    settle(with_force, lead="both", basis="legitimate_interests")
    force.add("Lead", LastName="Lee", Company="Lee Ltd", Email="lee@example.com", LeadSource="Web")
    gone = force.add("Lead", LastName="Old", Company="Old Ltd")
    force.edit("Lead", gone, IsConverted=True)
    values = {"organisation": "Akari", "family_name": "Sato", "basis": "consent"}
    write_one(LEADS, project, owner, Draft(values))
    ended(with_force, owner)
    assert set(Lead.objects.values_list("name", "source")) == {("Lee", "Web"), ("Sato", "")}
    assert {row["Company"] for row in force.rows["Lead"].values()} == {
        "Lee Ltd", "Old Ltd", "Akari",
    }  # fmt: skip


def test_deleted_records_are_told_by_the_query(with_force, owner, force, anna, met):
    force.rows["Contact"][anna] |= {"IsDeleted": True, "SystemModstamp": force._stamp()}
    counts = ended(with_force, owner)
    assert counts["contact"]["in"] == {"deleted": 1}
    assert SyncLink.objects.get(kind="contact").state == "there"
    assert Contact.objects.count() == 1


def test_deletions_follow(with_force, owner, force, anna, met):
    settle(with_force, deletions="follow")
    delete_contact(met, owner)
    ended(with_force, owner)
    assert force.rows["Contact"][anna]["IsDeleted"]
    other = force.add("Contact", LastName="Other")
    ended(with_force, owner)
    force.rows["Contact"][other] |= {"IsDeleted": True, "SystemModstamp": force._stamp()}
    ended(with_force, owner)
    assert not Contact.objects.exists()


def test_conflicts_and_the_erased(with_force, owner, force, anna, met):
    write_one(CONTACTS, met.project, owner, Draft({"job_title": "Ours"}, pk=met.pk))
    force.edit("Contact", anna, Title="Theirs")
    ended(with_force, owner)
    assert SyncConflict.objects.get().theirs == "Theirs"
    assert force.rows["Contact"][anna]["Title"] == "Theirs"
    settle(with_force, policy="ours")
    force.edit("Contact", anna, Description="x")
    ended(with_force, owner)
    assert force.rows["Contact"][anna]["Title"] == "Ours"
    met.refresh_from_db()
    erase_contact(met, owner)
    again = force.add("Contact", LastName="Schmidt", Email="anna@example.com")
    done = run(with_force, owner)
    assert SyncOutcome.objects.get(run=done, external_id=again).status == "refused"
    assert not Contact.objects.exists()


def test_a_walk_is_taken_up_after_the_query_was_forgotten(with_force, owner, force, monkeypatch):
    monkeypatch.setattr("apps.crm.connectors.systems.salesforce.PAGE", 4)
    for number in range(10):
        force.add("Contact", LastName=f"N{number}")
    for row in list(force.rows["Contact"].values())[2:8]:
        row["SystemModstamp"] = "2026-01-05T08:00:05.000+0000"
    force.first.append(lambda asked: Say(500) if asked.path.endswith("-4") else None)
    assert run(with_force, owner).state == "failed"
    assert Contact.objects.count() == 4
    force.locators.clear()
    ended(with_force, owner)
    assert Contact.objects.count() == 10


def test_a_session_that_ended_is_renewed(with_force, owner, force, anna):
    force.access = "another"
    ended(with_force, owner)
    assert (force.tokens, Contact.objects.count()) == (2, 1)


def test_a_revoked_app_stops_the_connection(with_force, owner, force):
    force.access, force.refresh = "another", "another"
    assert run(with_force, owner).state == "failed"
    assert fresh(with_force).state == "broken"


def test_a_field_that_is_gone_is_told_in_words(with_force, owner, force, anna, monkeypatch):
    from tests.crm.connectors import salesforce

    kept = tuple(name for name in salesforce.FIELDS["Contact"] if name != "Title")
    monkeypatch.setitem(salesforce.FIELDS, "Contact", kept)
    done = run(with_force, owner)
    assert "No such column 'Title'" in str(done.problem)


def test_a_dry_run_sends_nothing(with_force, owner, project, force, anna):
    write_one(CONTACTS, project, owner, Draft({"family_name": "Sato"}))
    force.asked.clear()
    done = run(with_force, owner, dry=True)
    assert done.counts["contact"]["out"] == {"created": 1, "unchanged": 1}
    assert (force.writes(), Contact.objects.count()) == ([], 1)


def test_too_many_requests(with_force, owner, force, anna):
    force.first.append(lambda asked: Say(503, b"", {"retry-after": "0"}))
    ended(with_force, owner)
    assert Contact.objects.count() == 1


def test_plain_http_is_for_networks_inside(project, owner, settings):
    settings.OUTBOUND_PORTS = frozenset({80, 443})
    with pytest.raises(SettingsRefused, match="https://"):
        actions.make(
            project, owner, connector="espocrm", name="Plain",
            settings={"address": "http://93.184.216.34", "api_key": "k"},
        )  # fmt: skip
    with pytest.raises(SettingsRefused, match="not public"):
        actions.make(
            project, owner, connector="espocrm", name="Inside",
            settings={"address": "https://127.0.0.1", "api_key": "k"},
        )  # fmt: skip
    with pytest.raises(Refused, match="no connector"):
        actions.make(project, owner, connector="other", name="x", settings={})
