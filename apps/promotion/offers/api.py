"""Strategies, prices and discounts over REST."""

from __future__ import annotations

from apps.core.api.columns import filters_of
from apps.projects.api_records import described
from apps.promotion import models
from apps.promotion.api import PromotionViewSet
from apps.promotion.offers import records
from apps.promotion.offers import serializers as shapes


@described(
    "strategy for a market", "strategies for markets", shapes.StrategySerializer,
    shapes.StrategyInput, shapes.StrategyBatch,
)  # fmt: skip
class StrategiesViewSet(PromotionViewSet):
    """How the product is to win in each market."""

    resource = "market-strategies"
    kind = records.STRATEGIES
    orderings = {"created_at": "created_at", "market": "market"}
    queryset = models.Strategy.objects.all()
    serializer_class = shapes.StrategySerializer
    input_class = shapes.StrategyInput
    row_class = shapes.StrategyRow
    filterset_class = filters_of(shapes.StrategySerializer, models.Strategy)
    lookup_url_kwarg = "strategy_id"


@described(
    "own price",
    "own prices",
    shapes.PriceRuleSerializer,
    shapes.PriceRuleInput,
    shapes.PriceRuleBatch,
)
class PriceRulesViewSet(PromotionViewSet):
    """What the own product costs in each market."""

    resource = "price-rules"
    kind = records.PRICES
    orderings = {"created_at": "created_at", "valid_from": "valid_from"}
    queryset = models.PriceRule.objects.all()
    serializer_class = shapes.PriceRuleSerializer
    input_class = shapes.PriceRuleInput
    row_class = shapes.PriceRuleRow
    filterset_class = filters_of(shapes.PriceRuleSerializer, models.PriceRule)
    lookup_url_kwarg = "price_rule_id"


@described(
    "discount", "discounts", shapes.DiscountSerializer, shapes.DiscountInput, shapes.DiscountBatch
)
class DiscountsViewSet(PromotionViewSet):
    """What is taken off prices, and when."""

    resource = "discounts"
    kind = records.DISCOUNTS
    queryset = models.Discount.objects.all()
    serializer_class = shapes.DiscountSerializer
    input_class = shapes.DiscountInput
    row_class = shapes.DiscountRow
    filterset_class = filters_of(shapes.DiscountSerializer, models.Discount)
    lookup_url_kwarg = "discount_id"
