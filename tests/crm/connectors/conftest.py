"""Servers on this machine that stand for other CRM systems, and a project that meets them."""

from __future__ import annotations

from ipaddress import ip_network
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from apps.crm.connectors import actions, oauth, running
from apps.crm.models import SyncConnection, SyncRun
from tests.api.conftest import caller, member, project
from tests.crm.connectors import hubspot, salesforce
from tests.crm.connectors.espocrm import KEY, Espo
from tests.crm.connectors.hubspot import Hub
from tests.crm.connectors.salesforce import Force
from tests.factories.projects import MembershipFactory
from tests.receiver import Receiver

__all__ = ["caller", "member", "project"]
LOOPBACK = ip_network("127.0.0.0/8")


@pytest.fixture
def receiver(settings):
    """A port of this machine that may be reached."""
    with Receiver() as found:
        settings.OUTBOUND_ALLOW = (LOOPBACK,)
        settings.OUTBOUND_PORTS = frozenset({found.port})
        yield found


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    """Nobody rings and nobody waits: tests go on by themselves."""
    monkeypatch.setattr(running, "ring", lambda pk: None)
    monkeypatch.setattr("apps.crm.connectors.exchange.time.sleep", lambda seconds: None)
    monkeypatch.setattr("apps.crm.connectors.http.time.sleep", lambda seconds: None)


@pytest.fixture
def owner(project):
    return MembershipFactory(project=project, role="owner").user


@pytest.fixture
def espo(receiver):
    return Espo(receiver)


@pytest.fixture
def joined(project, owner, espo):
    """A connection with EspoCRM that was let in, companies and contacts both ways."""
    made = actions.make(
        project, owner, connector="espocrm", name="Sales",
        settings={"address": espo.url, "api_key": KEY},
    )  # fmt: skip
    actions.let_in(made, owner)
    return fresh(made)


@pytest.fixture
def hub(receiver):
    return Hub(receiver)


@pytest.fixture
def force(receiver):
    return Force(receiver)


HUB = {"client_id": hubspot.CLIENT, "client_secret": hubspot.SECRET}
FORCE = {"client_id": salesforce.CLIENT, "client_secret": salesforce.SECRET}


def log_in(connection: SyncConnection, actor: Any, code: str) -> SyncConnection:
    """Agree on the page of the other system, and come back with the code."""
    session: dict[str, Any] = {}
    asked = urlsplit(oauth.begin(session, connection, "https://lepton.example.com/back"))
    sent = dict(parse_qsl(asked.query))
    _key, kept = oauth.meant(session, sent["state"])
    actions.let_in(connection, actor, oauth.finish(connection, kept, code, ""))
    return fresh(connection)


@pytest.fixture
def with_hub(project, owner, hub):
    """A connection with HubSpot by OAuth, companies and contacts both ways."""
    made = actions.make(
        project, owner, connector="hubspot", name="Hub", settings={**HUB, "address": hub.url}
    )
    return log_in(made, owner, hubspot.CODE)


@pytest.fixture
def with_force(project, owner, force, monkeypatch):
    """A connection with Salesforce by OAuth, with a field for external ids."""
    made = actions.make(
        project, owner, connector="salesforce", name="Force",
        settings={**FORCE, "login": force.url, "external_id": salesforce.EXTERNAL},
    )  # fmt: skip
    session: dict[str, Any] = {}
    address = oauth.begin(session, made, "https://lepton.example.com/back")
    sent = dict(parse_qsl(urlsplit(address).query))
    force.challenge = sent["code_challenge"]
    _key, kept = oauth.meant(session, sent["state"])
    actions.let_in(made, owner, oauth.finish(made, kept, salesforce.CODE, ""))
    return fresh(made)


def fresh(connection: SyncConnection) -> SyncConnection:
    return SyncConnection.objects.select_related("project").get(pk=connection.pk)


def settle(connection: SyncConnection, **values: Any) -> SyncConnection:
    """Change columns, and directions by kind."""
    plan = fresh(connection).plan
    for name in ("company", "contact", "lead"):
        if name in values:
            plan[name]["direction"] = values.pop(name)
    for name in ("basis", "basis_note"):
        plan[name] = values.pop(name, plan[name])
    SyncConnection.objects.filter(pk=connection.pk).update(plan=plan, **values)
    return fresh(connection)


def run(connection: SyncConnection, actor: Any, *, dry: bool = False) -> SyncRun:
    """One exchange to its end."""
    made = running.start(fresh(connection), actor, dry=dry)
    running.go_on(made.pk)
    return SyncRun.objects.get(pk=made.pk)


def ended(connection: SyncConnection, actor: Any) -> dict[str, Any]:
    """As :func:`run`, which has to succeed: its counts."""
    done = run(connection, actor)
    assert (done.state, done.problem) == ("done", None)
    return done.counts
