"""Renaming, describing and deleting datasets."""

from __future__ import annotations

from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction

from apps.core.happenings import report
from apps.datasets.models import Dataset
from apps.projects.domain.changes import apply, hold, locked

DESCRIBED = ("name", "description", "source", "licence")


def describe(dataset: Dataset, user: Any) -> Dataset:
    """Store changed name, description, source and licence of the unsaved ``dataset``."""
    with transaction.atomic():
        row = locked(dataset)
        changed = apply(row, {name: getattr(dataset, name) for name in DESCRIBED})
        if changed:
            report(
                "datasets.dataset.changed",
                actor=user,
                project_id=row.project_id,
                subject=row,
                changes=changed,
            )
    return row


def delete(dataset: Dataset, user: Any) -> None:
    """Delete a dataset with all versions and their files. Results of jobs that used it stay."""
    with transaction.atomic():
        # An import that ends now waits, and then finds no dataset, or its version is seen here.
        hold(dataset.project_id)
        versions = list(dataset.versions.all())
        files = [str(version.file.name) for version in versions]
        files += [str(version.rejections.name) for version in versions if version.rejections]
        report(
            "datasets.dataset.deleted",
            actor=user,
            project_id=dataset.project_id,
            subject=dataset,
            versions=len(versions),
            hashes=[version.content_hash for version in versions],
        )
        dataset.delete()
        transaction.on_commit(lambda: remove_files(files))


def remove_files(names: list[str]) -> None:
    """Delete files from storage; one that is gone already is passed over."""
    for name in names:
        default_storage.delete(name)
