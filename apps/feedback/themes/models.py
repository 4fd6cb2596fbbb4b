"""Themes, the runs that found them, and the theme of each record."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import ProjectModel
from apps.feedback.records.models import FeedbackRecord
from apps.projects.synced import SyncedModel


class ThemeRun(ProjectModel):
    """A run whose themes were taken in. ``base`` is the model that read the texts; ``means`` are
    places of languages: name → float32 numbers in base64, which the next run takes away as well.
    """

    job: Any = models.OneToOneField(
        "jobs.Job", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    base = models.CharField(max_length=200)
    means: Any = models.JSONField(default=dict)
    records = models.PositiveIntegerField(default=0)
    without_theme = models.PositiveIntegerField(default=0)
    stability = models.FloatField(null=True)

    class Meta:
        verbose_name = _("run of themes")
        verbose_name_plural = _("runs of themes")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M}"


class Theme(SyncedModel):
    """What many records are about. ``key`` is what runs know it by. ``parts`` are its centres:
    [{"similarity", "texts", "centroid", "base"}], with the model that found them. ``words`` are
    keywords by language, ``examples`` [{"record": id}]: texts stay with their records. One that was
    merged keeps its key: what a run finds under it goes to the theme that it was merged into.
    """

    key = models.CharField(max_length=16, editable=False)
    name = models.CharField(_("name"), max_length=200)
    named = models.BooleanField(default=False, editable=False)  # by a person
    locked = models.BooleanField(
        _("locked"),
        default=False,
        help_text=_("A locked theme stays as it is in every further run."),
    )
    words: Any = models.JSONField(default=dict, editable=False)
    examples: Any = models.JSONField(default=list, editable=False)
    parts: Any = models.JSONField(default=list, editable=False)
    merged_into = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.CASCADE, related_name="merged"
    )
    last_seen = models.DateTimeField(null=True, editable=False)

    class Meta(SyncedModel.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        constraints = [
            models.UniqueConstraint(fields=["project", "key"], name="feedback_theme_once")
        ]

    def __str__(self) -> str:
        return self.name


class ThemeMember(ProjectModel):
    """The theme of a record; none where a run found that it has none."""

    class By(models.TextChoices):
        RUN = "run", _("by a run")
        PERSON = "person", _("by a person")

    record = models.OneToOneField(
        FeedbackRecord, on_delete=models.CASCADE, related_name="theme_member"
    )
    theme = models.ForeignKey(Theme, null=True, on_delete=models.CASCADE, related_name="members")
    similarity = models.FloatField(null=True)
    by = models.CharField(max_length=6, choices=By.choices, default=By.RUN)
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("theme of a record")
        verbose_name_plural = _("themes of records")
        indexes = [models.Index(fields=["project", "theme"], name="feedback_thememember_of")]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.theme_id}"
