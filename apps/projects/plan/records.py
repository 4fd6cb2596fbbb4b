"""How needs, items and what hangs on them are written: through ``projects.domain.records``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction

from apps.accounts.models import User
from apps.core.messages import msg
from apps.projects.access import membership_of, require
from apps.projects.collections.linking import (
    Below,
    Link,
    delete_with,
    linked,
    linked_kind,
    members,
    rows_of,
)
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Draft, RecordKind, write_all
from apps.projects.domain.together import Together
from apps.projects.models import MarketEntry, Project, Role
from apps.projects.plan import models, references, settling
from apps.projects.synced import take_turn

NO_NEED = msg("There is no such need in this project.")
TWICE = msg("This item has this market already. Change that one.")
NO_MARKET = msg("This is no market of the project. Add it under Markets first.")
OF_ITEM = {
    "item": Link(rows_of(models.PlanItem), msg("There is no such plan item in this project."))
}
OF_MARKET = {
    "item_market": Link(
        lambda project: models.ItemMarket.objects.filter(project=project).select_related(
            "item", "entry"
        ),
        msg("There is no such market of a plan item in this project."),
    )
}
OWNED = {
    "owner": Link(members, msg("Nobody in this project has this id. 'members' lists who is in it."))
}


def _prepare_item(project: Project, drafts: Sequence[Draft]) -> list[dict[str, Any] | Refused]:
    """Owners and the needs that are answered, looked up once for all drafts."""
    wanted = {str(one) for draft in drafts for one in draft.values.get("need_ids") or ()}
    rows = models.Need.objects.filter(project=project, pk__in=wanted)
    there = {str(pk) for pk in rows.values_list("pk", flat=True)} if wanted else set()

    def with_needs(values: dict[str, Any]) -> dict[str, Any] | Refused:
        if "need_ids" in values:
            values["need_ids"] = [str(one) for one in values["need_ids"] or ()]
            if not there.issuperset(values["need_ids"]):
                return Refused(NO_NEED, field="need_ids")
        return values

    return _each(with_needs, linked(OWNED, project, drafts))


def _prepare_market(project: Project, drafts: Sequence[Draft]) -> list[dict[str, Any] | Refused]:
    """``market`` is a country code."""
    wanted = {str(draft.values.get("market") or "").upper() for draft in drafts} - {""}
    rows = MarketEntry.objects.filter(project=project, country__in=wanted)
    entries = {row.country: row for row in rows} if wanted else {}

    def in_market(values: dict[str, Any]) -> dict[str, Any] | Refused:
        if "market" in values:
            values["entry"] = entries.get(str(values.pop("market") or "").upper())
            if values["entry"] is None:
                return Refused(NO_MARKET, field="market")
        return values

    return _each(in_market, linked(OF_ITEM, project, drafts))


def _each(
    step: Callable[[dict[str, Any]], dict[str, Any] | Refused],
    prepared: Sequence[dict[str, Any] | Refused],
) -> list[dict[str, Any] | Refused]:
    """``step`` with the values of every draft that is not refused yet."""
    return [one if isinstance(one, Refused) else step(one) for one in prepared]


def _hold_needs(rows: Sequence[Any]) -> None:
    """Write the links of items to needs as ``need_ids`` of the rows says."""
    wanted = {row.pk: set(row.need_ids) for row in rows}
    links = models.ItemNeed.objects.filter(item__in=list(wanted))
    there = {(item, str(need)): key for key, item, need in links.values_list("pk", "item", "need")}
    gone = [key for (item, need), key in there.items() if need not in wanted[item]]
    if gone:
        models.ItemNeed.objects.filter(pk__in=gone).delete()
    models.ItemNeed.objects.bulk_create(
        models.ItemNeed(project_id=row.project_id, item=row, need_id=need)
        for row in rows
        for need in row.need_ids
        if (row.pk, need) not in there
    )


NEEDS = RecordKind(
    model=models.Need,
    reference=references.NeedReference,
    noun="projects.need",
    fields=("statement", "said_by", "kind", "importance", "markets", "state", "note"),
    related=(),
    prepare=lambda project, drafts: [draft.values for draft in drafts],
    settle=settling.need,
)
ITEMS = RecordKind(
    model=models.PlanItem,
    reference=references.PlanItemReference,
    noun="projects.plan_item",
    fields=("title", "kind", "goal", "scope", "requirement", "owner", "priority", "effect",
            "effect_value", "effect_unit", "effect_direction", "target_on", "need_ids"),
    related=("owner",),
    prepare=_prepare_item,
    settle=settling.item,
    writes=Role.EDITOR,
    held={"need_ids": "need_links"},
    hold=_hold_needs,
)  # fmt: skip
MARKETS = RecordKind(
    model=models.ItemMarket,
    reference=references.ItemMarketReference,
    noun="projects.item_market",
    fields=("item", "entry", "state", "target_on", "released_on", "effect_value", "note"),
    related=("item", "entry"),
    prepare=_prepare_market,
    settle=settling.market,
    together=Together(("item", "entry"), TWICE, "market"),
    writes=Role.EDITOR,
)
VERIFICATIONS = linked_kind(
    models.Verification,
    references.VerificationReference,
    "projects.verification",
    ("item", "criterion", "test_plan", "result", "tested_by", "tested_on", "link", "note"),
    settling.verification,
    OF_ITEM,
    writes=Role.EDITOR,
)
PILOTS = replace(
    linked_kind(
        models.Pilot,
        references.PilotReference,
        "projects.pilot",
        ("item_market", "starts_on", "ends_on", "criteria", "result", "decision", "note"),
        settling.pilot,
        OF_MARKET,
        writes=Role.EDITOR,
    ),
    related=("item_market__item", "item_market__entry"),
)
BELOW: Below = {
    models.PlanItem: ((MARKETS, "item"), (VERIFICATIONS, "item")),
    models.ItemMarket: ((PILOTS, "item_market"),),
    MarketEntry: ((MARKETS, "entry"),),
}


@transaction.atomic
def delete(kind: RecordKind, row: Any, actor: User) -> None:
    """Delete a row (editor) with what hangs on it; each leaves a tombstone and an entry. Items
    answer a need no longer, and say so.
    """
    if kind is NEEDS:
        require(membership_of(actor, row.project_id), Role.EDITOR)
        _take_from_items(row, actor)
    delete_with(kind, row, actor, BELOW)


def _take_from_items(need: models.Need, actor: User) -> None:
    take_turn(need.project_id)
    items = models.PlanItem.objects.filter(project=need.project_id, need_links__need=need)
    drafts = [
        Draft({"need_ids": [one for one in item.need_ids if one != str(need.pk)]}, index, item.pk)
        for index, item in enumerate(items.prefetch_related("need_links"))
    ]
    write_all(ITEMS, need.project, actor, drafts)
