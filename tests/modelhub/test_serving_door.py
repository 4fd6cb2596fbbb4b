"""The socket: who may open it, what it takes, what its clients are told."""

import contextlib
import os
import socket
import stat
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from apps.engines.contract import Prediction
from apps.modelhub.serving import client, door, frames
from deploy.launch.config import ROOT
from tests.modelhub.serving_toy import Shelf, served, socket_path


@pytest.fixture
def path(settings):
    settings.SERVE_SOCKET = socket_path()
    return settings.SERVE_SOCKET


@pytest.fixture
def shelf(tmp_path):
    shelf = Shelf(tmp_path)
    shelf.put("m")
    return shelf


def raw(path, sent):
    """What a stranger's bytes are answered; None if the line is closed without a word."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(5)
        line.connect(str(path))
        with contextlib.suppress(OSError):  # it may be closed before all is said
            line.sendall(sent)
            line.shutdown(socket.SHUT_WR)
        with line.makefile("rb") as stream, contextlib.suppress(ConnectionResetError):
            return frames.read(stream)
    return None


def framed(text):
    return struct.pack("!I", len(text)) + text


def test_an_answer_comes_through(path, shelf):
    with served(shelf.pool, path):
        answer = client.predict("m", [{"x": 2}, {"x": -1}], 10)
        told = client.figures_of("m")
    assert isinstance(answer, Prediction)
    assert [row.values["twice"] for row in answer.rows] == [4, -2]
    assert told["outcomes"] == {"answered": 1}
    assert told["loaded"]


def test_only_its_own_account_may_open_it(path, shelf, monkeypatch):
    with served(shelf.pool, path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_ISSOCK(path.stat().st_mode)
        monkeypatch.setattr(door, "_CREDENTIALS", Stranger())
        assert raw(path, frames.packed(door.FIGURES)) is None


class Stranger(struct.Struct):
    """The kernel says that user 54321 has connected."""

    def __init__(self):
        super().__init__("3i")

    def unpack(self, told):
        return (1, 54321, 54321)


@pytest.mark.parametrize(
    "sent",
    [
        framed(b"not JSON"),
        framed(b"[" * 100_000),
        framed(b"\xff\xfe"),
        framed(b"null"),
        framed(b'{"do": "predict", "model": "m", "rows": [], "wait": 1}'),
        framed(b'{"do": "predict", "model": "m", "rows": [{"x": 1}], "wait": 0}'),
        framed(b'{"do": "predict", "model": "m", "rows": [1], "wait": 1}'),
        framed(b'{"do": "predict", "path": "/etc", "model": "m", "rows": [{}], "wait": 1}'),
        framed(b'{"do": "run", "runner": "os:system"}'),
        struct.pack("!I", 0xFFFFFFFF),
    ],
)
def test_what_is_no_request_is_said_to_be_none(path, shelf, sent):
    with served(shelf.pool, path):
        assert raw(path, sent)["outcome"] == "malformed"
        assert client.predict("m", [{"x": 1}], 10)
    assert len(shelf.started) == 1


def test_whoever_hangs_up_in_the_middle_disturbs_nobody(path, shelf):
    with served(shelf.pool, path):
        assert raw(path, b"") is None
        assert raw(path, b"\x00\x00") is None
        assert raw(path, struct.pack("!I", 1000) + b"{") is None
        assert client.predict("m", [{"x": 1}], 10)


def test_more_at_once_than_is_taken_is_a_jobs_work(path, shelf, settings):
    with served(lambda: shelf.pool(request_rows=2, request_bytes=1000), path):
        assert client.predict("m", [{"x": 1}] * 2, 10)
        for rows in ([{"x": 1}] * 3, [{"x": "long" * 300}]):
            document = {"do": "predict", "model": "m", "rows": rows, "wait": 1}
            assert raw(path, frames.packed(document))["outcome"] == "malformed"
        settings.SERVE_ROWS = 2
        with pytest.raises(client.NotServed):
            client.predict("m", [{"x": 1}] * 3, 10)
        settings.SERVE_REQUEST_BYTES = 1000
        with pytest.raises(client.NotServed):
            client.predict("m", [{"x": "long" * 300}], 10)


def test_too_many_lines_at_once_are_turned_away(path, shelf):
    with served(lambda: shelf.pool(connections=1), path), socket.socket(socket.AF_UNIX) as idle:
        idle.connect(str(path))
        time.sleep(0.1)
        with pytest.raises(client.TurnedAway) as turned:
            client.predict("m", [{"x": 1}], 10)
        assert turned.value.seconds == 1


def test_who_is_turned_away_before_the_question_is_sent_hears_it(path, monkeypatch):
    """A question longer than the socket's buffer cannot be sent to the end; the answer is there."""
    monkeypatch.setattr(client.settings, "SERVE_REQUEST_BYTES", 10**7)

    def turn_away():
        met, _ = line.accept()
        with met:
            met.sendall(frames.packed({"outcome": "busy"}))

    with door.listen(path) as line:
        line.listen()
        thread = threading.Thread(target=turn_away)
        thread.start()
        with pytest.raises(client.TurnedAway) as turned:
            client.predict("m", [{"x": "long" * 10**6}], 10)
        thread.join()
    assert turned.value.message == client.BUSY


