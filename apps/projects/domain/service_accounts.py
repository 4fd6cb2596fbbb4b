"""Programs as members of a project.

A service account may be in several projects, so whoever manages it must own all of them: making it
a token is giving access to each. An owner of one of them can always take it out of that one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import Http404

from apps.accounts.domain import services, tokens
from apps.accounts.models import ApiToken, OAuthClient, ServiceAccount, User
from apps.core.happenings import report
from apps.core.messages import msg
from apps.projects.access import membership_of, require
from apps.projects.domain.errors import Refused
from apps.projects.models import Membership, Project, Role

ROLES = (Role.VIEWER, Role.ANALYST, Role.EDITOR)
"""An owner decides about people and ends projects: that stays with people."""
MAX_CALLS = 1_000_000  # a minute
MAX_OVERLAP_HOURS = 168  # that a token works on beside its successor


def members_of(project: Project) -> QuerySet[Any]:
    """The memberships of service accounts, by name, with account and credentials."""
    rows = Membership.objects.filter(project=project, user__is_service=True, user__is_active=True)
    return (
        rows.select_related("user__service__created_by")
        .prefetch_related(
            Prefetch("user__api_tokens", ApiToken.objects.filter(revoked_at=None)),
            Prefetch("user__service__clients", OAuthClient.objects.filter(revoked_at=None)),
        )
        .order_by("user__name", "created_at")
    )


def may_manage(actor: User, service: ServiceAccount) -> bool:
    """Does the person own every project that the account is in?"""
    owned = Membership.objects.filter(user=actor, role=Role.OWNER).values("project_id")
    return (
        not Membership.objects.filter(user=service.user_id).exclude(project_id__in=owned).exists()
    )


def get(project: Project, actor: User, service_id: UUID) -> Membership:
    """The account's membership of this project, with its account; 404 if it has none here."""
    row: Membership | None = members_of(project).filter(user__service=service_id).first()
    if row is None or membership_of(actor, project.pk).role != Role.OWNER:
        raise Http404
    return row


def _hold(project: Project, actor: User, service: ServiceAccount) -> None:
    """Raise unless the person may manage the account, from this project."""
    require(membership_of(actor, project.pk), Role.OWNER)
    if not may_manage(actor, service):
        raise Refused(
            msg(
                "{account} is also in a project that you do not own. Ask an owner of all its"
                " projects, or take it out of this one on the page 'Members'.",
                account=str(service),
            )
        )


@transaction.atomic
def create(
    project: Project,
    actor: User,
    *,
    name: str,
    role: Role,
    ranges: Iterable[str] = (),
    calls_per_minute: int | None = None,
) -> ServiceAccount:
    """Make a service account and give it a role here (owner)."""
    require(membership_of(actor, project.pk), Role.OWNER)
    service = services.create(
        actor, name, ranges=ranges, calls_per_minute=calls_per_minute, project_id=project.pk
    )
    _join(project, actor, service, role)
    return service


@transaction.atomic
def add_to(project: Project, actor: User, service: ServiceAccount, role: Role) -> Membership:
    """Give an account of another project of the person's a role here too (owner of all)."""
    _hold(project, actor, service)
    return _join(project, actor, service, role)


def _join(project: Project, actor: User, service: ServiceAccount, role: Role) -> Membership:
    check_role(role)
    row, made = Membership.objects.get_or_create(
        project=project, user=service.user, defaults={"role": role}
    )
    if made:
        report(
            "projects.member.added",
            actor=actor,
            project_id=project.pk,
            subject=row,
            role=role.value,
        )
    return row


def check_role(role: Role) -> None:
    """Raise ``Refused`` for a role that a program may not have."""
    if role not in ROLES:
        raise Refused(
            msg("A service account cannot be an owner. Choose another role."), field="role"
        )


def elsewhere(project: Project, actor: User) -> list[ServiceAccount]:
    """Accounts that the person manages and that are not in this project yet."""
    own = Membership.objects.filter(user=actor, role=Role.OWNER).values("project_id")
    foreign = Membership.objects.filter(user=OuterRef("user")).exclude(project_id__in=own)
    rows = ServiceAccount.objects.filter(
        ~Exists(foreign), user__is_active=True, user__memberships__project_id__in=own
    ).exclude(user__memberships__project=project)
    return list(rows.select_related("user").distinct().order_by("user__name"))


def change(
    project: Project,
    actor: User,
    service: ServiceAccount,
    *,
    name: str,
    ranges: Iterable[str],
    calls_per_minute: int | None,
) -> None:
    """Name, addresses and ceiling."""
    _hold(project, actor, service)
    services.change(
        service,
        actor,
        name=name,
        ranges=ranges,
        calls_per_minute=calls_per_minute,
        project_id=project.pk,
    )


def close(project: Project, actor: User, service: ServiceAccount) -> None:
    """End the account, everywhere."""
    _hold(project, actor, service)
    services.close(service, actor, project_id=project.pk)


def make_token(
    project: Project,
    actor: User,
    service: ServiceAccount,
    *,
    name: str,
    scopes: Iterable[str],
    days: int,
    ranges: Iterable[str] = (),
) -> tuple[ApiToken, str]:
    """A token of the account and its secret."""
    _hold(project, actor, service)
    return tokens.create(
        service.user, name, scopes, days, ranges=ranges, actor=actor, project_id=project.pk
    )


def token_of(service: ServiceAccount, token_id: UUID) -> ApiToken:
    """A token of the account; 404 for another's."""
    token = ApiToken.objects.filter(user=service.user_id, pk=token_id).first()
    if token is None:
        raise Http404
    return token


def rotate_token(
    project: Project, actor: User, service: ServiceAccount, token: ApiToken, hours: int
) -> tuple[ApiToken, str]:
    """A successor of one of the account's tokens; the old one works for ``hours`` more."""
    _hold(project, actor, service)
    try:
        return tokens.rotate(token, actor, overlap=timedelta(hours=hours), project_id=project.pk)
    except ValueError:
        raise Refused(msg("This token does not work any more. Make a new one.")) from None


def revoke_token(
    project: Project, actor: User, service: ServiceAccount, token_id: UUID
) -> ApiToken:
    """End a token now. 404 for another's."""
    _hold(project, actor, service)
    token = token_of(service, token_id)
    tokens.revoke(token, actor, project_id=project.pk)
    return token


def add_client(
    project: Project, actor: User, service: ServiceAccount, *, name: str, scopes: Iterable[str]
) -> tuple[OAuthClient, str]:
    """An OAuth2 client of the account and its secret."""
    _hold(project, actor, service)
    return services.add_client(service, actor, name, scopes, project_id=project.pk)


def revoke_client(
    project: Project, actor: User, service: ServiceAccount, client_id: UUID
) -> OAuthClient:
    """End an OAuth2 client and its tokens now. 404 for another's."""
    _hold(project, actor, service)
    clients = OAuthClient.objects.filter(service=service).select_related("application")
    client = clients.filter(pk=client_id).first()
    if client is None:
        raise Http404
    services.revoke_client(client, actor, project_id=project.pk)
    return client


def left_the_last(sender: type[Membership], instance: Membership, **kwargs: Any) -> None:
    """After a membership has gone: a service account without any project is closed."""
    service = ServiceAccount.objects.filter(user=instance.user_id).first()
    if service and not Membership.objects.filter(user=instance.user_id).exists():
        services.close(service, None)
