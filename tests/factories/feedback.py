"""Feedback records, made as the store makes them."""

from __future__ import annotations

from typing import Any

import factory
from factory.django import DjangoModelFactory

from apps.feedback.records.models import FeedbackRecord, IntakeChange, RecordIntake
from apps.feedback.records.words import read
from tests.factories.datasets import VersionFactory
from tests.factories.projects import ProjectFactory


class FeedbackRecordFactory(DjangoModelFactory):
    """A review that can be searched for."""

    class Meta:
        model = FeedbackRecord

    project = factory.SubFactory(ProjectFactory)
    channel = "review"
    source = "App Store"
    text = factory.Sequence(lambda n: f"The payment page hangs, attempt {n}")
    country = "DEU"
    language = "en"
    search = factory.LazyAttribute(lambda made: read(made.text)[0])


class RecordIntakeFactory(DjangoModelFactory):
    class Meta:
        model = RecordIntake

    project = factory.SelfAttribute("version.project")
    version = factory.SubFactory(VersionFactory)
    plan: Any = factory.LazyFunction(lambda: {"columns": {"text": "text"}})


class IntakeChangeFactory(DjangoModelFactory):
    class Meta:
        model = IntakeChange

    project = factory.SelfAttribute("intake.project")
    intake = factory.SubFactory(RecordIntakeFactory)
    record = factory.SubFactory(FeedbackRecordFactory, project=factory.SelfAttribute("..project"))
    before: Any = factory.LazyFunction(lambda: {"text": "before"})
    version = 2
