"""The web process starts light: no numerical library, little memory, nothing unsafe."""

import json
import os
import subprocess
import sys

import pytest

from deploy.launch.config import ROOT

HEAVY = ["torch", "transformers", "scipy", "sklearn", "polars", "pandas", "statsmodels"]
MEASURE = """
import json, sys
from lepton_site.wsgi import application
from django.urls import get_resolver
def visit(patterns):
    for pattern in patterns:
        visit(getattr(pattern, "url_patterns", []))
visit(get_resolver().url_patterns)
import psutil
loaded = sorted({name.partition(".")[0] for name in sys.modules})
print(json.dumps({"loaded": loaded, "rss": psutil.Process().memory_info().rss}))
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


def test_deployment_checks_pass_in_production(tmp_path):
    arguments = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = python(arguments, tmp_path, **PRODUCTION)
    assert done.returncode == 0, done.stderr


def test_every_model_change_has_its_migration(tmp_path):
    done = python(["manage.py", "makemigrations", "--check", "--dry-run"], tmp_path)
    assert done.returncode == 0, done.stdout


def test_debug_is_off_unless_asked_for(tmp_path):
    code = "from django.conf import settings; print(settings.DEBUG)"
    assert python(["-c", code], tmp_path, DEBUG="").stdout.strip() == "False"
