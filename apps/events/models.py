"""The audit trail, the notices that people see, and the webhooks that programs get."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from apps.core.means import Channel, Via
from apps.core.models import BaseModel, ProjectModel, ScopedQuerySet


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
    """Who did what to what, when, by which means. Rows are written once and never changed.

    The database itself refuses changes (``guard``). So ``project`` and ``actor`` are references
    without a constraint: they keep the id of what is gone, whose name the labels keep.
    """

    kind = models.CharField(_("what"), max_length=80, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    actor_label = models.CharField(_("who"), max_length=254, blank=True)
    project = models.ForeignKey(
        "projects.Project",
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    project_label = models.CharField(_("project"), max_length=254, blank=True)
    subject_type = models.CharField(max_length=80, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    subject_label = models.CharField(_("subject"), max_length=254, blank=True)
    # See apps.core.means; all are empty in rows that are older than this.
    channel = models.CharField(_("channel"), max_length=8, choices=Channel.choices, blank=True)
    via_type = models.CharField(max_length=8, choices=Via.choices, blank=True)
    via_id = models.CharField(max_length=40, blank=True)
    via_label = models.CharField(max_length=254, blank=True)
    address = models.GenericIPAddressField(_("address"), null=True, blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    data: Any = models.JSONField(default=dict, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-created_at", "id"]
        indexes = [
            models.Index(fields=["-created_at", "id"], name="events_audit_newest"),
            models.Index(fields=["project", "-created_at", "id"], name="events_audit_project"),
            models.Index(fields=["project", "kind"], name="events_audit_kind"),
            models.Index(fields=["project", "actor_label"], name="events_audit_who"),
            models.Index(fields=["project", "updated_at", "id"], name="events_audit_walk"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.subject_label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ImmutableError("audit entries cannot be changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ImmutableError("audit entries cannot be deleted")


class AuditDoor(models.Model):
    """While a row stands here, its transaction may redact audit entries (``domain.redaction``).

    Such a row cannot be committed: it refers to an entry that there is not, which the database
    checks at the end of the transaction.
    """

    nothing = models.ForeignKey(AuditEntry, on_delete=models.DO_NOTHING, related_name="+")

    def __str__(self) -> str:
        return str(self.nothing_id)


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
        indexes = [
            models.Index(fields=["user", "read_at"]),
            models.Index(fields=["user", "-created_at", "id"], name="events_notice_newest"),
        ]

    def __str__(self) -> str:
        return str(self.message.get("text", ""))


def host_of(url: str) -> str:
    """What may be shown of an address to everybody: its path can hold a password.

    Read by the same function as ``core.outbound``, so that what is shown is what is asked.
    """
    try:
        return parse_url(url).netloc or ""
    except LocationParseError:
        return ""


class WebhookEndpoint(ProjectModel):
    """An address of somebody else's that is told what happens in a project.

    ``kinds`` are keys of the catalogue, or ``["*"]`` for all. ``secret`` and ``former_secret`` are
    sealed (``domain.secrets``); the former one signs too until ``former_until``.
    """

    ALL = "*"

    url = models.CharField(_("address"), max_length=2000)
    description = models.CharField(_("description"), max_length=200, blank=True)
    kinds: Any = models.JSONField(default=list)
    enabled = models.BooleanField(_("enabled"), default=True)
    disabled_reason: Any = models.JSONField(null=True, blank=True)  # core.messages.Message
    secret = models.TextField()
    former_secret = models.TextField(blank=True)
    former_until = models.DateTimeField(null=True, blank=True)
    last_success_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return self.description or self.host  # the audit trail keeps it, and viewers read that

    @property
    def host(self) -> str:
        return host_of(self.url)

    @property
    def state(self) -> str:
        """'active' or 'disabled', for the badge."""
        return "active" if self.enabled else "disabled"

    def wants(self, kind: str) -> bool:
        return self.ALL in self.kinds or kind in self.kinds


class WebhookDelivery(ProjectModel):
    """One event for one endpoint, written with the change that it tells of.

    ``due_at`` is when the next try may begin, empty once there is none; a worker claims a try by
    moving it on. ``message_id`` is the same for every try and replay: receivers know repetitions
    by it.
    """

    class State(models.TextChoices):
        WAITING = "pending", _("Waiting")
        DELIVERED = "delivered", _("Delivered")
        FAILED = "failed", _("Failed")

    endpoint = models.ForeignKey(
        WebhookEndpoint, on_delete=models.CASCADE, related_name="deliveries"
    )
    kind = models.CharField(_("event"), max_length=80)
    message_id = models.CharField(max_length=40)
    body = models.TextField()  # exactly what is sent and signed
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    tries = models.PositiveIntegerField(_("tries"), default=0)  # ever
    step = models.PositiveSmallIntegerField(default=0)  # tries since it was made or replayed
    due_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-created_at", "id"]
        indexes = [
            models.Index(fields=["state", "due_at"]),
            models.Index(fields=["endpoint", "-created_at"]),
            models.Index(fields=["endpoint", "updated_at", "id"], name="events_delivery_walk"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.message_id}"


class WebhookTry(BaseModel):
    """One request to a receiver. Without ``seconds`` it is under way, or its worker vanished.

    The id travels as ``X-Request-Id``, so that a receiver's log can be matched.
    """

    delivery = models.ForeignKey(WebhookDelivery, on_delete=models.CASCADE, related_name="log")
    number = models.PositiveIntegerField()
    seconds = models.FloatField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.TextField(blank=True)  # its first 2 kB
    error: Any = models.JSONField(null=True)  # core.messages.Message

    class Meta:
        verbose_name = _("try")
        verbose_name_plural = _("tries")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "number"], name="one_row_for_each_try")
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id} #{self.number}"
