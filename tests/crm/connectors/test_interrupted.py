"""What happens in the midst of an exchange, or between two: another account, a pause, a record that
goes, other fields, a worker that has to stop.
"""

from __future__ import annotations

import itertools
from types import SimpleNamespace

import pytest
from django.urls import reverse

from apps.crm.connectors import actions, deciding, pushing, running
from apps.crm.connectors.systems.espocrm import EspoCrm
from apps.crm.domain.companies import COMPANIES
from apps.crm.domain.contacts import CONTACTS, delete_contact
from apps.crm.domain.erasure import erase_contact
from apps.crm.models import Contact, SyncConnection, SyncLink, SyncOutcome, SyncSystem
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Draft, write_one
from apps.projects.models import Membership
from tests.crm.connectors import hubspot
from tests.crm.connectors.conftest import HUB, ended, fresh, log_in, run, settle
from tests.crm.connectors.espocrm import KEY
from tests.crm.connectors.vendor import say

pytestmark = pytest.mark.django_db


def let_in_espo(project, owner, espo, name, **settings):
    made = actions.make(
        project, owner, connector="espocrm", name=name,
        settings={"address": espo.url, "api_key": KEY, **settings},
    )  # fmt: skip
    actions.let_in(made, owner)
    return fresh(made)


def portal(hub, monkeypatch, number):
    """From here on another portal answers, with nothing in it."""
    answer = hub.answer

    def other(asked):
        if asked.path == "/account-info/v3/details":
            return say({"portalId": number})
        return answer(asked)

    monkeypatch.setattr(hub, "answer", other)
    hub.rows.clear()


# --- another account -----------------------------------------------------------
@pytest.mark.parametrize("deletions", ["keep", "follow"])
def test_another_account_does_not_take_the_place_of_the_first(
    with_hub, owner, hub, monkeypatch, deletions
):
    settle(with_hub, deletions=deletions)
    hub.add("contacts", lastname="Schmidt", email="anna@example.com")
    ended(with_hub, owner)
    portal(hub, monkeypatch, 7)
    hub.code = hubspot.CODE
    with pytest.raises(Refused, match="another account"):
        log_in(fresh(with_hub), owner, hubspot.CODE)
    assert fresh(with_hub).state == "setup"
    with pytest.raises(Refused, match="Connect with the other system first"):
        run(with_hub, owner)
    assert Contact.objects.count() == 1
    assert SyncLink.objects.get().state == "linked"


def test_the_same_account_is_let_in_again(with_hub, owner, hub):
    hub.add("contacts", lastname="Schmidt", email="anna@example.com")
    ended(with_hub, owner)
    hub.code = hubspot.CODE
    assert log_in(fresh(with_hub), owner, hubspot.CODE).state == "active"
    assert ended(with_hub, owner)["contact"]["in"] == {"unchanged": 1}


def test_another_account_is_let_in_where_nothing_was_exchanged(with_hub, owner, hub, monkeypatch):
    portal(hub, monkeypatch, 7)
    hub.code = hubspot.CODE
    row = log_in(fresh(with_hub), owner, hubspot.CODE)
    assert (row.state, row.identity, row.system) == ("active", "7", "hubspot-2")


def test_each_system_tells_its_account(joined, with_force):
    address = joined.options["address"].removeprefix("http://")
    assert (joined.identity, with_force.identity) == (f"{address}/api/v1", "00D1")


def test_ids_of_a_deleted_connection_count_in_their_account_only(
    with_hub, project, owner, hub, monkeypatch
):
    row = write_one(CONTACTS, project, owner, Draft({"family_name": "Sato"})).row
    ended(with_hub, owner)
    actions.delete(fresh(with_hub), owner)
    portal(hub, monkeypatch, 7)
    hub.code = hubspot.CODE
    made = actions.make(
        project, owner, connector="hubspot", name="Production", settings={**HUB, "address": hub.url}
    )
    made = log_in(made, owner, hubspot.CODE)
    assert made.system == "hubspot-2"
    assert ended(made, owner)["contact"]["out"] == {"created": 1}
    assert {one["system"] for one in row.external()} == {"hubspot", "hubspot-2"}


