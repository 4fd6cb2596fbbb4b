"""Forms drawn from parameters, and a broker that does not answer."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

import pytest
from kombu.exceptions import OperationalError
from pydantic import BaseModel, Field

from apps.core.messages import msg
from apps.core.schema_forms import initial_from
from apps.engines.contract import Issue
from apps.jobs.domain import dispatch
from apps.jobs.models import Job
from apps.jobs.param_forms import form_class


class Shade(StrEnum):
    LIGHT = "light"
    DARK = "dark"


class Everything(BaseModel):
    needed: int = Field(title="Needed")
    ratio: float | None = Field(None, lt=1)
    shade: Shade = Shade.DARK
    kinds: list[Literal["a", "b"]] = []
    words: list[str] = ["x", "y"]
    note: str = Field("", json_schema_extra={"widget": "textarea"})
    mode: Literal["fast", "exact"] | None = Field(
        None, json_schema_extra={"choices": {"fast": "Quick", "exact": "Exact"}}
    )


def test_each_type_has_its_field():
    page = str(form_class(Everything)())
    for part in (
        "textarea",
        'type="checkbox" name="kinds"',
        "Quick",
        'value="x, y"',
        "Less than 1.",
    ):
        assert part in page, part
    assert '<option value="dark" selected>' in page


def test_values_arrive_typed_and_empty_ones_as_nothing():
    data = {"needed": "4", "ratio": "", "shade": "light", "kinds": ["a", "b"], "words": "p; q\nr"}
    form = form_class(Everything)({**data, "note": "n", "mode": ""})
    assert form.is_valid(), form.errors
    parsed = Everything.model_validate(form.params)
    assert (parsed.needed, parsed.ratio, parsed.shade) == (4, None, Shade.LIGHT)
    assert (parsed.kinds, parsed.words, parsed.mode) == (["a", "b"], ["p", "q", "r"], None)


def test_what_is_missing_or_wrong_is_said_at_its_field():
    form = form_class(Everything)({"ratio": "2", "shade": "pink", "kinds": ["z"]})
    assert not form.is_valid()
    assert form.errors["needed"] == ["Fill in 'Needed'."]
    assert form.errors["ratio"] == ["Ratio must be less than 1."]
    assert "must be one of" in form.errors["shade"][0]
    assert "kinds" in form.errors
    form.add_issues([Issue(message=msg("All wrong."), fix=msg("Begin again."), field="elsewhere")])
    assert form.non_field_errors() == ["All wrong. Begin again."]


def test_stored_values_fill_the_form_in():
    assert initial_from({"words": ["a", "b"], "n": 1})["words"] == "a, b"
    page = str(form_class(Everything)(initial=initial_from({"kinds": ["a", "b"]}))["kinds"])
    assert page.count("checked") == 2


@pytest.mark.parametrize("error", [OperationalError("down"), ConnectionRefusedError()])
def test_a_broker_that_does_not_answer_is_no_error(monkeypatch, error):
    def refuse(*args, **kwargs):
        raise error

    monkeypatch.setattr("celery.current_app.send_task", refuse)
    assert dispatch.send(Job(queue="default")) is False
