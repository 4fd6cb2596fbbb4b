"""What is kept of plugins: their settings, and what went wrong in their code."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import BaseModel, ScopedQuerySet


class PluginSettings(BaseModel):
    """The settings of one plugin: the site's where ``project`` is empty, else a project's own.

    A secret is stored as ``{"sealed": …}``, encrypted; see :mod:`apps.plugins.domain.settings`.
    """

    plugin = models.CharField(max_length=80)
    project = models.ForeignKey(
        "projects.Project", null=True, on_delete=models.CASCADE, related_name="+"
    )
    values: Any = models.JSONField(default=dict)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("plugin settings")
        verbose_name_plural = _("plugin settings")
        constraints = [
            models.UniqueConstraint(
                fields=["plugin"],
                condition=models.Q(project=None),
                name="one_plugin_settings_of_the_site",
            ),
            models.UniqueConstraint(
                fields=["plugin", "project"], name="one_plugin_settings_per_project"
            ),
        ]

    def __str__(self) -> str:
        return self.plugin


class PluginFault(BaseModel):
    """An error in a plugin's code while the site ran: how often, and the last traceback.

    For administrators only. One row for each place, so that a page that fails on every visit
    fills no table.
    """

    plugin = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)  # apps.core.extensions.Kind
    name = models.CharField(max_length=120)
    version = models.CharField(max_length=40, blank=True)
    count = models.PositiveIntegerField(default=0)
    error = models.TextField()
    last_at = models.DateTimeField()

    class Meta:
        verbose_name = _("fault of a plugin")
        verbose_name_plural = _("faults of plugins")
        ordering = ["-last_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plugin", "kind", "name"], name="one_fault_per_place")
        ]

    def __str__(self) -> str:
        return f"{self.plugin} · {self.kind} {self.name}"
