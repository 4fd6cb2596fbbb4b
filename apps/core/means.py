"""By which means something is done: a page, the REST API, a command, a job; with what, from where.

It belongs to the thread of work, so nobody passes it on: the middleware sets it for a request, the
API's authentication adds the credential, ``manage.py`` sets it for a command. A job is known from
the log's ``job_id``. What none of them has set is the system's own work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

from django.conf import settings
from django.db.models import TextChoices
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from apps.core import logs
from apps.core.addresses import client_address

API_PATH = "/api/"


class Channel(TextChoices):
    """The way in."""

    PAGE = "page", _("Page")
    API = "api", _("REST API")
    PANEL = "panel", _("Admin panel")
    COMMAND = "command", _("Command line")
    JOB = "job", _("Job")
    SYSTEM = "system", _("System")


class Via(TextChoices):
    """What acted for the person, where something did."""

    TOKEN = "token", _("token")
    CLIENT = "client", _("OAuth2 client")
    COMMAND = "command", _("command")
    JOB = "job", _("job")


@dataclass(frozen=True)
class Means:
    """``via_id`` and ``via_label`` name the tool, never its secret; '' is what is not known."""

    channel: Channel = Channel.SYSTEM
    via_type: str = ""
    via_id: str = ""
    via_label: str = ""
    address: str = ""
    request_id: str = ""


_means: ContextVar[Means] = ContextVar("means", default=Means())  # noqa: B039 - it is frozen


def current() -> Means:
    """Of what this thread does now."""
    if job := logs.job_id.get():
        return Means(Channel.JOB, Via.JOB, job)
    return replace(_means.get(), request_id=logs.request_id.get())


@contextmanager
def using(means: Means) -> Iterator[None]:
    """What is done inside is done by these means."""
    before = _means.set(means)
    try:
        yield
    finally:
        _means.reset(before)


def through(via: Via, key: object, label: str) -> None:
    """The request that is being answered shows this credential.

    Outside a request nothing is noted: nothing would end it, and the next work of this thread would
    be told as the credential's.
    """
    if _means.get().channel == Channel.SYSTEM:
        return
    _means.set(replace(_means.get(), via_type=via, via_id=str(key), via_label=label))


class MeansMiddleware:
    """Notes the channel and the client's address of a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with using(Means(_channel(request.path_info), address=client_address(request))):
            return self.get_response(request)


def _channel(path: str) -> Channel:
    if path.startswith(API_PATH):
        return Channel.API
    return Channel.PANEL if path.startswith(settings.ADMIN_PATH) else Channel.PAGE
