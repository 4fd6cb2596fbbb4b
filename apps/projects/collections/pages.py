"""One page each to add, change and delete a row of any collection of a room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.forms import ConfirmForm, posted, status_of
from apps.core.rendering import render as render_message
from apps.projects.access import ProjectRequest
from apps.projects.collections.forms import RecordForm
from apps.projects.collections.saving import added, changed
from apps.projects.collections.sections import Section, section_of
from apps.projects.domain.errors import Refused
from apps.projects.models import Role

Initial = Callable[[ProjectRequest, Section], dict[str, Any]]


@dataclass(frozen=True)
class Editor:
    """The collections of a room. ``base`` is the template that its pages extend; ``route`` begins
    the names of its addresses ('research:register_' of 'research:register_delete'), which take
    project, section and row; ``initial`` says what a new row's form holds already.
    """

    sections: Mapping[str, Section]
    base: str
    route: str
    initial: Initial

    def add(self, request: ProjectRequest, section: str) -> HttpResponse:
        """Add a row; the address may fill in what is known of it."""
        what = section_of(self.sections, section)
        row, initial = what.kind.model(project=request.project), self.initial(request, what)
        form = what.form(posted(request), instance=row, project=request.project, initial=initial)
        made = added(request, what.kind, form)
        if made is not None:
            return redirect(what.back(made))
        return self._form_page(request, section, form, None)

    def change(self, request: ProjectRequest, section: str, row_id: UUID) -> HttpResponse:
        """Change a row; what somebody else saved meanwhile is shown before it is overwritten."""
        what = section_of(self.sections, section)
        row = _row(request, what, row_id)
        form = what.form(posted(request), instance=row, project=request.project)
        written = changed(request, what.kind, form, row)
        if written is not None:
            return redirect(what.back(written))
        return self._form_page(request, section, form, row)

    def remove(self, request: ProjectRequest, section: str, row_id: UUID) -> HttpResponse:
        """Delete a row with what hangs on it, once its name was typed."""
        what = section_of(self.sections, section)
        row = _row(request, what, row_id)
        form = ConfirmForm(request.POST or None, phrase=str(row))
        problem = form.problem
        if request.method == "POST" and form.is_valid():
            try:
                what.remove(row, request.user)
            except Refused as refused:
                problem = render_message(refused.message)
            else:
                messages.success(request, _("{name} was deleted.").format(name=row))
                return redirect(_above(request, what))
        context = {"what": what, "row": row, "error": problem, "cancel_url": what.back(row)}
        context |= {"above_url": _above(request, what), "base": self.base}
        return render(request, "projects/collections/delete.html", context)

    def _form_page(
        self, request: ProjectRequest, section: str, form: RecordForm, row: Any
    ) -> HttpResponse:
        what = section_of(self.sections, section)
        above = _above(request, what)
        context: dict[str, Any] = {"what": what, "form": form, "row": row, "base": self.base}
        context["above_url"] = above
        context["cancel_url"] = what.back(row) if row else above
        if row and request.role.covers(Role.EDITOR):
            context["delete_url"] = reverse(
                f"{self.route}delete", args=[request.project.pk, section, row.pk]
            )
        status = status_of(form)
        return render(request, "projects/collections/form.html", context, status=status)


def _above(request: ProjectRequest, what: Section) -> str:
    return reverse(what.above, args=[request.project.pk])


def _row(request: ProjectRequest, what: Section, row_id: UUID) -> Any:
    rows = what.kind.model.objects.filter(project=request.project)
    row = rows.select_related(*what.related).filter(pk=row_id).first()
    if row is None:
        raise Http404
    return row
