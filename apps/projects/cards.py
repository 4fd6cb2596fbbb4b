"""Cards of a project's overview. Each room registers its own; a card that fails says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from apps.core import extensions
from apps.core.messages import Message, Num, mark, msg
from apps.core.registry import Registry
from apps.projects.models import Project


@dataclass(frozen=True)
class CardFigure:
    """One figure of a card."""

    label: Message
    value: Num | Message | str
    url: str = ""


@dataclass(frozen=True)
class CardLink:
    """A row of a card's list: text with an optional note and state badge."""

    text: Message | str
    url: str
    note: Message | str = ""
    state: str = ""
    state_label: Any = ""


@dataclass(frozen=True)
class Card:
    """What a room says about a project. An empty card (no figures, no links) shows ``empty``."""

    title: Any  # marked or lazy
    icon: str
    url: str = ""
    figures: list[CardFigure] = field(default_factory=list)
    links: list[CardLink] = field(default_factory=list)
    empty: Message | None = None
    action_url: str = ""
    action_label: Any = ""


@dataclass(frozen=True)
class CardSource:
    """``make`` gets the project and the reader; None shows no card."""

    key: str
    make: Callable[[Project, Any], Card | None]
    order: int = 100


card_sources: Registry[CardSource] = Registry("overview card")


def add(source: CardSource, *, owner: str) -> None:
    card_sources.register(source.key, source, owner=owner)


def cards_of(project: Project, user: Any) -> list[Card]:
    """The cards in order."""
    here = card_sources.present(project)
    here.sort(key=lambda pair: (pair[1].order, pair[1].key))
    cards = (_made(owner, source, project, user) for owner, source in here)
    return [card for card in cards if card]


def _made(owner: str, source: CardSource, project: Project, user: Any) -> Card | None:
    otherwise: Card | None = NOT_AVAILABLE
    return extensions.call(
        owner, "card", source.key, source.make, project, user, otherwise=otherwise
    )


NOT_AVAILABLE = Card(
    title=mark("Not available"),
    icon="alert-triangle",
    empty=msg("This part could not be read. An administrator finds the reason in the log."),
)
