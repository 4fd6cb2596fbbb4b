"""EspoCRM, the whole way: let in, read, write, conflicts, deletions, suppression, dry run."""

from __future__ import annotations

import pytest

from apps.crm.connectors import actions, deciding, running
from apps.crm.connectors.deciding import shown
from apps.crm.domain.contacts import CONTACTS
from apps.crm.domain.erasure import erase_contact
from apps.crm.models import Company, Contact, Lead, SyncConflict, SyncLink, SyncOutcome, SyncRun
from apps.events.models import Notice
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Draft, write_one
from tests.crm.connectors.conftest import ended, fresh, run, settle
from tests.receiver import Say

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(espo):
    """A person and her company, there."""
    company = espo.add(
        "Account", name="Leuchten Nord", website="leuchten.example.com",
        billingAddressCountry="Deutschland", emailAddress=None, phoneNumber=None, description=None,
    )  # fmt: skip
    return espo.add(
        "Contact", firstName="Anna", lastName="Schmidt", title="Buyer", accountId=company,
        emailAddress="Anna.Schmidt@example.com", phoneNumber="030 901820",
        addressCountry="Germany", description=None,
    )  # fmt: skip


@pytest.fixture
def met(joined, owner, anna):
    """Both sides in step."""
    ended(joined, owner)
    return Contact.objects.get()


def change(row, actor, **values):
    return write_one(CONTACTS, row.project, actor, Draft(values, pk=row.pk)).row


def test_what_is_there_comes_here_in_our_form(joined, owner, anna):
    assert joined.account == "Lepton API"
    counts = ended(joined, owner)

    person, company = Contact.objects.get(), Company.objects.get()
    assert (person.name, person.email, person.job_title) == (
        "Anna Schmidt", "anna.schmidt@example.com", "Buyer",
    )  # fmt: skip
    assert (person.phone, person.country, person.company) == ("+4930901820", "DEU", company)
    assert (company.website, company.country) == ("https://leuchten.example.com", "DEU")
    assert person.external() == [{"system": "espocrm", "id": anna}]
    assert counts["contact"]["in"] == {"created": 1}


def test_nothing_goes_back_that_came_from_there(joined, owner, espo, met):
    espo.asked.clear()
    counts = ended(joined, owner)

    assert espo.writes() == []
    assert counts["contact"] == {"in": {"unchanged": 1}}
    assert Contact.objects.get().version == met.version


def test_a_change_there_comes_and_a_change_here_goes(joined, owner, espo, anna, met):
    espo.edit("Contact", anna, title="Head of purchasing")
    ended(joined, owner)
    met.refresh_from_db()
    assert met.job_title == "Head of purchasing"

    change(met, owner, phone="+49301234567", country="AUT")
    espo.asked.clear()
    ended(joined, owner)
    (sent,) = espo.writes()
    assert (sent.method, sent.data) == (
        "PUT", {"phoneNumber": "+49301234567", "addressCountry": "Austria"},
    )  # fmt: skip
    assert espo.rows["Contact"][anna]["title"] == "Head of purchasing"


def test_a_new_contact_goes_with_its_company(joined, owner, project, espo):
    company = Company.objects.create(project=project, name="Akari")
    values = {"given_name": "Yui", "family_name": "Sato", "email": "yui@example.com"}
    row = write_one(CONTACTS, project, owner, Draft({**values, "company": company.pk})).row
    ended(joined, owner)

    (there,) = espo.rows["Contact"].values()
    assert (there["lastName"], espo.rows["Account"][there["accountId"]]["name"]) == (
        "Sato", "Akari",
    )  # fmt: skip
    assert row.external() == [{"system": "espocrm", "id": there["id"]}]
    espo.asked.clear()
    ended(joined, owner)
    assert espo.writes() == []


def test_different_fields_of_one_record_are_no_conflict(joined, owner, espo, anna, met):
    espo.edit("Contact", anna, title="Head of purchasing")
    change(met, owner, note="Met at the fair")
    ended(joined, owner)

    met.refresh_from_db()
    assert (met.job_title, met.note) == ("Head of purchasing", "Met at the fair")
    assert espo.rows["Contact"][anna]["description"] == "Met at the fair"
    assert not SyncConflict.objects.exists()


