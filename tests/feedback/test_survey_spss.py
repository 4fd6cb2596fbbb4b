"""Answers as an SPSS file, read back with the library that statisticians read them with."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pyreadstat
import pytest
from django.urls import reverse

from apps.feedback.models import Survey
from apps.jobs.reports import formats
from tests.factories.surveys import ResponseFactory, SurveyFactory

pytestmark = pytest.mark.django_db


def choices(*pairs: tuple[str, str]) -> list[dict[str, Any]]:
    return [{"value_id": key, "text": {"en": text}} for key, text in pairs]


DEFINITION: dict[str, Any] = {
    "languages": ["en"],
    "default": "en",
    "title": {"en": "Lamps"},
    "sections": [{"key": "s1", "questions": [
        {"key": "q1", "kind": "single", "text": {"en": "Plan?"},
         "choices": choices(("c7", "Free"), ("c3", "Paid – 付费"))},
        {"key": "q2", "kind": "multiple", "text": {"en": "Uses?"},
         "choices": choices(("home", "Home"), ("work", "Work"))},
        {"key": "q3", "kind": "scale", "lowest": 1, "highest": 5, "text": {"en": "Bright?"},
         "low_label": {"en": "Dark"}, "high_label": {"en": "Bright"},
         "show_if": {"conditions": [{"question": "q1", "operator": "is", "value": "c3"}]}},
        {"key": "q4", "kind": "matrix", "text": {"en": "How is"},
         "rows": choices(("price", "Price")), "choices": choices(("good", "Good"), ("bad", "Bad"))},
        {"key": "q5", "kind": "ranking", "text": {"en": "Order"},
         "choices": choices(("a", "A"), ("b", "B"))},
        {"key": "to", "kind": "text", "text": {"en": "Why?"}},
        {"key": "country", "kind": "number", "text": {"en": "Number of countries"}},
        {"key": "day", "kind": "date", "text": {"en": "Since when?"}},
    ]}],
}  # fmt: skip


@pytest.fixture
def survey() -> Survey:
    made: Survey = SurveyFactory(draft=DEFINITION, title="Lamp owners")
    moment = dt.datetime(2026, 3, 1, 10, 30, tzinfo=dt.UTC)
    first = {
        "q1": "c3", "q2": ["work"], "q3": 5, "q4": {"price": "bad"}, "q5": ["b", "a"],
        "to": "Wärme", "country": -9.0, "day": "2025-12-24",
    }  # fmt: skip
    for place, answers in enumerate((first, {"q1": "c7"}, {"q1": "c3"})):
        ResponseFactory(survey=made, answers=answers, country="DEU",
                        completed_at=moment + dt.timedelta(hours=place))  # fmt: skip
    return made


def test_labels_and_missing_values_come_back(survey, client, tmp_path):
    client.force_login(survey.project.memberships.get().user)
    address = reverse("feedback:survey_download", args=[survey.project_id, survey.pk, "sav"])
    answer = client.get(address)
    assert answer["Content-Disposition"] == 'attachment; filename="survey-answers.sav"'
    path = Path(tmp_path) / "x.sav"
    path.write_bytes(answer.content)
    frame, about = pyreadstat.read_sav(str(path), user_missing=True, output_format="dict")
    assert about.file_label == "Lamp owners"
    assert list(frame["q1"]) == [3, 7, 3]
    assert about.variable_value_labels["q1"] == {
        3: "Paid – 付费", 7: "Free", -8: "Not asked", -9: "No answer"
    }  # fmt: skip
    assert list(frame["q3"]) == [5, -8, -9]  # answered, not asked, asked without an answer
    assert about.variable_value_labels["q3"][1] == "Dark"
    assert (list(frame["q2_home"]), list(frame["q2_work"])) == ([0, -9, -9], [1, -9, -9])
    assert list(frame["q4_price"]) == [2, -9, -9]
    assert (list(frame["q5_a"]), list(frame["q5_b"])) == ([2, -9, -9], [1, -9, -9])
    assert list(frame["to_"]) == ["Wärme", "", ""]  # TO is a word of SPSS
    assert list(frame["country"]) == ["DEU"] * 3
    number = list(frame["country_2"])  # -9 is a number here, and what is missing is empty
    assert number[0] == -9
    assert all(value is None or value != value for value in number[1:])
    assert frame["day"][0] == dt.date(2025, 12, 24)
    assert frame["completed_at"][0] == dt.datetime(2026, 3, 1, 10, 30)
    assert about.column_names_to_labels["q4_price"] == "How is: Price"
    assert about.missing_ranges["q1"] == [{"lo": -9.0, "hi": -9.0}, {"lo": -8.0, "hi": -8.0}]
    assert "country_2" not in about.missing_ranges
    read, _about = pyreadstat.read_sav(str(path), output_format="dict")
    assert all(value is None or value != value for value in list(read["q3"])[1:])


def test_a_file_that_cannot_be_written_is_said(survey, client, monkeypatch):
    monkeypatch.setattr(formats, "LIMIT_SECONDS", 0.01)
    client.force_login(survey.project.memberships.get().user)
    address = reverse("feedback:survey_download", args=[survey.project_id, survey.pk, "sav"])
    page = client.get(address, follow=True).content.decode()
    assert "This file could not be written" in page
