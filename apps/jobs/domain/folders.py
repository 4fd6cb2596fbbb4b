"""Where an attempt's files are while it runs, and what a later attempt finds of them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from uuid import UUID

from django.conf import settings


def job_folder(job_id: UUID | str) -> Path:
    return Path(settings.WORK_DIR) / "jobs" / str(job_id)


def attempt_folder(job_id: UUID | str, number: int) -> Path:
    return job_folder(job_id) / str(number)


def make_attempt_folder(job_id: UUID | str, number: int) -> Path:
    """An empty folder for the attempt; what an earlier process left under its number goes."""
    folder = attempt_folder(job_id, number)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def latest_checkpoint(job_id: UUID | str, before: int) -> Path | None:
    """The last complete checkpoint of the attempts before number ``before``, on this machine."""
    for number in range(before - 1, 0, -1):
        folder = attempt_folder(job_id, number)
        try:
            said = json.loads((folder / "checkpoint.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        path = folder / "checkpoints" / said["path"]
        if path.exists():
            return path
    return None


def ring(job_id: UUID | str) -> None:
    """Tell a supervisor on this machine to look at the row now. Elsewhere it looks by itself."""
    folder = job_folder(job_id)
    if folder.is_dir():
        (folder / "ring").touch()


def remove(job_id: UUID | str) -> None:
    """Forget a finished job's working files."""
    shutil.rmtree(job_folder(job_id), ignore_errors=True)
