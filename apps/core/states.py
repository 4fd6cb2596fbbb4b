"""How a state looks: a tone, an icon and a word, the same on every page.

Rooms add their own states in ``AppConfig.ready`` with :func:`add`; an unknown state is neutral.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Tone = Literal["neutral", "info", "busy", "good", "warn", "bad"]


@dataclass(frozen=True)
class Look:
    """``css`` is an extra class of the icon, e.g. one that turns it."""

    tone: Tone
    icon: str
    label: Any = ""
    css: str = ""


NEUTRAL = Look("neutral", "point")
_LOOKS: dict[str, Look] = {
    # jobs and attempts
    "queued": Look("neutral", "clock", _("Queued")),
    "starting": Look("busy", "loader-2", _("Starting"), "spin"),
    "running": Look("busy", "loader-2", _("Running"), "spin"),
    "open": Look("busy", "loader-2", _("Running"), "spin"),
    "cancelling": Look("warn", "player-stop", _("Cancelling")),
    "succeeded": Look("good", "circle-check", _("Succeeded")),
    "refused": Look("warn", "alert-circle", _("Refused")),
    "errored": Look("bad", "circle-x", _("Failed")),
    "timed_out": Look("bad", "clock-x", _("Timed out")),
    "cancelled": Look("neutral", "ban", _("Cancelled")),
    "lost": Look("bad", "wifi-off", _("Lost")),
    "planned": Look("good", "circle-check", _("Planned")),
    "pruned": Look("neutral", "circle-minus", _("Given up early")),
    # uploads and their imports
    "ready": Look("good", "circle-check", _("Ready")),
    "uploading": Look("busy", "cloud-upload", _("Uploading")),
    "checking": Look("busy", "loader-2", _("Checking"), "spin"),
    "importing": Look("busy", "loader-2", _("Importing"), "spin"),
    "pending": Look("neutral", "clock", _("Waiting")),
    "failed": Look("bad", "circle-x", _("Failed")),
    # schedules
    "scheduled": Look("good", "calendar-event", _("On")),
    "paused": Look("neutral", "player-pause", _("Paused")),
    # engines and plugins
    "active": Look("good", "circle-check", _("Active")),
    "installing": Look("busy", "loader-2", _("Installing"), "spin"),
    "not_installed": Look("neutral", "circle-dashed", _("Not installed")),
    "incompatible": Look("warn", "alert-triangle", _("Incompatible")),
    "broken": Look("bad", "circle-x", _("Broken")),
    "disabled": Look("neutral", "circle-minus", _("Off")),
    # gates and checks
    "met": Look("good", "circle-check", _("Met")),
    "unmet": Look("warn", "circle-dashed", _("Not met")),
    # projects, accounts
    "archived": Look("neutral", "archive", _("Archived")),
    "expired": Look("neutral", "clock-x", _("Expired")),
    "revoked": Look("neutral", "ban", _("Revoked")),
    "accepted": Look("good", "circle-check", _("Accepted")),
}


def look_of(state: str) -> Look:
    return _LOOKS.get(state, NEUTRAL)


def add(state: str, look: Look) -> None:
    """Teach the badge a state; one that is there already keeps its look."""
    _LOOKS.setdefault(state, look)


@dataclass(frozen=True)
class ToastLook:
    """A toast says its tone by colour, icon and word."""

    tone: Tone
    icon: str
    word: Any


TOASTS: dict[str, ToastLook] = {
    "good": ToastLook("good", "circle-check", _("Done")),
    "info": ToastLook("info", "info-circle", pgettext_lazy("severity", "Note")),
    "warn": ToastLook("warn", "alert-triangle", _("Caution")),
    "bad": ToastLook("bad", "alert-circle", _("Problem")),
}
