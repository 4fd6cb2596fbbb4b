"""What the launcher says: short lines, colours only on a terminal, one sentence when it stops."""

from __future__ import annotations

import os
import sys
import threading

COLOURS = {"red": 31, "green": 32, "yellow": 33, "blue": 34, "magenta": 35, "cyan": 36, "bold": 1}
_lock = threading.Lock()


class Stop(Exception):
    """Ends the command with one clear sentence and a non-zero exit status."""


def paint(text: str, colour: str) -> str:
    """``text`` in a colour, or as it is when nobody would see it."""
    if os.environ.get("NO_COLOR") or not sys.stdout.isatty():
        return text
    return f"\033[{COLOURS[colour]}m{text}\033[0m"


def say(text: str = "") -> None:
    """One whole line at a time, whichever thread speaks."""
    with _lock:
        print(text, flush=True)


def size(amount: float) -> str:
    """Bytes as a person reads them: '250 MB', '3.4 GB'."""
    if amount >= 10**9:
        return f"{amount / 10**9:.1f} GB"
    return f"{max(round(amount / 10**6), 1)} MB"
