"""Private servers that a test may stop, kill and start again: nobody else uses them."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from functools import partial
from pathlib import Path

from apps.jobs.child.guard import die_with_parent

START_SECONDS = 60


class ServerMissingError(Exception):
    """The programs of a server are not on this machine."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def program(name: str, *patterns: str) -> str:
    """The path of ``name``: on PATH, or the newest that matches one of ``patterns``."""
    found = [str(path) for pattern in patterns for path in sorted(Path("/").glob(pattern))]
    chosen = found[-1] if found else shutil.which(name)
    if chosen is None:
        raise ServerMissingError(f"{name} is not installed")
    return chosen


class Server:
    """One server process with a folder and a port of its own."""

    name = ""
    user: str | None = None  # the account to run as, when root
    end_signal = signal.SIGKILL

    def __init__(self) -> None:
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix=f"lepton-{self.name}-"))
        self._process: subprocess.Popen | None = None
        if self._account:
            shutil.chown(self.folder, self._account, self._account)

    @property
    def _account(self) -> str | None:
        return self.user if os.geteuid() == 0 else None

    def command(self) -> list[str]:
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        return dict(os.environ)

    def start(self) -> None:
        """Start it and wait until it answers. It ends with the thread that called this."""
        self._process = self.spawn(self.command())
        deadline = time.monotonic() + START_SECONDS
        while not self.ready():
            if time.monotonic() > deadline or self._process.poll() is not None:
                raise AssertionError(f"{self.name} did not start:\n{self.log()}")
            time.sleep(0.05)

    def ready(self) -> bool:
        return answers(self.port)

    def spawn(self, command: list[str]) -> subprocess.Popen:
        account = self._account
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                command, cwd=self.folder, env=self.environment(), stdout=log, stderr=log,
                stdin=subprocess.DEVNULL, start_new_session=True, user=account, group=account,
                preexec_fn=partial(die_with_parent, os.getpid()),
            )  # fmt: skip

    def log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")[-3000:]

    def stop(self) -> None:
        """End it without a farewell, as a crash does."""
        if self._process is not None:
            os.killpg(self._process.pid, self.end_signal)
            self._process.wait(30)
            self._process = None

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


class PostgreSQL(Server):
    """A cluster without durability: it outlives its own crash, not the machine's."""

    name = "postgresql"
    user = "postgres"
    end_signal = signal.SIGQUIT  # ends at once and is repaired at the next start

    def __init__(self) -> None:
        place = "usr/lib/postgresql/*/bin"
        self._server = program("postgres", f"{place}/postgres")
        initdb = program("initdb", f"{place}/initdb")
        super().__init__()
        self._data = self.folder / "data"
        options = ["--no-sync", "-A", "trust", "-U", "postgres", "--locale=C.UTF-8", "-E", "UTF8"]
        made = self.spawn([initdb, "-D", str(self._data), *options])
        if made.wait(START_SECONDS):
            raise AssertionError(self.log())

    def command(self) -> list[str]:
        settings = {
            "port": self.port, "listen_addresses": "127.0.0.1", "fsync": "off",
            "unix_socket_directories": self.folder, "max_connections": 60, "shared_buffers": "32MB",
        }  # fmt: skip
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        return [self._server, "-D", str(self._data), *options]

    def url(self, database: str) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/{database}"

    def run(self, statement: str) -> None:
        """One statement outside any transaction, on the cluster's own database."""
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def ready(self) -> bool:
        import psycopg

        try:
            self.run("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True


class Redis(Server):
    """Keeps nothing: stopped, it has forgotten everything."""

    name = "redis"

    def __init__(self) -> None:
        self._server = program("redis-server")
        super().__init__()

    def command(self) -> list[str]:
        return [
            self._server, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "",
            "--dir", str(self.folder),
        ]  # fmt: skip


class RabbitMQ(Server):
    """A node with its own name, cookie and port mapper, run by this account."""

    name = "rabbitmq"

    def __init__(self) -> None:
        # The script on PATH asks for root; the one that it calls runs for anybody.
        self._server = program("rabbitmq-server", "usr/lib/rabbitmq/bin/rabbitmq-server")
        self._mapper = program("epmd", "usr/lib/erlang/erts-*/bin/epmd")
        super().__init__()
        self._mapper_port = free_port()
        self._mapping = self.spawn([self._mapper, "-port", str(self._mapper_port)])

    def command(self) -> list[str]:
        return [self._server]

    def environment(self) -> dict[str, str]:
        place = {
            "RABBITMQ_MNESIA_BASE": "mnesia", "RABBITMQ_LOG_BASE": "logs",
            "RABBITMQ_PID_FILE": "pid", "RABBITMQ_ENABLED_PLUGINS_FILE": "plugins",
            "RABBITMQ_CONFIG_FILE": "none", "RABBITMQ_CONF_ENV_FILE": "none",
        }  # fmt: skip
        known = {key: value for key, value in os.environ.items() if "RABBITMQ" not in key}
        return {
            **known,
            **{key: str(self.folder / value) for key, value in place.items()},
            "HOME": str(self.folder),
            "ERL_EPMD_PORT": str(getattr(self, "_mapper_port", 0)),
            "RABBITMQ_NODENAME": f"faults{self.port}@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(self.port),
            "RABBITMQ_DIST_PORT": str(free_port()),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+S 1:1 +sbwt none",
        }

    def remove(self) -> None:
        super().remove()
        self._mapping.kill()
        self._mapping.wait()
