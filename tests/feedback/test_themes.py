"""Themes of feedback: what a run found is taken in, and what people did with it stays."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.urls import reverse

from apps.engines import registry
from apps.engines.builtin.text_themes import outputs
from apps.events.models import AuditEntry
from apps.feedback.models import Theme, ThemeMember, ThemeRun
from apps.feedback.records import editing as records_editing
from apps.feedback.themes import editing, figures, inputs, taking
from apps.jobs.inputs import providers
from apps.jobs.models import Job, State
from apps.jobs.supervisor.spec import write_spec
from apps.projects.domain.errors import Refused, Stale
from apps.projects.plan.models import PlanItem
from tests.factories.feedback import FeedbackRecordFactory
from tests.factories.jobs import JobFactory
from tests.factories.projects import MarketEntryFactory, MembershipFactory, ProjectFactory
from tests.factories.themes import ThemeFactory, ThemeMemberFactory, ThemeRunFactory
from tests.feedback.runs import CENTRE, DATA, finished, themes_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return ProjectFactory()


@pytest.fixture
def analyst(project):
    return MembershipFactory(project=project, role="analyst").user


def test_what_a_run_found_is_taken_in_once(project):
    records = FeedbackRecordFactory.create_batch(4, project=project)
    foreign = FeedbackRecordFactory()
    placed = list(zip([*records, foreign], ["a", "a", "b", "", "a"], strict=True))
    job = finished(project, {"a": "late parcel", "b": "price"}, placed)
    taking.taken(job)
    taking.taken(job)
    assert themes_of(records) == ["late parcel", "late parcel", "price", None]
    assert not ThemeMember.objects.filter(record=foreign).exists()
    run = ThemeRun.objects.get()
    assert (run.records, run.without_theme, run.base, run.stability) == (4, 1, "e5-small", 0.8)
    assert run.means == {"en": CENTRE}
    assert AuditEntry.objects.filter(kind="feedback.themes.found").count() == 1


def test_what_people_did_stays_in_the_next_run(project, analyst):
    records = FeedbackRecordFactory.create_batch(4, project=project)
    found = {"a": "late parcel", "b": "price", "c": "courier"}
    taking.taken(finished(project, found, list(zip(records, "abca", strict=True))))
    late, price, courier = (Theme.objects.get(key=key) for key in "abc")
    editing.change(late, {"name": "Deliveries", "locked": True}, analyst)
    late.refresh_from_db()
    editing.merge(courier, late, analyst)
    editing.move(records[0], price, analyst)
    rows = inputs.theme_rows(project.pk)
    assert [(row["theme"], row["name"], row["locked"]) for row in rows] == [
        ("a", "Deliveries", True), ("a", "Deliveries", True), ("b", "price", False),
        ("en", "", False),
    ]  # fmt: skip
    again = {"a": "parcel late", "b": "prices", "c": "courier late"}
    taking.taken(finished(project, again, list(zip(records, "aaca", strict=True))))
    assert themes_of(records) == ["prices", "Deliveries", "Deliveries", "Deliveries"]
    price.refresh_from_db()
    late.refresh_from_db()
    assert (price.name, late.name, late.named) == ("prices", "Deliveries", True)
    assert len(late.parts) == 2  # locked: as it was


def test_examples_are_records_and_what_is_erased_is_shown_no_more(project, analyst, client):
    """Nothing of a run's that the themes keep, and no table that it leaves, repeats a text."""
    said = [FeedbackRecordFactory(project=project, text=f"The parcel of {n} is late") for n in "ab"]
    job = finished(project, {"a": "late parcel"}, [(one, "a") for one in said])
    taking.taken(job)
    theme = Theme.objects.get()
    client.force_login(analyst)
    url = reverse("feedback:theme", args=[project.pk, theme.pk])
    assert "The parcel of a is late" in client.get(url).text
    editor = MembershipFactory(project=project, role="editor").user
    records_editing.delete(said[0], editor)
    page = client.get(url).text
    assert "The parcel of a is late" not in page
    assert "The parcel of b is late" in page
    kept = Theme.objects.values().get()
    assert "parcel of" not in json.dumps(kept, default=str)
    assert ThemeMember.objects.count() == 1
    assert {one.name for one in outputs.assignments("text").columns} == {
        "row", "id", "theme", "name", "similarity",
    }  # fmt: skip


def test_a_locked_theme_keeps_its_words(project, analyst):
    records = FeedbackRecordFactory.create_batch(2, project=project)
    placed = list(zip(records, "ab", strict=True))
    taking.taken(finished(project, {"a": "late parcel", "b": "price"}, placed))
    editing.change(Theme.objects.get(key="a"), {"locked": True}, analyst)
    taking.taken(finished(project, {"a": "courier", "b": "dear"}, placed))
    words = dict(Theme.objects.values_list("key", "words"))
    assert words == {"a": {"en": ["late parcel"]}, "b": {"en": ["dear"]}}


