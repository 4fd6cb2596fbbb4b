"""What a person does with schedules on their pages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.jobs.models import Job, Schedule, State
from apps.projects.models import Role
from tests.factories.jobs import JobFactory, ScheduleFactory
from tests.factories.projects import MembershipFactory

pytestmark = pytest.mark.django_db
WEEKLY = {
    "name": "Weekly", "when": "monday", "at": "06:30", "expression": "",
    "time_zone": "Europe/Berlin", "newest": "True",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _unsent(monkeypatch):
    monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)


@pytest.fixture
def person(client, analyst):
    client.force_login(analyst)
    return client


def page(name, *args):
    return reverse(f"jobs:{name}", args=args)


def test_a_finished_run_is_repeated(person, project, analyst):
    job = JobFactory(project=project, state=State.SUCCEEDED, params={"count": 4})
    address = f"{page('schedule_new', project.pk)}?from={job.pk}"
    assert "Repeat this" in person.get(page("detail", project.pk, job.pk)).content.decode()
    assert "Every day at 06:00" in person.get(address).content.decode()
    answer = person.post(address, WEEKLY, follow=True)
    assert "Every Monday at 06:30" in answer.content.decode()
    row = Schedule.objects.get()
    assert (row.expression, row.newest, row.params, row.seed) == (
        "30 6 * * 1", True, {"count": 4}, job.seed,
    )  # fmt: skip
    assert row.created_by == analyst
    assert "Weekly" in person.get(page("schedules", project.pk)).content.decode()


def test_a_form_that_names_no_time_says_where(person, project):
    job = JobFactory(project=project, state=State.SUCCEEDED)
    address = f"{page('schedule_new', project.pk)}?from={job.pk}"
    for change, field in (
        ({"at": ""}, "at"),
        ({"when": "own", "expression": "0 6 30 2 *"}, "expression"),
        ({"time_zone": "Mars/Base"}, "time_zone"),
    ):
        answer = person.post(address, {**WEEKLY, **change})
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [field]
    assert not Schedule.objects.exists()


def test_the_times_are_shown_while_the_form_is_filled_in(person, project):
    shown = person.get(page("schedule_times", project.pk), WEEKLY).content.decode()
    assert "Every Monday at 06:30" in shown
    assert shown.count("<time") == 5
    assert "<html" not in shown
    nothing = person.get(page("schedule_times", project.pk), {**WEEKLY, "at": ""}).content.decode()
    assert "<time" not in nothing


def test_it_is_edited_paused_resumed_run_and_deleted(person, project, analyst):
    row = ScheduleFactory(project=project, created_by=analyst, name="Daily")
    edit = page("schedule_edit", project.pk, row.pk)
    first = person.get(edit).context["form"]
    assert (first["when"].value(), str(first["at"].value())[:5]) == ("day", "06:00")
    seen = {"seen": row.updated_at.isoformat()}
    assert person.post(edit, {**WEEKLY, **seen}).status_code == 302
    again = person.post(edit, {**WEEKLY, "name": "Other", **seen})
    assert "Somebody else saved this" in again.content.decode()
    for on in ("0", "1"):
        person.post(page("schedule_switch", project.pk, row.pk), {"on": on})
        row.refresh_from_db()
        assert row.enabled is (on == "1")
    person.post(page("schedule_run", project.pk, row.pk))
    assert Job.objects.get().title == "Weekly"
    overlap = person.post(page("schedule_run", project.pk, row.pk), follow=True)
    assert "The run before has not ended" in overlap.content.decode()
    delete = page("schedule_delete", project.pk, row.pk)
    assert person.post(delete, {"confirm": "no"}).status_code == 422
    assert person.post(delete, {"confirm": "Weekly"}).status_code == 302
    assert not Schedule.objects.exists()


def test_a_viewer_only_looks(client, project):
    row = ScheduleFactory(project=project)
    client.force_login(MembershipFactory(project=project, role=Role.VIEWER).user)
    shown = client.get(page("schedule", project.pk, row.pk)).content.decode()
    assert "Every day at 06:00" in shown
    assert "Run now" not in shown
    assert page("schedule_delete", project.pk, row.pk) not in shown
