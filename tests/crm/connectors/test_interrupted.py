"""What happens in the midst of an exchange, or between two: another account, a pause, a record that
goes, other fields, a worker that has to stop.
"""

from __future__ import annotations

import pytest

from apps.crm.connectors import actions
from apps.crm.domain.contacts import CONTACTS
from apps.crm.models import Contact, SyncConnection, SyncLink, SyncSystem
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Draft, write_one
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
