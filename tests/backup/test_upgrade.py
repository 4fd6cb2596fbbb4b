"""A database of the previous release becomes one of this release, with all that was in it.

``release-0.1.0.zip`` is a backup made by that release: the sample project fitted, a second project
with a job in every state, accounts with a second factor, a token, a group, an invitation.
"""

from __future__ import annotations

import json

import pytest
from django.db import connection

from tests.backup.installations import RELEASES, Installation, empty_postgresql, manifest

pytestmark = pytest.mark.thorough
COUNT = """
import json
from django.apps import apps
from django.core.management import call_command
call_command('migrate', check=True, interactive=False, verbosity=0)
print(json.dumps({model._meta.label: model._base_manager.count()
                  for model in apps.get_models(include_auto_created=True)}))
"""
WALK = """
import json
from django.conf import settings
from django.test import Client
from django.urls import reverse
from apps.accounts.models import User
from apps.projects.models import Project
# Hashed names of static files need collectstatic; the pages themselves do not.
settings.STORAGES['staticfiles'] = {
    'BACKEND': 'django.contrib.staticfiles.storage.StaticFilesStorage'}
found = {}
for project in Project.objects.all():
    owner = project.memberships.get(role='owner').user
    client = Client(HTTP_HOST='localhost')
    client.force_login(owner)
    pages = ['projects:overview', 'projects:markets', 'projects:members', 'projects:settings',
             'events:audit', 'jobs:list', 'datasets:list', 'modelhub:list', 'research:demand']
    addresses = [reverse(page, args=[project.pk]) for page in pages]
    for job in project.jobs.all():
        addresses.append(reverse('jobs:detail', args=[project.pk, job.pk]))
    for dataset in project.datasets.all():
        addresses.append(reverse('datasets:detail', args=[project.pk, dataset.pk]))
    for model in project.models.all():
        addresses.append(reverse('modelhub:detail', args=[project.pk, model.pk]))
    for address in addresses:
        found[address] = client.get(address).status_code
print(json.dumps(found))
"""


def assert_all_there(installation: Installation) -> None:
    before = manifest(RELEASES / "release-0.1.0.zip")["rows"]
    now = json.loads(installation.python(COUNT))
    # Tables of permissions and content types grow with every release; nothing else may change.
    grown = {"auth.Permission", "contenttypes.ContentType"}
    assert {label: now.get(label) for label in before if label not in grown} == {
        label: count for label, count in before.items() if label not in grown
    }


def test_every_row_of_the_previous_release_is_there(upgraded):
    assert_all_there(upgraded[0])


def test_every_page_of_its_projects_opens(upgraded):
    found = json.loads(upgraded[0].python(WALK))
    assert len(found) > 35
    assert {address: status for address, status in found.items() if status != 200} == {}


def test_its_second_factor_and_its_result_are_read(upgraded):
    out = upgraded[0].python(
        """
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from apps.jobs.models import Job
secret = Authenticator.objects.get(type='totp').data['secret']
print(len(decrypt(secret)))
print(Job.objects.get(title__startswith='Worked example').summary)
"""
    )
    length, summary = out.strip().splitlines()
    assert int(length) >= 32
    assert "1.175" in summary


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_the_same_on_postgresql(tmp_path):
    if connection.vendor != "postgresql":
        pytest.skip("needs DATABASE_URL of a PostgreSQL server")
    with empty_postgresql() as address:
        server = Installation(tmp_path, database=address)
        done = server.run("restore", RELEASES / "release-0.1.0.zip")
        assert done.returncode == 0, done.stderr
        assert_all_there(server)
