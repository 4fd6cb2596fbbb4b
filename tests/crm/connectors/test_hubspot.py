"""HubSpot, the whole way: OAuth, search by the moment of the change, batches, associations."""

from __future__ import annotations

import pytest

from apps.crm.connectors import access, actions
from apps.crm.connectors.exchange import Status
from apps.crm.domain.contacts import CONTACTS
from apps.crm.domain.erasure import erase_contact
from apps.crm.models import Company, Contact, SyncConflict, SyncLink, SyncOutcome
from apps.datasets.sources.actions import SettingsRefused
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Draft, write, write_one
from tests.crm.connectors.conftest import ended, fresh, log_in, run, settle
from tests.crm.connectors.hubspot import PRIVATE
from tests.receiver import Say

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(hub):
    company = hub.add("companies", name="Leuchten Nord", country="Germany", numberofemployees="40")
    return hub.add(
        "contacts", firstname="Anna", lastname="Schmidt", email="anna@example.com",
        phone="+49 30 901820", jobtitle="Buyer", associatedcompanyid=company,
    )  # fmt: skip


@pytest.fixture
def met(with_hub, owner, anna):
    ended(with_hub, owner)
    return Contact.objects.get()


def test_the_log_in_keeps_its_tokens_sealed(with_hub, hub):
    assert (with_hub.state, with_hub.account) == ("active", "HubSpot 62515")
    assert hub.access not in str(with_hub.secrets)
    assert access.VAULT.opened(with_hub)["tokens.access"] == hub.access


def test_both_ways(with_hub, owner, hub, anna, met):
    company = Company.objects.get()
    assert (met.company, company.employees, met.phone) == (company, 40, "+4930901820")

    hub.edit("contacts", anna, jobtitle="Head of purchasing")
    ended(with_hub, owner)
    met.refresh_from_db()
    assert met.job_title == "Head of purchasing"

    write_one(CONTACTS, met.project, owner, Draft({"phone": "+49301234567"}, pk=met.pk))
    hub.asked.clear()
    ended(with_hub, owner)
    (sent,) = hub.writes()
    assert sent.path == "/crm/v3/objects/contacts/batch/update"
    assert sent.data["inputs"] == [
        {"id": anna, "properties": {"phone": "+49301234567"}, "objectWriteTraceId": "0"}
    ]
    hub.asked.clear()
    ended(with_hub, owner)
    assert hub.writes() == []


def test_new_people_are_made_by_their_address_and_named_with_their_company(
    with_hub, owner, project, hub
):
    company = Company.objects.create(project=project, name="Akari")
    write(CONTACTS, project, owner, [
        Draft({"family_name": "Sato", "email": "sato@example.com", "company": company.pk}, 0),
        Draft({"family_name": "Without address"}, 1),
    ])  # fmt: skip
    ended(with_hub, owner)

    found = {row["properties"]["lastname"]: row for row in hub.rows["contacts"].values()}
    (there,) = hub.rows["companies"]
    assert found["Sato"]["properties"]["associatedcompanyid"] == there
    paths = [one.path for one in hub.writes() if "contacts/batch" in one.path]
    assert sorted(path.rpartition("/")[2] for path in paths) == ["create", "upsert"]
    hub.asked.clear()
    ended(with_hub, owner)
    assert (hub.writes(), Contact.objects.count()) == ([], 2)


def test_a_wrong_row_does_not_keep_the_others(with_hub, owner, project, hub):
    pairs = [*map(tuple, fresh(with_hub).plan["contact"]["fields"])]
    pairs = [("attributes.land", "country") if ours == "country" else (ours, theirs)
             for ours, theirs in pairs]  # fmt: skip
    actions.map_fields(with_hub, owner, "contact", pairs)
    write(CONTACTS, project, owner, [
        Draft({"family_name": "A", "attributes": {"land": "Moon"}}, 0),
        Draft({"family_name": "B", "attributes": {"land": "Earth"}}, 1),
    ])  # fmt: skip
    done = run(with_hub, owner)
    assert done.counts["contact"]["out"] == {"created": 1, "refused": 1}
    told = SyncOutcome.objects.get(run=done, status="refused")
    assert "Moon was not one of the options" in told.reason["values"]["said"]


def test_a_property_that_is_gone_is_told_in_words(with_hub, owner, project, hub, monkeypatch):
    from tests.crm.connectors import hubspot

    write_one(CONTACTS, project, owner, Draft({"family_name": "Sato", "job_title": "Buyer"}))
    short = tuple(name for name in hubspot.PROPERTIES["contacts"] if name != "jobtitle")
    monkeypatch.setitem(hubspot.PROPERTIES, "contacts", short)
    done = run(with_hub, owner)
    told = SyncOutcome.objects.get(run=done, status=Status.REFUSED)
    assert '"jobtitle" does not exist' in told.reason["values"]["said"]


