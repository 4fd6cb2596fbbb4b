"""The strategy for a market, what is asked there, and from when to when it costs less."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.projects.synced import ExternalReference, SyncedModel


class Strategy(SyncedModel):
    """How the product is to win in a market. A market has one."""

    market = models.CharField(_("market"), max_length=3)  # ISO 3166-1 alpha-3
    positioning = models.TextField(_("positioning"), blank=True)
    segment = models.TextField(_("target segment"), blank=True)
    value_proposition = models.TextField(_("value proposition"), blank=True)
    budget = models.DecimalField(
        _("budget"), max_digits=18, decimal_places=4, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3)  # ISO 4217; of the budget
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
        verbose_name = _("strategy for a market")
        verbose_name_plural = _("strategies for markets")
        constraints = [
            models.UniqueConstraint(fields=["project", "market"], name="promotion_strategy_market")
        ]

    def __str__(self) -> str:
        return self.market


class PriceRule(SyncedModel):
    """What a product or plan costs in a market from one day on, per ``per``. On a day there is one
    price of a kind for a product in a market.
    """

    class Kind(models.TextChoices):
        LIST = "list", pgettext_lazy("kind of price", "List price")
        LOCAL = "local", pgettext_lazy("kind of price", "Local price")

    product = models.CharField(_("product or plan"), max_length=160)
    market = models.CharField(_("market"), max_length=3)  # ISO 3166-1 alpha-3
    kind = models.CharField(_("kind"), max_length=5, choices=Kind.choices, default=Kind.LIST)
    amount: Any = models.DecimalField(_("price"), max_digits=18, decimal_places=4)
    currency = models.CharField(_("currency"), max_length=3)  # ISO 4217
    per = models.CharField(_("per"), max_length=60, blank=True)  # '' where it is one piece
    tax_included = models.BooleanField(_("tax included"), default=False)
    # Percent; null where nobody said, which is not the same as 0.
    tax_rate: Any = models.DecimalField(
        _("tax rate"), max_digits=7, decimal_places=4, null=True, blank=True
    )
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(SyncedModel.Meta):
        verbose_name = _("price")
        verbose_name_plural = _("prices")
        indexes = [
            *SyncedModel.Meta.indexes,
            models.Index(fields=["project", "product", "market"], name="promotion_price_product"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until=None)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="promotion_pricerule_days",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gte=0), name="promotion_pricerule_amount"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} · {self.market} · {self.valid_from.isoformat()}"


class Discount(SyncedModel):
    """What is taken off a price from one day to another. Two of one price never meet on a day."""

    class Kind(models.TextChoices):
        PERCENT = "percent", pgettext_lazy("kind of discount", "Percent")
        AMOUNT = "amount", pgettext_lazy("kind of discount", "Amount")

    price = models.ForeignKey(
        PriceRule, on_delete=models.CASCADE, related_name="discounts", verbose_name=_("price")
    )
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=7, choices=Kind.choices, default=Kind.PERCENT)
    # Percent, or an amount in the price's currency, with tax where the price has it.
    value: Any = models.DecimalField(_("what is taken off"), max_digits=18, decimal_places=4)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    note = models.TextField(_("note"), blank=True)

    class Meta(SyncedModel.Meta):
        verbose_name = _("discount")
        verbose_name_plural = _("discounts")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="promotion_discount_days",
            ),
            models.CheckConstraint(
                condition=models.Q(value__gt=0), name="promotion_discount_value"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StrategyReference(ExternalReference):
    """What another system calls a strategy."""

    row = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="references")


class PriceRuleReference(ExternalReference):
    """What another system calls a price."""

    row = models.ForeignKey(PriceRule, on_delete=models.CASCADE, related_name="references")


class DiscountReference(ExternalReference):
    """What another system calls a discount."""

    row = models.ForeignKey(Discount, on_delete=models.CASCADE, related_name="references")
