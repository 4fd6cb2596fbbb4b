"""Log lines carry the ids of what they belong to, and give no secret away."""

from __future__ import annotations

import io
import json
import logging
import logging.config
import os
import re
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from apps.core import logs
from deploy.launch.config import ROOT
from tests.factories.accounts import UserFactory


@pytest.fixture
def lines(settings):
    """What is logged as JSON meanwhile, parsed."""
    settings.LOG_FORMAT = "json"
    out = io.StringIO()
    form = logs.logging_settings("json", "INFO")["formatters"]["json"]
    configurator = logging.config.DictConfigurator({"version": 1})
    handler = logging.StreamHandler(out)
    handler.setFormatter(configurator.configure_formatter(dict(form)))
    handler.addFilter(logs.Belonging())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(level)


def test_an_answered_request_is_one_line(client, db, lines):
    user = UserFactory()
    client.force_login(user)
    answer = client.get("/", headers={"x-request-id": "proxy-12345678"}, REMOTE_ADDR="192.0.2.7")
    assert answer.headers["X-Request-ID"] == "proxy-12345678"
    (line,) = [line for line in lines() if line["logger"] == "lepton.access"]
    assert line["request_id"] == "proxy-12345678"
    assert (line["method"], line["route"], line["status"]) == ("GET", "/", answer.status_code)
    assert (line["user"], line["address"]) == (str(user.pk), "192.0.2.7")
    assert line["milliseconds"] > 0


@pytest.mark.parametrize("given", ["short", "a" * 65, "new\nline-12345", '"quoted-value"', ""])
def test_a_strange_id_is_replaced(client, db, given):
    answer = client.get("/health/live", headers={"x-request-id": given})
    assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["X-Request-ID"])


def test_the_path_is_not_told(client, db, lines):
    client.get("/accounts/password/reset/key/abc-SECRET/")
    client.get("/no/such/SECRET/")
    told = [line for line in lines() if line["logger"] == "lepton.access"]
    assert len(told) == 2
    assert "SECRET" not in json.dumps(told)
    assert told[1]["route"] == "unmatched"


def test_what_a_thread_logs_for_a_job_names_it(lines):
    with logs.of_job("0b1c"):
        logging.getLogger("apps.jobs").warning("第一行")
    logging.getLogger("apps.jobs").warning("outside")
    first, second = lines()
    assert (first["job_id"], first["message"], first["level"]) == ("0b1c", "第一行", "WARNING")
    assert "job_id" not in second


def test_a_traceback_stays_on_its_line(lines):
    try:
        1 / 0  # noqa: B018
    except ZeroDivisionError:
        logging.getLogger("apps").exception("it broke")
    (line,) = lines()
    assert "ZeroDivisionError" in line["exc_info"]


@pytest.mark.parametrize("form", logs.FORMATS)
def test_gunicorn_writes_errors_and_no_line_for_each_request(form):
    loggers = logs.logging_settings(form, "INFO")["loggers"]
    assert loggers["gunicorn.error"]["handlers"] == ["console"]
    assert loggers["gunicorn.access"]["handlers"] == []
    assert loggers["gunicorn.access"]["propagate"] is False


def test_an_unknown_form_is_named():
    with pytest.raises(ImproperlyConfigured, match="LOG_FORMAT is line or json, not 'xml'"):
        logs.logging_settings("xml", "INFO")


def test_the_site_logs_json_when_asked(tmp_path):
    code = "import django, logging; django.setup(); logging.getLogger('apps').warning('hello')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={
            **os.environ,
            "LOG_FORMAT": "json",
            "LEPTON_VAR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "lepton_site.settings",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stderr.splitlines()[-1])["message"] == "hello"
