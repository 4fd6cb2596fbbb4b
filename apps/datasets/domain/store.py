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
    file_name: str = "",
    **fields: Any,
) -> DatasetVersion:
    """Record the next version of ``dataset``; moves ``stored.path`` into storage.

    ``file_name`` is given where the file is in storage already. Call it in a transaction that also
    made the dataset, or on its own.
    """
    name = file_name or keep(
        stored.path,
        f"datasets/{dataset.project_id}/{dataset.pk}/{stored.content_hash[:16]}.parquet",
    )
    try:
        return _record(dataset, user, stored, name, fields)
    except BaseException:
        default_storage.delete(name)
        raise


@transaction.atomic
def _record(
    dataset: Dataset, user: Any, stored: StoredTable, name: str, fields: dict[str, Any]
) -> DatasetVersion:
    Dataset.objects.select_for_update().get(pk=dataset.pk)
    last = dataset.versions.aggregate(last=Max("number"))["last"] or 0
    profile = {
        **stored.profile.model_dump(mode="json", exclude={"columns"}),
        **fields.pop("extra", {}),
    }
    version = DatasetVersion.objects.create(
        project_id=dataset.project_id,
        dataset=dataset,
        number=last + 1,
        file=name,
        size=stored.size,
        content_hash=stored.content_hash,
        rows=stored.rows,
        columns=[column.model_dump(mode="json") for column in stored.profile.columns],
        profile=profile,
        created_by=user if getattr(user, "pk", None) else None,
        **fields,
    )
    dataset.save(update_fields=["updated_at"])
    report(
        "datasets.version.created",
        actor=user,
        project_id=dataset.project_id,
        subject=version,
        rows=version.rows,
        hash=version.content_hash,
    )
    return version
