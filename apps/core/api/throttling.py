"""How often a caller may ask: a fixed window for each token or person.

Anonymous callers (whose requests end in 401) are counted by address.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

SECONDS = {"s": 1, "sec": 1, "m": 60, "min": 60, "h": 3600, "hour": 3600}


@dataclass(frozen=True)
class Window:
    """What one request found: the ceiling, what is left, and seconds until it starts anew."""

    limit: int
    remaining: int
    reset: int

    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset),
        }


class CallerThrottle(BaseThrottle):
    """Counts in the shared cache, so that all web processes count together."""

    window: Window | None = None

    def allow_request(self, request: Request, view: Any) -> bool:
        rates: Any = settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]
        rate = rates.get("user")
        if not rate:
            return True
        limit, seconds = parse_rate(rate)
        now = time.time()
        slot, into = divmod(now, seconds)
        used = _count(f"api-rate:{caller(request)}:{int(slot)}", seconds)
        self.window = Window(limit, max(0, limit - used), max(1, round(seconds - into)))
        request._request.rate_window = self.window  # type: ignore[attr-defined]
        return used <= limit

    def wait(self) -> float | None:
        return self.window.reset if self.window else None


def caller(request: Request) -> str:
    """Who is counted: the token, else the person, else the address."""
    token_id = getattr(request.auth, "pk", None)
    if token_id:
        return f"token-{token_id}"
    if request.user and request.user.is_authenticated:
        return f"user-{request.user.pk}"
    return f"address-{request.META.get('REMOTE_ADDR', '')}"


def parse_rate(rate: str) -> tuple[int, int]:
    """'1200/min' → (1200, 60)."""
    count, _, unit = rate.partition("/")
    return int(count), SECONDS[unit.strip()]


def _count(key: str, seconds: int) -> int:
    cache.add(key, 0, timeout=seconds + 5)
    try:
        return cache.incr(key)
    except ValueError:  # the entry was dropped between the two calls
        cache.set(key, 1, timeout=seconds + 5)
        return 1