@pytest.mark.parametrize(
    ("policy", "ahead", "stays"),
    [
        ("theirs", False, "Theirs"), ("ours", True, "Ours"), ("newest", True, "Theirs"),
        ("newest", False, "Ours"),
    ],
)  # fmt: skip
def test_a_policy_decides_conflicts(joined, owner, espo, anna, met, policy, ahead, stays):
    settle(joined, policy=policy)
    change(met, owner, job_title="Ours")
    if ahead:
        espo.tick(days=365 * 70)
    espo.edit("Contact", anna, title="Theirs")
    ended(joined, owner)

    met.refresh_from_db()
    assert (met.job_title, espo.rows["Contact"][anna]["title"]) == (stays, stays)
    espo.asked.clear()
    ended(joined, owner)
    assert espo.writes() == []


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_a_person_decides_conflicts(joined, owner, espo, anna, met, side):
    change(met, owner, job_title="Ours", note="Goes all the same")
    espo.edit("Contact", anna, title="Theirs")
    counts = ended(joined, owner)
    assert counts["contact"]["in"] == {"conflict": 1}
    met.refresh_from_db()
    there = espo.rows["Contact"][anna]
    assert (met.job_title, there["title"]) == ("Ours", "Theirs")
    assert there["description"] == "Goes all the same"

    (one,) = shown(joined)
    assert (one.ours, one.theirs, one.conflict.field) == ("Ours", "Theirs", "job_title")
    with pytest.raises(Refused, match="changed in the other system"):
        deciding.decide(one.conflict, owner, side, "before")
    deciding.decide(one.conflict, owner, side, one.mark)
    ended(joined, owner)
    met.refresh_from_db()
    assert (met.job_title, there["title"]) == (side.capitalize(), side.capitalize())
    assert not SyncConflict.objects.exists()


def test_an_open_conflict_follows_what_happens(joined, owner, espo, anna, met):
    change(met, owner, job_title="Ours")
    espo.edit("Contact", anna, title="Theirs")
    ended(joined, owner)
    espo.edit("Contact", anna, title="Theirs again")
    ended(joined, owner)
    assert [one.theirs for one in SyncConflict.objects.all()] == ["Theirs again"]
    espo.edit("Contact", anna, title="Ours")
    ended(joined, owner)
    assert not SyncConflict.objects.exists()


@pytest.mark.parametrize(("deletions", "left"), [("keep", 1), ("follow", 0)])
def test_what_was_deleted_there(joined, owner, espo, anna, met, deletions, left):
    settle(joined, deletions=deletions)
    del espo.rows["Contact"][anna]
    counts = ended(joined, owner)

    assert counts["contact"]["in"] == {"deleted": 1}
    assert Contact.objects.count() == left
    ended(joined, owner)
    assert not espo.rows["Contact"]  # and it is not made there anew


@pytest.mark.parametrize(("deletions", "left"), [("keep", 1), ("follow", 0)])
def test_what_was_deleted_here(joined, owner, espo, anna, met, deletions, left):
    settle(joined, deletions=deletions)
    from apps.crm.domain.contacts import delete_contact

    delete_contact(met, owner)
    ended(joined, owner)
    assert len(espo.rows["Contact"]) == left
    if left:
        espo.edit("Contact", anna, title="Other")
        ended(joined, owner)
    assert not Contact.objects.exists()


def test_what_may_not_be_seen_is_not_taken_for_deleted(joined, owner, espo, anna, met):
    hidden = espo.rows["Contact"].pop(anna)
    espo.first.append(
        lambda asked: Say(403, b"") if asked.path.endswith(f"/Contact/{anna}") else None
    )
    counts = ended(joined, owner)
    espo.rows["Contact"][anna] = hidden
    assert "contact" not in counts
    assert SyncLink.objects.get(kind="contact").state == "linked"


def test_whoever_was_erased_does_not_come_back(joined, owner, espo, anna, met):
    erase_contact(met, owner)
    espo.edit("Contact", anna, title="Other")
    counts = ended(joined, owner)
    assert counts["contact"]["in"] == {"skipped": 1}
    assert not SyncLink.objects.get(kind="contact").seen

    again = espo.add(
        "Contact", firstName="Anna", lastName="Schmidt", emailAddress="anna.schmidt@example.com"
    )
    done = run(joined, owner)
    assert done.counts["contact"]["in"]["refused"] == 1
    told = SyncOutcome.objects.get(run=done, external_id=again)
    assert "asked to be erased" in told.reason["text"]
    assert not Contact.objects.exists()


def test_whoever_is_on_the_suppression_list_is_not_sent(joined, owner, project, espo):
    from apps.crm.consent import suppressing

    suppressing.add(project, owner, ("email", "no@example.com"), "asked")
    values = {"family_name": "No", "email": "no@example.com"}
    write_one(CONTACTS, project, owner, Draft(values))
    counts = ended(joined, owner)
    assert counts["contact"]["out"] == {"skipped": 1}
    assert not espo.rows.get("Contact")


