"""Which files a report comes as, who makes them, and what they are called."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from pydantic import BaseModel
from zipstream import ZIP_DEFLATED, ZIP_STORED, ZipStream

from apps.core.messages import Message, mark, msg
from apps.jobs.inputs import providers
from apps.jobs.models import Job, Task
from apps.jobs.reports.cells import cells_of
from apps.jobs.reports.compose import compose
from apps.jobs.reports.document import Document

logger = logging.getLogger(__name__)

AT_ONCE = 2  # writers of one web process: each holds a core for about a second
WAITING = 2  # requests that may wait for one of them: each holds a thread that pages need
WAIT_SECONDS, LIMIT_SECONDS = 20, 60
LARGEST_DATA = 256 * 1024**2  # bytes of the tables that travel with a notebook
BLOCK = 1024 * 1024
_places = threading.BoundedSemaphore(AT_ONCE)
_seats = threading.BoundedSemaphore(AT_ONCE + WAITING)
# What file systems or browsers take for their own, and what turns the direction of writing.
_UNSAFE = re.compile(
    r'[\x00-\x1f\x7f<>:"/\\|?*#%&{}$!\'`@+=~^\[\]\u200e\u200f\u202a-\u202e\u2066-\u2069]+'
)


class NotWritten(Exception):
    """No file now: too many are being written, or this one cannot be. ``seconds``: when to ask
    again, 0 where that would not help.
    """

    def __init__(self, message: Message, seconds: int = 0) -> None:
        super().__init__(str(message))
        self.message, self.seconds = message, seconds


@dataclass(frozen=True)
class Format:
    """``label`` and ``help`` are marked texts."""

    key: str
    label: str
    help: str
    icon: str
    ending: str
    media_type: str


FORMATS = (
    Format(
        "pdf", mark("PDF"), mark("To print and to hand on"), "file-text", "pdf",
        "application/pdf",
    ),
    Format(
        "docx", mark("Word"), mark("To edit and to quote from"), "file-description", "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    Format(
        "notebook", mark("Notebook and data"),
        mark("A Jupyter notebook with the data that it computes from"), "file-code", "zip",
        "application/zip",
    ),
)  # fmt: skip
KEYS = tuple(one.key for one in FORMATS)


def formats_of(job: Job) -> tuple[Format, ...]:
    """The files that there are of a job: all of them once it has a result to report."""
    reported = job.is_final and job.task == Task.RUN and (job.result or {}).get("headline")
    return FORMATS if reported else ()


def find(job: Job, key: str) -> Format | None:
    return next((one for one in formats_of(job) if one.key == key), None)


def file_name(job: Job, form: Format) -> str:
    """The run's title as every system takes it, with the run's number."""
    stem = _UNSAFE.sub(" ", job.title)
    stem = " ".join(stem.split()).strip(". ")[:80].strip(". ")
    return f"{stem or 'report'} {job.reference}.{form.ending}"


def written(job: Job, form: Format, site: str) -> Iterator[bytes]:
    """The file's bytes, in the active language. ``site`` is this installation's address.

    :class:`NotWritten` is raised here, before the first byte is asked for.
    """
    if form.key != "notebook":
        return iter([_written_by_child(form.key, compose(job))])
    tables, left_out = _tables(job)
    document = compose(job, cells_of(job, site, left_out))
    return iter(_archive(job, _written_by_child(form.key, document), tables))


def _archive(job: Job, notebook: bytes, tables: dict[str, Path]) -> ZipStream:
    archive = ZipStream(sized=False)
    archive.add(notebook, "report.ipynb", compress_type=ZIP_DEFLATED)
    archive.add(_stored(job), "result.json", compress_type=ZIP_DEFLATED)
    for name, path in tables.items():
        archive.add(_blocks(path), name, compress_type=ZIP_STORED)  # Parquet is compressed already
    return archive


def _stored(job: Job) -> bytes:
    """The result and where it comes from, as they are kept: for programs."""
    kept = {"result": job.result, "summary": job.summary, "provenance": job.provenance}
    return DjangoJSONEncoder(ensure_ascii=False, indent=1).encode(kept).encode(errors="replace")


def _tables(job: Job) -> tuple[dict[str, Path], list[str]]:
    """Files by their names in the zip, and the names of those that are too large or gone."""
    found: dict[str, Path] = {}
    left_out: list[str] = []
    room = LARGEST_DATA
    for slot, chosen in job.inputs.items():
        name = f"data/{re.sub(r'[^A-Za-z0-9_-]', '_', slot)}.parquet"
        provider = providers.get(chosen.get("kind", "dataset"))
        try:
            if provider is None or provider.format(chosen["id"]) != "parquet":
                continue
            path = provider.materialise(job.project_id, chosen["id"])
            size = path.stat().st_size
        except (LookupError, OSError):
            left_out.append(name)
            continue
        if size > room:
            left_out.append(name)
        else:
            found[name] = path
            room -= size
    return found, left_out


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


@contextmanager
def _place() -> Iterator[None]:
    """One of few: whoever finds none soon, or too many that wait, is told to come back."""
    seated = _seats.acquire(blocking=False)
    try:
        if not (seated and _places.acquire(timeout=WAIT_SECONDS)):
            raise NotWritten(
                msg("Many reports are being written at this moment. Try again in a few seconds."),
                10,
            )
        try:
            yield
        finally:
            _places.release()
    finally:
        if seated:
            _seats.release()


def _written_by_child(kind: str, document: Document) -> bytes:
    return by_child(document, "apps.jobs.reports.writers", kind)


def by_child(content: BaseModel, module: str, *words: str) -> bytes:
    """What ``python -m module`` writes of a document that it reads as JSON. Raises
    :class:`NotWritten`.
    """
    with _place():
        return _run(content, module, words)


def _run(content: BaseModel, module: str, words: Sequence[str]) -> bytes:
    what = " ".join(words) or module
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", module, *words],
            input=content.model_dump_json().encode(),
            capture_output=True,
            env=_environment(),
            timeout=LIMIT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        logger.error("report %s took more than %s s", what, LIMIT_SECONDS)
        raise _failed() from None
    if done.returncode:
        logger.error("report %s failed: %s", what, done.stderr.decode(errors="replace")[-4000:])
        raise _failed()
    return done.stdout


def _failed() -> NotWritten:
    return NotWritten(
        msg(
            "This report could not be written. The result itself is on the page of the run; an"
            " administrator finds the reason in the log."
        )
    )


def _environment() -> dict[str, str]:
    """No secrets: the writer is handed all that it needs."""
    passed = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "SYSTEMROOT")
    known: dict[str, Any] = {name: os.environ[name] for name in passed if name in os.environ}
    paths = [str(settings.BASE_DIR), os.environ.get("PYTHONPATH", "")]
    return {
        **known,
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "PYTHONDONTWRITEBYTECODE": os.environ.get("PYTHONDONTWRITEBYTECODE", ""),
        "RAYON_NUM_THREADS": "1",  # typst takes every core otherwise
    }
