"""Finished runs are deleted after their time, unless something rests on them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from apps.datasets.models import DatasetVersion
from apps.events.models import AuditEntry
from apps.jobs.domain import keeping
from apps.jobs.domain.prune import prune
from apps.jobs.models import Job, State, Task
from apps.projects.domain.errors import Refused
from tests.factories.datasets import VersionFactory
from tests.factories.jobs import JobArtifactFactory, JobFactory, ScheduleFactory
from tests.factories.modelhub import RegisteredModelFactory
from tests.factories.projects import MembershipFactory

pytestmark = pytest.mark.django_db


def ended(project, days=40, **values):
    at = timezone.now() - timedelta(days=days)
    return JobFactory(
        project=project, state=State.SUCCEEDED, finished_at=at, handled_at=at, **values
    )


def test_nothing_is_deleted_unless_it_is_asked_for(project, settings):
    job = ended(project, days=4000)
    assert settings.JOB_KEEP_DAYS == 0
    prune()
    assert Job.objects.filter(pk=job.pk).exists()


def test_old_runs_go_with_their_files_and_the_trail_says_so(
    project, settings, django_capture_on_commit_callbacks
):
    settings.JOB_KEEP_DAYS = 30
    old, recent = ended(project), ended(project, days=29)
    running = JobFactory(project=project, state=State.RUNNING)
    file = str(JobArtifactFactory(job=old).file.name)
    assert default_storage.exists(file)
    with django_capture_on_commit_callbacks(execute=True):
        assert prune()["runs"] == 1
    assert set(Job.objects.values_list("pk", flat=True)) == {recent.pk, running.pk}
    assert not default_storage.exists(file)
    assert AuditEntry.objects.get(kind="jobs.job.forgotten").subject_id == str(old.pk)


def test_what_something_rests_on_stays(project, settings):
    settings.JOB_KEEP_DAYS = 30
    model, made, last, read, parent = (ended(project) for _ in range(5))
    RegisteredModelFactory(job=model)
    version = VersionFactory(project=project)
    DatasetVersion.objects.filter(pk=version.pk).update(job=made)
    ScheduleFactory(project=project, last_job=last)
    chosen = {"data": {"kind": "output", "id": f"{read.pk}/residuals"}}
    JobFactory(project=project, state=State.RUNNING, inputs=chosen)
    JobFactory(project=project, state=State.RUNNING, parent=parent)
    assert prune()["runs"] == 0
    assert (
        Job.objects.filter(pk__in=[one.pk for one in (model, made, last, read, parent)]).count()
        == 5
    )


def divided(project, *states, **values):
    """An old run with a part in each of these states; a file of each that has ended well."""
    parent = ended(project, parts_total=len(states), **values)
    files = []
    for number, state in enumerate(states, 1):
        part = JobFactory(project=project, parent=parent, part_number=number, state=state)
        if state == State.SUCCEEDED:
            files.append(str(JobArtifactFactory(job=part).file.name))
    return parent, files


def test_parts_go_with_their_run_and_no_sooner(
    project, settings, django_capture_on_commit_callbacks
):
    settings.JOB_KEEP_DAYS = 30
    gone, files = divided(project, State.SUCCEEDED, State.SUCCEEDED, State.CANCELLED)
    at_work, _files = divided(project, State.SUCCEEDED, State.CANCELLING)
    kept, _files = divided(project, State.SUCCEEDED, kept=True)
    read, _files = divided(project, State.SUCCEEDED)
    trial = Job.objects.get(parent=read)
    chosen = {"data": {"kind": "output", "id": f"{trial.pk}/residuals"}}
    JobFactory(project=project, state=State.RUNNING, inputs=chosen)
    old = timezone.now() - timedelta(days=40)
    Job.objects.filter(parent__isnull=False).update(finished_at=old, handled_at=old)
    assert len(files) == 2
    with django_capture_on_commit_callbacks(execute=True):
        assert prune()["runs"] == 1
    parents = set(Job.objects.filter(parts_total__gt=0).values_list("pk", flat=True))
    assert parents == {at_work.pk, kept.pk, read.pk}
    assert Job.objects.filter(parent__isnull=False).count() == 4
    assert not any(default_storage.exists(file) for file in files)
    assert AuditEntry.objects.filter(kind="jobs.job.forgotten").count() == 1
    assert not Job.objects.filter(parent=gone.pk).exists()


def test_what_a_person_keeps_stays_until_it_is_let_go(client, project, settings):
    settings.JOB_KEEP_DAYS = 30
    job = ended(project)
    client.force_login(project.memberships.first().user)
    address = reverse("jobs:keep", args=[project.pk, job.pk])
    for _ in range(2):  # a second click changes nothing
        assert client.post(address, {"kept": "1"}).status_code == 302
    assert prune()["runs"] == 0
    client.post(address, {"kept": "0"})
    assert prune()["runs"] == 1
    kinds = AuditEntry.objects.filter(subject_id=str(job.pk)).order_by("created_at")
    assert list(kinds.values_list("kind", flat=True)) == [
        "jobs.job.kept", "jobs.job.released", "jobs.job.forgotten",
    ]  # fmt: skip


def test_a_star_in_the_list_keeps_and_the_list_can_show_those_alone(client, project):
    kept, other = ended(project, title="Baseline"), ended(project, title="Trial")
    client.force_login(project.memberships.first().user)
    star = client.post(
        reverse("jobs:keep", args=[project.pk, kept.pk]),
        {"kept": "1"},
        headers={"HX-Request": "true"},
    ).content.decode()
    assert 'aria-pressed="true"' in star
    assert 'name="kept" value="0"' in star
    page = client.get(reverse("jobs:list", args=[project.pk]), {"kept": "on"}).content.decode()
    assert ("Baseline" in page, other.title in page) == (True, False)
    whole = client.get(reverse("jobs:list", args=[project.pk])).content.decode()
    assert (whole.count("data-kept"), whole.count("star-filled")) == (1, 1)
    assert whole.count(f"{other.pk}/keep/") == 2  # its form, for a browser with htmx and without


def test_a_viewer_sees_the_star_and_cannot_change_it(client, project):
    ended(project, kept=True)
    viewer = MembershipFactory(project=project, role="viewer").user
    client.force_login(viewer)
    page = client.get(reverse("jobs:list", args=[project.pk])).content.decode()
    assert ("star-filled" in page, "jobs/keep" in page) == (True, False)


def test_steps_of_something_else_cannot_be_kept(client, project):
    asked = ended(project, task=Task.PREDICT)
    with pytest.raises(Refused):
        keeping.set_kept(asked, project.memberships.first().user, True)
    client.force_login(project.memberships.first().user)
    address = reverse("jobs:keep", args=[project.pk, asked.pk])
    assert client.post(address, {"kept": "1"}).status_code == 404


@pytest.mark.parametrize("days", [0, 30])
def test_the_settings_page_says_how_long_runs_are_kept(client, project, settings, days):
    settings.JOB_KEEP_DAYS = days
    client.force_login(project.memberships.first().user)
    page = client.get(reverse("projects:settings", args=[project.pk])).content.decode()
    assert ("Finished runs are deleted after 30 days" in page) is bool(days)
    assert ("Finished runs are kept for ever" in page) is not bool(days)
