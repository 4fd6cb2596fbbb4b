"""Accepting an invitation: the page behind the link."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from apps.accounts.domain import invitations
from apps.accounts.domain.invitations import InvitationClosed, Standing
from apps.accounts.forms import AcceptForm
from apps.accounts.models import Invitation, User


@never_cache
@sensitive_post_parameters()
def accept(request: HttpRequest, secret: str) -> HttpResponse:
    """Opening the link changes nothing (mail scanners open links); the POST accepts."""
    invitation = invitations.find(secret)
    standing = invitations.standing_of(invitation)
    if invitation is None or standing is not Standing.OPEN:
        return _closed(request, standing)
    account = invitations.account_of(invitation)
    try:
        if account is None or account.is_placeholder:
            return _accept_as_new(request, invitation)
        return _accept_as(request, invitation, account)
    except InvitationClosed as closed:  # someone else was faster
        return _closed(request, closed.standing)
    except IntegrityError:  # another invitation has made the account meanwhile: now it joins
        return redirect(request.path)


def _accept_as_new(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if request.user.is_authenticated:
        return _other_account(request, invitation)
    language = translation.get_language() or ""
    form = AcceptForm(
        request.POST or None,
        email=invitation.email,
        initial={"name": invitation.name, "language": language, "time_zone": "UTC"},
    )
    if request.method == "POST" and form.is_valid():
        user = invitations.accept_as_new(
            invitation, form.cleaned_data["password1"], **form.profile()
        )
        there = _destination(invitation)
        return perform_login(request, Login(user=user, email=user.email, redirect_url=there))
    status = 422 if form.errors else 200
    context = {"form": form, "invitation": invitation, "places": invitations.places_of(invitation)}
    return render(request, "accounts/invitation.html", context, status=status)


def _accept_as(request: HttpRequest, invitation: Invitation, account: User) -> HttpResponse:
    if not account.is_active:
        return render(request, "accounts/invitation_inactive.html", status=403)
    if not request.user.is_authenticated:
        here = urlencode({"next": request.path})
        messages.info(request, _("You have an account already. Log in to accept the invitation."))
        return redirect(f"{reverse('account_login')}?{here}")
    if request.user.pk != account.pk:
        return _other_account(request, invitation)
    if request.method == "POST":
        invitations.accept_as(invitation, account)
        messages.success(request, _("The invitation is accepted."))
        return redirect(_destination(invitation) or settings.LOGIN_REDIRECT_URL)
    context = {"invitation": invitation, "places": invitations.places_of(invitation)}
    return render(request, "accounts/invitation_join.html", context)


def _destination(invitation: Invitation) -> str | None:
    """The project that the invitation is for; none where there is none or there are several."""
    found = invitations.places_of(invitation)
    return found[0].url if len(found) == 1 else None


def _other_account(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    context = {"invitation": invitation, "here": request.path}
    return render(request, "accounts/invitation_other_account.html", context, status=409)


def _closed(request: HttpRequest, standing: Standing) -> HttpResponse:
    status = 404 if standing is Standing.UNKNOWN else 410
    context = {"standing": standing.value}
    return render(request, "accounts/invitation_closed.html", context, status=status)
