"""The register of predictions: what runs predicted, frozen when it is kept, and what came of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import ProjectModel, ScopedQuerySet
from apps.projects.models import Project


class PredictionRegister(ProjectModel):
    """A project's switch: whether predictions of its runs are kept by themselves."""

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="+")
    keeps_all = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("register of predictions")
        verbose_name_plural = _("registers of predictions")

    def __str__(self) -> str:
        return str(self.project)


class PredictionSet(ProjectModel):
    """What one run predicted. The run and its data may go: what names them stays here.

    ``columns`` are those of ``watched``, in which actual values are looked for: {"target",
    "period", "market"}. ``checked_at`` is when the data known at ``made_at`` were searched for
    values that were there already.
    """

    title = models.CharField(_("run"), max_length=200)
    job = models.OneToOneField(
        "jobs.Job", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    engine_key = models.CharField(_("engine"), max_length=100)
    engine_version = models.CharField(max_length=40)
    params: Any = models.JSONField(default=dict)
    version = models.ForeignKey(
        "datasets.DatasetVersion", null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    content_hash = models.CharField(max_length=64, blank=True)  # of that version
    target = models.CharField(_("target"), max_length=300)
    unit = models.CharField(max_length=60, blank=True)
    watched = models.ForeignKey(
        "datasets.Dataset", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    columns: Any = models.JSONField(default=dict)
    repeats = models.CharField(max_length=10, default="refuse")
    automatic = models.BooleanField(default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(_("made"))
    checked_at = models.DateTimeField(null=True, blank=True)
    note: Any = models.JSONField(null=True, blank=True)  # Message: why no actual could be read

    class Meta:
        verbose_name = _("kept run")
        verbose_name_plural = _("kept runs")
        ordering = ["-made_at", "id"]
        indexes = [
            models.Index(fields=["project", "-made_at"], name="research_set_newest"),
            models.Index(fields=["watched"], name="research_set_watched"),
        ]

    def __str__(self) -> str:
        return self.title


class Frozen(ValueError):
    """A prediction was to be changed after it was made."""


class PredictionQuerySet(ScopedQuerySet):
    """Rows whose prediction no query can change."""

    def update(self, **values: Any) -> int:
        Prediction.refuse(values)
        return super().update(**values)

    def bulk_update(self, objs: Any, fields: Any, batch_size: int | None = None) -> int:
        Prediction.refuse(fields)
        return super().bulk_update(objs, fields, batch_size)


class Prediction(ProjectModel):
    """One value of one period and market, and what is known of its truth.

    What was predicted cannot be changed: ``save`` and ``update`` refuse (:class:`Frozen`).
    ``ends_on`` is the last day of the period; None for numbered periods. ``inside``, ``error``
    (actual − value), ``interval_score`` (Gneiting and Raftery 2007, eq. 43) and ``scaled_error``
    (absolute, in ``scale``; None without one) are of ``actual``.
    """

    FROZEN: ClassVar[frozenset[str]] = frozenset(
        ("kept", "kept_id", "market", "country", "period", "ends_on", "ahead", "value", "low",
         "high", "level", "band", "naive", "scale")
    )  # fmt: skip

    class Band(models.TextChoices):
        VALUE = "value", _("Interval of the value")
        MEAN = "mean", _("Interval of the expected value")

    kept = models.ForeignKey(PredictionSet, on_delete=models.CASCADE, related_name="predictions")
    market = models.CharField(_("market"), max_length=200, blank=True)
    country = models.CharField(max_length=3, blank=True)  # ISO 3166-1 alpha-3, where it is one
    period = models.CharField(_("period"), max_length=40)
    ends_on = models.DateField(null=True, blank=True)
    ahead = models.PositiveIntegerField(_("periods ahead"), null=True, blank=True)
    value = models.FloatField(_("predicted"))
    low = models.FloatField(_("from"))
    high = models.FloatField(_("to"))
    level = models.FloatField(_("level"))
    band = models.CharField(max_length=5, choices=Band.choices, default=Band.VALUE)
    naive = models.FloatField(null=True, blank=True)
    scale = models.FloatField(null=True, blank=True)
    hindsight = models.BooleanField(default=False)  # the actual was known when it was made

    actual = models.FloatField(_("actual"), null=True, blank=True)
    actual_version = models.ForeignKey(
        "datasets.DatasetVersion", null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    actual_source = models.CharField(max_length=300, blank=True)  # of a value that a person typed
    actual_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    scored_at = models.DateTimeField(_("scored"), null=True, blank=True)
    inside = models.BooleanField(null=True, blank=True)
    error = models.FloatField(_("error"), null=True, blank=True)
    interval_score = models.FloatField(null=True, blank=True)
    scaled_error = models.FloatField(null=True, blank=True)

    objects: ClassVar[Any] = PredictionQuerySet.as_manager()

    class Meta:
        verbose_name = _("prediction")
        verbose_name_plural = _("predictions")
        ordering = ["-period", "market", "id"]
        indexes = [
            models.Index(fields=["project", "-scored_at"], name="research_pred_scored"),
            models.Index(fields=["project", "actual", "ends_on"], name="research_pred_overdue"),
            models.Index(fields=["project", "-period", "market", "id"], name="research_pred_list"),
            models.Index(fields=["project", "updated_at", "id"], name="research_pred_walk"),
        ]

    def __str__(self) -> str:
        return f"{self.market} {self.period}".strip()

    @classmethod
    def refuse(cls, names: Collection[str]) -> None:
        touched = sorted(cls.FROZEN & set(names))
        if touched:
            raise Frozen(f"a prediction is never changed: {', '.join(touched)}")

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            fields = kwargs.get("update_fields")
            self.refuse(self.FROZEN if fields is None else fields)
        super().save(*args, **kwargs)


class PredictionScore(ProjectModel):
    """One actual value of a prediction with its scores: the newest counts, all of them stay."""

    prediction = models.ForeignKey(Prediction, on_delete=models.CASCADE, related_name="scores")
    actual = models.FloatField(_("actual"))
    version = models.ForeignKey(
        "datasets.DatasetVersion", null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    source = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()
    inside = models.BooleanField()
    error = models.FloatField()
    interval_score = models.FloatField()
    scaled_error = models.FloatField(null=True, blank=True)

    class Meta:
        verbose_name = _("score of a prediction")
        verbose_name_plural = _("scores of predictions")
        ordering = ["-at", "id"]
        indexes = [
            models.Index(fields=["prediction", "-at"], name="research_score_newest"),
            models.Index(fields=["project", "updated_at", "id"], name="research_score_walk"),
        ]

    def __str__(self) -> str:
        return f"{self.prediction_id}: {self.actual}"
