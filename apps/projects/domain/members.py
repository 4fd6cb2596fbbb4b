"""Who is in a project, as what. A project always keeps an owner."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from apps.accounts.domain import invitations
from apps.accounts.models import Invitation, User
from apps.core.happenings import report
from apps.core.messages import msg, msgn
from apps.projects.access import membership_of, require, require_role
from apps.projects.domain import changes
from apps.projects.domain.errors import Refused
from apps.projects.domain.service_accounts import check_role
from apps.projects.models import Membership, Project, Role


@transaction.atomic
def add_member(project: Project, actor: User, *, user: User, role: Role) -> Membership:
    """Give an existing account a role (owner). One who is a member already is refused."""
    require(membership_of(actor, project.pk), Role.OWNER)
    membership, made = Membership.objects.get_or_create(
        project=project, user=user, defaults={"role": role}
    )
    if not made:
        raise Refused(
            msg("{person} is a member already. Change the role in the list.", person=str(user)),
            field="email",
        )
    report(
        "projects.member.added",
        actor=actor,
        project_id=project.pk,
        subject=membership,
        role=role.value,
    )
    return membership


def add_or_invite(
    project: Project, actor: User, *, email: str, role: Role, request: HttpRequest | None = None
) -> tuple[Membership | Invitation, str]:
    """Add the account with this address, or invite the address; returns the invitation's link.

    The link is '' for an account that was there already. One that an import has made is invited:
    accepting makes it the person's own.
    """
    user = User.objects.filter(is_service=False, email=email.strip().lower()).first()
    if user and user.is_active:
        return add_member(project, actor, user=user, role=role), ""
    if user and not user.is_placeholder:
        require(membership_of(actor, project.pk), Role.OWNER)
        raise Refused(
            msg(
                "The account of {email} is switched off. Ask an administrator to switch it on.",
                email=user.email,
            ),
            field="email",
        )
    return invite(project, actor, email=email, role=role, request=request)


@transaction.atomic
def invite(
    project: Project, actor: User, *, email: str, role: Role, request: HttpRequest | None = None
) -> tuple[Invitation, str]:
    """Invite an address that nobody has an account for yet (owner), so many times a day."""
    require(membership_of(actor, project.pk), Role.OWNER)
    _keep_to_the_day(project, actor)
    if any(invitation.email == email.strip().lower() for invitation in open_invitations(project)):
        raise Refused(
            msg("{email} is invited already. Withdraw that invitation first.", email=email),
            field="email",
        )
    grants = [{"project": str(project.pk), "role": role.value}]
    return invitations.invite(email, "", actor, grants, project_id=project.pk, request=request)


def _keep_to_the_day(project: Project, actor: User) -> None:
    """Each invitation is mail to a stranger: a person and a project send so many in 24 hours.

    Withdrawn ones count. What the admin panel sends is not counted, having no project's owner.
    """
    changes.hold(project.pk)
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    latest = Invitation.objects.filter(created_at__gt=timezone.now() - timedelta(days=1))
    own = sum(
        any("project" in grant for grant in row.grants)
        for row in latest.filter(invited_by=actor).only("grants")
    )
    if own >= settings.PERSON_INVITATIONS_A_DAY:
        raise Refused(
            msgn(
                "You have sent {count} invitation within 24 hours, which is the limit. Go on"
                " tomorrow, or ask an administrator to invite the others.",
                "You have sent {count} invitations within 24 hours, which is the limit. Go on"
                " tomorrow, or ask an administrator to invite the others.",
                own,
            )
        )
    sent = sum(bool(_granted_role(row, project)) for row in latest.only("grants"))
    if sent >= settings.PROJECT_INVITATIONS_A_DAY:
        raise Refused(
            msgn(
                "This project has sent {count} invitation within 24 hours, which is the limit."
                " Go on tomorrow, or ask an administrator to invite the others.",
                "This project has sent {count} invitations within 24 hours, which is the limit."
                " Go on tomorrow, or ask an administrator to invite the others.",
                sent,
            )
        )


def open_invitations(project: Project) -> list[Invitation]:
    """Invitations that would make somebody a member of this project, newest first."""
    # grants is a JSON list; SQLite has no containment test for it, and open invitations are few.
    pending = Invitation.objects.filter(accepted_at=None, revoked_at=None)
    return [
        invitation
        for invitation in pending.select_related("invited_by")
        if invitation.is_open and _granted_role(invitation, project)
    ]


def _granted_role(invitation: Invitation, project: Project) -> str:
    roles = (g.get("role", "") for g in invitation.grants if g.get("project") == str(project.pk))
    return next(roles, "")


def invited_role(invitation: Invitation, project: Project) -> Role | None:
    """The role that the invitation gives in this project."""
    role = _granted_role(invitation, project)
    return Role(role) if role else None


def withdraw(project: Project, actor: User, invitation: Invitation) -> None:
    """Close an open invitation to this project (owner)."""
    require(membership_of(actor, project.pk), Role.OWNER)
    invitations.revoke(invitation, actor, project_id=project.pk)


def accept_grants(invitation: Invitation, user: User) -> None:
    """Registered with ``invitations.on_accept``: make the person a member of what was granted.

    A project deleted meanwhile is passed over, and so is one whose inviter is no longer an owner:
    an invitation gives nothing that its sender could not give now. A role never sinks.
    """
    for project, role in _standing_grants(invitation):
        _grant(project, user, role, invitation.invited_by)


def opened_by(invitation: Invitation) -> list[invitations.Place]:
    """Registered with ``invitations.places``: the projects that the invitation opens."""
    return [
        invitations.Place(
            project.name, str(role.label), reverse("projects:overview", args=[project.pk])
        )
        for project, role in _standing_grants(invitation)
    ]


def _standing_grants(invitation: Invitation) -> Iterator[tuple[Project, Role]]:
    for grant in invitation.grants:
        project = Project.objects.filter(pk=grant.get("project")).first()
        if project and _is_owner(project, invitation.invited_by):
            yield project, Role(grant["role"])


def _is_owner(project: Project, user: User) -> bool:
    return Membership.objects.filter(project=project, user=user, role=Role.OWNER).exists()


def _grant(project: Project, user: User, role: Role, inviter: User) -> None:
    membership, made = Membership.objects.get_or_create(
        project=project, user=user, defaults={"role": role}
    )
    told: dict[str, Any] = {"actor": inviter, "project_id": project.pk, "subject": membership}
    if made:
        report("projects.member.added", role=role.value, **told)
    elif not Role(membership.role).covers(role):
        before, membership.role = membership.role, role.value
        membership.save(update_fields=["role", "updated_at"])
        report("projects.member.changed", changes={"role": [before, role.value]}, **told)


@transaction.atomic
def change_role(membership: Membership, actor: User, role: Role) -> Membership:
    """Give a member another role (owner)."""
    require(membership_of(actor, membership.project_id), Role.OWNER)
    row = _hold(membership)
    if row.user.is_service:
        check_role(role)
    before = row.role
    if before == role:
        return row
    if before == Role.OWNER:
        _keep_an_owner(row)
    row.role = role
    row.save(update_fields=["role", "updated_at"])
    report(
        "projects.member.changed",
        actor=actor,
        project_id=row.project_id,
        subject=row,
        changes={"role": [before, role.value]},
    )
    return row


@transaction.atomic
def remove_member(membership: Membership, actor: User) -> None:
    """Take a member out (owner), or leave (anybody). The last owner cannot go."""
    own = membership_of(actor, membership.project_id)
    if own.pk != membership.pk:
        require_role(own, Role.OWNER)
    row = _hold(membership)
    if row.role == Role.OWNER:
        _keep_an_owner(row)
    report(
        "projects.member.removed",
        actor=actor,
        project_id=row.project_id,
        subject=row,
        person=str(row.user),
    )
    row.delete()


def _hold(membership: Membership) -> Membership:
    """The row as it is, with the project locked: two owners leaving at once take turns."""
    changes.hold(membership.project_id)
    row: Membership = Membership.objects.select_related("user", "project").get(pk=membership.pk)
    return row


def _keep_an_owner(leaving: Membership) -> None:
    others = Membership.objects.filter(project_id=leaving.project_id, role=Role.OWNER)
    if not others.exclude(pk=leaving.pk).exists():
        raise Refused(
            msg(
                "{person} is the last owner. Make somebody else an owner first.",
                person=str(leaving.user),
            ),
            field="role",
        )


def owners(project_id: Any) -> list[User]:
    """The people who own the project."""
    rows = Membership.objects.filter(project_id=project_id, role=Role.OWNER)
    return [row.user for row in rows.select_related("user")]
