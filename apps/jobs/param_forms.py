"""A form drawn from an engine's ``Params``: one definition for page, schema and errors.

How a property is drawn: :mod:`apps.core.schema_forms`. Values are checked by pydantic alone, so
that page and API say the same.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from pydantic import BaseModel

from apps.core import rendering, schema_forms
from apps.core.joining import sentences
from apps.core.rendering import render
from apps.engines.contract import Engine, Issue
from apps.jobs import links
from apps.jobs.domain import param_issues


class ParamForm(forms.Form):
    """The fields of one ``Params`` model. After ``is_valid()``, ``params`` is what to submit."""

    model: type[BaseModel]
    use_required_attribute = False

    @property
    def params(self) -> dict[str, Any]:
        """The typed values by parameter; left-out ones take the engine's default."""
        return dict(self._params)

    @property
    def shown(self) -> list[BoundField]:
        """The fields that stand on the page, hidden inputs among them."""
        folded = {field.name for field in self.folded}
        return [field for field in self if field.name not in folded]

    @property
    def folded(self) -> list[BoundField]:
        """Those that a fold holds."""
        return schema_forms.folded(self)

    @property
    def fold_open(self) -> bool:
        """Whether the fold holds something to be seen."""
        return schema_forms.fold_open(self)

    def clean(self) -> dict[str, Any]:
        self._params = schema_forms.typed_values(self)
        self._parsed, issues = param_issues.parse(self.model, self._params)
        self.add_issues(issues)
        return self.cleaned_data

    def add_issues(self, issues: list[Issue]) -> None:
        """Show issues at their fields; those of no field of this form above it."""
        for issue in issues:
            name = issue.field.partition(".")[0]
            text = sentences(render(issue.message), render(issue.fix))
            self.add_error(name if name in self.fields else None, text)


def form_class(model: type[BaseModel]) -> type[ParamForm]:
    """A form for the model. Made on each call, so that labels are in the reader's language."""
    fields = schema_forms.fields_of(model.model_json_schema())
    return type(f"{model.__name__}Form", (ParamForm,), {**fields, "model": model})


def add_pages(form: forms.Form, engine: Engine, project_id: Any) -> None:
    """Beside each parameter, the way to the pages that tell more of its choices."""
    for name, field in form.fields.items():
        for page in links.pages_of(engine, name, project_id):
            field.help_text = _with_link(field.help_text, page)


def _with_link(text: Any, page: links.ParamPage) -> SafeString:
    gap = rendering.gap() if text else ""
    return format_html('{}{}<a href="{}">{}</a>', text, gap, page.url, page.label)