def test_centres_of_another_model_stay_behind(project):
    """A run that was not told of the earlier themes may have read with another model."""
    (record,) = FeedbackRecordFactory.create_batch(1, project=project)
    taking.taken(finished(project, {"a": "late parcel"}, [(record, "a")]))
    taking.taken(finished(project, {"b": "price"}, [(record, "b")], base="minilm-l6"))
    rows = inputs.theme_rows(project.pk)
    assert [(row["theme"], row["base"]) for row in rows] == [
        ("b", "minilm-l6"), ("en", "minilm-l6")
    ]  # fmt: skip


def test_runs_on_other_tables_and_failed_ones_change_nothing(project):
    job = finished(project, {"a": "late parcel"}, [])
    Job.objects.filter(pk=job.pk).update(inputs={"data": {"kind": "dataset", "id": "1"}})
    job.refresh_from_db()
    taking.taken(job)
    failed = JobFactory(project=project, engine_key="text.themes", state="errored", inputs=DATA)
    taking.taken(failed)
    assert not Theme.objects.exists()


def test_a_name_that_another_theme_has_and_a_stale_form_are_refused(project, analyst):
    one, other = ThemeFactory.create_batch(2, project=project)
    with pytest.raises(Refused, match="Another theme has this name"):
        editing.change(one, {"name": other.name}, analyst)
    with pytest.raises(Stale):
        editing.change(one, {"name": "x"}, analyst, seen=datetime(2020, 1, 1, tzinfo=UTC))
    with pytest.raises(Refused, match="into itself"):
        editing.merge(one, one, analyst)
    with pytest.raises(Refused, match="into itself"):
        editing.merge(one, ThemeFactory(), analyst)
    editing.merge(one, other, analyst)
    with pytest.raises(Refused, match="merged already"):
        editing.merge(one, other, analyst)
    one.refresh_from_db()
    record = FeedbackRecordFactory(project=project)
    with pytest.raises(Refused, match="not there any more"):
        editing.move(record, one, analyst)


def test_records_are_laid_out_once_and_without_addresses(project, tmp_path):
    said = FeedbackRecordFactory(
        project=project, country="CHN", language="zh-Hans", text="太贵 a.b@example.com"
    )
    FeedbackRecordFactory(project=project, text="")
    FeedbackRecordFactory(project=project, duplicate_of=said, text="太贵")
    FeedbackRecordFactory()
    provider = providers.get("feedback")
    path = provider.lay_out(project.pk, "all", tmp_path)
    (row,) = pq.read_table(path).to_pylist()
    day = said.occurred_at.date().isoformat()
    assert row == {
        "id": str(said.pk), "text": "太贵 <email>", "market": "CHN", "language": "zh", "day": day,
    }  # fmt: skip
    with pytest.raises(LookupError):
        provider.profile(MembershipFactory().user, project.pk, "all")


def test_each_attempt_is_given_a_copy_of_its_own(project, tmp_path):
    """In its folder, which goes with it: the end of one run takes nothing from another."""
    FeedbackRecordFactory(project=project, text="太贵")
    ThemeFactory(project=project)
    given = {**DATA, "earlier": {"kind": "themes", "id": "all"}}
    paths = []
    for name in ("one", "other"):
        job = JobFactory(project=project, engine_key="text.themes", inputs=given)
        (tmp_path / name).mkdir()
        write_spec(job, registry.get("text.themes"), tmp_path / name, device="cpu", threads=1)
        told = json.loads((tmp_path / name / "spec.json").read_text())["inputs"]
        assert {slot: one["erasable"] for slot, one in told.items()} == {
            "data": True, "earlier": False,
        }  # fmt: skip
        paths += [Path(one["path"]) for one in told.values()]
        assert all(path.is_relative_to(tmp_path / name) for path in paths[-2:])
        job.state = State.ERRORED
        taking.taken(job)
    assert all(path.exists() for path in paths)


def test_shares_by_market_and_the_trend(project):
    theme = ThemeFactory(project=project)
    for month, inside, outside in ((1, 1, 30), (2, 20, 11)):
        for number in range(inside + outside):
            record = FeedbackRecordFactory(
                project=project, country="DEU" if number % 2 else "FRA",
                occurred_at=datetime(2026, month, 3, tzinfo=UTC),
            )  # fmt: skip
            own = theme if number < inside else None
            ThemeMember.objects.create(project=project, record=record, theme=own)
    told = figures.of(project)
    months = told.months
    before, now, way = figures.trend(months, theme.pk)
    assert (before.rows, before.whole, now.rows, now.whole, way) == (1, 31, 20, 31, 1)
    markets = told.markets
    assert [markets.share(theme.pk, code).rows for code in ("DEU", "FRA")] == [10, 11]
    assert markets.of(theme.pk) == ["FRA", "DEU"]


