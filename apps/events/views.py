"""The audit trail of a project, and a person's notices."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from apps.core.counting import CappedPaginator
from apps.core.tables import table_page
from apps.events.domain import notices as domain
from apps.events.export import FORMATS, export
from apps.events.filters import AuditFilter
from apps.events.models import AuditEntry
from apps.events.tables import AuditTable
from apps.projects.access import ProjectRequest, project_page
from apps.projects.models import Role

PER_PAGE = 25


@require_safe
@project_page()
def audit(request: ProjectRequest) -> HttpResponse:
    """Who did what to what, when. Every member may read it; nobody can change it.

    What was used for it and from which address is personal, and shown to owners only.
    """
    is_owner = request.role is Role.OWNER
    url = reverse("events:audit_export", args=[request.project.pk]) if is_owner else ""
    context = table_page(request, AuditTable, _trail(request), AuditFilter, export_url=url)
    return render(request, "events/audit.html", context)


@require_POST
@project_page(Role.OWNER)
def audit_export(request: ProjectRequest) -> HttpResponseBase:
    """What the page's filters leave, as a file, streamed (owner)."""
    form = request.POST.get("format", "")
    if form not in FORMATS:
        return HttpResponseBadRequest()
    chosen = AuditFilter(request.GET or None, queryset=_trail(request), request=request)
    rows = chosen.qs
    # Only what did choose: the trail takes no parameter that somebody made up.
    names = chosen.form.cleaned_data if chosen.is_bound else ()
    asked = {name: request.GET.get(name, "") for name in names}
    return export(request.project, request.user, rows, form, asked)


def _trail(request: ProjectRequest) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.visible_to(request.user).filter(project=request.project)


@login_required
def notices(request: HttpRequest) -> HttpResponse:
    """The person's notices, newest first."""
    page = CappedPaginator(domain.of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "events/notices.html", {"page": page})


@login_required
def open_notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Mark a notice as read and go to what it is about."""
    notice = domain.of(request.user).filter(pk=notice_id).first()
    if notice is None:
        raise Http404
    domain.read(notice)
    known = url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None)
    return redirect(notice.url if known and notice.url.startswith("/") else "events:notices")


@require_POST
@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    count = domain.read_all(request.user)
    text = ngettext("{count} notice marked as read.", "{count} notices marked as read.", count)
    messages.success(request, text.format(count=count))
    return redirect("events:notices")
