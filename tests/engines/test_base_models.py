"""What is read from a folder with a model, and what is said of one that cannot be used."""

import json
import shutil
import struct
import subprocess
import sys

import pytest

from apps.engines.base_models import architectures, card, listing, provenance, reading
from apps.engines.builtin.text import bases
from tests import paper_base


@pytest.fixture(autouse=True)
def root(tmp_path, settings):
    settings.TEXT_MODELS_DIR = tmp_path / "bases"
    settings.TEXT_MODELS_DIR.mkdir()
    return settings.TEXT_MODELS_DIR


def test_a_sound_folder_has_its_facts(root):
    paper_base.make(root / "paper", card="---\nlanguage:\n- en\n- 'no'\nlicense: apache-2.0\n---\n")
    facts = listing.find("folder:paper")
    assert facts in listing.listed()
    assert (facts.architecture, facts.parameters) == ("bert", paper_base.PARAMETERS)
    assert (facts.languages, facts.licence, facts.licence_from) == (
        ("en", "no"), "Apache-2.0", "card",
    )  # fmt: skip
    assert facts.bytes == sum(file.stat().st_size for file in (root / "paper").iterdir())
    assert facts.methods == ("full", "lora", "adalora", "adapter", "probe", "few_shot", "prefix")
    assert (facts.problems, facts.added) == ((), None)
    assert bases.find("folder:paper").licence == "Apache-2.0"


def without(name):
    return lambda folder: (folder / name).unlink()


def writing(name, text):
    def write(folder):
        data = text if isinstance(text, bytes) else text.encode()
        (folder / name).write_bytes(data)

    return write


def pickled(folder):
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")


def cut(folder):
    whole = (folder / "model.safetensors").read_bytes()
    (folder / "model.safetensors").write_bytes(whole[:-1])


def in_parts(*names):
    def change(folder):
        (folder / "model.safetensors").unlink()
        index = {"weight_map": {f"w{place}": name for place, name in enumerate(names)}}
        (folder / "model.safetensors.index.json").write_text(json.dumps(index))

    return change


def shaped(shape, dtype="F32", size=4):
    """A file whose one tensor has ``size`` bytes, whatever its shape says."""
    head = json.dumps({"a": {"dtype": dtype, "shape": shape, "data_offsets": [0, size]}}).encode()
    return writing("model.safetensors", struct.pack("<Q", len(head)) + head + bytes(size))


def polyglot(folder):
    """Sound safetensors under a name by which they would be opened as a pickle."""
    in_parts("a.bin")(folder)
    (folder / "a.bin").write_bytes(paper_base.weights())


