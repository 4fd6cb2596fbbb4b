"""Starting, watching and stopping real processes."""

import json
import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from deploy.launch import running
from deploy.launch.config import ROOT, read_config
from deploy.launch.output import Stop
from deploy.launch.procfile import Process
from deploy.launch.run import marker
from deploy.launch.supervise import Supervisor

STUBBORN = """trap '' TERM; sleep 60 & echo "inner $!"; while :; do sleep 0.1; done"""


@pytest.fixture
def config(tmp_path: Path):
    config = read_config({"PORT": str(free_port())}, tmp_path)
    config.var.mkdir()
    return config


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def until(condition, seconds: float = 5) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def test_lines_carry_the_name_of_their_process(tmp_path, capsys):
    supervisor = Supervisor(tmp_path, os.environ)
    supervisor.start(
        [Process("web", "echo hello $GREETED"), Process("worker", "sh -c 'echo up >&2'")]
    )
    assert supervisor.wait() in {"web", "worker"}
    supervisor.stop()
    said = capsys.readouterr().out
    assert "web       | hello" in said
    assert "worker    | up" in said


def test_the_first_process_that_ends_is_named(tmp_path):
    supervisor = Supervisor(tmp_path, os.environ)
    supervisor.start([Process("web", "sleep 60"), Process("worker", "sh -c 'exit 3'")])
    assert supervisor.wait() == "worker"
    supervisor.stop()
    assert supervisor.children["worker"].returncode == 3
    assert supervisor.children["web"].returncode == -signal.SIGTERM


def test_what_ignores_the_signal_is_gone_within_five_seconds(tmp_path, capsys):
    supervisor = Supervisor(tmp_path, os.environ)
    (tmp_path / "stubborn.sh").write_text(STUBBORN)
    supervisor.start([Process("worker", "sh stubborn.sh")])
    said = []
    assert until(lambda: "inner" in (said.append(capsys.readouterr().out) or said[-1]))
    inner = int(said[-1].split("inner ")[1].split()[0])
    started = time.monotonic()
    supervisor.stop()
    assert time.monotonic() - started < 5
    assert supervisor.children["worker"].returncode == -signal.SIGKILL
    assert until(lambda: not alive(inner), 1)


def test_a_taken_port_is_one_sentence(config):
    with socket.socket() as other:
        other.bind(("127.0.0.1", config.port))
        other.listen()
        with pytest.raises(Stop, match=rf"Port {config.port} is taken .*PORT={config.port + 1}"):
            running.refuse_taken_port(config)
    running.refuse_taken_port(config)


def test_an_address_of_another_machine_is_one_sentence(tmp_path):
    config = read_config({"HOST": "192.0.2.7"}, tmp_path)
    with pytest.raises(Stop, match=r"HOST=192\.0\.2\.7 is no address of this machine"):
        running.refuse_taken_port(config)


def test_a_stale_process_file_is_tidied(config):
    ended = subprocess.Popen(["true"])
    ended.wait()
    state = {"launcher": ended.pid, "url": "x", "children": {"web": ended.pid}}
    running.process_file(config).write_text(json.dumps(state))
    running.refuse_second(config)
    assert not running.process_file(config).exists()


def test_a_number_used_again_by_a_stranger_is_left_alone(config):
    stranger = subprocess.Popen(["sleep", "60"], start_new_session=True)
    try:
        state = {"launcher": stranger.pid, "url": "x", "children": {"web": stranger.pid}}
        running.process_file(config).write_text(json.dumps(state))
        assert running.stop(config) == 0
        assert alive(stranger.pid)
    finally:
        stranger.kill()
        stranger.wait()


def test_children_of_a_killed_launcher_are_ended(config):
    command = [sys.executable, "-c", "import time; time.sleep(60)", "lepton_site"]
    orphan = subprocess.Popen(command, start_new_session=True)
    state = {"launcher": 2**22 + 1, "url": "x", "children": {"web": orphan.pid}}
    running.process_file(config).write_text(json.dumps(state))
    running.refuse_second(config)
    assert orphan.wait(timeout=5) == -signal.SIGTERM


@pytest.mark.parametrize("text", ["", "{", "[]", '{"launcher": "x"}'])
def test_a_damaged_process_file_stops_nobody(config, text):
    running.process_file(config).write_text(text)
    running.refuse_second(config)
    assert running.stop(config) == 0


LAUNCHER = """
    import sys
    from pathlib import Path
    from deploy.launch import run, running, install
    from deploy.launch.config import read_config
    config = read_config(root=Path(sys.argv[1]))
    install.ensure = lambda *a: False
    install.missing_groups = lambda *a: []
    run.prepare = lambda config: config.var.mkdir(exist_ok=True)
    print("deploy.launch", flush=True)
    sys.exit(run.run(config))
"""


def launch(config, procfile: str) -> subprocess.Popen[str]:
    """The launcher's own loop over a Procfile of ours, with nothing to install."""
    (config.root / "Procfile").write_text(procfile)
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(LAUNCHER), str(config.root), "deploy.launch"],
        cwd=ROOT,
        env={**os.environ, "PORT": str(config.port), "LEPTON_VAR": str(config.var)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_everything_with_success(config, number):
    launcher = launch(config, "web: sleep 60\nworker: sleep 60\n")
    assert until(lambda: running.process_file(config).exists())
    children = running.recorded(config)["children"].values()
    launcher.send_signal(number)
    said, _ = launcher.communicate(timeout=8)
    assert launcher.returncode == 0, said
    assert "Starting the site…" in said
    assert "Stopping" in said
    assert not any(map(alive, children))
    assert not running.process_file(config).exists()


def test_a_process_that_dies_stops_all_and_fails(config):
    launcher = launch(config, "web: sleep 60\nworker: sh -c 'echo no broker; exit 4'\n")
    said, _ = launcher.communicate(timeout=8)
    assert launcher.returncode == 1
    assert "worker    | no broker" in said
    assert "'worker' ended by itself with status 4" in said


def test_make_stop_ends_a_running_launcher(config):
    launcher = launch(config, "web: sleep 60\n")
    assert until(lambda: running.process_file(config).exists())
    with pytest.raises(Stop, match="already runs at"):
        running.refuse_second(config)
    assert running.stop(config) == 0
    assert launcher.wait(timeout=5) == 0


def test_a_leftover_marker_does_not_say_installing_for_ever(config):
    marker(config).write_text("torch")
    launcher = launch(config, "web: sh -c 'exit 0'\n")
    launcher.communicate(timeout=8)
    assert not marker(config).exists()
