"""The changes of the register of competitors, for ``tests.changes_table``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.factories.datasets import VersionFactory
from tests.permission_table import IN_PRICES, SEEN_PRICE, ids

SEEN = {"source": "Shop", "seen_on": "2026-01-31"}
PRICE: dict[str, Any] = {"market": "DEU", "product": "M", "amount": "9", "currency": "EUR", **SEEN}
TYPED = {**PRICE, "competitor": "own"}
COLUMNS = ["competitor", "market", "product", "price", "currency", "date", "source"]


def _of(feature: str, **values: Any) -> Callable[[Any], dict[str, Any]]:
    """What is sent of the own product, with the id of the site's row of this name."""
    return lambda s: {feature: str(getattr(s, feature).pk), "competitor": None, **SEEN, **values}


COLLECTIONS: tuple[tuple[str, str, str, Any, Any], ...] = (
    ("competitors", "competitor", "research.competitor", {"name": "Lux"}, {"name": "Other"}),
    ("prices", "price", "research.price", {**PRICE, "competitor": None}, {"amount": "5"}),
    ("features", "feature", "research.feature", {"name": "Timer"}, {"name": "Other"}),
    ("feature-marks", "feature_mark", "research.featuremark", _of("feature", answer="no"),
     {"answer": "unknown"}),
    ("dimensions", "dimension", "research.dimension", {"name": "Price level"}, {"name": "Other"}),
    ("positions", "position", "research.position", _of("dimension", value=2), {"value": 1.5}),
)  # fmt: skip


def _table(site: Any) -> None:
    site.extras["price_table"] = VersionFactory(
        project=site.project,
        columns=COLUMNS,
        rows=[("Lux", "DEU", "M", 9.0, "EUR", "2026-01-31", "Shop")],
    )


def pages(act: Any) -> dict[str, Any]:
    """Name of a route → its act."""
    return {
        "research:register_new": act("research.price.created", TYPED, IN_PRICES),
        "research:register_edit": act("research.price.updated", TYPED, SEEN_PRICE),
        "research:register_delete": act(
            "research.price.deleted", lambda s: {"confirm": s.price.product}, SEEN_PRICE
        ),
        "research:prices_import": act(
            "research.price.created",
            {name: name for name in COLUMNS},
            first=_table,
            query=lambda s: {"data": s.price_table.pk},
        ),
    }


def rest(act: Any) -> dict[tuple[str, str], Any]:
    """Route and method → its act."""
    return dict(pair for one in COLLECTIONS for pair in five(act, *one))


def five(
    act: Any, many: str, one: str, noun: str, sent: Any, change: Any
) -> Iterator[tuple[tuple[str, str], Any]]:
    """The five changing routes of a collection; ``noun`` begins the kinds of its happenings."""

    def rows(site: Any) -> dict[str, Any]:
        return {"rows": [sent(site) if callable(sent) else sent]}

    made, named = f"{noun}.created", ids(**{f"{one}_id": one})
    key = {"system": "erp", "external_id": "7"}
    yield (many, "post"), act(made, sent)
    yield (f"{many}-batch", "post"), act(made, rows)
    yield (one, "patch"), act(f"{noun}.updated", change, named)
    yield (one, "delete"), act(f"{noun}.deleted", None, named)
    yield (f"{one}-by-external", "put"), act(made, sent, lambda s: key)
