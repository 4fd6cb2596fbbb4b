"""Models leave as signed bundles and arrive elsewhere; what is not sound is refused in words."""

from __future__ import annotations

import hashlib
import io
import json
import pickle
import struct
import warnings
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from apps.events.models import AuditEntry
from apps.jobs.models import Job, JobArtifact
from apps.modelhub.bundles import keys
from apps.modelhub.bundles.directory import is_short
from apps.modelhub.domain.predict import submit_rows
from apps.modelhub.models import RegisteredModel, TrustedSigner
from tests.api.conftest import Caller
from tests.factories.accounts import UserFactory
from tests.factories.jobs import JobArtifactFactory, JobFactory
from tests.factories.modelhub import RegisteredModelFactory
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.modelhub.test_predict import fit

pytestmark = pytest.mark.django_db
ENGINE = "regression.least_squares"


def tensor_file(values=(1.0, 2.0)):
    data = struct.pack(f"<{len(values)}f", *values)
    entry = {"dtype": "F32", "shape": [len(values)], "data_offsets": [0, len(data)]}
    head = json.dumps({"weight": entry}).encode()
    return struct.pack("<Q", len(head)) + head + data


@pytest.fixture
def there(job_dirs, settings):
    """A model of another installation."""
    owner = UserFactory(name="Amara")
    project = ProjectFactory(name="Lamps", owner=owner)
    provenance = {"inputs": {"data": {"content_hash": "cd" * 32}}, "code_version": "0.1.0+abc"}
    job = JobFactory(
        project=project, state="succeeded", engine_key=ENGINE, seed=11, provenance=provenance,
        params={}, title="Demand",
    )  # fmt: skip
    model = RegisteredModelFactory(job=job, name="Demand", summary={"data_licence": "CC-BY-4.0"})
    files = {"model/w.safetensors": tensor_file(), "model/a.json": b"{}", "card.md": b"# Demand"}
    for name, content in files.items():
        kept = default_storage.save(f"jobs/{job.pk}/1/{name}", ContentFile(content))
        JobArtifactFactory(
            job=job, project=project, name=name, file=kept, size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
        )  # fmt: skip
    return model


@pytest.fixture
def here(db):
    return ProjectFactory(owner=UserFactory(name="Wei"))


@pytest.fixture
def owner(here):
    return Caller(here.memberships.get(role="owner").user)


@pytest.fixture
def editor(here):
    return Caller(MembershipFactory(project=here, role="editor").user)


@pytest.fixture
def bundle(client, there, settings):
    """Its bytes, signed by the other installation."""
    settings.MODEL_SIGNING_KEY = "the other installation"
    client.force_login(there.created_by)
    answer = client.get(reverse("modelhub:bundle", args=[there.project_id, there.pk]))
    content = b"".join(answer.streaming_content)
    key = keys.public_key()
    settings.MODEL_SIGNING_KEY = ""
    return content, key


def send(caller, project, content, **query):
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    address = f"projects/{project.pk}/models/import/?{asked}"
    return caller.post(address, content, content_type="application/octet-stream")


class TestOnTheWay:
    def test_it_holds_what_it_says(self, bundle, there):
        content, key = bundle
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            raw = archive.read("manifest.json")
            manifest, signed = json.loads(raw), json.loads(archive.read("signature.json"))
            for name, member in manifest["members"].items():
                assert hashlib.sha256(archive.read(name)).hexdigest() == member["sha256"]
            assert set(archive.namelist()) == {
                "manifest.json", "signature.json", *manifest["members"],
            }  # fmt: skip
        assert signed["public_key"] == key
        assert keys.is_signed(raw, key, signed["signature"])
        assert manifest["engine"] == {"key": ENGINE, "version": there.engine_version}
        lineage = manifest["lineage"]
        assert lineage["data"] == {"data": "cd" * 32}
        assert (lineage["seed"], lineage["project"]) == (11, "Lamps")
        assert lineage["licences"] == {"data_licence": "CC-BY-4.0"}

    def test_from_installation_to_installation_the_answer_is_the_same(
        self, run_jobs, client, project, analyst, version, here, owner
    ):
        """A real fit, its bundle, and the worked example's figure by the imported model."""
        model = fit(project, analyst, version, run_jobs)
        client.force_login(analyst)
        answer = client.get(reverse("modelhub:bundle", args=[project.pk, model.pk]))
        made = send(owner, here, b"".join(answer.streaming_content))
        assert made.status_code == 201, made.content
        arrived = RegisteredModel.objects.get(pk=made.json()["id"])
        assert arrived.project == here
        asked = run_jobs(submit_rows(arrived, owner.user, [{"d": "220"}]))
        told = owner.get(f"projects/{here.pk}/jobs/{asked.pk}/result/").json()
        assert "245.97" in str(told) or "245.96" in str(told)

    def test_a_model_with_a_pickle_does_not_leave(self, client, there):
        JobArtifactFactory(job=there.job, project=there.project, name="model/w.bin")
        client.force_login(there.created_by)
        answer = client.get(
            reverse("modelhub:bundle", args=[there.project_id, there.pk]), follow=True
        )
        assert "only safetensors" in answer.content.decode()


