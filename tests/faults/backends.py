"""The three ways in which Lepton is run, each with servers of its own."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.core.management import call_command
from django.db import connections
from django.test import override_settings

from lepton_site.celery import app
from lepton_site.spool import spool_options
from tests.faults.relay import Relay
from tests.faults.servers import PostgreSQL, RabbitMQ, Redis, ServerMissingError

DATABASE = "lepton"


class Backend:
    """A database, a broker and a data folder, and what can happen to them."""

    database_url = ""
    broker_url = ""
    relay: Relay | None = None

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="lepton-faults-")
        self.var = Path(self._folder.name)

    def start(self) -> None:
        """Start the servers and make the tables."""
        raise NotImplementedError

    def remove(self) -> None:
        if self.relay:
            self.relay.remove()
        self._folder.cleanup()

    def environment(self) -> dict[str, str]:
        """What a process of the site is told of its surroundings."""
        return {
            "LEPTON_VAR": str(self.var),
            "DATABASE_URL": self.database_url,
            "CELERY_BROKER_URL": self.broker_url,
            "SECRET_KEY": site_settings.SECRET_KEY,
        }

    def transport_options(self) -> dict[str, Any]:
        return {}

    def database_settings(self) -> dict[str, Any]:
        import environ

        return environ.Env.db_url_config(self.database_url)

    @contextmanager
    def entered(self) -> Iterator[None]:
        """This process, too, works on the back end: its database, its broker, its folders."""
        former = connections.settings["default"]
        known = connections.configure_settings({"default": self.database_settings()})
        with (
            override_settings(
                WORK_DIR=self.var / "work", MEDIA_ROOT=self.var / "files", JOB_GPUS=1
            ),
            pytest.MonkeyPatch.context() as patch,
        ):
            patch.setenv("CELERY_BROKER_URL", self.broker_url)
            self._forget_connections()
            app.conf.broker_transport_options = self.transport_options()
            connections.settings["default"] = known["default"]
            try:
                yield
            finally:
                self._forget_connections()
                connections.settings["default"] = former
                app.conf.broker_transport_options = site_settings.CELERY_BROKER_TRANSPORT_OPTIONS

    @staticmethod
    def _forget_connections() -> None:
        connections["default"].close()
        del connections["default"]
        app._pool = app.amqp._producer_pool = None

    def make_tables(self) -> None:
        with self.entered():
            call_command("migrate", verbosity=0)

    def stop_broker(self) -> None:
        """Nobody can leave or take a message; what was in it may be gone."""
        raise NotImplementedError

    def start_broker(self) -> None:
        raise NotImplementedError

    def wipe_broker(self) -> None:
        """Messages, queues and bindings are gone while everybody is connected."""
        raise NotImplementedError

    def cut_broker(self) -> None:
        """Connections break, and may be made again at once."""
        if self.relay:
            self.relay.cut()

    def interrupt_database(self, seconds: float) -> None:
        """The database is away for some seconds; returns when it is back."""
        raise NotImplementedError

    def cut_database(self, seconds: float = 0.3) -> None:
        """The connections of the workers and the web process break; where there are none, nobody
        can write for ``seconds``.
        """
        raise NotImplementedError


class Embedded(Backend):
    """SQLite and a folder: the servers are files."""

    def start(self) -> None:
        self.database_url = f"sqlite:///{self.var / 'lepton.sqlite3'}"
        self.broker_url = "filesystem://localhost"
        self._spool = self.var / "broker"
        spool_options(self._spool)
        self.make_tables()

    def database_settings(self) -> dict[str, Any]:
        name = str(self.var / "lepton.sqlite3")
        known = site_settings.DATABASES["default"]
        if "sqlite" in known["ENGINE"]:
            return {**known, "NAME": name}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": name}

    def transport_options(self) -> dict[str, Any]:
        return spool_options(self._spool)

    def stop_broker(self) -> None:
        (self._spool / "messages").rename(self._spool / "away")

    def start_broker(self) -> None:
        (self._spool / "away").rename(self._spool / "messages")

    def wipe_broker(self) -> None:
        for name in ("messages", "control", "processed"):
            for file in (self._spool / name).iterdir():
                file.unlink(missing_ok=True)

    def cut_broker(self) -> None:
        """There is no connection to cut; what lies there is lost instead."""
        self.wipe_broker()

    def interrupt_database(self, seconds: float) -> None:
        """Somebody holds the write lock, as a backup or a long migration does."""
        holder = sqlite3.connect(self.var / "lepton.sqlite3", timeout=20, isolation_level=None)
        holder.execute("BEGIN EXCLUSIVE")
        time.sleep(seconds)
        holder.execute("ROLLBACK")
        holder.close()

    def cut_database(self, seconds: float = 0.3) -> None:
        """There is no connection to cut; the write lock is held instead."""
        self.interrupt_database(seconds)


class WithPostgreSQL(Backend):
    """A private PostgreSQL, and a broker behind a relay."""

    broker: Any = None

    def __init__(self) -> None:
        super().__init__()
        self.postgresql = PostgreSQL()

    def start(self) -> None:
        self.postgresql.start()
        self.broker.start()
        self.relay = Relay(self.broker.port)
        self.postgresql.run(f"CREATE DATABASE {DATABASE}")
        self.database_url = self.postgresql.url(DATABASE)
        self.make_tables()

    def remove(self) -> None:
        super().remove()
        self.broker.remove()
        self.postgresql.remove()

    def database_settings(self) -> dict[str, Any]:
        return {**super().database_settings(), "CONN_HEALTH_CHECKS": True}

    def stop_broker(self) -> None:
        self.broker.stop()

    def start_broker(self) -> None:
        self.broker.start()

    def interrupt_database(self, seconds: float) -> None:
        """The server crashes and is started again."""
        connections["default"].close()
        self.postgresql.stop()
        time.sleep(seconds)
        self.postgresql.start()

    def cut_database(self, seconds: float = 0.3) -> None:
        """This process's connection as well: Django makes a new one."""
        connections["default"].close()
        self.postgresql.run(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{DATABASE}'"
        )


class WithRedis(WithPostgreSQL):
    def __init__(self) -> None:
        super().__init__()
        self.broker = Redis()

    def start(self) -> None:
        super().start()
        assert self.relay
        self.broker_url = f"redis://127.0.0.1:{self.relay.port}/0"

    def wipe_broker(self) -> None:
        import redis

        with redis.Redis(port=self.broker.port) as client:
            client.flushall()


class WithRabbitMQ(WithPostgreSQL):
    def __init__(self) -> None:
        super().__init__()
        self.broker = RabbitMQ()

    def start(self) -> None:
        super().start()
        assert self.relay
        self.broker_url = f"amqp://guest:guest@127.0.0.1:{self.relay.port}//"

    def wipe_broker(self) -> None:
        with app.connection_for_write() as connection:
            for name in site_settings.JOB_QUEUES:
                connection.default_channel.queue_delete(name)


BACKENDS: dict[str, type[Backend]] = {
    "sqlite-files": Embedded,
    "postgresql-redis": WithRedis,
    "postgresql-rabbitmq": WithRabbitMQ,
}

__all__ = ["BACKENDS", "Backend", "ServerMissingError"]
