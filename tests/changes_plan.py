"""The plan: who may do what on its routes, and what each change leaves in the audit trail. For
``tests.permission_table``, ``tests.changes_table``, ``tests.api.test_permissions``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apps.core.testing.routes import Route
from tests.factories.plan import in_days

RECORDS = (
    ("needs", "need"),
    ("plan-items", "plan_item"),
    ("item-markets", "item_market"),
    ("verifications", "verification"),
    ("pilots", "pilot"),
)


def _ids(**names: str) -> Any:
    return lambda rows: {argument: getattr(rows, name).pk for argument, name in names.items()}


def IN_ITEMS(rows: Any) -> dict[str, Any]:  # noqa: N802 - stands in the table with the others
    return {"part": "item"}


def PLAN_ROW(rows: Any) -> dict[str, Any]:  # noqa: N802 - stands in the table with the others
    return {"part": "item", "plan_row_id": rows.plan_item.pk}


ITEM, NEED, LINK = _ids(item_id="plan_item"), _ids(need_id="need"), _ids(link_id="evidence_link")
ROUTES = (
    Route("projects:plan"),
    Route("projects:plan_roadmap"),
    Route("projects:plan_items"),
    Route("projects:plan_item", args=ITEM),
    Route("projects:plan_move", get=None, post="editor", args=ITEM),
    Route("projects:plan_evidence", get=None, post="editor", args=ITEM),
    Route("projects:plan_needs"),
    Route("projects:plan_need", args=NEED),
    Route("projects:plan_evidence_need", get=None, post="analyst", args=NEED),
    # Of an item; an analyst takes away what hangs on a need.
    Route("projects:plan_unlink", get=None, post="editor", args=LINK),
    Route("projects:plan_new", get="editor", post="editor", args=IN_ITEMS),
    Route("projects:plan_edit", get="editor", post="editor", args=PLAN_ROW),
    Route("projects:plan_delete", get="editor", post="editor", args=PLAN_ROW),
)
PAGE = {"address": "https://example.com/study", "label": "A study"}
TYPED = {"title": "Clamp", "kind": "feature", "priority": "3"}


def pages(act: Any) -> dict[str, Any]:
    """Name of a route → its act."""
    return {
        "projects:plan_new": act("projects.plan_item.created", TYPED, IN_ITEMS),
        "projects:plan_edit": act("projects.plan_item.updated", TYPED, PLAN_ROW),
        "projects:plan_delete": act(
            "projects.plan_item.deleted", lambda s: {"confirm": s.plan_item.title}, PLAN_ROW
        ),
        "projects:plan_move": act(
            "projects.plan_item.moved", {"to_state": "idea", "reason": "Too early"}, ITEM
        ),
        "projects:plan_evidence": act("projects.plan_item.linked", PAGE, ITEM),
        "projects:plan_evidence_need": act("projects.need.linked", PAGE, NEED),
        "projects:plan_unlink": act("projects.plan_item.unlinked", None, LINK),
    }


def _market(site: Any) -> dict[str, Any]:
    return {"item": str(site.plan_item.pk), "market": "JPN"}


def _check(site: Any) -> dict[str, Any]:
    return {"item": str(site.plan_item.pk), "criterion": "It holds"}


def _pilot(site: Any) -> dict[str, Any]:
    criterion = {"metric": "Returns", "comparison": "<=", "value": 4}
    days = {"starts_on": in_days(1).isoformat(), "ends_on": in_days(9).isoformat()}
    return {"item_market": str(site.item_market.pk), "criteria": [criterion], **days}


SENT: tuple[tuple[str, str, Any, Any], ...] = (
    ("needs", "need", {"statement": "Quieter"}, {"note": "x"}),
    ("plan-items", "plan_item", {"title": "Clamp"}, {"goal": "x"}),
    ("item-markets", "item_market", _market, {"note": "x"}),
    ("verifications", "verification", _check, {"note": "x"}),
    ("pilots", "pilot", _pilot, {"note": "x"}),
)


def rest(act: Any) -> dict[tuple[str, str], Any]:
    """Route and method → its act."""
    found = dict(pair for one in SENT for pair in _five(act, *one))
    back = {"to_state": "idea", "reason": "Too early"}
    named = _ids(plan_item_id="plan_item")
    return {**found, ("plan_item-move", "post"): act("projects.plan_item.moved", back, named)}


def _five(
    act: Any, many: str, one: str, sent: Any, change: Any
) -> Iterator[tuple[tuple[str, str], Any]]:
    def rows(site: Any) -> dict[str, Any]:
        return {"rows": [sent(site) if callable(sent) else sent]}

    made, named = f"projects.{one}.created", _ids(**{f"{one}_id": one})
    key = {"system": "erp", "external_id": "7"}
    yield (many, "post"), act(made, sent)
    yield (f"{many}-batch", "post"), act(made, rows)
    yield (one, "patch"), act(f"projects.{one}.updated", change, named)
    yield (one, "delete"), act(f"projects.{one}.deleted", None, named)
    yield (f"{one}-by-external", "put"), act(made, sent, lambda s: key)


def api_roles() -> dict[tuple[str, str], tuple[str, str]]:
    """Route and method → scope and lowest role."""
    found: dict[tuple[str, str], tuple[str, str]] = {
        ("plan_item-move", "post"): ("write", "editor"),
        ("plan_item-moves", "get"): ("read", "viewer"),
    }
    for many, one in RECORDS:
        writes = "analyst" if one == "need" else "editor"
        for name, method, role in (
            (many, "get", "viewer"), (many, "post", writes), (f"{many}-batch", "post", writes),
            (one, "get", "viewer"), (one, "patch", writes), (one, "delete", "editor"),
            (f"{one}-by-external", "get", "viewer"), (f"{one}-by-external", "put", writes),
        ):  # fmt: skip
            found[name, method] = ("read" if method == "get" else "write", role)
    return found
