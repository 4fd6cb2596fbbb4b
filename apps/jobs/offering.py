"""The engines that people may start, grouped by what they want to know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core import extensions
from apps.engines import registry
from apps.engines.contract import Engine
from apps.engines.registry import EngineState
from apps.projects.models import Project

# Within its group; the others follow in order of key.
FIRST = (
    "markets.ranking",
    "markets.sizing",
    "markets.forecast",
    "markets.adoption",
    "markets.segments",
    "markets.gravity",
    "markets.choice",
    "regression.least_squares",
    "regression.response",
    "regression.transfer",
    "text.classify",
    "text.intent",
    "text.regress",
)


@dataclass(frozen=True)
class Offered:
    """An engine and whether it can run now."""

    engine: Engine
    state: EngineState

    @property
    def ready(self) -> bool:
        return self.state is EngineState.READY

    @property
    def place(self) -> tuple[bool, int, str]:
        """What can run comes first."""
        key = self.engine.key
        return (not self.ready, FIRST.index(key) if key in FIRST else len(FIRST), key)


@dataclass(frozen=True)
class Group:
    """Engines of one kind, under a heading and a sentence on what they need."""

    key: str
    label: Any
    words: Any
    icon: str
    engines: tuple[Offered, ...] = ()


GROUPS = (
    Group(
        "markets",
        _("Markets and competitors"),
        _("Where to go, how much there is to win, and against whom. From tables of markets, of"
          " periods, of flows or of choices."),
        "world",
    ),
    Group(
        "regression",
        _("What moves demand"),
        _("How demand changes with price, income or advertising. From a table with a row for each"
          " market, period or customer."),
        "chart-dots",
    ),
    Group(
        "effects",
        _("What a change brought"),
        _("Whether a release did what it was for. From a table of periods before and after it."),
        "rocket",
    ),
    Group(
        "text",
        _("What people write"),
        _("Reviews, questions and tickets, sorted, measured and answered. From a table of texts."),
        "messages",
    ),
)  # fmt: skip
REST = Group("other", _("More"), _("What plugins add besides."), "plug")


def groups(project: Project) -> list[Group]:
    """Those that have an engine, each with its engines in the order to show."""
    found = list(_offered(project))
    known = {group.key for group in GROUPS}
    filled = [
        _filled(group, (one for one in found if one.engine.kind == group.key)) for group in GROUPS
    ]
    filled.append(_filled(REST, (one for one in found if one.engine.kind not in known)))
    return [group for group in filled if group.engines]


def _filled(group: Group, engines: Iterable[Offered]) -> Group:
    ordered = tuple(sorted(engines, key=lambda one: one.place))
    return Group(group.key, group.label, group.words, group.icon, ordered)


def _offered(project: Project) -> Iterable[Offered]:
    """Without what the site runs by itself, and without plugins that are off in the project."""
    for entry in registry.entries():
        engine = entry.engine
        if engine and engine.kind != "system" and extensions.is_on(entry.owner, project):
            yield Offered(engine, entry.state())
