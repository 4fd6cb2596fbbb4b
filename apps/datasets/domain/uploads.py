"""Bringing a file in: announced, received in chunks that may be resumed, or dropped."""

from __future__ import annotations

import errno
import fcntl
import io
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from apps.core.happenings import report
from apps.core.messages import Message, Num, msg
from apps.datasets.domain import partial, usage
from apps.datasets.models import Dataset, Upload
from apps.jobs.domain.cancel import cancel
from apps.projects.domain.changes import hold
from apps.projects.models import Project

MOST_BYTES = 5 * 1024**3
ABANDONED_AFTER = timedelta(days=7)
REFUSED_AFTER = timedelta(days=2)


GONE = msg("This upload is gone. Start it again.")


class UploadRefused(Exception):
    """What is wrong, in a sentence, and the HTTP status that says so to a program.

    ``seconds``: after so many it may be tried again (0: that will not help).
    """

    def __init__(self, message: Message, status: int = 400, seconds: int = 0) -> None:
        super().__init__(str(message))
        self.message = message
        self.status = status
        self.seconds = seconds


def clean_name(name: str) -> str:
    """A file name to show: the last part of a path, without control characters."""
    last = PurePosixPath(name.replace("\\", "/")).name
    shown = "".join(char for char in last if unicodedata.category(char)[0] != "C").strip()
    return shown[:255] or "table"


def announce(
    project: Project, user: Any, filename: str, size: int, dataset: Dataset | None = None
) -> Upload:
    """Reserve room for a file of ``size`` bytes; :class:`UploadRefused` if it cannot come."""
    if size <= 0:
        raise UploadRefused(msg("The file is empty (0 bytes). Choose a file with rows."))
    if size > MOST_BYTES:
        raise UploadRefused(
            msg(
                "The file has {size}; the most is {most}. Split it, or save it as Parquet.",
                size=Num(value=float(size), style="bytes"),
                most=Num(value=float(MOST_BYTES), style="bytes"),
            ),
            413,
        )
    with transaction.atomic():
        hold(project.pk)
        refused = usage.why_not(project, size)
        if refused:
            raise UploadRefused(refused, 413)
        upload = Upload.objects.create(
            project=project,
            created_by=user if getattr(user, "pk", None) else None,
            dataset=dataset,
            filename=clean_name(filename),
            size=size,
        )
        report(
            "datasets.upload.started",
            actor=upload.created_by,
            project_id=project.pk,
            subject=upload,
            filename=upload.filename,
        )
    partial.path_of(upload).touch()
    return upload


@contextmanager
def _locked(upload: Upload) -> Iterator[io.FileIO]:
    """The upload's file, for one writer at a time; unbuffered, so that its place is the truth."""
    try:
        file = partial.path_of(upload).open("r+b", buffering=0)
    except FileNotFoundError:
        raise UploadRefused(GONE, 410) from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UploadRefused(
                msg("Another request is writing to this upload. Try again in a moment."), 423
            ) from None
        yield file


def receive(upload_id: UUID, offset: int, chunks: Iterable[bytes]) -> Upload:
    """Append bytes at ``offset`` and return the upload with its new offset.

    What arrived before the connection broke is kept. The offset in the database is the truth: what
    lies in the file beyond it is cut off first.
    """
    with _locked(Upload(pk=upload_id)) as file:
        upload: Upload | None = Upload.objects.filter(pk=upload_id).first()
        if upload is None:  # dropped since the file was opened
            raise UploadRefused(GONE, 410)
        if upload.state != Upload.State.RECEIVING:
            raise UploadRefused(msg("This upload is complete already."), 409)
        if offset != upload.offset:
            raise UploadRefused(
                msg(
                    "The chunk starts at byte {offset}, but {expected} is expected.",
                    offset=offset,
                    expected=upload.offset,
                ),
                409,
            )
        file.truncate(upload.offset)
        file.seek(upload.offset)
        try:
            upload.offset += _append(file, chunks, upload.size - upload.offset)
        finally:
            upload.offset = file.tell()
            _remember(upload)
    return upload


def _append(file: io.FileIO, chunks: Iterable[bytes], room: int) -> int:
    """Write at most ``room`` bytes; on a full disk nothing of this call stays."""
    start = file.tell()
    written = 0
    try:
        for chunk in chunks:
            if written + len(chunk) > room:
                raise UploadRefused(msg("More bytes arrived than were announced."), 413)
            _write_all(file, chunk)
            written += len(chunk)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        file.seek(start)
        raise UploadRefused(
            msg("The server's disk is full. What arrived is kept; try again later."), 507
        ) from None
    return written


def _write_all(file: io.FileIO, chunk: bytes) -> None:
    """An unbuffered write may take a part only: the last bytes before a disk is full."""
    left = memoryview(chunk)
    while left:
        left = left[file.write(left) :]


def _remember(upload: Upload) -> None:
    complete = upload.offset == upload.size
    state = Upload.State.RECEIVED if complete else Upload.State.RECEIVING
    Upload.objects.filter(pk=upload.pk).update(
        offset=upload.offset, state=state, updated_at=timezone.now()
    )
    upload.state = state


def take(
    project: Project,
    user: Any,
    filename: str,
    size: int,
    chunks: Iterable[bytes],
    dataset: Dataset | None = None,
) -> Upload:
    """A whole file at once: the plain form, a paste, a small file over REST."""
    upload = announce(project, user, filename, size, dataset)
    try:
        return receive(upload.pk, 0, chunks)
    except BaseException:
        drop(upload, user)
        raise


def drop(upload: Upload, user: Any = None) -> None:
    """Forget an upload and its bytes; a job that is reading it is cancelled."""
    job = upload.job
    if job is not None and not job.is_final:
        cancel(job, user or job.created_by)
    with transaction.atomic():
        report(
            "datasets.upload.dropped",
            actor=user,
            project_id=upload.project_id,
            subject=upload,
            filename=upload.filename,
        )
        path = partial.path_of(upload)
        Upload.objects.filter(pk=upload.pk).delete()
        transaction.on_commit(lambda: path.unlink(missing_ok=True))


def prune() -> int:
    """Drop uploads that nobody finished, and files that no upload owns; returns how many."""
    now = timezone.now()
    unfinished = Upload.objects.exclude(state=Upload.State.DONE).exclude(
        state=Upload.State.IMPORTING
    )
    stale = unfinished.filter(updated_at__lt=now - ABANDONED_AFTER) | Upload.objects.filter(
        state=Upload.State.REFUSED, updated_at__lt=now - REFUSED_AFTER
    )
    dropped = 0
    for upload in stale.select_related("job"):
        drop(upload)
        dropped += 1
    return dropped + _prune_files()


def _prune_files() -> int:
    known = {
        partial.path_of(upload).name
        for upload in Upload.objects.exclude(state=Upload.State.DONE).only("pk")
    }
    limit = (timezone.now() - timedelta(hours=1)).timestamp()
    orphans = [
        path
        for path in partial.folder().glob("*.part")
        if path.name not in known and path.stat().st_mtime < limit
    ]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)