HEAD = b'{"a": {"dtype": "F32", "shape": [1], "data_offsets": "x"}}'
CASES = {
    "no configuration": (without("config.json"), "It has no config.json."),
    "no json": (writing("config.json", "{"), "Its config.json cannot be read."),
    "a list": (writing("config.json", "[]"), "Its config.json cannot be read."),
    "nested without end": (writing("config.json", "[" * 200_000), "config.json cannot be read."),
    "no kind": (writing("config.json", "{}"), "does not say which kind of model"),
    "a kind that no page can show": (
        writing("config.json", '{"model_type": "\\ud800"}'), "does not say which kind of model",
    ),
    "another kind": (writing("config.json", '{"model_type": "bloom"}'), "kind 'bloom' cannot"),
    "own code": (writing("config.json", '{"model_type": "bert", "auto_map": {}}'), "never allowed"),
    "own tokenizer code": (writing("tokenizer_config.json", '{"auto_map": {}}'), "never allowed"),
    "tokenizer's settings": (writing("tokenizer_config.json", "?"), "tokenizer_config.json cannot"),
    "pickled": (pickled, "in pytorch_model.bin; only safetensors"),
    "no weights": (without("model.safetensors"), "model.safetensors is missing"),
    "empty weights": (writing("model.safetensors", b""), "cut short or damaged"),
    "no weights at all": (writing("model.safetensors", struct.pack("<Q", 2) + b"{}"), "damaged"),
    "a long head": (writing("model.safetensors", struct.pack("<Q", 2**60)), "damaged"),
    "a wrong head": (writing("model.safetensors", struct.pack("<Q", len(HEAD)) + HEAD), "damaged"),
    "cut": (cut, "cut short or damaged"),
    "a shape beyond all numbers": (shaped([10**400]), "cut short or damaged"),
    "a shape beyond the file": (shaped([2]), "cut short or damaged"),
    "a shape that says less": (shaped([1], size=8), "cut short or damaged"),
    "a shape without end": (shaped([1] * 100), "cut short or damaged"),
    "a shape below zero": (shaped([-1, -1]), "cut short or damaged"),
    "a shape that is a word": (shaped("a"), "cut short or damaged"),
    "a type that nobody knows": (shaped([1], "F31"), "cut short or damaged"),
    "a part that is no safetensors": (polyglot, "in a.bin; only safetensors"),
    "a part that no page can show": (in_parts("\ud800.safetensors"), "index.json cannot be read"),
    "a part is missing": (in_parts("model-1.safetensors"), "model-1.safetensors is missing"),
    "a part elsewhere": (in_parts("../../secret.safetensors"), "index.json cannot be read"),
    "no tokenizer": (without("tokenizer.json"), "It has no tokenizer.json."),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_used_is_listed_with_its_reason_and_not_offered(root, case):
    change, words = CASES[case]
    change(paper_base.make(root / "paper"))
    facts = listing.find("folder:paper")
    assert words in " ".join(map(str, facts.problems))
    assert not facts.usable
    assert facts.methods == ()
    assert bases.find("folder:paper") is None
    refusal = bases.missing("folder:paper")
    assert str(refusal.issue.message).startswith("The base model 'folder:paper' cannot be used.")


def test_every_reason_is_told_at_once(root):
    folder = paper_base.make(root / "paper", auto_map={"AutoModel": "evil.Model"})
    pickled(folder)
    without("tokenizer.json")(folder)
    assert len(reading.read(folder).problems) == 3


def test_weights_in_parts_are_counted_together(root):
    folder = paper_base.make(root / "paper")
    in_parts("model-1.safetensors", "model-2.safetensors")(folder)
    for name in ("model-1.safetensors", "model-2.safetensors"):
        (folder / name).write_bytes(paper_base.weights())
    assert reading.read(folder).parameters == 2 * paper_base.PARAMETERS


def test_buffers_of_whole_numbers_are_no_parameters(root):
    folder = paper_base.make(root / "paper")
    (folder / "model.safetensors").write_bytes(paper_base.weights(dtype="I64"))
    assert reading.read(folder).parameters == 0


def test_a_path_is_not_a_name(root):
    paper_base.make(root.parent / "outside")
    for wanted in ("folder:../outside", "folder:", "folder:.", "outside", "/etc"):
        assert listing.find(wanted) is None


def test_one_that_is_removed_while_it_is_read_is_not_offered(root, monkeypatch):
    paper_base.make(root / "paper")
    there = reading.read

    def removed(folder):
        found = there(folder)
        shutil.rmtree(folder)
        return found

    monkeypatch.setattr(reading, "read", removed)
    assert bases.find("folder:paper") is None


def test_hidden_folders_and_files_are_not_listed(root):
    paper_base.make(root / ".adding-1")
    (root / "notes.txt").write_text("x")
    assert [one for one in listing.listed() if one.origin == "folder"] == []


@pytest.mark.parametrize("missing", [True, False])
def test_a_folder_that_is_not_there_holds_nothing(root, settings, missing):
    settings.TEXT_MODELS_DIR = root / "none" if missing else root / "file"
    (root / "file").write_text("x")
    assert [one for one in listing.listed() if one.origin == "folder"] == []


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("---\nlicense: MIT\nlanguage: zh\n---\n", ("MIT", "card", ("zh",))),
        ("---\r\nlicense: 'mit'\r\nlanguage: [en, zh, \"no\"]\r\n---\r\n",
         ("MIT", "card", ("en", "zh", "no"))),
        ("---\nlanguage:\n  - en # most of it\n  - multilingual\n---\n",
         ("", "", ("en", "multilingual"))),
        ("---\nlicense: other\nlicense_name: gemma\n---\nlicense: mit", ("gemma", "card", ())),
        ("---\n" + "model-index: x\n" * 20_000 + "license: mit\n---\n", ("MIT", "card", ())),
        ("# No head\nlicense: mit\n", ("", "", ())),
        ("", ("", "", ())),
    ],
)  # fmt: skip
def test_the_card_states_licence_and_languages(tmp_path, text, stated):
    (tmp_path / "README.md").write_text(text, newline="")
    found = card.read(tmp_path)
    assert (found.licence, found.source, found.languages) == stated


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        ("Apache License\n   Version 2.0, January 2004", "Apache-2.0"),
        ("Permission is hereby granted, free of charge, to", "MIT"),
        ("You may do what you like.", "LICENSE"),
        ("", ""),
    ],
)
def test_the_text_of_the_licence_speaks_where_the_card_does_not(tmp_path, text, licence):
    (tmp_path / "LICENSE").write_text(text)
    assert card.read(tmp_path).licence == licence


