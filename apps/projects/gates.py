"""Gate checks: what the evidence in the system says about leaving a stage. Never ticked by hand.

Each room registers its own checks in ``AppConfig.ready``; this one only asks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from apps.core import extensions
from apps.core.messages import Message, mark, msg
from apps.core.registry import Registry
from apps.projects.models import MarketEntry, Stage


class GateState(StrEnum):
    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class GateAnswer:
    """``sentence`` says what the evidence is; ``todo`` what to do about it, ``url`` where."""

    state: GateState
    sentence: Message
    todo: Message | None = None
    url: str = ""


@dataclass(frozen=True)
class GateCheck:
    """A question asked before an entry leaves ``stage`` (and any of ``also``). ``label`` is marked
    for translation, not translated. ``home`` says whether the home market is asked too.
    """

    key: str
    stage: Stage
    label: str
    check: Callable[[MarketEntry], GateAnswer]
    also: tuple[Stage, ...] = ()
    home: bool = True
    order: int = 100

    def concerns(self, entry: MarketEntry) -> bool:
        asked = entry.stage == self.stage or entry.stage in self.also
        return asked and (self.home or not entry.is_home)


@dataclass(frozen=True)
class Answered:
    """A check with its answer."""

    check: GateCheck
    answer: GateAnswer

    @property
    def state(self) -> GateState:
        return self.answer.state

    def stored(self) -> dict[str, Any]:
        """As kept in the history: sentences stay readable in any language."""
        return {
            "check": self.check.key,
            "label": self.check.label,
            "met": {GateState.MET: True, GateState.UNMET: False}.get(self.state),
            "sentence": self.answer.sentence.model_dump(mode="json"),
        }


gate_checks: Registry[GateCheck] = Registry("gate check")


def add(check: GateCheck, *, owner: str) -> None:
    gate_checks.register(check.key, check, owner=owner)


def open_gate(entry: MarketEntry) -> list[Answered]:
    """Every check of the entry's stage, answered now. A check that fails is 'unknown', not met."""
    asked = [pair for pair in gate_checks.present(entry.project) if pair[1].concerns(entry)]
    asked.sort(key=lambda pair: (pair[1].order, pair[1].key))
    return [Answered(check, _answer(owner, check, entry)) for owner, check in asked]


def _answer(owner: str, check: GateCheck, entry: MarketEntry) -> GateAnswer:
    """A check of another room must not take the page down, and must not pass for met."""
    return extensions.call(owner, "gate", check.key, check.check, entry, otherwise=NOT_CHECKED)


NOT_CHECKED = GateAnswer(
    GateState.UNKNOWN,
    msg("This could not be checked. An administrator finds the reason in the log."),
)

STAGE_GOALS: dict[Stage, str] = {
    Stage.RESEARCH: mark("Know the market: who buys, how much, at what price."),
    Stage.DEVELOPMENT: mark("Shape the product for the people who will use it."),
    Stage.PROMOTION: mark("Bring the product to its first customers."),
    Stage.FEEDBACK: mark("Hear what customers say, and how often."),
    Stage.OPTIMISATION: mark("Change what the feedback asks for."),
    Stage.ENTRY: mark("Enter: market research, compliance, localisation."),
    Stage.INTERNATIONAL_PROMOTION: mark("Promote it there: local channels, brand, partners."),
    Stage.INTERNATIONAL_FEEDBACK: mark("Hear what customers there say."),
    Stage.INTERNATIONAL_OPTIMISATION: mark("Improve it for that market."),
}
