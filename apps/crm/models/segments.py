"""Groups of records that are named by what they have in common."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.crm.models.merging import PartyKind
from apps.projects.synced import ExternalReference, SyncedModel


class Segment(SyncedModel):
    """A saved filter over companies, contacts or leads; ``rules`` are ``segments.Rules``."""

    name = models.CharField(_("name"), max_length=120)
    of = models.CharField(_("of"), max_length=7, choices=PartyKind.choices)
    rules: Any = models.JSONField(_("rules"), default=dict)
    note = models.TextField(_("note"), blank=True)

    class Meta(SyncedModel.Meta):
        verbose_name = _("segment")
        verbose_name_plural = _("segments")
        constraints = [models.UniqueConstraint(fields=["project", "name"], name="crm_segment_name")]

    def __str__(self) -> str:
        return self.name


class SegmentReference(ExternalReference):
    """What another system calls a segment."""

    row = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="references")
