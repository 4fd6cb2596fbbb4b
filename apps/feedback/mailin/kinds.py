"""What can happen to mailboxes."""

from __future__ import annotations

from apps.core.catalogue import EventKind
from apps.core.messages import mark

KINDS = (
    EventKind("feedback.mailbox.created", mark("Mailbox added")),
    EventKind("feedback.mailbox.changed", mark("Mailbox changed")),
    EventKind("feedback.mailbox.paused", mark("Mailbox paused")),
    EventKind("feedback.mailbox.resumed", mark("Mailbox read again")),
    EventKind("feedback.mailbox.stopped", mark("Mailbox paused: it could not be read")),
    EventKind("feedback.mailbox.asked", mark("Mailbox read on demand")),
    EventKind("feedback.mailbox.deleted", mark("Mailbox deleted")),
)
