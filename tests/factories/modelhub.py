"""Registered models, as a real fit of the worked example would leave them (no job is run)."""

from __future__ import annotations

import base64

import factory
from factory.django import DjangoModelFactory

from apps.engines.exporting import Exported, Variant
from apps.modelhub.exports.manifest import KEY, MODEL
from apps.modelhub.models import ModelAlias, RegisteredModel, TrustedSigner
from tests.factories.jobs import JobArtifactFactory, JobFactory


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


class TrustedSignerFactory(DjangoModelFactory[TrustedSigner]):
    class Meta:
        model = TrustedSigner

    name = factory.Sequence(lambda n: f"Lepton {n}")
    public_key = factory.Sequence(lambda n: base64.b64encode(n.to_bytes(32)).decode())


def exported(model, target="onnx", state="succeeded"):
    """The job of an export of the model, with its zip where it has succeeded."""
    kept = {"precision": "fp32", "agreement": 1.0, "largest": 1e-6, "kept": True}
    report = Exported(
        rows=2, real=True, licence="MIT",
        variants=[Variant(file=f"model.{target}", bytes=4, **kept)],
    )  # fmt: skip
    done = state == "succeeded"
    job = JobFactory(
        project=model.project, engine_key=KEY, state=state,
        params={"engine": model.engine_key, "target": target, "filename": f"m-{target}.zip"},
        inputs={"model": {"kind": MODEL, "id": str(model.pk)}},
        **({"summary": report.model_dump(mode="json")} if done else {}),
    )  # fmt: skip
    if done:
        JobArtifactFactory(job=job, name=f"m-{target}.zip", media_type="application/zip")
    return job
