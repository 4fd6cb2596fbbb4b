"""Turning a finished Parquet file into an immutable version of a dataset."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max

from apps.core.happenings import report
from apps.datasets.models import Dataset, DatasetVersion
from apps.datasets.tabular.writer import StoredTable


class MovedFile(File):
    """A local file that storage may move instead of copying."""

    def temporary_file_path(self) -> str:
        return str(self.name)


def keep(path: Path, name: str) -> str:
    """Hand a finished local file to storage; returns the name that storage gave it."""
    with path.open("rb") as opened:
        return default_storage.save(name, MovedFile(opened, name=str(path)))


def add_version(
    dataset: Dataset,
    user: Any,
    *,
    stored: StoredTable,
    **fields: Any,
) -> DatasetVersion:
    """Move ``stored.path`` into storage and record it as the next version of ``dataset``."""
    name = keep(
        stored.path,
        f"datasets/{dataset.project_id}/{dataset.pk}/{stored.content_hash[:16]}.parquet",
    )
    profile = stored.profile.model_dump(mode="json", exclude={"columns"})
    try:
        return record_version(
            dataset,
            user,
            file=name,
            size=stored.size,
            content_hash=stored.content_hash,
            rows=stored.rows,
            columns=[column.model_dump(mode="json") for column in stored.profile.columns],
            profile=profile,
            **fields,
        )
    except BaseException:
        default_storage.delete(name)
        raise


@transaction.atomic
def record_version(dataset: Dataset, user: Any, **fields: Any) -> DatasetVersion:
    """The row of the next version, for a file that is in storage already."""
    Dataset.objects.select_for_update().get(pk=dataset.pk)
    last = dataset.versions.aggregate(last=Max("number"))["last"] or 0
    version = DatasetVersion.objects.create(
        project_id=dataset.project_id,
        dataset=dataset,
        number=last + 1,
        created_by=user if getattr(user, "pk", None) else None,
        **fields,
    )
    dataset.save(update_fields=["updated_at"])
    report(
        "datasets.version.created",
        actor=user,
        project_id=dataset.project_id,
        subject=version,
        dataset=str(dataset.pk),
        rows=version.rows,
        hash=version.content_hash,
    )
    return version