def test_an_expired_token_is_renewed_once(with_hub, owner, hub, anna):
    hub.access = "another"
    ended(with_hub, owner)
    assert hub.tokens == 2
    assert access.VAULT.opened(fresh(with_hub))["tokens.access"] == hub.access


def test_a_revoked_token_stops_the_connection_until_somebody_logs_in(with_hub, owner, hub, anna):
    hub.access, hub.refresh = "another", "another"
    done = run(with_hub, owner)
    row = fresh(with_hub)
    assert (done.state, row.state) == ("failed", "broken")
    assert "An owner has to connect again." in row.problem["text"]
    hub.code = "code-2"
    log_in(row, owner, "code-2")
    ended(with_hub, owner)
    assert Contact.objects.count() == 1


def test_conflicts_deletions_and_the_erased(with_hub, owner, hub, anna, met):
    write_one(CONTACTS, met.project, owner, Draft({"job_title": "Ours"}, pk=met.pk))
    hub.edit("contacts", anna, jobtitle="Theirs")
    ended(with_hub, owner)
    assert SyncConflict.objects.get().theirs == "Theirs"

    settle(with_hub, policy="theirs")
    hub.edit("contacts", anna, website="a.example.com")
    ended(with_hub, owner)
    met.refresh_from_db()
    assert (met.job_title, SyncConflict.objects.count()) == ("Theirs", 0)

    del hub.rows["contacts"][anna]
    ended(with_hub, owner)
    assert SyncLink.objects.get(kind="contact").state == "there"

    erase_contact(met, owner)
    again = hub.add("contacts", lastname="Schmidt", email="Anna@example.com")
    done = run(with_hub, owner)
    told = SyncOutcome.objects.get(run=done, external_id=again)
    assert (told.status, Contact.objects.count()) == ("refused", 0)


def test_deletions_follow_here_and_there(with_hub, owner, hub, anna, met):
    settle(with_hub, deletions="follow")
    from apps.crm.domain.contacts import delete_contact

    other = hub.add("contacts", lastname="Other", email="other@example.com")
    ended(with_hub, owner)
    delete_contact(met, owner)
    del hub.rows["contacts"][other]
    ended(with_hub, owner)
    assert (list(hub.rows["contacts"]), Contact.objects.count()) == ([], 0)


def test_a_dry_run_sends_nothing(with_hub, owner, project, hub, anna):
    write_one(CONTACTS, project, owner, Draft({"family_name": "Sato"}))
    hub.asked.clear()
    done = run(with_hub, owner, dry=True)
    assert done.counts["contact"] == {"in": {"created": 1}, "out": {"created": 1, "unchanged": 1}}
    assert (hub.writes(), Contact.objects.count()) == ([], 1)


def test_pages_and_one_moment(with_hub, owner, hub, monkeypatch):
    monkeypatch.setattr("apps.crm.connectors.systems.hubspot.PAGE", 5)
    for number in range(23):
        hub.add("contacts", lastname=f"N{number}", email=f"n{number}@example.com")
    moment = hub.now
    for row in list(hub.rows["contacts"].values())[3:15]:
        row["at"] = moment
    calls = []
    hub.first.append(
        lambda asked: Say(502) if asked.path.endswith("search") and not calls.append(1) else None
    )
    ended(with_hub, owner)
    assert Contact.objects.count() == 23


def test_too_many_requests(with_hub, owner, hub, anna):
    body = b'{"status":"error","message":"You have reached your secondly limit."}'
    hub.first += [lambda asked: Say(429, body, {"retry-after": "0"})] * 2
    assert ended(with_hub, owner)["contact"]["in"] == {"created": 1}


def test_a_private_app_needs_no_log_in(project, owner, hub, anna):
    made = actions.make(
        project, owner, connector="hubspot", name="Private",
        settings={"token": PRIVATE, "address": hub.url},
    )  # fmt: skip
    actions.let_in(made, owner)
    ended(made, owner)
    assert Contact.objects.count() == 1


def test_a_code_that_does_not_count_connects_nothing(project, owner, hub):
    from tests.crm.connectors.conftest import HUB

    made = actions.make(
        project, owner, connector="hubspot", name="Hub", settings={**HUB, "address": hub.url}
    )
    with pytest.raises(Refused, match="unknown auth code"):
        log_in(made, owner, "forged")
    assert fresh(made).state == "setup"


def test_a_log_in_page_is_a_web_page(project, owner, hub):
    from tests.crm.connectors.conftest import HUB

    script = {"address": hub.url, "pages": "javascript:alert(1)//"}
    with pytest.raises(SettingsRefused, match="log-in page must begin with"):
        actions.make(project, owner, connector="hubspot", name="x", settings={**HUB, **script})
