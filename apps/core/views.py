"""Language, appearance, and the error pages: one clear sentence each, never a stack trace."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_POST
from django.views.i18n import LANGUAGE_QUERY_PARAMETER, set_language

from apps.core.context import THEME_COOKIE, THEMES
from apps.core.htmx import is_htmx, toast

YEAR = 365 * 24 * 3600


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Django's ``set_language``, which also remembers the choice in the person's profile."""
    code = request.POST.get(LANGUAGE_QUERY_PARAMETER, "")
    if code in dict(settings.LANGUAGES) and check_for_language(code):
        _remember(request, "language", code)
    return set_language(request)


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the device; kept in the profile and in a cookie for the log-in page."""
    theme = request.POST.get("theme", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if theme in THEMES:
        _remember(request, "theme", theme)
        response.set_cookie(
            THEME_COOKIE, theme, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    return response


def _remember(request: HttpRequest, field: str, value: str) -> None:
    """Store a preference on the person's own row, without touching anything else in it."""
    user: Any = request.user
    if user.is_authenticated and getattr(user, field) != value:
        get_user_model().objects.filter(pk=user.pk).update(**{field: value})


# --- errors ----------------------------------------------------------------------------------
@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return too_large(request, exception)
    return error_page(
        request, 400, _("This request cannot be read"),
        _("The address or the form was changed on its way. Go back, load it again and retry."),
    )  # fmt: skip


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    reason = str(exception or "") or _("Your account may not do this. Ask an administrator for it.")
    return error_page(request, 403, _("You may not do this"), reason)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(
        request, 404, _("There is nothing here"),
        _("The page does not exist, was deleted, or belongs to a project that you are not in."),
    )  # fmt: skip


def too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(
        request, 413, _("That is too large"),
        _("What was sent is larger than this page takes. Large tables go through Data, Upload."),
    )  # fmt: skip


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was opened before the last log-in or log-out, or a browser without cookies."""
    return error_page(
        request, 403, _("This form is out of date"),
        _(
            "It was opened before you last logged in or out, or cookies are off. "
            "Nothing was saved. Go back (what you typed is still there), copy it, "
            "load the page again and send it."
        ),
    )  # fmt: skip


def server_error(request: HttpRequest) -> HttpResponse:
    """The last resort: drawn without the database, because that may be what failed."""
    translation.activate(getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE))
    title = _("Something went wrong here")
    text = _("The error is ours and was written to the log. Nothing was half saved. Try again.")
    if is_htmx(request):
        return toast(HttpResponse(status=500), f"{title}. {text}", "bad")
    # No request context: no session, no user, no chrome.
    from django.template.loader import render_to_string

    context = {"title": title, "text": text, "code": 500}
    return HttpResponse(render_to_string("core/errors/500.html", context), status=500)


def error_page(request: HttpRequest, code: int, title: str, text: str) -> HttpResponse:
    """The site's look for a page; a toast for a part of a page."""
    if is_htmx(request):
        return toast(HttpResponse(status=code), text, "bad")
    return render(
        request, "core/errors/error.html", {"title": title, "text": text, "code": code}, status=code
    )
