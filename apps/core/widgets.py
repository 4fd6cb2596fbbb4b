"""Form controls in the site's look, without touching Django's own widget templates.

Django's form renderer also draws the admin panel, so classes are added where a page draws a
field (``{{ field|control }}``) and nowhere else.
"""

from __future__ import annotations

from typing import Literal

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

Kind = Literal["input", "select", "check", "choices", "file", "textarea", "range", "hidden"]

_CLASSES: dict[Kind, str] = {
    "input": "form-control",
    "textarea": "form-control",
    "file": "form-control",
    "select": "form-select",
    "check": "form-check-input",
    "choices": "form-check-input",
    "range": "form-range",
    "hidden": "",
}


def kind(field: BoundField) -> Kind:
    """How the field is laid out."""
    return kind_of(field.field.widget)


def kind_of(widget: forms.Widget) -> Kind:
    # RadioSelect and CheckboxSelectMultiple are ChoiceWidgets too, but lists of boxes to tick.
    table: tuple[tuple[tuple[type[forms.Widget], ...], Kind], ...] = (
        ((forms.HiddenInput, forms.MultipleHiddenInput), "hidden"),
        ((forms.CheckboxInput,), "check"),
        ((forms.RadioSelect, forms.CheckboxSelectMultiple), "choices"),
        ((forms.FileInput,), "file"),
        ((forms.Select,), "select"),
        ((forms.Textarea,), "textarea"),
    )
    for classes, name in table:
        if isinstance(widget, classes):
            return name
    return "range" if getattr(widget, "input_type", "") == "range" else "input"


def control(field: BoundField) -> SafeString:
    """The widget's HTML with classes for its kind and for being wrong."""
    widget = field.field.widget
    parts = widget.widgets if isinstance(widget, forms.MultiWidget) else [widget]
    for part in parts:
        dress(part, wrong=bool(field.errors))
    return SafeString(field.as_widget())


def dress(widget: forms.Widget, *, wrong: bool = False) -> None:
    """Add the site's classes to the widget's own; doing it twice changes nothing."""
    wanted = _CLASSES[kind_of(widget)].split() + (["is-invalid"] if wrong else [])
    present = str(widget.attrs.get("class", "")).split()
    classes = present + [name for name in wanted if name not in present]
    if classes:
        widget.attrs["class"] = " ".join(classes)
    if isinstance(widget, forms.NumberInput):
        widget.attrs.setdefault("inputmode", "decimal")
    if isinstance(widget, forms.Textarea):
        # Django's default of ten rows is taller than most texts that are typed here.
        widget.attrs["rows"] = (
            4 if widget.attrs.get("rows") in (None, "10") else widget.attrs["rows"]
        )
