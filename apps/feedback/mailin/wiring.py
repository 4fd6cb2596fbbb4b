"""What mailboxes tell the rooms below."""

from __future__ import annotations

from apps.core import catalogue, states
from apps.core.sealing import renewers
from apps.feedback.mailin import sealed
from apps.feedback.mailin.kinds import KINDS
from apps.feedback.mailin.tables import LOOKS
from apps.projects.transfer.rules import arrivals, departures

MODEL = "feedback.Mailbox"


def register(owner: str) -> None:
    """Called by the room's ``ready``."""
    catalogue.add(KINDS, owner=owner)
    for state, look in LOOKS.items():
        states.add(state, look)
    renewers.register(MODEL, sealed.renew, owner=owner)
    departures.register(MODEL, sealed.without_secrets, owner=owner)
    arrivals.register(MODEL, sealed.arriving, owner=owner)
