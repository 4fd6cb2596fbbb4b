"""A model is written for other programs by a job; its page offers that and finds it again."""

import csv
import json
import zipfile

import pytest
from django.urls import reverse

from apps.engines.contract import Refusal
from apps.engines.exporting import Exported, Variant
from apps.engines.testing import MemoryContext
from apps.jobs.domain import artifacts
from apps.jobs.models import Job, JobArtifact, State
from apps.modelhub.exports import runner
from apps.modelhub.exports.manifest import KEY, ExportParams
from apps.modelhub.exports.tested import FILE, TestedProvider
from apps.modelhub.presentation_serving import of_model
from tests.factories.jobs import JobFactory
from tests.factories.modelhub import RegisteredModelFactory

ROWS = [
    ["row", "text", "label", "predicted"],
    ["3", "late again", "a", "a"],
    ["5", "cheap", "b", "a"],
]


@pytest.fixture
def tested(tmp_path):
    with (tmp_path / FILE).open("w", newline="") as file:
        csv.writer(file).writerows(ROWS)
    return tmp_path / FILE


@pytest.fixture
def model(project, tested):
    job = JobFactory(project=project, state="succeeded", engine_key="text.classify")
    JobArtifact.objects.bulk_create(artifacts.store(job, {FILE: str(tested)}))
    return RegisteredModelFactory(job=job, engine_key="text.classify", name="Topics")


@pytest.fixture
def quiet(monkeypatch):
    monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)


def test_the_page_asks_for_it_once_and_leads_to_it(client, analyst, model, quiet):
    client.force_login(analyst)
    page = reverse("modelhub:detail", args=[model.project_id, model.pk])
    address = reverse("modelhub:export", args=[model.project_id, model.pk, "onnx"])
    assert address in client.get(page).content.decode()
    first, again = client.post(address), client.post(address)
    job = Job.objects.get(engine_key=KEY)
    there = reverse("jobs:detail", args=[model.project_id, job.pk])
    assert first["Location"] == again["Location"] == there
    assert job.params["engine"] == "text.classify"
    assert job.inputs.keys() == {"model", "rows"}
    shown = client.get(page).content.decode()
    assert there in shown
    assert address not in shown
    Job.objects.filter(pk=job.pk).update(state=State.REFUSED)
    assert address in client.get(page).content.decode()
    other = reverse("modelhub:export", args=[model.project_id, model.pk, "pickle"])
    assert client.post(other).status_code == 404


def test_kinds_that_cannot_be_written_are_not_offered(client, analyst, project):
    job = JobFactory(project=project, state="succeeded", engine_key="text.generate")
    fields = [{"name": "prompt", "dtype": "text"}]
    writer = RegisteredModelFactory(job=job, engine_key="text.generate", predict_fields=fields)
    client.force_login(analyst)
    page = client.get(reverse("modelhub:detail", args=[project.pk, writer.pk])).content.decode()
    assert "cannot be exported as ONNX or OpenVINO" in page
    address = reverse("modelhub:export", args=[project.pk, writer.pk, "onnx"])
    said = client.post(address, follow=True).content.decode()
    assert "cannot be written for other programs" in said
    assert not Job.objects.filter(engine_key=KEY).exists()


def test_test_rows_are_found_in_their_own_project_alone(model, analyst, project):
    provider, key = TestedProvider(), str(model.pk)
    assert provider.profile(analyst, project.pk, key).bytes > 0
    assert provider.materialise(project.pk, key).read_text().startswith("row,text")
    for wanted in ("no uuid", "0d9c0f3e-3d8b-4a35-8f3a-5f0a7a9b6a11"):
        with pytest.raises(LookupError):
            provider.materialise(project.pk, wanted)
    with pytest.raises(LookupError):
        provider.materialise(JobFactory().project_id, key)


def test_the_job_packs_what_the_engine_writes(tmp_path, tested, monkeypatch):
    asked = {}

    class Exporting:
        def export(self, path, target, folder, rows, threads):
            asked.update(path=path, rows=rows)
            folder.mkdir()
            (folder / "model.onnx").write_bytes(b"0")
            kept = Variant(precision="fp32", file="model.onnx", bytes=1, agreement=1, largest=0,
                           kept=True)  # fmt: skip
            return Exported(rows=2, real=True, licence="MIT", variants=[kept])

    class Given:
        def __init__(self, path):
            self.path = path

    monkeypatch.setattr(runner, "_runner", lambda key, target: Exporting())
    ctx = MemoryContext(tmp_path / "run", seed=1)
    params = ExportParams(engine="text.classify", target="onnx", filename="m.zip")
    inputs = {"model": Given(tmp_path), "rows": Given(tested)}
    result = runner.Runner().run(ctx, params, inputs)
    assert asked["rows"] == [{"text": "late again"}, {"text": "cheap"}]
    with zipfile.ZipFile(ctx.model_dir.parent / "m.zip") as made:
        assert made.namelist() == ["model.onnx"]
    assert result.summary["variants"][0]["kept"]
    json.dumps(result.summary)


def test_long_texts_of_the_test_are_read(tmp_path):
    csv.field_size_limit(131_072)  # as every process starts
    text = "long " * 40_000
    with (tmp_path / FILE).open("w", newline="") as file:
        csv.writer(file).writerows([["row", "text"], ["1", text]])
    assert runner._texts(tmp_path / FILE) == [{"text": text}]


def test_engines_that_write_nothing_are_refused():
    for key in ("regression.least_squares", "no.such"):
        with pytest.raises(Refusal, match="cannot be written"):
            runner._runner(key, "onnx")


def test_what_computes_a_model_is_said():
    def tried(library, precision, rate, **more):
        pace = {"rate": rate, "single": 800 / rate}
        found = {"library": library, "precision": precision, "pace": pace, "agreement": 0.999}
        return {**found, **more}

    plain, quick = tried("torch", "fp32", 200), tried("openvino", "bf16", 1000)
    chosen = {"library": "openvino", "precision": "bf16", "tried": [plain, quick]}
    said = of_model({"loaded": True, "runtime": chosen}).by
    assert said.startswith("Computed by OpenVINO (bf16): 1000 texts a second and 0.8 ms")
    assert "200 and 4 ms by PyTorch (fp32)" in said
    assert "99.9" in said
    kept = {**chosen, "library": "torch", "precision": "fp32"}
    assert "nothing else was faster" in of_model({"loaded": True, "runtime": kept}).by
    assert of_model({"loaded": True}).by == ""
