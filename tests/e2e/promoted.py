"""Campaigns of the site, one of them with figures."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from tests.factories.promotion import (
    CampaignFactory,
    ChannelFactory,
    CreativeFactory,
    DiscountFactory,
    OutcomeFactory,
    OutcomeIntakeFactory,
    PartnerFactory,
    PriceRuleFactory,
    StrategyFactory,
)


def promoted(site: Any) -> dict[str, Any]:
    """A row of each kind; the campaign has figures of ten days in two channels."""
    project, owner = site.project, site.owner
    search = ChannelFactory(project=project, name="Search engine", medium="cpc")
    fair = ChannelFactory(project=project, name="Hannover Messe", kind="offline")
    campaign = CampaignFactory(
        project=project, name="Spring launch", owner=owner, goal="400 trials by the end of April",
        audience="Heads of customer service",
    )  # fmt: skip
    CampaignFactory(
        project=project, name="新品发布", market="CHN", state="planned",
        starts_on=datetime.date(2027, 2, 1), ends_on=datetime.date(2027, 3, 14),
    )  # fmt: skip
    creative = CreativeFactory(
        campaign=campaign, channel=search, name="Advert A",
        headline="Der beste Assistent, kostenlos und klimaneutral",
        body="Antworten in Sekunden, in 94 Sprachen.", landing_url="https://example.com/de/?ref=a",
    )  # fmt: skip
    outcome = None
    for place in range(10):
        day = datetime.date(2027, 3, 1) + datetime.timedelta(days=place)
        for channel, spend in ((search, 310.5 + 7 * place), (fair, 90.0)):
            row = OutcomeFactory(
                campaign=campaign, channel=channel, day=day, spend=Decimal(str(spend)),
                impressions=12_000 + 500 * place if channel is search else None,
                clicks=340 + 11 * place if channel is search else None,
                conversions=9 + place % 3 if channel is search else 2,
                revenue=Decimal(900 + 40 * place) if channel is search else None,
            )  # fmt: skip
            outcome = outcome or row
    partner = PartnerFactory(
        project=project, name="Alpenhandel GmbH", stage="active", markets=["DEU", "AUT"],
        territory="Bavaria and Austria", channel=fair, owner=owner,
        contract_from=datetime.date(2026, 1, 1),
        contract_until=datetime.date.today() + datetime.timedelta(days=20),
    )  # fmt: skip
    newsletter = ChannelFactory(project=project, name="Newsletter")
    version = site.dataset.versions.order_by("number").first()
    names = [column["name"] for column in version.columns]
    intake = OutcomeIntakeFactory(
        project=project, version=version, created_by=owner,
        plan={"columns": {"day": names[0], "spend": names[-1]}},
        found={
            "rows": {"created": 48, "updated": 1, "refused": 1},
            "problems": [{"row": 2, "field": "spend", "reason": "spend"}],
            "checked": version.rows,
        },
    )  # fmt: skip
    return {
        **_offered(project, owner),
        "partner": partner,
        "outcome_intake": intake,
        "channel": newsletter,
        "campaign": campaign,
        "creative": creative,
        "outcome": outcome,
    }


def _offered(project: Any, owner: Any) -> dict[str, Any]:
    """A strategy, prices in three markets, a discount."""
    strategy = StrategyFactory(
        project=project, owner=owner, positioning="The assistant that keeps data in Europe",
        segment="Makers of machines with 50 to 500 people",
        value_proposition="Half the time until a customer has an answer",
    )  # fmt: skip
    price = PriceRuleFactory(
        project=project, per="month", tax_rate=Decimal(19), valid_from=datetime.date(2026, 1, 1)
    )
    for market, amount, currency in (("CHN", 298, "CNY"), ("GBR", 45, "GBP")):
        PriceRuleFactory(
            project=project, market=market, amount=Decimal(amount), currency=currency,
            per="month", tax_included=True, tax_rate=Decimal(13 if market == "CHN" else 20),
            valid_from=datetime.date(2026, 1, 1),
        )  # fmt: skip
    discount = DiscountFactory(price=price, name="Spring offer")
    return {"strategy": strategy, "price_rule": price, "discount": discount}
