"""The name of a browser from what it says of itself: enough to recognise one's own."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

# The first that matches counts: Edge and Opera call themselves Chrome too, and Chrome Safari.
BROWSERS = (
    ("Edge", r"Edg(?:e|A|iOS)?/(\d+)"),
    ("Opera", r"OPR/(\d+)"),
    ("WeChat", r"MicroMessenger/(\d+)"),
    ("Firefox", r"(?:Firefox|FxiOS)/(\d+)"),
    ("Chrome", r"(?:Chrome|CriOS)/(\d+)"),
    ("Safari", r"Version/(\d+).*Safari"),
)
SYSTEMS = (
    ("iOS", r"iPhone|iPad"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("macOS", r"Mac OS X|Macintosh"),
    ("Linux", r"Linux|X11"),
)


def browser_name(user_agent: str) -> str:
    """'Chrome 156 · Linux'; what is not known is shown as it came, cut to 60 characters."""
    for name, pattern in BROWSERS:
        found = re.search(pattern, user_agent)
        if found:
            system = next((s for s, mark in SYSTEMS if re.search(mark, user_agent)), "")
            return f"{name} {found[1]}" + (f" · {system}" if system else "")
    return user_agent[:60] or _("Unknown browser")
