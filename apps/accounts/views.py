"""Pages about oneself."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.i18n import LANGUAGE_QUERY_PARAMETER
from django.views.i18n import set_language as django_set_language

from apps.accounts.domain import people
from apps.accounts.forms import ProfileForm
from apps.accounts.requests import SignedInRequest


@login_required
def profile(request: SignedInRequest) -> HttpResponse:
    """Name, language, time zone and appearance."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        user = form.instance
        people.save_profile(user, form.changed_data)
        if user.language:
            translation.activate(user.language)
        messages.success(request, _("Your profile is saved."))
        return _with_language(redirect("accounts:profile"), user.language)
    return render(request, "accounts/profile.html", {"form": form})


@require_POST
@login_required
def end_session(request: SignedInRequest, session_id: int) -> HttpResponse:
    """Log one of one's own browsers out."""
    session = get_object_or_404(UserSession, pk=session_id, user=request.user)
    if session.session_key == request.session.session_key:
        return redirect("account_logout")
    people.end_session(session, request.user)
    messages.success(request, _("That browser is logged out."))
    return redirect("usersessions_list")


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Django's language switch, which also becomes the profile's language of whoever is logged in.

    Without that the profile would overrule the switch on the next page.
    """
    response = django_set_language(request)
    code = request.POST.get(LANGUAGE_QUERY_PARAMETER, "")
    if request.user.is_authenticated and code in dict(settings.LANGUAGES):
        request.user.language = code
        people.save_profile(request.user, ["language"])
    return response


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The rate limit was hit: say so, and say what to do."""
    response = render(request, "accounts/too_many_requests.html", status=429)
    response["Retry-After"] = "60"
    return response


def _with_language(response: HttpResponseRedirect, language: str) -> HttpResponse:
    """The cookie follows the profile, so that the log-in page speaks the same language."""
    if language:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
            secure=settings.SESSION_COOKIE_SECURE,
        )
    else:
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
    return response
