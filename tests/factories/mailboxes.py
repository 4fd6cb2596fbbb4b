"""Mailboxes, made as the store makes them."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from apps.feedback.mailin.models import Mailbox, SeenMessage
from apps.feedback.mailin.sealed import VAULT
from tests.factories.projects import ProjectFactory


class MailboxFactory(DjangoModelFactory):
    """One whose password is 'secret'."""

    class Meta:
        model = Mailbox

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda n: f"Support {n}")
    host = "imap.example.com"
    user = "support@shop.example"
    secrets = factory.LazyFunction(lambda: VAULT.sealed({"password": "secret"}))


class SeenMessageFactory(DjangoModelFactory):
    class Meta:
        model = SeenMessage

    project = factory.SelfAttribute("mailbox.project")
    mailbox = factory.SubFactory(MailboxFactory)
    digest = factory.Sequence(lambda n: f"{n:064x}")
