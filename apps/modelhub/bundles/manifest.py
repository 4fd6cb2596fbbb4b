"""What a bundle says of its model. Read strictly: a member too many is refused, not passed over."""

from __future__ import annotations

import json
import math
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
    seed: int = Field(0, ge=-(2**63), lt=2**63)  # what its column holds
    result_hash: str = ""
    licences: dict[str, str] = {}


class Figure(BaseModel):
    """A figure with its interval."""

    model_config = ConfigDict(extra="allow")
    value: float | None = None


class TargetFacts(BaseModel):
    model_config = ConfigDict(extra="allow")
    predictive_r2: float | None = None


class Summary(BaseModel):
    """The members of a summary that pages read; what else is in it stays as it is."""

    model_config = ConfigDict(extra="allow")
    equations: list[str] = []
    targets: list[TargetFacts] = []
    confidence: float = 0.95
    accuracy: Figure | float | None = None
    micro_f1: Figure | float | None = None
    r2: Figure | float | None = None


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


def require_storable(raw: bytes) -> None:
    """``ValueError`` for JSON that no database keeps: NaN, infinity, NUL."""
    json.loads(raw, parse_constant=_refused, parse_float=_finite)
    if b"\\u0000" in raw or b"\x00" in raw:
        raise ValueError("NUL")


def _refused(text: str) -> float:
    raise ValueError(f"{text} is no number")


def _finite(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else _refused(text)


def is_plain(name: str) -> bool:
    """Whether a member's name can be a path below the model's folder on any system."""
    parts = name.split("/")
    return len(name) <= 200 and all(PART.fullmatch(part) for part in parts)
