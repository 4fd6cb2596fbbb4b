"""Pages of divided runs and of searches."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.core.messages import msg
from apps.jobs.models import State
from tests.factories.jobs import JobFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(project):
    return JobFactory(
        project=project, engine_key="toy.order", title="In parts", held=True, attempt=1,
        parts_total=4, parts_ended=1, progress_done=1, progress_total=4,
    )  # fmt: skip


def make_part(parent, number, state=State.QUEUED, **values):
    known = {"task": "part", "title": f"In parts · {number}", "part": {"part": [number, "<b>"]}}
    return JobFactory(
        project=parent.project, engine_key="toy.order", parent=parent, part_number=number,
        state=state, **{**known, **values},
    )  # fmt: skip


@pytest.fixture
def page(client, analyst, project):
    client.force_login(analyst)

    def _page(name, *args, **query):
        return client.get(reverse(f"jobs:{name}", args=[project.pk, *args]), query)

    return _page


def test_the_run_shows_its_parts_and_how_far_it_is(page, waiting):
    make_part(waiting, 1, State.SUCCEEDED)
    make_part(waiting, 2, State.RUNNING, progress_done=1, progress_total=2)
    reason = msg("It failed.").model_dump(mode="json")
    make_part(waiting, 3, State.ERRORED, reason=reason)
    shown = page("detail", waiting.pk).content.decode()
    told = ("Parts are running", "1 of 4 have ended", ">25%<", "<td>50%</td>")
    for words in (*told, "It failed.", "&lt;b&gt;"):
        assert words in shown
    assert "<b>" not in shown
    assert 'data-state="queued"' not in shown.split("job-parts")[0]
    live = page("live", waiting.pk, after=0).content.decode()
    assert "Its parts are running: 1 of 4 have ended." in live
    assert 'data-state="errored"' in live


def test_a_part_names_its_run_and_offers_nothing_that_would_break_it(page, waiting):
    part = make_part(waiting, 2, held=True)
    shown = page("detail", part.pk).content.decode()
    assert "part 2 of 'In parts'" in shown
    assert reverse("jobs:detail", args=[part.project_id, waiting.pk]) in shown
    assert "It waits for a place" in shown
    assert "Cancel the job" not in shown
    done = make_part(waiting, 3, State.SUCCEEDED, result=None)
    shown = page("detail", done.pk).content.decode()
    for words in ("Run again", "Change and run", "Repeat this", "jobs/keep"):
        assert words not in shown


def test_what_is_asked_of_a_part_by_hand_is_answered_in_words(client, page, waiting, analyst):
    part = make_part(waiting, 1, State.RUNNING, created_by=analyst)
    client.force_login(analyst)
    for name in ("cancel", "rerun"):
        answer = client.post(reverse(f"jobs:{name}", args=[part.project_id, part.pk]), follow=True)
        assert "Do it to the whole run." in answer.content.decode()
    part.refresh_from_db()
    assert part.state == State.RUNNING


def test_the_list_shows_parts_only_of_the_run_that_is_named(page, waiting):
    part = make_part(waiting, 1)
    whole = page("list").content.decode()
    assert ("In parts" in whole, part.title in whole) == (True, False)
    assert part.title not in page("list", system="on").content.decode()
    shown = page("list", parent=str(waiting.pk)).content.decode()
    assert part.title in shown
    assert f'name="parent" value="{waiting.pk}"' in shown


def test_a_run_of_many_parts_shows_those_at_work_first(page, waiting, monkeypatch):
    monkeypatch.setattr("apps.jobs.part_rows.SHOWN", 2)
    for number in (1, 2, 4):
        make_part(waiting, number)
    make_part(waiting, 3, State.RUNNING)
    shown = page("detail", waiting.pk).content.decode()
    parts = shown.split("job-parts")[1]
    assert parts.count("<tr>") == 3
    assert parts.index(">3</a>") < parts.index(">1</a>")
    assert "All 4 parts" in parts
    assert f"?parent={waiting.pk}" in parts


def test_a_search_shows_its_trials(page, project):
    search = JobFactory(
        project=project,
        engine_key="toy.square",
        state=State.SUCCEEDED,
        parts_total=2,
        parts_ended=2,
    )
    trial = {"task": "run", "engine_key": "toy.square", "params": {"x": 1.5, "target": ""}}
    done = make_trial(search, 1, State.SUCCEEDED, summary={"loss": 2.25, "x": 1.5}, **trial)
    reason = msg("It failed.").model_dump(mode="json")
    make_trial(search, 2, State.CANCELLED, pruned=True, reason=reason, **trial)
    shown = page("detail", search.pk).content.decode()
    for words in ("Trials", "loss 2.25", "Given up early", "x 1.5"):
        assert words in shown
    shown = page("detail", done.pk).content.decode()
    assert ("trial 1 of" in shown, "Repeat this" in shown) == (True, False)
    assert page("schedule_new", **{"from": str(done.pk)}).status_code == 404


def make_trial(search, number, state, **values):
    return JobFactory(
        project=search.project, parent=search, part_number=number, state=state,
        part={"round": 1, "bounds": []}, **values,
    )  # fmt: skip
