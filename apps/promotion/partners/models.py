"""A channel partner and its contract."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core import rendering
from apps.projects.synced import ExternalReference, SyncedModel


class Partner(SyncedModel):
    """Somebody who sells or promotes the product in some markets. What it brings are the figures of
    its channel, which no other partner has.
    """

    class Stage(models.TextChoices):
        PROSPECT = "prospect", pgettext_lazy("stage of a partner", "Prospect")
        TALKING = "talking", pgettext_lazy("stage of a partner", "In talks")
        ACTIVE = "active", pgettext_lazy("stage of a partner", "Active")
        ENDED = "ended", pgettext_lazy("stage of a partner", "Ended")

    name = models.CharField(_("name"), max_length=160)
    stage = models.CharField(
        _("stage"), max_length=8, choices=Stage.choices, default=Stage.PROSPECT
    )
    markets: Any = models.JSONField(_("markets"), default=list, blank=True)  # alpha-3
    territory = models.CharField(_("territory"), max_length=300, blank=True)
    channel = models.ForeignKey(
        "promotion.Channel",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="partners",
        verbose_name=_("channel"),
    )
    contract_from = models.DateField(_("contract from"), null=True, blank=True)
    contract_until = models.DateField(_("contract until"), null=True, blank=True)
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
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="promotion_partner_name")
        ]

    def __str__(self) -> str:
        return self.name

    def get_markets_display(self) -> str:
        return ", ".join(map(rendering.country, self.markets))


class PartnerReference(ExternalReference):
    """What another system calls a partner."""

    row = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="references")
