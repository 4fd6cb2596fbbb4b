"""The web process and the worker that are timed: the site's own, with the timed engines."""

import os
from pathlib import Path

from celery.signals import worker_init

from benchmarks._jobs.engines import fit, register
from lepton_site.celery import app
from lepton_site.wsgi import application

__all__ = ["app", "application"]
register()


@worker_init.connect
def _register(**kwargs: object) -> None:
    register()


@app.task(name="bench.bare", ignore_result=True)
def bare(seed: int, done: str) -> None:
    """The same computation with nothing around it."""
    fit(seed)
    with Path(done).open("ab", buffering=0) as file:
        os.write(file.fileno(), b".")