def test_ids_of_a_deleted_connection_are_known_to_the_next_of_its_account(project, owner, espo):
    first = let_in_espo(project, owner, espo, "First")
    write_one(CONTACTS, project, owner, Draft({"family_name": "Sato"}))
    ended(first, owner)
    actions.delete(fresh(first), owner)
    again = let_in_espo(project, owner, espo, "Again")
    assert again.system == "espocrm"
    ended(again, owner)
    assert (len(espo.rows["Contact"]), Contact.objects.count()) == (1, 1)
    assert SyncSystem.objects.count() == 1
    beside = let_in_espo(project, owner, espo, "Beside")
    assert beside.system == "espocrm-2"
    assert SyncConnection.objects.count() == 2


def test_an_id_that_nobody_has_there_is_not_taken_for_a_record(project, owner, espo):
    first = let_in_espo(project, owner, espo, "First")
    row = write_one(CONTACTS, project, owner, Draft({"family_name": "Sato"})).row
    ended(first, owner)
    actions.delete(fresh(first), owner)
    espo.rows.clear()  # installed anew, at the same address
    again = let_in_espo(project, owner, espo, "Again")
    assert ended(again, owner)["contact"]["out"] == {"created": 1}
    (there,) = espo.rows["Contact"]
    assert row.external() == [{"system": "espocrm", "id": there}]
    assert SyncLink.objects.get().state == "linked"
    espo.asked.clear()
    ended(again, owner)
    assert espo.writes() == []


# --- while a batch is sent -----------------------------------------------------
def meanwhile(espo, method, act):
    """Do something after the server has done what it was asked, before it answers."""

    def first(asked):
        if asked.method == method:
            said = espo.answer(asked)
            act()
            return said
        return None

    espo.first.append(first)


@pytest.fixture
def sending(joined):
    return settle(joined, company="off", contact="out")


def named(project, owner, **values):
    given = {"family_name": "Sato", "email": "sato@example.com", **values}
    return write_one(CONTACTS, project, owner, Draft(given)).row


@pytest.mark.django_db(transaction=True)
def test_a_pause_in_the_midst_of_a_write_makes_nothing_twice(sending, project, owner, espo):
    row = named(project, owner, email="")
    meanwhile(espo, "POST", lambda: actions.switch(fresh(sending), owner, False))
    run(sending, owner)
    assert fresh(sending).state == "paused"
    (there,) = espo.rows["Contact"]
    assert row.external() == [{"system": "espocrm", "id": there}]
    actions.switch(fresh(sending), owner, True)
    ended(sending, owner)
    assert list(espo.rows["Contact"]) == [there]


@pytest.mark.django_db(transaction=True)
def test_a_paused_connection_sends_no_further_batch(sending, project, owner, espo, monkeypatch):
    monkeypatch.setattr(EspoCrm, "batch", 1)
    for number in range(3):
        named(project, owner, family_name=f"N{number}", email="")
    meanwhile(espo, "POST", lambda: actions.switch(fresh(sending), owner, False))
    assert run(sending, owner).state == "stopped"
    assert len(espo.rows["Contact"]) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("erased", [False, True])
def test_a_record_that_goes_while_it_is_sent_fails_nothing(sending, project, owner, espo, erased):
    row, other = (
        named(project, owner),
        named(project, owner, email="other@example.com", family_name="Other"),
    )
    ended(sending, owner)
    for one in (row, other):
        write_one(CONTACTS, project, owner, Draft({"job_title": "Buyer"}, pk=one.pk))
    away = erase_contact if erased else delete_contact
    meanwhile(espo, "PUT", lambda: away(Contact.objects.get(pk=row.pk), owner))
    done = run(sending, owner)
    assert (done.state, done.counts["contact"]["out"]["updated"]) == ("done", 2)
    assert SyncLink.objects.filter(contact=other).get().state == "linked"
    link = SyncLink.objects.get(contact=None)
    assert (link.state, link.due) == ("here", False)
    assert not (erased and link.seen)
    espo.asked.clear()
    ended(sending, owner)
    assert espo.writes() == []