def test_a_dry_run_tells_and_changes_nothing(joined, owner, project, espo, anna):
    write_one(CONTACTS, project, owner, Draft({"family_name": "Sato", "email": "s@example.com"}))
    espo.add("Contact", firstName="No", lastName="Name", emailAddress="bad address")
    before = {kind: dict(rows) for kind, rows in espo.rows.items()}
    done = run(joined, owner, dry=True)

    assert done.state == "done"
    assert done.counts["contact"]["in"] == {"created": 2}
    assert done.counts["contact"]["out"] == {"created": 1, "unchanged": 2}
    assert done.counts["company"]["in"] == {"created": 1}
    assert (espo.writes(), espo.rows) == ([], before)
    assert (Contact.objects.count(), Company.objects.count()) == (1, 0)
    assert not SyncLink.objects.exists()
    assert fresh(joined).cursors == {}


def test_a_value_that_cannot_be_is_told_and_the_rest_is_taken(joined, owner, espo):
    espo.add("Contact", lastName="Meyer", emailAddress="m@example.com", phoneNumber="on request")
    done = run(joined, owner)
    told = SyncOutcome.objects.get(run=done, kind="contact", direction="in")
    assert (told.status, told.fields) == ("created", ["phone"])
    assert "on request" not in str(told.reason)
    assert Contact.objects.get().phone == ""


def test_what_the_other_system_refuses_is_told(joined, owner, project, espo):
    write_one(CONTACTS, project, owner, Draft({"email": "only@example.com"}))
    good = {"family_name": "Sato", "email": "s@example.com"}
    write_one(CONTACTS, project, owner, Draft(good))
    done = run(joined, owner)
    assert done.counts["contact"]["out"] == {"refused": 1, "created": 1}
    told = SyncOutcome.objects.get(run=done, status="refused")
    assert "lastName" in str(told.reason)


def test_who_is_on_both_sides_already_becomes_one(joined, owner, project, espo, anna):
    values = {"given_name": "Anna", "family_name": "Schmidt", "email": "anna.schmidt@example.com",
              "note": "Ours"}  # fmt: skip
    here = write_one(CONTACTS, project, owner, Draft(values)).row
    counts = ended(joined, owner)
    assert counts["contact"]["in"] == {"updated": 1}
    here.refresh_from_db()
    assert (Contact.objects.count(), here.job_title, here.phone) == (1, "Buyer", "+4930901820")
    assert espo.rows["Contact"][anna]["description"] == "Ours"


def test_a_duplicate_there_is_adopted(joined, owner, project, espo, anna):
    settle(joined, contact="out", company="off")
    values = {"family_name": "Schmidt", "email": "Anna.Schmidt@example.com"}
    espo.rows["Contact"][anna]["emailAddress"] = "anna.schmidt@example.com"
    write_one(CONTACTS, project, owner, Draft(values))
    counts = ended(joined, owner)
    assert counts["contact"]["out"] == {"linked": 1}
    assert len(espo.rows["Contact"]) == 1
    assert SyncLink.objects.get().external_id == anna


def test_a_namesake_there_is_not_taken_for_the_same(joined, owner, project, espo, anna):
    settle(joined, contact="out", company="off")
    values = {"given_name": "Anna", "family_name": "Schmidt", "email": "other@example.com"}
    write_one(CONTACTS, project, owner, Draft(values))
    done = run(joined, owner)
    assert done.counts["contact"]["out"] == {"refused": 1}
    told = SyncOutcome.objects.get(run=done)
    assert told.reason["values"]["id"] == anna


def test_a_duplicate_there_is_compared_where_records_come_in(
    joined, owner, project, espo, anna, monkeypatch
):
    espo.rows["Contact"][anna]["emailAddress"] = "anna@example.com"
    ended(joined, owner)
    SyncLink.objects.filter(kind="contact").delete()  # made just now, and its link was lost
    Contact.objects.all().delete()
    values = {"family_name": "Schmidt", "email": "anna@example.com", "job_title": "Ours"}
    row = write_one(CONTACTS, project, owner, Draft(values)).row
    counts = ended(joined, owner)
    row.refresh_from_db()
    assert (row.given_name, espo.rows["Contact"][anna]["title"]) == ("Anna", "Buyer")
    assert counts["contact"]["in"]["conflict"] == 1
    assert SyncConflict.objects.get().field == "job_title"


def test_a_version_that_is_not_the_last_is_not_overwritten(joined, owner, espo, anna, met):
    settle(joined, contact="out")
    change(met, owner, job_title="Ours")
    espo.edit("Contact", anna, title="Theirs")
    counts = ended(joined, owner)
    assert counts["contact"]["out"] == {"conflict": 1}
    assert espo.rows["Contact"][anna]["title"] == "Theirs"


