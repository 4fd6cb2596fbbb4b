"""How strategies, prices and discounts are checked before they are written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from apps.core.messages import Message, clipped, msg
from apps.projects.collections.linking import (
    Below,
    Link,
    amount_of,
    country_code,
    currency_code,
    linked_kind,
    members,
    require_name,
    rows_of,
)
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Apart, Taken
from apps.projects.models import Project
from apps.promotion.domain.checks import LAST_DAY, NO_AMOUNT, require_day, require_order
from apps.promotion.offers import models

WHOLE = Decimal(100)
TAX_DIGITS = Decimal("0.0001")  # what the database keeps of a rate


def settle_strategy(row: models.Strategy) -> None:
    row.market = country_code(row.market, "market", needed=msg("Choose the market."))
    row.currency = currency_code(row.currency)
    if row.budget is not None:
        row.budget = amount_of(row.budget, "budget", NO_AMOUNT)


def settle_price(row: models.PriceRule) -> None:
    row.product, row.per = " ".join(row.product.split()), " ".join(row.per.split())
    if not row.product:
        raise Refused(msg("Say which product or plan this is the price of."), field="product")
    row.market = country_code(row.market, "market", needed=msg("Choose the price's market."))
    row.currency = currency_code(row.currency)
    row.amount = amount_of(row.amount, "amount", NO_AMOUNT)
    if row.kind not in models.PriceRule.Kind.values:
        raise Refused(msg("A price is a list price or a local one."), field="kind")
    _settle_tax(row)
    first = require_day(row.valid_from, "valid_from", msg("Say from which day the price holds."))
    if row.valid_until is not None:
        last = require_day(row.valid_until, "valid_until", NO_DAYS)
        require_order(first, last, "valid_until")
    if not row._state.adding:
        _keep_discounts(row)


def _settle_tax(row: models.PriceRule) -> None:
    if row.tax_rate is None:
        return
    if not Decimal(row.tax_rate).is_finite() or not 0 <= row.tax_rate <= WHOLE:
        raise Refused(msg("Give the tax rate in percent, from 0 to 100."), field="tax_rate")
    row.tax_rate = Decimal(row.tax_rate).quantize(TAX_DIGITS)


def _keep_discounts(row: models.PriceRule) -> None:
    """What is taken off still has to fit the price: its days, its currency and its amount."""
    discounts = list(row.discounts.all())
    if not discounts:
        return
    for one in discounts:
        if not _holds(row, one.starts_on, one.ends_on):
            raise Refused(
                msg(
                    "The discount '{name}' runs from {first} to {last}, when this price would not"
                    " hold. Change it first.",
                    name=clipped(one.name),
                    first=str(one.starts_on),
                    last=str(one.ends_on),
                ),
                field="valid_from" if one.starts_on < row.valid_from else "valid_until",
            )
    off = [one for one in discounts if one.kind == models.Discount.Kind.AMOUNT]
    was = models.PriceRule.objects.filter(pk=row.pk).values_list("currency", flat=True).first()
    if off and was != row.currency:
        raise Refused(
            msg("Discounts of this price are amounts in {currency}.", currency=str(was)),
            field="currency",
        )
    if any(one.value > row.amount for one in off):
        raise Refused(
            msg("A discount of this price takes off more than that. Change it first."),
            field="amount",
        )


def settle_discount(row: models.Discount) -> None:
    if row.price_id is None:
        raise Refused(msg("Choose the price that is lowered."), field="price")
    require_name(row, msg("Give the discount a name."))
    if row.kind not in models.Discount.Kind.values:
        raise Refused(msg("A discount is in percent or an amount."), field="kind")
    row.value = amount_of(row.value, "value", NO_AMOUNT)
    percent = row.kind == models.Discount.Kind.PERCENT
    if not row.value:
        raise Refused(msg("A discount takes something off: give more than 0."), field="value")
    if percent and row.value > WHOLE:
        raise Refused(msg("A discount takes off 100 percent at most."), field="value")
    if not percent and row.value > row.price.amount:
        raise Refused(
            msg(
                "The price is {amount} {currency}: a discount cannot take off more.",
                amount=f"{row.price.amount.normalize():f}",
                currency=row.price.currency,
            ),
            field="value",
        )
    first = require_day(row.starts_on, "starts_on", NO_DAYS)
    last = require_day(row.ends_on, "ends_on", NO_DAYS)
    require_order(first, last, "ends_on")
    if not _holds(row.price, first, last):
        raise Refused(
            msg("The price does not hold on all these days."),
            field="starts_on" if first < row.price.valid_from else "ends_on",
        )


NO_DAYS = msg("Say from which day to which it holds.")


def _holds(price: models.PriceRule, first: date, last: date) -> bool:
    return price.valid_from <= first and last <= _end(price)


def _end(price: models.PriceRule) -> date:
    return price.valid_until or LAST_DAY


def same_price(row: models.PriceRule) -> tuple[str, str, str]:
    """What two prices share that must not hold on the same day."""
    return row.product.casefold(), row.market, row.kind


def _check_strategies(row: models.Strategy, others: Iterable[models.Strategy]) -> None:
    for other in others:
        if other.market == row.market:
            sentence = msg("This market has a strategy already. Change that one.")
            raise Taken(sentence, field="market", existing=other)


def _check_prices(row: models.PriceRule, others: Iterable[models.PriceRule]) -> None:
    mine = same_price(row)
    for other in others:
        if same_price(other) != mine:
            continue
        if row.valid_from <= _end(other) and other.valid_from <= _end(row):
            raise Taken(_overlap(other), field="valid_from", existing=other)


def _overlap(other: models.PriceRule) -> Message:
    if other.valid_until is None:
        return msg(
            "Another price of this product and kind holds in this market from {first} with no end."
            " Let it end before this one begins.",
            first=str(other.valid_from),
        )
    return msg(
        "Another price of this product and kind holds in this market from {first} to {last}. Let it"
        " end before this one begins.",
        first=str(other.valid_from),
        last=str(other.valid_until),
    )


def _check_discounts(row: models.Discount, others: Iterable[models.Discount]) -> None:
    for other in others:
        if other.price_id != row.price_id:
            continue
        if row.starts_on <= other.ends_on and other.starts_on <= row.ends_on:
            raise Taken(
                msg(
                    "'{name}' lowers this price from {first} to {last} already. Discounts are not"
                    " added up: end one before the other begins.",
                    name=clipped(other.name),
                    first=str(other.starts_on),
                    last=str(other.ends_on),
                ),
                field="starts_on",
                existing=other,
            )


def _rows(model: type[Any]) -> Any:
    """The rows of a project, bare: what is said of them elsewhere is not asked for."""

    def found(project: Project) -> Iterable[Any]:
        return model.objects.filter(project=project).order_by()

    return found


STRATEGIES = linked_kind(
    models.Strategy,
    models.StrategyReference,
    "promotion.strategy",
    ("market", "positioning", "segment", "value_proposition", "budget", "currency", "owner",
     "note"),
    settle_strategy,
    {"owner": Link(members, msg("The owner must be a member of this project."))},
    apart=Apart(_rows(models.Strategy), _check_strategies),
)  # fmt: skip
PRICES = linked_kind(
    models.PriceRule,
    models.PriceRuleReference,
    "promotion.price_rule",
    ("product", "market", "kind", "amount", "currency", "per", "tax_included", "tax_rate",
     "valid_from", "valid_until", "note"),
    settle_price,
    apart=Apart(_rows(models.PriceRule), _check_prices),
)  # fmt: skip
DISCOUNTS = linked_kind(
    models.Discount,
    models.DiscountReference,
    "promotion.discount",
    ("price", "name", "kind", "value", "starts_on", "ends_on", "note"),
    settle_discount,
    {"price": Link(rows_of(models.PriceRule), msg("There is no such price in this project."))},
    apart=Apart(_rows(models.Discount), _check_discounts),
)
BELOW: Below = {models.PriceRule: [(DISCOUNTS, "price")]}
