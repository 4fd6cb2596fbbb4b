"""Competitors and what was seen of them."""

import datetime
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from apps.research import models
from tests.factories.projects import ProjectFactory


def days_ago(days):
    return timezone.localdate() - datetime.timedelta(days=days)


class CompetitorFactory(DjangoModelFactory):
    class Meta:
        model = models.Competitor

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda n: f"Competitor {n}")


class FeatureFactory(DjangoModelFactory):
    class Meta:
        model = models.Feature

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda n: f"Feature {n}")


class DimensionFactory(DjangoModelFactory):
    class Meta:
        model = models.Dimension

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda n: f"Dimension {n}")


class SeenFactory(DjangoModelFactory):
    """``competitor=None`` is of the own product."""

    class Meta:
        abstract = True

    project = factory.SelfAttribute("competitor.project")
    competitor = factory.SubFactory(CompetitorFactory)
    source = "https://example.com/prices"
    seen_on = factory.LazyFunction(lambda: days_ago(10))


class PriceFactory(SeenFactory):
    class Meta:
        model = models.Price

    market = "DEU"
    product = "Basic"
    amount = Decimal("99.5")
    currency = "EUR"


class MarkFactory(SeenFactory):
    class Meta:
        model = models.FeatureMark

    feature = factory.SubFactory(FeatureFactory, project=factory.SelfAttribute("..project"))
    answer = "yes"


class PositionFactory(SeenFactory):
    class Meta:
        model = models.Position

    dimension = factory.SubFactory(DimensionFactory, project=factory.SelfAttribute("..project"))
    value = 7.0
