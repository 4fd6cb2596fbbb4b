"""What jobs may take from this room: dataset versions, and uploads on their way in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, OuterRef, Subquery

from apps.datasets.dictionary import told
from apps.datasets.domain import partial
from apps.datasets.models import DatasetVersion, Upload
from apps.engines.contract import ColumnProfile, InputProfile
from apps.jobs.described import ColumnWords
from apps.jobs.domain.copies import local_path
from apps.jobs.inputs import MOST_OFFERED


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
            .defer("profile", "import_options")
            .order_by("-created_at")
        )
        return [_profile(version) for version in versions[:MOST_OFFERED]]

    def materialise(self, project_id: Any, input_id: str) -> Path:
        version = self._version(DatasetVersion.objects.all(), project_id, input_id)
        return local_path(version.file, version.pk, version.size)

    def format(self, input_id: str) -> str:
        return "parquet"

    def newest(self, project_id: Any, input_id: str) -> str:
        version = self._version(DatasetVersion.objects.all(), project_id, input_id)
        return str(version.dataset.versions.order_by("-number").values_list("pk", flat=True)[0])

    def described(self, project_id: Any, input_id: str) -> Mapping[str, ColumnWords]:
        return told.words(project_id, input_id)

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
