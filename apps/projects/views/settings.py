"""Settings: the project, its product, what it uses, and the ways to end it."""

from __future__ import annotations

from django.conf import settings as configuration
from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.core.api.files import attachment
from apps.core.rendering import render as say
from apps.projects.access import ProjectRequest, project_page
from apps.projects.domain import projects as domain
from apps.projects.domain.errors import Refused, Stale
from apps.projects.forms import DeleteForm, ProductForm, ProjectForm
from apps.projects.meters import usage_of
from apps.projects.models import Product, Project, Role
from apps.projects.transfer.exporting import export_name, export_project


@project_page(write=Role.EDITOR)
def settings(request: ProjectRequest) -> HttpResponse:
    """Read by every member; changed by editors; ended by owners."""
    if request.method != "POST":
        return _show(request)
    row = Project.objects.get(pk=request.project.pk)
    form = ProjectForm(request.POST, instance=row)
    if form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            domain.update_project(request.project, request.user, form.values, seen=seen)
        except Stale as stale:
            form.show_conflict(stale.current)
        except Refused as refused:
            form.show_refusal(refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("projects:settings", request.project.pk)
    return _show(request, project_form=form)


@require_POST
@project_page(write=Role.EDITOR)
def product(request: ProjectRequest) -> HttpResponse:
    """Save what is said of the product."""
    project = request.project
    form = ProductForm(request.POST, instance=_product(project), prefix="product")
    if form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            domain.update_product(project, request.user, form.values, seen=seen)
        except Stale as stale:
            form.show_conflict(stale.current)
        except Refused as refused:
            form.show_refusal(refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("projects:settings", project.pk)
    return _show(request, product_form=form)


def _product(project: Project) -> Product:
    return Product.objects.filter(project=project).first() or Product(project=project)


def _show(
    request: ProjectRequest,
    project_form: ProjectForm | None = None,
    product_form: ProductForm | None = None,
    delete_error: str = "",
) -> HttpResponse:
    project = request.project
    context = {
        "project_form": project_form or ProjectForm(instance=project),
        "product_form": product_form or ProductForm(instance=_product(project), prefix="product"),
        "usage": usage_of(project),
        "keep_days": configuration.JOB_KEEP_DAYS,
        "may_edit": request.role.covers(Role.EDITOR) and not project.archived_at,
        "may_end": request.role is Role.OWNER,
        "delete_error": delete_error,
    }
    return render(request, "projects/settings.html", context)


@require_POST
@project_page()
def archive(request: ProjectRequest) -> HttpResponse:
    """Make the project read-only."""
    domain.archive(request.project, request.user)
    messages.success(request, _("The project is archived. Everything in it stays readable."))
    return redirect("projects:settings", request.project.pk)


@require_POST
@project_page()
def restore(request: ProjectRequest) -> HttpResponse:
    """Make an archived project writable again."""
    domain.restore(request.project, request.user)
    messages.success(request, _("The project is active again."))
    return redirect("projects:settings", request.project.pk)


@require_POST
@project_page()
def export(request: ProjectRequest) -> StreamingHttpResponse:
    """Everything of the project in one zip, streamed."""
    archive = export_project(request.project, request.user)
    response = StreamingHttpResponse(archive.stream(), content_type="application/zip")
    return attachment(response, export_name(request.project))


@require_POST
@project_page()
def delete(request: ProjectRequest) -> HttpResponse:
    """Delete the project once its name was typed."""
    form = DeleteForm(request.POST)
    typed = form.cleaned_data["confirm"] if form.is_valid() else ""
    name = request.project.name
    try:
        domain.delete(request.project, request.user, typed_name=typed)
    except Refused as refused:
        return _show(request, delete_error=say(refused.message))
    messages.success(request, _("{project} was deleted.").format(project=name))
    return redirect("projects:list")
