"""How competitors and what is seen of them are checked before they are written."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from apps.accounts.models import User
from apps.core.messages import msg
from apps.projects.collections.linking import (
    Link,
    amount_of,
    country_code,
    currency_code,
    delete_with,
    linked_kind,
    require_name,
    rows_of,
)
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import RecordKind
from apps.research import models

MOST_SCORE = 10
FIRST_DAY = date(1950, 1, 1)
SEEN = ("competitor", "source", "seen_on", "seen_by", "note")


NO_COMPETITOR = msg("There is no such competitor in this project.")
NO_FEATURE = msg("There is no such feature in this project.")
NO_DIMENSION = msg("There is no such dimension in this project.")


def _settle_seen(row: Any) -> None:
    """Whose it is, where it comes from and when it was seen: nothing is kept without these."""
    if row._state.adding and "competitor" not in row._state.fields_cache:
        raise Refused(
            msg("Say which competitor this is of; null stands for your own product."),
            field="competitor",
        )
    row.source, row.seen_by = row.source.strip(), " ".join(row.seen_by.split())
    if not row.source:
        raise Refused(
            msg("Give the source: a web address, or in words where this was seen."), field="source"
        )
    if row.seen_on is None:
        raise Refused(msg("Give the day on which this was seen."), field="seen_on")
    # Where it is already tomorrow, people may say so.
    if not FIRST_DAY <= row.seen_on <= timezone.now().date() + timedelta(days=1):
        raise Refused(
            msg("The day must lie between 1950 and today, not {day}.", day=str(row.seen_on)),
            field="seen_on",
        )


def settle_competitor(row: models.Competitor) -> None:
    require_name(row, msg("Give the competitor a name."))
    row.home_country = country_code(row.home_country, "home_country")


def settle_price(row: models.Price) -> None:
    _settle_seen(row)
    sentence = msg("Choose the market that this was seen in.")
    row.market = country_code(row.market, "market", needed=sentence)
    row.product, row.per = " ".join(row.product.split()), " ".join(row.per.split())
    if not row.product:
        raise Refused(msg("Say which product or plan has this price."), field="product")
    row.currency = currency_code(row.currency)
    row.amount = amount_of(
        row.amount,
        "amount",
        msg("Give the price as a number, 0 or more and below a million million."),
    )


def settle_feature(row: models.Feature) -> None:
    require_name(row, msg("Give the feature a name."))


def settle_mark(row: models.FeatureMark) -> None:
    if row.feature_id is None:
        raise Refused(msg("Choose a feature."), field="feature")
    _settle_seen(row)
    if row.answer not in models.FeatureMark.Answer.values:
        raise Refused(msg("Answer yes, partly, no or unknown."), field="answer")


def settle_dimension(row: models.Dimension) -> None:
    require_name(row, msg("Give the dimension a name."))
    row.unit = " ".join(row.unit.split())
    if row.scale not in models.Dimension.Scale.values:
        raise Refused(msg("A dimension is a score or a measure."), field="scale")
    if row.scale == models.Dimension.Scale.SCORE:
        row.unit = ""
        beyond = models.Position.objects.filter(dimension_id=row.pk)
        if not row._state.adding and beyond.exclude(value__range=(0, MOST_SCORE)).exists():
            raise Refused(
                msg("It has values that are no scores from 0 to 10. Change those first."),
                field="scale",
            )
    elif not row.unit:
        raise Refused(msg("Say in which unit it is measured, like h or %."), field="unit")


def settle_position(row: models.Position) -> None:
    if row.dimension_id is None:
        raise Refused(msg("Choose a dimension."), field="dimension")
    _settle_seen(row)
    row.market = country_code(row.market, "market")
    value: Any = row.value
    if value is None or not math.isfinite(value):
        raise Refused(msg("Give the value as a number."), field="value")
    scored = row.dimension.scale == models.Dimension.Scale.SCORE
    if scored and not 0 <= value <= MOST_SCORE:
        raise Refused(msg("A score lies between 0 and 10."), field="value")


OF = {"competitor": Link(rows_of(models.Competitor), NO_COMPETITOR)}
COMPETITORS = linked_kind(
    models.Competitor,
    models.CompetitorReference,
    "research.competitor",
    ("name", "website", "home_country", "note"),
    settle_competitor,
    taken=msg("Another competitor of this project has this name."),
)
PRICES = linked_kind(
    models.Price,
    models.PriceReference,
    "research.price",
    ("market", "product", "amount", "currency", "per", *SEEN),
    settle_price,
    OF,
)
FEATURES = linked_kind(
    models.Feature,
    models.FeatureReference,
    "research.feature",
    ("name", "note"),
    settle_feature,
    taken=msg("Another feature of this project has this name."),
)
MARKS = linked_kind(
    models.FeatureMark,
    models.FeatureMarkReference,
    "research.featuremark",
    ("feature", "answer", *SEEN),
    settle_mark,
    {**OF, "feature": Link(rows_of(models.Feature), NO_FEATURE)},
)
DIMENSIONS = linked_kind(
    models.Dimension,
    models.DimensionReference,
    "research.dimension",
    ("name", "scale", "unit", "note"),
    settle_dimension,
    taken=msg("Another dimension of this project has this name."),
)
POSITIONS = linked_kind(
    models.Position,
    models.PositionReference,
    "research.position",
    ("dimension", "market", "value", *SEEN),
    settle_position,
    {**OF, "dimension": Link(rows_of(models.Dimension), NO_DIMENSION)},
)
HELD = {
    models.Competitor: [(kind, "competitor") for kind in (PRICES, MARKS, POSITIONS)],
    models.Feature: [(MARKS, "feature")],
    models.Dimension: [(POSITIONS, "dimension")],
}


def delete(kind: RecordKind, row: Any, actor: User) -> None:
    """Delete a row (editor) with what hangs on it; each leaves a tombstone and an entry."""
    delete_with(kind, row, actor, HELD)
