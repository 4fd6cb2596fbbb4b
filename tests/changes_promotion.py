"""The changes of campaigns, for ``tests.changes_table``."""

from __future__ import annotations

from typing import Any

from apps.promotion.domain.approval import submit
from apps.promotion.feeds.addresses import make
from tests.changes_competitors import five
from tests.permission_promotion import A_CAMPAIGN, CREATIVE, IN_CAMPAIGNS, TABLE

CAMPAIGN: dict[str, Any] = {
    "name": "Autumn", "market": "DEU", "starts_on": "2027-09-01", "ends_on": "2027-09-30",
    "currency": "EUR", "state": "planned",
}  # fmt: skip


def _creative(site: Any) -> dict[str, Any]:
    return {"campaign": str(site.campaign.pk), "name": "B", "language": "de", "headline": "Neu"}


def _day(site: Any) -> dict[str, Any]:
    keys = {"campaign": str(site.campaign.pk), "channel": str(site.channel.pk)}
    return {**keys, "day": "2027-03-30", "spend": "5"}


STRATEGY = {"market": "FRA", "currency": "EUR", "positioning": "The quiet one"}
PRICE: dict[str, Any] = {
    "product": "Plus", "market": "FRA", "amount": "9", "currency": "EUR",
    "valid_from": "2027-01-01",
}  # fmt: skip


def _discount(site: Any) -> dict[str, Any]:
    days = {"starts_on": "2027-09-01", "ends_on": "2027-09-30"}
    return {"price": str(site.price_rule.pk), "name": "Autumn", "value": "5", **days}


COLLECTIONS: tuple[tuple[str, str, str, Any, Any], ...] = (
    ("channels", "channel", "promotion.channel", {"name": "Fair"}, {"name": "Other"}),
    ("campaigns", "campaign", "promotion.campaign", CAMPAIGN, {"name": "Other"}),
    ("creatives", "creative", "promotion.creative", _creative, {"name": "Other"}),
    ("campaign-days", "outcome", "promotion.outcome", _day, {"spend": "7"}),
    ("market-strategies", "strategy", "promotion.strategy", STRATEGY, {"segment": "Makers"}),
    ("price-rules", "price_rule", "promotion.price_rule", PRICE, {"per": "year"}),
    ("partners", "partner", "promotion.partner", {"name": "Nordlicht"}, {"stage": "talking"}),
    ("discounts", "discount", "promotion.discount", _discount, {"name": "Other"}),
)


def _handed_in(site: Any) -> None:
    """By somebody else than whoever decides."""
    submit(site.creative, site.membership.user)


def _taken(site: Any) -> None:
    site.outcome_intake.state = "done"
    site.outcome_intake.save()


def _shared(site: Any) -> None:
    make(site.project, site.owner)


def pages(act: Any) -> dict[str, Any]:
    """Name of a route → its act."""
    return {
        "promotion:new": act("promotion.campaign.created", CAMPAIGN, IN_CAMPAIGNS),
        "promotion:edit": act(
            "promotion.campaign.updated", {**CAMPAIGN, "name": "Other"}, A_CAMPAIGN
        ),
        "promotion:delete": act(
            "promotion.campaign.deleted", lambda s: {"confirm": s.campaign.name}, A_CAMPAIGN
        ),
        "promotion:feed": act("promotion.calendar.shared", None),
        "promotion:feed_revoke": act("promotion.calendar.revoked", None, None, _shared),
        "promotion:intake": act("promotion.intake.started", None, TABLE),
        "promotion:intake_undo": act("promotion.intake.undone", None, TABLE, _taken),
        "promotion:creative_submit": act("promotion.creative.submitted", {"sure": "1"}, CREATIVE),
        "promotion:creative_decide": act(
            "promotion.creative.approved", {"decision": "approve"}, CREATIVE, _handed_in
        ),
    }


def rest(act: Any) -> dict[tuple[str, str], Any]:
    """Route and method → its act."""
    found = dict(pair for one in COLLECTIONS for pair in five(act, *one))
    found["creative-submit", "post"] = act("promotion.creative.submitted", None, CREATIVE)
    found["creative-decide", "post"] = act(
        "promotion.creative.refused", {"approve": False, "reason": "Too loud"}, CREATIVE, _handed_in
    )
    return found
