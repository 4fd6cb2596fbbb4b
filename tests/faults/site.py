"""The site as the fault tests run it: its own web process and worker, with the toy engines.

``celery -A tests.faults.site worker …``, ``gunicorn tests.faults.site:application``
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from celery.signals import worker_init, worker_ready
from django.conf import settings
from django.core.files.storage import default_storage

from lepton_site.celery import app
from lepton_site.wsgi import application

__all__ = ["app", "application"]
SLOW = "store-slowly"  # a file of this name in the data folder: storing takes half a second
READY = "ready"
FOLLOWED = "followed"


def register() -> None:
    """Toy engines, and a room above that reacts to every toy job's end."""
    from apps.engines import registry
    from apps.jobs import finishing
    from tests.faults.engines import FAULTY
    from tests.jobs.engines import OWNER, TOYS

    for toy in (*TOYS, *FAULTY):
        registry.register(toy(), owner=OWNER)
    finishing.on_finished("toy.sum", follow_up)


def follow_up(job: Any) -> None:
    """What a room above would do: something that a test can count."""
    folder = Path(settings.VAR_DIR) / FOLLOWED
    folder.mkdir(exist_ok=True)
    with (folder / str(job.pk)).open("a") as file:
        file.write(f"{job.state}\n")


def store_slowly_on_demand() -> None:
    """Gives a test the time to act while an artefact is being stored."""
    save = default_storage.save

    def slow(name: str, content: Any, max_length: int | None = None) -> str:
        while (Path(settings.VAR_DIR) / SLOW).exists():
            time.sleep(0.02)
        return save(name, content, max_length)

    default_storage.save = slow


register()


@worker_init.connect
def _prepare(**kwargs: Any) -> None:
    store_slowly_on_demand()


@worker_ready.connect
def _say_ready(**kwargs: Any) -> None:
    folder = Path(settings.VAR_DIR) / READY
    folder.mkdir(exist_ok=True)
    (folder / str(os.getpid())).touch()
