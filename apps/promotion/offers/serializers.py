"""How strategies, prices and discounts are read and written over REST."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from apps.projects.api_records import RecordInput, RecordRow
from apps.projects.collections.shapes import (
    KEPT,
    SAMPLE_ID,
    CollectionSerializer,
    RowId,
    row_id,
    shown,
    taken,
    text,
)
from apps.projects.collections.shapes import rows as rows_of
from apps.projects.serializer_fields import CountryField
from apps.promotion import models
from apps.promotion.serializers import amount

STRATEGY: dict[str, Any] = {
    "market": "DEU",
    "positioning": "The assistant that keeps data in Europe",
    "segment": "Makers of machines with 50 to 500 people",
    "value_proposition": "Half the time until a customer has an answer",
    "budget": "60000.0000",
    "currency": "EUR",
    "owner": None,
    "note": "",
}
PRICE: dict[str, Any] = {
    "product": "Team",
    "market": "DEU",
    "kind": "list",
    "amount": "49.0000",
    "currency": "EUR",
    "per": "month",
    "tax_included": False,
    "tax_rate": "19.0000",
    "valid_from": "2027-01-01",
    "valid_until": None,
    "note": "",
}
DISCOUNT: dict[str, Any] = {
    "price": SAMPLE_ID,
    "name": "Spring",
    "kind": "percent",
    "value": "20.0000",
    "starts_on": "2027-03-01",
    "ends_on": "2027-03-31",
    "note": "",
}


@shown("A strategy for a market", STRATEGY)
class StrategySerializer(CollectionSerializer):
    """How the product is to win in a market."""

    owner = RowId(source="owner_id", read_only=True, allow_null=True)

    class Meta:
        model = models.Strategy
        fields = ["id", *STRATEGY, *KEPT]
        read_only_fields = fields


@shown("A price", PRICE)
class PriceRuleSerializer(CollectionSerializer):
    """What a product costs in a market from one day to another."""

    class Meta:
        model = models.PriceRule
        fields = ["id", *PRICE, *KEPT]
        read_only_fields = fields


@shown("A discount", DISCOUNT)
class DiscountSerializer(CollectionSerializer):
    """What is taken off a price from one day to another."""

    price = RowId(source="price_id", read_only=True)

    class Meta:
        model = models.Discount
        fields = ["id", *DISCOUNT, *KEPT]
        read_only_fields = fields


@taken("A strategy for a market", STRATEGY)
class StrategyInput(RecordInput):
    """A strategy to make or change. A new one needs market and currency; a market has one."""

    market = CountryField(required=False)
    positioning = text(10_000)
    segment = text(10_000)
    value_proposition = text(10_000)
    budget = amount("In `currency`; null where none is set.")
    currency = text(3, "ISO 4217, of the budget.")
    owner = serializers.UUIDField(
        required=False, allow_null=True, help_text="A member of the project."
    )
    note = text(10_000)


@taken("A price", PRICE)
class PriceRuleInput(RecordInput):
    """A price to make or change. Two of one product, market and kind never hold on one day."""

    product = text(160)
    market = CountryField(required=False)
    kind = serializers.ChoiceField(required=False, choices=models.PriceRule.Kind.choices)
    amount = serializers.DecimalField(
        required=False, max_digits=16, decimal_places=4, min_value=0, help_text="0 or more."
    )
    currency = text(3, "ISO 4217.")
    per = text(60, "Such as `month`; empty for one piece.")
    tax_included = serializers.BooleanField(required=False)
    tax_rate = serializers.DecimalField(
        required=False, allow_null=True, max_digits=7, decimal_places=4, min_value=0,
        max_value=100, help_text="Percent; null where nobody said.",
    )  # fmt: skip
    valid_from = serializers.DateField(required=False)
    valid_until = serializers.DateField(
        required=False, allow_null=True, help_text="The last day; null while no end is known."
    )
    note = text(10_000)


@taken("A discount", DISCOUNT)
class DiscountInput(RecordInput):
    """A discount to make or change, on days when its price holds. Two of one price never meet."""

    price = row_id("The price's id.")
    name = text(120)
    kind = serializers.ChoiceField(required=False, choices=models.Discount.Kind.choices)
    value = serializers.DecimalField(
        required=False, max_digits=16, decimal_places=4, min_value=0,
        help_text="Percent, or an amount in the price's currency, with tax where the price has it.",
    )  # fmt: skip
    starts_on = serializers.DateField(required=False)
    ends_on = serializers.DateField(required=False)
    note = text(10_000)


class StrategyRow(RecordRow, StrategyInput):
    """A row of a batch of strategies."""


class PriceRuleRow(RecordRow, PriceRuleInput):
    """A row of a batch of prices."""


class DiscountRow(RecordRow, DiscountInput):
    """A row of a batch of discounts."""


class StrategyBatch(serializers.Serializer):
    """Strategies to make or change."""

    rows = rows_of(StrategyRow)


class PriceRuleBatch(serializers.Serializer):
    """Prices to make or change."""

    rows = rows_of(PriceRuleRow)


class DiscountBatch(serializers.Serializer):
    """Discounts to make or change."""

    rows = rows_of(DiscountRow)
