"""Competitors of the site, with names that crowd on a chart."""

from __future__ import annotations

from typing import Any

from tests.factories.research import (
    CompetitorFactory,
    DimensionFactory,
    FeatureFactory,
    MarkFactory,
    PositionFactory,
    PriceFactory,
    days_ago,
)

SEEN: tuple[tuple[str, str, float, float], ...] = (
    ("Leuchten Nord GmbH", "DEU", 99.9, 7.0),
    ("Lumière du Sud SARL", "FRA", 101.0, 7.1),
    ("株式会社あかり", "JPN", 104.0, 7.2),
    ("Bright Desk Inc.", "USA", 149.0, 4.0),
)


def competitors(project: Any) -> dict[str, Any]:
    """A row of each kind; the first competitor has two prices of one product."""
    found: dict[str, Any] = {
        "feature": FeatureFactory(project=project, name="Dimmer"),
        "dimension": DimensionFactory(project=project, name="Ease of use"),
    }
    FeatureFactory(project=project, name="Battery for a working day")
    for name, home, amount, score in SEEN:
        row = CompetitorFactory(project=project, name=name, home_country=home)
        price = PriceFactory(competitor=row, product="Desk lamp M", amount=amount)
        mark = MarkFactory(competitor=row, feature=found["feature"], answer="partly")
        position = PositionFactory(competitor=row, dimension=found["dimension"], value=score)
        found.setdefault("competitor", row)
        found.setdefault("price", price)
        found.setdefault("feature_mark", mark)
        found.setdefault("position", position)
    CompetitorFactory(project=project, name="Nobody has looked Ltd")
    PriceFactory(
        competitor=found["competitor"], product="Desk lamp M", amount=89, seen_on=days_ago(500)
    )
    PriceFactory(competitor=found["competitor"], market="GBR", amount=85, currency="GBP",
                 seen_on=days_ago(600))  # fmt: skip
    PriceFactory(competitor=None, project=project, product="Second generation", amount=119)
    PositionFactory(competitor=None, project=project, dimension=found["dimension"], value=8.5)
    return found
