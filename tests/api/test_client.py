"""The generated client against a live site, from a token to a result and to an error."""

from __future__ import annotations

import time
from io import BytesIO

import pytest
from lepton_client import AuthenticatedClient
from lepton_client.api.jobs import jobs_create, jobs_result, jobs_retrieve
from lepton_client.api.projects import projects_create, projects_list
from lepton_client.api.uploads import uploads_create, uploads_import, uploads_retrieve
from lepton_client.models import (
    ChosenInputRequest,
    ImportInputRequest,
    JobInputRequest,
    JobInputRequestInputs,
    JobResult,
    Problem,
    ProjectInputRequest,
    UploadState,
)
from lepton_client.types import File

from tests.api.conftest import Caller

TABLE = b"d,D\n95,100\n140,150\n180,200\n"


def wait(read, done):
    """Poll for a minute at most."""
    for _ in range(600):
        found = read()
        if done(found):
            return found
        time.sleep(0.1)
    raise AssertionError(found)


@pytest.fixture
def client(live_server):
    token = Caller().token
    with AuthenticatedClient(
        live_server.url,
        token=token.secret,
        raise_on_unexpected_status=True,
        httpx_args={"trust_env": False},
    ) as client:
        yield client


@pytest.mark.django_db(transaction=True)
def test_from_a_token_to_a_result(client, worker):
    wanted = ProjectInputRequest(name="Desk lamp", home_country="CHN")
    project = projects_create.sync(client=client, body=wanted)
    assert [row.id for row in projects_list.sync(client=client).results] == [project.id]
    sent = uploads_create.sync(
        project.id, client=client, body=File(BytesIO(TABLE)), filename="demand.csv"
    )

    def upload():
        return uploads_retrieve.sync(project.id, sent.id, client=client)

    wait(upload, lambda row: row.state == UploadState.READY)
    uploads_import.sync(project.id, sent.id, client=client, body=ImportInputRequest(name="Demand"))
    version = wait(upload, lambda row: row.state == UploadState.DONE).version
    inputs = JobInputRequestInputs.from_dict(
        {
            "data": {
                "kind": "dataset",
                "id": str(version),
                "roles": {"target": ["D"], "predictors": ["d"]},
            }
        }
    )
    assert isinstance(inputs["data"], ChosenInputRequest)
    job = jobs_create.sync(
        project.id,
        client=client,
        body=JobInputRequest(engine="regression.least_squares", inputs=inputs),
    )
    wait(lambda: jobs_retrieve.sync(project.id, job.id, client=client), lambda row: row.is_final)
    result = jobs_result.sync(project.id, job.id, client=client)
    assert isinstance(result, JobResult)
    assert "1.175" in str(result.summary.to_dict())


@pytest.mark.django_db(transaction=True)
def test_an_error_is_a_typed_problem(client):
    wrong = projects_create.sync(
        client=client, body=ProjectInputRequest(name="Lamp", home_country="ABC")
    )
    assert isinstance(wrong, Problem)
    assert wrong.status == 400
    assert wrong.errors[0].pointer == "#/home_country"
