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
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured

from apps.core import logs
from apps.jobs.supervisor import supervise as supervising
from apps.jobs.tasks import run_job
from deploy.launch.config import ROOT
from tests.factories.accounts import UserFactory
from tests.factories.jobs import JobFactory


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


def test_what_a_worker_logs_of_a_job_names_that_job(db, job_dirs, lines, monkeypatch):
    """Through the task that a message calls: it runs what else is queued too."""

    def fail(run):
        logging.getLogger("apps.jobs").info("begun")
        raise RuntimeError("no such disk")

    monkeypatch.setattr(supervising, "get_pool", lambda: SimpleNamespace(threads=1))
    monkeypatch.setattr(supervising.Supervision, "carry_out", fail)
    first, second = (str(JobFactory(state="queued").pk) for _ in range(2))
    run_job(first)
    logging.getLogger("apps.jobs").info("between jobs")
    told = [(line.get("job_id"), line["message"]) for line in lines() if "jobs" in line["logger"]]
    assert told == [
        (first, "begun"),
        (first, f"the supervision of job {first} failed"),
        (second, "begun"),
        (second, f"the supervision of job {second} failed"),
        (None, "between jobs"),
    ]


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


# The site as it starts, then what Celery makes of its logging in a worker's process.
SITE_AND_WORKER = """
import django, logging
django.setup()
logging.getLogger("apps").warning("hello")
from apps.core.logs import of_job
from lepton_site.celery import app
app.log.setup(loglevel="WARNING", redirect_stdouts=True)
with of_job("0b1c"):
    logging.getLogger("apps.jobs").warning("lost")
"""


def test_the_site_and_its_worker_log_json_when_asked(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", SITE_AND_WORKER],
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
    site, worker = (json.loads(line) for line in done.stderr.splitlines()[-2:])
    assert (site["message"], site["level"]) == ("hello", "WARNING")
    assert (worker["message"], worker["job_id"], worker["logger"]) == ("lost", "0b1c", "apps.jobs")
