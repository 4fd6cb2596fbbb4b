"""A project leaves one installation and arrives in another, or beside itself as a copy."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.db import models
from django.utils import timezone

from apps.accounts.models import User
from apps.core.backup.container import ArchiveError
from apps.datasets.models import DatasetVersion, Upload
from apps.events.domain import deliveries, replay
from apps.events.models import AuditEntry, WebhookDelivery, WebhookEndpoint
from apps.jobs.domain.parts import waiting
from apps.jobs.models import Job, JobAttempt, JobInput, JobLog, State
from apps.plugins.models import PluginSettings
from apps.projects.models import MarketEntry, Membership, Project, Role
from apps.projects.transfer import rules
from apps.projects.transfer.exporting import gather
from apps.projects.transfer.importing import import_project
from tests.backup.archives import archived
from tests.backup.installations import RELEASES, Installation, manifest
from tests.factories.events import WebhookDeliveryFactory, WebhookEndpointFactory
from tests.factories.jobs import JobArtifactFactory, JobFactory

pytestmark = pytest.mark.django_db


def test_every_model_of_a_project_travels_or_has_a_reason_not_to():
    from django.apps import apps

    travelling = {model for model, _path in rules.travelling()}
    forgotten = [
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if any(
            isinstance(field, models.ForeignKey) and field.related_model is Project
            for field in model._meta.concrete_fields
        )
        and model not in travelling
        and not rules.is_left_out(model)
    ]
    assert forgotten == []
    linked = {
        label
        for model in travelling
        for column, label in rules.inner_links(model).items()
        if label not in {other._meta.label for other in travelling} and not emptied(model, column)
    }
    assert linked == set(), "rows that travel point at rows that do not"


def emptied(model, column):
    """Whether a row leaves without what its column points to."""
    leaves = rules.departures.get(model._meta.label)
    return leaves is not None and leaves({column: "somewhere"})[column] is None


@pytest.mark.thorough
def test_another_installation_has_all_of_it(tmp_path, upgraded, migrated):
    """Exported there and here: the two archives hold the same rows and files."""
    there = upgraded[0].copy(tmp_path / "there")
    project = there.python(
        "from apps.projects.models import Project\n"
        "print(Project.objects.get(is_sample=True).pk, end='')"
    )
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    assert there.run("export_project", project, first).returncode == 0

    here = Installation(migrated(tmp_path / "here"), key="another key")
    here.python(
        "from apps.accounts.models import User; User.objects.create_user('ann@example.com')"
    )
    done = here.run("import_project", first, "--owner", "ann@example.com")
    assert done.returncode == 0, done.stderr
    assert "admin@localhost" in done.stdout, "who was the owner there is named"
    assert here.run("export_project", project, second).returncode == 0

    before, after = manifest(first), manifest(second)
    assert set(before["members"]) == set(after["members"])
    grown = {"events.AuditEntry": 1, "projects.Membership": 1, "people": 1}  # by the arrival itself
    assert {label: count + grown.get(label, 0) for label, count in before["rows"].items()} == after[
        "rows"
    ]
    same = [name for name in before["members"] if name.startswith("files/")]
    assert same
    assert all(before["members"][name] == after["members"][name] for name in same)
    untouched = ("projects.MarketEntry", "datasets.DatasetVersion", "jobs.Job")
    assert {name: _values(first, name) for name in untouched} == {
        name: _values(second, name) for name in untouched
    }


def _values(archive, label):
    """Rows by key, without the accounts, which have other ids in each installation."""
    with zipfile.ZipFile(archive) as opened:
        found = [json.loads(line) for line in opened.read(f"rows/{label}.jsonl").splitlines()]
    people = {"created_by_id", "owner_id"}
    return {
        row["id"]: {key: value for key, value in row.items() if key not in people} for row in found
    }


def test_an_owner_downloads_it_and_others_do_not(client, site, archive):
    address = f"/projects/{site.project.pk}/settings/export/"
    client.force_login(site.membership.user)
    assert client.post(address).status_code == 403
    client.force_login(site.owner)
    answer = client.post(address)
    assert answer["Content-Type"] == "application/zip"
    assert "attachment" in answer["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as opened:
        assert opened.testzip() is None
        assert "rows/jobs.Job.jsonl" in opened.namelist()
    assert AuditEntry.objects.filter(kind="projects.project.exported").exists()


def test_only_its_own_rows_are_in_it(site, archive):
    other = Project.objects.exclude(pk=site.project.pk).get()
    with zipfile.ZipFile(archive) as opened:
        text = b"".join(opened.read(name) for name in opened.namelist())
    assert str(other.pk).encode() not in text
    assert site.owner.password.encode() not in text


def test_a_copy_stands_beside_the_first_and_shares_nothing_with_it(site, archive):
    version = DatasetVersion.objects.filter(project=site.project).first()
    arrival = import_project(archive, site.owner, as_copy=True)
    copy = arrival.project
    assert copy.pk != site.project.pk
    assert copy.name == f"{site.project.name} (copy)"
    assert arrival.strangers == []
    for model in (MarketEntry, Job, DatasetVersion, Membership):
        mine = model.objects.filter(project=site.project)
        new = model.objects.filter(project=copy)
        assert new.count() == mine.count() > 0
        assert not set(new.values_list("pk")) & set(mine.values_list("pk"))
    copied = DatasetVersion.objects.get(project=copy, content_hash=version.content_hash)
    assert copied.file.name != version.file.name
    assert copied.file.read() == version.file.read()
    prediction = Job.objects.get(project=copy, task="predict")
    (model_id,) = copy.models.values_list("pk", flat=True)
    assert prediction.inputs["model"]["id"] == str(model_id), "ids inside JSON follow"


def test_times_stay_as_they_were(site, archive):
    long_ago = "2020-01-02T03:04:05.678901+00:00"
    Project.objects.filter(pk=site.project.pk).update(updated_at=long_ago, created_at=long_ago)
    again = archive.with_name("again.zip")
    again.write_bytes(b"".join(gather(Project.objects.get(pk=site.project.pk)).stream()))
    copy = import_project(again, site.owner, as_copy=True).project
    copy.refresh_from_db()
    assert copy.created_at.isoformat() == long_ago


def test_unfinished_work_does_not_pretend_to_go_on(site, archive):
    runs = Job.objects.filter(project=site.project, state=State.RUNNING, task="run")
    running = runs.earliest("created_at")
    JobAttempt.objects.create(job=running, number=1)
    JobLog.objects.create(
        job=running, attempt=1, seq=1, at=running.created_at, level="info", text="第一行"
    )
    again = archive.with_name("again.zip")
    again.write_bytes(b"".join(gather(site.project).stream()))
    copy = import_project(again, site.owner, as_copy=True).project
    job = Job.objects.get(project=copy, title=running.title)
    assert job.state == State.CANCELLED
    assert job.is_settled
    assert "Run it again" in job.reason["text"]
    assert job.attempts.get().outcome == JobAttempt.Outcome.CANCELLED
    assert job.log_lines.get().text == "第一行"
    assert not Upload.objects.filter(project=copy).exclude(state=Upload.State.DONE).exists()


def test_parts_stay_with_their_run(site, tmp_path):
    """The relation travels, and what waited for its parts does not wait here for ever."""
    parent = JobFactory(project=site.project, held=True, parts_total=2, parts_ended=1, attempt=1)
    done = JobFactory(project=site.project, parent=parent, part_number=1, state=State.SUCCEEDED,
                      part={"part": [0, 9]})  # fmt: skip
    JobFactory(project=site.project, parent=parent, part_number=2, held=True)
    JobArtifactFactory(job=done, project=site.project)
    before = JobInput.objects.count()
    copy = import_project(archived(site, tmp_path), site.owner, as_copy=True).project
    arrived = Job.objects.get(project=copy, title=parent.title)
    parts = list(Job.objects.filter(parent=arrived).order_by("part_number"))
    assert [part.project_id for part in parts] == [copy.pk] * 2
    assert (parts[0].part, parts[0].artifacts.count()) == ({"part": [0, 9]}, 1)
    assert (arrived.state, parts[1].state) == (State.CANCELLED, State.CANCELLED)
    assert not waiting(project=copy).exists()
    assert not JobInput.objects.filter(job__in=parts).exists()
    assert JobInput.objects.count() > before


def test_people_without_an_account_keep_their_name_and_cannot_log_in(site, archive, settings):
    analyst = site.membership.user
    email, name = analyst.email, analyst.name
    User.objects.filter(pk=analyst.pk).update(email="somebody.else@example.com")
    arrival = import_project(archive, site.owner, as_copy=True)
    assert arrival.strangers == [email]
    stranger = User.objects.get(email=email)
    assert (stranger.name, stranger.is_active, stranger.is_placeholder) == (name, False, True)
    assert not stranger.has_usable_password()
    assert Membership.objects.get(project=arrival.project, user=stranger).role == Role.ANALYST


def test_secrets_of_webhooks_stay_behind(site, tmp_path):
    endpoint = WebhookEndpointFactory(project=site.project, url="https://crm.example.org/one")
    path = tmp_path / "with webhook.zip"
    path.write_bytes(b"".join(gather(site.project).stream()))
    with zipfile.ZipFile(path) as opened:
        text = b"".join(opened.read(name) for name in opened.namelist())
    assert endpoint.secret
    assert endpoint.secret.encode() not in text
    copy = import_project(path, site.owner, as_copy=True).project
    arrived = WebhookEndpoint.objects.get(project=copy, url=endpoint.url)
    assert not arrived.enabled
    assert "new secret" in arrived.disabled_reason["text"]
    assert arrived.secret not in ("", endpoint.secret)


def test_what_waited_to_be_sent_is_sent_by_the_site_it_comes_from(site, tmp_path):
    endpoint = WebhookEndpointFactory(project=site.project)
    waiting = WebhookDeliveryFactory(endpoint=endpoint)
    done = {"state": WebhookDelivery.State.DELIVERED, "due_at": None}
    sent = WebhookDeliveryFactory(endpoint=endpoint, **done, finished_at=timezone.now())
    copy = import_project(archived(site, tmp_path), site.owner, as_copy=True).project
    WebhookEndpoint.objects.filter(project=copy).update(enabled=True)
    assert deliveries.claim(projects=[site.project.pk]) is None
    arrived = WebhookDelivery.objects.get(project=copy, message_id=waiting.message_id)
    assert (arrived.state, arrived.due_at) == (WebhookDelivery.State.FAILED, None)
    assert arrived.finished_at is not None
    other = WebhookDelivery.objects.get(project=copy, message_id=sent.message_id)
    assert (other.state, other.finished_at) == (sent.state, sent.finished_at)
    replay.replay(arrived, site.owner)
    assert deliveries.claim(projects=[site.project.pk]).delivery_id == arrived.pk


def test_all_of_it_arrives_but_for_the_quotas(site, tmp_path):
    PluginSettings.objects.create(plugin="weather", project=site.project, values={"city": "Oslo"})
    decided = {"disk_quota_bytes": 1, "job_quota": 2, "gpu_hours_quota": 3}
    switches = {"weather": True, "tides": False}
    Project.objects.filter(pk=site.project.pk).update(**decided, plugin_switches=switches)
    path = archived(site, tmp_path)
    arrival = import_project(path, site.owner, as_copy=True)
    copy = Project.objects.get(pk=arrival.project.pk)
    assert {name: getattr(copy, name) for name in decided} == dict.fromkeys(decided)
    assert copy.plugin_switches == switches
    assert PluginSettings.objects.get(project=copy).values == {"city": "Oslo"}
    sent = {label: count for label, count in manifest(path)["rows"].items() if count}
    del sent["people"]
    uploads = Upload.objects.filter(project=site.project)
    sent["datasets.Upload"] = uploads.filter(state=Upload.State.DONE).count()
    assert arrival.counts == sent


def test_what_is_here_already_is_said(site, archive):
    with pytest.raises(ArchiveError, match="--as-copy"):
        import_project(archive, site.owner)
    with pytest.raises(CommandError, match="Nobody with the address"):
        call_command("import_project", archive, owner="nobody@example.com")


def test_a_backup_is_not_a_project(site):
    with pytest.raises(ArchiveError, match="restore"):
        import_project(RELEASES / "release-0.1.0.zip", site.owner)
