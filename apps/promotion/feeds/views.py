"""The page on which a member subscribes, and the file that their calendar program asks for."""

from __future__ import annotations

import hashlib

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.domain.links import absolute
from apps.core.addresses import client_address
from apps.core.api.throttling import used
from apps.projects.access import ProjectRequest, project_page
from apps.promotion.feeds import addresses, calendar
from apps.promotion.models import CalendarFeed
from apps.promotion.pages import page

ASKED_A_MINUTE = 60  # from one address: an office shares one


@never_cache
@project_page()
def feed(request: ProjectRequest) -> HttpResponse:
    """Make an address to subscribe to. It is in the answer to that POST and nowhere else."""
    address = ""
    if request.method == "POST":
        secret = addresses.make(request.project, request.user)
        address = absolute(reverse("feeds:campaigns", args=[secret]), request)
    rows = CalendarFeed.objects.filter(project=request.project, user=request.user)
    return page(
        request,
        "feed",
        here="calendar",
        feed=rows.first(),
        address=address,
        webcal=address.replace("https://", "webcal://", 1).replace("http://", "webcal://", 1),
    )


@require_POST
@project_page()
def revoke(request: ProjectRequest) -> HttpResponse:
    """From then on the address answers nothing."""
    if addresses.revoke(request.project, request.user):
        messages.success(request, _("The address works no more."))
    return redirect("promotion:feed", request.project.pk)


@require_safe
def campaigns(request: HttpRequest, token: str) -> HttpResponseBase:
    """The calendar of whoever has the secret; 404 for a secret that is none, or no more."""
    window = int(timezone.now().timestamp()) // 60
    if used(cache, f"calendar:{client_address(request)}:{window}", 60) > ASKED_A_MINUTE:
        return HttpResponse(status=429, headers={"Retry-After": "60"})
    found = addresses.find(token)
    if found is None:
        return HttpResponse(status=404)
    addresses.note_use(found)
    with translation.override(found.user.language or "en"):
        rows = calendar.shown(found.project, timezone.localdate())
        body = calendar.written(found.project, rows)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="campaigns.ics"'
    response["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    answer: HttpResponseBase | None = get_conditional_response(
        request, etag=response["ETag"], response=response
    )
    return answer or response
