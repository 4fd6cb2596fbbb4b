"""Connections with other CRM systems: what is kept in step, how far, and what became of it.

Of values that were exchanged only keyed hashes are kept (``SyncLink.seen``). The values themselves
stand in the records, and where a person has to choose, in :class:`SyncConflict`.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.models import ProjectModel
from apps.crm.models.merging import PartyKind


def new_salt() -> str:
    """The key of a connection's hashes."""
    return secrets.token_hex(16)


class SyncConnection(ProjectModel):
    """One account of another system. ``plan`` is ``connectors.plan.Plan``; ``known_fields`` are
    the fields there, by kind; ``cursors`` say how far each kind is, by direction.
    """

    class State(models.TextChoices):
        SETUP = "setup", _("To be connected")
        ACTIVE = "active", _("Active")
        PAUSED = "paused", _("Paused")
        BROKEN = "broken", _("To be connected again")

    class Policy(models.TextChoices):
        ASK = "ask", _("Ask a person")
        THEIRS = "theirs", _("The other system wins")
        OURS = "ours", _("Lepton wins")
        NEWEST = "newest", _("The newest change wins")

    class Deletions(models.TextChoices):
        KEEP = "keep", _("Keep the record on the other side")
        FOLLOW = "follow", _("Delete the record on the other side too")

    class Every(models.IntegerChoices):
        BY_HAND = 0, _("By hand")
        QUARTER = 15, _("Every 15 minutes")
        HOUR = 60, _("Every hour")
        DAY = 1440, _("Every day")

    name = models.CharField(_("name"), max_length=80)
    connector = models.CharField(_("system"), max_length=40)
    system = models.CharField(_("name in external ids"), max_length=40)
    options: Any = models.JSONField(default=dict)  # of the connector, without secrets
    secrets: Any = models.JSONField(default=dict, editable=False)  # sealed
    account = models.CharField(_("account"), max_length=200, blank=True)
    identity = models.CharField(max_length=300, blank=True, editable=False)  # of the account
    plan: Any = models.JSONField(default=dict)
    known_fields: Any = models.JSONField(default=dict)
    cursors: Any = models.JSONField(default=dict)
    salt = models.CharField(max_length=32, default=new_salt, editable=False)
    policy = models.CharField(
        _("conflicts"), max_length=6, choices=Policy.choices, default=Policy.ASK
    )
    deletions = models.CharField(
        _("deletions"), max_length=6, choices=Deletions.choices, default=Deletions.KEEP
    )
    every = models.PositiveIntegerField(_("schedule"), choices=Every.choices, default=Every.BY_HAND)
    next_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(_("state"), max_length=6, choices=State.choices, default=State.SETUP)
    problem: Any = models.JSONField(null=True, blank=True)  # Message: why it is paused or broken
    failures = models.PositiveIntegerField(default=0)  # in a row
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("connection")
        verbose_name_plural = _("connections")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["project", "system"], name="crm_connection_system"),
            models.UniqueConstraint(fields=["project", "name"], name="crm_connection_name"),
        ]
        indexes = [models.Index(fields=["state", "next_at"], name="crm_connection_due")]

    def __str__(self) -> str:
        return self.name


class SyncSystem(ProjectModel):
    """A name in external ids, and the account whose ids it is of. It outlives the connection: the
    records keep their ids, which mean nothing in another account.
    """

    name = models.CharField(_("name in external ids"), max_length=40)
    connector = models.CharField(_("system"), max_length=40)
    identity = models.CharField(max_length=300)

    class Meta:
        verbose_name = _("name in external ids")
        verbose_name_plural = _("names in external ids")
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="crm_syncsystem_once")
        ]

    def __str__(self) -> str:
        return self.name


