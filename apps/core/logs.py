"""Log lines that can be put together: each carries the request and the job that it belongs to.

``LOG_FORMAT=json`` writes one JSON object a line, and one more for each answered request. A request
is told by its route, never by its path: paths hold the secrets of invitations and resets.
"""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from apps.core.addresses import client_address

HEADER = "X-Request-ID"
FORMATS = ("line", "json")
request_id: ContextVar[str] = ContextVar("request_id", default="")
job_id: ContextVar[str] = ContextVar("job_id", default="")
access = logging.getLogger("lepton.access")
_GIVEN = re.compile(r"[A-Za-z0-9._:-]{8,64}")


class Belonging(logging.Filter):
    """Adds ``request_id`` and ``job_id``, where there are any."""

    def filter(self, record: logging.LogRecord) -> bool:
        for name, value in (("request_id", request_id.get()), ("job_id", job_id.get())):
            if value:
                setattr(record, name, value)
        return True


@contextmanager
def of_job(pk: object) -> Iterator[None]:
    """What this thread logs inside belongs to the job."""
    token = job_id.set(str(pk))
    try:
        yield
    finally:
        job_id.reset(token)


class RequestMiddleware:
    """Gives each request an id: the caller's ``X-Request-ID`` where it is a plain one, else a new
    one. The answer carries it, and so does whatever is logged meanwhile.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get(HEADER, "")
        name = given if _GIVEN.fullmatch(given) else uuid.uuid4().hex
        token, began = request_id.set(name), time.monotonic()
        try:
            response = self.get_response(request)
            response.headers[HEADER] = name
            seconds = time.monotonic() - began
            if settings.LOG_FORMAT == "json":
                _tell(request, response, seconds)
            if settings.METRICS_TOKEN:
                from apps.core.metrics import observe  # not loaded where nobody reads them

                observe(request.method or "", route_of(request), response.status_code, seconds)
            return response
        finally:
            request_id.reset(token)


def _tell(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    user = getattr(request, "user", None)
    fields: dict[str, Any] = {
        "method": request.method,
        "route": route_of(request),
        "status": response.status_code,
        "milliseconds": round(seconds * 1000, 1),
        "address": client_address(request),
        "user": str(user.pk) if user is not None and user.is_authenticated else None,
    }
    access.info("%s %s %s", request.method, fields["route"], response.status_code, extra=fields)


def route_of(request: HttpRequest) -> str:
    """The pattern that the address matched, such as ``/projects/<uuid:project_id>/jobs/``."""
    match = request.resolver_match
    return f"/{match.route}" if match else "unmatched"


def logging_settings(form: str, level: str) -> dict[str, Any]:
    """``LOGGING`` for Django and gunicorn. Raises ``ImproperlyConfigured`` for an unknown form."""
    if form not in FORMATS:
        raise ImproperlyConfigured(f"LOG_FORMAT is line or json, not '{form}'.")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"belonging": {"()": "apps.core.logs.Belonging"}},
        "formatters": {
            "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "fmt": ["asctime", "levelname", "name", "process", "message"],
                "rename_fields": {"asctime": "at", "levelname": "level", "name": "logger"},
                "json_ensure_ascii": False,
            },
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": form,
                "filters": ["belonging"],
            }
        },
        "loggers": {
            "gunicorn.error": {"handlers": ["console"], "level": level, "propagate": False},
            # Gunicorn's own lines name paths and every static file; ``lepton.access`` says more.
            "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
        },
        "root": {"handlers": ["console"], "level": level},
    }
