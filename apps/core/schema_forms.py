"""Forms drawn from a JSON schema: parameters of engines, settings of plugins.

Types: whole numbers, numbers, yes/no, one of several, text, lists of these, each also optional.
``title`` and ``description`` are labels and help (marked for the catalogue); more words that a
property may hold: ``unit``, ``step``, ``choices`` (value → label), ``widget`` (``"textarea"`` or
``"hidden"``), ``advanced`` (rarely needed: a form folds it away), and ``format: "password"``.
Values are checked by whoever owns the schema; what was typed is shown again as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.joining import sentences
from apps.core.messages import Num
from apps.core.rendering import number

Schema = Mapping[str, Any]


def fields_of(schema: Schema) -> dict[str, forms.Field]:
    """A field for each property. Made on each call: labels are in the reader's language."""
    definitions = schema.get("$defs", {})
    required = schema.get("required", [])
    return {
        name: _field(_resolved(spec, definitions), name, name in required)
        for name, spec in schema.get("properties", {}).items()
    }


def typed_values(form: forms.Form) -> dict[str, Any]:
    """What was typed, by name; without what was left empty and is not wanted as None."""
    values = {
        name: typed(field, form.cleaned_data.get(name)) for name, field in form.fields.items()
    }
    return {name: value for name, value in values.items() if value is not ABSENT}


def initial_from(params: Mapping[str, Any]) -> dict[str, Any]:
    """Stored parameters as a form shows them, e.g. to change and run again."""
    return {
        name: ", ".join(map(str, value)) if isinstance(value, list) and _plain(value) else value
        for name, value in params.items()
    }


def _plain(values: list[Any]) -> bool:
    return all(isinstance(value, str | int | float) for value in values)


def folded(form: forms.Form) -> list[BoundField]:
    """The fields that a form folds away until they are wanted."""
    return [field for field in form.visible_fields() if getattr(field.field, "advanced", False)]


def fold_open(form: forms.Form) -> bool:
    """Whether a folded field has an error, or a value that is not the default."""
    return any(field.errors or _text(field) != _default(field) for field in folded(form))


def _text(field: BoundField) -> str:
    return _written(field.field.prepare_value(field.value()))


def _default(field: BoundField) -> str:
    return _written(field.field.prepare_value(field.field.initial))


def _written(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value in (None, False) else str(value).strip()


ABSENT = object()


def typed(field: forms.Field, value: Any) -> Any:
    """What pydantic gets: empty optional fields are None, other empty ones are left out."""
    if isinstance(field, forms.BooleanField):
        return bool(value)
    if getattr(field, "is_list", False):
        return list(value) if isinstance(value, list) else _split(str(value or ""))
    if value in (None, ""):
        return None if getattr(field, "nullable", False) else ABSENT
    return value


def _split(text: str) -> list[str]:
    parts = text.replace("\n", ",").replace(";", ",").split(",")
    return [part.strip() for part in parts if part.strip()]


def _resolved(spec: Schema, definitions: Schema) -> dict[str, Any]:
    """The property with its references followed and 'or nothing' taken apart."""
    merged = dict(spec)
    options = [option for option in merged.pop("anyOf", []) if option.get("type") != "null"]
    if len(options) < len(spec.get("anyOf", [])):
        merged["nullable"] = True
    for part in [*options[:1], *merged.pop("allOf", [])]:
        merged = {**part, **merged}
    reference = merged.pop("$ref", None)
    if reference:
        merged = {**definitions[reference.rsplit("/", 1)[1]], **merged}
    if isinstance(merged.get("items"), Mapping):
        merged["items"] = _resolved(merged["items"], definitions)
    return merged


def _field(spec: Schema, name: str, required: bool) -> forms.Field:
    field = _make(spec)
    label = gettext(spec["title"]) if spec.get("title") else name.replace("_", " ").capitalize()
    if spec.get("unit"):
        label = f"{label} ({gettext(spec['unit'])})"
    field.label = label
    field.help_text = _help(spec)
    # Only for the mark beside the label: the schema's owner says what is missing.
    field.required = required or _always_filled(spec)
    field.validate = _unchecked  # type: ignore[method-assign]
    if spec.get("default") is not None:
        field.initial = initial_from({name: spec["default"]})[name]
    field.nullable = spec.get("nullable", False)  # type: ignore[attr-defined]
    field.is_list = spec.get("type") == "array"  # type: ignore[attr-defined]
    field.advanced = bool(spec.get("advanced"))  # type: ignore[attr-defined]
    return field


def _always_filled(spec: Schema) -> bool:
    numeric = spec.get("type") in {"integer", "number"}
    return (numeric or bool(_choices(spec))) and not spec.get("nullable")


def _unchecked(value: Any) -> None:
    """Takes the place of a field's own check."""


def _help(spec: Schema) -> str:
    parts = [gettext(spec["description"])] if spec.get("description") else []
    low = spec.get("minimum", spec.get("exclusiveMinimum"))
    high = spec.get("maximum", spec.get("exclusiveMaximum"))
    if low is not None and high is not None:
        parts.append(_("From {low} to {high}.").format(low=_show(low), high=_show(high)))
    elif low is not None:
        text = _("More than {low}.") if "exclusiveMinimum" in spec else _("At least {low}.")
        parts.append(text.format(low=_show(low)))
    elif high is not None:
        text = _("Less than {high}.") if "exclusiveMaximum" in spec else _("At most {high}.")
        parts.append(text.format(high=_show(high)))
    if spec.get("type") == "array" and not _choices(spec.get("items", {})):
        parts.append(gettext("Separate entries with commas."))
    return sentences(*parts)


def _show(value: float) -> str:
    return number(Num(value=float(value)))


def _choices(spec: Schema) -> list[tuple[str, str]]:
    values = spec.get("enum") or ([spec["const"]] if "const" in spec else [])
    labels = spec.get("choices", {})
    return [(str(value), gettext(labels.get(value, str(value)))) for value in values]


def _make(spec: Schema) -> forms.Field:
    if spec.get("widget") == "hidden":
        return forms.CharField(widget=forms.HiddenInput)
    choices = _choices(spec)
    if choices:
        empty = [("", "–")] if spec.get("nullable") else []
        return forms.ChoiceField(choices=[*empty, *choices])
    if spec.get("format") == "password" or spec.get("writeOnly"):
        return forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))
    match spec.get("type"):
        case "boolean":
            return forms.BooleanField()
        case "integer" | "number":
            return forms.CharField(widget=forms.NumberInput(attrs=_bounds(spec)))
        case "array":
            return _list_field(spec)
    widget = forms.Textarea(attrs={"rows": 4}) if spec.get("widget") == "textarea" else None
    return forms.CharField(widget=widget, max_length=None, strip=False)


def _list_field(spec: Schema) -> forms.Field:
    choices = _choices({**spec.get("items", {}), "choices": spec.get("choices", {})})
    if choices:
        return _SeveralField(choices=choices, widget=forms.CheckboxSelectMultiple)
    return forms.CharField()


class _SeveralField(forms.MultipleChoiceField):
    def prepare_value(self, value: Any) -> Any:
        """``initial_from`` knows no fields: its text would tick no box."""
        return _split(value) if isinstance(value, str) else value


def _bounds(spec: Schema) -> dict[str, Any]:
    step = spec.get("step", 1 if spec.get("type") == "integer" else "any")
    attrs = {"min": spec.get("minimum"), "max": spec.get("maximum"), "step": step}
    return {name: value for name, value in attrs.items() if value is not None}
