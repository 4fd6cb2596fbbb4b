"""A site with the plugins of the tests and a package that pip installed, tested from inside."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.plugins.packages import INSTALLED, environment

SOURCE = Path(__file__).parent / "outside"


@pytest.fixture
def target(tmp_path):
    """A folder into which pip has installed a wheel that was built outside of the repository."""
    source, wheels, target = (tmp_path / name for name in ("source", "wheels", "target"))
    shutil.copytree(SOURCE, source, ignore=shutil.ignore_patterns("__pycache__"))
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    alone = ["--no-index", "--no-deps"]
    make = [*pip, "wheel", *alone, "--no-build-isolation", "--wheel-dir", str(wheels), str(source)]
    subprocess.run(make, check=True, capture_output=True, timeout=120)
    (wheel,) = wheels.glob("*.whl")
    put = [*pip, "install", *alone, "--target", str(target), str(wheel)]
    subprocess.run(put, check=True, capture_output=True, timeout=120)
    return target


@pytest.mark.thorough
@pytest.mark.services
def test_inside(target, tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:warnings",
         "tests/plugins/inside"],
        env=environment(INSTALLED, target, LEPTON_PLUGINS="dummy,faulty",
                        LEPTON_TEST_VAR=str(tmp_path / "var")),
        capture_output=True, text=True, timeout=400, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
