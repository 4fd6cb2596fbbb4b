"""Which plugins there are and how they stand: filled while the site starts, read by the panel."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

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
    package: str = ""  # the app's dotted name: the owner of what it registers
    label: str = ""  # the app's label: its tables begin with it
    version: str = ""
    author: str = ""
    title: Any = ""  # words for people may be lazily translated
    description: Any = ""
    state: PluginState = PluginState.DISABLED
    reason: Message | None = None
    error: str = ""
    requires: tuple[str, ...] = ()
    on_by_default: bool = False
    queues: tuple[str, ...] = ()
    settings_schema: Mapping[str, Any] | None = None
    project_settings: tuple[str, ...] = ()

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


def active() -> list[PluginEntry]:
    """The plugins that are loaded and sound, in their order."""
    return [entry for entry in known.values() if entry.state is PluginState.ACTIVE]


def active_entry(key: str) -> PluginEntry | None:
    entry = known.get(key)
    return entry if entry and entry.state is PluginState.ACTIVE else None


def entry_of_owner(owner: str) -> PluginEntry | None:
    """The plugin whose package registered something; None for a room of the site."""
    return next((entry for entry in known.values() if entry.package == owner), None)


def inactive(keys: tuple[str, ...]) -> list[str]:
    """Those of ``keys`` that name no active plugin."""
    return [key for key in keys if key not in known or known[key].state is not PluginState.ACTIVE]


def own_traceback(error: BaseException) -> str:
    """The traceback in full, from the plugin's first line on: how it was called says nothing.

    Where no line is the plugin's (it answered with something wrong), the whole is told.
    """
    step = error.__traceback__
    while step is not None and _is_ours(step.tb_frame.f_code.co_filename):
        step = step.tb_next
    shown = step or error.__traceback__
    return "".join(traceback.format_exception(type(error), error, shown))


_APPS = Path(__file__).resolve().parents[1]
_OURS = (str(_APPS / "plugins"), str(_APPS / "sdk"), str(_APPS / "core"), "<frozen importlib")


def _is_ours(file: str) -> bool:
    """The loader and the seam, the import system, Django's start."""
    return (
        file.startswith(_OURS) or "/importlib/" in file or file.endswith("/django/apps/config.py")
    )


def _in_words(error: BaseException, package: str) -> Message | None:
    if not isinstance(error, ModuleNotFoundError) or not error.name:
        return None
    if error.name.partition(".")[0] == package.partition(".")[0]:
        return msg("Its own module {module} is missing.", module=error.name)
    return msg("It needs the Python module {module}, which is not installed.", module=error.name)
