"""An import of days of campaigns, and what it changed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.models import ProjectModel


class OutcomeIntake(ProjectModel):
    """Days of campaigns that are taken from a table: what was agreed on, what was found, how far it
    is.

    ``plan`` is ``intakes.columns.Plan``. ``found`` counts what the check said, ``counts`` what has
    become of the rows up to ``next_row`` (from 0).
    """

    class State(models.TextChoices):
        CHECKED = "checked", _("Checked")
        RUNNING = "running", pgettext_lazy("state of an import", "Being taken")
        DONE = "done", _("Done")
        STOPPED = "stopped", _("Stopped")
        UNDOING = "undoing", _("Being undone")
        UNDONE = "undone", _("Undone")

    version = models.ForeignKey(
        "datasets.DatasetVersion", on_delete=models.CASCADE, related_name="outcome_intakes"
    )
    plan: Any = models.JSONField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.CHECKED)
    found: Any = models.JSONField(default=dict)
    counts: Any = models.JSONField(default=dict)
    next_row = models.PositiveIntegerField(default=0)
    problem: Any = models.JSONField(null=True, blank=True)  # Message: why it stopped
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("days of campaigns from a table")
        verbose_name_plural = _("days of campaigns from tables")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "updated_at"], name="promotion_intake_state")]

    def __str__(self) -> str:
        return f"{self.version} · {self.get_state_display()}"


class OutcomeChange(ProjectModel):
    """A day of a campaign that an import made or changed, so that this can be undone.

    ``before`` holds the fields that it changed as they were, null where it made the day;
    ``version`` is the day's version afterwards.
    """

    intake = models.ForeignKey(OutcomeIntake, on_delete=models.CASCADE, related_name="changes")
    outcome = models.ForeignKey("promotion.Outcome", on_delete=models.CASCADE, related_name="+")
    before: Any = models.JSONField(null=True)
    version = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["intake", "outcome"], name="promotion_outcomechange_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.outcome_id}"
