"""The collections of this room: what their form and their deletion need to know."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.projects.collections.forms import RecordForm
from apps.projects.collections.sections import Section, Way
from apps.projects.domain.records import RecordKind
from apps.promotion import forms
from apps.promotion.domain import records
from apps.promotion.offers import forms as offer_forms
from apps.promotion.offers import records as offers
from apps.promotion.partners.forms import PartnerForm
from apps.promotion.partners.records import PARTNERS


def campaign_url(row: Any) -> str:
    """The page of a campaign, or of the campaign that the row belongs to."""
    key = getattr(row, "campaign_id", None) or row.pk
    return reverse("promotion:campaign", args=[row.project_id, key])


def price_url(row: Any) -> str:
    """The page of a price, or of the price that the discount lowers."""
    key = getattr(row, "price_id", None) or row.pk
    return reverse("promotion:price", args=[row.project_id, key])


def _section(
    kind: RecordKind,
    form: type[RecordForm],
    above: str,
    label: Any,
    add: Any,
    edit: Any,
    delete: Any,
    consequence: Any,
    *,
    back: Way,
) -> Section:
    words = {"label": label, "add": add, "edit": edit, "delete": delete}
    return Section(
        kind=kind,
        form=form,
        above=f"promotion:{above}",
        consequence=consequence,
        back=back,
        remove=partial(records.delete, kind),
        **words,
    )


_GONE = _("Systems that keep in step are told of the deletion. It cannot be undone.")
SECTIONS = {
    "campaign": _section(
        records.CAMPAIGNS, forms.CampaignForm, "campaigns", _("Campaigns"),
        _("Add campaign"), _("Edit campaign"), _("Delete this campaign"),
        _("Its creatives and all its figures are deleted with it. It cannot be undone."),
        back=campaign_url,
    ),
    "channel": _section(
        records.CHANNELS, forms.ChannelForm, "channels", _("Channels"),
        _("Add channel"), _("Edit channel"), _("Delete this channel"), _GONE,
        back=lambda row: reverse("promotion:channels", args=[row.project_id]),
    ),
    "creative": _section(
        records.CREATIVES, forms.CreativeForm, "campaigns", _("Campaigns"),
        _("Add creative"), _("Edit creative"), _("Delete this creative"), _GONE,
        back=lambda row: reverse("promotion:creative", args=[row.project_id, row.pk]),
    ),
    "day": _section(
        records.OUTCOMES, forms.OutcomeForm, "campaigns", _("Campaigns"),
        _("Add figures of a day"), _("Edit figures of a day"), _("Delete these figures"), _GONE,
        back=campaign_url,
    ),
    "strategy": _section(
        offers.STRATEGIES, offer_forms.StrategyForm, "strategies", _("Strategy"),
        _("Add strategy"), _("Edit strategy"), _("Delete this strategy"), _GONE,
        back=lambda row: reverse("promotion:strategy", args=[row.project_id, row.pk]),
    ),
    "partner": _section(
        PARTNERS, PartnerForm, "partners", _("Partners"),
        _("Add partner"), _("Edit partner"), _("Delete this partner"), _GONE,
        back=lambda row: reverse("promotion:partner", args=[row.project_id, row.pk]),
    ),
    "price": _section(
        offers.PRICES, offer_forms.PriceForm, "prices", _("Prices"),
        _("Add price"), _("Edit price"), _("Delete this price"),
        _("Its discounts are deleted with it. It cannot be undone."),
        back=price_url,
    ),
    "discount": _section(
        offers.DISCOUNTS, offer_forms.DiscountForm, "prices", _("Prices"),
        _("Add discount"), _("Edit discount"), _("Delete this discount"), _GONE,
        back=price_url,
    ),
}  # fmt: skip
