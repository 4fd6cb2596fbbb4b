"""What the SDK raises. A page shows the sentence, an API route answers with a problem document."""

from __future__ import annotations

from apps.core.messages import Message


class SdkError(Exception):
    """Base of all; ``message`` is one sentence for the person who asked."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class NotFound(SdkError):
    """There is no such row in this project, or the plugin is switched off in it."""


class NotAllowed(SdkError):
    """The person's role is too low, or nobody is named in whose name it could be done."""


class Refused(SdkError):
    """The input cannot be used; ``fields`` says which (a JSON pointer for an API route)."""

    def __init__(self, message: Message, fields: tuple[tuple[str, Message], ...] = ()) -> None:
        super().__init__(message)
        self.fields = fields
