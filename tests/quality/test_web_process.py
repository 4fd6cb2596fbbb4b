"""The web process starts light: no numerical library, little memory, nothing unsafe."""

import json
import os
import subprocess
import sys

import pytest
from django.template.loader import get_template

from deploy.launch.config import ROOT
from lepton_site.warming import warm_up

HEAVY = ["torch", "transformers", "scipy", "sklearn", "polars", "pandas", "statsmodels"]
HEAVY += ["typst", "docx", "nbformat"]  # writers of reports have a process of their own
MEASURE = """
import json, sys
from lepton_site.wsgi import application
from lepton_site.warming import warm_up
warm_up()
import psutil, threading
from django.db import connection
from django.template import engines
loaded = sorted({name.partition(".")[0] for name in sys.modules})
[cached] = engines["django"].engine.template_loaders[0].loaders
print(json.dumps({
    "loaded": loaded, "rss": psutil.Process().memory_info().rss,
    "threads": threading.active_count(), "connected": connection.connection is not None,
    "templates": len(cached.get_template_cache),
}))
"""
PRODUCTION = {
    "SECRET_KEY": "x" * 20 + "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJ",
    "SITE_URL": "https://lepton.example",
    "ALLOWED_HOSTS": "lepton.example",
    "TRUST_PROXY": "1",
}


def python(arguments: list[str], tmp_path, **environment: str) -> subprocess.CompletedProcess[str]:
    settings = {"LEPTON_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "lepton_site.settings"}
    # The browser tests set it for this process; the site never does.
    inherited = {key: os.environ[key] for key in os.environ if key != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**inherited, **settings, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    done = python(["-c", MEASURE], tmp_path_factory.mktemp("var"))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("name", HEAVY)
def test_the_web_process_does_not_load(started, name):
    assert name not in started["loaded"]


def test_the_web_process_is_small(started):
    assert "django" in started["loaded"]
    assert started["rss"] < 200 * 1024**2


def test_everything_is_loaded_before_processes_fork(started):
    templates = [*(ROOT / "templates").rglob("*.html")]
    assert started["templates"] >= len(templates) > 100
    assert started["threads"] == 1  # a fork copies none of them
    assert not started["connected"]


def test_a_broken_template_is_named_and_keeps_nothing_from_starting(settings, tmp_path, caplog):
    (tmp_path / "broken.html").write_text("{% if %}")
    (tmp_path / "sound.html").write_text("{{ sound }}")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    warm_up()
    assert [record.args for record in caplog.records] == [("broken.html",)]
    assert get_template("sound.html").render({"sound": "loud"}) == "loud"


def test_deployment_checks_pass_in_production(tmp_path):
    arguments = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = python(arguments, tmp_path, **PRODUCTION)
    assert done.returncode == 0, done.stderr


def test_deployment_checks_refuse_any_host_without_an_address(tmp_path):
    arguments = ["manage.py", "check", "--deploy", "--fail-level", "ERROR"]
    open_to_all = {**PRODUCTION, "ALLOWED_HOSTS": "*"}
    done = python(arguments, tmp_path, **{**open_to_all, "SITE_URL": ""})
    assert done.returncode == 1
    assert "accounts.E001" in done.stderr
    assert "accounts.E001" not in python(arguments, tmp_path, **open_to_all).stderr


def test_a_site_open_to_others_under_any_name_does_not_start(tmp_path):
    done = python(["-m", "deploy.prepare"], tmp_path, ALLOWED_HOSTS="*", HOST="0.0.0.0")
    assert done.returncode == 1
    assert done.stderr.startswith("ALLOWED_HOSTS=* needs SITE_URL:")
    assert len(done.stderr.splitlines()) == 1
    start = ["-c", "from lepton_site.wsgi import application"]
    assert python(start, tmp_path, ALLOWED_HOSTS="*", HOST="0.0.0.0").returncode == 1
    assert python(start, tmp_path, ALLOWED_HOSTS="*").returncode == 0


def test_every_model_change_has_its_migration(tmp_path):
    done = python(["manage.py", "makemigrations", "--check", "--dry-run"], tmp_path)
    assert done.returncode == 0, done.stdout


def test_debug_is_off_unless_asked_for(tmp_path):
    code = "from django.conf import settings; print(settings.DEBUG)"
    assert python(["-c", code], tmp_path, DEBUG="").stdout.strip() == "False"
