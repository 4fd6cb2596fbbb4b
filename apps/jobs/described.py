"""What people say of the columns of an input, in the room that keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from apps.jobs.inputs import InputProvider, providers


@dataclass(frozen=True)
class ColumnWords:
    """What a column is, in words. ``measure`` (with the year of its prices) and ``source`` (with
    its year) are in the reader's language; what nobody has said is ''.
    """

    label: str = ""
    description: str = ""
    unit: str = ""
    measure: str = ""
    source: str = ""


class DescribedInputs(InputProvider, Protocol):
    """A provider that knows what people say of the columns."""

    def described(self, project_id: Any, input_id: str) -> Mapping[str, ColumnWords]:
        """By column; only columns of which something is said. Empty where the input is gone."""
        ...


def words_of(project_id: Any, kind: str, input_id: str) -> Mapping[str, ColumnWords]:
    """By column of an input; empty where its kind has no descriptions."""
    ask = getattr(providers.get(kind), "described", None)
    found: Mapping[str, ColumnWords] = ask(project_id, input_id) if ask else {}
    return found
