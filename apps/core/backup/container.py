"""The zip itself: written as a stream, read by name, checked against its manifest."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, ClassVar, Self

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone
from zipstream import ZIP_DEFLATED, ZIP_STORED, ZipStream

from apps.core.messages import Message, Num, msg

FORMAT = 1
MANIFEST = "manifest.json"
BLOCK = 1024 * 1024
MANIFEST_BYTES = 256 * 1024 * 1024
LINE_BYTES = 256 * 1024 * 1024  # a row holds a job's whole result at most


class ArchiveError(Exception):
    """The archive cannot be used; ``message`` tells the person why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class MissingFile(ArchiveError):
    """A row names a stored file that is not there (any more)."""


@dataclass
class Contents:
    """What is going into an archive: rows already on disk, names of stored files."""

    kind: str
    head: dict[str, Any]
    folder: tempfile.TemporaryDirectory[str]
    counts: dict[str, int] = field(default_factory=dict)
    files: dict[str, None] = field(default_factory=dict)  # in order, each once

    def add_rows(self, label: str, lines: Generator[bytes, None, None]) -> None:
        # Closed here and now, with its cursor, also when the disk is full.
        with closing(lines), self._path(label).open("wb") as out:
            count = 0
            for data in lines:
                out.write(data)
                count += 1
        self.counts[label] = count

    def add_files(self, names: Iterable[str]) -> None:
        """Names of stored files; empty ones, and those that are in already, are passed over."""
        self.files.update(dict.fromkeys(name for name in names if name))

    def _path(self, label: str) -> Path:
        return Path(self.folder.name, f"{label}.jsonl")

    def stream(self) -> Iterator[bytes]:
        """The zip's bytes. The folder of rows goes when the stream ends or is closed."""
        with self.folder:
            sums: dict[str, dict[str, Any]] = {}
            archive = ZipStream(sized=False)
            for label in self.counts:
                name = f"rows/{label}.jsonl"
                blocks = _from_path(self._path(label))
                archive.add(_counted(blocks, sums, name), name, compress_type=ZIP_DEFLATED)
            for name in self.files:
                member = f"files/{name}"
                blocks = stored_blocks(name)
                # Parquet and model files are compressed already.
                archive.add(_counted(blocks, sums, member), member, compress_type=ZIP_STORED)
            archive.add(self._manifest(sums), MANIFEST, compress_type=ZIP_DEFLATED)
            yield from archive

    def _manifest(self, sums: dict[str, dict[str, Any]]) -> Iterator[bytes]:
        """Read last, when the sums of all other members are known."""
        body = {
            "format": FORMAT,
            "kind": self.kind,
            "made_at": timezone.now().isoformat(),
            **self.head,
            "rows": self.counts,
            "members": sums,
        }
        yield json.dumps(body, ensure_ascii=False, indent=1).encode()


def contents(kind: str, head: dict[str, Any]) -> Contents:
    """Rows wait in the data folder's work directory, which has room for tables."""
    place = Path(settings.WORK_DIR, "archives")
    place.mkdir(parents=True, exist_ok=True)
    return Contents(kind, head, tempfile.TemporaryDirectory(dir=place, prefix=f"{kind}-"))


def _from_path(path: Path) -> Iterator[bytes]:
    with path.open("rb") as source:
        yield from _blocks(source)


def stored_blocks(name: str) -> Iterator[bytes]:
    """The bytes of a file in Django storage. :class:`MissingFile` where it is gone."""
    try:
        source = default_storage.open(name, "rb")
    except FileNotFoundError as error:
        raise MissingFile(
            msg(
                "The stored file '{name}' is gone although the database names it. Restore it from"
                " an earlier backup, or delete what it belongs to.",
                name=name,
            )
        ) from error
    with source:
        yield from _blocks(source)


def _blocks(source: IO[bytes]) -> Iterator[bytes]:
    while data := source.read(BLOCK):
        yield data


def _counted(
    blocks: Iterator[bytes], sums: dict[str, dict[str, Any]], name: str
) -> Iterator[bytes]:
    digest, size = hashlib.sha256(), 0
    for data in blocks:
        digest.update(data)
        size += len(data)
        yield data
    sums[name] = {"size": size, "sha256": digest.hexdigest()}


class Archive:
    """An archive on disk, opened for reading. Its members are never unpacked by their names."""

    unlisted: ClassVar[frozenset[str]] = frozenset({MANIFEST})  # members that it does not vouch for
    most_manifest: ClassVar[int] = MANIFEST_BYTES

    def __init__(self, path: Path, kind: str) -> None:
        try:
            self.zip = zipfile.ZipFile(path)
            with self.zip.open(MANIFEST) as file:
                self.manifest: dict[str, Any] = json.loads(file.read(self.most_manifest))
            self._check_head(kind)
        except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
            raise ArchiveError(
                msg("'{name}' is not a whole archive made by Lepton.", name=path.name)
            ) from error

    def _check_head(self, kind: str) -> None:
        if self.manifest["kind"] != kind:
            known = {"backup": "manage.py restore", "project": "manage.py import_project"}
            command = known.get(self.manifest["kind"], "")
            raise ArchiveError(
                msg("This archive is of another kind: '{command}' reads it.", command=command)
            )
        if self.manifest["format"] > FORMAT:
            raise ArchiveError(
                msg("This archive was made by a newer release of Lepton. Install that one first.")
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.zip.close()

    @property
    def files(self) -> list[str]:
        """Names in storage of the files inside."""
        members: dict[str, Any] = self.manifest["members"]
        return [name.removeprefix("files/") for name in members if name.startswith("files/")]

    @property
    def unpacked_bytes(self) -> int:
        return sum(member["size"] for member in self.manifest["members"].values())

    def verify(self) -> None:
        """Read everything once and compare it with the manifest, before anything is changed."""
        names = set(self.zip.namelist()) - self.unlisted
        if names != set(self.manifest["members"]):
            raise _damaged(*sorted(names ^ set(self.manifest["members"]))[:1])
        for name, expected in self.manifest["members"].items():
            digest, size = hashlib.sha256(), 0
            try:
                with self.zip.open(name) as source:
                    for data in _blocks(source):
                        digest.update(data)
                        size += len(data)
                        if size > expected["size"]:
                            break
            except (zipfile.BadZipFile, OSError) as error:
                raise _damaged(name) from error
            if (size, digest.hexdigest()) != (expected["size"], expected["sha256"]):
                raise _damaged(name)

    def lines(self, label: str) -> Iterator[str]:
        """The lines of one model's rows, undecoded."""
        name = f"rows/{label}.jsonl"
        with self.zip.open(name) as source:
            while data := source.readline(LINE_BYTES):
                if not data.endswith(b"\n"):
                    raise _damaged(name)
                yield data.decode()

    def open_file(self, name: str) -> IO[bytes]:
        return self.zip.open(f"files/{name}")

    def needs_room(self) -> None:
        """Refuse, with both figures, what the data folder's disk cannot take."""
        free = shutil.disk_usage(settings.VAR_DIR).free
        if self.unpacked_bytes > free:
            raise ArchiveError(
                msg(
                    "The archive needs {needed} and only {free} are free. Make room first.",
                    needed=Num(value=self.unpacked_bytes, style="bytes"),
                    free=Num(value=free, style="bytes"),
                )
            )


def _damaged(name: str = "") -> ArchiveError:
    return ArchiveError(
        msg("The archive is damaged at '{name}'. Take another copy of it.", name=name)
    )
