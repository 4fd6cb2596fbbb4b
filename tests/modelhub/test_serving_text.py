"""A real text model in memory answers as the job does, and the asking process loads no torch."""

import contextlib
import json
import subprocess
import sys

import pytest

from apps.jobs.domain import artifacts
from apps.jobs.domain.submit import submit
from apps.jobs.models import JobArtifact, State
from apps.modelhub.domain.predict import submit_rows
from apps.modelhub.models import RegisteredModel
from apps.modelhub.serving import client, lookup, site
from deploy.launch.config import ROOT
from tests.api.conftest import Caller
from tests.factories.accounts import UserFactory
from tests.factories.datasets import VersionFactory
from tests.factories.jobs import JobFactory
from tests.factories.modelhub import RegisteredModelFactory
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.modelhub.serving_toy import served, socket_path
from tests.text import tiny

pytestmark = [pytest.mark.models, pytest.mark.django_db(transaction=True)]
pytest.importorskip("peft")

ROWS = [
    {"review": "my parcel was late again"}, {"review": ""}, {"review": "cheap fabric"},
    {"review": "the discount, please, and the refund " * 20}, {"review": "qwertz zzz"},
    {"review": "late"}, {"review": "my parcel was late again"},
]  # fmt: skip
ASK = """
import json, sys
import django
django.setup()
from django.conf import settings
from lepton_site.wsgi import application
from apps.modelhub.serving import client
settings.SERVE_SOCKET = sys.argv[1]
answer = client.predict(sys.argv[2], json.loads(sys.argv[3]), 30)
heavy = {"torch", "transformers", "scipy", "sklearn", "polars"} & set(sys.modules)
print(json.dumps({"answer": answer.model_dump(mode="json"), "heavy": sorted(heavy)}))
"""


@pytest.fixture
def project(job_dirs):
    return ProjectFactory(owner=UserFactory())


@pytest.fixture
def analyst(project):
    return MembershipFactory(project=project, role="analyst").user


@pytest.fixture
def model(project, analyst, run_jobs, settings, tmp_path):
    settings.TEXT_MODELS_DIR = tmp_path / "bases"
    tiny.save(settings.TEXT_MODELS_DIR / "tiny")
    table = tiny.reviews(60)
    version = VersionFactory(
        project=project, columns=["review", "topic"],
        rows=list(zip(table.data["review"], table.data["topic"], strict=True)),
    )  # fmt: skip
    roles = {"text": ["review"], "label": ["topic"]}
    job = submit(
        project=project, user=analyst, engine_key="text.classify",
        params={"base": "folder:tiny", "epochs": 1, "batch_size": 16},
        inputs={"data": {"kind": "dataset", "id": str(version.pk), "roles": roles}},
    )  # fmt: skip
    done = run_jobs(job)
    assert done.state == State.SUCCEEDED, done.error or done.refusal
    return RegisteredModel.objects.get(job=done)


@pytest.fixture
def server(settings):
    settings.SERVE_SOCKET = socket_path()
    with served(site.pool, settings.SERVE_SOCKET) as pool:
        yield pool


def _loaded(model):
    """A busy machine may take longer to load it than a request waits."""
    for _ in range(10):
        with contextlib.suppress(client.TurnedAway):
            return client.predict(model.pk, ROWS[:1], 10)
    raise AssertionError("the model was not loaded")


@pytest.mark.thorough
def test_answers_equal_the_jobs_and_nobody_loads_torch(model, analyst, run_jobs, server, settings):
    job = run_jobs(submit_rows(model, analyst, ROWS))
    assert job.state == State.SUCCEEDED
    _loaded(model)
    asked = [str(settings.SERVE_SOCKET), str(model.pk), json.dumps(ROWS)]
    done = subprocess.run(
        [sys.executable, "-c", ASK, *asked], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["heavy"] == []
    assert told["answer"] == job.result

    caller = Caller(analyst, scopes=["models:predict", "read"])
    address = f"projects/{model.project_id}/models/{model.pk}/predict/"
    at_once = caller.post(address, {"rows": ROWS})
    assert at_once.status_code == 200, at_once.content
    stored = caller.get(f"projects/{model.project_id}/jobs/{job.pk}/result/").json()
    assert at_once.json() == {**stored, "job": None}

    alone = [caller.post(address, {"rows": [row]}).json()["rows"][0] for row in ROWS]
    for one, together in zip(alone, stored["rows"], strict=True):
        assert one["warnings"] == together["warnings"]
        assert one["values"]["label"] == together["values"]["label"]
        chance = together["values"]["probability"]
        assert one["values"]["probability"] == (chance and pytest.approx(chance, abs=1e-6))
    (figures,) = server.told()["models"]
    assert figures["starts"] == 1
    assert figures["runtime"]["library"] == "torch"
    assert figures["outcomes"]["answered"] == 3 + len(ROWS)


def test_where_models_are_found(project, tmp_path):
    job = JobFactory(project=project, state="succeeded", engine_key="text.classify")
    model = RegisteredModelFactory(job=job, engine_key="text.classify")
    key, other = str(model.pk), "0d9c0f3e-3d8b-4a35-8f3a-5f0a7a9b6a11"
    assert lookup.found(key) is None  # it has no files
    (tmp_path / "weights").write_bytes(b"0")
    files = {"model/weights": str(tmp_path / "weights")}
    JobArtifact.objects.bulk_create(artifacts.store(job, files))
    found = lookup.found(key)
    assert found.runner == "apps.engines.builtin.text_classify.runner:Runner"
    assert (found.path / "weights").read_bytes() == b"0"
    assert (found.key, found.project, found.name) == (key, str(project.pk), model.name)
    assert lookup.found("no uuid") is lookup.found(other) is None
    assert lookup.existing([key, other]) == [key]
    RegisteredModel.objects.filter(pk=model.pk).update(engine_key="no.such.engine")
    assert lookup.found(key) is None
