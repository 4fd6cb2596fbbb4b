"""What can happen to the plan."""

from __future__ import annotations

from apps.core.catalogue import EventKind, Subject
from apps.core.messages import mark

_ITEM = Subject("projects.planitem", "api:plan_item", "plan_item_id")
_NEED = Subject("projects.need", "api:need", "need_id")
_MARKET = Subject("projects.itemmarket", "api:item_market", "item_market_id")
_STEP = {"from_state": "pilot", "to_state": "released"}


def _three(noun: str, created: str, updated: str, deleted: str) -> tuple[EventKind, ...]:
    model = f"projects.{noun.replace('_', '')}"
    here, gone = Subject(model, f"api:{noun}", f"{noun}_id"), Subject(model)
    kinds = (("created", created, here), ("updated", updated, here), ("deleted", deleted, gone))
    return tuple(
        EventKind(f"projects.{noun}.{verb}", label, webhook=True, subject=subject)
        for verb, label, subject in kinds
    )


KINDS = (
    *_three("need", mark("Need added"), mark("Need changed"), mark("Need deleted")),
    *_three("plan_item", mark("Plan item added"), mark("Plan item changed"),
            mark("Plan item deleted")),
    *_three("item_market", mark("Market of a plan item added"),
            mark("Market of a plan item changed"), mark("Market of a plan item deleted")),
    *_three("verification", mark("Acceptance criterion added"),
            mark("Acceptance criterion changed"), mark("Acceptance criterion deleted")),
    *_three("pilot", mark("Pilot added"), mark("Pilot changed"), mark("Pilot deleted")),
    EventKind("projects.plan_item.moved", mark("Plan item moved"), webhook=True, fields=_STEP,
              subject=_ITEM),
    EventKind("projects.plan_item.released", mark("Plan item released"), webhook=True,
              fields=_STEP, subject=_ITEM),
    EventKind("projects.effect.measured", mark("Effect measured"), webhook=True,
              fields={"estimate": 12.5, "unit": "%"}, subject=_MARKET),
    EventKind("projects.plan_item.linked", mark("Evidence added to a plan item"), subject=_ITEM),
    EventKind("projects.plan_item.unlinked", mark("Evidence taken from a plan item"),
              subject=_ITEM),
    EventKind("projects.need.linked", mark("Evidence added to a need"), subject=_NEED),
    EventKind("projects.need.unlinked", mark("Evidence taken from a need"), subject=_NEED),
)  # fmt: skip
