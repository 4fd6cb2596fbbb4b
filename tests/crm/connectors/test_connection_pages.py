"""The pages: from the choice of a system to a decided conflict."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from django.urls import reverse

from apps.crm.connectors import access, running
from apps.crm.models import Contact, SyncConflict, SyncConnection, SyncRun
from tests.crm.connectors import hubspot
from tests.crm.connectors.conftest import HUB, ended, fresh
from tests.crm.connectors.espocrm import KEY

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, owner, project):
    """``page(route, *args, **post)``: the answer of a page of the project to its owner."""
    client.force_login(owner)

    def ask(route, /, *args, query=None, follow=True, **sent):
        url = reverse(f"crm:{route}", args=[project.pk, *args])
        if sent:
            return client.post(url, sent, query_params=query, follow=follow)
        return client.get(url, query, follow=follow)

    return ask


def go_on():
    run = SyncRun.objects.latest("created_at")
    running.go_on(run.pk)
    return SyncRun.objects.get(pk=run.pk)


def test_from_the_choice_to_a_decided_conflict(page, owner, espo):
    anna = espo.add("Contact", firstName="Anna", lastName="Schmidt", title="Buyer",
                    emailAddress="anna@example.com", phoneNumber="on request")  # fmt: skip
    assert b"EspoCRM" in page("connection_new").content
    sent = {"name": "Sales", "address": espo.url, "api_key": KEY}
    made = page("connection_new", query={"system": "espocrm"}, **sent)
    assert b"Lepton API" in made.content
    row = SyncConnection.objects.get()
    assert (row.state, KEY in str(row.secrets)) == ("active", False)

    seen = page(
        "connection_fields", row.pk, "contact", look="1", family_name="lastName",
        email="emailAddress", phone="phoneNumber", job_title="title",
        own="score: cScore",
    ).content.decode()  # fmt: skip
    assert "Schmidt" in seen
    assert "is not a phone number" in seen
    assert ["attributes.score", "cScore"] in fresh(row).plan["contact"]["fields"]

    page("connection_run", row.pk, dry="1")
    done = go_on()
    told = page("sync_run", row.pk, done.pk).content.decode()
    assert "Nothing was changed on either side." in told
    assert not Contact.objects.exists()

    page("connection_run", row.pk, dry="0")
    assert go_on().state == "done"
    person = Contact.objects.get()
    Contact.objects.filter(pk=person.pk).update(job_title="Ours")
    espo.edit("Contact", anna, title="Theirs")
    ended(row, owner)
    one = SyncConflict.objects.get()
    shown = page("connection", row.pk).content.decode()
    assert "Ours" in shown
    assert "Theirs" in shown
    page("conflict_decide", row.pk, one.pk, side="theirs", mark=one.updated_at.isoformat())
    person.refresh_from_db()
    assert person.job_title == "Theirs"


def test_the_log_in_comes_back_to_who_began_it(page, client, hub):
    sent = {**HUB, "name": "Hub", "address": hub.url, "pages": hub.url}
    shown = page("connection_new", query={"system": "hubspot"}, **sent).content.decode()
    assert "/connections/back/" in shown
    row = SyncConnection.objects.get()
    kept = client.session["crm_log_in"]
    address = next(
        part for part in shown.split('"') if part.startswith(f"{hub.url}/oauth/authorize?")
    )
    asked = dict(parse_qsl(urlsplit(address.replace("&amp;", "&")).query))
    assert (asked["state"], asked["client_id"]) == (kept["state"], hubspot.CLIENT)
    assert asked["redirect_uri"].endswith("/connections/back/")

    forged = page("connection_callback", query={"code": hubspot.CODE, "state": "forged"})
    assert b"not begun here" in forged.content
    late = page("connection_callback", query={"code": hubspot.CODE, "state": asked["state"]})
    assert b"not begun here" in late.content  # a state counts once
    assert fresh(row).state == "setup"

    page("connection_connect", row.pk)
    state = client.session["crm_log_in"]["state"]
    refused = page("connection_callback", query={"error": "access_denied", "state": state})
    assert b"access_denied" in refused.content
    page("connection_connect", row.pk)
    state = client.session["crm_log_in"]["state"]
    page("connection_callback", query={"code": hubspot.CODE, "state": state})
    assert (fresh(row).state, fresh(row).account) == ("active", "HubSpot 62515")


def test_what_is_typed_wrong_is_told_beside_it(page, project, espo, joined):
    query = {"system": "espocrm"}
    lacks = page("connection_new", query=query, name="Second", address=espo.url)
    assert lacks.status_code == 422
    assert b"Without credentials nobody is let in" in lacks.content
    inside = page("connection_new", query=query, name="x", address="http://10.0.0.1", api_key="k")
    assert inside.status_code == 422
    taken = page("connection_new", query=query, name="Sales", address=espo.url, api_key="k")
    assert b"Another connection of this project has this name." in taken.content
    wrong = page("connection_new", query=query, name="Third", address=espo.url, api_key="wrong")
    assert b"does not accept the key" in wrong.content
    third = SyncConnection.objects.get(name="Third")
    assert b"does not accept the key" in page("connection", third.pk).content  # it stays there
    elsewhere = page("connection_new", query=query, name="4", address=f"{espo.url}/x", api_key="k")
    assert b"answered with the status 404" in elsewhere.content

    sent = {"name": "Sales", "company": "both", "contact": "both", "lead": "in", "every": "60",
            "policy": "ask", "deletions": "keep"}  # fmt: skip
    basis = page("connection_edit", joined.pk, **sent)
    assert (basis.status_code, b"lawful basis" in basis.content) == (422, True)
    page("connection_edit", joined.pk, **sent, basis="consent")
    row = fresh(joined)
    assert (row.every, row.plan["lead"]["direction"], row.plan["basis"]) == (60, "in", "consent")
    stale = page("connection_edit", joined.pk, **{**sent, "every": "15"}, basis="consent",
                 seen=joined.updated_at.isoformat())  # fmt: skip
    assert b"Somebody else changed this connection" in stale.content


def test_a_secret_is_not_carried_to_another_place(page, espo, joined):
    moved = page("connection_credentials", joined.pk, address=f"{espo.url}/other", api_key="")
    assert b"Type the secret that is meant for it" in moved.content
    page("connection_credentials", joined.pk, address=espo.url, api_key="")
    assert fresh(joined).state == "active"
    assert access.VAULT.opened(fresh(joined))["api_key"] == KEY


def test_pausing_resuming_and_deleting(page, espo, joined):
    page("connection_switch", joined.pk, on="0")
    assert fresh(joined).state == "paused"
    assert b"is paused" in page("connection_run", joined.pk, dry="0").content
    page("connection_switch", joined.pk, on="1")
    page("connection_again", joined.pk, x="1")
    assert page("connection_delete", joined.pk, confirm="other").status_code == 422
    page("connection_delete", joined.pk, confirm="Sales")
    assert not SyncConnection.objects.exists()


def test_a_schedule_begins_exchanges(joined, espo, monkeypatch):
    rung = []
    monkeypatch.setattr(running, "ring", rung.append)
    SyncConnection.objects.filter(pk=joined.pk).update(every=15, next_at=joined.created_at)
    running.ring_again()
    run = SyncRun.objects.get()
    assert (rung, run.asked_by) == ([run.pk], None)
    running.ring_again()
    assert len(rung) == 1
    running.go_on(run.pk)
    run.refresh_from_db()
    assert run.state == "done"
    assert fresh(joined).next_at > run.created_at
