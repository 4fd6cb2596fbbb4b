"""The system engines of this room. Nothing heavy is imported here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, Field

from apps.core.messages import Message, mark
from apps.datasets.deriving import checks
from apps.datasets.deriving.steps import DeriveParams
from apps.datasets.deriving.wording import in_words, rates_in_words
from apps.datasets.labelling.cells import Kind
from apps.datasets.tabular.plan import Plan
from apps.engines.builtin.text.params import Separator
from apps.engines.contract import Engine, InputProfile, InputSlot, Issue, Resources

UPLOAD = InputSlot(key="upload", label=mark("Uploaded file"), kinds=("upload",))


class InspectParams(BaseModel):
    """What a person fixed instead of leaving it to be found out."""

    encoding: str | None = None
    delimiter: str | None = Field(default=None, max_length=1)
    quote: str | None = Field(default=None, max_length=1)
    header: bool | None = None
    skip_rows: int | None = Field(default=None, ge=0, le=1000)
    sheet: str | None = None


class ImportParams(BaseModel):
    """The plan that a person confirmed."""

    plan: Plan


class ExcelParams(BaseModel):
    """What the made file is called."""

    filename: str = Field(max_length=255)


class LabelChange(BaseModel):
    """The ``label`` of every row that says this (``key``: ``rows.identity`` as 16 hexadecimal
    digits) and has the label that the person saw (``was``).
    """

    key: str = Field(pattern=r"^[0-9a-f]{16}$")
    was: str = Field(max_length=1000)
    label: str = Field(max_length=1000)


class CorrectParams(BaseModel):
    """Labels that people have decided. ``queue`` is whose decisions they are, ``kind`` what a cell
    of the column ``label`` holds, and ``separator`` what parts several labels.
    """

    queue: UUID
    kind: Kind = "label"
    separator: Separator = "semicolon"
    text: str
    label: str
    changes: list[LabelChange] = Field(min_length=1, max_length=20_000)


class InspectEngine(Engine):
    key = "datasets.inspect"
    version = "2"
    label = mark("Look at a file")
    description = mark("Finds encoding, delimiter, columns, types, units and countries.")
    kind = "system"
    Params = InspectParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (UPLOAD,)
    runner = "apps.datasets.engines.runners:InspectRunner"
    warm = True
    stores = False

    def resources(self, params: Any, profiles: Mapping[str, InputProfile]) -> Resources:
        return Resources(memory_bytes=1024**3, seconds=1)


class ImportEngine(Engine):
    key = "datasets.import"
    version = "1"
    label = mark("Import a table")
    description = mark("Checks every value and stores the table as Parquet.")
    kind = "system"
    Params = ImportParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (UPLOAD,)
    runner = "apps.datasets.engines.runners:ImportRunner"
    warm = True

    def resources(self, params: Any, profiles: Mapping[str, InputProfile]) -> Resources:
        size = profiles["upload"].bytes if "upload" in profiles else 0
        return Resources(memory_bytes=1536 * 1024**2, seconds=1 + size / 50e6)


class ExcelEngine(Engine):
    key = "datasets.excel"
    version = "1"
    label = mark("Make an Excel file")
    description = mark("Writes a dataset as a workbook, for spreadsheets.")
    kind = "system"
    Params = ExcelParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (
        InputSlot(key="data", label=mark("Dataset"), kinds=("dataset",)),
    )
    runner = "apps.datasets.engines.runners:ExcelRunner"
    warm = True

    def resources(self, params: Any, profiles: Mapping[str, InputProfile]) -> Resources:
        size = profiles["data"].bytes if "data" in profiles else 0
        return Resources(memory_bytes=512 * 1024**2, seconds=1 + size / 1e6)


class CorrectEngine(Engine):
    key = "datasets.correct"
    version = "2"
    label = mark("Correct labels")
    description = mark("Writes a table anew with the labels that people have decided.")
    kind = "system"
    Params = CorrectParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (
        InputSlot(key="data", label=mark("Dataset"), kinds=("dataset",)),
    )
    runner = "apps.datasets.engines.correcting:CorrectRunner"
    warm = True

    def resources(self, params: Any, profiles: Mapping[str, InputProfile]) -> Resources:
        size = profiles["data"].bytes if "data" in profiles else 0
        return Resources(memory_bytes=1024**3, seconds=1 + size / 10e6)


class DeriveEngine(Engine):
    key = "datasets.derive"
    version = "1"
    label = mark("Add columns")
    description = mark("Writes a table anew with columns computed from those that it has.")
    kind = "system"
    Params = DeriveParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (
        InputSlot(key="data", label=mark("Dataset"), kinds=("dataset",)),
        InputSlot(key="rates", label=mark("Exchange rates"), kinds=("dataset",), required=False),
    )
    runner = "apps.datasets.engines.deriving:DeriveRunner"
    warm = True

    def in_words(self, params: Any) -> Mapping[str, list[Message]]:
        return {
            "steps": [in_words(step) for step in params.steps],
            "rates": [rates_in_words(params.rates)] if params.rates else [],
        }

    def resources(self, params: Any, profiles: Mapping[str, InputProfile]) -> Resources:
        size = sum(profile.bytes for profile in profiles.values())
        rows = profiles["data"].rows if "data" in profiles else 0
        # Changes over time look rows up: about 120 bytes of each, whatever the columns.
        return Resources(
            memory_bytes=1024**3 + 120 * rows,
            seconds=1 + size / 10e6 + len(params.steps) * rows / 2e6,
        )

    def validate(self, params: Any, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        return checks.check(params, profiles)
