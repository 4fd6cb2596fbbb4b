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


class Folding(BaseModel):
    seen: int = Field(1, title="Seen")
    rate: float = Field(0.95, le=1, json_schema_extra={"advanced": True})
    words: list[str] = Field(["x", "y"], json_schema_extra={"advanced": True})
    on: bool = Field(True, json_schema_extra={"advanced": True})
    limit: int | None = Field(None, json_schema_extra={"advanced": True})
    ways: list[Literal["a", "b"]] = Field(["a", "b"], json_schema_extra={"advanced": True})


KEPT = {"seen": "5", "rate": "0.95", "words": "x, y", "on": "on", "limit": "", "ways": ["a", "b"]}


def test_rarely_needed_fields_are_folded_away():
    form = form_class(Folding)()
    assert [field.name for field in form.shown] == ["seen"]
    assert [field.name for field in form.folded] == ["rate", "words", "on", "limit", "ways"]
    assert not form.fold_open
    assert form_class(Everything)().folded == []
    assert not form_class(Folding)(KEPT).fold_open, "what was seen may be anything"
    assert not form_class(Folding)(initial=initial_from(Folding(seen=9).model_dump())).fold_open


@pytest.mark.parametrize(
    "other", [{"rate": "0.9"}, {"rate": "2"}, {"rate": ""}, {"words": "x"}, {"on": ""},
              {"limit": "3"}, {"ways": ["a"]}],
)  # fmt: skip
def test_a_fold_opens_for_an_error_or_another_value(other):
    assert form_class(Folding)({**KEPT, **other}).fold_open
    form = form_class(Folding)(KEPT)
    form.full_clean()
    form.add_issues([Issue(message=msg("Too few."), field=next(iter(other)))])
    assert form.fold_open


def test_a_fold_opens_for_what_an_earlier_run_chose():
    assert form_class(Folding)(initial=initial_from({"limit": 3})).fold_open
