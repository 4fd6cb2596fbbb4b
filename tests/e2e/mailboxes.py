"""A mailbox of the site that was read, one whose password is wrong, and periods of retention."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from apps.core.messages import msg
from apps.projects.models import Retention
from tests.factories.mailboxes import MailboxFactory, SeenMessageFactory

READ = datetime(2026, 3, 2, 6, tzinfo=UTC)


def mailboxes(site: Any) -> dict[str, Any]:
    """Rows by the names under which pages find them."""
    read = MailboxFactory(
        project=site.project, name="Support Germany", country="DEU", created_by=site.owner,
        fetched_at=READ, counts={"taken": 4, "bulk": 2}, totals={"taken": 1312, "bulk": 240},
    )  # fmt: skip
    SeenMessageFactory(mailbox=read)
    MailboxFactory(
        project=site.project, name="客服中国", paused=True, fetched_at=READ,
        problem=msg("The folder '{name}' cannot be read: {answer}", name="INBOX", answer="NO")
        .model_dump(mode="json"),
    )  # fmt: skip
    for kind, days in (("feedback.records", 1095), ("crm.leads", 730)):
        Retention.objects.create(project=site.project, kind=kind, days=days, begins_at=READ)
    return {"mailbox": read}
