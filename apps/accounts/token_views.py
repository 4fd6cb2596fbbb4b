"""The page where people make, see and revoke their API tokens."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from apps.accounts.domain import tokens
from apps.accounts.forms import TokenForm
from apps.accounts.models import ApiToken
from apps.accounts.requests import SignedInRequest
from apps.accounts.scopes import Scope


@login_required
@never_cache
def token_list(request: SignedInRequest) -> HttpResponse:
    """List the tokens; make one. The secret is in the answer to that POST and nowhere else."""
    form = TokenForm(request.POST or None)
    secret, status = "", 200
    if request.method == "POST":
        if form.is_valid():
            _token, secret = tokens.create(request.user, **form.cleaned_data)
            form = TokenForm()
        else:
            status = 422
    context = {"form": form, "secret": secret, "tokens": _listed(request)}
    return render(request, "accounts/tokens.html", context, status=status)


@require_POST
@login_required
def revoke(request: SignedInRequest, token_id: UUID) -> HttpResponse:
    token = get_object_or_404(ApiToken, pk=token_id, user=request.user)
    tokens.revoke(token, request.user)
    messages.success(request, _("The token '{name}' is revoked.").format(name=token.name))
    return redirect("accounts:tokens")


def _listed(request: SignedInRequest) -> list[dict[str, object]]:
    labels = dict(Scope.choices)
    return [
        {"token": token, "scopes": [labels.get(scope, scope) for scope in token.scopes]}
        for token in ApiToken.objects.filter(user=request.user)
    ]
