"""Bringing files in by the tus protocol: resumed, refused, dropped, within the quota."""

import base64
import errno
import hashlib
import io
from collections import namedtuple
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.datasets.domain import partial, uploads, usage
from apps.datasets.models import DatasetVersion, Upload
from apps.datasets.tasks import prune
from apps.projects.models import Role
from tests.factories.accounts import UserFactory
from tests.factories.datasets import UploadFactory, VersionFactory
from tests.factories.jobs import JobArtifactFactory
from tests.factories.projects import MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db
OCTETS = "application/offset+octet-stream"


@pytest.fixture(autouse=True)
def no_worker(monkeypatch):
    monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)


@pytest.fixture
def create(page, project):
    def _create(size, name="table.csv", **headers):
        metadata = f"filename {base64.b64encode(name.encode()).decode()}"
        return page.post(
            reverse("datasets:tus", args=[project.pk]),
            headers={"Upload-Length": str(size), "Upload-Metadata": metadata, **headers},
        )

    return _create


def send(page, url, data, offset, **headers):
    return page.patch(
        url, data=data, content_type=OCTETS, headers={"Upload-Offset": str(offset), **headers}
    )


def test_a_file_comes_in_chunks_and_goes_on_where_it_stopped(page, create):
    url = create(8)["Location"]
    assert send(page, url, b"a,b\n", 0)["Upload-Offset"] == "4"
    asked = page.head(url)
    assert (asked["Upload-Offset"], asked["Upload-Length"]) == ("4", "8")
    assert asked["Cache-Control"] == "no-store"
    assert send(page, url, b"1,2\n", 4).status_code == 204
    upload = Upload.objects.get()
    assert upload.state == Upload.State.INSPECTING
    assert upload.job.engine_key == "datasets.inspect"
    assert partial.path_of(upload).read_bytes() == b"a,b\n1,2\n"


def test_a_wrong_offset_is_a_conflict_and_changes_nothing(page, create):
    url = create(8)["Location"]
    send(page, url, b"a,b\n", 0)
    assert send(page, url, b"a,b\n", 0).status_code == 409
    assert send(page, url, b"xx", 6).status_code == 409
    assert page.head(url)["Upload-Offset"] == "4"


def test_more_bytes_than_announced_are_refused(page, create):
    url = create(4)["Location"]
    assert send(page, url, b"a,b\n1,2\n", 0).status_code == 413


def test_a_second_writer_is_told_to_wait(page, create):
    import fcntl

    url = create(8)["Location"]
    with partial.path_of(Upload.objects.get()).open("r+b") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert send(page, url, b"a,b\n", 0).status_code == 423
    assert send(page, url, b"a,b\n", 0).status_code == 204


def test_what_a_crash_left_beyond_the_offset_is_cut_off(page, create):
    url = create(8)["Location"]
    send(page, url, b"a,b\n", 0)
    path = partial.path_of(Upload.objects.get())
    path.write_bytes(path.read_bytes() + b"torn")
    send(page, url, b"1,2\n", 4)
    assert path.read_bytes() == b"a,b\n1,2\n"


def test_a_broken_connection_keeps_what_came(project, analyst):
    upload = uploads.announce(project, analyst, "t.csv", 10)

    def chunks():
        yield b"a,b\n"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        uploads.receive(upload.pk, 0, chunks())
    upload.refresh_from_db()
    assert upload.offset == 4
    assert upload.state == Upload.State.RECEIVING


def test_checksums(page, create):
    url = create(8)["Location"]
    digest = base64.b64encode(hashlib.sha256(b"a,b\n").digest()).decode()
    wrong = send(page, url, b"a,c\n", 0, **{"Upload-Checksum": f"sha256 {digest}"})
    assert wrong.status_code == 460
    assert page.head(url)["Upload-Offset"] == "0"
    assert (
        send(page, url, b"a,b\n", 0, **{"Upload-Checksum": f"sha256 {digest}"}).status_code == 204
    )
    assert send(page, url, b"1", 4, **{"Upload-Checksum": "md4 xx"}).status_code == 400


def test_what_the_server_can_do(page, project):
    answer = page.options(reverse("datasets:tus", args=[project.pk]))
    assert answer["Tus-Version"] == "1.0.0"
    assert "creation" in answer["Tus-Extension"]
    assert int(answer["Tus-Max-Size"]) == 5 * 1024**3


