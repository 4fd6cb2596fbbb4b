"""Where the bytes of an upload lie until they are imported: named by its id and nothing else."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from apps.datasets.models import Upload


def folder() -> Path:
    path = Path(settings.WORK_DIR) / "uploads"
    path.mkdir(parents=True, exist_ok=True)
    return path


def path_of(upload: Upload) -> Path:
    """The file that holds what has arrived. The person's file name never touches the disk."""
    return folder() / f"{upload.pk.hex}.part"
