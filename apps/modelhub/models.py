"""Fitted models that can be asked for predictions."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import ProjectModel


class RegisteredModel(ProjectModel):
    """What a succeeded job left behind for prediction; immutable but for its name."""

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="models")
    job = models.OneToOneField("jobs.Job", on_delete=models.CASCADE, related_name="model")
    name = models.CharField(_("name"), max_length=200)
    engine_key = models.CharField(_("engine"), max_length=100)
    engine_version = models.CharField(max_length=40)
    predict_fields: Any = models.JSONField(default=list)  # [engines.result.PredictField]
    summary: Any = models.JSONField(default=dict)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("model")
        verbose_name_plural = _("models")
        ordering = ["-created_at", "id"]

    def __str__(self) -> str:
        return self.name
