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
from apps.projects.access import ProjectRequest, require_of
from apps.projects.collections.forms import WrittenForm
from apps.projects.collections.linking import row_of
from apps.projects.collections.saving import changed, saved, told_added
from apps.projects.collections.sections import Section, section_of
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Draft, write_one
from apps.projects.models import Role

Initial = Callable[[ProjectRequest, Section], dict[str, Any]]
Trail = list[tuple[Any, str]]
"""Pages by label and address, the highest first."""


@dataclass(frozen=True)
class Editor:
    """The collections of a room. ``base`` is the template that its pages extend; ``route`` begins
    the names of its addresses ('research:register_' of 'research:register_delete'), which take
    project, section and row; ``initial`` says what a new row's form holds already.

    A room whose rows are made in another way, or that has other pages above them, overrides
    :meth:`write` and :meth:`trail`.
    """

    sections: Mapping[str, Section]
    base: str
    route: str
    initial: Initial

    def add(self, request: ProjectRequest, section: str) -> HttpResponse:
        """Add a row; the address may fill in what is known of it."""
        what = self._section(request, section)
        row = what.kind.model(project=request.project)
        if what.parent:
            setattr(row, what.parent, _parent(request, what))
        initial = self.initial(request, what)
        form = what.form(posted(request), instance=row, project=request.project, initial=initial)
        made = saved(
            request, form, lambda: self.write(request, what, form),
            lambda row: told_added(what.name(row)),
        )  # fmt: skip
        if made is not None:
            return redirect(what.back(made))
        return self._form_page(request, section, form, None)

    def write(self, request: ProjectRequest, what: Section, form: Any) -> Any:
        """A new row of the form's values."""
        return write_one(what.kind, request.project, request.user, Draft(form.sent)).row

    def trail(self, request: ProjectRequest, what: Section, row: Any) -> Trail:
        """The pages above a row, which may be new."""
        return [(what.label, _list_of(request, what))]

    def change(self, request: ProjectRequest, section: str, row_id: UUID) -> HttpResponse:
        """Change a row; what somebody else saved meanwhile is shown before it is overwritten."""
        what = self._section(request, section)
        row = _row(request, what, row_id)
        form = what.form(posted(request), instance=row, project=request.project)
        written = changed(request, what.kind, form, row)
        if written is not None:
            return redirect(what.back(written))
        return self._form_page(request, section, form, row)

    def remove(self, request: ProjectRequest, section: str, row_id: UUID) -> HttpResponse:
        """Delete a row with what hangs on it, once its name was typed."""
        what = self._section(request, section)
        row = _row(request, what, row_id)
        name = what.name(row)
        form = ConfirmForm(request.POST or None, phrase=name)
        problem = form.problem
        if request.method == "POST" and form.is_valid():
            above = _above(request, what, row)
            try:
                what.remove(row, request.user)
            except Refused as refused:
                problem = render_message(refused.message)
            else:
                messages.success(request, _("{name} was deleted.").format(name=name))
                return redirect(above)
        cancel, trail = what.back(row), self.trail(request, what, row)
        if cancel not in {url for _label, url in trail}:
            trail = [*trail, (name, cancel)]
        context = {"what": what, "name": name, "error": problem, "cancel_url": cancel}
        context |= {"trail": trail, "base": self.base}
        return render(request, "projects/collections/delete.html", context)

    def _section(self, request: ProjectRequest, name: str) -> Section:
        found = section_of(self.sections, name)
        require_of(request.project, request.role, found.kind.writes)
        return found

    def _form_page(
        self, request: ProjectRequest, section: str, form: WrittenForm, row: Any
    ) -> HttpResponse:
        what = section_of(self.sections, section)
        trail = self.trail(request, what, form.instance)
        context: dict[str, Any] = {"what": what, "form": form, "row": row, "base": self.base}
        context["trail"] = trail
        context["cancel_url"] = what.back(row) if row else _above(request, what, form.instance)
        if what.parent:
            context["subject"] = trail[-1][0]
        if row and request.role.covers(Role.EDITOR):
            context["delete_url"] = reverse(
                f"{self.route}delete", args=[request.project.pk, section, row.pk]
            )
        status = status_of(form)
        return render(request, "projects/collections/form.html", context, status=status)


def _list_of(request: ProjectRequest, what: Section) -> str:
    return reverse(what.above, args=[request.project.pk])


def _above(request: ProjectRequest, what: Section, row: Any) -> str:
    """The page that stays when the row is gone."""
    return what.back(row) if what.parent else _list_of(request, what)


def _parent(request: ProjectRequest, what: Section) -> Any:
    """The row that a new one is made for: as the form holds it, or the address names it."""
    key = request.POST.get(what.parent) or request.GET.get(what.parent, "")
    row = row_of(what.parents, request.project, key)
    if row is None:
        raise Http404
    return row


def _row(request: ProjectRequest, what: Section, row_id: UUID) -> Any:
    rows = what.kind.model.objects.filter(project=request.project)
    row = rows.select_related(*what.related).filter(pk=row_id).first()
    if row is None:
        raise Http404
    return row
