"""As ``told``: needs, plan items and what hangs on them."""

from __future__ import annotations

from typing import Any

from apps.projects.plan import references
from tests.e2e.planned import plan_ids
from tests.factories.plan import (
    ItemMarketFactory,
    NeedFactory,
    PilotFactory,
    PlanItemFactory,
    VerificationFactory,
)

THERE = {"system": "jira", "external_id": "kept-1"}
NAMES = ("needs", "plan-items", "item-markets", "verifications", "pilots")


def places(site: Any) -> dict[str, dict[str, str]]:
    """Operation → the row of its address: what other systems know, and what may be used up."""
    for row, reference in (
        (site.need, references.NeedReference),
        (site.plan_item, references.PlanItemReference),
        (site.item_market, references.ItemMarketReference),
        (site.verification, references.VerificationReference),
        (site.pilot, references.PilotReference),
    ):
        reference.objects.create(project=site.project, row=row, **THERE)
    item = PlanItemFactory(project=site.project, goal="Something better")
    market = ItemMarketFactory(item=item, entry=site.project.market_entries.get(country="BRA"))
    elsewhere = ItemMarketFactory(item=PlanItemFactory(project=site.project), entry=market.entry)
    lost = {
        "needs_destroy": ("need_id", NeedFactory(project=site.project)),
        "plan-items_destroy": ("plan_item_id", PlanItemFactory(project=site.project)),
        "plan-items_move": ("plan_item_id", item),
        "item-markets_destroy": ("item_market_id", market),
        "verifications_destroy": ("verification_id", VerificationFactory(item=item)),
        "pilots_destroy": ("pilot_id", PilotFactory(item_market=elsewhere)),
    }  # fmt: skip
    return {
        **{f"{name}_by_external": THERE for name in NAMES},
        **{name: {key: str(row.pk)} for name, (key, row) in lost.items()},
    }


def bodies(site: Any) -> dict[str, dict[str, Any]]:
    """Operation → members that must differ from the description's example, or that it lacks."""
    known = plan_ids(site)
    item, market = str(known["plan_item_id"]), str(known["item_market_id"])
    new = {"item": item, "market": "JPN"}
    return {
        "item-markets_create": {**new, "external": []},
        "item-markets_upsert": {"item": item, "market": "BRA"},
        "item-markets_partial_update": {"item": item},
        **{f"verifications_{verb}": {"item": item, "external": []}
           for verb in ("create", "upsert", "partial_update")},
        **{f"pilots_{verb}": {"item_market": market, "external": []}
           for verb in ("create", "upsert", "partial_update")},
    }  # fmt: skip
