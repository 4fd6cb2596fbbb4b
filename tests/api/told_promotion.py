"""As ``told``: campaigns and what belongs to them."""

from __future__ import annotations

from typing import Any

from apps.promotion import models
from apps.promotion.domain.approval import submit
from tests.api.told_register import THERE
from tests.factories.promotion import (
    CampaignFactory,
    ChannelFactory,
    CreativeFactory,
    DiscountFactory,
    OutcomeFactory,
    PartnerFactory,
    PriceRuleFactory,
    StrategyFactory,
)

NAMES = ("channels", "campaigns", "creatives", "campaign-days", "market-strategies",
         "price-rules", "partners", "discounts")  # fmt: skip


def places(site: Any) -> dict[str, dict[str, str]]:
    """Operation → the row of its address: what other systems know, and what may be used up."""
    project = site.project
    for row, reference in (
        (site.channel, models.ChannelReference), (site.campaign, models.CampaignReference),
        (site.creative, models.CreativeReference), (site.outcome, models.OutcomeReference),
        (site.strategy, models.StrategyReference), (site.price_rule, models.PriceRuleReference),
        (site.discount, models.DiscountReference), (site.partner, models.PartnerReference),
    ):  # fmt: skip
        reference.objects.create(project=project, row=row, **THERE)
    waiting = CreativeFactory(campaign=site.campaign)
    submit(waiting, site.membership.user)
    lost = {
        "channels_destroy": ("channel_id", ChannelFactory(project=project)),
        "campaigns_destroy": ("campaign_id", CampaignFactory(project=project)),
        "creatives_destroy": ("creative_id", CreativeFactory(campaign=site.campaign)),
        "creatives_decide": ("creative_id", waiting),
        "campaign-days_destroy": ("outcome_id", OutcomeFactory(campaign=site.campaign)),
        "market-strategies_destroy": (
            "strategy_id", StrategyFactory(project=project, market="ITA")
        ),
        "price-rules_destroy": (
            "price_rule_id", PriceRuleFactory(project=project, product="Gone")
        ),
        "partners_destroy": ("partner_id", PartnerFactory(project=project)),
        "discounts_destroy": ("discount_id", DiscountFactory(
            price=PriceRuleFactory(project=project, product="Lowered")
        )),
    }  # fmt: skip
    return {
        **{f"{name}_by_external": THERE for name in NAMES},
        **{name: {key: str(row.pk)} for name, (key, row) in lost.items()},
    }


def bodies(site: Any) -> dict[str, dict[str, Any]]:
    """Operation → members that must differ from the description's example."""
    of = {"campaign": str(site.campaign.pk), "channel": str(site.channel.pk)}
    found: dict[str, dict[str, Any]] = {
        "channels_create": {"name": "Trade press", "external": []},
        "channels_upsert": {"name": "Radio", "external": []},
        "partners_create": {"name": "Nordlicht", "external": []},
        "partners_upsert": {"name": "Ostsee", "external": []},
        "campaigns_create": {"name": "Summer", "external": []},
        "campaigns_upsert": {"name": "Winter", "external": []},
    }
    for verb, day in (("create", "2027-04-01"), ("upsert", "2027-04-02"), ("batch", "2027-04-03")):
        found[f"creatives_{verb}"] = {**of, "external": []}
        found[f"campaign-days_{verb}"] = {**of, "day": day, "external": []}
    for verb, market in (("create", "FRA"), ("upsert", "ESP"), ("batch", "POL")):
        found[f"market-strategies_{verb}"] = {"market": market, "external": []}
        found[f"price-rules_{verb}"] = {"product": f"Plan {market}", "external": []}
    price = str(site.price_rule.pk)
    for verb, month in (("create", "04"), ("upsert", "05")):
        days = {"starts_on": f"2027-{month}-01", "ends_on": f"2027-{month}-09"}
        found[f"discounts_{verb}"] = {"price": price, **days, "external": []}
    for name in ("market-strategies", "price-rules"):
        found.pop(f"{name}_batch")
    for name in ("creatives", "campaign-days"):
        found.pop(f"{name}_batch")
    return found
