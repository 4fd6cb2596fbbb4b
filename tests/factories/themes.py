"""Themes, and records that are in them."""

from __future__ import annotations

from typing import Any

import factory
from factory.django import DjangoModelFactory

from apps.feedback.models import Theme, ThemeMember, ThemeRun
from tests.factories.feedback import FeedbackRecordFactory
from tests.factories.projects import ProjectFactory


class ThemeFactory(DjangoModelFactory):
    """A theme in two languages."""

    class Meta:
        model = Theme

    project = factory.SubFactory(ProjectFactory)
    key = factory.Sequence(lambda n: f"{n:016x}")
    name = factory.Sequence(lambda n: f"late parcel {n}")
    words: Any = factory.LazyFunction(lambda: {"en": ["late parcel", "courier"], "zh": ["快递"]})
    parts: Any = factory.LazyFunction(
        lambda: [{"similarity": 0.5, "texts": 9, "centroid": "AACAPwAAAAA="}]
    )


class ThemeMemberFactory(DjangoModelFactory):
    class Meta:
        model = ThemeMember

    theme = factory.SubFactory(ThemeFactory)
    project = factory.SelfAttribute("theme.project")
    record = factory.SubFactory(FeedbackRecordFactory, project=factory.SelfAttribute("..project"))
    similarity = 0.7


class ThemeRunFactory(DjangoModelFactory):
    class Meta:
        model = ThemeRun

    project = factory.SubFactory(ProjectFactory)
    base = "e5-small"
    means: Any = factory.LazyFunction(lambda: {"en": "AACAPwAAAAA="})
