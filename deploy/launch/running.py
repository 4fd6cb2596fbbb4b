"""Which Lepton runs from this folder: the process file, and stopping what it names."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from deploy.launch.config import Config
from deploy.launch.output import Stop, say
from deploy.launch.supervise import signal_group

MARKS = (
    "deploy.launch",
    "lepton_site",
    "apps.modelhub.serving",
    "pip",
)  # what our processes have in their command line


def process_file(config: Config) -> Path:
    return config.var / "lepton.pid"


def record(config: Config, children: dict[str, int]) -> None:
    """Write down this launcher, where it serves, and its children."""
    config.make_var()
    state = {"launcher": os.getpid(), "url": config.url, "children": children}
    partial = process_file(config).with_suffix(".tmp")
    partial.write_text(json.dumps(state))
    partial.replace(process_file(config))


def forget(config: Config) -> None:
    process_file(config).unlink(missing_ok=True)


def recorded(config: Config) -> dict[str, object]:
    """What the process file says; empty when there is none or it is damaged."""
    try:
        state: dict[str, object] = json.loads(process_file(config).read_text())
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def is_ours(pid: object) -> bool:
    """Whether ``pid`` lives and is a process of ours, not a stranger with a number used again."""
    if not isinstance(pid, int):
        return False
    command = ["ps", "-ww", "-p", str(pid), "-o", "command="]
    try:
        shown = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    except FileNotFoundError:
        return _in_proc(pid)
    return any(mark in shown for mark in MARKS) and "<defunct>" not in shown


def _in_proc(pid: int) -> bool:
    """The same on a machine without ``ps``."""
    try:
        line = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return False
    return any(mark in line for mark in MARKS)


def refuse_second(config: Config) -> None:
    """:class:`Stop` when Lepton runs from this folder; leftovers of a killed one are ended."""
    state = recorded(config)
    if is_ours(state.get("launcher")):
        raise Stop(f"Lepton already runs at {state.get('url')}; 'make stop' stops it.")
    if state:
        end_children(state)
        forget(config)


def refuse_taken_port(config: Config) -> None:
    """:class:`Stop` when the address cannot be listened on."""
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((config.host, config.port))
        except PermissionError as error:
            raise Stop(
                f"Port {config.port} needs more rights than this account has; choose one above"
                " 1023: make run PORT=8080"
            ) from error
        except OSError as error:
            raise Stop(_bind_sentence(config, error)) from error


def _bind_sentence(config: Config, error: OSError) -> str:
    if isinstance(error, socket.gaierror) or error.errno == 99:
        return f"HOST={config.host} is no address of this machine; try HOST=127.0.0.1."
    return (
        f"Port {config.port} is taken by another program; choose another:"
        f" make run PORT={config.port + 1}"
    )


def end_children(state: dict[str, object]) -> None:
    """End process groups whose launcher is gone."""
    children = state.get("children")
    if not isinstance(children, dict):
        return
    left = [pid for pid in children.values() if is_ours(pid)]
    for number in (signal.SIGTERM, signal.SIGKILL):
        for pid in left:
            signal_group(pid, number)
        deadline = time.monotonic() + 3.5
        while time.monotonic() < deadline and any(map(is_ours, left)):
            time.sleep(0.1)


def stop(config: Config) -> int:
    """``make stop``: end the Lepton of this folder, wait until it is gone."""
    state = recorded(config)
    launcher = state.get("launcher")
    if not is_ours(launcher):
        end_children(state)
        forget(config)
        say("Lepton is not running." if not state else "Lepton was not running; tidied up.")
        return 0
    assert isinstance(launcher, int)  # noqa: S101 - is_ours() said so
    with contextlib.suppress(ProcessLookupError):
        os.kill(launcher, signal.SIGTERM)
    deadline = time.monotonic() + 10
    while is_ours(launcher) and time.monotonic() < deadline:
        time.sleep(0.1)
    if is_ours(launcher):
        os.kill(launcher, signal.SIGKILL)
        end_children(state)
        forget(config)
    say("Lepton has stopped.")
    return 0
