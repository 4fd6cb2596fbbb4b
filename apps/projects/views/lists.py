"""Pages outside any project: the list, the welcome, and the form for a new one."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.core.counting import CappedPaginator
from apps.core.rendering import render as say
from apps.projects.domain import samples
from apps.projects.domain.errors import Refused
from apps.projects.domain.projects import create_project
from apps.projects.forms import CreateProjectForm
from apps.projects.models import MarketEntry, Membership, Project, Role

PER_PAGE = 24


@login_required
def project_list(request: HttpRequest) -> HttpResponse:
    """The person's projects; the welcome on the very first visit."""
    user = _person(request)
    rows = Project.objects.visible_to(user)
    if user.welcomed_at is None and not rows.exists():
        return redirect("projects:welcome")
    archived = request.GET.get("show") == "archived"
    search = request.GET.get("q", "").strip()
    shown = rows.filter(archived_at__isnull=not archived)
    if search:
        shown = shown.filter(name__icontains=search)
    page = CappedPaginator(_with_details(shown), PER_PAGE).get_page(request.GET.get("page"))
    roles = dict(
        Membership.objects.filter(user=user, project__in=list(page)).values_list(
            "project_id", "role"
        )
    )
    context = {
        "cards": [(project, _role_label(roles.get(project.pk))) for project in page],
        "page": page,
        "archived": archived,
        "search": search,
        "count_archived": rows.exclude(archived_at=None).count(),
        "sample_offered": samples.available() and not samples.sample_of(user),
    }
    return render(request, "projects/list.html", context)


def _with_details(rows: QuerySet[Project]) -> QuerySet[Project]:
    entries = MarketEntry.objects.only("id", "project_id", "country", "stage", "is_home")
    this = Project.objects.filter(pk=OuterRef("pk")).order_by().values("pk")
    people = this.annotate(count=Count("memberships"))
    return (
        rows.select_related("product")
        .annotate(people=Subquery(people.values("count")))
        .prefetch_related(Prefetch("market_entries", entries))
        .order_by(Lower("name"), "id")
    )


def _role_label(role: str | None) -> str:
    return str(Role(role).label) if role else ""


@login_required
def welcome(request: HttpRequest) -> HttpResponse:
    """Three ways to start, offered on the first log-in."""
    user = _person(request)
    if request.method != "POST":
        context = {"sample_available": samples.available()}
        return render(request, "projects/welcome.html", context)
    choice = request.POST.get("choice")
    _welcomed(user)
    if choice == "sample":
        try:
            return redirect("projects:overview", samples.open_sample(user).pk)
        except Refused as refused:
            messages.error(request, say(refused.message))
            return redirect("projects:welcome")
    if choice == "later":
        return redirect("projects:list")
    return redirect(_create_url(upload=choice == "upload"))


def _welcomed(user: User) -> None:
    if user.welcomed_at is None:
        user.welcomed_at = timezone.now()
        user.save(update_fields=["welcomed_at", "updated_at"])


def _create_url(*, upload: bool) -> str:
    return reverse("projects:create") + ("?then=upload" if upload else "")


@login_required
def create(request: HttpRequest) -> HttpResponse:
    """A new project; ``?then=upload`` goes on to uploading data."""
    form = CreateProjectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            project = create_project(_person(request), **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field or None, say(refused.message))
        else:
            messages.success(request, _("The project is ready."))
            upload = request.GET.get("then") == "upload"
            return redirect("datasets:upload" if upload else "projects:overview", project.pk)
    return render(request, "projects/create.html", {"form": form})


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - login_required stands before
    return request.user
