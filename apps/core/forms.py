"""Forms drawn with the site's own field template, what they are bound to and answered with, and the
typed confirmation of a deletion.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, QueryDict
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


class SuggestingInput(forms.TextInput):
    """A text field that offers what is known: typing searches, without any script."""

    suggestions: Iterable[str] = ()

    def offered(self) -> Iterable[tuple[str, str]]:
        """Each value with the words that are shown beside it."""
        return ((one, "") for one in self.suggestions)

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        key = f"known-{name}"
        attrs = {**(attrs or {}), "list": key, "autocomplete": "off"}
        field = super().render(name, value, attrs, renderer)
        listed = format_html_join("", '<option value="{}">{}</option>', self.offered())
        return format_html('{}<datalist id="{}">{}</datalist>', field, key, listed)


class LeptonFormRenderer(TemplatesSetting):
    """Fields come from ``templates/core/forms/field.html`` (``{{ field.as_field_group }}``)."""

    field_template_name = "core/forms/field.html"

    def render(self, template_name: str, context: Any, request: Any = None) -> str:
        """A select is drawn here: Django includes two templates for each of its options, which for
        a list of countries is half the time of a page.
        """
        if template_name == forms.Select.template_name and _has_plain_options(context["widget"]):
            return _select(context["widget"])
        return super().render(template_name, context, request)


def _has_plain_options(widget: Mapping[str, Any]) -> bool:
    """No option has a template of its own; a widget's options all have the same."""
    usual = forms.Select.option_template_name
    return all(
        option["template_name"] == usual
        for _group, options, _index in widget["optgroups"]
        for option in options[:1]
    )


def _select(widget: Mapping[str, Any]) -> SafeString:
    """``django/forms/widgets/select.html``, from the same context."""
    lines = [f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget["attrs"])}>']
    for group, options, _index in widget["optgroups"]:
        if group:
            lines.append(f'<optgroup label="{conditional_escape(group)}">')
        lines += map(_option, options)
        if group:
            lines.append("</optgroup>")
    return SafeString("\n".join([*lines, "</select>"]))


def _option(option: Mapping[str, Any]) -> str:
    value, attributes = conditional_escape(str(option["value"])), _attributes(option["attrs"])
    return f'<option value="{value}"{attributes}>{conditional_escape(option["label"])}</option>'


def _attributes(attributes: Mapping[str, Any]) -> str:
    """As ``django/forms/widgets/attrs.html``: True stands for the bare name, False for nothing."""
    return "".join(
        f" {conditional_escape(name)}"
        if value is True
        else f' {conditional_escape(name)}="{conditional_escape(str(value))}"'
        for name, value in attributes.items()
        if value is not False
    )


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent, or nothing while the page is only read."""
    return request.POST if request.method == "POST" else None


def status_of(form: forms.BaseForm | None) -> int:
    """422 for a page that shows again what was refused, so that programs can tell, else 200."""
    return 422 if form is not None and form.is_bound and form.errors else 200


class ConfirmForm(forms.Form):
    """Valid only if exactly ``phrase`` was typed (spaces around it do not count).

    The page is drawn by ``core/components/confirm.html``.
    """

    confirm = forms.CharField(required=False, max_length=500)

    def __init__(self, *args: Any, phrase: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.phrase = phrase

    def clean_confirm(self) -> str:
        typed: str = self.cleaned_data["confirm"].strip()
        if typed != self.phrase.strip():
            raise forms.ValidationError(
                _("What you typed is not '{phrase}'. Nothing was deleted.").format(
                    phrase=self.phrase
                )
            )
        return typed

    @property
    def problem(self) -> str:
        """The sentence to show beside the box, or nothing."""
        return str(self.errors["confirm"][0]) if self.is_bound and self.errors else ""
