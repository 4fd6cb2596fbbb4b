"""How a product is made known in a market: channels, campaigns, what they show, what they bring."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.projects.synced import ExternalReference, SyncedModel


class Channel(SyncedModel):
    """A way to reach customers: a search engine, a fair, a partner's newsletter."""

    class Kind(models.TextChoices):
        ONLINE = "online", _("Online")
        OFFLINE = "offline", _("Offline")

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=7, choices=Kind.choices, default=Kind.ONLINE)
    medium = models.CharField(_("medium"), max_length=60, blank=True)  # utm_medium of its links
    note = models.TextField(_("note"), blank=True)

    class Meta(SyncedModel.Meta):
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="promotion_channel_name")
        ]

    def __str__(self) -> str:
        return self.name


class Campaign(SyncedModel):
    """What is done in one market from one day to another, for a budget."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("state of a campaign", "Planned")
        AGREED = "agreed", pgettext_lazy("state of a campaign", "Agreed")
        STOPPED = "stopped", pgettext_lazy("state of a campaign", "Stopped")

    name = models.CharField(_("name"), max_length=160)
    market = models.CharField(_("market"), max_length=3)  # ISO 3166-1 alpha-3
    goal = models.TextField(_("goal"), blank=True)
    audience = models.TextField(_("audience"), blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    budget = models.DecimalField(
        _("budget"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3)  # ISO 4217; of spend and revenue too
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.PLANNED)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("owner"),
    )
    note = models.TextField(_("note"), blank=True)

    class Meta(SyncedModel.Meta):
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        indexes = [
            *SyncedModel.Meta.indexes,
            models.Index(fields=["project", "starts_on"], name="promotion_campaign_start"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="promotion_campaign_name"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="promotion_campaign_days",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Creative(SyncedModel):
    """A text that a campaign shows, in one language. Whoever wrote it does not approve it."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("state of a creative", "Draft")
        SUBMITTED = "submitted", pgettext_lazy("state of a creative", "Waiting for approval")
        APPROVED = "approved", pgettext_lazy("state of a creative", "Approved")
        REFUSED = "refused", pgettext_lazy("state of a creative", "Refused")

    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, related_name="creatives", verbose_name=_("campaign")
    )
    channel = models.ForeignKey(
        Channel,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="creatives",
        verbose_name=_("channel"),
    )
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=20)  # BCP 47
    headline = models.CharField(_("headline"), max_length=300)
    body = models.TextField(_("text"), blank=True)
    landing_url = models.URLField(_("address that it leads to"), max_length=500, blank=True)
    state = models.CharField(
        _("state"), max_length=9, choices=State.choices, default=State.DRAFT, editable=False
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    decision_note = models.CharField(_("reason"), max_length=500, blank=True, editable=False)

    class Meta(SyncedModel.Meta):
        verbose_name = _("creative")
        verbose_name_plural = _("creatives")

    def __str__(self) -> str:
        return self.name


class Outcome(SyncedModel):
    """What a campaign cost and brought on one day in one channel. Money is in the campaign's
    currency; a figure that nobody measured is null, never 0.
    """

    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, related_name="outcomes", verbose_name=_("campaign")
    )
    channel = models.ForeignKey(
        Channel, on_delete=models.RESTRICT, related_name="outcomes", verbose_name=_("channel")
    )
    day = models.DateField(_("day"))
    spend: Any = models.DecimalField(
        _("spend"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    impressions = models.PositiveBigIntegerField(_("times shown"), null=True, blank=True)
    clicks = models.PositiveBigIntegerField(_("clicks"), null=True, blank=True)
    conversions = models.PositiveBigIntegerField(_("conversions"), null=True, blank=True)
    # Campaign, channel and day: what no two rows of a project share.
    mark = models.CharField(max_length=90, editable=False)
    campaign_read: Any = None  # the id of the campaign that the row had when it was read
    revenue: Any = models.DecimalField(
        _("revenue"), max_digits=18, decimal_places=4, null=True, blank=True
    )

    class Meta(SyncedModel.Meta):
        verbose_name = _("day of a campaign")
        verbose_name_plural = _("days of campaigns")
        constraints = [
            models.UniqueConstraint(fields=["project", "mark"], name="promotion_outcome_day")
        ]

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        row = super().from_db(*args, **kwargs)
        row.campaign_read = row.__dict__.get("campaign_id")
        return row

    def __str__(self) -> str:
        return self.day.isoformat()


class ChannelReference(ExternalReference):
    """What another system calls a channel."""

    row = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="references")


class CampaignReference(ExternalReference):
    """What another system calls a campaign."""

    row = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="references")


class CreativeReference(ExternalReference):
    """What another system calls a creative."""

    row = models.ForeignKey(Creative, on_delete=models.CASCADE, related_name="references")


class OutcomeReference(ExternalReference):
    """What another system calls a day of a campaign."""

    row = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="references")


from apps.promotion.feeds.models import CalendarFeed  # noqa: E402 - Django looks for models here
from apps.promotion.intakes.models import (  # noqa: E402 - Django looks for models here
    OutcomeChange,
    OutcomeIntake,
)
from apps.promotion.offers.models import (  # noqa: E402 - Django looks for models here
    Discount,
    DiscountReference,
    PriceRule,
    PriceRuleReference,
    Strategy,
    StrategyReference,
)
from apps.promotion.partners.models import (  # noqa: E402 - Django looks for models here
    Partner,
    PartnerReference,
)

__all__ = [
    "CalendarFeed",
    "Campaign",
    "CampaignReference",
    "Channel",
    "ChannelReference",
    "Creative",
    "CreativeReference",
    "Discount",
    "DiscountReference",
    "Outcome",
    "OutcomeChange",
    "OutcomeIntake",
    "OutcomeReference",
    "Partner",
    "PartnerReference",
    "PriceRule",
    "PriceRuleReference",
    "Strategy",
    "StrategyReference",
]
