"""Versions made directly from rows, and how jobs get at them."""

import datetime as dt

import numpy as np
import pyarrow.parquet as pq
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from apps.datasets.domain.create import create_from_rows
from apps.datasets.models import Dataset
from apps.events.models import AuditEntry
from apps.jobs.inputs import providers
from tests.factories.accounts import UserFactory
from tests.factories.datasets import DatasetFactory, VersionFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


def test_a_version_holds_the_rows_and_their_profile():
    version = VersionFactory(
        columns=[("price", "USD"), "units", "day", "ok", "name"],
        rows=[
            (1.5, 3, dt.date(2024, 1, 1), True, "a"),
            (None, 5, dt.date(2024, 3, 1), False, None),
            (2.5, 7, None, None, "a"),
        ],
    )
    table = pq.read_table(version.file.path)
    assert table.to_pydict()["price"] == [1.5, None, 2.5]
    assert [c["dtype"] for c in version.columns] == ["number", "integer", "date", "boolean", "text"]
    price = version.columns[0]
    assert (price["unit"], price["missing"], price["minimum"], price["maximum"]) == (
        "USD",
        1,
        1.5,
        2.5,
    )
    details = version.profile["details"]
    assert details["units"]["mean"] == 5.0
    assert details["units"]["sd"] == pytest.approx(2.0)
    assert sum(details["units"]["histogram"]["counts"]) == 3
    assert details["name"]["top"] == [["a", 2]]
    assert details["day"]["first"] == "2024-01-01"
    assert version.rows == 3
    assert version.number == 1
    assert AuditEntry.objects.filter(kind="datasets.version.created").count() == 1


def test_moments_agree_with_numpy_over_many_row_groups():
    values = np.random.default_rng(1).normal(1e6, 1, 300_000)
    version = VersionFactory(columns=["x"], rows=[(float(v),) for v in values])
    detail = version.profile["details"]["x"]
    assert pq.ParquetFile(version.file.path).num_row_groups == 3
    assert detail["mean"] == pytest.approx(values.mean(), rel=1e-14)
    assert detail["sd"] == pytest.approx(values.std(ddof=1), rel=1e-9)
    assert sum(detail["histogram"]["counts"]) == 300_000
    assert len(detail["histogram"]["counts"]) <= 30


def test_the_hash_follows_content_and_order_not_the_name_of_the_dataset():
    same = [(1.0, "a"), (2.0, None)]
    first = VersionFactory(columns=["x", "y"], rows=same)
    again = VersionFactory(columns=["x", "y"], rows=same)
    turned = VersionFactory(columns=["x", "y"], rows=same[::-1])
    renamed = VersionFactory(columns=["x", "z"], rows=same)
    empty_text = VersionFactory(columns=["x", "y"], rows=[(1.0, "a"), (2.0, "")])
    assert first.content_hash == again.content_hash
    assert len({v.content_hash for v in (first, turned, renamed, empty_text)}) == 4


def test_alerts_say_what_is_odd():
    version = VersionFactory(columns=["e", "c"], rows=[(None, 1), (None, 1), (None, 1)])
    assert [a["text"] for a in version.profile["alerts"]] == [
        "Column '{name}' is empty.",
        "Column '{name}' has one and the same value in every filled row.",
    ]


def test_no_rows_is_a_table_too():
    assert VersionFactory(columns=["a"], rows=[]).rows == 0


def test_a_failed_creation_leaves_no_file(files):
    dataset = DatasetFactory(name="Taken")
    before = len(list((files / "media").rglob("*.parquet")))
    with pytest.raises(IntegrityError):
        create_from_rows(dataset.project, None, "Taken", ["a"], [(1,)])
    assert len(list((files / "media").rglob("*.parquet"))) == before


def test_the_provider_offers_the_newest_version_and_opens_its_file():
    user = UserFactory()
    version = VersionFactory(project=ProjectFactory(owner=user))
    provider = providers.get("dataset")
    (offered,) = provider.choices(version.project_id)
    assert offered.id == str(version.pk)
    assert provider.profile(user, version.project_id, offered.id).content_hash
    assert provider.materialise(version.project_id, offered.id).read_bytes()[:4] == b"PAR1"
    assert provider.format(offered.id) == "parquet"


def test_the_provider_knows_no_foreign_or_malformed_id():
    version = VersionFactory()
    provider = providers.get("dataset")
    outsider = UserFactory()
    for project_id, input_id in [
        (version.project_id, str(version.pk)),
        (ProjectFactory().pk, str(version.pk)),
        (version.project_id, "no-such"),
    ]:
        with pytest.raises(LookupError):
            provider.profile(outsider, project_id, input_id)
    with pytest.raises(LookupError):
        provider.materialise(ProjectFactory().pk, str(version.pk))


def test_remote_storage_is_copied_once(settings, files, monkeypatch):
    version = VersionFactory()
    content = open(version.file.path, "rb").read()  # noqa: PTH123, SIM115 - one read in a test
    from django.core.files.storage import FileSystemStorage

    def no_path(self, name):
        raise NotImplementedError

    original = FileSystemStorage.path
    opened = []
    monkeypatch.setattr(
        FileSystemStorage,
        "_open",
        lambda self, name, mode="rb": opened.append(name) or open(original(self, name), mode),  # noqa: PTH123, SIM115
    )
    monkeypatch.setattr(FileSystemStorage, "path", no_path)
    provider = providers.get("dataset")
    for _ in range(2):
        assert provider.materialise(version.project_id, str(version.pk)).read_bytes() == content
    assert len(opened) == 1


def test_names_are_unique_in_a_project():
    dataset = DatasetFactory()
    with pytest.raises(ValidationError):
        Dataset(project=dataset.project, name=dataset.name).validate_constraints()