@pytest.mark.parametrize(
    ("size", "status"),
    [("0", 400), ("-5", 400), ("abc", 400), ("9" * 30, 400), (5 * 1024**3 + 1, 413)],
)
def test_impossible_sizes(create, size, status):
    assert create(size).status_code == status
    assert not Upload.objects.exists()


def test_other_versions_of_the_protocol(create):
    assert create(5, **{"Tus-Resumable": "0.2.2"}).status_code == 412


def test_the_wrong_kind_of_body(page, create):
    url = create(8)["Location"]
    assert page.patch(url, data=b"a", content_type="text/csv").status_code == 415
    assert page.patch(url, data=b"a", content_type=OCTETS).status_code == 400


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\x.csv", "x.csv"),
        ("a\x00b\n\u202e.csv", "ab.csv"),
        ("", "table"),
        ("..", ".."),
        ("<script>.csv", "<script>.csv"),
        ("名" * 400, "名" * 255),
    ],
)
def test_hostile_names_never_touch_the_disk(create, files, name, shown):
    assert create(8, name).status_code == 201
    upload = Upload.objects.get()
    assert upload.filename == shown
    on_disk = [path.name for path in (files / "work" / "uploads").iterdir()]
    assert on_disk == [f"{upload.pk.hex}.part"]


def test_the_quota_counts_versions_artefacts_and_uploads_on_their_way(create, project, settings):
    version = VersionFactory(project=project)
    UploadFactory(project=project, size=1000)
    UploadFactory(project=project, size=5000, state=Upload.State.DONE)
    DatasetVersion.objects.filter(pk=version.pk).update(rejections_size=70)
    JobArtifactFactory(job__project=project, size=300)
    JobArtifactFactory(size=9000)  # another project's
    used = version.size + 1000 + 70 + 300
    assert usage.project_bytes(project.pk) == used
    project.disk_quota_bytes = used + 500
    project.save()
    assert create(500).status_code == 201
    refused = create(1)
    assert refused.status_code == 413
    assert "disk quota" in refused.content.decode()


def test_a_server_without_room(create, monkeypatch):
    disk = namedtuple("disk", "total used free")
    monkeypatch.setattr("shutil.disk_usage", lambda path: disk(1, 1, 1000))
    refused = create(500)
    assert refused.status_code == 413
    assert "too little room" in refused.content.decode()


def test_a_disk_that_fills_while_writing(project, analyst, monkeypatch):
    upload = uploads.announce(project, analyst, "t.csv", 10)
    uploads.receive(upload.pk, 0, [b"a,b\n"])

    def chunks():
        yield b"1,2"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(uploads.UploadRefused) as caught:
        uploads.receive(upload.pk, 4, chunks())
    assert caught.value.status == 507
    upload.refresh_from_db()
    assert upload.offset == 4


class FullDisk(io.FileIO):
    """A file on a disk with room for six bytes: the write that meets the end is cut short."""

    def write(self, data):
        room = 6 - self.tell()
        if room <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(bytes(data)[:room])


def test_a_disk_that_is_full_leaves_no_hole_in_the_file(project, analyst, monkeypatch):
    upload = uploads.announce(project, analyst, "t.csv", 8)
    path = partial.path_of(upload)
    uploads.receive(upload.pk, 0, [b"a,b\n"])

    def open_full(mode, buffering=-1):
        raw = FullDisk(path, mode)
        return raw if buffering == 0 else io.BufferedRandom(raw)

    with monkeypatch.context() as patch:
        patch.setattr(partial, "path_of", lambda upload: SimpleNamespace(open=open_full))
        with pytest.raises(uploads.UploadRefused) as caught:
            uploads.receive(upload.pk, 4, [b"1,2\n"])
    assert caught.value.status == 507
    upload.refresh_from_db()
    assert upload.offset == 4
    uploads.receive(upload.pk, 4, [b"1,2\n"])
    assert path.read_bytes() == b"a,b\n1,2\n"


def test_giving_up_deletes_the_bytes(page, create, django_capture_on_commit_callbacks):
    url = create(8)["Location"]
    path = partial.path_of(Upload.objects.get())
    with django_capture_on_commit_callbacks(execute=True):
        assert page.delete(url).status_code == 204
    assert not path.exists()
    assert page.head(url).status_code == 404


def test_a_complete_upload_takes_no_more(page, create):
    url = create(4)["Location"]
    send(page, url, b"a,b\n", 0)
    assert send(page, url, b"x", 4).status_code == 409


