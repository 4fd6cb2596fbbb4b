"""The secret key file: private, whole, and one for all processes."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from deploy.launch.config import ROOT, read_config
from lepton_site.secret import read_or_create_secret


def test_the_key_is_long_private_and_kept(tmp_path: Path):
    path = tmp_path / "secret_key"
    key = read_or_create_secret(path)
    assert len(key) >= 64
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_or_create_secret(path) == key


def test_whoever_starts_at_the_same_time_gets_the_same_key(tmp_path: Path):
    for attempt in range(20):
        path = tmp_path / f"key-{attempt}"
        with ThreadPoolExecutor(8) as pool:
            keys = set(pool.map(lambda _, path=path: read_or_create_secret(path), range(8)))
        assert len(keys) == 1
        assert keys != {""}
    assert not list(tmp_path.glob(".secret-*"))


def test_the_data_folder_is_closed_to_other_accounts(tmp_path):
    var = tmp_path / "new" / "var"
    command = [sys.executable, "-c", "import lepton_site.settings"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "LEPTON_VAR": str(var)}, check=True)
    assert stat.S_IMODE(var.stat().st_mode) == 0o700
    other = tmp_path / "launcher"
    read_config({"LEPTON_VAR": str(other)}).make_var()
    assert stat.S_IMODE(other.stat().st_mode) == 0o700
