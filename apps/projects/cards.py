"""Cards of a project's overview. Each room registers its own; a card that fails says so."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from apps.core.messages import Message, Num, mark, msg
from apps.core.registry import Registry
from apps.projects.models import Project

logger = logging.getLogger(__name__)


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
    ordered = sorted(card_sources, key=lambda source: (source.order, source.key))
    cards = (_made(source, project, user) for source in ordered)
    return [card for card in cards if card]


def _made(source: CardSource, project: Project, user: Any) -> Card | None:
    try:
        return source.make(project, user)
    except Exception:
        logger.exception("overview card %s failed", source.key)
        return Card(
            title=mark("Not available"),
            icon="alert-triangle",
            empty=msg("This part could not be read. An administrator finds the reason in the log."),
        )
