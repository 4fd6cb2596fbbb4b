"""What may be sold to whom, how far it is, and what was done or is to be done about it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.models import ProjectModel
from apps.crm.models.parties import Company, Contact, Lead
from apps.projects.synced import ExternalReference, SyncedModel

CERTAIN = 100  # per cent


def _owner() -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("owner"),
    )


class DealStage(ProjectModel):
    """A step of the project's pipeline; ``probability`` is in per cent."""

    class Outcome(models.TextChoices):
        OPEN = "open", pgettext_lazy("deal", "Open")
        WON = "won", pgettext_lazy("deal", "Won")
        LOST = "lost", pgettext_lazy("deal", "Lost")

    key = models.SlugField(max_length=40)
    name = models.CharField(_("name"), max_length=80)
    place = models.PositiveSmallIntegerField(_("place"))
    probability = models.PositiveSmallIntegerField(
        _("probability"), validators=[MaxValueValidator(CERTAIN)]
    )
    outcome = models.CharField(
        _("outcome"), max_length=4, choices=Outcome.choices, default=Outcome.OPEN
    )

    class Meta:
        verbose_name = _("stage of deals")
        verbose_name_plural = _("stages of deals")
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["project", "key"], name="crm_dealstage_key")]

    def __str__(self) -> str:
        return self.name


class Deal(SyncedModel):
    """Something that a company or person may buy: ``amount`` in ``currency``.

    ``probability`` (per cent) is the stage's where it is null.
    """

    name = models.CharField(_("name"), max_length=200)
    company = models.ForeignKey(
        Company,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="deals",
        verbose_name=_("company"),
    )
    contact = models.ForeignKey(
        Contact,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="deals",
        verbose_name=_("contact"),
    )
    stage = models.ForeignKey(
        DealStage, on_delete=models.RESTRICT, related_name="deals", verbose_name=_("stage")
    )
    amount = models.DecimalField(_("amount"), max_digits=18, decimal_places=2, null=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)  # ISO 4217
    probability = models.PositiveSmallIntegerField(
        _("probability"), null=True, blank=True, validators=[MaxValueValidator(CERTAIN)]
    )
    expected_on = models.DateField(_("expected close"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True, editable=False)
    reason = models.CharField(_("why won or lost"), max_length=300, blank=True)
    market = models.CharField(_("market"), max_length=3, blank=True)  # ISO 3166-1 alpha-3
    owner = _owner()
    note = models.TextField(_("note"), blank=True)

    class Meta(SyncedModel.Meta):
        verbose_name = _("deal")
        verbose_name_plural = _("deals")
        indexes = [
            *SyncedModel.Meta.indexes,
            models.Index(fields=["project", "stage", "expected_on"], name="crm_deal_board"),
        ]

    @property
    def chance(self) -> int:
        """In per cent: its own, or else its stage's."""
        return self.stage.probability if self.probability is None else self.probability

    @property
    def expected(self) -> Decimal | None:
        """The amount by its chance."""
        return None if self.amount is None else self.amount * self.chance / CERTAIN

    def __str__(self) -> str:
        return self.name


class DealMove(ProjectModel):
    """A deal that went from one stage to another: names, as they were at the time."""

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="moves")
    from_stage = models.CharField(max_length=80, blank=True)
    to_stage = models.CharField(max_length=80)
    reason = models.CharField(max_length=300, blank=True)
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("move of a deal")
        verbose_name_plural = _("moves of deals")
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"{self.from_stage} → {self.to_stage}"


class Activity(SyncedModel):
    """What was done, or is to be done by ``due_on``, about one or several records."""

    class Kind(models.TextChoices):
        CALL = "call", _("Call")
        MEETING = "meeting", _("Meeting")
        EMAIL = "email", _("E-mail")
        NOTE = "note", _("Note")
        TASK = "task", _("Task")

    kind = models.CharField(_("kind"), max_length=7, choices=Kind.choices, default=Kind.NOTE)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    owner = _owner()
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.CASCADE, related_name="activities",
        verbose_name=_("contact"),
    )  # fmt: skip
    company = models.ForeignKey(
        Company, null=True, blank=True, on_delete=models.CASCADE, related_name="activities",
        verbose_name=_("company"),
    )  # fmt: skip
    lead = models.ForeignKey(
        Lead, null=True, blank=True, on_delete=models.CASCADE, related_name="activities",
        verbose_name=_("lead"),
    )  # fmt: skip
    deal = models.ForeignKey(
        Deal, null=True, blank=True, on_delete=models.CASCADE, related_name="activities",
        verbose_name=_("deal"),
    )  # fmt: skip

    class Meta(SyncedModel.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        constraints = [
            models.CheckConstraint(
                condition=Q(contact__isnull=False)
                | Q(company__isnull=False)
                | Q(lead__isnull=False)
                | Q(deal__isnull=False),
                name="crm_activity_of_something",
            )
        ]
        indexes = [
            *SyncedModel.Meta.indexes,
            models.Index(fields=["project", "done_at", "due_on"], name="crm_activity_due"),
        ]

    def __str__(self) -> str:
        return self.subject


class DealReference(ExternalReference):
    """What another system calls a deal."""

    row = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="references")


class ActivityReference(ExternalReference):
    """What another system calls an activity."""

    row = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="references")
