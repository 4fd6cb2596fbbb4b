"""The product plan of the site, with an item in each state and titles that need room."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from apps.core.messages import msg
from apps.projects.plan.effects import Effect, store
from apps.projects.plan.models import ItemMove, ItemNeed, ItemState
from tests.factories.plan import (
    EvidenceLinkFactory,
    ItemMarketFactory,
    NeedFactory,
    PilotFactory,
    PlanItemFactory,
    VerificationFactory,
    in_days,
)

ITEMS: tuple[tuple[str, str, ItemState, str, int | None], ...] = (
    ("Lampe für Leseecken ohne Netzanschluss", "feature", ItemState.IDEA, "DEU", None),
    ("Schuko plug and printed manual in German", "localisation", ItemState.AGREED, "DEU", 60),
    ("暖光低于 2,700 K 的夜读模式", "feature", ItemState.DEVELOPMENT, "JPN", -20),
    ("Energy label under EU 2019/2015", "compliance", ItemState.VERIFYING, "FRA", 40),
    ("Dimmer that remembers its last level", "improvement", ItemState.PILOT, "DEU", 15),
    ("Charging case that closes with one hand", "improvement", ItemState.RELEASED, "DEU", -60),
    ("Half the flicker at the lowest level", "optimisation", ItemState.MEASURED, "FRA", -200),
    ("Voice control", "feature", ItemState.DROPPED, "BRA", None),
)


def planned(site: Any) -> dict[str, Any]:
    """A row of each kind; the item of the pages is being tried out in Germany."""
    project, owner = site.project, site.owner
    entries = {entry.country: entry for entry in project.market_entries.all()}
    need = NeedFactory(
        project=project, statement="The lamp forgets its level each time it is switched off.",
        said_by="Customers in Germany, 41 reviews", importance=2, markets=["DEU", "FRA"],
    )  # fmt: skip
    NeedFactory(project=project, statement="Instructions in Japanese", kind="localisation",
                markets=["JPN"])  # fmt: skip
    found: dict[str, Any] = {"need": need}
    for title, kind, state, country, days in ITEMS:
        item = PlanItemFactory(
            project=project, title=title, kind=kind, state=state,
            priority=2 if kind == "compliance" else 3,
            owner=owner if state != ItemState.IDEA else None,
            target_on=None if days is None else in_days(days),
            goal="Nobody sets the level again in the evening.",
            requirement="The level is kept for 30 days without power.",
            effect="Returns from Germany fall by a tenth.", effect_value=10, effect_unit="%",
            effect_direction="down",
        )  # fmt: skip
        over = state in {ItemState.RELEASED, ItemState.MEASURED}
        market = ItemMarketFactory(
            item=item, entry=entries[country], state="released" if over else "planned",
            released_on=in_days(days or 0) if over else None,
        )  # fmt: skip
        if state == ItemState.PILOT:
            found |= {"plan_item": item, "item_market": market}
        if state == ItemState.MEASURED:
            _measured(site, market)
    item, market = found["plan_item"], found["item_market"]
    ItemNeed.objects.create(project=project, item=item, need=need)
    ItemMarketFactory(item=item, entry=entries["SGP"], target_on=in_days(200))
    found["verification"] = VerificationFactory(
        item=item, criterion="The level is there again after 30 days without power",
        test_plan="Ten lamps, switched off at 37 %, measured after 30 days.", result="passed",
        tested_by="Lin Yue", tested_on=in_days(-3),
    )  # fmt: skip
    VerificationFactory(item=item, criterion="It passes the drop test from one metre")
    found["pilot"] = PilotFactory(item_market=market, seen=None)
    PilotFactory(item_market=market, starts_on=in_days(-120), ends_on=in_days(-90), seen=5.5)
    found["evidence_link"] = EvidenceLinkFactory(
        item=item, label="41 reviews of the first generation", project=project
    )
    ItemMove.objects.create(
        project=project, item=item, from_state="verifying", to_state="pilot", moved_by=owner,
        reason="The drop test comes back next week; the pilot cannot wait for it.",
        missing=[
            msg(
                "'{criterion}' is not tested yet.",
                criterion="It passes the drop test from one metre",
            ).model_dump(mode="json")
        ],
    )  # fmt: skip
    return found


def _measured(site: Any, market: Any) -> None:
    sentence = msg("Returns fell by {share} after the release.", share="2.1 %")
    url = reverse("jobs:detail", args=[site.project.pk, site.job.pk])
    store(
        site.project, market,
        Effect(-2.1, sentence, str(site.job.pk), low=-3.4, high=-0.9, unit="%", direction="down",
               url=url, hash="9f86d081884c7d65"),
    )  # fmt: skip


def plan_ids(site: Any) -> dict[str, Any]:
    """Arguments of addresses → ids of rows of ``site``."""
    return {
        "need_id": site.need.pk,
        "item_id": site.plan_item.pk,
        "plan_item_id": site.plan_item.pk,
        "plan_row_id": site.plan_item.pk,
        "item_market_id": site.item_market.pk,
        "verification_id": site.verification.pk,
        "pilot_id": site.pilot.pk,
        "link_id": site.evidence_link.pk,
    }
