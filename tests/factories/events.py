"""Webhooks and their deliveries."""

import json

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from apps.events.domain import secrets
from apps.events.models import WebhookDelivery, WebhookEndpoint, WebhookTry
from tests.factories.projects import ProjectFactory


class WebhookEndpointFactory(DjangoModelFactory):
    """An endpoint that wants everything. ``endpoint.told_secret`` is what its owner was told."""

    class Meta:
        model = WebhookEndpoint

    project = factory.SubFactory(ProjectFactory)
    url = "https://crm.example/hooks/lepton"
    description = factory.Sequence(lambda n: f"CRM {n}")
    kinds = ["*"]

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        told, sealed = secrets.make()
        endpoint = super()._create(model_class, *args, secret=sealed, **kwargs)
        endpoint.told_secret = told
        return endpoint


class WebhookDeliveryFactory(DjangoModelFactory):
    """A delivery that is due now."""

    class Meta:
        model = WebhookDelivery

    endpoint = factory.SubFactory(WebhookEndpointFactory)
    project = factory.SelfAttribute("endpoint.project")
    kind = "projects.market.added"
    message_id = factory.Sequence(lambda n: f"msg_{n:032x}")
    body = factory.LazyAttribute(lambda row: json.dumps({"type": row.kind}))
    due_at = factory.LazyFunction(timezone.now)


class WebhookTryFactory(DjangoModelFactory):
    """A try that the receiver did not take."""

    class Meta:
        model = WebhookTry

    delivery = factory.SubFactory(WebhookDeliveryFactory)
    number = factory.Sequence(lambda n: n + 1)
    seconds = 0.2
    status = 500
    answer = "out of order"
