"""What jobs may take from this room: dataset versions, and uploads on their way in."""

from __future__ import annotations

import os
import shutil
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db.models import F, OuterRef, Subquery

from apps.datasets.domain import partial
from apps.datasets.models import DatasetVersion, Upload
from apps.engines.contract import ColumnProfile, InputProfile


class DatasetProvider:
    """Kind 'dataset': ids are those of versions, files are Parquet."""

    kind = "dataset"

    def profile(self, user: Any, project_id: Any, input_id: str) -> InputProfile:
        return _profile(
            self._version(DatasetVersion.objects.visible_to(user), project_id, input_id)
        )

    def choices(self, project_id: Any) -> list[InputProfile]:
        newest = DatasetVersion.objects.filter(dataset=OuterRef("dataset")).order_by("-number")
        versions = (
            DatasetVersion.objects.filter(project_id=project_id)
            .annotate(newest=Subquery(newest.values("pk")[:1]))
            .filter(pk=F("newest"))
            .select_related("dataset")
            .order_by("-created_at")
        )
        return [_profile(version) for version in versions]

    def materialise(self, project_id: Any, input_id: str) -> Path:
        version = self._version(DatasetVersion.objects.all(), project_id, input_id)
        try:
            return Path(version.file.path)
        except NotImplementedError:  # storage is remote
            return _cached_copy(version)

    def format(self, input_id: str) -> str:
        return "parquet"

    @staticmethod
    def _version(queryset: Any, project_id: Any, input_id: str) -> DatasetVersion:
        try:
            found = queryset.filter(project_id=project_id, pk=input_id).select_related("dataset")
            version: DatasetVersion | None = found.first()
        except (ValidationError, ValueError):
            version = None
        if version is None:
            raise LookupError(f"no dataset version {input_id} in this project")
        return version


def _profile(version: DatasetVersion) -> InputProfile:
    return InputProfile(
        kind="dataset",
        id=str(version.pk),
        name=f"{version.dataset.name} · {version.number}",
        rows=version.rows,
        bytes=version.size,
        content_hash=version.content_hash,
        columns=[ColumnProfile.model_validate(column) for column in version.columns],
    )


def _cached_copy(version: DatasetVersion) -> Path:
    """A local copy of a remote file; written aside and renamed, so that no reader sees half."""
    target = Path(settings.WORK_DIR) / "inputs" / f"{version.pk}.parquet"
    if target.exists() and target.stat().st_size == version.size:
        os.utime(target)
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_suffix(f".{uuid.uuid4().hex}.part")
    try:
        with default_storage.open(str(version.file.name)) as remote, aside.open("wb") as local:
            shutil.copyfileobj(remote, local, 1024 * 1024)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    return target


class UploadProvider:
    """Kind 'upload': a received file, read as it is by the inspect and import engines only."""

    kind = "upload"

    def profile(self, user: Any, project_id: Any, input_id: str) -> InputProfile:
        upload = self._upload(Upload.objects.visible_to(user), project_id, input_id)
        return InputProfile(
            kind="upload", id=str(upload.pk), name=upload.filename, bytes=upload.size
        )

    def choices(self, project_id: Any) -> list[InputProfile]:
        return []  # never offered in a form

    def materialise(self, project_id: Any, input_id: str) -> Path:
        return partial.path_of(self._upload(Upload.objects.all(), project_id, input_id))

    def format(self, input_id: str) -> str:
        return "raw"

    @staticmethod
    def _upload(queryset: Any, project_id: Any, input_id: str) -> Upload:
        try:
            upload: Upload | None = queryset.filter(project_id=project_id, pk=input_id).first()
        except (ValidationError, ValueError):
            upload = None
        if upload is None:
            raise LookupError(f"no upload {input_id} in this project")
        return upload
