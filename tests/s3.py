"""An S3-compatible server in this process, and the site's own settings for it."""

from __future__ import annotations

import runpy
import uuid
from types import SimpleNamespace

import pytest

KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
PREFIX = "lepton"


@pytest.fixture(scope="module")
def s3_server():
    """Its address and a client that looks in from outside."""
    import boto3
    from moto.server import ThreadedMotoServer  # a second to import: only where it is needed

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    url = f"http://{host}:{port}"
    client = boto3.client(
        "s3", endpoint_url=url, region_name="us-east-1",
        aws_access_key_id="test", aws_secret_access_key="test",
    )  # fmt: skip
    yield SimpleNamespace(url=url, client=client)
    server.stop()


@pytest.fixture
def bucket(s3_server):
    """A new bucket: the ``environment`` that leads the site to it, and ``names()`` stored in it."""
    name = f"team-{uuid.uuid4().hex[:12]}"
    s3_server.client.create_bucket(Bucket=name)

    def names() -> list[str]:
        listed = s3_server.client.list_objects_v2(Bucket=name).get("Contents", [])
        assert all(item["Key"].startswith(f"{PREFIX}/") for item in listed)
        return [item["Key"].removeprefix(f"{PREFIX}/") for item in listed]

    environment = {
        "LEPTON_STORAGE": f"s3://{name}/{PREFIX}",
        "S3_ENDPOINT_URL": s3_server.url,
        "S3_REGION": "us-east-1",
        **KEYS,
    }
    return SimpleNamespace(environment=environment, names=names)


@pytest.fixture
def in_s3(bucket, settings, monkeypatch, job_dirs):
    """Storage as the site's settings make it of the environment; gives ``names``."""
    for name, value in bucket.environment.items():
        monkeypatch.setenv(name, value)
    stored = runpy.run_module("lepton_site.settings")["STORAGES"]["default"]
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    yield bucket.names
    assert not any((job_dirs / "files").rglob("*")), "a file was stored on this machine"
