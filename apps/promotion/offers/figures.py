"""What a price comes to on a day, and the prices of one product in several markets compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.db.models import Prefetch, Q, QuerySet, Sum

from apps.datasets.deriving.rates import Leg, Newest, Rates, Span
from apps.projects.models import Project
from apps.promotion.models import Campaign, Discount, Outcome, PriceRule, Strategy
from apps.promotion.offers.basis import Parity
from apps.reference import countries, currencies

DIGITS = Decimal("0.0001")
HUNDRED = Decimal(100)
Side = Literal["net", "gross"]


@dataclass(frozen=True)
class Asked:
    """What a price comes to on a day, in its currency. ``net`` is without tax and ``gross`` with
    it: None where it takes a tax rate that nobody said.
    """

    price: PriceRule
    amount: Decimal  # as the price is told, the discount taken off
    discount: Discount | None
    net: Decimal | None
    gross: Decimal | None

    def side(self, name: Side) -> Decimal | None:
        return self.net if name == "net" else self.gross


@dataclass(frozen=True)
class Line:
    """A market in a comparison. ``converted`` is in the currency asked for, by ``legs``;
    ``lacking`` are currencies without a rate. ``parity`` is in international dollars.

    ``more`` and ``parity_more`` say how much more than in the market that all are compared with:
    0.1 is 10 % more. None where one of both is unknown, or the prices are per something else.
    """

    asked: Asked
    converted: Decimal | None = None
    legs: tuple[Leg, ...] = ()
    lacking: tuple[str, ...] = ()
    parity: Decimal | None = None
    parity_year: int | None = None
    more: float | None = None
    parity_more: float | None = None


def on_day(project: Project, day: date, **fields: Any) -> QuerySet[PriceRule]:
    """The prices that hold on a day, each with the discount of that day in ``lowered``."""
    lowered = Discount.objects.filter(starts_on__lte=day, ends_on__gte=day)
    rows = PriceRule.objects.filter(project=project, valid_from__lte=day, **fields)
    rows = rows.filter(Q(valid_until=None) | Q(valid_until__gte=day))
    return rows.prefetch_related(Prefetch("discounts", queryset=lowered, to_attr="lowered"))


def asked(price: PriceRule, discount: Discount | None) -> Asked:
    """What is asked with this discount, without and with tax, to four decimals."""
    amount = price.amount if discount is None else _lower(price.amount, discount)
    net = gross = None
    if price.tax_rate is not None:
        factor = 1 + price.tax_rate / HUNDRED
        net, gross = (amount / factor, amount) if price.tax_included else (amount, amount * factor)
    elif price.tax_included:
        gross = amount
    else:
        net = amount
    return Asked(price, _short(amount), discount, _maybe(net), _maybe(gross))


def _lower(amount: Decimal, discount: Discount) -> Decimal:
    if discount.kind == Discount.Kind.AMOUNT:
        return amount - discount.value
    return amount * (HUNDRED - discount.value) / HUNDRED


def _short(amount: Decimal) -> Decimal:
    return amount.quantize(DIGITS)


def _maybe(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else _short(amount)


def asked_on(price: PriceRule, day: date) -> Asked | None:
    """None where the price does not hold on that day."""
    if day < price.valid_from or (price.valid_until and day > price.valid_until):
        return None
    rows = price.discounts.filter(starts_on__lte=day, ends_on__gte=day)
    return asked(price, rows.first())


def products(project: Project) -> dict[str, list[str]]:
    """The products that have a price, by name, each with all its spellings: two that differ in
    capitals are one, as ``records.same_price`` says.
    """
    names = PriceRule.objects.filter(project=project).order_by().values_list("product", flat=True)
    found: dict[str, list[str]] = {}
    for name in sorted(names.distinct()):
        found.setdefault(name.casefold(), []).append(name)
    return {spellings[0]: spellings for _folded, spellings in sorted(found.items())}


def compare(
    prices: Sequence[PriceRule], day: date, currency: str, side: Side, *, home: str,
    rates: Rates | None, parities: Mapping[str, Parity],
) -> list[Line]:  # fmt: skip
    """A line for each price, ``home`` (the market that all are compared with) first."""
    lines = [_line(price, day, currency, side, rates, parities) for price in prices]
    lines.sort(key=lambda one: (one.asked.price.market != home, one.asked.price.market))
    if not lines or lines[0].asked.price.market != home:
        return lines
    first = lines[0]
    return [_beside(one, first) for one in lines]


def _line(
    price: PriceRule, day: date, currency: str, side: Side, rates: Rates | None,
    parities: Mapping[str, Parity],
) -> Line:  # fmt: skip
    lowered: list[Discount] = getattr(price, "lowered", [])
    told = asked(price, lowered[0] if lowered else None)
    amount = told.side(side)
    factor, legs, lacking = _factor(price.currency, currency, day, rates)
    power, year = _in_dollars(told, amount, day, rates, parities.get(price.market))
    worth = None if amount is None or factor is None else _short(amount * factor)
    return Line(told, worth, legs, lacking, power, year)


def _factor(
    one: str, other: str, day: date, rates: Rates | None
) -> tuple[Decimal | None, tuple[Leg, ...], tuple[str, ...]]:
    if one == other:
        return Decimal(1), (), ()
    if rates is None:
        return None, (), ()
    ordinal = day.toordinal()
    found = rates.between(one, other, Span(ordinal, ordinal), Newest())
    if isinstance(found, list):
        return None, (), tuple(found)
    factor, legs = found
    return Decimal(repr(factor)), tuple(legs), ()


def _in_dollars(
    told: Asked, amount: Decimal | None, day: date, rates: Rates | None, parity: Parity | None
) -> tuple[Decimal | None, int | None]:
    """In international dollars, by way of the market's own currency."""
    country = countries.get(told.price.market)
    if amount is None or parity is None or country is None:
        return None, None
    own = currencies.of_country(country.iso2, day)
    if not own:
        return None, None
    local = told.price.currency if told.price.currency in own else own[0]
    factor, _legs, _lacking = _factor(told.price.currency, local, day, rates)
    if factor is None:
        return None, None
    return _short(amount * factor / Decimal(repr(parity.value))), parity.year


def _beside(line: Line, first: Line) -> Line:
    if line is first or line.asked.price.per.casefold() != first.asked.price.per.casefold():
        return line
    return Line(
        line.asked, line.converted, line.legs, line.lacking, line.parity, line.parity_year,
        _ratio(line.converted, first.converted), _ratio(line.parity, first.parity),
    )  # fmt: skip


def _ratio(one: Decimal | None, other: Decimal | None) -> float | None:
    return float(one / other - 1) if one is not None and other else None


@dataclass(frozen=True)
class Planned:
    """What campaigns of a market may cost and have cost in the strategy's currency; ``others`` is
    how many campaigns are in another currency, which is not converted.
    """

    budgets: Decimal
    spent: Decimal | None
    campaigns: int
    others: int


def planned(strategy: Strategy) -> Planned:
    """Of the campaigns of the strategy's market that were not stopped."""
    rows = Campaign.objects.filter(project=strategy.project_id, market=strategy.market)
    rows = rows.exclude(state=Campaign.State.STOPPED)
    same = rows.filter(currency=strategy.currency)
    cost = Outcome.objects.filter(campaign__in=same).aggregate(spent=Sum("spend"))["spent"]
    budgets = same.aggregate(all=Sum("budget"))["all"] or Decimal(0)
    count = same.count()
    return Planned(budgets, cost, count, rows.count() - count)
