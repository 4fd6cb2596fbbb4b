"""The embedded broker: whole messages, each to one reader, whatever the timing."""

from __future__ import annotations

import subprocess
import sys
import threading
from queue import Empty

import pytest
from kombu import Connection, Queue

import lepton_site.celery  # noqa: F401 - puts the transport in place
from lepton_site.broker import Transport


@pytest.fixture
def options(tmp_path):
    for name in ("messages", "control", "processed"):
        (tmp_path / name).mkdir()
    return {
        "data_folder_in": str(tmp_path / "messages"),
        "data_folder_out": str(tmp_path / "messages"),
        "control_folder": str(tmp_path / "control"),
        "processed_folder": str(tmp_path / "processed"),
        "polling_interval": 0.01,
    }


def connect(options):
    return Connection("filesystem://", transport_options=options)


def test_the_site_uses_this_transport(options):
    with connect(options) as connection:
        assert isinstance(connection.transport, Transport)


def test_messages_come_whole_in_order_and_once(options, tmp_path):
    writer = (
        "import sys, json; sys.path.insert(0, '.');"
        "import lepton_site.broker as b; from kombu import Connection;"
        "from kombu.transport import TRANSPORT_ALIASES;"
        "TRANSPORT_ALIASES['filesystem'] = 'lepton_site.broker:Transport';"
        "c = Connection('filesystem://', transport_options=json.loads(sys.argv[1])).channel();"
        "[c._put('default', {'n': n, 'pad': 'x' * 20000}) for n in range(300)]"
    )
    import json

    process = subprocess.Popen([sys.executable, "-c", writer, json.dumps(options)])
    got, lock = [], threading.Lock()

    def read():
        with connect(options) as connection:
            channel = connection.channel()
            while True:
                try:
                    message = channel._get("default")
                except Empty:
                    with lock:
                        if process.poll() is not None and len(got) >= 300:
                            return
                    continue
                with lock:
                    got.append(message["n"])

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(got) == list(range(300))
    assert not list((tmp_path / "messages").iterdir())
    assert not list((tmp_path / "processed").iterdir())


def test_other_queues_and_unreadable_files_are_left_out(options, tmp_path):
    with connect(options) as connection:
        channel = connection.channel()
        (tmp_path / "messages" / "0_x.default.msg").write_text("")
        (tmp_path / "messages" / "0_y.heavy.msg").write_text("{}")
        channel._put("default", {"n": 1})
        assert channel._get("default") == {"n": 1}
        with pytest.raises(Empty):
            channel._get("default")
        assert channel._get("heavy") == {}


def test_bindings_survive_many_that_bind_at_once(options):
    def bind(number):
        with connect(options) as connection:
            queue = Queue(f"q{number}", exchange=None)
            connection.channel()._queue_bind("work", "key", "", queue.name)

    threads = [threading.Thread(target=bind, args=[n]) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with connect(options) as connection:
        table = connection.channel().get_table("work")
    assert {row.queue for row in table} == {f"q{n}" for n in range(8)}


def test_a_full_disk_is_said(options, monkeypatch):
    from kombu.exceptions import ChannelError

    def full(path, text):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("lepton_site.broker.write_whole", full)
    with connect(options) as connection, pytest.raises(ChannelError, match="No space"):
        connection.channel()._put("default", {})


def test_a_folder_that_is_away_is_an_empty_one_until_it_is_back(options, tmp_path):
    with connect(options) as connection:
        channel = connection.channel()
        channel._put("default", {"n": 1})
        (tmp_path / "messages").rename(tmp_path / "away")
        with pytest.raises(Empty):
            channel._get("default")
        (tmp_path / "away").rename(tmp_path / "messages")
        assert channel._get("default") == {"n": 1}
