"""The settings of a plugin as a form, drawn from its JSON schema."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from apps.core import schema_forms
from apps.core.rendering import render
from apps.plugins import schema
from apps.plugins.domain import settings as domain
from apps.plugins.entries import PluginEntry

CLEAR = "clear-"


class SettingsForm(forms.Form):
    """For the site, or for a project, where what is left empty stands as the site says.

    After ``is_valid()``, ``values`` and ``clear`` are what to save. A secret that is stored is
    never put into the page: its field is empty, and left empty it stays.
    """

    entry: PluginEntry
    project_id: Any
    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        cleaned = {**self.cleaned_data}
        self.clear = [name for name in self._secrets if cleaned.get(f"{CLEAR}{name}")]
        self.values = {
            name: _typed(self._spec(name), value)
            for name, value in schema_forms.typed_values(self).items()
            if not name.startswith(CLEAR) and not self._is_unset(name, value)
        }
        self._check()
        return cleaned

    def _is_unset(self, name: str, value: Any) -> bool:
        """An empty list, or a box left alone in a project, says nothing of its own."""
        return value in (None, []) or (name in self._secrets and value == "")

    def _check(self) -> None:
        """The whole as it would then be; only what can be set here is asked for here."""
        before = domain.stored(self.entry, self.project_id)
        kept = {name: before[name] for name in self._secrets & before.keys() - set(self.clear)}
        wanted = self._schema()
        for name, message in schema.problems(wanted, {**self._below(), **kept, **self.values}):
            self.add_error(name if name in self.fields else None, render(message))

    def _below(self) -> dict[str, Any]:
        if self.project_id is None:
            return {}
        site = domain.stored(self.entry, None)
        return {**schema.defaults(self.entry.settings_schema or {}), **site}

    def _schema(self) -> dict[str, Any]:
        """The plugin's, without asking here for what is set elsewhere."""
        whole = dict(self.entry.settings_schema or {})
        here = set(domain.names_of(self.entry, of_project=self.project_id is not None))
        if self.project_id is None:
            here -= set(self.entry.project_settings)
        whole["required"] = [name for name in whole.get("required", []) if name in here]
        return whole

    def _spec(self, name: str) -> dict[str, Any]:
        return dict((self.entry.settings_schema or {})["properties"][name])

    @property
    def _secrets(self) -> set[str]:
        return domain.secret_names(self.entry) & self.fields.keys()


def settings_form(entry: PluginEntry, project_id: Any, data: Any = None) -> SettingsForm | None:
    """The form, or None where nothing can be set here."""
    names = domain.names_of(entry, of_project=project_id is not None)
    if not names:
        return None
    stored = domain.stored(entry, project_id)
    drawn = schema_forms.fields_of(entry.settings_schema or {})
    secrets = domain.secret_names(entry)
    fields: dict[str, forms.Field] = {}
    for name in names:
        fields[name] = drawn[name]
        if project_id is not None:
            fields[name] = _as_override(fields[name])
        if name in secrets and name in stored:
            _as_stored_secret(fields, name)
    specs = (entry.settings_schema or {})["properties"]
    shown = {
        name: _shown(fields[name], specs[name], value)
        for name, value in stored.items()
        if name not in secrets
    }
    kind = type("PluginSettingsForm", (SettingsForm,), fields)
    form = kind(data, initial=shown)
    form.entry, form.project_id = entry, project_id
    return form


def _as_override(field: forms.Field) -> forms.Field:
    """Of a project: it may also say nothing, and then the site's holds."""
    as_site = ("", _("As the site says"))
    if isinstance(field, forms.BooleanField):
        choices: Any = [as_site, ("true", _("Yes")), ("false", _("No"))]
        field = forms.ChoiceField(label=field.label, help_text=field.help_text, choices=choices)
    elif isinstance(field, forms.ChoiceField) and not isinstance(field, forms.MultipleChoiceField):
        choices = field.choices
        field.choices = [as_site, *choices]
    else:
        field.widget.attrs["placeholder"] = as_site[1]
    field.required, field.initial = False, None
    return field


def _shown(field: forms.Field, spec: dict[str, Any], value: Any) -> Any:
    """A stored value as the form sends it: what equals no option is lost when it is saved again."""
    if isinstance(field, forms.MultipleChoiceField) and isinstance(value, list):
        return [_option(spec["items"]["enum"], one) for one in value]
    if isinstance(field, forms.ChoiceField):
        return _option(spec.get("enum", ()), value)
    return schema_forms.initial_from({"value": value})["value"]


def _option(options: Iterable[Any], value: Any) -> Any:
    """Of a project yes and no are options too, without the schema naming them."""
    word = str(value).lower() if isinstance(value, bool) else value
    return next((str(option) for option in options if option == value), word)


def _as_stored_secret(fields: dict[str, forms.Field], name: str) -> None:
    field = fields[name]
    field.required = False
    field.widget.attrs["placeholder"] = _("Stored. Leave empty to keep it.")
    fields[f"{CLEAR}{name}"] = forms.BooleanField(
        label=_("Remove the stored ‘{name}’").format(name=field.label), required=False
    )


def _typed(spec: dict[str, Any], value: Any) -> Any:
    """Numbers come as text, yes and no as words; what is neither is for the schema to refuse."""
    if isinstance(value, list):
        return [_typed(spec.get("items", {}), item) for item in value]
    if not isinstance(value, str):
        return value
    try:
        return _READ.get(str(spec.get("type")), str)(value)
    except ValueError:
        return value


def _number(text: str) -> float:
    """JSON knows no infinity and nothing that is no number, so no database stores them."""
    number = float(text.replace(",", "."))
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _yes_or_no(text: str) -> bool:
    return ("false", "true").index(text.lower()) == 1


_READ: dict[str, Callable[[str], Any]] = {
    "integer": int,
    "number": _number,
    "boolean": _yes_or_no,
}
