"""What can happen to projects, their members and their markets."""

from __future__ import annotations

from apps.core.catalogue import EventKind, Subject
from apps.core.messages import mark

_PROJECT = Subject("projects.project", "api:project", "project_id")
_MEMBER = Subject("projects.membership", "api:member", "member_id")
_MARKET = Subject("projects.marketentry", "api:entry", "entry_id")

KINDS = (
    EventKind("projects.project.created", mark("Project made")),
    EventKind("projects.project.changed", mark("Project changed"), webhook=True, subject=_PROJECT),
    EventKind(
        "projects.project.archived", mark("Project archived"), webhook=True, subject=_PROJECT
    ),
    EventKind("projects.project.exported", mark("Project exported"), subject=_PROJECT),
    EventKind("projects.project.imported", mark("Project imported"), subject=_PROJECT),
    EventKind(
        "projects.project.restored", mark("Project restored"), webhook=True, subject=_PROJECT
    ),
    EventKind("projects.project.deleted", mark("Project deleted")),
    EventKind("projects.project.taken_over", mark("Project taken over by an administrator")),
    EventKind("projects.quotas.changed", mark("Quotas changed")),
    EventKind(
        "projects.product.changed",
        mark("Product changed"),
        webhook=True,
        subject=Subject("projects.product"),
    ),
    EventKind("projects.retention.changed", mark("Periods of retention changed")),
    EventKind("projects.retention.deleted", mark("Old rows deleted")),
    EventKind("projects.plugin.switched_on", mark("Plugin switched on")),
    EventKind("projects.plugin.switched_off", mark("Plugin switched off")),
    EventKind(
        "projects.member.added",
        mark("Member added"),
        webhook=True,
        fields={"role": "analyst"},
        subject=_MEMBER,
    ),
    EventKind("projects.member.changed", mark("Role changed"), webhook=True, subject=_MEMBER),
    EventKind(
        "projects.member.removed",
        mark("Member removed"),
        webhook=True,
        subject=Subject("projects.membership"),
    ),
    EventKind("projects.market.added", mark("Market added"), webhook=True, subject=_MARKET),
    EventKind(
        "projects.market.changed", mark("Market plan changed"), webhook=True, subject=_MARKET
    ),
    EventKind(
        "projects.market.moved",
        mark("Market moved to another stage"),
        webhook=True,
        fields={"from_stage": "research", "to_stage": "development"},
        subject=_MARKET,
    ),
    EventKind(
        "projects.market.removed",
        mark("Market removed"),
        webhook=True,
        subject=Subject("projects.marketentry"),
    ),
)
