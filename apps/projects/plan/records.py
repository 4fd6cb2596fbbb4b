"""How needs, items and what hangs on them are written: through ``projects.domain.records``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.db import transaction

from apps.accounts.models import User
from apps.core.happenings import Happening, plain, report_all
from apps.core.messages import Message, msg
from apps.projects.access import membership_of, require
from apps.projects.domain import records
from apps.projects.domain.changes import locked
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Draft, RecordKind
from apps.projects.models import MarketEntry, Membership, Project, Role
from apps.projects.plan import models, references, settling
from apps.projects.plan.settling import TWICE

NO_ROW: Mapping[str, Message] = {
    "item": msg("There is no such plan item in this project."),
    "item_market": msg("There is no such market of a plan item in this project."),
    "market": msg("This is no market of the project. Add it under Markets first."),
    "owner": msg("Nobody in this project has this id. 'members' lists who is in it."),
    "need_ids": msg("There is no such need in this project."),
}


class _Known:
    """Rows of the project that the drafts name, looked up once for all of them."""

    def __init__(self, project: Project, drafts: Sequence[Draft]) -> None:
        self.project, self.drafts = project, drafts

    def wanted(self, name: str) -> set[Any]:
        return {draft.values.get(name) for draft in self.drafts} - {None, ""}

    def rows(self, name: str, model: type[Any]) -> dict[Any, Any]:
        wanted = self.wanted(name)
        rows = model.objects.filter(project=self.project).select_related()
        return rows.in_bulk(list(wanted)) if wanted else {}

    def owners(self) -> dict[Any, Any]:
        wanted = self.wanted("owner")
        if not wanted:
            return {}
        rows = Membership.objects.filter(project=self.project, user__in=wanted)
        return {row.user_id: row.user for row in rows.select_related("user")}

    def entries(self) -> dict[str, Any]:
        wanted = {str(code).upper() for code in self.wanted("market")}
        if not wanted:
            return {}
        rows = MarketEntry.objects.filter(project=self.project, country__in=wanted)
        return {row.country: row for row in rows}

    def needs(self) -> set[str]:
        wanted = {str(one) for draft in self.drafts for one in draft.values.get("need_ids") or ()}
        rows = models.Need.objects.filter(project=self.project, pk__in=wanted)
        return set(map(str, rows.values_list("pk", flat=True))) if wanted else set()


def _prepare_item(project: Project, drafts: Sequence[Draft]) -> list[Mapping[str, Any] | Refused]:
    known = _Known(project, drafts)
    owners, needs = known.owners(), known.needs()

    def prepared(values: dict[str, Any]) -> Mapping[str, Any] | Refused:
        if values.get("owner") is not None:
            values["owner"] = owners.get(values["owner"])
            if values["owner"] is None:
                return Refused(NO_ROW["owner"], field="owner")
        if "need_ids" in values:
            values["need_ids"] = [str(one) for one in values["need_ids"] or ()]
            if not needs.issuperset(values["need_ids"]):
                return Refused(NO_ROW["need_ids"], field="need_ids")
        return values

    return [prepared(dict(draft.values)) for draft in drafts]


def _prepare_market(project: Project, drafts: Sequence[Draft]) -> list[Mapping[str, Any] | Refused]:
    """``market`` is a country code; a pair of item and market stands once in a request."""
    known = _Known(project, drafts)
    items, entries = known.rows("item", models.PlanItem), known.entries()
    seen: set[tuple[Any, str]] = set()

    def prepared(values: dict[str, Any]) -> Mapping[str, Any] | Refused:
        if values.get("item") is not None:
            values["item"] = items.get(values["item"])
            if values["item"] is None:
                return Refused(NO_ROW["item"], field="item")
        if "market" in values:
            code = str(values.pop("market") or "").upper()
            values["entry"] = entries.get(code)
            if values["entry"] is None:
                return Refused(NO_ROW["market"], field="market")
        if values.get("item") and values.get("entry"):
            pair = (values["item"].pk, values["entry"].pk)
            if pair in seen:
                return Refused(TWICE, field="market")
            seen.add(pair)
        return values

    return [prepared(dict(draft.values)) for draft in drafts]


def _prepare_linked(
    name: str, model: type[Any], project: Project, drafts: Sequence[Draft]
) -> list[Mapping[str, Any] | Refused]:
    rows = _Known(project, drafts).rows(name, model)

    def prepared(values: dict[str, Any]) -> Mapping[str, Any] | Refused:
        if values.get(name) is not None:
            values[name] = rows.get(values[name])
            if values[name] is None:
                return Refused(NO_ROW[name], field=name)
        return values

    return [prepared(dict(draft.values)) for draft in drafts]


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
    writes=Role.EDITOR,
)
VERIFICATIONS = RecordKind(
    model=models.Verification,
    reference=references.VerificationReference,
    noun="projects.verification",
    fields=("item", "criterion", "test_plan", "result", "tested_by", "tested_on", "link", "note"),
    related=("item",),
    prepare=partial(_prepare_linked, "item", models.PlanItem),
    settle=settling.verification,
    writes=Role.EDITOR,
)
PILOTS = RecordKind(
    model=models.Pilot,
    reference=references.PilotReference,
    noun="projects.pilot",
    fields=("item_market", "starts_on", "ends_on", "criteria", "result", "decision", "note"),
    related=("item_market__item", "item_market__entry"),
    prepare=partial(_prepare_linked, "item_market", models.ItemMarket),
    settle=settling.pilot,
    writes=Role.EDITOR,
)
BELOW: Mapping[type[Any], tuple[tuple[RecordKind, str], ...]] = {
    models.PlanItem: ((MARKETS, "item"), (VERIFICATIONS, "item")),
    models.ItemMarket: ((PILOTS, "item_market"),),
    MarketEntry: ((MARKETS, "entry"),),
}


@transaction.atomic
def delete(kind: RecordKind, row: Any, actor: User) -> None:
    """Delete a row (editor) with what hangs on it; each leaves a tombstone and an entry."""
    require(membership_of(actor, row.project_id), Role.EDITOR)
    held = locked(row)
    delete_below([held], actor)
    records.delete(kind, held, actor)


def delete_below(rows: Sequence[Any], actor: User) -> None:
    """Delete what hangs on rows of one model, deepest first; called in their transaction."""
    if not rows:
        return
    for below, name in BELOW.get(type(rows[0]), ()):
        found = below.model.objects.filter(**{f"{name}__in": rows})
        listed = list(found.select_related(*below.related))
        delete_below(listed, actor)
        if listed:
            report_all([_gone(below, one, actor) for one in listed])
            found.delete()


def _gone(kind: RecordKind, row: Any, actor: User) -> Happening:
    values = {name: plain(getattr(row, name)) for name in kind.fields}
    changes = {name: [value, None] for name, value in values.items() if value not in (None, "", [])}
    return Happening(f"{kind.noun}.deleted", actor, row.project_id, row, {"changes": changes})
