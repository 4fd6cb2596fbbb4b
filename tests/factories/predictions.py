"""Kept runs and their predictions, without running anything."""

from __future__ import annotations

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from apps.research.predictions.models import Prediction, PredictionSet
from apps.research.predictions.scoring import score


class PredictionSetFactory(DjangoModelFactory[PredictionSet]):
    """A kept forecast of monthly sales, checked for hindsight."""

    class Meta:
        model = PredictionSet

    project = factory.SubFactory("tests.factories.projects.ProjectFactory")
    title = factory.Sequence(lambda n: f"Forecast {n}")
    engine_key = "markets.forecast"
    engine_version = "1.0.0"
    target = "revenue"
    unit = "EUR"
    made_by = factory.LazyAttribute(lambda o: o.project.memberships.first().user)
    made_at = factory.LazyFunction(timezone.now)
    checked_at = factory.LazyAttribute(lambda o: o.made_at)


class PredictionFactory(DjangoModelFactory[Prediction]):
    """March 2024, 110 (90 to 130 at 95 %); ``actual=`` scores it."""

    class Meta:
        model = Prediction

    kept = factory.SubFactory(PredictionSetFactory)
    project = factory.LazyAttribute(lambda o: o.kept.project)
    market = "Germany"
    country = "DEU"
    period = "2024-03"
    ends_on = dt.date(2024, 3, 31)
    ahead = 1
    value = 110.0
    low = 90.0
    high = 130.0
    level = 0.95
    naive = 100.0
    scale = 10.0

    @classmethod
    def _adjust_kwargs(cls, **kwargs):
        actual = kwargs.get("actual")
        if actual is None:
            return kwargs
        names = ("value", "low", "high", "level", "scale")
        scores = vars(score(actual, **{name: kwargs[name] for name in names}))
        return {"scored_at": timezone.now(), **kwargs, **scores}
