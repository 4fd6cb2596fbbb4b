"""Fitted models that can be asked for predictions, and the names by which programs ask."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import BaseModel, ProjectModel


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
        indexes = [
            models.Index(fields=["project", "-created_at", "id"], name="modelhub_model_newest"),
            models.Index(fields=["project", "updated_at", "id"], name="modelhub_model_sync"),
        ]

    def __str__(self) -> str:
        return self.name


class ModelAlias(ProjectModel):
    """A name for whatever model serves now, such as 'serving' or 'candidate'.

    Programs ask the name, people point it to another model; ``former`` is the way back. Who pointed
    it where and when is in the audit trail.
    """

    name = models.CharField(_("name"), max_length=40)
    model = models.ForeignKey(RegisteredModel, on_delete=models.CASCADE, related_name="aliases")
    former = models.ForeignKey(
        RegisteredModel, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("serving name")
        verbose_name_plural = _("serving names")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="one_alias_per_name")
        ]
        indexes = [models.Index(fields=["project", "updated_at", "id"], name="modelhub_alias_sync")]

    def __str__(self) -> str:
        return self.name

    @property
    def way(self) -> str:
        """Where it points and where it would point back to, as a page has shown it."""
        return f"{self.model_id} {self.former_id}"


class ModelApproval(ProjectModel):
    """An owner's word that a model may serve; withdrawn by being deleted (the trail keeps it)."""

    model = models.OneToOneField(RegisteredModel, on_delete=models.CASCADE, related_name="approval")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.model_id)


class RegistryPolicy(ProjectModel):
    """A project's rules for its models; a project without a row has none."""

    project = models.OneToOneField(
        "projects.Project", on_delete=models.CASCADE, related_name="model_policy"
    )
    needs_approval = models.BooleanField(default=False)  # before a serving name points to a model

    def __str__(self) -> str:
        return str(self.project_id)


class TrustedSigner(BaseModel):
    """An installation whose bundles are taken without asking. ``public_key`` is in base64."""

    name = models.CharField(_("name"), max_length=200)
    public_key = models.CharField(max_length=60, unique=True)

    class Meta:
        verbose_name = _("trusted signer")
        verbose_name_plural = _("trusted signers")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


from apps.modelhub.watching.models import (  # noqa: E402 - they refer to the models above by name
    DriftAlert,
    DriftCheck,
    LoggedPrediction,
    Retraining,
    Watch,
)

__all__ = [
    "DriftAlert",
    "DriftCheck",
    "LoggedPrediction",
    "ModelAlias",
    "ModelApproval",
    "RegisteredModel",
    "RegistryPolicy",
    "Retraining",
    "TrustedSigner",
    "Watch",
]
