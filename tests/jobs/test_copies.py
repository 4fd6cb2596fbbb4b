"""Local copies of artefacts: kept while they are used, removed whole afterwards."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from apps.jobs.domain.artifacts import materialise_folder
from apps.jobs.domain.prune import prune
from tests.factories.jobs import JobArtifactFactory, JobFactory

pytestmark = pytest.mark.django_db
FILES = {"a.json", "b.json"}


@pytest.fixture
def job(project, settings, tmp_path):
    settings.WORK_DIR = tmp_path / "work"
    job = JobFactory(project=project)
    for name in FILES:
        JobArtifactFactory(job=job, name=f"model/{name}")
    return job


def made_days_ago(copy: Path, days: float) -> None:
    at = (timezone.now() - timedelta(days=days)).timestamp()
    for path in (copy, copy.parent):
        os.utime(path, (at, at))


def names(copy: Path) -> set[str]:
    return {path.name for path in copy.iterdir()}


def test_a_copy_in_use_stays_however_old_it_is(job):
    copy = materialise_folder(job, "model")
    made_days_ago(copy, 30)
    assert materialise_folder(job, "model") == copy
    assert prune()["folders"] == 0
    assert names(copy) == FILES


def test_a_copy_that_nobody_reads_goes_after_two_days(job):
    copy = materialise_folder(job, "model")
    made_days_ago(copy, 1.9)
    assert prune()["folders"] == 0
    made_days_ago(copy, 2.1)
    assert prune()["folders"] == 1
    assert not copy.parent.exists()


def test_a_killed_prune_leaves_no_half_copy_and_the_next_one_tidies_up(job, settings, monkeypatch):
    copy = materialise_folder(job, "model")
    made_days_ago(copy, 3)

    def killed(path, **how):
        next(path.rglob("*.json")).unlink()
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "rmtree", killed)
        with pytest.raises(SystemExit):
            prune()
    assert names(materialise_folder(job, "model")) == FILES
    assert prune()["folders"] == 0
    assert {path.parent for path in settings.WORK_DIR.rglob("*.json")} == {copy}


def test_what_another_worker_has_removed_is_no_error(job, monkeypatch):
    copy = materialise_folder(job, "model")
    made_days_ago(copy, 3)
    rename = Path.replace

    def too_late(self, target):
        shutil.rmtree(self)
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", too_late)
        assert prune()["folders"] == 0
