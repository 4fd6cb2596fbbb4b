"""Backup and restore, by their commands, between installations in processes of their own."""

from __future__ import annotations

import sqlite3
import stat
import zipfile

import pytest

from tests.backup.installations import (
    Installation,
    all_rows,
    empty_postgresql,
    files,
    manifest,
    sums,
)

pytestmark = pytest.mark.thorough


def restored(tmp_path, archive, **kept):
    installation = Installation(tmp_path / "restored", **kept)
    return installation, installation.run("restore", archive)


def test_nothing_is_lost_or_changed(tmp_path, whole):
    """Not even under another key, which is said before it hurts."""
    there, done = restored(tmp_path, whole, key="another")
    assert done.returncode == 1
    assert "another SECRET_KEY" in done.stderr
    done = there.run("restore", whole, "--accept-other-key")
    assert done.returncode == 0, done.stderr
    again = tmp_path / "again.zip"
    assert there.run("backup", again).returncode == 0
    assert sums(again) == sums(whole)
    assert manifest(again)["migrations"] == manifest(whole)["migrations"]
    assert sum(manifest(whole)["rows"].values()) > 300
    assert len(files(whole)) == 8


def test_a_backup_is_private_and_has_no_key_and_no_sessions(upgraded, whole):
    assert stat.S_IMODE(whole.stat().st_mode) == 0o600
    with zipfile.ZipFile(whole) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
        assert "rows/sessions.Session.jsonl" not in archive.namelist()
    assert upgraded[0].key.encode() not in content


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_from_sqlite_to_postgresql_and_back(tmp_path, whole):
    from django.db import connection

    if connection.vendor != "postgresql":
        pytest.skip("moves between SQLite and the PostgreSQL that DATABASE_URL names")
    with empty_postgresql() as address:
        server = Installation(tmp_path / "server", database=address)
        assert server.run("restore", whole).returncode == 0
        # Numbers go on after the highest one: a new row does not collide.
        server.python(
            "from apps.jobs.models import JobLog\n"
            "old = JobLog.objects.get()\n"
            "JobLog.objects.create(job=old.job, attempt=1, seq=9, at=old.at, text='next').delete()"
        )
        middle = tmp_path / "middle.zip"
        assert server.run("backup", middle).returncode == 0
    back, done = restored(tmp_path, middle)
    assert done.returncode == 0, done.stderr
    last = tmp_path / "last.zip"
    assert back.run("backup", last).returncode == 0
    # PostgreSQL keeps the members of JSON objects in an order of its own.
    assert all_rows(last) == all_rows(whole)
    assert files(last) == files(whole)


def test_a_writer_does_not_wait_and_is_not_half_in_the_backup(tmp_path, upgraded, whole):
    """Rows that come while the tables are read, some before and some after it, stay out."""
    busy = upgraded[0].copy(tmp_path / "busy")
    out = busy.python(
        f"""
import threading
from pathlib import Path
from apps.accounts.models import OutboxMail, User
from apps.core.backup import rows, writing
plain, wrote = rows.read, []
def read(query):
    if not wrote:
        def write():
            OutboxMail.objects.create(to='a@example.com', subject='s', body='b')
            User.objects.filter(email='lin.yue@example.com').update(name='Changed meanwhile')
            wrote.append(True)
        thread = threading.Thread(target=write)
        thread.start()
        thread.join(5)
    return plain(query)
rows.read = read
writing.write_backup(Path({str(tmp_path / "busy.zip")!r}))
print(wrote, OutboxMail.objects.count())
"""
    )
    assert out.strip() == "[True] 2"
    assert sums(tmp_path / "busy.zip") == sums(whole)


def test_a_file_that_is_deleted_meanwhile_is_no_reason_to_fail(tmp_path, upgraded):
    var = tmp_path / "deleting"
    out = (
        upgraded[0]
        .copy(var)
        .python(
            f"""
from pathlib import Path
from apps.core.backup import writing
from apps.datasets.models import Dataset
plain, calls = writing._write_once, []
def write(inside, target):
    if not calls:
        Dataset.objects.filter(project__is_sample=True).first().delete()
        for version in Path({str(var)!r}, 'files').rglob('*.parquet'):
            pass
        name = next(name for name in inside.files if name.endswith('.parquet'))
        Path({str(var)!r}, 'files', name).unlink(missing_ok=True)
        from apps.datasets.models import DatasetVersion
        DatasetVersion.objects.filter(file=name).delete()
    calls.append(1)
    plain(inside, target)
writing._write_once = write
inside = writing.write_backup(Path({str(tmp_path / "after.zip")!r}))
print(len(calls), all(Path({str(var)!r}, 'files', name).exists() for name in inside.files))
"""
        )
    )
    assert out.strip() == "2 True"


def test_a_file_that_is_gone_for_good_is_named(tmp_path, upgraded):
    gone = upgraded[0].copy(tmp_path / "gone")
    lost = next((gone.var / "files").rglob("*.parquet"))
    lost.unlink()
    done = gone.run("backup", tmp_path / "gone.zip")
    assert done.returncode == 1
    assert lost.name in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.glob("gone.zip*"))


def test_a_full_disk_leaves_no_half_backup(tmp_path, upgraded):
    small = Installation(upgraded[0].var, limit=50_000)
    done = small.run("backup", tmp_path / "full.zip")
    assert done.returncode == 1
    assert "could not be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())
    assert not list((upgraded[0].var / "work" / "archives").iterdir())


def test_an_existing_file_is_not_overwritten(whole, upgraded):
    before = whole.read_bytes()
    done = upgraded[0].run("backup", whole)
    assert done.returncode == 1
    assert "exists already" in done.stderr
    assert whole.read_bytes() == before


def damaged(archive, tmp_path, change):
    copy = tmp_path / "damaged.zip"
    data = bytearray(archive.read_bytes())
    change(data)
    copy.write_bytes(data)
    return copy


def flip(data: bytearray) -> None:
    data[len(data) // 2] ^= 0xFF


def cut(data: bytearray) -> None:
    del data[len(data) // 2 :]


@pytest.mark.parametrize(("change", "words"), [(flip, "damaged"), (cut, "not a whole archive")])
def test_a_damaged_archive_changes_nothing(tmp_path, whole, change, words):
    there, done = restored(tmp_path, damaged(whole, tmp_path, change))
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (there.var / "files").exists()
    with sqlite3.connect(there.var / "lepton.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def test_check_reads_and_writes_nothing(tmp_path, whole):
    there = Installation(tmp_path / "restored")
    assert there.run("restore", whole, "--check").returncode == 0
    bad = there.run("restore", damaged(whole, tmp_path, flip), "--check")
    assert bad.returncode == 1
    assert "damaged" in bad.stderr


def test_a_filled_database_is_never_overwritten(upgraded, whole):
    done = upgraded[0].run("restore", whole)
    assert done.returncode == 1
    assert "not empty" in done.stderr


def test_what_a_later_release_wrote_is_refused(tmp_path, whole):
    copy = tmp_path / "later.zip"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(copy, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "manifest.json":
                data = data.replace(b'"0001_initial"', b'"0001_initial", "9999_later"', 1)
            target.writestr(name, data)
    _there, done = restored(tmp_path, copy)
    assert done.returncode == 1
    assert "does not know" in done.stderr
