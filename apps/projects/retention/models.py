"""How long rows of a kind are kept."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import ProjectModel


class Retention(ProjectModel):
    """Rows of ``kind`` (a key of ``retention.kinds``) are kept for ``days``; without a row of this
    table, for ever. Nothing is deleted before ``begins_at``. ``deleted`` counts what went and is
    not in the trail yet.
    """

    kind = models.CharField(max_length=60)
    days = models.PositiveIntegerField()
    begins_at = models.DateTimeField()
    deleted = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("period of retention")
        verbose_name_plural = _("periods of retention")
        constraints = [
            models.UniqueConstraint(fields=["project", "kind"], name="projects_retention_once"),
            models.CheckConstraint(condition=models.Q(days__gte=1), name="projects_retention_days"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.days}"
