"""Other servers are a matter of the environment alone."""

import json
import os
import subprocess
import sys

import pytest
from django.db import connection

from deploy.launch.config import ROOT
from tests.s3 import bucket, s3_server

__all__ = ["bucket", "s3_server"]

SHOW = """
import json
from django.conf import settings
import django
django.setup()
from django.core.files.storage import storages
from django.db import connection
from lepton_site.celery import app
storage = storages["default"]
print(json.dumps({
    "engine": settings.DATABASES["default"]["ENGINE"],
    "name": str(settings.DATABASES["default"]["NAME"]),
    "options": settings.DATABASES["default"].get("OPTIONS", {}),
    "transport": app.connection_for_write().transport_cls,
    "driver": app.connection_for_write().transport.driver_type,
    "transport_options": app.conf.broker_transport_options,
    "storage": type(storage).__name__,
    "bucket": getattr(storage, "bucket_name", ""),
    "prefix": getattr(storage, "location", ""),
}))
"""
ROUND_TRIP = """
import django
django.setup()
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
name = default_storage.save("results/one.txt", ContentFile(b"first"))
again = default_storage.save("results/one.txt", ContentFile(b"second"))
assert name != again, "an artefact was overwritten"
assert default_storage.open(name).read() == b"first"
assert default_storage.size(again) == 6
default_storage.delete(name)
assert not default_storage.exists(name) and default_storage.exists(again)
print(again)
"""


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL's writers wait by rows")
def test_a_writer_on_sqlite_waits_twenty_seconds_for_another():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone() == (20_000,)


def run(code: str, tmp_path, **environment: str) -> str:
    own = {"LEPTON_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "lepton_site.settings"}
    clean = {
        key: value
        for key, value in os.environ.items()
        if key not in {"DATABASE_URL", "CELERY_BROKER_URL", "LEPTON_STORAGE"}
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**clean, **own, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1]


def settings_with(tmp_path, **environment: str) -> dict:
    return json.loads(run(SHOW, tmp_path, **environment))


def test_nothing_set_means_nothing_to_install(tmp_path):
    shown = settings_with(tmp_path)
    assert shown["engine"] == "django.db.backends.sqlite3"
    assert shown["options"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in shown["options"]["init_command"]
    assert (shown["transport"], shown["transport_options"]["polling_interval"]) == (
        "filesystem",
        0.05,
    )
    assert shown["storage"] == "FileSystemStorage"


def test_postgresql(tmp_path):
    shown = settings_with(tmp_path, DATABASE_URL="postgres://u:p@db.example:5433/lepton")
    assert shown["engine"] == "django.db.backends.postgresql"
    assert shown["name"] == "lepton"
    assert "init_command" not in shown["options"]


@pytest.mark.parametrize(
    ("url", "driver"),
    [("redis://cache.example:6379/1", "redis"), ("amqp://guest:guest@mq.example//", "amqp")],
)
def test_brokers(tmp_path, url, driver):
    shown = settings_with(tmp_path, CELERY_BROKER_URL=url)
    assert (shown["transport"], shown["driver"]) == (driver, driver)
    assert shown["transport_options"] == {}


def test_s3_settings(tmp_path):
    shown = settings_with(tmp_path, LEPTON_STORAGE="s3://team/lepton/prod", S3_REGION="eu-1")
    assert (shown["storage"], shown["bucket"]) == ("S3Storage", "team")
    assert shown["prefix"] == "lepton/prod"


def test_files_go_to_an_s3_compatible_server_and_come_back(tmp_path, bucket):
    kept = run(ROUND_TRIP, tmp_path, **bucket.environment)
    assert bucket.names() == [kept]
    assert not (tmp_path / "files").exists()
