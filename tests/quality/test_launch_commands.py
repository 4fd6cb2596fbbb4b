"""What `make doctor`, `make reset` and `make password` say and do."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from deploy import checks
from deploy.launch import commands, doctor
from deploy.launch.config import ROOT, Config, read_config
from deploy.launch.output import Stop

CHECKED = ["database", "broker", "storage", "mail", "models extra", "served models"]


@pytest.fixture
def config(tmp_path: Path) -> Config:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    return read_config({"PORT": str(port)}, tmp_path)


def site_checks(var: Path, **changed: str) -> dict[str, dict[str, str]]:
    """What the installed site says of itself with these settings."""
    hidden = {"DATABASE_URL", "CELERY_BROKER_URL", "DJANGO_SETTINGS_MODULE", "EMAIL_URL"}
    environment = {key: value for key, value in os.environ.items() if key not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "deploy.checks"],
        cwd=ROOT,
        env=environment | {"LEPTON_VAR": str(var)} | changed,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return {item["name"]: item for item in json.loads(done.stdout.splitlines()[-1])}


def test_doctor_names_each_thing_before_anything_is_installed(config, capsys):
    assert doctor.doctor(config) == 0
    shown = capsys.readouterr().out
    for name in ("Python", "venv module", "packages", "disk", "port", "GPU", "site"):
        assert name in shown
    assert f"{config.port} on 127.0.0.1 is free" in shown
    assert "make run installs them" in shown


def test_doctor_fails_on_a_taken_port_and_says_which(config, capsys):
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", config.port))
        taken.listen()
        assert doctor.doctor(config) == 1
    line = next(line for line in capsys.readouterr().out.splitlines() if " port " in line)
    assert "fail" in line
    assert str(config.port) in line


def test_the_site_checks_each_server_it_needs(tmp_path):
    found = site_checks(tmp_path)
    assert list(found) == CHECKED
    assert found["database"]["state"] == "warn"
    assert "migrations to apply" in found["database"]["fact"]
    assert found["broker"]["state"] == "ok"


def test_a_silent_broker_and_database_are_named_without_a_traceback(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        nobody = probe.getsockname()[1]
    found = site_checks(
        tmp_path,
        CELERY_BROKER_URL=f"redis://127.0.0.1:{nobody}/0",
        DATABASE_URL=f"postgres://nobody:x@127.0.0.1:{nobody}/none",
    )
    assert found["broker"]["state"] == "fail"
    assert str(nobody) in found["broker"]["fact"]
    assert found["database"]["state"] == "fail"
    assert "\n" not in found["database"]["fact"]
    assert found["database"]["advice"]


@pytest.fixture
def listening():
    """The port of a server that takes connections, and one where nobody is."""
    with socket.socket() as server, socket.socket() as nobody:
        for one in (server, nobody):
            one.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1], nobody.getsockname()[1]


def test_a_mail_server_that_is_silent_is_named(settings, listening):
    there, nobody = listening
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", nobody
    assert checks.mail() == ("fail", f"no answer from 127.0.0.1:{nobody}", "correct EMAIL_URL")
    settings.EMAIL_PORT = there
    assert checks.mail() == ("ok", f"127.0.0.1:{there} answers", "")


def test_without_a_mail_server_the_outbox_page_is_named(settings):
    settings.EMAIL_BACKEND = "apps.accounts.outbox.OutboxBackend"
    assert checks.mail() == (
        "ok", "no mail server: mail goes to the administrators' outbox page", "",
    )  # fmt: skip
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert checks.mail()[:2] == ("ok", settings.EMAIL_BACKEND)


@pytest.mark.parametrize(
    ("script", "state", "fact", "advice"),
    [
        ("echo 'NVIDIA H200, 143771 MiB'; echo 'NVIDIA L4, 23034 MiB'", "ok",
         "NVIDIA H200, 143771 MiB; NVIDIA L4, 23034 MiB", ""),
        ("echo 'no devices were found'; exit 6", "warn", "nvidia-smi fails",
         "look after the driver: run nvidia-smi"),
        ("", "ok", "no NVIDIA GPU: models run on the processor", ""),
    ],
)  # fmt: skip
def test_doctor_tells_which_gpus_there_are(tmp_path, monkeypatch, script, state, fact, advice):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(doctor.platform, "system", lambda: "Linux")
    if script:
        (tmp_path / "nvidia-smi").write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / "nvidia-smi").chmod(0o755)
    assert doctor._gpu() == doctor.Finding(state, "GPU", fact, advice)


def test_doctor_names_apple_silicon(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(doctor.platform, "system", lambda: "Darwin")
    monkeypatch.setattr(doctor.platform, "machine", lambda: "arm64")
    assert doctor._gpu() == doctor.Finding("ok", "GPU", "Apple silicon")


def test_reset_removes_the_data_folder_only_when_told(config, monkeypatch):
    config.var.mkdir()
    (config.var / "secret_key").write_text("x")
    (config.root / "keep").write_text("mine")
    monkeypatch.delenv("FORCE", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    with pytest.raises(Stop, match="FORCE=1"):
        commands.reset(config)
    assert config.var.exists()
    monkeypatch.setenv("FORCE", "1")
    assert commands.reset(config) == 0
    assert not config.var.exists()
    assert (config.root / "keep").read_text() == "mine"


def test_reset_leaves_a_folder_that_is_not_ours(config, monkeypatch):
    config.var.mkdir()
    (config.var / "thesis.docx").write_text("years of work")
    monkeypatch.setenv("FORCE", "1")
    with pytest.raises(Stop, match="does not look like"):
        commands.reset(config)
    assert (config.var / "thesis.docx").exists()


def test_a_new_password_is_said_and_kept_until_it_is_changed(tmp_path, migrated):
    environment = {**os.environ, "LEPTON_VAR": str(tmp_path)}
    environment.pop("DATABASE_URL", None)
    environment["DJANGO_SETTINGS_MODULE"] = "lepton_site.settings"
    environment["LEPTON_ADMIN_EMAIL"] = "chief@example.com"

    def manage(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        return done.stdout

    migrated(tmp_path)
    manage("create_admin")
    kept = tmp_path / "admin-password"
    first = kept.read_text()
    assert first.startswith("Password: ")
    assert "\nLog in as: chief@example.com\n" in first
    assert kept.stat().st_mode & 0o777 == 0o600
    said = manage("reset_admin_password")
    second = kept.read_text().splitlines()[0].removeprefix("Password: ")
    assert second not in first
    assert second in said
    assert kept.stat().st_mode & 0o777 == 0o600
