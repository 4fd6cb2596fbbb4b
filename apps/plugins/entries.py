"""Which plugins there are and how they stand: filled while the site starts, read by the panel."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from apps.core.messages import Message, msg


class PluginState(StrEnum):
    ACTIVE = "active"
    DISABLED = "disabled"
    INCOMPATIBLE = "incompatible"
    BROKEN = "broken"


class Fault(Exception):
    """What is wrong with a plugin, where a sentence says it better than a traceback."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass
class PluginEntry:
    """A plugin as listed. ``key`` is the name of its entry point, ``target`` its dotted class.

    A disabled plugin is not imported: what is said of it comes from its distribution's metadata.
    """

    key: str
    distribution: str
    target: str = ""
    version: str = ""
    author: str = ""
    title: str = ""
    description: str = ""
    state: PluginState = PluginState.DISABLED
    reason: Message | None = None
    error: str = ""

    def refuse(self, reason: Message) -> None:
        self.state, self.reason = PluginState.INCOMPATIBLE, reason

    def fail(self, error: BaseException, package: str) -> None:
        """Broken by ``error``, which arose in or below ``package``."""
        self.state = PluginState.BROKEN
        if isinstance(error, Fault):
            self.reason = error.message
        else:
            self.reason, self.error = _in_words(error, package), own_traceback(error)


# By key, in the order in which they are loaded. One list for each process.
known: dict[str, PluginEntry] = {}


def entries() -> list[PluginEntry]:
    """Every plugin that is installed or asked for: those in LEPTON_PLUGINS first, in its order."""
    return list(known.values())


def entry_of(target: str) -> PluginEntry | None:
    """The entry of the class with this dotted name."""
    return next((entry for entry in known.values() if entry.target == target), None)


def inactive(keys: tuple[str, ...]) -> list[str]:
    """Those of ``keys`` that name no active plugin."""
    return [key for key in keys if key not in known or known[key].state is not PluginState.ACTIVE]


def own_traceback(error: BaseException) -> str:
    """The traceback in full, from the plugin's first line on: how it was called says nothing."""
    step, here = error.__traceback__, str(Path(__file__).parent)
    while step is not None and _is_ours(step.tb_frame.f_code.co_filename, here):
        step = step.tb_next
    return "".join(traceback.format_exception(type(error), error, step))


def _is_ours(file: str, here: str) -> bool:
    """The loader itself, the import system, Django's start."""
    return (
        file.startswith((here, "<frozen importlib"))
        or "/importlib/" in file
        or file.endswith("/django/apps/config.py")
    )


def _in_words(error: BaseException, package: str) -> Message | None:
    if not isinstance(error, ModuleNotFoundError) or not error.name:
        return None
    if error.name.partition(".")[0] == package.partition(".")[0]:
        return msg("Its own module {module} is missing.", module=error.name)
    return msg("It needs the Python module {module}, which is not installed.", module=error.name)
