"""Real worker processes for the tests, beside the test's own database and broker."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import psutil
from django.conf import settings
from django.db import connection
from kombu import Connection

from lepton_site.celery import app


def database_url():
    """The test database, as a worker's environment names it."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    place = f"{known['HOST'] or 'localhost'}:{known['PORT'] or 5432}"
    return f"postgres://{known['USER']}:{known['PASSWORD']}@{place}/{known['NAME']}"


def purge():
    with Connection(
        settings.CELERY_BROKER_URL, transport_options=settings.CELERY_BROKER_TRANSPORT_OPTIONS
    ) as broker:
        for name in settings.JOB_QUEUES:
            queue = app.amqp.queues[name].bind(broker.default_channel)
            queue.declare()  # as a worker will: RabbitMQ refuses a queue declared in two ways
            queue.purge()


class Workers:
    """``workers()`` starts one with two slots and waits until it is ready."""

    def __init__(self, folder):
        self.folder = folder
        self.started = []

    def __call__(self, **environment):
        log = (self.folder / f"worker{len(self.started)}.log").open("w+")
        command = [
            sys.executable, "-m", "celery", "-A", "tests.jobs.toy_worker", "worker",
            "-P", "threads", "-c", "2", "-Q", ",".join(settings.JOB_QUEUES), "-l", "INFO",
            "-n", f"w{len(self.started)}@%h", "--without-gossip", "--without-mingle",
        ]  # fmt: skip
        process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=self._environment(environment),
            stdout=log, stderr=log,
        )  # fmt: skip
        self.started.append((process, log))
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and process.poll() is None:
            log.seek(0)
            if " ready." in log.read():
                return process
            time.sleep(0.1)
        log.seek(0)
        raise AssertionError(log.read())

    @staticmethod
    def _environment(more):
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DATABASE_URL": database_url(),
            "JOB_WARM_CHILDREN": "1",
            **more,
        }

    def end(self):
        """At once: a test of how a worker stops stops it itself."""
        for process, log in self.started:
            process.kill()
            process.wait()
            log.close()


def until(condition, seconds=15.0):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it did not happen in time")


def is_gone(pid):
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
