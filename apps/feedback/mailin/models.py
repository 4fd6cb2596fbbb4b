"""Mailboxes whose messages become records, and which messages have."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.models import ProjectModel


class Mailbox(ProjectModel):
    """A folder on an IMAP server, and how far it was read.

    ``uid_validity`` and ``last_uid`` are the place of the last message read (RFC 9051, 2.3.1.1).
    ``attempt`` numbers the fetches: one that is not the newest stores nothing. ``counts`` are
    those of the last fetch, ``totals`` of all together (names of ``fetching.COUNTED``).
    """

    class Security(models.TextChoices):
        TLS = "tls", pgettext_lazy("mailbox", "TLS from the start (port 993)")
        STARTTLS = "starttls", pgettext_lazy("mailbox", "STARTTLS (port 143)")

    class Every(models.IntegerChoices):
        QUARTER = 15, _("Every 15 minutes")
        HOUR = 60, _("Every hour")
        DAY = 1440, _("Once a day")

    name = models.CharField(_("name"), max_length=110)
    host = models.CharField(_("server"), max_length=253)
    port = models.PositiveIntegerField(_("port"), default=993)
    security = models.CharField(
        _("encryption"), max_length=8, choices=Security.choices, default=Security.TLS
    )
    user = models.CharField(_("user"), max_length=254)
    secrets: Any = models.JSONField(default=dict, editable=False)  # sealed: the password
    folder = models.CharField(_("folder"), max_length=200, default="INBOX")
    since = models.DateField(_("messages since"), null=True, blank=True)
    country = models.CharField(_("market"), max_length=3, blank=True)  # ISO 3166-1 alpha-3
    every = models.PositiveIntegerField(_("how often"), choices=Every.choices, default=Every.HOUR)
    paused = models.BooleanField(default=False)
    problem: Any = models.JSONField(null=True, editable=False)  # Message: why nothing was read
    uid_validity = models.BigIntegerField(null=True, editable=False)
    last_uid = models.BigIntegerField(default=0, editable=False)
    attempt = models.PositiveIntegerField(default=0, editable=False)
    next_at = models.DateTimeField(default=timezone.now, editable=False)
    busy_until = models.DateTimeField(null=True, editable=False)
    fetched_at = models.DateTimeField(null=True, editable=False)
    counts: Any = models.JSONField(default=dict, editable=False)
    totals: Any = models.JSONField(default=dict, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("mailbox")
        verbose_name_plural = _("mailboxes")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="feedback_mailbox_name")
        ]
        indexes = [models.Index(fields=["paused", "next_at"], name="feedback_mailbox_due")]

    def __str__(self) -> str:
        return self.name


class SeenMessage(ProjectModel):
    """A message that became a record, so that it does not come back once that was deleted.

    ``digest`` is SHA-256 of its Message-ID, or of all of it where it has none, in hex.
    """

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="seen")
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("message read")
        verbose_name_plural = _("messages read")
        constraints = [
            models.UniqueConstraint(fields=["mailbox", "digest"], name="feedback_seenmessage_once")
        ]

    def __str__(self) -> str:
        return self.digest[:12]
