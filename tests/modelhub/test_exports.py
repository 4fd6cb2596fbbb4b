"""A model is written for other programs by a job; its page offers that and finds it again."""

import csv
import json
import zipfile

import pytest
from django.urls import reverse

from apps.engines.contract import Refusal
from apps.engines.exporting import Exported, Variant
from apps.engines.testing import MemoryContext
from apps.events.models import AuditEntry
from apps.jobs.domain import artifacts
from apps.jobs.models import Job, JobArtifact, State
from apps.modelhub.domain import exports
from apps.modelhub.exports import runner
from apps.modelhub.exports.manifest import KEY, ExportParams
from apps.modelhub.exports.tested import FILE, TestedProvider
from apps.modelhub.presentation_serving import of_model
from tests.api.conftest import Caller
from tests.factories.jobs import JobFactory
from tests.factories.modelhub import RegisteredModelFactory, exported
from tests.factories.projects import MembershipFactory

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


@pytest.mark.django_db
def test_two_who_ask_at_once_get_one_job(model, analyst, quiet, monkeypatch):
    held, quicker = exports.hold, []

    def after_another(project_id):
        quicker.append(exported(model, state="queued"))
        return held(project_id)

    monkeypatch.setattr(exports, "hold", after_another)
    assert [exports.export_job(model, analyst, "onnx")] == quicker


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


class TestOverRest:
    """The same as on the page, by the same rights."""

    @pytest.fixture
    def place(self, model):
        return f"projects/{model.project_id}/models/{model.pk}/exports/"

    @pytest.fixture
    def as_role(self, project):
        return lambda role: Caller(MembershipFactory(project=project, role=role).user)

    def test_asked_for_once_and_followed_to_its_file(self, place, analyst, model, quiet, as_role):
        caller, reader = Caller(analyst), as_role("viewer")
        listed = reader.get(place).json()["results"]
        assert [(one["target"], one["state"], one["file"]) for one in listed] == [
            ("onnx", None, None),
            ("openvino", None, None),
        ]
        assert reader.post(f"{place}onnx/").status_code == 403
        first, again = caller.post(f"{place}onnx/"), caller.post(f"{place}onnx/")
        assert (first.status_code, first.json()["state"]) == (202, "queued")
        job = Job.objects.get(engine_key=KEY)
        assert first.json()["job"] == again.json()["job"] == str(job.pk)
        assert caller.get(f"{place}onnx/file/").status_code == 409
        assert as_role("editor").delete(f"{place}onnx/").status_code == 409
        job.delete()
        exported(model)
        told = reader.get(f"{place}onnx/")
        assert told.json()["report"]["variants"][0]["agreement"] == 1.0
        assert told.json()["file"]["name"] == "m-onnx.zip"
        unchanged = reader.get(f"{place}onnx/", headers={"if-none-match": told["ETag"]})
        assert unchanged.status_code == 304
        file = reader.get(f"{place}onnx/file/")
        assert b"".join(file.streaming_content) == b"a,b\n1,2\n"
        assert "m-onnx.zip" in file["Content-Disposition"]

    def test_what_was_refused_says_why_and_is_asked_for_anew(self, place, analyst, model, quiet):
        refused = {"message": {"text": "It decides differently."}, "fix": None, "field": ""}
        Job.objects.filter(pk=exported(model, state="refused").pk).update(refusal=refused)
        caller = Caller(analyst)
        told = caller.get(f"{place}onnx/").json()
        assert (told["state"], told["report"]) == ("refused", None)
        assert told["explanation"].startswith("It decides differently.")
        assert caller.post(f"{place}onnx/").json()["state"] == "queued"

    def test_deleted_by_editors_with_its_file(
        self, place, model, analyst, as_role, django_capture_on_commit_callbacks
    ):
        kept, editor = exported(model, "openvino"), as_role("editor")
        file = exported(model).artifacts.get().file
        assert Caller(analyst).delete(f"{place}onnx/").status_code == 403
        with django_capture_on_commit_callbacks(execute=True):
            assert editor.delete(f"{place}onnx/").status_code == 204
        assert not file.storage.exists(file.name)
        assert Job.objects.get(engine_key=KEY) == kept
        assert editor.delete(f"{place}onnx/").status_code == 409
        entry = AuditEntry.objects.get(kind="modelhub.export.deleted")
        assert (entry.actor, entry.data["target"]) == (editor.user, "onnx")

    def test_other_formats_kinds_and_projects_are_not_there(self, place, as_role, project, quiet):
        caller = as_role("editor")
        for asked in (caller.get, caller.post):
            assert asked(f"{place}pickle/").status_code == 404
        plain = RegisteredModelFactory(job=JobFactory(project=project, state="succeeded"))
        other = f"projects/{project.pk}/models/{plain.pk}/exports/"
        assert caller.get(other).json() == {"results": []}
        assert caller.get(f"{other}onnx/").status_code == 404
        refused = caller.post(f"{other}onnx/")
        assert refused.status_code == 422
        assert "cannot be written for other programs" in str(refused.json())
        foreign = RegisteredModelFactory(job=JobFactory(state="succeeded"))
        for start in (f"projects/{project.pk}", f"projects/{foreign.project_id}"):
            address = f"{start}/models/{foreign.pk}/exports/onnx/"
            for asked in (caller.get, caller.post, caller.delete):
                assert asked(address).status_code == 404

    def test_the_page_deletes_it_too(self, client, as_role, model):
        exported(model)
        editor = as_role("editor").user
        client.force_login(editor)
        page = reverse("modelhub:detail", args=[model.project_id, model.pk])
        assert "Delete the ONNX export" in client.get(page).content.decode()
        address = reverse("modelhub:export_delete", args=[model.project_id, model.pk, "onnx"])
        assert "The ONNX export was deleted." in client.post(address, follow=True).content.decode()
        assert not Job.objects.filter(engine_key=KEY).exists()
        assert "was not exported as ONNX" in client.post(address, follow=True).content.decode()
        assert client.post(address.replace("onnx", "pickle")).status_code == 404
