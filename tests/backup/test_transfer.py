"""A project leaves one installation and arrives in another, or beside itself as a copy."""

from __future__ import annotations

import io
import json
import zipfile
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import models

from apps.accounts.models import User
from apps.core.backup import rows
from apps.core.backup.container import ArchiveError
from apps.datasets.models import DatasetVersion, Upload
from apps.events.models import AuditEntry, WebhookEndpoint
from apps.jobs.models import Job, JobAttempt, JobLog, State
from apps.projects.models import MarketEntry, Membership, Project, Role
from apps.projects.transfer import rules
from apps.projects.transfer.exporting import gather
from apps.projects.transfer.importing import import_project
from tests.backup.installations import RELEASES, Installation, manifest
from tests.e2e.site import build_site
from tests.factories.accounts import UserFactory
from tests.factories.events import WebhookEndpointFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.WORK_DIR = tmp_path / "work"
    return build_site()


@pytest.fixture
def archive(site, tmp_path):
    path = tmp_path / "project.zip"
    path.write_bytes(b"".join(gather(site.project).stream()))
    return path


def rewritten(archive, change):
    """The archive with its rows changed by ``change(name, rows)`` and its sums made to match."""
    import hashlib

    target = archive.with_name("rewritten.zip")
    with zipfile.ZipFile(archive) as source:
        members = {name: source.read(name) for name in source.namelist()}
    head = json.loads(members["manifest.json"])
    for name, data in members.items():
        if name.startswith("rows/"):
            found = [json.loads(line) for line in data.splitlines()]
            change(name.removeprefix("rows/").removesuffix(".jsonl"), found)
            members[name] = b"".join(rows.line(row) for row in found)
            head["rows"][name.removeprefix("rows/").removesuffix(".jsonl")] = len(found)
            head["members"][name] = {
                "size": len(members[name]),
                "sha256": hashlib.sha256(members[name]).hexdigest(),
            }
    members["manifest.json"] = json.dumps(head).encode()
    with zipfile.ZipFile(target, "w") as made:
        for name, data in members.items():
            made.writestr(name, data)
    return target


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
        for label in rules.inner_links(model).values()
        if label not in {other._meta.label for other in travelling}
    }
    assert linked == set(), "rows that travel point at rows that do not"


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


def test_what_is_here_already_is_said(site, archive):
    with pytest.raises(ArchiveError, match="--as-copy"):
        import_project(archive, site.owner)
    with pytest.raises(CommandError, match="Nobody with the address"):
        call_command("import_project", archive, owner="nobody@example.com")


def outside(site):
    """A row that points into a project that the archive is not of."""
    other = Project.objects.exclude(pk=site.project.pk).get()

    def change(label, found):
        if label == "projects.MarketEntry":
            found[0]["project_id"] = str(other.pk)

    return change


def stolen_role(site):
    def change(label, found):
        if label == "projects.Membership":
            found.append({**found[0], "id": str(uuid4()), "project_id": str(uuid4())})

    return change


def account(site):
    """Rows of a table that is not a project's."""

    def change(label, found):
        if label == "projects.Product":
            found[0]["is_superuser"] = True

    return change


@pytest.mark.parametrize("attack", [outside, stolen_role, account])
def test_a_forged_archive_leaves_no_trace(site, archive, attack):
    forged = rewritten(archive, attack(site))
    before = {model: model._base_manager.count() for model, _path in rules.travelling()}
    stored = _stored_files()
    with pytest.raises(ArchiveError):
        import_project(forged, site.owner, as_copy=True)
    assert {model: model._base_manager.count() for model, _path in rules.travelling()} == before
    assert _stored_files() == stored


def _stored_files():
    from pathlib import Path

    return sorted(path for path in Path(default_storage.location).rglob("*") if path.is_file())


def test_an_unknown_table_is_refused(site, archive):
    forged = rewritten(archive, lambda _label, _rows: None)
    with zipfile.ZipFile(forged) as source:
        members = {name: source.read(name) for name in source.namelist()}
    head = json.loads(members.pop("manifest.json"))
    head["rows"]["accounts.User"] = 1
    with zipfile.ZipFile(forged, "w") as made:
        for name, data in {**members, "manifest.json": json.dumps(head).encode()}.items():
            made.writestr(name, data)
    with pytest.raises(ArchiveError, match="does not know"):
        import_project(forged, UserFactory(), as_copy=True)


def test_a_backup_is_not_a_project(site):
    with pytest.raises(ArchiveError, match="restore"):
        import_project(RELEASES / "release-0.1.0.zip", site.owner)
