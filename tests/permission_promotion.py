"""Who may do what on the pages of campaigns, for ``tests.permission_table``."""

from __future__ import annotations

from typing import Any

from apps.core.testing.routes import Route


def IN_CAMPAIGNS(rows: Any) -> dict[str, Any]:  # noqa: N802 - stands in tables with others
    return {"section": "campaign"}


def A_CAMPAIGN(rows: Any) -> dict[str, Any]:  # noqa: N802 - stands in tables with others
    return {"section": "campaign", "row_id": rows.campaign.pk}


def CAMPAIGN(rows: Any) -> dict[str, Any]:  # noqa: N802 - stands in tables with others
    return {"campaign_id": rows.campaign.pk}


def CREATIVE(rows: Any) -> dict[str, Any]:  # noqa: N802 - stands in tables with others
    return {"creative_id": rows.creative.pk}


def STRATEGY(rows: Any) -> dict[str, Any]:  # noqa: N802 - stands in tables with others
    return {"strategy_id": rows.strategy.pk}


def PRICE(rows: Any) -> dict[str, Any]:  # noqa: N802 - stands in tables with others
    return {"price_rule_id": rows.price_rule.pk}


def PARTNER(rows: Any) -> dict[str, Any]:  # noqa: N802 - stands in tables with others
    return {"partner_id": rows.partner.pk}


def TABLE(rows: Any) -> dict[str, Any]:  # noqa: N802 - stands in tables with others
    return {"figures_id": rows.outcome_intake.pk}


def scoped(site: Any) -> dict[str, Any]:
    """The ids that addresses of this room carry."""
    return {
        "channel_id": site.channel.pk,
        "campaign_id": site.campaign.pk,
        "creative_id": site.creative.pk,
        "outcome_id": site.outcome.pk,
        "strategy_id": site.strategy.pk,
        "price_rule_id": site.price_rule.pk,
        "partner_id": site.partner.pk,
        "discount_id": site.discount.pk,
        "figures_id": site.outcome_intake.pk,
    }


PROMOTION = (
    Route("promotion:partners"),
    Route("promotion:partner", args=PARTNER),
    Route("promotion:feed", post="viewer"),
    Route("promotion:feed_revoke", get=None, post="viewer"),
    Route("promotion:from_table", get="analyst", post="analyst"),
    Route("promotion:intake", get="analyst", post="analyst", args=TABLE),
    Route("promotion:intake_live", get="analyst", args=TABLE),
    Route("promotion:intake_undo", get=None, post="editor", args=TABLE),
    Route("promotion:intake_problems", get="analyst", args=TABLE),
    Route("promotion:strategies"),
    Route("promotion:strategy", args=STRATEGY),
    Route("promotion:prices"),
    Route("promotion:compare"),
    Route("promotion:price", args=PRICE),
    Route("promotion:campaigns"),
    Route("promotion:calendar"),
    Route("promotion:channels"),
    Route("promotion:campaign", args=CAMPAIGN),
    Route("promotion:creative", args=CREATIVE),
    Route("promotion:creative_submit", get=None, post="analyst", args=CREATIVE),
    Route("promotion:creative_decide", get=None, post="editor", args=CREATIVE),
    Route("promotion:new", get="analyst", post="analyst", args=IN_CAMPAIGNS),
    Route("promotion:edit", get="analyst", post="analyst", args=A_CAMPAIGN),
    Route("promotion:delete", get="editor", post="editor", args=A_CAMPAIGN),
)
