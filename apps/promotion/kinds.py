"""What can happen to channels, campaigns, creatives and days of campaigns."""

from __future__ import annotations

from apps.core.catalogue import EventKind, Subject
from apps.core.messages import mark
from apps.projects.collections.happenings import three

CREATIVE = Subject("promotion.creative", "api:creative", "creative_id")
KINDS = (
    *three("promotion.channel", mark("Channel added"), mark("Channel changed"),
           mark("Channel deleted")),
    *three("promotion.campaign", mark("Campaign added"), mark("Campaign changed"),
           mark("Campaign deleted")),
    *three("promotion.creative", mark("Creative added"), mark("Creative changed"),
           mark("Creative deleted")),
    EventKind("promotion.creative.submitted", mark("Creative handed in"), webhook=True,
              subject=CREATIVE),
    EventKind("promotion.creative.approved", mark("Creative approved"), webhook=True,
              subject=CREATIVE),
    EventKind("promotion.creative.refused", mark("Creative refused"), webhook=True,
              subject=CREATIVE),
    *three("promotion.outcome", mark("Day of a campaign added"), mark("Day of a campaign changed"),
           mark("Day of a campaign deleted")),
    EventKind("promotion.intake.started", mark("Figures of campaigns taken from a table")),
    EventKind("promotion.intake.undone", mark("Import of figures of campaigns undone")),
    EventKind("promotion.calendar.shared", mark("Address of the calendar of campaigns made")),
    EventKind("promotion.calendar.revoked", mark("Address of the calendar of campaigns revoked")),
    *three("promotion.strategy", mark("Strategy for a market added"),
           mark("Strategy for a market changed"), mark("Strategy for a market deleted")),
    *three("promotion.partner", mark("Partner added"), mark("Partner changed"),
           mark("Partner deleted")),
    *three("promotion.price_rule", mark("Own price added"), mark("Own price changed"),
           mark("Own price deleted")),
    *three("promotion.discount", mark("Discount added"), mark("Discount changed"),
           mark("Discount deleted")),
)  # fmt: skip
