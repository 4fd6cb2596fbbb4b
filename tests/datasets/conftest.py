"""Files of these tests go to a folder of their own; people of three roles; the whole way in."""

from pathlib import Path

import pytest
from django.urls import reverse

from apps.datasets.models import Upload
from apps.projects.models import Role
from tests.factories.projects import MembershipFactory, ProjectFactory


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.WORK_DIR = tmp_path / "work"
    return tmp_path


@pytest.fixture
def project(db):
    return ProjectFactory()


@pytest.fixture
def analyst(project):
    return MembershipFactory(project=project, role=Role.ANALYST).user


@pytest.fixture
def page(client, analyst):
    """The analyst's browser."""
    client.force_login(analyst)
    return client


@pytest.fixture
def bring(page, project, run_jobs):
    """``bring(b"a,b\\n1,2\\n")`` uploads by the tus protocol, runs the inspection and gives the
    upload as it is then."""

    def _bring(content: bytes, name: str = "table.csv", dataset=None) -> Upload:
        import base64

        metadata = f"filename {base64.b64encode(name.encode()).decode()}"
        if dataset:
            metadata += f",dataset {base64.b64encode(str(dataset.pk).encode()).decode()}"
        made = page.post(
            reverse("datasets:tus", args=[project.pk]),
            headers={"Upload-Length": str(len(content)), "Upload-Metadata": metadata},
        )
        assert made.status_code == 201, made.content
        sent = page.patch(
            made["Location"],
            data=content,
            content_type="application/offset+octet-stream",
            headers={"Upload-Offset": "0"},
        )
        assert sent.status_code == 204, sent.content
        run_jobs()
        return Upload.objects.get(pk=made["Location"].rstrip("/").rsplit("/", 1)[1])

    return _bring


@pytest.fixture
def write(tmp_path):
    """``write(b"...")`` gives a path."""

    def _write(content: bytes | str, name: str = "input") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return _write
