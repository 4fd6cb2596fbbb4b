"""Addresses of a name, within a time: ``getaddrinfo`` takes half a minute where no DNS answers,
and no argument makes it give up sooner."""

from __future__ import annotations

import socket
import threading
import time
from concurrent.futures import Future

MOST = 32  # lookups under way in this process; those given up on count until they end
_places = threading.BoundedSemaphore(MOST)


def lookup(host: str, port: int, seconds: float) -> list[str]:
    """The addresses as text, in the resolver's order.

    Raises ``TimeoutError`` after ``seconds``, and what ``getaddrinfo`` raises (``OSError``,
    ``UnicodeError``).
    """
    deadline = time.monotonic() + seconds
    places = _places
    if not places.acquire(timeout=seconds):
        raise TimeoutError
    found: Future[list[str]] = Future()
    # A daemon, unlike the threads of a pool: no process waits for a DNS in order to end.
    threading.Thread(target=_ask, args=(places, host, port, found), name="dns", daemon=True).start()
    return found.result(max(0.0, deadline - time.monotonic()))


def _ask(places: threading.Semaphore, host: str, port: int, found: Future[list[str]]) -> None:
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        found.set_result([str(row[4][0]) for row in rows])
    except Exception as error:  # noqa: BLE001 - raised where it was asked for
        found.set_exception(error)
    finally:
        places.release()