class TestSigners:
    def test_a_trusted_one_is_let_in_and_named(self, bundle, here, editor):
        content, key = bundle
        call_command("model_signers", "trust", "Lepton in Lyon", key)
        made = send(editor, here, content)
        assert made.status_code == 201, made.content
        model = RegisteredModel.objects.get(pk=made.json()["id"])
        origin = model.job.provenance["imported"]
        assert (origin["signer"], origin["project"]) == ("Lepton in Lyon", "Lamps")
        assert model.job.artifacts.count() == 3
        entry = AuditEntry.objects.get(kind="modelhub.model.imported")
        assert (entry.actor, entry.data["signer"]) == (editor.user, "Lepton in Lyon")

    def test_an_unknown_one_needs_an_owner_who_types_the_fingerprint(
        self, bundle, here, editor, owner
    ):
        content, key = bundle
        mark = keys.fingerprint(key)
        refused = send(editor, here, content, fingerprint=mark.replace(" ", ""))
        assert refused.status_code == 409
        assert "An owner" in refused.json()["detail"]
        for typed in ("", "0000"):
            asked = send(owner, here, content, fingerprint=typed)
            assert asked.status_code == 400
            assert mark in str(asked.json())
        assert not RegisteredModel.objects.filter(project=here).exists()
        assert send(owner, here, content, fingerprint=mark.replace(" ", "")).status_code == 201

    def test_on_the_page(self, client, bundle, here, owner):
        content, key = bundle
        client.force_login(owner.user)
        page = reverse("modelhub:import", args=[here.pk])
        assert keys.fingerprint(keys.public_key()) in client.get(page).content.decode()
        file = SimpleUploadedFile("model.zip", content)
        refused = client.post(page, {"file": file, "fingerprint": ""})
        assert refused.status_code == 422
        assert keys.fingerprint(key) in refused.content.decode()
        file = SimpleUploadedFile("model.zip", content)
        taken = client.post(page, {"file": file, "fingerprint": keys.fingerprint(key)}, follow=True)
        words = taken.content.decode()
        assert "Imported from 'Lamps'" in words.replace("&#x27;", "'")
        assert keys.fingerprint(key) in words

    def test_commands(self, capsys, bundle):
        _content, key = bundle
        call_command("model_signers", "trust", "Lyon", key)
        call_command("model_signers", "list")
        said = capsys.readouterr().out
        assert keys.public_key() in said
        assert f"Lyon: {key}" in said
        call_command("model_signers", "distrust", "Lyon")
        assert not TrustedSigner.objects.exists()
        with pytest.raises(CommandError, match="no trusted signer"):
            call_command("model_signers", "distrust", "Lyon")
        with pytest.raises(CommandError, match="32 bytes"):
            call_command("model_signers", "trust", "Lyon", "not a key")

    def test_the_key_is_told_and_kept_privately(self, owner, settings):
        told = owner.get("signing-key/").json()
        assert told["public_key"] == keys.public_key()
        assert told["fingerprint"] == keys.fingerprint(told["public_key"])
        assert (settings.VAR_DIR / keys.FILE).stat().st_mode & 0o777 == 0o600


class Forger:
    """Makes bundles that are signed soundly, whatever else is wrong with them."""

    def __init__(self):
        self.files = {"model/w.safetensors": tensor_file(), "model/a.json": b"{}"}
        self.changes = {}
        self.sizes = {}
        self.extra = {}

    def manifest(self):
        members = {
            name: {
                "size": self.sizes.get(name, len(data)),
                "sha256": hashlib.sha256(data).hexdigest(),
            }
            for name, data in self.files.items()
        }
        lineage = {"installation": "", "project": "Lamps", "model": "m", "job": "j"}
        return {
            "format": 1, "kind": "model", "made_at": "2026-11-29T00:00:00Z", "name": "Forged",
            "engine": {"key": ENGINE, "version": "1.0"}, "params": {}, "predict_fields": [],
            "summary": {}, "lineage": lineage, "members": members, **self.changes,
        }  # fmt: skip

    def bundle(self, *, tampered=None, twice=""):
        raw = json.dumps(self.manifest()).encode()
        signed = {
            "algorithm": "ed25519", "public_key": keys.public_key(), "signature": keys.sign(raw),
        }  # fmt: skip
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            archive.writestr("manifest.json", raw.replace(*tampered) if tampered else raw)
            archive.writestr("signature.json", json.dumps(signed))
            for name, data in {**self.files, **self.extra}.items():
                archive.writestr(name, data)
            if twice:
                archive.writestr(twice, b"another")
        return out.getvalue()


