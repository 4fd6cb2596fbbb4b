"""Datasets with one real version: a small Parquet file in storage."""

from __future__ import annotations

from typing import Any

import factory
from factory.django import DjangoModelFactory

from apps.datasets.domain.create import create_from_rows
from apps.datasets.models import Dataset, DatasetVersion, LabelCheck, LabelQueue, Upload

WORKED_EXAMPLE = {
    "columns": [("d", "index"), ("D", "units")],
    "rows": [(95.0, 100.0), (140.0, 150.0), (180.0, 200.0)],
}


class VersionFactory(DjangoModelFactory):
    """Version 1 of a new dataset, made by ``create_from_rows``; the worked example by default.

    ``VersionFactory(project=p, columns=["a"], rows=[(1,)], name="A")``.
    """

    class Meta:
        model = DatasetVersion

    project = factory.SubFactory("tests.factories.projects.ProjectFactory")
    user = None
    name = factory.Sequence(lambda n: f"Dataset {n}")
    columns = factory.LazyFunction(lambda: WORKED_EXAMPLE["columns"])
    rows = factory.LazyFunction(lambda: WORKED_EXAMPLE["rows"])

    @classmethod
    def _create(cls, model_class: type[DatasetVersion], *args: Any, **kwargs: Any) -> Any:
        return create_from_rows(**kwargs)


class DatasetFactory(VersionFactory):
    """As :class:`VersionFactory`, but gives the dataset."""

    class Meta:
        model = Dataset

    @classmethod
    def _create(cls, model_class: type[Dataset], *args: Any, **kwargs: Any) -> Any:
        return create_from_rows(**kwargs).dataset


class UploadFactory(DjangoModelFactory):
    """An upload that was announced; ``content=b"..."`` puts its bytes in place."""

    class Meta:
        model = Upload
        skip_postgeneration_save = True

    project = factory.SubFactory("tests.factories.projects.ProjectFactory")
    filename = "table.csv"
    size = 10

    @factory.post_generation
    def content(self, create: bool, extracted: bytes | None, **kwargs: Any) -> None:
        if create and extracted is not None:
            from apps.datasets.domain import partial

            partial.path_of(self).write_bytes(extracted)
            self.size = self.offset = len(extracted)
            self.state = Upload.State.RECEIVED
            self.save()


class LabelQueueFactory(DjangoModelFactory[LabelQueue]):
    """Labels to check in the newest version of a ``dataset``."""

    class Meta:
        model = LabelQueue

    dataset = factory.SubFactory(DatasetFactory)
    project = factory.LazyAttribute(lambda o: o.dataset.project)
    version = factory.LazyAttribute(lambda o: o.dataset.versions.first())
    column = "topic"
    text_column = "review"
    classes = factory.LazyFunction(lambda: ["delivery", "price", "quality"])
    looked = 1200


class LabelCheckFactory(DjangoModelFactory[LabelCheck]):
    class Meta:
        model = LabelCheck

    queue = factory.SubFactory(LabelQueueFactory)
    project = factory.LazyAttribute(lambda o: o.queue.project)
    key = factory.Sequence(lambda n: f"{n:016x}")
    row = factory.Sequence(lambda n: n + 1)
    text = "The lamp came two weeks late and nobody answered my mails."
    label = "price"
    better = "delivery"
    quality = 0.08
    reason = LabelCheck.Reason.MISLABELLED
