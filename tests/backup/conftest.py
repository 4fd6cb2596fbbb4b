"""Installations and archives for tests that only read them."""

from __future__ import annotations

import pytest

from tests.backup.archives import archived
from tests.backup.installations import RELEASES, Installation
from tests.e2e.site import build_site


@pytest.fixture(scope="session")
def upgraded(tmp_path_factory):
    """One of the first release at this one: (installation, the backup it was restored from)."""
    installation = Installation(tmp_path_factory.mktemp("upgraded"))
    release = RELEASES / "release-0.1.0.zip"
    done = installation.run("restore", release)
    assert done.returncode == 0, done.stderr
    return installation, release


@pytest.fixture(scope="session")
def whole(upgraded, tmp_path_factory):
    """A backup of that installation by this release."""
    path = tmp_path_factory.mktemp("backup") / "whole.zip"
    done = upgraded[0].run("backup", path)
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture
def site(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.WORK_DIR = tmp_path / "work"
    return build_site()


@pytest.fixture
def archive(site, tmp_path):
    return archived(site, tmp_path)
