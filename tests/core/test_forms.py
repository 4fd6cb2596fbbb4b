"""Fields carry their label, help and errors to everybody; nothing typed is lost."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from apps.core import widgets
from apps.core.forms import ConfirmForm, LeptonFormRenderer
from tests.e2e.gallery import SampleForm


def drawn(form, **context):
    return " ".join(
        render_to_string("core/components/form.html", {"form": form, **context}).split()
    )


@pytest.mark.parametrize(
    ("field", "kind", "css"),
    [
        ("name", "input", "form-control"),
        ("text", "textarea", "form-control"),
        ("market", "select", "form-select"),
        ("several", "select", "form-select"),
        ("columns", "choices", "form-check-input"),
        ("kind", "choices", "form-check-input"),
        ("file", "file", "form-control"),
        ("agree", "check", "form-check-input"),
    ],
)
def test_each_widget_gets_its_own_look(field, kind, css):
    bound = SampleForm()[field]
    assert widgets.kind(bound) == kind
    assert f'class="{css}"' in bound.as_field_group()


class Coloured(forms.Select):
    option_template_name = "django/forms/widgets/radio_option.html"


@pytest.mark.parametrize(
    "widget",
    [
        forms.Select(attrs={"data-x": 'a"b', "disabled": True, "hidden": False}),
        forms.SelectMultiple(),
        Coloured(),
    ],
)
def test_a_select_is_what_django_draws(widget):
    widget.choices = [
        ("", "–"),
        ("<a>", mark_safe("<i>Safe</i>")),
        ("Group & more", [(1, "One & only"), (None, "None")]),
    ]
    attrs = {"id": "id_x"}
    known, own = (
        widget.render("x", ["<a>", 1], attrs, renderer)
        for renderer in (TemplatesSetting(), LeptonFormRenderer())
    )
    assert re.sub(r"\s*\n\s*", "", own) == re.sub(r"\s*\n\s*", "", known)


def test_a_widgets_own_classes_stay_and_are_not_repeated():
    widget = forms.TextInput(attrs={"class": "mine form-control"})
    widgets.dress(widget)
    widgets.dress(widget, wrong=True)
    assert widget.attrs["class"] == "mine form-control is-invalid"


def test_hidden_and_combined_widgets():
    class Both(forms.Form):
        secret = forms.CharField(widget=forms.HiddenInput)
        when = forms.SplitDateTimeField(label="When")

    page = drawn(Both(initial={"secret": "x"}))
    assert '<input type="hidden" name="secret" value="x"' in page
    assert page.count('class="form-control"') == 2
    assert "<legend" in page


def test_a_multipart_form_says_so_and_a_get_form_has_no_token():
    assert 'enctype="multipart/form-data"' in drawn(SampleForm())
    assert "csrf" not in drawn(forms.Form(), method="get")


def test_help_and_errors_are_tied_to_the_field():
    page = drawn(SampleForm({"text": "kept <as> typed", "size": "-1"}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_error"' in page
    assert 'aria-invalid="true"' in page
    assert "kept &lt;as&gt; typed" in page
    assert "Nothing you typed is lost" in page
    assert 'value="-1"' in page


def test_errors_of_the_whole_form_come_first():
    form = SampleForm({})
    form.add_error(None, "The two do not go together.")
    page = drawn(form)
    assert page.index("do not go together") < page.index("id_name")


@pytest.mark.parametrize(
    ("typed", "valid"),
    [("My project", True), ("  My project ", True), ("my project", False), ("", False)],
)
def test_only_the_phrase_confirms(typed, valid):
    form = ConfirmForm({"confirm": typed}, phrase="My project")
    assert form.is_valid() is valid
    assert bool(form.problem) is not valid


def test_a_form_that_was_not_sent_has_no_problem():
    assert ConfirmForm(phrase="x").problem == ""