def test_nobody_there(path):
    began = time.monotonic()
    with pytest.raises(client.NotServed):
        client.predict("m", [{"x": 1}], 10)
    assert client.figures() is None
    door.listen(path).close()  # what a killed server leaves behind
    with pytest.raises(client.NotServed):
        client.predict("m", [{"x": 1}], 10)
    assert time.monotonic() - began < 1


def test_somebody_there_who_says_nothing(path, monkeypatch):
    monkeypatch.setattr(client, "MARGIN_SECONDS", 0.1)
    line = door.listen(path)
    line.listen()
    with line, pytest.raises(client.TurnedAway) as turned:
        client.predict("m", [{"x": 1}], 0.1)
    assert turned.value.message == client.LATE


@pytest.mark.parametrize("said", [b"", b"\x00\x00\x00\x09{", framed(b"[]"), framed(b"{}")])
def test_a_server_that_is_killed_while_it_answers_leaves_it_to_a_job(path, said):
    def answer():
        met, _ = line.accept()
        with met:
            met.recv(100)
            met.sendall(said)

    with door.listen(path) as line:
        line.listen()
        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(client.NotServed):
            client.predict("m", [{"x": 1}], 10)
        thread.join(10)


def test_a_server_that_stops_tells_those_who_wait(path, shelf):
    said = []

    def ask():
        try:
            client.predict("m", [{"sleep": 20}], 10)
        except client.TurnedAway as turned:
            said.append(turned.message)

    with served(shelf.pool, path):
        client.predict("m", [{"x": 1}], 10)
        thread = threading.Thread(target=ask)
        thread.start()
        time.sleep(0.2)
    thread.join(10)
    assert said == [client.BUSY]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="a way of Linux")
def test_a_long_path_has_a_shorter_way(settings, shelf, tmp_path):
    settings.SERVE_SOCKET = tmp_path / ("long" * 40) / door.NAME
    with served(shelf.pool, settings.SERVE_SOCKET):
        assert client.predict("m", [{"x": 1}], 10)
    assert client.figures() is None


@pytest.fixture
def process(tmp_path):
    """The process of the Procfile, with a data folder of its own."""
    environment = {
        **os.environ, "LEPTON_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "lepton_site.settings",
    }  # fmt: skip
    environment.pop("DATABASE_URL", None)
    started = subprocess.Popen(
        [sys.executable, "-m", "apps.modelhub.serving"], cwd=ROOT, env=environment,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    yield started
    started.kill()
    started.wait(10)
    started.stderr.close()


def test_the_process_of_the_procfile(process, settings, tmp_path):
    settings.SERVE_SOCKET = tmp_path / door.NAME
    until = time.monotonic() + 30
    while client.figures() is None and process.poll() is None and time.monotonic() < until:
        time.sleep(0.1)
    assert client.figures()["models"] == []
    loaded = {Path(found.path).name for found in psutil.Process(process.pid).memory_maps()}
    assert not any(name.startswith("libtorch") for name in loaded)
    healthy = [sys.executable, "-m", "deploy.healthy", "serve"]
    there = {**os.environ, "LEPTON_VAR": str(tmp_path)}
    assert subprocess.run(healthy, cwd=ROOT, env=there, check=False).returncode == 0
    process.terminate()
    assert process.wait(10) == 0
    assert not settings.SERVE_SOCKET.exists()
    away = subprocess.run(healthy, cwd=ROOT, env=there, check=False, capture_output=True)
    assert away.returncode == 1