@pytest.mark.django_db(transaction=True)
def test_a_conflict_decided_while_its_record_is_sent_stays_decided(joined, project, owner, espo):
    key = espo.add("Contact", lastName="Sato", title="First", emailAddress="sato@example.com")
    ended(joined, owner)
    row = Contact.objects.get()
    write_one(CONTACTS, project, owner, Draft({"job_title": "Ours", "note": "New"}, pk=row.pk))
    espo.edit("Contact", key, title="Theirs")

    def decide():
        (one,) = deciding.shown(fresh(joined))
        deciding.decide(one.conflict, owner, "ours", one.mark)

    meanwhile(espo, "PUT", decide)
    ended(joined, owner)
    ended(joined, owner)
    assert espo.rows["Contact"][key]["title"] == "Ours"


@pytest.mark.django_db(transaction=True)
def test_fields_that_are_chosen_in_the_midst_are_compared(joined, owner, espo, monkeypatch):
    monkeypatch.setattr("apps.crm.connectors.systems.espocrm.PAGE", 3)
    for number in range(7):
        espo.tick(hours=1)
        espo.add("Contact", lastName=f"N{number}", cScore=number + 1)
    pairs = [*map(tuple, fresh(joined).plan["contact"]["fields"]), ("attributes.score", "cScore")]
    read = EspoCrm.changed_since
    pages = []

    def chosen(self, api, kind, *rest):
        page = read(self, api, kind, *rest)
        pages.append(kind)
        if pages.count("contact") == 2:
            pages.append("contact")
            actions.map_fields(fresh(joined), owner, "contact", pairs)
        return page

    monkeypatch.setattr(EspoCrm, "changed_since", chosen)
    made = running.start(joined, owner)
    running.go_on(made.pk)
    made.refresh_from_db()
    assert made.state == "queued"
    running.go_on(made.pk)
    assert {row.attributes.get("score") for row in Contact.objects.all()} == set(range(1, 8))


@pytest.mark.django_db(transaction=True)
def test_all_is_compared_anew_although_it_was_asked_in_the_midst(sending, project, owner, espo):
    rows = [named(project, owner, family_name=name, email="") for name in ("One", "Two")]
    ended(sending, owner)
    for row in rows:
        write_one(CONTACTS, project, owner, Draft({"job_title": "Buyer"}, pk=row.pk))
    meanwhile(espo, "PUT", lambda: actions.read_again(fresh(sending), owner))
    made = running.start(fresh(sending), owner)
    running.go_on(made.pk)
    made.refresh_from_db()
    assert (made.state, fresh(sending).cursors) == ("queued", {})
    espo.asked.clear()
    running.go_on(made.pk)
    made.refresh_from_db()
    assert (made.state, espo.writes()) == ("done", [])
    assert {there["title"] for there in espo.rows["Contact"].values()} == {"Buyer"}


# --- long exchanges ------------------------------------------------------------
def test_an_exchange_of_many_slices_ends(joined, owner, espo, monkeypatch):
    for number in range(10):
        espo.add("Contact", lastName=f"N{number}", emailAddress=f"n{number}@example.com")
    ended(joined, owner)
    gone = list(espo.rows["Contact"])[-1]
    del espo.rows["Contact"][gone]
    seconds = itertools.count()
    monkeypatch.setattr(running, "time", SimpleNamespace(monotonic=lambda: float(next(seconds))))
    monkeypatch.setattr(running, "SLICE", 6.0)
    monkeypatch.setattr(running, "AT_ONCE", 1)
    made = running.start(fresh(joined), owner)
    for _turn in range(20):
        running.go_on(made.pk)
    made.refresh_from_db()
    assert made.state == "done"
    assert 1 < made.attempt < 20
    assert SyncLink.objects.get(external_id=gone).state == "there"


def test_a_dry_run_looks_at_so_many_on_each_side(joined, project, owner, espo, monkeypatch):
    monkeypatch.setattr(running, "MOST_DRY", 2)
    for number in range(5):
        named(project, owner, family_name=f"N{number}", email="")
    done = run(joined, owner, dry=True)
    assert (done.counts["contact"]["out"], done.cut) == ({"created": 2}, True)
    monkeypatch.setattr(running, "MOST_DRY", 5)
    done = run(joined, owner, dry=True)
    assert (done.counts["contact"]["out"], done.cut) == ({"created": 5}, False)


