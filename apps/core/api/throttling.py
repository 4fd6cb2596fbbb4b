"""How often a caller may ask: so many calls in a window of a minute, for each caller.

Reading rates and talking to the shared cache are DRF's. The count is not: its throttles keep the
time of every call in a list that is read, changed and written back, so calls that come together
overwrite each other, and 1200 of them are 10 kB for each request; they also send no headers.
django-ratelimit refuses the file cache that an installation without Redis has, and `limits` brings
stores of its own beside Django's cache. What is left is one increment, atomic on Redis and in
:mod:`apps.core.file_cache`.

Callers who prove nothing (their requests end in 401) are counted by address.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.throttling import SimpleRateThrottle

from apps.core.addresses import client_address


@dataclass(frozen=True)
class Window:
    """What one request found: the ceiling, what is left, and seconds until it starts anew."""

    limit: int
    remaining: int
    reset: int
    seconds: int

    def headers(self) -> dict[str, str]:
        """The two of draft-ietf-httpapi-ratelimit-headers, and the three that clients know."""
        return {
            "RateLimit-Policy": f'"calls";q={self.limit};w={self.seconds}',
            "RateLimit": f'"calls";r={self.remaining};t={self.reset}',
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset),
        }


class CallerThrottle(SimpleRateThrottle):
    """Counts in the shared cache, so that all web processes count together."""

    scope = "user"
    num_requests: int | None
    duration: int | None
    window: Window | None = None

    def get_rate(self) -> Any:
        """Read at each request: the class keeps what was set when it was imported."""
        return api_settings.DEFAULT_THROTTLE_RATES.get(self.scope) or None

    def get_cache_key(self, request: Request, view: Any) -> str:
        return f"api-rate:{caller(request)}"

    def allow_request(self, request: Request, view: Any) -> bool:
        limit, seconds = self.num_requests, self.duration
        if limit is None or seconds is None:
            return True
        limit = getattr(request.auth, "calls_per_minute", None) or limit
        slot, into = divmod(self.timer(), seconds)
        count = used(self.cache, f"{self.get_cache_key(request, view)}:{int(slot)}", seconds)
        left = max(0, limit - count)
        self.window = Window(limit, left, max(1, round(seconds - into)), seconds)
        request._request.rate_window = self.window  # type: ignore[attr-defined]
        return count <= limit

    def wait(self) -> float | None:
        return self.window.reset if self.window else None


def used(cache: Any, key: str, seconds: int) -> int:
    """How often ``key`` was counted in its window of so many seconds, this time included."""
    for _attempt in range(2):
        try:
            return int(cache.incr(key))
        except ValueError:  # the first call of a window, or the entry was dropped
            cache.add(key, 0, timeout=seconds + 5)
    cache.set(key, 1, timeout=seconds + 5)
    return 1


def caller(request: Request) -> str:
    """Who is counted: the service account or token, else the person, else the address."""
    counted_as = getattr(request.auth, "counted_as", "")
    if counted_as:
        return counted_as
    if request.user and request.user.is_authenticated:
        return f"user-{request.user.pk}"
    return f"address-{client_address(request)}"
