"""Service accounts: users that are programs, and the OAuth2 clients that act for them.

Which projects one belongs to, and so who may manage it, is for the room below to say; what is
done here is reported in the audit trail of ``project_id``.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from oauth2_provider.generators import generate_client_secret
from oauth2_provider.models import AccessToken, Application

from apps.accounts.domain import tokens
from apps.accounts.models import ApiToken, OAuthClient, ServiceAccount, User
from apps.core.happenings import report


@transaction.atomic
def create(
    actor: User,
    name: str,
    *,
    ranges: Iterable[str] = (),
    calls_per_minute: int | None = None,
    project_id: Any = None,
) -> ServiceAccount:
    """Make an account without a password. ``ranges`` are CIDR; none means from anywhere."""
    user = User(
        # An address nobody can have (RFC 2606): accounts are keyed by one.
        email=f"service-{uuid.uuid4().hex}@service.invalid",
        name=name,
        is_service=True,
    )
    user.set_unusable_password()
    user.save()
    service = ServiceAccount.objects.create(
        user=user,
        created_by=actor,
        allowed_ranges=list(ranges),
        calls_per_minute=calls_per_minute,
    )
    report("accounts.service.created", actor=actor, project_id=project_id, subject=service)
    return service


@transaction.atomic
def change(
    service: ServiceAccount,
    actor: User,
    *,
    name: str,
    ranges: Iterable[str],
    calls_per_minute: int | None,
    project_id: Any = None,
) -> None:
    """Give the account another name, other addresses or another ceiling."""
    row = ServiceAccount.objects.select_for_update().select_related("user").get(pk=service.pk)
    wanted = {"name": name, "allowed_ranges": list(ranges), "calls_per_minute": calls_per_minute}
    before = {
        "name": row.user.name,
        "allowed_ranges": row.allowed_ranges,
        "calls_per_minute": row.calls_per_minute,
    }
    changes = {key: [before[key], wanted[key]] for key in wanted if before[key] != wanted[key]}
    if not changes:
        return
    row.user.name = name
    row.user.save(update_fields=["name", "updated_at"])
    row.allowed_ranges = wanted["allowed_ranges"]
    row.calls_per_minute = calls_per_minute
    row.save(update_fields=["allowed_ranges", "calls_per_minute", "updated_at"])
    report(
        "accounts.service.changed",
        actor=actor,
        project_id=project_id,
        subject=row,
        changes=changes,
    )


@transaction.atomic
def close(service: ServiceAccount, actor: User | None, *, project_id: Any = None) -> None:
    """End it for good: every credential is revoked and the account deactivated.

    The row stays, because the audit trail and its jobs name it. A second call changes nothing.
    """
    user = User.objects.select_for_update().get(pk=service.user_id)
    if not user.is_active:
        return
    user.is_active = False
    user.save(update_fields=["is_active", "updated_at"])
    now = timezone.now()
    ApiToken.objects.filter(user=user, revoked_at=None).update(revoked_at=now, updated_at=now)
    clients = OAuthClient.objects.filter(service=service, revoked_at=None)
    clients.update(revoked_at=now, updated_at=now)
    AccessToken.objects.filter(application__client__service=service).delete()
    report("accounts.service.closed", actor=actor, project_id=project_id, subject=service)


@transaction.atomic
def add_client(
    service: ServiceAccount,
    actor: User,
    name: str,
    scopes: Iterable[str],
    *,
    project_id: Any = None,
) -> tuple[OAuthClient, str]:
    """An OAuth2 client (client credentials only) and its secret, which cannot be had again.

    Raises ``ValueError`` for an unknown scope.
    """
    wanted = tokens.known_scopes(scopes)
    secret = generate_client_secret()
    application = Application.objects.create(
        name=name,
        user=service.user,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
        client_secret=secret,  # hashed by the field as passwords are
    )
    client = OAuthClient.objects.create(service=service, application=application, scopes=wanted)
    report(
        "accounts.client.created",
        actor=actor,
        project_id=project_id,
        subject=client,
        scopes=wanted,
    )
    return client, secret


@transaction.atomic
def revoke_client(client: OAuthClient, actor: User, *, project_id: Any = None) -> None:
    """The client gets no more tokens and those it has stop working at once."""
    now = timezone.now()
    if OAuthClient.objects.filter(pk=client.pk, revoked_at=None).update(
        revoked_at=now, updated_at=now
    ):
        AccessToken.objects.filter(application_id=client.application_id).delete()
        report("accounts.client.revoked", actor=actor, project_id=project_id, subject=client)