def test_a_broken_page_is_resumed_where_it_ended(joined, owner, espo, monkeypatch):
    monkeypatch.setattr("apps.crm.connectors.systems.espocrm.PAGE", 10)
    for number in range(25):
        espo.add("Contact", lastName=f"N{number:02}", emailAddress=f"n{number}@example.com")
    pages = []

    def breaks(asked):
        if asked.path.endswith("/Contact") and asked.method == "GET":
            pages.append(asked)
            if len(pages) == 2:
                return Say(500, b"")
        return None

    espo.first.append(breaks)
    done = run(joined, owner)
    assert done.state == "failed"
    assert "500" in str(done.problem)
    assert Contact.objects.count() == 9  # the last moment of a page is left for the next
    espo.first.clear()
    ended(joined, owner)
    assert Contact.objects.count() == 25


def test_many_rows_of_one_moment_are_all_read(joined, owner, espo, monkeypatch):
    monkeypatch.setattr("apps.crm.connectors.systems.espocrm.PAGE", 4)
    for number in range(11):
        espo.add("Contact", lastName=f"N{number:02}", emailAddress=f"n{number}@example.com")
    for row in espo.rows["Contact"].values():
        row["modifiedAt"] = "2026-01-05 09:00:00"
    espo.tick(hours=2)
    espo.add("Contact", lastName="Later", emailAddress="later@example.com")
    ended(joined, owner)
    assert Contact.objects.count() == 12


def test_requests_are_sent_again_where_that_helps(joined, owner, espo, anna):
    for status in (429, 503):
        espo.first.append(lambda asked, code=status: Say(code, b"", {"retry-after": "0"}))
    assert ended(joined, owner)["contact"]["in"] == {"created": 1}


def test_a_key_that_is_revoked_stops_the_connection(joined, owner, espo):
    espo.first += [lambda asked: Say(401, b"")]
    done = run(joined, owner)
    row = fresh(joined)
    assert (done.state, row.state) == ("failed", "broken")
    assert "Connect again" in row.problem["text"]
    (notice,) = Notice.objects.filter(user=owner)
    assert str(row.pk) in notice.url
    with pytest.raises(Refused, match="Connect with the other system first"):
        running.start(row, owner)
    actions.let_in(row, owner)
    assert fresh(joined).state == "active"


def test_several_failures_pause_it(joined, owner, espo):
    for _ in range(running.FAILURES):
        espo.first.append(lambda asked: Say(500, b""))
        assert run(joined, owner).state == "failed"
    row = fresh(joined)
    assert row.state == "paused"
    actions.switch(row, owner, True)
    ended(joined, owner)


def test_leads_come_with_their_lawful_basis(joined, owner, espo):
    settle(joined, lead="in", basis="legitimate_interests", basis_note="Agreed by contract")
    espo.add("Lead", firstName="Ann", lastName="Lee", accountName="Lee Ltd",
             emailAddress="ann@example.com")  # fmt: skip
    ended(joined, owner)
    lead = Lead.objects.get()
    assert (lead.organisation, lead.basis, lead.source) == (
        "Lee Ltd", "legitimate_interests", "Sales",
    )  # fmt: skip


def test_own_fields_are_kept_in_step(joined, owner, espo, anna, met):
    pairs = [*map(tuple, fresh(joined).plan["contact"]["fields"]), ("attributes.score", "cScore")]
    actions.map_fields(joined, owner, "contact", pairs)
    espo.edit("Contact", anna, cScore=7)
    ended(joined, owner)
    met.refresh_from_db()
    assert met.attributes == {"score": 7}
    change(met, owner, attributes={"score": 9, "mine": True})
    ended(joined, owner)
    assert espo.rows["Contact"][anna]["cScore"] == 9


def test_fields_that_there_are_not_are_refused_in_words(joined, owner):
    for pair, said in (
        (("job_title", "titel"), "has no field 'titel'"),
        (("shoe_size", "title"), "'shoe_size' is no field here"),
    ):
        with pytest.raises(Refused, match=said):
            actions.map_fields(joined, owner, "contact", [pair])
    with pytest.raises(Refused, match="named twice"):
        actions.map_fields(joined, owner, "contact", [("note", "title"), ("phone", "title")])


def test_two_workers_do_not_exchange_at_once(joined, owner, espo, anna):
    made = running.start(joined, owner)
    with pytest.raises(Refused, match="under way"):
        running.start(joined, owner)
    SyncRun.objects.filter(pk=made.pk).update(state="running", attempt=1)
    running.go_on(made.pk)  # somebody is at it
    assert not Contact.objects.exists()


def test_pausing_stops_what_is_under_way(joined, owner, espo, anna):
    made = running.start(joined, owner)
    actions.switch(fresh(joined), owner, False)
    running.go_on(made.pk)
    made.refresh_from_db()
    assert (made.state, Contact.objects.count()) == ("stopped", 0)
