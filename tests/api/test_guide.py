"""The integrator's guide: every command on the page is run, in order, against a live site."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import threading
from pathlib import Path

import pytest
from django.conf import settings as site
from django.db import connection

from apps.jobs.models import Job, State
from apps.jobs.supervisor.supervise import supervise
from tests.api.conftest import Caller

GUIDE = Path(site.BASE_DIR) / "docs" / "api.md"
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not (shutil.which("curl") and shutil.which("jq")), reason="curl and jq are not installed"
    ),
]


@pytest.fixture
def worker(job_dirs, monkeypatch):
    """Runs queued jobs in the background, as the worker beside the site does."""
    monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)
    stop = threading.Event()

    def work():
        while not stop.wait(0.1):
            for key in Job.objects.filter(state=State.QUEUED).values_list("pk", flat=True):
                supervise(key)
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    yield
    stop.set()
    thread.join(timeout=30)


def test_every_command_of_the_guide_works(live_server, worker, tmp_path):
    commands = re.findall(r"^```bash\n(.*?)^```", GUIDE.read_text(), re.DOTALL | re.MULTILINE)
    assert len(commands) >= 6
    caller = Caller()
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join(commands)],
        env={
            "PATH": "/usr/bin:/bin:/usr/local/bin",
            "LEPTON": live_server.url,
            "TOKEN": caller.token.secret,
            "NO_PROXY": "*",
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    answer = json.loads((tmp_path / "answer.json").read_text())
    (row,) = answer["rows"]
    roles = {column["role"]: row["values"][column["key"]] for column in answer["columns"]}
    assert roles["point"] == pytest.approx(245.97, abs=5e-3)
    assert roles["new_low"] == pytest.approx(191.61, abs=5e-3)
    assert roles["new_high"] == pytest.approx(300.33, abs=5e-3)
