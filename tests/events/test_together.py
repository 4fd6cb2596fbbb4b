"""What is deleted while somebody writes to it: the one waits for the other, and neither fails."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, connections, transaction

from apps.events.domain import endpoints
from apps.events.models import WebhookDelivery, WebhookEndpoint
from apps.projects.domain.markets import add_markets
from apps.projects.domain.projects import delete
from apps.projects.models import MarketEntry, Project
from tests.factories.events import WebhookEndpointFactory
from tests.factories.projects import ProjectFactory

pytestmark = [
    pytest.mark.services,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor != 'postgresql'", reason="SQLite has one writer at a time"
    ),
]


def while_a_market_is_added(project, owner, action):
    """Run ``action`` in another thread after the market is written and before it is committed."""
    failed: list[BaseException] = []

    def other():
        try:
            action()
        except BaseException as error:  # noqa: BLE001 - told by the assertion below
            failed.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=other)
    with transaction.atomic():
        add_markets(project, owner, ["DEU"])
        thread.start()
        thread.join(1.0)
        assert thread.is_alive(), "it did not wait"
    thread.join(20)
    assert not thread.is_alive()
    assert failed == []


def test_a_webhook_is_deleted_while_an_event_is_written_for_it():
    project = ProjectFactory()
    owner = project.memberships.get().user
    endpoint = WebhookEndpointFactory(project=project)
    while_a_market_is_added(project, owner, lambda: endpoints.delete(endpoint, owner))
    assert MarketEntry.objects.filter(project=project, country="DEU").exists()
    assert not WebhookEndpoint.objects.exists()
    assert not WebhookDelivery.objects.exists()


def test_a_project_is_deleted_while_a_market_is_added():
    project = ProjectFactory()
    owner = project.memberships.get().user
    WebhookEndpointFactory(project=project)
    while_a_market_is_added(project, owner, lambda: delete(project, owner, typed_name=project.name))
    assert not Project.objects.filter(pk=project.pk).exists()
    assert connection.check_constraints() is None
