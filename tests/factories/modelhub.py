"""Registered models, as a real fit of the worked example would leave them (no job is run)."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from apps.modelhub.models import ModelAlias, RegisteredModel
from tests.factories.jobs import JobFactory


class RegisteredModelFactory(DjangoModelFactory[RegisteredModel]):
    class Meta:
        model = RegisteredModel

    job = factory.SubFactory(JobFactory, state="succeeded", engine_key="regression.least_squares")
    project = factory.LazyAttribute(lambda o: o.job.project)
    name = factory.Sequence(lambda n: f"Model {n}")
    engine_key = "regression.least_squares"
    engine_version = "1.0.0"
    predict_fields = factory.LazyFunction(
        lambda: [
            {"name": "d", "dtype": "number", "minimum": 95.0, "maximum": 180.0, "unit": "index"}
        ]
    )
    summary = factory.LazyFunction(lambda: {"confidence": 0.95})
    created_by = factory.LazyAttribute(lambda o: o.job.created_by)


class ModelAliasFactory(DjangoModelFactory[ModelAlias]):
    class Meta:
        model = ModelAlias

    model = factory.SubFactory(RegisteredModelFactory)
    project = factory.LazyAttribute(lambda o: o.model.project)
    name = "serving"
    set_by = factory.LazyAttribute(lambda o: o.model.created_by)
