"""Making, finding and revoking the secret address of a member's calendar."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from apps.accounts.domain.tokens import hash_of
from apps.accounts.models import User
from apps.core.happenings import report
from apps.projects.access import membership_of, require_role
from apps.projects.models import Membership, Project, Role
from apps.promotion.models import CalendarFeed

NOTED = timedelta(hours=1)  # how exactly the last use is known


@transaction.atomic
def make(project: Project, user: User) -> str:
    """A new secret for the member's calendar (viewer); one that they had works no more."""
    require_role(membership_of(user, project.pk), Role.VIEWER)
    secret = secrets.token_urlsafe(32)
    values = {"secret_hash": hash_of(secret), "last_used_at": None}
    feed, _made = CalendarFeed.objects.update_or_create(project=project, user=user, defaults=values)
    report("promotion.calendar.shared", actor=user, project_id=project.pk, subject=feed)
    return secret


@transaction.atomic
def revoke(project: Project, user: User) -> bool:
    """Whether there was one. It works no more."""
    require_role(membership_of(user, project.pk), Role.VIEWER)
    rows = CalendarFeed.objects.select_for_update().filter(project=project, user=user)
    feed = rows.first()
    if feed is None:
        return False
    report("promotion.calendar.revoked", actor=user, project_id=project.pk, subject=feed)
    feed.delete()
    return True


def find(secret: str) -> CalendarFeed | None:
    """The calendar of this secret, if whose it is may still see the project."""
    rows = CalendarFeed.objects.select_related("project", "user")
    feed = rows.filter(secret_hash=hash_of(secret), user__is_active=True).first()
    if feed is None:
        return None
    if not Membership.objects.filter(project=feed.project_id, user=feed.user_id).exists():
        return None
    return feed


def note_use(feed: CalendarFeed) -> None:
    """Write when it was used, at most once an hour."""
    now = timezone.now()
    if feed.last_used_at is None or feed.last_used_at < now - NOTED:
        CalendarFeed.objects.filter(pk=feed.pk).update(last_used_at=now)
