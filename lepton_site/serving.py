"""Gunicorn's settings beyond the command line: one form of logs, counts of all its processes, and
what is loaded once for all of them.
"""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import Any

from apps.core.logs import logging_settings

preload_app = True  # before it forks, so that web processes share the memory of the code

logconfig_dict = logging_settings(
    os.environ.get("LOG_FORMAT", "line"), os.environ.get("LOG_LEVEL", "INFO")
)
if os.environ.get("METRICS_TOKEN"):
    # prometheus_client reads it when it is first imported.
    os.environ.setdefault(
        "PROMETHEUS_MULTIPROC_DIR", str(Path(os.environ.get("LEPTON_VAR") or "var", "metrics"))
    )


def on_starting(_server: Any) -> None:
    if os.environ.get("METRICS_TOKEN"):
        from apps.core.metrics import prepare  # after the folder is named

        prepare(Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]))


def when_ready(_server: Any) -> None:
    """Load what the first visitors of each process would wait for, and keep it out of the garbage
    collector: a full pass over it stops a process for a third of a second.
    """
    from lepton_site.warming import warm_up  # after the application is loaded

    warm_up()
    gc.collect()
    gc.freeze()


def child_exit(_server: Any, worker: Any) -> None:
    if os.environ.get("METRICS_TOKEN"):
        from apps.core.metrics import forget  # as above

        forget(worker.pid)
