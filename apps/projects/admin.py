"""Teams in the admin panel: a project's members, what it uses, what it may use."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.widgets import UnfoldAdminDecimalFieldWidget

from apps.accounts.panel.actions import confirmed
from apps.accounts.panel.base import PanelAdmin, ReadOnlyInline, as_bytes, filled, shown
from apps.accounts.panel.figures import Figure, figures
from apps.core.messages import Num
from apps.core.rendering import number
from apps.projects.domain import administration
from apps.projects.meters import Usage, usage_of
from apps.projects.models import Membership, Project, Role

GIB = 1024**3


class QuotaForm(forms.ModelForm):
    """Quotas; empty means the installation's default."""

    disk = forms.DecimalField(
        label=_("Disk (GiB)"),
        required=False,
        min_value=Decimal("0"),
        max_value=Decimal("1000000"),
        decimal_places=2,
        widget=UnfoldAdminDecimalFieldWidget,
    )

    class Meta:
        model = Project
        fields = ["job_quota", "gpu_hours_quota"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        default = _("Empty: {value}, the default of this installation.")
        if self.instance.disk_quota_bytes is not None:
            self.initial["disk"] = round(Decimal(self.instance.disk_quota_bytes) / GIB, 2)
        shown = {
            "disk": as_bytes(settings.PROJECT_DISK_BYTES),
            "job_quota": settings.PROJECT_CONCURRENT_JOBS,
            "gpu_hours_quota": settings.PROJECT_GPU_HOURS,
        }
        for name, value in shown.items():
            self.fields[name].help_text = default.format(value=value)

    def quotas(self) -> dict[str, int | None]:
        """The changed ones, as ``administration.set_quotas`` takes them."""
        values = dict(self.cleaned_data)
        disk = values.pop("disk")
        values["disk_quota_bytes"] = None if disk is None else int(disk * GIB)
        names = {"disk_quota_bytes" if name == "disk" else name for name in self.changed_data}
        return {name: values[name] for name in names}


class MemberInline(ReadOnlyInline):
    model = Membership
    fields = ["person", "role", "since"]
    readonly_fields = fields
    person = shown("user", _("person"))
    since = shown("created_at", _("since"))
    verbose_name_plural = _("members")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        return super().get_queryset(request).select_related("user", "project")


@admin.register(Project)
class ProjectAdmin(PanelAdmin):
    form = QuotaForm
    inlines = [MemberInline]
    list_display = ["name", "owners", "people", "open_jobs", "disk_used", "archived", "made"]
    list_filter = [filled("archived_at", _("archived"))]
    search_fields = ["name", "memberships__user__email"]
    readonly_fields = ["name", "maker", "made", "archived", "usage"]
    fieldsets = [
        (None, {"fields": ["name", "maker", "made", "archived"]}),
        (_("Used"), {"fields": ["usage"]}),
        (_("Quotas"), {"fields": ["disk", "job_quota", "gpu_hours_quota"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Project]:
        rows = super().get_queryset(request).select_related("created_by")
        page = request.resolver_match
        if page is None or not (page.url_name or "").endswith("_changelist"):
            return rows  # one project is drawn without the figures of the list
        this = Project.objects.filter(pk=OuterRef("pk")).order_by().values("pk")
        # A room below this one: its table has an index with the sizes of each project in it.
        stored = apps.get_model("datasets", "DatasetVersion").objects.filter(project=OuterRef("pk"))
        disk = stored.order_by().values("project").annotate(total=Sum("size")).values("total")
        open_states = ("queued", "starting", "running", "cancelling")
        # Joined with open jobs alone: there may be many that have ended.
        jobs = this.filter(jobs__state__in=open_states).annotate(total=Count("jobs"))
        people = this.annotate(total=Count("memberships"))
        return rows.annotate(
            people_count=Subquery(people.values("total")),
            disk=Subquery(disk),
            open_count=Coalesce(Subquery(jobs.values("total")), 0),
        ).prefetch_related("memberships__user")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @display(description=_("owners"))
    def owners(self, project: Project) -> str:
        rows = project.memberships.all()
        return ", ".join(str(row.user) for row in rows if row.role == Role.OWNER) or "–"

    @display(description=_("members"), ordering="people_count")
    def people(self, project: Any) -> int:
        return int(project.people_count)

    @display(description=_("open jobs"), ordering="open_count")
    def open_jobs(self, project: Any) -> int:
        return int(project.open_count)

    @display(description=_("data on disk"), ordering="disk")
    def disk_used(self, project: Any) -> str:
        return as_bytes(project.disk or 0)

    maker = shown("created_by", _("made by"))
    made = shown("created_at", _("made"))
    archived = shown("archived_at", _("archived"))

    @display(description=_("used of the quotas"))
    def usage(self, project: Project) -> SafeString:
        lines = (
            (_(use.label), _shown(use.used, use.style), _shown(use.limit, use.style))
            for use in _read_once(project)
        )
        return format_html_join("", "<p>{}: {} / {}</p>", lines)

    def save_model(self, request: HttpRequest, obj: Project, form: Any, change: bool) -> None:
        administration.set_quotas(obj, request.user, **form.quotas())

    @confirmed(
        _("Become owner"),
        question=_("Make yourself an owner of these projects? Their members will see it."),
        icon="admin_panel_settings",
    )
    def take_over(self, request: HttpRequest, project: Project) -> None:
        administration.take_over(project, request.user)


def _read_once(project: Any) -> list[Usage]:
    """The meters' readings: the theme asks for a field's text again and again."""
    if not hasattr(project, "readings"):
        project.readings = usage_of(project)
    found: list[Usage] = project.readings
    return found


def _shown(value: float | None, style: Any) -> str:
    return "∞" if value is None else number(Num(value=value, style=style, digits=4))


def _figures() -> list[Figure]:
    counts = Project.objects.aggregate(
        active=Count("pk", filter=Q(archived_at=None)),
        archived=Count("pk", filter=~Q(archived_at=None)),
    )
    note = _("{count} archived").format(count=counts["archived"])
    page = "admin:projects_project_changelist"
    return [Figure(_("Projects"), str(counts["active"]), note, page, order=30)]


figures.register("projects", _figures, owner="apps.projects")
