"""What the SDK returns: frozen objects that say what is there. None of them is a database row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Person:
    """A member of the project."""

    id: UUID
    name: str
    role: str  # owner, editor, analyst or viewer


@dataclass(frozen=True)
class Project:
    """The project that the plugin is asked in."""

    id: UUID
    name: str
    description: str
    home_country: str  # ISO 3166-1 alpha-3
    currency: str  # ISO 4217
    product: str
    archived: bool


@dataclass(frozen=True)
class Market:
    """A market entry: the project in one country."""

    id: UUID
    country: str  # ISO 3166-1 alpha-3
    name: str  # of the country, in the reader's language
    stage: str
    is_home: bool
    target_launch: date | None
    note: str


@dataclass(frozen=True)
class Column:
    """A column of a dataset. ``dtype``: number, integer, boolean, text, date or datetime."""

    name: str
    dtype: str
    unit: str
    missing: int


@dataclass(frozen=True)
class Dataset:
    """A dataset at its latest version. Jobs take ``version_id``: versions never change."""

    id: UUID
    name: str
    description: str
    version_id: UUID
    version: int
    rows: int
    columns: tuple[Column, ...]
    content_hash: str
    updated_at: datetime


@dataclass(frozen=True)
class Rows:
    """A page of rows as Python values, missing ones as None. ``next`` is the offset after it."""

    names: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    total: int
    next: int | None


@dataclass(frozen=True)
class Job:
    """A run. ``headline`` and ``summary`` are there once it has succeeded."""

    id: UUID
    title: str
    engine: str
    purpose: str
    state: str
    is_final: bool
    created_at: datetime
    finished_at: datetime | None
    headline: str  # in the reader's language
    summary: Mapping[str, Any]
    reason: str  # why it ended otherwise, in the reader's language


@dataclass(frozen=True)
class Model:
    """A fitted model that can be asked. ``needs`` are the columns of a row to predict."""

    id: UUID
    name: str
    engine: str
    job_id: UUID
    needs: tuple[str, ...]
    summary: Mapping[str, Any]


@dataclass(frozen=True)
class Alias:
    """A serving name and the model that it points to. ``former_id`` is where the way back leads."""

    name: str
    model_id: UUID
    model_name: str
    former_id: UUID | None
    updated_at: datetime


@dataclass(frozen=True)
class Prediction:
    """Answers in the order of the rows; ``columns`` are their keys. ``job`` says how it went."""

    job: Job
    columns: tuple[str, ...] = ()
    rows: tuple[Mapping[str, float | str | None], ...] = ()


@dataclass(frozen=True)
class Event:
    """Something that happened. ``subject_type`` is e.g. ``jobs.job``; ``data`` is as reported."""

    kind: str
    project_id: UUID | None
    person_id: UUID | None
    subject_type: str
    subject_id: str
    subject_label: str
    data: Mapping[str, Any] = field(default_factory=dict)
