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
    ("competitors", "competitor", "competitor", {"name": "Lux"}, {"name": "Other"}),
    ("prices", "price", "price", {**PRICE, "competitor": None}, {"amount": "5"}),
    ("features", "feature", "feature", {"name": "Timer"}, {"name": "Other"}),
    ("feature-marks", "feature_mark", "featuremark", _of("feature", answer="no"),
     {"answer": "unknown"}),
    ("dimensions", "dimension", "dimension", {"name": "Price level"}, {"name": "Other"}),
    ("positions", "position", "position", _of("dimension", value=2), {"value": 1.5}),
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
    return dict(pair for one in COLLECTIONS for pair in _five(act, *one))


def _five(
    act: Any, many: str, one: str, noun: str, sent: Any, change: Any
) -> Iterator[tuple[tuple[str, str], Any]]:
    def rows(site: Any) -> dict[str, Any]:
        return {"rows": [sent(site) if callable(sent) else sent]}

    made, named = f"research.{noun}.created", ids(**{f"{one}_id": one})
    key = {"system": "erp", "external_id": "7"}
    yield (many, "post"), act(made, sent)
    yield (f"{many}-batch", "post"), act(made, rows)
    yield (one, "patch"), act(f"research.{noun}.updated", change, named)
    yield (one, "delete"), act(f"research.{noun}.deleted", None, named)
    yield (f"{one}-by-external", "put"), act(made, sent, lambda s: key)
