"""A form drawn from an engine's ``Params``: one definition for page, schema and errors.

Types: whole numbers, numbers, yes/no, one of several (``Literal`` or ``Enum``), text, lists of
these, each also optional. ``title`` and ``description`` are labels and help (marked for the
catalogue); ``json_schema_extra`` may hold ``unit``, ``step``, ``choices`` (value → label),
``widget`` (``"textarea"`` or ``"hidden"``). Values are checked by pydantic alone, so that page
and API say the same; what was typed is shown again as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from apps.core.messages import Num
from apps.core.rendering import number, render
from apps.engines.contract import Issue
from apps.jobs.domain import param_issues

Schema = Mapping[str, Any]


class ParamForm(forms.Form):
    """The fields of one ``Params`` model. After ``is_valid()``, ``params`` is what to submit."""

    model: type[BaseModel]
    use_required_attribute = False

    @property
    def params(self) -> dict[str, Any]:
        """The typed values by parameter; left-out ones take the engine's default."""
        return dict(self._params)

    def clean(self) -> dict[str, Any]:
        self._params = {
            name: value
            for name, field in self.fields.items()
            if (value := _typed(field, self.cleaned_data.get(name))) is not _ABSENT
        }
        self._parsed, issues = param_issues.parse(self.model, self._params)
        self.add_issues(issues)
        return self.cleaned_data

    def add_issues(self, issues: list[Issue]) -> None:
        """Show issues at their fields; those of no field of this form above it."""
        for issue in issues:
            name = issue.field.partition(".")[0]
            text = render(issue.message)
            if issue.fix is not None:
                text = f"{text} {render(issue.fix)}"
            self.add_error(name if name in self.fields else None, text)


def form_class(model: type[BaseModel]) -> type[ParamForm]:
    """A form for the model. Made on each call, so that labels are in the reader's language."""
    schema = model.model_json_schema()
    definitions = schema.get("$defs", {})
    fields = {
        name: _field(_resolved(spec, definitions), name, name in schema.get("required", []))
        for name, spec in schema.get("properties", {}).items()
    }
    return type(f"{model.__name__}Form", (ParamForm,), {**fields, "model": model})


def initial_from(params: Mapping[str, Any]) -> dict[str, Any]:
    """Stored parameters as a form shows them, e.g. to change and run again."""
    return {
        name: ", ".join(map(str, value)) if isinstance(value, list) and _plain(value) else value
        for name, value in params.items()
    }


def _plain(values: list[Any]) -> bool:
    return all(isinstance(value, str | int | float) for value in values)


_ABSENT = object()


def _typed(field: forms.Field, value: Any) -> Any:
    """What pydantic gets: empty optional fields are None, other empty ones are left out."""
    if isinstance(field, forms.BooleanField):
        return bool(value)
    if getattr(field, "is_list", False):
        return list(value) if isinstance(value, list) else _split(str(value or ""))
    if value in (None, ""):
        return None if getattr(field, "nullable", False) else _ABSENT
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
    # Only for the mark beside the label: pydantic says what is missing, in the API's words.
    field.required = required or _always_filled(spec)
    field.validate = _unchecked  # type: ignore[method-assign]
    if spec.get("default") is not None:
        field.initial = initial_from({name: spec["default"]})[name]
    field.nullable = spec.get("nullable", False)  # type: ignore[attr-defined]
    field.is_list = spec.get("type") == "array"  # type: ignore[attr-defined]
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
    return " ".join(str(part) for part in parts)


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
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple)
    return forms.CharField()


def _bounds(spec: Schema) -> dict[str, Any]:
    step = spec.get("step", 1 if spec.get("type") == "integer" else "any")
    attrs = {"min": spec.get("minimum"), "max": spec.get("maximum"), "step": step}
    return {name: value for name, value in attrs.items() if value is not None}
