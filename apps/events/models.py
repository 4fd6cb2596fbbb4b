"""The audit trail and the notices that people see."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import BaseModel, ScopedQuerySet


class ImmutableError(Exception):
    """The audit trail is written once: nothing in it is changed or deleted."""


class AuditQuerySet(ScopedQuerySet):
    """Reads and adds; every way to change many rows at once is closed."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise ImmutableError("audit entries cannot be changed")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ImmutableError("audit entries cannot be changed")

    def delete(self) -> NoReturn:
        raise ImmutableError("audit entries cannot be deleted")


class AuditEntry(BaseModel):
    """Who did what to what, when. Rows are written once and never changed."""

    kind = models.CharField(_("what"), max_length=80, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    actor_label = models.CharField(_("who"), max_length=254, blank=True)
    project = models.ForeignKey(
        "projects.Project", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    subject_type = models.CharField(max_length=80, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    subject_label = models.CharField(_("subject"), max_length=254, blank=True)
    data: Any = models.JSONField(default=dict, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-created_at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} · {self.subject_label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ImmutableError("audit entries cannot be changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ImmutableError("audit entries cannot be deleted")


class Notice(BaseModel):
    """Something that one person should see, once."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    project = models.ForeignKey(
        "projects.Project", null=True, on_delete=models.CASCADE, related_name="+"
    )
    message: Any = models.JSONField()  # core.messages.Message
    url = models.CharField(max_length=500, blank=True)
    tone = models.CharField(max_length=8, default="neutral")
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-created_at", "id"]
        indexes = [models.Index(fields=["user", "read_at"])]

    def __str__(self) -> str:
        return str(self.message.get("text", ""))
