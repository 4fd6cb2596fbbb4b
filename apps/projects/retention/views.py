"""The page on which an owner says how long what is kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.forms import posted, status_of
from apps.core.rendering import render as say
from apps.projects.access import ProjectRequest, project_page
from apps.projects.domain.errors import Refused
from apps.projects.models import Project, Retention, Role
from apps.projects.retention import kinds, periods


class RetentionForm(forms.Form):
    """Days for each kind; the fields are named by their keys."""

    def __init__(self, *args: Any, known: dict[str, Retention], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in kinds.listed():
            self.fields[kind.key] = forms.IntegerField(
                label=kind.label,
                required=False,
                min_value=1,
                max_value=periods.MOST_DAYS,
                initial=known[kind.key].days if kind.key in known else None,
                widget=forms.NumberInput(
                    attrs={
                        "class": "form-control",
                        "placeholder": gettext_lazy("for ever"),
                        "inputmode": "numeric",
                        "aria-label": kind.label,
                    }
                ),
            )

    @property
    def days(self) -> dict[str, int | None]:
        """Key → days as they stand in the form: typed where that is sound, else as stored."""
        if not self.is_bound:
            return {key: field.initial for key, field in self.fields.items()}
        self.is_valid()
        return {key: self.cleaned_data.get(key) for key in self.fields}


@project_page(Role.OWNER)
def retention(request: ProjectRequest) -> HttpResponse:
    """Look at the periods and at what they would delete now; save them (``do=save``)."""
    project = request.project
    known = periods.of(project)
    form = RetentionForm(posted(request), known=known)
    saves = request.POST.get("do") == "save"
    if saves and form.is_valid():
        try:
            changed = periods.change(project, form.days, request.user)
        except Refused as refused:
            form.add_error(refused.field, say(refused.message))
        else:
            text = _("Saved. What is older goes once a day.") if changed else _("Nothing changed.")
            messages.success(request, text)
            return redirect("projects:retention", project.pk)
    context = {"form": form, "rows": _rows(project, form, known), "previewed": form.is_bound}
    return render(request, "projects/retention.html", context, status=status_of(form))


def _rows(
    project: Project, form: RetentionForm, known: dict[str, Retention]
) -> list[dict[str, Any]]:
    days = form.days
    return [
        {
            "kind": kind,
            "field": form[kind.key],
            "overdue": periods.overdue(project, kind.key, count)
            if (count := days[kind.key])
            else None,
            "begins_at": known[kind.key].begins_at if kind.key in known else None,
        }
        for kind in kinds.listed()
    ]
