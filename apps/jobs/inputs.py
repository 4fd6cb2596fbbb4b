"""How a job takes an input without knowing which room it comes from.

``datasets`` (and later ``feedback``) register a provider for their kind of input.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from apps.core.registry import Registry
from apps.engines.contract import InputProfile, InputSlot


class InputProvider(Protocol):
    """Turns (kind, id) into something that a child can open."""

    kind: str

    def profile(self, user: Any, project_id: Any, input_id: str) -> InputProfile:
        """What is known of the input. ``LookupError`` if it is not this project's or not seen."""
        ...

    def choices(self, project_id: Any) -> list[InputProfile]:
        """The inputs of this kind that a form may offer, newest first, ``MOST_OFFERED`` at most.
        Others may be taken as well: a form asks for their ``profile``."""
        ...

    def materialise(self, project_id: Any, input_id: str) -> Path:
        """A local file for the child to open (a cached copy when storage is remote)."""
        ...

    def format(self, input_id: str) -> str:
        """How the file is to be read: 'parquet' or 'raw'."""
        ...


class LaidOutInputs(InputProvider, Protocol):
    """A provider that writes an input anew for each attempt, such as rows of the database.

    ``materialise`` raises ``LookupError``: what is laid out belongs to one attempt and goes with
    its folder. ``erasable`` says that a row may be asked to be forgotten, so that no result may
    repeat what it says.
    """

    erasable: bool

    def lay_out(self, project_id: Any, input_id: str, folder: Path) -> Path:
        """The file or folder for the child to open, within ``folder``, which is empty."""
        ...


class RenewedInputs(InputProvider, Protocol):
    """A provider whose inputs have versions."""

    def newest(self, project_id: Any, input_id: str) -> str:
        """The id of the newest version of what ``input_id`` is a version of; ``LookupError`` if
        there is none in the project."""
        ...


class SuitedInputs(InputProvider, Protocol):
    """A provider whose inputs suit some slots and not others."""

    def suiting(self, project_id: Any, slot: InputSlot) -> list[InputProfile]:
        """The choices that suit the slot, as ``choices`` does."""
        ...

    def preset(self, project_id: Any, slot: InputSlot) -> str:
        """The id of the one that a form has chosen already; '' for none."""
        ...

    def seed(self, project_id: Any, input_id: str) -> int | None:
        """The seed that a run takes over with this input, unless it is given one: so that both
        part the rows of a table alike.
        """
        ...


providers: Registry[InputProvider] = Registry("input provider")

OUTPUT = "output"
MOST_OFFERED = 200


def kinds_for(slot: InputSlot) -> tuple[str, ...]:
    """What may fill the slot. A table that another run makes is as good as a dataset."""
    return (*slot.kinds, OUTPUT) if "dataset" in slot.kinds else slot.kinds


def inherited_seed(project_id: Any, inputs: Mapping[str, Any]) -> int | None:
    """The seed that comes along with one of the inputs; None where none has any."""
    for chosen in inputs.values():
        ask = getattr(providers.get(chosen.get("kind", "")), "seed", None)
        if ask is not None:
            found: int | None = ask(project_id, chosen["id"])
            if found is not None:
                return found
    return None


def newest(project_id: Any, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs of a job with each id renewed, where its kind has versions.

    What is gone keeps its id: submitting says so, in words.
    """
    return {slot: _renewed(project_id, chosen) for slot, chosen in inputs.items()}


def _renewed(project_id: Any, chosen: Mapping[str, Any]) -> dict[str, Any]:
    provider = providers.get(chosen.get("kind", ""))
    find = getattr(provider, "newest", None)
    if find is None:
        return dict(chosen)
    try:
        return {**chosen, "id": find(project_id, chosen["id"])}
    except LookupError:
        return dict(chosen)
