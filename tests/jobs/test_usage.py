"""What the settings page says of a project's job quotas."""

import pytest
from django.urls import reverse

from apps.jobs.models import State
from apps.projects.meters import usage_of
from tests.factories.jobs import JobFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


def test_open_jobs_are_counted_against_the_quota(client):
    project = ProjectFactory(job_quota=4)
    JobFactory(project=project, state=State.QUEUED)
    JobFactory(project=project, state=State.SUCCEEDED)
    used = {usage.label: usage for usage in usage_of(project)}
    assert (used["Jobs at once"].used, used["Jobs at once"].limit) == (1, 4)
    assert used["GPU hours this month"].used == 0
    client.force_login(project.memberships.get().user)
    shown = client.get(reverse("projects:settings", args=[project.pk])).content.decode()
    assert "Jobs at once" in shown
    assert "1 / 4" in shown
