"""Base models: public ids, timestamps, and querysets that know what a user may see."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models

if TYPE_CHECKING:
    from apps.accounts.models import User


class ScopedQuerySet(models.QuerySet[Any]):
    """Rows that belong to a project, directly or through ``project_path``."""

    project_path = "project"

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Rows of the projects that ``user`` is a member of; nothing for anybody else.

        Membership is a subquery, not a join, so that rows never repeat.
        """
        if not user.is_authenticated:
            return self.none()
        return self.filter(**{f"{self.project_path}__in": visible_project_ids(user)})


def visible_project_ids(user: Any) -> Any:
    """A subquery of the ids of the projects that ``user`` is a member of."""
    from django.apps import apps  # the model lives in a room below this one: ask the registry

    membership = apps.get_model("projects", "Membership")
    return membership.objects.filter(user=user).values("project_id")


class BaseModel(models.Model):
    """A row with a public, unguessable id and the two timestamps that REST paging relies on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        abstract = True


class ProjectModel(BaseModel):
    """A row of one project. ``objects.visible_to(user)`` is the only way in."""

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True


class IdempotencyKey(models.Model):
    """A request that its caller named with a key, and the answer that a repetition gets.

    ``caller``, ``key`` and ``fingerprint`` (of method, address and body) are SHA-256 in hex.
    ``status`` is null while the request is being worked on by whoever holds ``attempt``; ``body``
    is sealed (``api.answers``).
    """

    caller = models.CharField(max_length=64)
    key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    attempt = models.UUIDField(default=uuid.uuid4)
    started_at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(null=True)
    headers: Any = models.JSONField(default=dict)
    body = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["caller", "key"], name="core_idempotencykey_once")
        ]

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.status or 'in progress'}"
