"""The models of this room, each beside what belongs to it."""

from __future__ import annotations

from apps.crm.models.connectors import (
    SyncConflict,
    SyncConnection,
    SyncLink,
    SyncOutcome,
    SyncRun,
    SyncSystem,
)
from apps.crm.models.consent import Consent, ConsentPurpose, Suppression, SuppressionKey
from apps.crm.models.deals import (
    Activity,
    ActivityReference,
    Deal,
    DealMove,
    DealReference,
    DealStage,
)
from apps.crm.models.merging import DuplicatePair, DuplicateSearch, Merge
from apps.crm.models.parties import (
    Basis,
    Company,
    CompanyReference,
    Contact,
    ContactReference,
    Lead,
    LeadIntake,
    LeadReference,
    Party,
)
from apps.crm.models.segments import Segment, SegmentReference

__all__ = [
    "Activity",
    "ActivityReference",
    "Basis",
    "Company",
    "CompanyReference",
    "Consent",
    "ConsentPurpose",
    "Contact",
    "ContactReference",
    "Deal",
    "DealMove",
    "DealReference",
    "DealStage",
    "DuplicatePair",
    "DuplicateSearch",
    "Lead",
    "LeadIntake",
    "LeadReference",
    "Merge",
    "Party",
    "Segment",
    "SegmentReference",
    "Suppression",
    "SuppressionKey",
    "SyncConflict",
    "SyncConnection",
    "SyncLink",
    "SyncOutcome",
    "SyncRun",
    "SyncSystem",
]