def test_a_dry_run_asks_for_so_many_ids(joined, owner, espo, monkeypatch):
    for number in range(6):
        espo.add("Contact", lastName=f"N{number}", emailAddress=f"n{number}@example.com")
    ended(joined, owner)
    espo.tick(hours=1)
    espo.rows["Contact"].clear()
    monkeypatch.setattr(running, "MOST_DRY", 2)
    monkeypatch.setattr(running, "AT_ONCE", 2)
    done = run(joined, owner, dry=True)
    assert (done.counts["contact"]["in"], done.cut) == ({"deleted": 2}, True)
    assert Contact.objects.count() == 6


def test_a_dry_run_that_was_taken_over_writes_nothing_down(joined, owner, espo, monkeypatch):
    espo.add("Contact", lastName="Sato", emailAddress="sato@example.com")
    made = running.start(joined, owner, dry=True)
    look = pushing.push

    def overtaken(exchange, kind, alive):
        exchange.run.attempt = 1
        look(exchange, kind, alive)
        exchange.run.attempt = 0  # another worker has the one after ours

    monkeypatch.setattr(pushing, "push", overtaken)
    running.go_on(made.pk)
    assert not SyncOutcome.objects.exists()
    made.refresh_from_db()
    assert made.counts == {}


# --- companies that come later ---------------------------------------------------
def test_people_name_a_company_that_is_kept_in_step_later(joined, project, owner, espo):
    settle(joined, company="off")
    company = write_one(COMPANIES, project, owner, Draft({"name": "Akari"})).row
    named(project, owner, company=company.pk)
    there = espo.add("Account", name="Leuchten Nord")
    other = espo.add("Contact", lastName="Schmidt", accountId=there)
    ended(joined, owner)
    (ours,) = set(espo.rows["Contact"]) - {other}
    assert espo.rows["Contact"][ours]["accountId"] is None
    kept = fresh(joined)
    values = {"name": kept.name, "policy": kept.policy, "deletions": "keep", "every": 0}
    actions.change(kept, owner, {**values, "company": "both"})
    espo.tick(hours=2)
    ended(joined, owner)
    account = espo.rows["Contact"][ours]["accountId"]
    assert espo.rows["Account"][account]["name"] == "Akari"
    assert Contact.objects.get(family_name="Schmidt").company.name == "Leuchten Nord"


# --- who may -------------------------------------------------------------------
@pytest.mark.parametrize(("role", "left"), [("analyst", 1), ("editor", 0)])
def test_deletions_go_there_in_the_name_of_who_may_delete_here(
    sending, project, owner, espo, role, left
):
    row = named(project, owner)
    settle(sending, deletions="follow")
    ended(sending, owner)
    delete_contact(row, owner)
    made = running.start(fresh(sending), owner)
    Membership.objects.filter(user=owner).update(role=role)
    running.go_on(made.pk)
    made.refresh_from_db()
    assert (made.state, len(espo.rows["Contact"])) == ("done", left)
    if left:
        assert "may not delete" in str(SyncOutcome.objects.get(run=made).reason)


@pytest.mark.parametrize(("direction", "said"), [("in", b"not sent"), ("both", b"is sent with")])
def test_a_decision_for_ours_tells_whether_it_is_sent(client, joined, owner, espo, direction, said):
    key = espo.add("Contact", lastName="Sato", title="First", emailAddress="sato@example.com")
    settle(joined, contact=direction)
    ended(joined, owner)
    row = Contact.objects.get()
    write_one(CONTACTS, row.project, owner, Draft({"job_title": "Ours"}, pk=row.pk))
    espo.edit("Contact", key, title="Theirs")
    ended(joined, owner)
    (one,) = deciding.shown(joined)
    client.force_login(owner)
    url = reverse("crm:conflict_decide", args=[row.project_id, joined.pk, one.conflict.pk])
    answer = client.post(url, {"side": "ours", "mark": one.mark}, follow=True)
    assert said in answer.content
