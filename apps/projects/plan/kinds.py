"""What can happen to the plan."""

from __future__ import annotations

from apps.core.catalogue import EventKind, Subject
from apps.core.messages import mark
from apps.projects.collections.happenings import three

_ITEM = Subject("projects.planitem", "api:plan_item", "plan_item_id")
_NEED = Subject("projects.need", "api:need", "need_id")
_MARKET = Subject("projects.itemmarket", "api:item_market", "item_market_id")
_STEP = {"from_state": "pilot", "to_state": "released"}


KINDS = (
    *three("projects.need", mark("Need added"), mark("Need changed"), mark("Need deleted")),
    *three("projects.plan_item", mark("Plan item added"), mark("Plan item changed"),
            mark("Plan item deleted")),
    *three("projects.item_market", mark("Market of a plan item added"),
            mark("Market of a plan item changed"), mark("Market of a plan item deleted")),
    *three("projects.verification", mark("Acceptance criterion added"),
            mark("Acceptance criterion changed"), mark("Acceptance criterion deleted")),
    *three("projects.pilot", mark("Pilot added"), mark("Pilot changed"), mark("Pilot deleted")),
    EventKind("projects.plan_item.moved", mark("Plan item moved"), webhook=True, fields=_STEP,
              subject=_ITEM),
    EventKind("projects.plan_item.released", mark("Plan item released"), webhook=True,
              fields=_STEP, subject=_ITEM),
    EventKind("projects.effect.measured", mark("Effect measured"), webhook=True,
              fields={"estimate": 12.5, "unit": "%"}, subject=_MARKET),
    EventKind("projects.effect.removed", mark("Measured effect taken away"), webhook=True,
              fields={"estimate": 12.5, "unit": "%"}, subject=_MARKET),
    EventKind("projects.plan_item.linked", mark("Evidence added to a plan item"), subject=_ITEM),
    EventKind("projects.plan_item.unlinked", mark("Evidence taken from a plan item"),
              subject=_ITEM),
    EventKind("projects.need.linked", mark("Evidence added to a need"), subject=_NEED),
    EventKind("projects.need.unlinked", mark("Evidence taken from a need"), subject=_NEED),
)  # fmt: skip
