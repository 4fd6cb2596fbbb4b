"""How competitors and what is seen of them are written: through ``projects.domain.records``."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.happenings import Happening, plain, report_all
from apps.core.messages import Message, clipped, msg
from apps.projects.access import membership_of, require
from apps.projects.domain import records
from apps.projects.domain.changes import locked
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Draft, RecordKind
from apps.projects.models import Project, Role
from apps.reference import countries, currencies
from apps.research import models

MOST_SCORE = 10
DIGITS = Decimal("0.0001")  # what the database keeps of a price
MOST_AMOUNT = Decimal(10) ** 12
FIRST_DAY = date(1950, 1, 1)
SEEN = ("competitor", "source", "seen_on", "seen_by", "note")


def _prepare(
    linked: Mapping[str, type[Any]], project: Project, drafts: Sequence[Draft]
) -> list[dict[str, Any] | Refused]:
    """The drafts' values with ids of other rows looked up within the project."""
    found: dict[str, dict[Any, Any]] = {}
    for name, model in linked.items():
        wanted = {draft.values.get(name) for draft in drafts} - {None}
        rows = model.objects.filter(project=project)
        found[name] = rows.in_bulk(list(wanted)) if wanted else {}
    return [_with_rows(draft.values, found) for draft in drafts]


def _with_rows(
    given: Mapping[str, Any], found: Mapping[str, Mapping[Any, Any]]
) -> dict[str, Any] | Refused:
    known = dict(given)
    if "name" in known:  # as it is stored, for whether another row has it
        known["name"] = " ".join(known["name"].split())
    for name, rows in found.items():
        if known.get(name) is None:
            continue
        known[name] = rows.get(known[name])
        if known[name] is None:
            return Refused(_NO_ROW[name], field=name)
    return known


_NO_ROW = {
    "competitor": msg("There is no such competitor in this project."),
    "feature": msg("There is no such feature in this project."),
    "dimension": msg("There is no such dimension in this project."),
}


def _named(row: Any, sentence: Message) -> None:
    if not row.name:
        raise Refused(sentence, field="name")


def _country(code: str, field: str, *, needed: bool = False) -> str:
    found = (code or "").strip().upper()
    if not found and needed:
        raise Refused(msg("Choose the market that this was seen in."), field=field)
    if found and countries.get(found) is None:
        raise Refused(
            msg(
                "'{code}' is not a country code. Choose a country from the list.",
                code=clipped(code),
            ),
            field=field,
        )
    return found


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
    _named(row, msg("Give the competitor a name."))
    row.home_country = _country(row.home_country, "home_country")


def settle_price(row: models.Price) -> None:
    _settle_seen(row)
    row.market = _country(row.market, "market", needed=True)
    row.product, row.per = " ".join(row.product.split()), " ".join(row.per.split())
    if not row.product:
        raise Refused(msg("Say which product or plan has this price."), field="product")
    row.currency = row.currency.strip().upper()
    if currencies.get(row.currency) is None:
        raise Refused(
            msg(
                "'{code}' is not a currency. Write its ISO 4217 code, like EUR.",
                code=clipped(row.currency),
            ),
            field="currency",
        )
    amount: Any = row.amount
    if amount is None or not Decimal(amount).is_finite() or not 0 <= amount < MOST_AMOUNT:
        raise Refused(
            msg("Give the price as a number, 0 or more and below a million million."),
            field="amount",
        )
    row.amount = Decimal(amount).quantize(DIGITS)


def settle_feature(row: models.Feature) -> None:
    _named(row, msg("Give the feature a name."))


def settle_mark(row: models.FeatureMark) -> None:
    if row.feature_id is None:
        raise Refused(msg("Choose a feature."), field="feature")
    _settle_seen(row)
    if row.answer not in models.FeatureMark.Answer.values:
        raise Refused(msg("Answer yes, partly, no or unknown."), field="answer")


def settle_dimension(row: models.Dimension) -> None:
    _named(row, msg("Give the dimension a name."))
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
    row.market = _country(row.market, "market")
    value: Any = row.value
    if value is None or not math.isfinite(value):
        raise Refused(msg("Give the value as a number."), field="value")
    scored = row.dimension.scale == models.Dimension.Scale.SCORE
    if scored and not 0 <= value <= MOST_SCORE:
        raise Refused(msg("A score lies between 0 and 10."), field="value")


def _kind(
    model: type[Any],
    reference: type[Any],
    noun: str,
    fields: tuple[str, ...],
    settle: Any,
    linked: Mapping[str, type[Any]] | None = None,
    taken: Message | None = None,
) -> RecordKind:
    links = linked or {}
    return RecordKind(
        model=model,
        reference=reference,
        noun=f"research.{noun}",
        fields=fields,
        related=tuple(links),
        prepare=partial(_prepare, links),
        settle=settle,
        unique={"name": taken} if taken else {},
    )


OF = {"competitor": models.Competitor}
COMPETITORS = _kind(
    models.Competitor,
    models.CompetitorReference,
    "competitor",
    ("name", "website", "home_country", "note"),
    settle_competitor,
    taken=msg("Another competitor of this project has this name."),
)
PRICES = _kind(
    models.Price,
    models.PriceReference,
    "price",
    ("market", "product", "amount", "currency", "per", *SEEN),
    settle_price,
    OF,
)
FEATURES = _kind(
    models.Feature,
    models.FeatureReference,
    "feature",
    ("name", "note"),
    settle_feature,
    taken=msg("Another feature of this project has this name."),
)
MARKS = _kind(
    models.FeatureMark,
    models.FeatureMarkReference,
    "featuremark",
    ("feature", "answer", *SEEN),
    settle_mark,
    {**OF, "feature": models.Feature},
)
DIMENSIONS = _kind(
    models.Dimension,
    models.DimensionReference,
    "dimension",
    ("name", "scale", "unit", "note"),
    settle_dimension,
    taken=msg("Another dimension of this project has this name."),
)
POSITIONS = _kind(
    models.Position,
    models.PositionReference,
    "position",
    ("dimension", "market", "value", *SEEN),
    settle_position,
    {**OF, "dimension": models.Dimension},
)
HELD = {
    models.Competitor: (PRICES, MARKS, POSITIONS),
    models.Feature: (MARKS,),
    models.Dimension: (POSITIONS,),
}


@transaction.atomic
def delete(kind: RecordKind, row: Any, actor: User) -> None:
    """Delete a row (editor) with what hangs on it; each leaves a tombstone and an entry."""
    require(membership_of(actor, row.project_id), Role.EDITOR)
    held = locked(row)
    for below in HELD.get(kind.model, ()):
        rows = below.model.objects.filter(**{kind.model._meta.model_name: held})
        told = [Happening(f"{below.noun}.deleted", actor, held.project_id, one, _was(below, one))
                for one in rows.select_related(*below.related)]  # fmt: skip
        if told:
            report_all(told)
            rows.delete()
    records.delete(kind, held, actor)


def _was(kind: RecordKind, row: Any) -> dict[str, Any]:
    return {"changes": dict(_values(kind, row))}


def _values(kind: RecordKind, row: Any) -> Iterator[tuple[str, list[Any]]]:
    for name in kind.fields:
        value = plain(getattr(row, name))
        if value not in (None, ""):
            yield name, [value, None]
