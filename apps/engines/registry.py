"""Which engines there are, and what is wrong with those that cannot run.

Built-in engines are listed in ``BUILTIN``; others come through the entry-point group
``lepton.engines`` or are registered by a plugin. An engine whose import fails is listed as broken
with its own traceback and breaks nothing else. Two packages that claim one key are an error that
names both.
"""

from __future__ import annotations

import importlib
import importlib.util
import traceback
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from apps.core.registry import DuplicateKeyError
from apps.engines.contract import API_VERSION, Engine

BUILTIN: tuple[str, ...] = (
    "apps.engines.builtin.choice.manifest:ENGINE",
    "apps.engines.builtin.gradient_descent.manifest:ENGINE",
    "apps.engines.builtin.gravity.manifest:ENGINE",
    "apps.engines.builtin.least_squares.manifest:ENGINE",
    "apps.engines.builtin.adoption.manifest:ENGINE",
    "apps.engines.builtin.forecast.manifest:ENGINE",
    "apps.engines.builtin.ranking.manifest:ENGINE",
    "apps.engines.builtin.segments.manifest:ENGINE",
    "apps.engines.builtin.sizing.manifest:ENGINE",
    "apps.engines.builtin.response.manifest:ENGINE",
    "apps.engines.builtin.transfer.manifest:ENGINE",
    "apps.engines.builtin.release_effect.manifest:ENGINE",
    "apps.engines.builtin.text_classify.manifest:ENGINE",
    "apps.engines.builtin.text_intent.manifest:ENGINE",
    "apps.engines.builtin.text_embed.manifest:ENGINE",
    "apps.engines.builtin.text_match.manifest:ENGINE",
    "apps.engines.builtin.text_compare.manifest:CLASSIFIERS",
    "apps.engines.builtin.text_compare.manifest:NUMBERS",
    "apps.engines.builtin.text_generate.manifest:ENGINE",
    "apps.engines.builtin.text_regress.manifest:ENGINE",
    "apps.engines.builtin.text_themes.manifest:ENGINE",
    "apps.engines.builtin.text_search.manifest:CLASSIFIERS",
    "apps.engines.builtin.text_search.manifest:NUMBERS",
)
GROUP = "lepton.engines"


class EngineState(StrEnum):
    READY = "ready"
    INSTALLING = "installing"
    NOT_INSTALLED = "not_installed"
    INCOMPATIBLE = "incompatible"
    BROKEN = "broken"


@dataclass(frozen=True)
class EngineEntry:
    """An engine as listed. ``engine`` is None when its manifest could not be imported."""

    key: str
    owner: str
    engine: Engine | None
    error: str = ""

    def state(self) -> EngineState:
        """Computed on each call: an extra may finish installing while the site runs."""
        if self.engine is None:
            return EngineState.BROKEN
        if getattr(self.engine, "api_version", API_VERSION) != API_VERSION:
            return EngineState.INCOMPATIBLE
        if set(self.engine.requires) & _being_installed():
            return EngineState.INSTALLING  # part of it may be on disk already
        if all(_present(module) for module in self.engine.requires):
            return EngineState.READY
        return EngineState.NOT_INSTALLED


class UnknownEngineError(LookupError):
    """No usable engine has this key."""


_plugged: dict[str, EngineEntry] = {}


def register(engine: Engine, *, owner: str) -> None:
    """Register an engine at run time (plugins, tests)."""
    taken = _catalogue().get(engine.key) or _plugged.get(engine.key)
    if taken and taken.owner != owner:
        raise DuplicateKeyError(
            f"engine '{engine.key}' is registered by both '{taken.owner}' and '{owner}'"
        )
    _plugged[engine.key] = EngineEntry(engine.key, owner, engine)


def unregister(key: str) -> None:
    _plugged.pop(key, None)


def entries() -> list[EngineEntry]:
    """Every engine, broken ones included, in order of key."""
    merged = {**_catalogue(), **_plugged}
    return [merged[key] for key in sorted(merged)]


def get(key: str) -> Engine:
    """The manifest of a usable engine; :class:`UnknownEngineError` otherwise."""
    entry = _plugged.get(key) or _catalogue().get(key)
    if entry is None or entry.engine is None:
        raise UnknownEngineError(key)
    return entry.engine


def entry(key: str) -> EngineEntry | None:
    return _plugged.get(key) or _catalogue().get(key)


@cache
def _catalogue() -> dict[str, EngineEntry]:
    found: dict[str, EngineEntry] = {}
    for dotted in BUILTIN:
        _add(found, dotted, "lepton")
    for point in entry_points(group=GROUP):
        owner = point.dist.name if point.dist else point.value
        _add(found, point.value, owner, name=point.name)
    return found


def _add(found: dict[str, EngineEntry], dotted: str, owner: str, name: str = "") -> None:
    try:
        module, _, attribute = dotted.partition(":")
        engine: Engine = getattr(importlib.import_module(module), attribute)
        listed = EngineEntry(engine.key, owner, engine)
    except Exception:  # noqa: BLE001 - a broken engine is listed, whatever broke it
        key = name or dotted
        listed = EngineEntry(key, owner, None, traceback.format_exc())
    taken = found.get(listed.key)
    if taken:
        error = f"engine '{listed.key}' is claimed by both '{taken.owner}' and '{owner}'"
        found[listed.key] = EngineEntry(listed.key, f"{taken.owner}, {owner}", None, error)
    else:
        found[listed.key] = listed


_found: set[str] = set()  # what is installed stays so; looking for it takes a millisecond


def _present(module: str) -> bool:
    if module in _found:
        return True
    try:
        found = importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):
        return False
    if found:
        _found.add(module)
    return found


def _being_installed() -> set[str]:
    """Modules that the launcher is installing now; it lists them in a file while it does."""
    from django.conf import settings  # the child that runs engines has no Django

    try:
        names = Path(settings.VAR_DIR, "installing-models").read_text(encoding="utf-8").split()
    except OSError:
        return set()
    importlib.invalidate_caches()  # what pip has just written must be seen at once
    return set(names)
