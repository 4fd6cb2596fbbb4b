"""Notices: made for one person, listed newest first, read once."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from apps.core.messages import Message
from apps.events.models import Notice


def notify(
    user: Any, message: Message, *, url: str = "", project_id: Any = None, tone: str = "neutral"
) -> Notice:
    """Leave a notice for ``user``. ``url`` is a path of this site."""
    return Notice.objects.create(
        user=user,
        project_id=project_id,
        message=message.model_dump(mode="json"),
        url=url,
        tone=tone,
    )


def unread_count(user: Any) -> int:
    """How many notices the person has not read."""
    return Notice.objects.filter(user=user, read_at=None).count()


def of(user: Any) -> QuerySet[Notice]:
    """The person's notices, newest first, with their projects."""
    return Notice.objects.filter(user=user).select_related("project")


def read(notice: Notice) -> None:
    """Mark one notice as read; the first time counts."""
    now = timezone.now()
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=now, updated_at=now)


def read_all(user: Any) -> int:
    """Mark everything as read; returns how many were not."""
    now = timezone.now()
    return Notice.objects.filter(user=user, read_at=None).update(read_at=now, updated_at=now)
