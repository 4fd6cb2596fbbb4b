"""How often, and after which pause, a request that failed in passing is sent again."""

from __future__ import annotations

import contextlib

from urllib3.exceptions import InvalidHeader
from urllib3.util import Retry

TRIES = 5
LONGEST_PAUSE = 60.0  # seconds before a repetition, whatever Retry-After says
AGAIN = frozenset({429, 502, 503, 504})


class Pauses:
    """The repetitions of one request."""

    def __init__(self, tries: int = TRIES) -> None:
        self._retry: Retry = Retry(total=tries - 1, backoff_factor=1.0, backoff_max=LONGEST_PAUSE)

    @property
    def left(self) -> bool:
        """Whether the request may be sent once more."""
        return bool(self._retry.total)

    def following(self, retry_after: str = "") -> float:
        """Seconds to wait before the next repetition: growing, and at least what ``Retry-After``
        says (seconds, or a date of HTTP), but for :data:`LONGEST_PAUSE`.
        """
        self._retry = self._retry.increment(error=OSError("again"))
        wanted = self._retry.get_backoff_time() or 0.5
        if retry_after:
            with contextlib.suppress(InvalidHeader):
                wanted = max(self._retry.parse_retry_after(retry_after), wanted)
        return min(wanted, LONGEST_PAUSE)
