"""Consents, suppressions, deals, activities, segments, and what is known of twins."""

import factory
from factory.django import DjangoModelFactory

from apps.crm import models
from tests.factories.crm import ContactFactory


class ConsentFactory(DjangoModelFactory):
    """Consent of a contact to invitations to surveys."""

    class Meta:
        model = models.Consent

    contact = factory.SubFactory(ContactFactory)
    project = factory.SelfAttribute("contact.project")
    purpose = "surveys"
    decision = "given"
    source = "Form"


class SuppressionFactory(DjangoModelFactory):
    """An entry of the list, whose hash is nobody's."""

    class Meta:
        model = models.Suppression

    channel = "email"
    digest = factory.Sequence(lambda n: f"{n:064x}")
    reason = "asked"
