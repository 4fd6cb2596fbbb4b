"""The data dictionary of a dataset: read, filled in column by column or as a table, exported."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from apps.core import rendering
from apps.datasets import tus
from apps.datasets.dictionary import entries, files, presentation, sheet
from apps.datasets.dictionary.entries import Described
from apps.datasets.dictionary.forms import EntryForm, SheetForm, ShortForm
from apps.datasets.models import Dataset
from apps.datasets.views.uploading import find_dataset
from apps.projects.access import ProjectRequest, may, project_page
from apps.projects.domain.errors import Refused, Stale
from apps.projects.models import Role

AT_ONCE = 20  # columns of a page to fill in
PER_PAGE = 100
CHANGES_SHOWN = 200


def _rows(dataset: Dataset) -> list[Described]:
    return entries.described(dataset, entries.newest(dataset))


def _home(request: ProjectRequest, dataset: Dataset) -> HttpResponse:
    return redirect("datasets:dictionary", request.project.pk, dataset.pk)


@require_safe
@project_page()
def dictionary(request: ProjectRequest, dataset_id: UUID) -> HttpResponse:
    """The columns with what is said of each, and how many are described."""
    dataset = find_dataset(request, dataset_id)
    rows = _rows(dataset)
    present = [one for one in rows if not one.gone]
    page = Paginator(present, PER_PAGE).get_page(tus.whole(request.GET.get("page", "")) or 1)
    context = {
        "dataset": dataset,
        "lines": [presentation.line(one) for one in page],
        "page": page,
        "gone": [presentation.line(one) for one in rows if one.gone],
        "total": len(present),
        "done": sum(one.is_described for one in present),
        "may_edit": may(request, Role.EDITOR),
    }
    return render(request, "datasets/dictionary.html", context)


@project_page(Role.EDITOR)
def column(request: ProjectRequest, dataset_id: UUID) -> HttpResponse:
    """All that is said of the column that ``?column=`` names."""
    dataset = find_dataset(request, dataset_id)
    wanted = request.GET.get("column", "")
    one = next((row for row in _rows(dataset) if row.name == wanted), None)
    if one is None:
        raise Http404
    form = EntryForm(one, dataset, request.POST or None)
    if request.method == "POST" and form.is_valid():
        seen = {one.name: form.cleaned_data["seen"]}
        try:
            entries.write(dataset, {one.name: form.values}, request.user, seen)
        except Stale as stale:
            form.show_conflict(stale.current)
        except Refused as refused:
            form.show_refusal(refused)
        else:
            messages.success(request, _("Saved."))
            return _home(request, dataset)
    context = {"dataset": dataset, "form": form, "line": presentation.line(one)}
    status = 422 if form.errors else 200
    return render(request, "datasets/dictionary_column.html", context, status=status)


@project_page(Role.EDITOR)
def fill(request: ProjectRequest, dataset_id: UUID) -> HttpResponse:
    """Many columns in one form, a page of them at a time."""
    dataset = find_dataset(request, dataset_id)
    rows = _rows(dataset)
    present = [one for one in rows if not one.gone]
    pages = Paginator(present, AT_ONCE)
    page = pages.get_page(tus.whole(request.GET.get("page", "")) or 1)
    forms = _short_forms(request, dataset, rows, list(page))
    failed = False
    if request.method == "POST":
        done = _save_all(request, dataset, forms)
        if done is not None:
            messages.success(request, done)
            if page.has_next():
                address = reverse("datasets:dictionary_fill", args=[request.project.pk, dataset.pk])
                return redirect(f"{address}?page={page.next_page_number()}")
            return _home(request, dataset)
        failed = True
    context = {
        "dataset": dataset,
        "forms": [{"form": form, **presentation.line(form.one)} for form in forms],
        "page": page,
        "failed": failed,
    }
    status = 422 if failed else 200
    return render(request, "datasets/dictionary_fill.html", context, status=status)


def _short_forms(
    request: ProjectRequest, dataset: Dataset, rows: list[Described], shown: list[Described]
) -> list[ShortForm]:
    """A form for each column on the page; of what was sent, for each column that it names."""
    if request.method != "POST":
        return [ShortForm(one, dataset, prefix=f"c{n}") for n, one in enumerate(shown)]
    known = {one.name: one for one in rows}
    named = request.POST.getlist("column")[:AT_ONCE]
    return [
        ShortForm(known.get(name) or Described(name, None), dataset, request.POST, prefix=f"c{n}")
        for n, name in enumerate(named)
    ]


def _save_all(request: ProjectRequest, dataset: Dataset, forms: list[ShortForm]) -> str | None:
    """Store what was filled in; what to tell then, or None where a form says what is wrong."""
    wrong = [form for form in forms if not form.is_valid()]  # all of them are to say so
    if wrong:
        return None
    touched = {form.one.name: form for form in forms if form.touched}
    seen = {name: form.cleaned_data["seen"] for name, form in touched.items()}
    wanted = {name: form.values for name, form in touched.items()}
    try:
        entries.write(dataset, wanted, request.user, seen)
    except Stale as stale:
        touched[stale.current.column].show_conflict(stale.current)
        return None
    except Refused as refused:
        next(iter(touched.values())).show_refusal(refused)
        return None
    count = len(touched)
    if not count:
        return _("Nothing was changed.")
    return ngettext("{count} column is saved.", "{count} columns are saved.", count).format(
        count=rendering.show(count)
    )


@require_POST
@project_page(Role.EDITOR)
def forget(request: ProjectRequest, dataset_id: UUID) -> HttpResponse:
    """Remove what is said of the column that ``column`` names."""
    dataset = find_dataset(request, dataset_id)
    entry = dataset.entries.filter(column=request.POST.get("column", "")).first()
    if entry is None:
        messages.info(request, _("Nothing is said of this column."))
    else:
        entries.remove(entry, request.user)
        told = _("The description of '{name}' is removed.").format(name=entry.column)
        messages.success(request, told)
    return _home(request, dataset)


@require_safe
@project_page()
def download(request: ProjectRequest, dataset_id: UUID, form: str) -> HttpResponse:
    """The dictionary as a table to fill in."""
    dataset = find_dataset(request, dataset_id)
    if form not in presentation.TYPES:
        raise Http404
    return presentation.table_response(dataset, form)


@project_page(Role.EDITOR)
def bring(request: ProjectRequest, dataset_id: UUID) -> HttpResponse:
    """Take a filled-in table in: first what would change, then saving it."""
    dataset = find_dataset(request, dataset_id)
    context: dict[str, Any] = {"dataset": dataset, "form": SheetForm()}
    if request.method == "POST":
        done = _bring(request, dataset, context)
        if done is not None:
            messages.success(request, done)
            return _home(request, dataset)
    status = 422 if context["form"].errors or context.get("errors") else 200
    return render(request, "datasets/dictionary_import.html", context, status=status)


def _bring(request: ProjectRequest, dataset: Dataset, context: dict[str, Any]) -> str | None:
    """What to tell once it is stored; None where the page is to be shown with ``context``."""
    kept = "cells" in request.POST
    form = context["form"] = SheetForm() if kept else SheetForm(request.POST, request.FILES)
    if not kept and not form.is_valid():
        return None
    try:
        if kept:
            cells = files.brought(request.POST["cells"])
        else:
            upload = form.cleaned_data["file"]
            if upload.size > files.MOST_BYTES:
                raise files.too_large()
            cells = files.cells_of(upload.read())
    except Refused as refused:
        context["errors"] = [refused.message]
        return None
    rows = _rows(dataset)
    found = sheet.read(cells, rows)
    changes = presentation.changes_of(found, rows)
    state = entries.digest(rows)
    current = request.POST.get("seen") == state
    if kept and current and changes and not found.errors:
        wanted = {name: found.values[name] for name in dict.fromkeys(one[0] for one in changes)}
        seen = {one.name: one.entry.updated_at if one.entry else None
                for one in rows if one.name in wanted}  # fmt: skip
        try:
            entries.write(dataset, wanted, request.user, seen)
        except (Stale, Refused):  # saved in the moment between: shown again as it is now
            rows = _rows(dataset)
            changes, state = presentation.changes_of(found, rows), entries.digest(rows)
        else:
            count = len(wanted)
            return ngettext("{count} column is saved.", "{count} columns are saved.", count).format(
                count=rendering.show(count)
            )
    context |= {
        "preview": True,
        "errors": found.errors[: sheet.MOST_ERRORS],
        "more_errors": max(len(found.errors) - sheet.MOST_ERRORS, 0),
        "unread": found.unread,
        "changes": changes[:CHANGES_SHOWN],
        "count": len(changes),
        "columns": len({one[0] for one in changes}),
        "cells": files.carried(cells),
        "seen": state,
        "moved": kept and not found.errors,
    }
    return None
