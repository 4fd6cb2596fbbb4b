"""Service accounts and their credentials for tests."""

from __future__ import annotations

from apps.accounts.domain import services, tokens
from apps.projects.models import Membership
from tests.factories.accounts import UserFactory

ALL_SCOPES = ["read", "write", "jobs", "models:predict"]


def make_service(project=None, role="editor", *, actor=None, name="CRM", **options):
    """A service account, with ``role`` in ``project`` if there is one."""
    service = services.create(actor or UserFactory(), name, **options)
    if project:
        Membership.objects.create(project=project, user=service.user, role=role)
    return service


def make_token(service, scopes=ALL_SCOPES, **options):
    """(token, secret)"""
    return tokens.create(service.user, "sync", scopes, **options)
