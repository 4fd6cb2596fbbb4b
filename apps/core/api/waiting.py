"""``Prefer: wait=N`` (RFC 7240): how long the caller is ready to wait for an answer."""

from __future__ import annotations

import re

from rest_framework.request import Request

MOST = 10
_WAIT = re.compile(r"(?:^|[,;])\s*wait\s*=\s*\"?(\d{1,6})", re.IGNORECASE)


def wait_seconds(request: Request, default: int = 0) -> int:
    """Seconds, at most :data:`MOST`. ``respond-async`` means 0."""
    wanted = request.headers.get("Prefer", "")
    if found := _WAIT.search(wanted):
        return min(int(found.group(1)), MOST)
    return 0 if "respond-async" in wanted.lower() else default


def applied(request: Request, seconds: int) -> dict[str, str]:
    """The header that says how long was really waited for."""
    return {"Preference-Applied": f"wait={seconds}"} if "Prefer" in request.headers else {}
