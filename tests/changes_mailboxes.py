"""The changes of mailboxes and of periods of retention, for ``tests.changes_table``."""

from __future__ import annotations

from typing import Any

from tests.permission_table import ids

BOX = ids(mailbox_id="mailbox")
TYPED = {
    "name": "Help", "host": "8.8.8.8", "port": "993", "security": "tls", "user": "help@x.example",
    "password": "secret", "folder": "INBOX", "every": "60",
}  # fmt: skip


def pages(act: Any) -> dict[str, Any]:
    """Name of a route → its act."""
    return {
        "feedback:mailbox_new": act("feedback.mailbox.created", TYPED),
        "feedback:mailbox_edit": act("feedback.mailbox.changed", TYPED, BOX),
        "feedback:mailbox_fetch": act("feedback.mailbox.asked", None, BOX),
        "feedback:mailbox_switch": act("feedback.mailbox.paused", {"on": "0"}, BOX),
        "feedback:mailbox_delete": act(
            "feedback.mailbox.deleted", lambda s: {"confirm": s.mailbox.name}, BOX
        ),
        "projects:retention": act("projects.retention.changed", {"do": "save", "crm.leads": "365"}),
    }
