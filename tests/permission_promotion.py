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
    return {"price_id": rows.price_rule.pk}


PROMOTION = (
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
