"""Pages about oneself."""

from __future__ import annotations

from typing import Any, cast

from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.domain import people, sessions
from apps.accounts.forms import ProfileForm
from apps.accounts.models import User
from apps.accounts.requests import SignedInRequest
from apps.core.context import THEME_COOKIE
from apps.core.views import YEAR


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
        return _with_cookies(redirect("accounts:profile"), user.language, user.theme)
    return render(request, "accounts/profile.html", {"form": form})


class SessionsView(ListUserSessionsView):
    """Where the person is logged in, with allauth's form for ending all other sessions."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = sessions.living(cast(User, self.request.user))
        context = super(ListUserSessionsView, self).get_context_data(**kwargs)
        return {**context, "sessions": found, "session_count": len(found)}


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


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The rate limit was hit: say so, and say what to do."""
    response = render(request, "accounts/too_many_requests.html", status=429)
    response["Retry-After"] = "60"
    return response


def _with_cookies(response: HttpResponse, language: str, theme: str) -> HttpResponse:
    """The cookies follow the profile, so that the log-in page looks and speaks the same."""
    secure = settings.SESSION_COOKIE_SECURE
    if language:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax", secure=secure
        )
    else:
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
    response.set_cookie(THEME_COOKIE, theme, max_age=YEAR, samesite="Lax", secure=secure)
    return response
