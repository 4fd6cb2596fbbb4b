"""HTMX manners: ending a poll, toasts, redirects, and what a lost session answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Literal
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.http import urlencode
from django_htmx.http import (
    HttpResponseClientRedirect,
    HttpResponseClientRefresh,
    HttpResponseStopPolling,
    push_url,
)

Tone = Literal["good", "info", "warn", "bad"]
_TONES: dict[int, Tone] = {
    messages.SUCCESS: "good",
    messages.INFO: "info",
    messages.DEBUG: "info",
    messages.WARNING: "warn",
    messages.ERROR: "bad",
}
__all__ = [
    "is_htmx",
    "message_tone",
    "push_url",
    "redirect",
    "refresh",
    "stop_polling",
    "toast",
]


def is_htmx(request: HttpRequest) -> bool:
    """True for a request that HTMX makes to change a part of the page (not a boosted link)."""
    details = getattr(request, "htmx", None)
    return details is not None and bool(details) and not details.boosted


def stop_polling(
    request: HttpRequest | None = None,
    template: str = "",
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """Answer 286: HTMX swaps the content once more and then stops asking."""
    if request is None or not template:
        return HttpResponseStopPolling()
    return render(request, template, context, status=HttpResponseStopPolling.status_code)


def toast(response: HttpResponse, message: object, tone: Tone = "good") -> HttpResponse:
    """Show ``message`` in the toasts region when the page receives ``response``.

    Several toasts on one response all arrive.
    """
    events = _events_of(response)
    shown = [*events.get("toasts", {}).get("items", []), {"message": str(message), "tone": tone}]
    response["HX-Trigger"] = json.dumps({**events, "toasts": {"items": shown}})
    return response


def _events_of(response: HttpResponse) -> dict[str, Any]:
    """The events of ``HX-Trigger``, which may also be a plain list of names."""
    header = response.headers.get("HX-Trigger", "")
    try:
        events = json.loads(header or "{}")
    except ValueError:
        return {name.strip(): None for name in header.split(",") if name.strip()}
    return events if isinstance(events, dict) else {}


def redirect(request: HttpRequest, to: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """Go to another page: a plain redirect, or HX-Redirect for a request made by HTMX."""
    url = resolve_url(to, *args, **kwargs)
    if is_htmx(request):
        return HttpResponseClientRedirect(url)
    return HttpResponseRedirect(url)


def refresh(request: HttpRequest) -> HttpResponse:
    """Load the current page again."""
    if is_htmx(request):
        return HttpResponseClientRefresh()
    return redirect(request, request.get_full_path())


def message_tone(level: int) -> Tone:
    return _TONES.get(level, "info")


class HtmxMannersMiddleware:
    """Turns what a full page would do into what a part of a page can do.

    A redirect to the log-in page (the session is gone) becomes ``HX-Redirect``, coming back to
    the page that the person was on and not to the part that was asked for. Other redirects are
    followed by the browser unseen, as HTMX expects. Django messages become toasts.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not is_htmx(request):
            return response
        if _leads_to_login(response):
            return HttpResponseClientRedirect(_login_url(request))
        leaving = response.status_code in range(300, 400) or any(
            header in response for header in ("HX-Redirect", "HX-Refresh", "HX-Location")
        )
        if not leaving:
            for message in messages.get_messages(request):
                toast(response, message, message_tone(message.level))
        return response


def _leads_to_login(response: HttpResponse) -> bool:
    if response.status_code not in (301, 302, 303, 307):
        return False
    return urlsplit(response.headers["Location"]).path == resolve_url(settings.LOGIN_URL)


def _login_url(request: HttpRequest) -> str:
    page = getattr(request, "htmx").current_url_abs_path or "/"  # noqa: B009 - set by middleware
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': page})}"
