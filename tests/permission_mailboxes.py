"""Who may do what with mailboxes, for ``tests.permission_table``."""

from __future__ import annotations

from typing import Any

from apps.core.testing.routes import Route


def of(ids: Any) -> tuple[Route, ...]:
    """The routes of mailboxes. Analysts change those that they added; this one is the owner's."""
    box = ids(mailbox_id="mailbox")
    return (
        Route("feedback:mailboxes"),
        Route("feedback:mailbox_new", get="analyst", post="analyst"),
        Route("feedback:mailbox", args=box),
        Route("feedback:mailbox_edit", get="editor", post="editor", args=box),
        Route("feedback:mailbox_fetch", get=None, post="analyst", args=box),
        Route("feedback:mailbox_switch", get=None, post="editor", args=box),
        Route("feedback:mailbox_delete", get="editor", post="editor", args=box),
    )