class SyncRun(ProjectModel):
    """One exchange with another system, or a dry run of it. ``counts`` is kind → direction →
    outcome → rows.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Queued")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        STOPPED = "stopped", _("Stopped")
        FAILED = "failed", _("Failed")

    connection = models.ForeignKey(SyncConnection, on_delete=models.CASCADE, related_name="runs")
    dry = models.BooleanField(_("dry run"), default=False)
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.QUEUED)
    attempt = models.PositiveIntegerField(default=0)  # fences a worker that was given up
    counts: Any = models.JSONField(default=dict)
    kept = models.PositiveIntegerField(default=0)  # outcomes that were written down
    cut = models.BooleanField(default=False)  # a dry run that did not look at all rows
    problem: Any = models.JSONField(null=True, blank=True)  # Message
    finished_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("synchronisation")
        verbose_name_plural = _("synchronisations")
        ordering = ["-created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["connection"],
                condition=Q(state__in=["queued", "running"]),
                name="crm_syncrun_one_open",
            )
        ]
        indexes = [models.Index(fields=["connection", "-created_at"], name="crm_syncrun_list")]

    def __str__(self) -> str:
        return f"{self.connection_id} {self.state}"


class SyncOutcome(ProjectModel):
    """What became of one row of a run; rows that were as they should be are only counted."""

    class Direction(models.TextChoices):
        IN = "in", _("To Lepton")
        OUT = "out", _("From Lepton")

    class Status(models.TextChoices):
        CREATED = "created", pgettext_lazy("row of a synchronisation", "New")
        UPDATED = "updated", pgettext_lazy("row of a synchronisation", "Changed")
        UNCHANGED = "unchanged", pgettext_lazy("row of a synchronisation", "As it was")
        DELETED = "deleted", pgettext_lazy("row of a synchronisation", "Deleted")
        LINKED = "linked", pgettext_lazy("row of a synchronisation", "Known already")
        CONFLICT = "conflict", pgettext_lazy("row of a synchronisation", "Conflict")
        REFUSED = "refused", pgettext_lazy("row of a synchronisation", "Refused")
        SKIPPED = "skipped", pgettext_lazy("row of a synchronisation", "Left out")

    run = models.ForeignKey(SyncRun, on_delete=models.CASCADE, related_name="outcomes")
    kind = models.CharField(_("kind"), max_length=7, choices=PartyKind.choices)
    direction = models.CharField(_("direction"), max_length=3, choices=Direction.choices)
    status = models.CharField(_("outcome"), max_length=9, choices=Status.choices)
    external_id = models.CharField(_("id there"), max_length=200, blank=True)
    row_id = models.UUIDField(null=True)
    fields: Any = models.JSONField(_("fields"), default=list)
    reason: Any = models.JSONField(_("reason"), null=True)  # Message

    class Meta:
        verbose_name = _("row of a synchronisation")
        verbose_name_plural = _("rows of a synchronisation")
        ordering = ["created_at", "id"]
        indexes = [
            models.Index(fields=["run", "status"], name="crm_syncoutcome_run"),
            models.Index(fields=["row_id"], name="crm_syncoutcome_row"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.external_id}: {self.status}"


class SyncLink(ProjectModel):
    """A record here that is a record there. ``seen`` is field → [hash of our value, hash of
    theirs], both as they were when the two sides were last in step.
    """

    class State(models.TextChoices):
        LINKED = "linked", _("Kept in step")
        GONE_HERE = "here", _("Deleted here")
        GONE_THERE = "there", _("Deleted there")
        ENDED = "ended", _("Deleted on both sides")

    connection = models.ForeignKey(SyncConnection, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(max_length=7, choices=PartyKind.choices)
    external_id = models.CharField(max_length=200)
    company = models.ForeignKey(
        "crm.Company", null=True, on_delete=models.SET_NULL, related_name="sync_links"
    )
    contact = models.ForeignKey(
        "crm.Contact", null=True, on_delete=models.SET_NULL, related_name="sync_links"
    )
    lead = models.ForeignKey(
        "crm.Lead", null=True, on_delete=models.SET_NULL, related_name="sync_links"
    )
    seen: Any = models.JSONField(default=dict)
    remote_version = models.CharField(max_length=40, blank=True)
    due = models.BooleanField(default=False)  # to be sent, whenever the record was changed
    state = models.CharField(max_length=6, choices=State.choices, default=State.LINKED)

    class Meta:
        verbose_name = _("record in another system")
        verbose_name_plural = _("records in other systems")
        constraints = [
            models.UniqueConstraint(
                fields=["connection", "kind", "external_id"], name="crm_synclink_once"
            )
        ]
        indexes = [models.Index(fields=["connection", "kind", "state"], name="crm_synclink_state")]

    def __str__(self) -> str:
        return f"{self.kind} {self.external_id}"


class SyncConflict(ProjectModel):
    """A field that both sides changed differently, for a person to decide."""

    connection = models.ForeignKey(
        SyncConnection, on_delete=models.CASCADE, related_name="conflicts"
    )
    link = models.ForeignKey(SyncLink, on_delete=models.CASCADE, related_name="conflicts")
    field = models.CharField(_("field"), max_length=60)
    theirs: Any = models.JSONField(null=True)

    class Meta:
        verbose_name = _("conflict")
        verbose_name_plural = _("conflicts")
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["link", "field"], name="crm_syncconflict_once")
        ]

    def __str__(self) -> str:
        return f"{self.link_id} {self.field}"
