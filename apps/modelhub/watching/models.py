"""Rows of watching: how a serving name is watched, what was answered, what was found."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import ProjectModel


class Keeps(models.TextChoices):
    """What is kept of the texts that were asked about."""

    FEATURES = "features", _("Only their length")
    MASKED = "masked", _("The text, with addresses and long numbers masked")
    WHOLE = "whole", _("The text as it is")


class Watch(ProjectModel):
    """How a serving name's predictions are logged; no row and a ``share`` of 0 mean not at all."""

    alias = models.OneToOneField(
        "modelhub.ModelAlias", on_delete=models.CASCADE, related_name="watch"
    )
    share = models.FloatField(_("share"), default=1.0)  # of the predictions, from 0 to 1
    days = models.PositiveSmallIntegerField(_("days"), default=30)  # for which they are kept
    keeps = models.CharField(
        _("of texts"), max_length=10, choices=Keeps.choices, default=Keeps.FEATURES
    )
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return str(self.alias_id)


class LoggedPrediction(ProjectModel):
    """One row that a model was asked about by a serving name, and what it said.

    ``digest`` tells equal inputs without telling the input: it is keyed by the site's secret.
    ``answer`` is '' where the model names no class, ``score`` None where it gives no number.
    """

    watch = models.ForeignKey(Watch, on_delete=models.CASCADE, related_name="predictions")
    model = models.ForeignKey(
        "modelhub.RegisteredModel", on_delete=models.CASCADE, related_name="+"
    )
    digest = models.CharField(max_length=32)
    length = models.PositiveIntegerField(default=0)  # characters of all texts
    texts: Any = models.JSONField(null=True)  # by column, where they may be kept
    numbers: Any = models.JSONField(default=dict)  # by column
    answer = models.CharField(_("answer"), max_length=200, blank=True)
    score = models.FloatField(_("score"), null=True)
    truth = models.CharField(_("true label"), max_length=200, blank=True)
    labelled_at = models.DateTimeField(null=True)
    labelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("logged prediction")
        verbose_name_plural = _("logged predictions")
        ordering = ["-created_at", "id"]
        indexes = [
            models.Index(fields=["watch", "model", "-created_at"], name="modelhub_log_window"),
            models.Index(fields=["watch", "-created_at", "id"], name="modelhub_log_newest"),
            models.Index(fields=["watch", "updated_at", "id"], name="modelhub_log_walk"),
            models.Index(
                fields=["watch", "created_at"],
                condition=models.Q(labelled_at__isnull=False),
                name="modelhub_log_labelled",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class DriftCheck(ProjectModel):
    """What one run found of one serving name."""

    class State(models.TextChoices):
        STEADY = "steady", _("No drift")
        DRIFTED = "drifted", _("Drift")
        REFUSED = "refused", _("Too little to say")

    watch = models.ForeignKey(Watch, on_delete=models.CASCADE, related_name="checks")
    model = models.ForeignKey(
        "modelhub.RegisteredModel", on_delete=models.CASCADE, related_name="+"
    )
    job = models.ForeignKey("jobs.Job", null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    note: Any = models.JSONField(null=True)  # Message: why nothing, or not all, was compared
    rows = models.PositiveIntegerField(default=0)
    reference_rows = models.PositiveIntegerField(default=0)
    reference = models.CharField(max_length=10, blank=True)  # 'test' or 'log'
    since = models.DateTimeField(null=True)  # of the oldest prediction compared
    level = models.FloatField(default=0)  # false discovery rate of the run
    statistics: Any = models.JSONField(default=list)  # [runner.Found]

    class Meta:
        verbose_name = _("drift check")
        verbose_name_plural = _("drift checks")
        ordering = ["-created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["watch", "job"], name="one_check_per_run_and_watch")
        ]
        indexes = [
            models.Index(fields=["watch", "-created_at", "id"], name="modelhub_check_newest"),
            models.Index(fields=["watch", "updated_at", "id"], name="modelhub_check_walk"),
        ]

    def __str__(self) -> str:
        return f"{self.watch_id} {self.state}"


class DriftAlert(ProjectModel):
    """A drift that people were told of, until it is over; it is told once."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACKNOWLEDGED = "acknowledged", _("Acknowledged")
        SNOOZED = "snoozed", _("Snoozed")
        CLOSED = "closed", _("Over")

    watch = models.ForeignKey(Watch, on_delete=models.CASCADE, related_name="alerts")
    model = models.ForeignKey(
        "modelhub.RegisteredModel", on_delete=models.CASCADE, related_name="+"
    )
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.OPEN)
    statistics: Any = models.JSONField(default=list)  # keys of what has drifted so far
    seen_at = models.DateTimeField()  # when a check found it last
    calm = models.PositiveSmallIntegerField(default=0)  # checks in a row that did not find it
    snoozed_until = models.DateTimeField(null=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("drift alert")
        verbose_name_plural = _("drift alerts")
        ordering = ["-created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["watch", "model"],
                condition=~models.Q(state="closed"),
                name="one_open_alert_per_model",
            )
        ]
        indexes = [
            models.Index(fields=["watch", "-created_at", "id"], name="modelhub_alert_newest"),
            models.Index(fields=["watch", "updated_at", "id"], name="modelhub_alert_walk"),
        ]

    def __str__(self) -> str:
        return f"{self.watch_id} {self.state}"


class Retraining(ProjectModel):
    """A serving name's model is trained again by ``schedule``, which is paused where only drift
    asks for it. What comes of it is a candidate."""

    alias = models.OneToOneField(
        "modelhub.ModelAlias", on_delete=models.CASCADE, related_name="retraining"
    )
    schedule = models.OneToOneField(
        "jobs.Schedule", on_delete=models.CASCADE, related_name="retraining"
    )
    on_drift = models.BooleanField(_("when drift is found"), default=False)
    last_model = models.ForeignKey(
        "modelhub.RegisteredModel", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.alias_id)