def test_pages(project, analyst, client):
    client.force_login(analyst)
    listed = reverse("feedback:themes", args=[project.pk])
    assert "No themes yet" in client.get(listed).text
    theme, other = ThemeFactory.create_batch(2, project=project)
    members = [ThemeMemberFactory(theme=theme) for _ in range(3)]
    run = ThemeRunFactory(project=project, records=3)
    page = client.get(listed).text
    assert theme.name in page
    assert "100% (44–100%)" in page
    assert f"{run.records} records" in page
    detail = reverse("feedback:theme", args=[project.pk, theme.pk])
    page = client.get(detail).text
    assert members[0].record.text in page
    assert "快递" in page
    edit = reverse("feedback:theme_edit", args=[project.pk, theme.pk])
    answer = client.post(edit, {"name": other.name, "locked": "on"})
    assert "Another theme has this name" in answer.text
    assert 'value="late parcel' in answer.text
    assert client.post(edit, {"name": "Deliveries"}).status_code == 302
    move = reverse("feedback:theme_move", args=[project.pk, members[0].record.pk])
    assert client.post(move, {"theme": other.pk}).status_code == 302
    assert client.post(move, {"theme": ThemeFactory().pk}).status_code == 200
    merge = reverse("feedback:theme_merge", args=[project.pk, other.pk])
    assert client.post(merge, {"theme": theme.pk}).url == detail
    assert client.get(reverse("feedback:theme", args=[project.pk, other.pk])).url == detail
    assert ThemeMember.objects.filter(theme=theme).count() == 3
    foreign = ThemeFactory()
    assert client.get(reverse("feedback:theme", args=[project.pk, foreign.pk])).status_code == 404
    record = FeedbackRecordFactory()
    there = reverse("feedback:theme_move", args=[project.pk, record.pk])
    assert client.get(there).status_code == 404


@pytest.mark.models
def test_a_run_is_started_on_the_records_with_the_themes_there_are(project, analyst, client):
    client.force_login(analyst)
    FeedbackRecordFactory.create_batch(20, project=project)
    ThemeFactory(project=project)
    url = reverse("feedback:themes_look", args=[project.pk])
    answer = client.post(url, {"fineness": "fine", "smallest": "-3"})
    assert answer.status_code == 200
    assert not Job.objects.exists()
    answer = client.post(url, {"fineness": "fine", "smallest": "", "stop_words": "Lux"})
    job = Job.objects.get()
    assert answer.url == reverse("jobs:detail", args=[project.pk, job.pk])
    assert job.params["fineness"] == "fine"
    assert job.params["stop_words"] == "Lux"
    assert {slot: one["kind"] for slot, one in job.inputs.items()} == {
        "data": "feedback", "earlier": "themes",
    }  # fmt: skip


def test_too_few_records_are_refused_before_a_run(project, analyst, client):
    client.force_login(analyst)
    FeedbackRecordFactory.create_batch(19, project=project)
    FeedbackRecordFactory(project=project, text="", number=3)
    url = reverse("feedback:themes_look", args=[project.pk])
    page = client.post(url, {"fineness": "usual"}).text
    assert "A run needs at least 20 records with a text; there are 19." in page
    assert "Save" not in page
    assert not Job.objects.exists()


def test_a_theme_becomes_an_item_of_the_plan(client, project):
    """In each market of the project that speaks of it; a market that is none of its is left out."""
    theme = ThemeFactory(project=project, name="Late deliveries")
    for country in ("DEU", "DEU", "KOR"):
        record = FeedbackRecordFactory(project=project, country=country)
        ThemeMemberFactory(theme=theme, record=record)
    MarketEntryFactory(project=project, country="DEU")
    client.force_login(MembershipFactory(project=project, role="editor").user)
    done = client.post(reverse("feedback:theme_plan", args=[project.pk, theme.pk]))
    item = PlanItem.objects.get()
    assert (item.title, item.kind) == ("Late deliveries", "optimisation")
    assert [row.market for row in item.markets.all()] == ["DEU"]
    text = client.get(done.url).content.decode()
    assert reverse("feedback:theme", args=[project.pk, theme.pk]) in text
    stranger = ThemeFactory()
    assert editing.find_evidence(project, str(stranger.pk)) is None
    assert editing.find_evidence(project, "no id") is None
