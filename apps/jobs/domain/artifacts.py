"""Files that a run made: kept in Django's storage with their hash, handed out, laid out again."""

from __future__ import annotations

import hashlib
import logging
import mimetypes
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from uuid import UUID

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage

from apps.engines.contract import Issue
from apps.jobs.domain.parts import with_parts
from apps.jobs.models import Job, JobArtifact
from apps.projects import room
from apps.projects.models import Project

logger = logging.getLogger(__name__)
TYPES = {".parquet": "application/vnd.apache.parquet", ".jsonl": "application/x-ndjson"}


class LocalFile(File):
    """A finished file on this machine: file storage renames it, remote storage uploads it."""

    def __init__(self, path: Path, name: str) -> None:
        super().__init__(path.open("rb"), name)
        self._path = path

    def temporary_file_path(self) -> str:
        return str(self._path)


def sha256(path: Path) -> str:
    """The hash of a file's bytes, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class NoRoomError(Exception):
    """The project has no room for what the run has made."""

    def __init__(self, issue: Issue) -> None:
        super().__init__(str(issue.message))
        self.issue = issue


def require_room(job: Job, sizes: Iterable[int]) -> None:
    """:class:`NoRoomError` if files of these sizes do not fit into the project's quota."""
    size = sum(sizes)
    issue = room.why_none(room.Want(job.project, size, job.inputs)) if size else None
    if issue is not None:
        raise NoRoomError(issue)


def require_room_held(job: Job, stored: list[JobArtifact]) -> None:
    """As :func:`require_room`, with the project held until the transaction ends: two runs that end
    at once do not both get the last place.
    """
    if stored and Project.objects.select_for_update(no_key=True).filter(pk=job.project_id).first():
        require_room(job, [artifact.size for artifact in stored])


def store(job: Job, files: Mapping[str, str]) -> list[JobArtifact]:
    """Put finished files into storage; the rows are returned unsaved. All or none: if one fails,
    those that were stored are deleted again, the half of one too, and the error is passed on.

    The database is not asked: whether there is room is :func:`require_room`'s to say, before.
    """
    try:
        return [_store_one(job, name, Path(path)) for name, path in files.items()]
    except Exception:
        discard_attempt(job.pk, job.attempt)
        raise


def discard(artifacts: list[JobArtifact]) -> None:
    """Delete stored files whose rows will not be kept."""
    for artifact in artifacts:
        default_storage.delete(str(artifact.file.name))


def discard_attempt(job_id: UUID | str, number: int) -> None:
    """Delete whatever an attempt has put into storage without coming to its end."""
    try:
        _delete_below(f"jobs/{job_id}/{number}")
    except Exception:
        logger.exception("job %s: stored files of attempt %s were left behind", job_id, number)


def _delete_below(folder: str) -> None:
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        default_storage.delete(f"{folder}/{name}")
    for name in folders:
        _delete_below(f"{folder}/{name}")


def _store_one(job: Job, name: str, path: Path) -> JobArtifact:
    artifact = JobArtifact(
        project_id=job.project_id, job=job, name=name, size=path.stat().st_size,
        sha256=sha256(path), media_type=_media_type(name),
    )  # fmt: skip
    target = f"jobs/{job.pk}/{job.attempt}/{name}"
    with LocalFile(path, name) as file:
        artifact.file.name = default_storage.save(target, file)
    return artifact


def _media_type(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    return TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def remove(job: Job) -> None:
    """Delete the stored files of a job and of its parts; the rows go with the job or are deleted by
    the caller.
    """
    for artifact in JobArtifact.objects.filter(with_parts([job])):
        default_storage.delete(str(artifact.file.name))


def materialise_folder(job: Job, name: str) -> Path:
    """The artefact folder ``name`` (e.g. 'model') as a local folder for a child to open.

    Cached under the working folder; written aside and renamed, so that no reader sees half.
    """
    target = Path(settings.WORK_DIR) / "artifacts" / str(job.pk) / name
    if _in_use(target):
        return target
    parts = list(job.artifacts.filter(name__startswith=f"{name}/"))
    if not parts:
        raise LookupError(f"job {job.pk} has no artefact folder {name!r}")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        for part in parts:
            _copy_out(part, Path(scratch) / "folder" / part.name.removeprefix(f"{name}/"))
        try:
            (Path(scratch) / "folder").replace(target)
        except OSError:
            if not target.is_dir():  # not merely made by somebody else meanwhile
                raise
    return target


def _in_use(target: Path) -> bool:
    """Whether the copy is there. Touched first, where pruning looks: then it is not removed."""
    try:
        os.utime(target.parent)
    except FileNotFoundError:
        return False
    return target.is_dir()


def _copy_out(part: JobArtifact, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with default_storage.open(str(part.file.name), "rb") as source, path.open("wb") as copy:
        shutil.copyfileobj(source, copy, 1024 * 1024)
