"""Where an added base model comes from: a file that lies in its folder."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

FILE = "lepton.json"
HUB = "hub:"


class FileFacts(BaseModel):
    """A file as it was added."""

    model_config = ConfigDict(frozen=True)

    bytes: int
    sha256: str


class Provenance(BaseModel):
    """``source`` is 'hub:' and a name, or the folder that was copied; ``revision`` is the hub's."""

    model_config = ConfigDict(frozen=True)

    source: str
    revision: str = ""
    added_at: str
    licence: str = ""
    files: dict[str, FileFacts] = {}

    @property
    def hub(self) -> str:
        """The name on the hub; empty for a folder, whose path is nobody's business."""
        return self.source.removeprefix(HUB) if self.source.startswith(HUB) else ""


def read(folder: Path) -> Provenance | None:
    """What was written when the model was added; None where it was put there by hand."""
    try:
        return Provenance.model_validate_json((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, ValidationError):
        return None


def write(folder: Path, provenance: Provenance) -> None:
    text = provenance.model_dump_json(indent=1)
    (folder / FILE).write_text(text + "\n", encoding="utf-8")


def facts_of(folder: Path) -> dict[str, FileFacts]:
    """Size and SHA-256 of every file of the folder but the provenance itself."""
    found = {}
    for file in sorted(folder.iterdir()):
        if file.is_file() and file.name != FILE:
            with file.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
            found[file.name] = FileFacts(bytes=file.stat().st_size, sha256=digest)
    return found
