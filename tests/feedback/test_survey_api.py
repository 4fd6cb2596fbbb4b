"""Surveys over REST."""

from __future__ import annotations

from typing import Any

import pytest

from apps.feedback.models import Survey
from apps.feedback.surveys import actions
from apps.feedback.surveys.serializers import DEFINITION, SENT
from apps.projects.models import Role
from tests.api.conftest import Caller
from tests.factories.projects import MembershipFactory
from tests.factories.surveys import ResponseFactory, SurveyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(project: Any) -> str:
    return f"projects/{project.pk}/"


def test_a_draft_is_made_published_and_can_be_answered(caller, client, at):
    made = caller.post(f"{at}surveys/", {**SENT, "quota_total": 9, "sites": ["https://a.example"]})
    assert made.status_code == 201, made.content
    body = made.json()
    assert (body["state"], body["quota_total"], body["sites"]) == (
        "draft", 9, ["https://a.example"]
    )  # fmt: skip
    assert body["definition"]["sections"] == DEFINITION["sections"]
    one = f"{at}surveys/{body['id']}/"
    tag = caller.get(one)["ETag"]
    published = caller.post(f"{one}publish/", HTTP_IF_MATCH=tag)
    assert (published.status_code, published.json()["state"]) == (200, "open")
    assert caller.post(f"{one}publish/", HTTP_IF_MATCH=tag).status_code == 412
    assert "How likely" in client.get(published.json()["path"]).content.decode()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"definition": {"languages": ["en"]}}, "default"),
        ({"definition": {**DEFINITION, "surprise": 1}}, "surprise"),
        ({"title": " "}, "blank"),
        ({"sites": ["javascript:alert(1)"]}, "address of a site"),
    ],
)
def test_what_cannot_be_a_survey_is_refused_and_leaves_nothing(caller, at, change, says):
    answer = caller.post(f"{at}surveys/", {**SENT, **change})
    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert not Survey.objects.exists()


def test_a_draft_with_a_grave_problem_is_not_published(caller, at):
    empty = {**SENT, "definition": {**DEFINITION, "sections": []}}
    made = caller.post(f"{at}surveys/", empty).json()
    answer = caller.post(f"{at}surveys/{made['id']}/publish/")
    assert answer.status_code == 409
    assert "asks nothing yet" in answer.json()["detail"]


def test_answers_are_walked_through_by_what_changed(caller, project, at):
    survey = SurveyFactory(project=project)
    rows = [ResponseFactory(survey=survey, answers={"q2": score}) for score in (3, 9, 10)]
    ResponseFactory(survey=survey, state="partial", answers={"q2": 1})
    ResponseFactory(answers={"q2": 5})  # of another project
    other = ResponseFactory(survey=SurveyFactory(project=project), answers={})
    path = f"{at}survey-answers/?survey={survey.pk}&limit=2&updated_since=1970-01-01T00:00:00Z"
    first = caller.get(path).json()
    second = caller.get(first["next"]).json()
    found = [row["id"] for page in (first, second) for row in page["results"]]
    assert found == [str(row.pk) for row in rows]
    assert first["results"][0]["answers"] == {"q2": 3}
    assert (first["results"][0]["published"], first["results"][0]["survey"]) == (1, str(survey.pk))
    assert caller.get(f"{at}survey-answers/{other.pk}/").json()["answers"] == {}
    rows[0].answers = {"q2": 4}
    rows[0].save()
    since = max(row["updated_at"] for row in second["results"])
    later = caller.get(f"{at}survey-answers/?updated_since={since}").json()["results"]
    assert str(rows[0].pk) in {row["id"] for row in later}
    actions.delete(survey, caller.user)
    gone = caller.get(f"{at}survey-answers/?updated_since={since}").json()["deleted"]
    assert {str(row.pk) for row in rows} <= {row["id"] for row in gone}


def test_results_are_those_of_the_page_and_keep_small_groups_back(caller, project, at):
    survey = SurveyFactory(project=project)
    for country, count in (("DEU", 12), ("FRA", 2)):
        ResponseFactory.create_batch(count, survey=survey, answers={"q2": 9}, country=country)
    path = f"{at}surveys/{survey.pk}/results/"
    told = caller.get(path).json()
    assert (told["begun"], told["complete"], told["withheld"]) == (14, 14, False)
    (first, *_rest) = told["questions"]
    assert (first["key"], first["kind"]) == ("q2", "nps")
    score = first["blocks"][0]["items"][1]
    assert (score["label"], score["value"]["value"]) == ("Net promoter score", 100)
    assert caller.get(f"{path}?country=fra").json()["complete"] == 2
    viewer = Caller(MembershipFactory(project=project, role=Role.VIEWER).user)
    small = viewer.get(f"{path}?country=FRA").json()
    assert small["withheld"]
    assert all(one["blocks"] == [] for one in small["questions"])
    assert viewer.get(f"{at}survey-answers/").status_code == 403