def test_another_projects_upload_is_not_there(client, page, create, project):
    url = create(8)["Location"]
    upload = Upload.objects.get()
    other = ProjectFactory()
    stranger = MembershipFactory(project=other, role=Role.OWNER).user
    client.force_login(stranger)
    assert send(client, url, b"a,b\n", 0).status_code == 404
    through_mine = reverse("datasets:tus_upload", args=[other.pk, upload.pk])
    assert send(client, through_mine, b"a,b\n", 0).status_code == 404
    check = reverse("datasets:preview", args=[other.pk, upload.pk])
    assert client.get(check).status_code == 404


def test_viewers_may_not_upload(client, project):
    client.force_login(MembershipFactory(project=project, role=Role.VIEWER).user)
    url = reverse("datasets:tus", args=[project.pk])
    assert client.post(url, headers={"Upload-Length": "5"}).status_code == 403
    assert client.get(reverse("datasets:upload", args=[project.pk])).status_code == 403


def test_a_target_of_another_project_is_not_there(page, project):
    foreign = VersionFactory().dataset
    encoded = base64.b64encode(str(foreign.pk).encode()).decode()
    answer = page.post(
        reverse("datasets:tus", args=[project.pk]),
        headers={"Upload-Length": "5", "Upload-Metadata": f"dataset {encoded}"},
    )
    assert answer.status_code == 404


def test_abandoned_uploads_are_dropped(files, django_capture_on_commit_callbacks):
    old, fresh = UploadFactory(content=b"a"), UploadFactory(content=b"b")
    refused = UploadFactory(content=b"c")
    running = UploadFactory(content=b"d")
    now = timezone.now()
    for upload, state, days in [
        (old, "receiving", 8),
        (fresh, "receiving", 6),
        (refused, "refused", 3),
        (running, "importing", 30),
    ]:
        Upload.objects.filter(pk=upload.pk).update(
            state=state, updated_at=now - timedelta(days=days)
        )
    orphan = partial.folder() / "f00d.part"
    orphan.write_bytes(b"x")
    import os

    os.utime(orphan, (0, 0))
    with django_capture_on_commit_callbacks(execute=True):
        prune()
    assert set(Upload.objects.values_list("pk", flat=True)) == {fresh.pk, running.pk}
    assert {path.stem for path in partial.folder().iterdir()} == {fresh.pk.hex, running.pk.hex}


def test_dropping_cancels_the_job_that_reads(page, create):
    url = create(8)["Location"]
    send(page, url, b"a,b\n1,2\n", 0)
    job = Upload.objects.get().job
    assert page.delete(url).status_code == 204
    job.refresh_from_db()
    assert job.state == "cancelled"


def test_nobody_logged_in_is_sent_to_log_in(client, project):
    answer = client.post(reverse("datasets:tus", args=[project.pk]))
    assert answer.status_code == 302
    assert UserFactory.create()  # a user without any project sees nothing either


def test_only_its_owner_and_editors_go_on_with_an_upload_or_drop_it(client, page, create, project):
    url = create(8)["Location"]
    upload = Upload.objects.get()
    drop = reverse("datasets:drop", args=[project.pk, upload.pk])
    listing = reverse("datasets:list", args=[project.pk])
    assert drop in page.get(listing).content.decode()
    client.force_login(MembershipFactory(project=project, role=Role.ANALYST).user)
    assert drop not in client.get(listing).content.decode()
    look = reverse("datasets:preview", args=[project.pk, upload.pk])
    assert drop not in client.get(look).content.decode()
    for answer in (client.post(drop), client.delete(url), send(client, url, b"a,b\n1,2\n", 0)):
        assert answer.status_code == 403
    upload.refresh_from_db()
    assert upload.offset == 0
    Upload.objects.update(state=Upload.State.REFUSED)
    assert client.post(look).status_code == 403  # 'Read it again'
    client.force_login(MembershipFactory(project=project, role=Role.EDITOR).user)
    assert client.post(drop).status_code == 302
    assert not Upload.objects.exists()


def test_bytes_for_an_upload_that_was_dropped_meanwhile(project, analyst, monkeypatch):
    upload = uploads.announce(project, analyst, "t.csv", 8)
    monkeypatch.setattr("pathlib.Path.unlink", lambda self, missing_ok=False: None)
    uploads.drop(upload, analyst)
    with pytest.raises(uploads.UploadRefused, match="This upload is gone"):
        uploads.receive(upload.pk, 0, [b"a,b\n1,2\n"])
