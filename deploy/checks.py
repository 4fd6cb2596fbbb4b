"""What `make doctor` asks of the installed site; prints one JSON list on its last line."""

from __future__ import annotations

import importlib.util
import json
import os
import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import django

Answer = tuple[str, str, str]  # state, fact, advice
WAIT_SECONDS = 3


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lepton_site.settings")
    django.setup()
    checks: dict[str, Callable[[], Answer]] = {
        "database": database,
        "broker": broker,
        "storage": storage,
        "mail": mail,
        "models extra": models_extra,
        "served models": served_models,
    }
    print(json.dumps([_ask(name, check) for name, check in checks.items()]))


def _ask(name: str, check: Callable[[], Answer]) -> dict[str, str]:
    try:
        state, fact, advice = check()
    except Exception as error:  # noqa: BLE001 - whatever is wrong is the finding
        lines = str(error).strip().splitlines() or [type(error).__name__]
        state, fact, advice = "fail", lines[0], f"check the setting of the {name}"
    return {"state": state, "name": name, "fact": fact, "advice": advice}


def database() -> Answer:
    """It answers, and nothing waits to be migrated."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if waiting:
        return (
            "warn",
            f"{connection.vendor}, {waiting} migrations to apply",
            "make run applies them",
        )
    return "ok", f"{connection.vendor} answers, every migration is applied", ""


def broker() -> Answer:
    """It takes a connection."""
    from django.conf import settings

    from lepton_site.celery import app

    url = urlsplit(settings.CELERY_BROKER_URL)
    if url.scheme == "filesystem":
        folder = Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_in"])
        if not os.access(folder, os.W_OK):
            return "fail", f"{folder} cannot be written", "give it to the account that runs Lepton"
        return "ok", f"files in {folder}, {len(list(folder.iterdir()))} messages waiting", ""
    place = f"{url.scheme}://{url.hostname}:{url.port or ''}"
    try:
        with app.connection_for_write() as connection:
            connection.ensure_connection(max_retries=1, timeout=WAIT_SECONDS)
    except OSError:
        return "fail", f"no answer from {place}", "start it, or correct CELERY_BROKER_URL"
    return "ok", f"{place} answers", ""


def storage() -> Answer:
    """A small file can be written, read and deleted."""
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage, storages

    name = default_storage.save("doctor/probe.txt", ContentFile(b"probe"))
    with default_storage.open(name) as file:
        same = file.read() == b"probe"
    default_storage.delete(name)
    kind = type(storages["default"]).__name__
    if not same:
        return "fail", f"{kind} gave back something else", "check LEPTON_STORAGE"
    return "ok", f"{kind}: written, read and deleted a file", ""


def mail() -> Answer:
    """A mail server that takes a connection, or the outbox page."""
    from django.conf import settings

    if "outbox" in settings.EMAIL_BACKEND:
        return "ok", "no mail server: mail goes to the administrators' outbox page", ""
    if "smtp" not in settings.EMAIL_BACKEND:
        return "ok", settings.EMAIL_BACKEND, ""
    address = (settings.EMAIL_HOST, settings.EMAIL_PORT)
    try:
        socket.create_connection(address, timeout=WAIT_SECONDS).close()
    except OSError:
        return "fail", f"no answer from {address[0]}:{address[1]}", "correct EMAIL_URL"
    return "ok", f"{address[0]}:{address[1]} answers", ""


def models_extra() -> Answer:
    """Whether torch and transformers are there; nothing is imported."""
    from django.conf import settings

    names = ("torch", "transformers", "safetensors")
    lacking = [name for name in names if importlib.util.find_spec(name) is None]
    if Path(settings.VAR_DIR, "installing-models").exists():
        return "warn", "being installed", "wait until 'make run' says that it is ready"
    if lacking:
        return "warn", f"{', '.join(lacking)} not installed", "make run installs them (MODELS=1)"
    return "ok", "installed", ""


def served_models() -> Answer:
    """Whether models are kept in memory; without that predictions are jobs."""
    from apps.modelhub.serving.client import figures

    told = figures()
    if told is None:
        return "ok", "'serve' does not run: predictions are jobs", ""
    count = sum(one["loaded"] for one in told["models"])
    megabytes, most = told["memory"] >> 20, told["memory_limit"] >> 20
    return "ok", f"'serve' answers, {count} in memory with {megabytes} of {most} MB", ""


if __name__ == "__main__":
    main()
