"""The tenant and what hangs on it: project, product, members, and one entry for each market."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models

# Within Project mypy takes "models" for those that it has.
from django.db.models import (
    SET_NULL,
    BigIntegerField,
    BooleanField,
    CharField,
    DateTimeField,
    ForeignKey,
    JSONField,
    PositiveIntegerField,
    TextField,
)
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.models import BaseModel, ProjectModel, ScopedQuerySet
from apps.projects.synced import Clock, SyncedModel, Tombstone

__all__ = [
    "Clock",
    "EvidenceLink",
    "ItemMarket",
    "ItemMarketReference",
    "ItemMove",
    "ItemNeed",
    "MarketEntry",
    "MeasuredEffect",
    "Membership",
    "Need",
    "NeedReference",
    "Pilot",
    "PilotReference",
    "PlanItem",
    "PlanItemReference",
    "Product",
    "Project",
    "Retention",
    "Role",
    "Stage",
    "StageMove",
    "Tombstone",
    "Verification",
    "VerificationReference",
]


class Role(models.TextChoices):
    """What a member may do. Each role may do all that the ones below it may."""

    OWNER = "owner", pgettext_lazy("role", "Owner")
    EDITOR = "editor", _("Editor")
    ANALYST = "analyst", _("Analyst")
    VIEWER = "viewer", _("Viewer")

    @property
    def rank(self) -> int:
        return [Role.VIEWER, Role.ANALYST, Role.EDITOR, Role.OWNER].index(self)

    def covers(self, needed: Role) -> bool:
        return self.rank >= needed.rank


class Stage(models.TextChoices):
    """The nine stages of the flow that each market entry moves through."""

    RESEARCH = "research", _("Research")
    DEVELOPMENT = "development", _("Product development")
    PROMOTION = "promotion", _("Promotion")
    FEEDBACK = "feedback", _("Customer feedback")
    OPTIMISATION = "optimisation", _("Product optimisation")
    ENTRY = "entry", _("International entry")
    INTERNATIONAL_PROMOTION = "international_promotion", _("International promotion")
    INTERNATIONAL_FEEDBACK = "international_feedback", _("International feedback")
    INTERNATIONAL_OPTIMISATION = "international_optimisation", _("International optimisation")


class ProjectQuerySet(ScopedQuerySet):
    project_path = "pk"

    def active(self) -> Self:
        return self.filter(archived_at=None)


class Project(BaseModel):
    """One product on its way abroad. Every business row belongs to a project."""

    name = CharField(_("name"), max_length=120)
    description = TextField(_("description"), blank=True)
    home_country = CharField(_("home country"), max_length=3)  # ISO 3166-1 alpha-3
    currency = CharField(_("currency"), max_length=3, default="USD")  # ISO 4217
    is_sample = BooleanField(default=False, editable=False)
    archived_at = DateTimeField(null=True, blank=True, editable=False)
    created_by = ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=SET_NULL, related_name="+"
    )
    disk_quota_bytes = BigIntegerField(_("disk quota (bytes)"), null=True, blank=True)
    job_quota = PositiveIntegerField(_("jobs at once"), null=True, blank=True)
    # Plugin → switched on or off here; one that is not named stands as the plugin says. On the
    # row itself, so that no page asks the database for it.
    plugin_switches: Any = JSONField(default=dict, blank=True, editable=False)
    gpu_hours_quota = PositiveIntegerField(_("GPU hours"), null=True, blank=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = [Lower("name"), "id"]

    def __str__(self) -> str:
        return self.name


class Membership(ProjectModel):
    """A person's role in a project."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=8, choices=Role.choices, default=Role.VIEWER)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["project", "user"], name="one_membership_per_user")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"


class Product(ProjectModel):
    """What is being taken abroad."""

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="product")
    name = models.CharField(_("product name"), max_length=120)
    summary = models.TextField(_("what it is and for whom"), blank=True)
    category = models.CharField(_("category"), max_length=80, blank=True)
    website = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")

    def __str__(self) -> str:
        return self.name


class MarketEntry(SyncedModel):
    """A project × a country: the thing that moves through the stages."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="market_entries")
    country = models.CharField(_("country"), max_length=3)  # ISO 3166-1 alpha-3
    stage = models.CharField(
        _("stage"), max_length=32, choices=Stage.choices, default=Stage.RESEARCH
    )
    is_home = models.BooleanField(_("home market"), default=False, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    target_launch = models.DateField(_("target launch date"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(SyncedModel.Meta):
        verbose_name = _("market entry")
        verbose_name_plural = _("market entries")
        ordering = ["-is_home", "country"]
        constraints = [
            models.UniqueConstraint(fields=["project", "country"], name="one_entry_per_country")
        ]

    def __str__(self) -> str:
        return self.country


class StageMove(ProjectModel):
    """A dated move of a market entry between stages, with the gate as it stood then."""

    entry = models.ForeignKey(MarketEntry, on_delete=models.CASCADE, related_name="moves")
    from_stage = models.CharField(max_length=32, choices=Stage.choices)
    to_stage = models.CharField(max_length=32, choices=Stage.choices)
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(blank=True)
    gate: Any = models.JSONField(default=list)  # [{"check", "met", "sentence"}] at that moment

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.from_stage} → {self.to_stage}"


from apps.projects.plan.models import (  # noqa: E402 - refers to what is above; Django looks here
    EvidenceLink,
    ItemMarket,
    ItemMove,
    ItemNeed,
    MeasuredEffect,
    Need,
    Pilot,
    PlanItem,
    Verification,
)
from apps.projects.plan.references import (  # noqa: E402 - as above
    ItemMarketReference,
    NeedReference,
    PilotReference,
    PlanItemReference,
    VerificationReference,
)
from apps.projects.retention.models import Retention  # noqa: E402 - as above
