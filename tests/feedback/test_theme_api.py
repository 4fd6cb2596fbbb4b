"""Themes over REST."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from apps.engines.builtin.text_themes.params import ThemesParams
from apps.feedback.models import Theme, ThemeMember
from apps.feedback.themes.api import ThemesViewSet
from apps.feedback.themes.serializers import FINENESS, ThemeLookInput
from apps.jobs.models import Job
from tests.factories.feedback import FeedbackRecordFactory
from tests.factories.themes import ThemeFactory, ThemeMemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(project: Any) -> str:
    return f"projects/{project.pk}/themes/"


def test_a_walk_tells_of_names_locks_and_merges(caller, project, at):
    one, other = ThemeFactory.create_batch(2, project=project)
    ThemeFactory()
    begun = caller.get(at).json()
    assert {row["id"] for row in begun["results"]} == {str(one.pk), str(other.pk)}
    assert begun["results"][0]["words"] == {"en": ["late parcel", "courier"], "zh": ["快递"]}
    named = caller.patch(f"{at}{one.pk}/", {"name": " Late  parcels "}).json()
    assert (named["name"], named["named"], named["locked"]) == ("Late parcels", True, False)
    merged = caller.post(f"{at}{one.pk}/merge/", {"into": str(other.pk)})
    assert (merged.status_code, merged.json()["merged_into"]) == (200, str(other.pk))
    later = caller.get(f"{at}?updated_since={begun['as_of'].replace('+', '%2B')}").json()
    assert {row["id"] for row in later["results"]} == {str(one.pk), str(other.pk)}
    standing = caller.get(f"{at}?merged_into__isnull=true").json()["results"]
    assert [row["id"] for row in standing] == [str(other.pk)]


def test_nobody_overwrites_what_they_have_not_seen(caller, project, at):
    theme, other = ThemeFactory.create_batch(2, project=project)
    member = ThemeMemberFactory(theme=theme)
    ThemeMemberFactory(theme=theme)
    one = f"{at}{theme.pk}/"
    tag = caller.get(one)["ETag"]
    assert caller.patch(one, {"locked": True}, HTTP_IF_MATCH=tag).status_code == 200
    for answer in (
        caller.patch(one, {"locked": False}, HTTP_IF_MATCH=tag),
        caller.post(f"{one}merge/", {"into": str(other.pk)}, HTTP_IF_MATCH=tag),
        caller.post(f"{one}split/", {"name": "x", "records": [str(member.record_id)]},
                    HTTP_IF_MATCH=tag),
    ):  # fmt: skip
        assert answer.status_code == 412
        assert answer["Content-Type"] == "application/problem+json"
    theme.refresh_from_db()
    assert (theme.locked, theme.merged_into_id) == (True, None)


def test_what_cannot_be_is_a_problem_at_its_member(caller, project, at):
    theme, other = ThemeFactory.create_batch(2, project=project)
    gone = ThemeFactory(project=project, merged_into=other)
    foreign = ThemeMemberFactory()
    one = f"{at}{theme.pk}/"
    for answer, code, place in (
        (caller.patch(one, {"name": other.name}), 400, "/name"),
        (caller.patch(one, {"words": {}}), 400, "/words"),
        (caller.post(f"{one}merge/", {"into": str(foreign.theme_id)}), 400, "/into"),
        (caller.post(f"{one}merge/", {"into": str(gone.pk)}), 400, "/into"),
        (caller.post(f"{one}split/", {"name": "x", "records": [str(foreign.record_id)]}),
         400, "/records"),
        (caller.post(f"{one}split/", {"name": "x", "records": []}), 400, "/records"),
    ):  # fmt: skip
        told = answer.json()
        assert (answer.status_code, told["errors"][0]["pointer"]) == (code, f"#{place}"), told
    assert caller.patch(f"{at}{gone.pk}/", {"name": "x"}).status_code == 409
    assert caller.get(f"{at}{foreign.theme_id}/").status_code == 404
    assert caller.get(f"{at}{foreign.theme_id}/records/").status_code == 404


def test_records_are_split_off_and_listed(caller, project, at):
    theme = ThemeFactory(project=project)
    late = ThemeMemberFactory(theme=theme, record__text="Too late", record__country="DEU")
    ThemeMemberFactory(theme=theme)
    made = caller.post(
        f"{at}{theme.pk}/split/", {"name": "Delays", "records": [str(late.record_id)]}
    )
    assert made.status_code == 201
    assert made["Location"] == f"/api/v1/{at}{made.json()['id']}/"
    (row,) = caller.get(f"{made['Location']}records/").json()["results"]
    assert (row["record"], row["text"], row["country"], row["by"], row["similarity"]) == (
        str(late.record_id), "Too late", "DEU", "person", None
    )  # fmt: skip
    assert len(caller.get(f"{at}{theme.pk}/records/?by=run").json()["results"]) == 1
    assert caller.get(f"{at}{theme.pk}/records/?by=person").json()["results"] == []


def test_shares_have_wilsons_intervals(caller, project, at):
    """Of 10 records 3: Wilson's interval is 0.108 to 0.603 (Agresti and Coull, 1998, formula 2)."""
    theme = ThemeFactory(project=project)
    for number in range(10):
        record = FeedbackRecordFactory(
            project=project, country="DEU" if number < 4 else "", language="de",
            occurred_at=datetime(2026, 2 + number % 2, 3, tzinfo=UTC),
        )  # fmt: skip
        own = theme if number < 3 else None
        ThemeMember.objects.create(project=project, record=record, theme=own)
    told = caller.get(f"{at}{theme.pk}/shares/").json()
    whole = told["whole"]
    assert (whole["rows"], whole["of"], whole["share"]) == (3, 10, 0.3)
    assert whole["low"] == pytest.approx(0.1078, abs=5e-4)
    assert whole["high"] == pytest.approx(0.6032, abs=5e-4)
    assert [(one["value"], one["rows"], one["of"]) for one in told["markets"]] == [("DEU", 3, 4)]
    assert [(one["value"], one["rows"]) for one in told["months"]] == [
        ("2026-02", 2), ("2026-03", 1)
    ]  # fmt: skip
    assert told["languages"][0]["value"] == "de"


def test_runs_are_started_and_refused(caller, project, at):
    theme = ThemeFactory(project=project)
    few = caller.post(f"{at}{theme.pk}/look/", {})
    assert (few.status_code, "at least 20" in few.json()["detail"]) == (409, True)
    ThemeMemberFactory.create_batch(20, theme=theme)
    job = caller.post(f"{at}{theme.pk}/look/", {"smallest": 3})
    assert (job.status_code, job.json()["state"]) == (202, "queued")
    whole = caller.post(f"{at}look/", {"stop_words": "acme"})
    assert whole.status_code == 202
    asked = Job.objects.in_bulk([job.json()["id"], whole.json()["id"]], field_name="id")
    found = {str(one.inputs["data"]["id"]): one.params for one in asked.values()}
    assert found[str(theme.pk)].items() >= {"fineness": "fine", "smallest": 3}.items()
    assert found["all"].get("fineness", "usual") == "usual"
    assert found["all"]["stop_words"] == "acme"
    assert caller.post(f"{at}look/", {"fineness": "finer"}).status_code == 400


def test_the_shapes_follow_the_engine():
    choices = ThemesParams.model_json_schema()["properties"]["fineness"]["choices"]
    assert set(choices) == set(FINENESS)
    assert set(ThemeLookInput().fields) <= set(ThemesParams.model_fields)
    assert set(ThemesViewSet.scopes) == set(ThemesViewSet.roles)
    assert Theme._meta.get_field("name").max_length == 200
