"""The integrator's guide: every command on the page is run, in order, against a live site."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
import threading
from ipaddress import ip_network
from pathlib import Path

import pytest
from django.conf import settings as site
from django.db import connection

from apps.accounts.domain import services
from apps.accounts.scopes import ALL
from apps.events.courier import Courier
from tests.api.conftest import Caller
from tests.factories.services import make_service

GUIDE = Path(site.BASE_DIR) / "docs" / "api.md"
END_WHAT_WAS_STARTED = "trap 'kill $(jobs -p) 2> /dev/null || true' EXIT"
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not (shutil.which("curl") and shutil.which("jq")), reason="curl and jq are not installed"
    ),
]


@pytest.fixture
def receiver_url(settings, live_server):
    """Where the guide's own receiver listens, let through as the guide tells to."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings.OUTBOUND_ALLOW = (ip_network("127.0.0.1/32"),)
    settings.OUTBOUND_PORTS = frozenset({port})
    settings.SITE_URL = live_server.url
    return f"http://127.0.0.1:{port}/"


@pytest.fixture
def sender():
    """Sends what is due, as the worker's own thread does."""
    stop, courier = threading.Event(), Courier()

    def work():
        while not stop.wait(0.1):
            courier.round()
        courier.stop()
        courier.wait(10)
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    yield
    stop.set()
    thread.join(timeout=30)


def test_the_guide_tells_every_scope():
    told = re.findall(r"^\| `([a-z_:]+)` \|", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(ALL) <= set(told)


def test_blocks_that_are_not_run_are_named_at_the_top():
    text = GUIDE.read_text(encoding="utf-8")
    top = text.partition("\n## ")[0]
    blocks = re.findall(r"^```(\w*)\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert {kind for kind, _body in blocks} == {"bash", "sh", "json"}  # JSON is no command
    lines = [line for kind, body in blocks if kind == "sh" for line in body.splitlines()]
    commands = [line for line in lines if not line.startswith("export ")]
    assert commands == ["pip install standardwebhooks"]
    assert "hold your own values and install what a receiver needs are marked `sh`" in top


def test_every_command_of_the_guide_works(live_server, worker, sender, receiver_url, tmp_path):
    commands = re.findall(r"^```bash\n(.*?)^```", GUIDE.read_text(), re.DOTALL | re.MULTILINE)
    assert len(commands) >= 6
    caller = Caller()
    client, secret = services.add_client(
        make_service(actor=caller.user), caller.user, "Old CRM", ["read"]
    )
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join([END_WHAT_WAS_STARTED, *commands])],
        env={
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin:/usr/local/bin",
            "LEPTON": live_server.url,
            "RECEIVER": receiver_url,
            "TOKEN": caller.token.secret,
            "CLIENT_ID": client.application.client_id,
            "CLIENT_SECRET": secret,
            "NO_PROXY": "*",
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads((tmp_path / "oauth.json").read_text()) == ["read"]
    assert (tmp_path / "revoked.txt").read_text() == "401\n"
    _a_crm_was_kept_in_step(tmp_path)
    _what_a_receiver_missed_came_later(tmp_path)
    answer = json.loads((tmp_path / "answer.json").read_text())
    (row,) = answer["rows"]
    roles = {column["role"]: row["values"][column["key"]] for column in answer["columns"]}
    assert roles["point"] == pytest.approx(245.97, abs=5e-3)
    assert roles["new_low"] == pytest.approx(191.61, abs=5e-3)
    assert roles["new_high"] == pytest.approx(300.33, abs=5e-3)


def _a_crm_was_kept_in_step(folder):
    """Three bad rows of a batch, two good; then one change, then one deletion, and nothing else."""
    batch = json.loads((folder / "batch.json").read_text())
    assert [batch[name] for name in ("created", "updated", "failed")] == [1, 1, 3]
    bad = [row["errors"][0]["field"] for row in batch["results"] if row["status"] == "error"]
    assert bad == ["email", "country", "email"]

    def told(name):
        return [json.loads(line) for line in (folder / name).read_text().splitlines()]

    names = {row["name"]: row["id"] for row in told("all.jsonl")}
    assert set(names) == {"Anna Schmidt", "Bea"}
    assert [(row["name"], row["tags"]) for row in told("changed.jsonl")] == [("Bea", ["fair 2026"])]
    (gone,) = told("gone.jsonl")
    assert gone["id"] == names["Anna Schmidt"]
    assert gone["external"] == [{"system": "hubspot", "id": "101"}]
    assert json.loads((folder / "about.json").read_text())["results"] == []


def _what_a_receiver_missed_came_later(folder):
    """Two events verified by the guide's receiver; the second only on its second try."""
    events = [json.loads(line) for line in (folder / "events.jsonl").read_text().splitlines()]
    assert [event["type"] for event in events] == ["crm.contact.updated"] * 2
    missed = json.loads((folder / "missed.json").read_text())
    assert missed["body"] == events[1]
    assert missed["log"][0]["status"] is None
    assert missed["log"][0]["error"].startswith("Nothing answers")