def test_a_note_of_origin_that_is_broken_is_none(root):
    folder = paper_base.make(root / "paper")
    (folder / provenance.FILE).write_text('{"source": 3}')
    assert listing.find("folder:paper").added is None


@pytest.mark.models
def test_packages_have_their_facts():
    found = {one.id: one for one in listing.listed() if one.origin == "package"}
    if not found:
        pytest.skip("no base model is installed")
    for one in found.values():
        assert one.usable
        assert one.version
        assert one.licence
        assert one.languages
    if bases.ENGLISH in found:
        assert found[bases.ENGLISH].parameters == 22_713_216
    if bases.MULTILINGUAL in found:
        assert 117_000_000 < found[bases.MULTILINGUAL].parameters < 118_000_000


@pytest.mark.models
def test_a_packed_file_that_is_damaged_is_told(tmp_path):
    from apps.engines.base_models import packed
    from tests.text.test_bases import packed as pack

    pack(tmp_path / "sound.bin")
    # words, positions, kinds of segments, their scale and shift, and one layer
    assert packed.read(tmp_path / "sound.bin").parameters == (
        8 * 32 + 16 * 32 + 2 * 32 + 2 * 32 + 4 * (32 * 32 + 32) + 2 * 64 * 32 + 64 + 32 + 4 * 32
    )
    for size in (0, 50, 200):
        (tmp_path / "cut.bin").write_bytes((tmp_path / "sound.bin").read_bytes()[:size])
        assert packed.read(tmp_path / "cut.bin").problems


@pytest.mark.models
def test_the_light_table_says_what_the_methods_say():
    pytest.importorskip("peft")
    from apps.engines.builtin.text import methods

    assert set(methods.PRESETS) == architectures.KNOWN
    for kind in architectures.KNOWN:
        assert set(architectures.methods_of(kind)) == set(methods.offered(kind))
    assert architectures.methods_of("bloom") == ()


def test_what_writes_is_for_other_engines_than_what_reads(root):
    paper_base.make(root / "reader")
    paper_base.make(root / "writer", model_type="gpt2")
    facts = listing.find("folder:writer")
    assert (facts.purpose, facts.methods) == ("writes", ("full", "lora"))
    assert listing.find("folder:reader").purpose == "reads"
    assert [base.id for base in bases.available("writes")] == ["folder:writer"]
    assert "folder:writer" not in [base.id for base in bases.available()]
    assert bases.find("folder:writer") is None
    assert bases.find("folder:reader", "writes") is None
    assert "here one that reads them is needed" in str(bases.missing("folder:writer").issue.message)
    assert not architectures.KNOWN & architectures.WRITERS


def test_nothing_heavy_is_loaded(root):
    paper_base.make(root / "paper")
    code = (
        "import sys; from apps.engines.base_models import listing, adding, hub, proving;"
        "from pathlib import Path;"
        f"assert listing.of_folder(Path({str(root / 'paper')!r})).usable;"
        "assert not {'torch', 'transformers', 'huggingface_hub', 'django'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
