"""One installation of the first release, brought to this one, for all tests that only read it."""

from __future__ import annotations

import pytest

from tests.backup.installations import RELEASES, Installation


@pytest.fixture(scope="session")
def upgraded(tmp_path_factory):
    """(installation, the backup it was restored from)."""
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
