"""Themes are split, by hand and by a run, and further runs keep what was split."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.urls import reverse

from apps.events.models import AuditEntry
from apps.feedback.models import Theme, ThemeMember
from apps.feedback.themes import editing, inputs, splitting, taking
from apps.jobs.inputs import providers
from apps.jobs.models import Job
from apps.projects.domain.errors import Refused
from tests.factories.feedback import FeedbackRecordFactory
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.factories.themes import ThemeFactory, ThemeMemberFactory, ThemeRunFactory
from tests.feedback.runs import finished, themes_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Any:
    return ProjectFactory()


@pytest.fixture
def analyst(project: Any) -> Any:
    return MembershipFactory(project=project, role="analyst").user


def filled(project: Any, count: int = 4) -> tuple[Theme, list[Any]]:
    """A theme that a run has found in so many records."""
    records = FeedbackRecordFactory.create_batch(count, project=project)
    taking.taken(finished(project, {"a": "delivery"}, [(one, "a") for one in records]))
    return Theme.objects.get(key="a"), records


def test_chosen_records_get_a_theme_that_further_runs_leave(project, analyst):
    theme, records = filled(project)
    new = splitting.split_off(theme, [records[0].pk, records[1].pk], " Late  parcels ", analyst)
    assert themes_of(records) == ["Late parcels", "Late parcels", "delivery", "delivery"]
    again = finished(project, {"a": "parcel", "b": "price"}, [(one, "a") for one in records])
    taking.taken(again)
    assert themes_of(records) == ["Late parcels", "Late parcels", "parcel", "parcel"]
    new.refresh_from_db()
    assert (new.name, new.named) == ("Late parcels", True)
    entry = AuditEntry.objects.get(kind="feedback.theme.split")
    assert entry.subject_id == str(theme.pk)


def test_what_cannot_be_split_off_is_said_and_changes_nothing(project, analyst):
    theme, records = filled(project)
    keys = [one.pk for one in records]
    for chosen, name, words in (
        ([], "New", "Choose the records"),
        ([keys[0], FeedbackRecordFactory(project=project).pk], "New", "not in this theme any more"),
        ([keys[0], uuid.uuid4()], "New", "not in this theme any more"),
        (keys, "New", "No record would be left"),
        (keys[:1], "delivery", "Another theme has this name"),
        (keys[:1], "  ", "Give the theme a name"),
        ([uuid.uuid4() for _ in range(501)], "New", "At most 500"),
    ):
        with pytest.raises(Refused, match=words):
            splitting.split_off(theme, chosen, name, analyst)
    other = ThemeFactory(project=project)
    editing.merge(theme, other, analyst)
    with pytest.raises(Refused, match="merged already"):
        splitting.split_off(theme, keys[:1], "New", analyst)
    assert Theme.objects.count() == 2


def test_a_run_on_a_theme_splits_it_once(project, analyst):
    theme, records = filled(project, 6)
    other = ThemeFactory(project=project, name="broken parcel")
    editing.move(records[5], theme, analyst)
    found = {"a": "late parcel", "b": "broken parcel", "c": "courier", "d": "nobody"}
    placed = list(zip(records, ["a", "a", "b", "c", "", "b"], strict=True))
    job = finished(project, found, placed, on=str(theme.pk))
    taking.taken(job)
    splitting.divided(job)
    splitting.divided(job)
    made = Theme.objects.exclude(pk__in=[theme.pk, other.pk])
    broken, courier = made.order_by("name")
    assert broken.name == f"broken parcel #{broken.key[:6]}"
    names = ["delivery", "delivery", broken.name, "courier", "delivery", "delivery"]
    assert themes_of(records) == names
    assert [one.locked for one in (broken, courier)] == [True, True]
    assert courier.words == {"en": ["courier"]}
    theme.refresh_from_db()
    assert (theme.words, len(theme.parts), theme.locked) == ({"en": ["late parcel"]}, 1, False)
    told = {row["theme"]: row["locked"] for row in inputs.theme_rows(project.pk)}
    assert {key: told[key] for key in (broken.key, courier.key, "a")} == {
        broken.key: True, courier.key: True, "a": False,
    }  # fmt: skip
    keys = {broken.key: "x", courier.key: "courier", "a": "late parcel"}
    again = [(records[2], broken.key), (records[3], courier.key), (records[0], "a")]
    taking.taken(finished(project, keys, again))
    assert themes_of([records[3], records[0]]) == ["courier", "late parcel"]


@pytest.mark.parametrize("case", ["one", "none", "merged", "everything"])
def test_a_theme_stays_whole_where_nothing_can_be_split(project, analyst, case):
    theme, records = filled(project)
    found = {"one": {"x": "late"}, "none": {}}.get(case, {"x": "late", "y": "broken"})
    placed = list(zip(records, "xxyy" if len(found) == 2 else "xxxx", strict=True))
    if case == "merged":
        editing.merge(theme, ThemeFactory(project=project, name="whole"), analyst)
    count = Theme.objects.count()
    job = finished(project, found, placed, on="all" if case == "everything" else str(theme.pk))
    splitting.divided(job)
    assert Theme.objects.count() == count
    assert themes_of(records) == ["whole" if case == "merged" else "delivery"] * 4


def test_a_run_is_given_the_records_of_the_theme_as_the_newest_run_reads(
    project, analyst, client, tmp_path
):
    import pyarrow.parquet as pq

    theme = ThemeFactory(project=project)
    few = [ThemeMemberFactory(theme=theme) for _ in range(19)]
    FeedbackRecordFactory(project=project)
    ThemeRunFactory(project=project)
    client.force_login(analyst)
    address = reverse("feedback:theme_look_inside", args=[project.pk, theme.pk])
    answer = client.post(address, {"fineness": "usual", "smallest": 0})
    assert answer.status_code == 422
    assert "at least 20 records" in answer.text
    ThemeMemberFactory(theme=theme)
    answer = client.post(address, {"fineness": "fine", "smallest": 2})
    job = Job.objects.get()
    assert answer.url == reverse("jobs:detail", args=[project.pk, job.pk])
    assert (job.inputs["data"]["id"], job.params["fineness"]) == (str(theme.pk), "fine")
    assert job.inputs["earlier"]["id"] == "languages"
    rows = pq.read_table(providers.get("feedback").lay_out(project.pk, str(theme.pk), tmp_path))
    assert len(rows) == 20
    assert str(few[0].record_id) in rows["id"].to_pylist()
    told = pq.read_table(providers.get("themes").lay_out(project.pk, "languages", tmp_path))
    assert told["kind"].to_pylist() == ["language"]
    assert told["base"].to_pylist() == ["e5-small"]


def test_inputs_of_other_projects_and_of_merged_themes_are_not_there(project, analyst):
    records, themes = providers.get("feedback"), providers.get("themes")
    gone = ThemeFactory(project=project, merged_into=ThemeFactory(project=project))
    for input_id in (str(ThemeFactory().pk), str(gone.pk), "other"):
        with pytest.raises(LookupError):
            records.profile(analyst, project.pk, input_id)
    for input_id in ("languages", "other"):  # no run has told of languages yet
        with pytest.raises(LookupError):
            themes.profile(analyst, project.pk, input_id)


def test_the_page_finds_and_takes_records(project, analyst, client):
    theme = ThemeFactory(project=project)
    late = ThemeMemberFactory(theme=theme, record__text="The parcel was late")
    ThemeMemberFactory(theme=theme, record__text="The box was broken")
    client.force_login(analyst)
    address = reverse("feedback:theme_split", args=[project.pk, theme.pk])
    assert "The box was broken" in client.get(address).text
    page = client.get(address, {"q": "late"}).text
    assert "The parcel was late" in page
    assert "The box was broken" not in page
    assert "has these words" in client.get(address, {"q": "refund"}).text
    refused = client.post(address, {"name": "Late", "records": [str(uuid.uuid4())]})
    assert (refused.status_code, Theme.objects.count()) == (422, 1)
    assert 'value="Late"' in refused.text
    again = client.post(f"{address}?q=late", {"name": theme.name, "records": [late.record_id]})
    assert "Another theme has this name" in again.text
    assert "The box was broken" not in again.text
    assert "checked" in again.text.partition(f'value="{late.record_id}"')[2][:80]
    client.post(address, {"name": "Late", "records": [str(late.record_id)]})
    new = Theme.objects.get(name="Late")
    assert list(ThemeMember.objects.filter(theme=new).values_list("record", flat=True)) == [
        late.record_id
    ]
