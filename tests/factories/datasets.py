"""Datasets with one real version: a small Parquet file in storage."""

from __future__ import annotations

from typing import Any

import factory
from factory.django import DjangoModelFactory

from apps.core.messages import msg
from apps.datasets.domain.create import create_from_rows
from apps.datasets.models import (
    ColumnEntry,
    Dataset,
    DatasetVersion,
    Fetch,
    LabelCheck,
    LabelQueue,
    Source,
    Upload,
)
from apps.datasets.sources import sealed
from apps.datasets.sources.connectors.url import UrlConnector
from apps.datasets.tabular.plan import Plan

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


class ColumnEntryFactory(DjangoModelFactory[ColumnEntry]):
    """What is said of a column of a ``dataset``."""

    class Meta:
        model = ColumnEntry

    dataset = factory.SubFactory(DatasetFactory)
    project = factory.LazyAttribute(lambda o: o.dataset.project)
    column = "channel"
    label = "Channel"
    description = "How the lamp was sold: by our own shop, by shops, or by partners."
    measure = ColumnEntry.Measure.CODE
    source = "Sales ledger"
    source_year = 2024
    permitted = factory.LazyFunction(lambda: ["online", "retail", "partner"])


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


PLAN: dict[str, Any] = {
    "format": "csv",
    "columns": [
        {"position": 0, "source": "market", "name": "market", "kind": "country"},
        {"position": 1, "source": "price", "name": "price", "kind": "number", "unit": "EUR"},
    ],
}


class SourceFactory(DjangoModelFactory[Source]):
    """A file at a public address whose columns are agreed on, with a stored token."""

    class Meta:
        model = Source

    project = factory.SubFactory("tests.factories.projects.ProjectFactory")
    name = factory.Sequence(lambda n: f"Source {n}")
    connector = "url"
    settings = factory.LazyFunction(
        lambda: {
            "url": "https://8.8.8.8/prices.csv", "format": "auto", "records": "", "sheet": "",
            "encoding": "", "access": "bearer", "access_name": "",
        }
    )  # fmt: skip
    plan = factory.LazyFunction(lambda: Plan.model_validate(PLAN).model_dump(mode="json"))
    created_by = factory.LazyAttribute(lambda o: o.project.memberships.first().user)

    @factory.lazy_attribute
    def secrets(self) -> dict[str, str]:
        settings = UrlConnector.Settings(url="https://8.8.8.8/", access="bearer", secret="s3cret")
        return sealed.divide(settings)[1]


class FetchFactory(DjangoModelFactory[Fetch]):
    """One whose columns differ, unless told otherwise."""

    class Meta:
        model = Fetch

    source = factory.SubFactory(SourceFactory)
    project = factory.LazyAttribute(lambda o: o.source.project)
    state = Fetch.State.CHANGED
    changes = factory.LazyFunction(
        lambda: [
            {"column": "price", "what": "missing", "before": "number", "now": ""},
            {"column": "price_net", "what": "new", "before": "", "now": "number"},
        ]
    )
    plan = factory.LazyAttribute(lambda o: o.source.plan)
    note = factory.LazyFunction(
        lambda: msg("{count} columns differ.", count=2).model_dump(mode="json")
    )
