"""What every page of the admin panel has in common."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from import_export.admin import ExportMixin
from import_export.formats.base_formats import CSV, JSON
from unfold.admin import ModelAdmin, TabularInline
from unfold.contrib.import_export.forms import ExportForm
from unfold.decorators import display

from apps.accounts.panel.actions import ConfirmedActions
from apps.core.counting import CappedPaginator, values_of
from apps.core.happenings import plain, report
from apps.core.messages import Num
from apps.core.rendering import number


class PanelAdmin(ConfirmedActions, ModelAdmin):
    """A page whose changes reach the audit trail. Nothing is deleted here unless a page says so."""

    list_filter_submit = True
    list_per_page = 50
    paginator = CappedPaginator
    show_full_result_count = False  # it reads the whole table
    warn_unsaved_form = True

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if form.changed_data:
            self.report_change(request, obj, form)

    def report_change(self, request: HttpRequest, obj: Any, form: Any) -> None:
        report(
            f"{self.opts.app_label}.{self.opts.model_name}.edited",
            actor=request.user,
            subject=obj,
            project_id=getattr(obj, "project_id", None),
            changes={
                name: [plain(form.initial.get(name)), plain(form.cleaned_data[name])]
                for name in sorted(form.changed_data)
            },
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnlyAdmin(PanelAdmin):
    """Rows that are looked at and never typed into."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """False hides every field's input; actions go through ``domain`` and need none of it."""
        return False


class ReadOnlyInline(TabularInline):
    """Rows of another table, shown below."""

    extra = 0
    can_delete = False
    show_change_link = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class CsvExport(ExportMixin):
    """An 'export' button: CSV or JSON of the filtered list. Each export is in the audit trail."""

    export_form_class = ExportForm
    formats = [CSV, JSON]

    def get_export_data(
        self, file_format: Any, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> Any:
        data = super().get_export_data(file_format, request, *args, **kwargs)
        opts = self.opts
        report(f"{opts.app_label}.{opts.model_name}.exported", actor=request.user)
        return data


def shown(field: str, label: Any) -> Any:
    """A column for a model's field with our own words: fields without a name have English ones."""

    @display(description=label, ordering=field)
    def value(self: Any, row: Any) -> Any:
        choice = getattr(row, f"get_{field}_display", None)
        found = choice() if choice else getattr(row, field)
        # The theme prints a moment as it is stored where it is not a list's column.
        return localize(localtime(found)) if isinstance(found, datetime) else found

    return value


def titled(filter_class: Any, label: Any) -> Any:
    """A list filter under our own words."""

    class Titled(filter_class):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.title = label

    return Titled


class UsedValuesFilter(admin.AllValuesFieldListFilter):
    """A list filter by the values that are there, found by an index that begins with the column:
    Django's own reads every row. The empty one and those after ``MOST_VALUES`` are not offered."""

    def __init__(
        self, field: Any, request: Any, params: Any, model: Any, *args: Any, **named: Any
    ) -> None:
        super().__init__(field, request, params, model, *args, **named)
        self.lookup_choices: Any = values_of(model._default_manager.all(), field.name)


def filled(field: str, label: Any) -> tuple[str, Any]:
    """A list filter for whether a field has a value."""
    return field, titled(admin.EmptyFieldListFilter, label)


def yes(value: Any) -> Any:
    """A word where it is so, a dash where it is not: a red cross would look like an error."""
    return _("Yes") if value else "–"


def as_json(value: Any) -> SafeString:
    """Stored JSON, readable."""
    text = json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True)
    return preformatted(text)


def preformatted(text: str) -> SafeString:
    """Text whose lines matter, e.g. a traceback."""
    if not text:
        return format_html("–")
    return format_html('<pre class="panel-text">{}</pre>', text)


def as_bytes(value: float | None) -> str:
    return number(Num(value=value, style="bytes")) if value is not None else "–"
