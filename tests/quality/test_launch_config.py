"""What the launcher makes of the environment, the Procfile and pyproject.toml."""

import tomllib
from pathlib import Path

import pytest

from deploy.launch import install
from deploy.launch.config import ROOT, allowed_hosts, read_config, site_environment
from deploy.launch.output import Stop, size
from deploy.launch.procfile import read_procfile


def test_defaults_listen_on_this_machine_only(tmp_path: Path):
    config = read_config({}, tmp_path)
    assert (config.host, config.port, config.models) == ("127.0.0.1", 8000, True)
    assert config.url == "http://127.0.0.1:8000/"
    assert config.var == tmp_path / "var"


def test_the_environment_chooses(tmp_path: Path):
    chosen = {"HOST": "::", "PORT": "81", "MODELS": "0", "LEPTON_VAR": str(tmp_path / "v")}
    config = read_config(chosen, tmp_path)
    assert (config.url, config.models) == ("http://127.0.0.1:81/", False)
    assert config.var == tmp_path / "v"


def test_an_ipv6_address_is_bracketed(tmp_path: Path):
    assert read_config({"HOST": "::1"}, tmp_path).url == "http://[::1]:8000/"


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1", "80a"])
def test_a_port_that_is_none_is_refused(port):
    with pytest.raises(Stop, match=f"PORT={port} is not a port"):
        read_config({"PORT": port})


def test_allowed_hosts_follow_host():
    assert allowed_hosts("127.0.0.1") == ["localhost", "127.0.0.1", "[::1]"]
    assert "lepton.example" in allowed_hosts("lepton.example")
    everywhere = allowed_hosts("0.0.0.0")
    assert "*" not in everywhere
    assert len(everywhere) > 3


def test_what_the_person_set_wins(tmp_path: Path):
    config = read_config({}, tmp_path)
    environment = site_environment(config, {"ALLOWED_HOSTS": "a.example", "PATH": "/bin"})
    assert environment["ALLOWED_HOSTS"] == "a.example"
    assert "SITE_URL" not in environment  # links follow the address that the reader used
    assert environment["PATH"].startswith(str(tmp_path / ".venv" / "bin"))
    assert "DEBUG" not in environment


def test_the_procfile_names_every_process():
    names = [process.name for process in read_procfile(ROOT / "Procfile")]
    assert names == ["web", "worker", "heavy", "serve", "scheduler"]


def test_a_broken_procfile_line_is_named(tmp_path: Path):
    path = tmp_path / "Procfile"
    path.write_text("# comment\nweb: serve\nnonsense\n")
    with pytest.raises(Stop, match="line 3"):
        read_procfile(path)


def test_requirements_come_from_pyproject():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert install.requirements(ROOT, "base") == project["dependencies"]
    assert "torch==2.13.0" in install.requirements(ROOT, "models")


def test_pip_is_plain_and_takes_wheels_only(tmp_path: Path):
    command = install.pip_install(read_config({}, ROOT))
    assert command[1:4] == ["-m", "pip", "install"]
    assert command[command.index("--only-binary") + 1] == ":all:"
    forbidden = {"--index-url", "-i", "--extra-index-url", "--find-links", "-f", "--isolated"}
    assert not forbidden & set(command)


@pytest.mark.parametrize(
    ("amount", "shown"), [(10, "1 MB"), (250_000_000, "250 MB"), (3_400_000_000, "3.4 GB")]
)
def test_sizes_read_well(amount, shown):
    assert size(amount) == shown
