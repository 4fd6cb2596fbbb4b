"""What a change can be refused for, besides a role that is too low."""

from __future__ import annotations

from typing import Any

from apps.core.messages import Message


class Refused(Exception):
    """The change cannot be made; ``message`` says what is wrong and what to do about it."""

    def __init__(self, message: Message, *, field: str = "") -> None:
        super().__init__(str(message))
        self.message = message
        self.field = field


class Stale(Exception):
    """Somebody else saved the row after the reader opened it. ``current`` is the row as it is."""

    def __init__(self, current: Any) -> None:
        super().__init__(f"{current!r} was changed meanwhile")
        self.current = current
