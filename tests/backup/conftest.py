"""Installations and archives for tests that only read them."""

from __future__ import annotations

import fcntl
import os
import shutil

import pytest

from tests.backup.archives import archived
from tests.backup.installations import RELEASES, Installation
from tests.e2e.site import build_site


@pytest.fixture(scope="session")
def upgraded(tmp_path_factory):
    """One of the first release at this one: (installation, the backup it was restored from)."""
    release = RELEASES / "release-0.1.0.zip"

    def make(folder):
        done = Installation(folder).run("restore", release)
        assert done.returncode == 0, done.stderr

    shared = Installation(made_once(tmp_path_factory, "upgraded", make))
    # A process's own: pages that are opened there leave rows.
    return shared.copy(tmp_path_factory.mktemp("own") / "upgraded"), release


@pytest.fixture(scope="session")
def whole(upgraded, tmp_path_factory):
    """A backup of that installation by this release."""
    path = tmp_path_factory.mktemp("backup") / "whole.zip"
    done = upgraded[0].run("backup", path)
    assert done.returncode == 0, done.stderr
    return path


def made_once(tmp_path_factory, name, make):
    """A folder that ``make`` has filled, once for all processes of a run; they only read it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    done = folder.with_suffix(".done")
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)  # another process failed in it
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


@pytest.fixture
def site(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.WORK_DIR = tmp_path / "work"
    return build_site()


@pytest.fixture
def archive(site, tmp_path):
    return archived(site, tmp_path)
