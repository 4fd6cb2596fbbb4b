"""What a bundle says of its model. Read strictly: a member too many is refused, not passed over."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

KIND = "model"
FORMAT = 1
MANIFEST, SIGNATURE = "manifest.json", "signature.json"
CARD = "card.md"
MODEL = "model/"
MOST_MEMBERS = 1000
# Relative, without '.' and '..', in signs that mean the same on every system.
PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")
# Data that is read and never run.
SUFFIXES = (".safetensors", ".json", ".txt", ".md", ".jinja", ".model")


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Member(Strict):
    """A file of the bundle."""

    size: int = Field(ge=0)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class EngineFacts(Strict):
    key: str = Field(max_length=100)
    version: str = Field(max_length=40)


class Lineage(Strict):
    """Where the model comes from, as its maker knew it."""

    installation: str = Field(max_length=200)
    project: str = Field(max_length=200)
    model: str = Field(max_length=64)
    job: str = Field(max_length=64)
    by: str = Field("", max_length=300)
    trained_at: str = Field("", max_length=40)
    code_version: str = Field("", max_length=100)
    libraries: dict[str, str] = {}
    data: dict[str, str] = {}  # slot → content hash
    seed: int = 0
    result_hash: str = ""
    licences: dict[str, str] = {}


class Manifest(Strict):
    """The signed document."""

    format: Literal[1]
    kind: Literal["model"]
    made_at: str = Field(max_length=40)
    name: str = Field(min_length=1, max_length=200)
    engine: EngineFacts
    params: dict[str, Any]
    predict_fields: list[dict[str, Any]]
    summary: dict[str, Any]
    lineage: Lineage
    members: dict[str, Member]


class Signature(Strict):
    algorithm: Literal["ed25519"]
    public_key: str = Field(max_length=60)
    signature: str = Field(max_length=120)


def is_plain(name: str) -> bool:
    """Whether a member's name can be a path below the model's folder on any system."""
    parts = name.split("/")
    return len(name) <= 200 and all(PART.fullmatch(part) for part in parts)
