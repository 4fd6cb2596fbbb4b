"""Records that may be the same, and records that were merged."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import ProjectModel


class PartyKind(models.TextChoices):
    """What can be merged: two rows of one of these."""

    COMPANY = "company", _("Companies")
    CONTACT = "contact", _("Contacts")
    LEAD = "lead", _("Leads")


class DuplicatePair(ProjectModel):
    """Two records that may be the same; ``first`` is the smaller id. ``score`` is from 0 to 100,
    ``reasons`` are Messages.
    """

    class State(models.TextChoices):
        OPEN = "open", _("To be decided")
        DIFFERENT = "different", _("Not the same")

    kind = models.CharField(max_length=7, choices=PartyKind.choices)
    first = models.UUIDField()
    second = models.UUIDField()
    score = models.FloatField()
    reasons: Any = models.JSONField(default=list)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "kind", "first", "second"], name="crm_duplicatepair_once"
            )
        ]
        indexes = [
            models.Index(fields=["project", "kind", "state", "-score"], name="crm_pair_list"),
            models.Index(fields=["second"], name="crm_pair_second"),
        ]

    def __str__(self) -> str:
        return f"{self.first} {self.second}"


class DuplicateSearch(ProjectModel):
    """A search for duplicates among all records of one kind; the newest counts."""

    class State(models.TextChoices):
        RUNNING = "running", _("Searching")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    kind = models.CharField(max_length=7, choices=PartyKind.choices)
    state = models.CharField(max_length=7, choices=State.choices, default=State.RUNNING)
    rows = models.PositiveIntegerField(default=0)  # that were compared
    found = models.PositiveIntegerField(default=0)  # pairs
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("search for duplicates")
        verbose_name_plural = _("searches for duplicates")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.state}"


class Merge(ProjectModel):
    """Two records that became one, and what is needed to part them again (``merging.memory``)."""

    kind = models.CharField(max_length=7, choices=PartyKind.choices)
    winner = models.UUIDField()
    loser = models.UUIDField()
    loser_name = models.CharField(max_length=254)
    memory: Any = models.JSONField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["project", "winner"], name="crm_merge_winner"),
            models.Index(fields=["project", "loser"], name="crm_merge_loser"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.winner}"