@pytest.fixture
def forger(job_dirs):
    return Forger()


def refused(owner, here, content):
    """The sentence, and that nothing was left behind."""
    answer = send(owner, here, content)
    assert answer.status_code in (400, 409), answer.content
    assert not RegisteredModel.objects.filter(project=here).exists()
    assert not Job.objects.filter(project=here).exists()
    assert not JobArtifact.objects.filter(project=here).exists()
    return str(answer.json())


class TestHostile:
    def test_the_forger_himself_gets_in(self, forger, owner, here):
        """So that what follows is refused for its own reason."""
        answer = send(owner, here, forger.bundle())
        assert answer.status_code == 201, answer.content

    def test_a_changed_manifest(self, forger, owner, here):
        assert "does not fit" in refused(
            owner, here, forger.bundle(tampered=(b"Forged", b"forged"))
        )

    def test_a_changed_member(self, forger, owner, here):
        content = forger.bundle()
        forger.files["model/a.json"] = b"[]"
        changed = bytearray(forger.bundle())
        with zipfile.ZipFile(io.BytesIO(content)) as honest:
            raw, signed = honest.read("manifest.json"), honest.read("signature.json")
        out = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(bytes(changed))) as other,
            zipfile.ZipFile(out, "w") as archive,
        ):
            archive.writestr("manifest.json", raw)
            archive.writestr("signature.json", signed)
            for name in forger.files:
                archive.writestr(name, other.read(name))
        assert "damaged at" in refused(owner, here, out.getvalue())

    @pytest.mark.parametrize(
        "name",
        [
            "model/../../../etc/cron.d/x.txt", "/etc/passwd.txt", "model//x.txt", "model/./x.txt",
            "C:/x.txt", "model\\..\\x.txt", "other/x.txt", "model/.hidden.txt", "model/a\x00.txt",
            "model/" + "a" * 300 + ".txt",
        ],
    )  # fmt: skip
    def test_a_name_that_leads_elsewhere(self, forger, owner, here, name):
        forger.files[name] = b"x"
        words = refused(owner, here, forger.bundle())
        assert "outside its model" in words or "not a whole" in words

    @pytest.mark.parametrize(
        "name", ["model/pytorch_model.bin", "model/x.pkl", "model/x.pt", "model/code.py", "model/x"]
    )
    def test_what_can_run_code(self, forger, owner, here, name):
        forger.files[name] = pickle.dumps({"a": 1})
        assert "can run code" in refused(owner, here, forger.bundle())

    def test_a_pickle_under_another_name(self, forger, owner, here):
        forger.files["model/a.json"] = pickle.dumps({"a": 1})
        assert "is no JSON" in refused(owner, here, forger.bundle())
        forger.files["model/a.json"] = b"{}"
        forger.files["model/w.safetensors"] = pickle.dumps({"a": 1})
        assert "cut short or damaged" in refused(owner, here, forger.bundle())

    def test_a_configuration_that_wants_code_of_its_own(self, forger, owner, here):
        forger.files["model/config.json"] = b'{"auto_map": {"AutoModel": "x.Y"}}'
        assert "code of its own" in refused(owner, here, forger.bundle())

    def test_a_bomb_that_says_its_size(self, forger, owner, here, settings):
        settings.MODEL_BUNDLE_BYTES = 1_000_000
        forger.files["model/a.txt"] = bytes(5_000_000)
        content = forger.bundle()
        assert len(content) < 20_000
        assert "at most 977" in refused(owner, here, content)

    def test_a_bomb_that_lies_about_it(self, forger, owner, here, settings):
        settings.MODEL_BUNDLE_BYTES = 1_000_000
        forger.files["model/a.txt"] = bytes(5_000_000)
        forger.sizes["model/a.txt"] = 10
        assert "damaged at" in refused(owner, here, forger.bundle())

    def test_a_body_beyond_the_limit_is_not_written(self, owner, here, settings, job_dirs):
        settings.MODEL_BUNDLE_BYTES = 1000
        assert "at most" in refused(owner, here, bytes(5000))

    def test_a_list_of_members_without_end_is_not_read(self, forger, owner, here, monkeypatch):
        """A zip of empty entries: its directory alone would fill the memory."""
        out = io.BytesIO(forger.bundle())
        with zipfile.ZipFile(out, "a") as archive:
            for number in range(12_000):
                archive.writestr(f"model/{'a' * 60}{number}.txt", b"")
        monkeypatch.setattr(zipfile, "ZipFile", pytest.fail)
        assert "not a whole" in refused(owner, here, out.getvalue())

    def test_the_length_of_that_list_by_both_kinds_of_end(self, tmp_path):
        path = tmp_path / "a.zip"
        end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, 90, 0, 0)
        locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, 0, 1)
        wide = struct.pack("<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 2**33, 0)
        small = struct.pack("<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 90, 0)
        elsewhere = struct.pack("<4sIQI", b"PK\x06\x07", 0, 7, 1)
        for content, short in [
            (end, True), (wide + locator + end, False), (small + locator + end, True),
            (small + elsewhere + end, False), (locator + end, False), (end[:-1], False),
        ]:  # fmt: skip
            path.write_bytes(content)
            assert is_short(path) is short

    def test_members_beside_and_twice(self, forger, owner, here):
        forger.extra["model/more.txt"] = b"unsigned"
        assert "damaged at" in refused(owner, here, forger.bundle())
        forger.extra = {}
        assert "not a whole" in refused(owner, here, forger.bundle(twice="model/a.json"))

    def test_a_bundle_without_a_model(self, forger, owner, here):
        forger.files = {"card.md": b"#"}
        assert "not a whole" in refused(owner, here, forger.bundle())

    @pytest.mark.parametrize(
        "changes",
        [
            {"members": {"model/a.json": 7}}, {"members": []}, {"name": ""}, {"extra": 1},
            {"engine": None}, {"format": 2}, {"kind": "project"}, {"lineage": {}},
            {"summary": {"r2": float("nan")}}, {"summary": {"note": "a\x00b"}},
        ],
    )  # fmt: skip
    def test_a_manifest_of_another_shape(self, forger, owner, here, changes):
        forger.changes = changes
        words = refused(owner, here, forger.bundle())
        assert any(one in words for one in ("not a whole", "another kind", "newer release"))

    @pytest.mark.parametrize(
        "changes",
        [
            {"summary": {"targets": 5}}, {"summary": {"equations": 7}},
            {"summary": {"accuracy": {"value": "high"}}}, {"summary": {"confidence": []}},
            {"predict_fields": [{"name": 5}]}, {"predict_fields": [{}]},
        ],
    )  # fmt: skip
    def test_values_that_no_page_could_show(self, forger, owner, here, changes):
        forger.changes = changes
        assert "are not those of" in refused(owner, here, forger.bundle())

    def test_a_seed_that_no_column_holds(self, forger, owner, here):
        forger.changes = {"lineage": {**forger.manifest()["lineage"], "seed": 10**30}}
        assert "not a whole" in refused(owner, here, forger.bundle())

    @pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04" + b"\x00" * 100])
    def test_no_zip_at_all(self, owner, here, content, job_dirs):
        assert "not a whole" in refused(owner, here, content)

    def test_an_engine_that_is_not_here(self, forger, owner, here):
        forger.changes = {"engine": {"key": "lyon.forecast", "version": "1"}}
        assert "lyon.forecast" in refused(owner, here, forger.bundle())

    def test_a_later_engine(self, forger, owner, here):
        forger.changes = {"engine": {"key": ENGINE, "version": "99.0"}}
        assert "Install a later release" in refused(owner, here, forger.bundle())

    def test_parameters_that_are_not_the_engines(self, forger, owner, here):
        forger.changes = {"params": {"confidence": "very"}}
        assert "are not those of" in refused(owner, here, forger.bundle())

    def test_a_base_model_that_is_not_here(self, forger, owner, here):
        saved = {"base": "folder:lyon", "base_hash": "ab", "method": "lora"}
        forger.files["model/model.json"] = json.dumps(saved).encode()
        assert "folder:lyon" in refused(owner, here, forger.bundle())

    def test_no_room(self, forger, owner, here):
        here.disk_quota_bytes = 1
        here.save()
        refused(owner, here, forger.bundle())
