"""Probes: is the process alive, and can it do its work (database, broker, cache)?

``/health/ready`` names what fails in one line each and never shows addresses or passwords.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)
BROKER_SECONDS = 2


@require_safe
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 when every part works, else 503; a load balancer sends no requests until then."""
    parts = {name: _tried(name, check) for name, check in CHECKS.items()}
    healthy = all(answer == "ok" for answer in parts.values())
    body = {"status": "ok" if healthy else "failing", "parts": parts}
    return JsonResponse(body, status=200 if healthy else 503)


def _tried(name: str, check: Callable[[], None]) -> str:
    try:
        check()
    except Exception:
        logger.exception("health check failed: %s", name)
        return "failing"
    return "ok"


def check_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()


def check_broker() -> None:
    """The spool folders can be written, or the broker takes a connection."""
    if settings.CELERY_BROKER_URL.startswith("filesystem"):
        for key in ("data_folder_in", "control_folder"):
            folder = Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS[key])
            if not os.access(folder, os.W_OK):
                raise OSError(f"{key} cannot be written")
        return
    from celery import current_app  # loaded only where a real broker is asked

    with current_app.connection_for_write(connect_timeout=BROKER_SECONDS) as broker:
        broker.ensure_connection(max_retries=1, timeout=BROKER_SECONDS)


def check_cache() -> None:
    cache.set("health", "ok", 10)
    if cache.get("health") != "ok":
        raise OSError("the cache forgets")


CHECKS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "broker": check_broker,
    "cache": check_cache,
}
