"""People, invitations, tokens and outbox messages for tests."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from functools import cache
from typing import Any

import factory
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from apps.accounts.models import ApiToken, Invitation, OutboxMail, User

PASSWORD = "correct horse battery"


@cache
def hashed(password: str) -> str:
    """The slow hash once per run: every user of the tests has the same password."""
    return make_password(password)


class UserFactory(factory.django.DjangoModelFactory[User]):
    """An active person, welcomed already, whose password is ``PASSWORD``.

    ``UserFactory(password="another")`` sets another one.
    """

    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.com")
    name = factory.Sequence(lambda n: f"Person {n}")
    welcomed_at = factory.LazyFunction(timezone.now)
    password = PASSWORD

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        kwargs["password"] = hashed(kwargs["password"])
        return super()._create(model_class, *args, **kwargs)


class AdminFactory(UserFactory):
    """An administrator: may use the admin panel."""

    email = factory.Sequence(lambda n: f"admin{n}@example.com")
    is_staff = True
    is_superuser = True


class InvitationFactory(factory.django.DjangoModelFactory[Invitation]):
    """An open invitation. Its link is not known: make one with the domain function for that."""

    class Meta:
        model = Invitation

    email = factory.Sequence(lambda n: f"guest{n}@example.com")
    name = factory.Sequence(lambda n: f"Guest {n}")
    invited_by = factory.SubFactory(AdminFactory)
    secret_hash = factory.LazyFunction(lambda: hashlib.sha256(secrets.token_bytes(8)).hexdigest())
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))


class ApiTokenFactory(factory.django.DjangoModelFactory[ApiToken]):
    """A valid token with every everyday scope; ``token.secret`` is what a client would send."""

    class Meta:
        model = ApiToken
        exclude = ["secret"]

    user = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Token {n}")
    secret = factory.LazyFunction(lambda: f"lep_{secrets.token_hex(4)}_{secrets.token_urlsafe(32)}")
    prefix = factory.LazyAttribute(lambda o: o.secret[:12])
    secret_hash = factory.LazyAttribute(lambda o: hashlib.sha256(o.secret.encode()).hexdigest())
    scopes = factory.LazyFunction(lambda: ["read", "write", "jobs", "models:predict"])
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=90))

    @classmethod
    def create(cls, **kwargs: Any) -> ApiToken:
        secret = kwargs.setdefault(
            "secret", f"lep_{secrets.token_hex(4)}_{secrets.token_urlsafe(32)}"
        )
        token = super().create(**kwargs)
        token.secret = secret
        return token


class OutboxMailFactory(factory.django.DjangoModelFactory[OutboxMail]):
    """A message that no mail server took."""

    class Meta:
        model = OutboxMail

    to = factory.Sequence(lambda n: f"reader{n}@example.com")
    subject = factory.Sequence(lambda n: f"Subject {n}")
    body = "Hello.\n\nhttp://127.0.0.1:8000/somewhere/\n"
