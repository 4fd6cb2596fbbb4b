"""Base models: what is listed, what is not let in, and the packed multilingual one."""

import json
import struct

import numpy as np
import pytest

from apps.engines.builtin.text import bases, slots
from apps.engines.builtin.text.params import ClassifyParams
from apps.engines.builtin.text.run import is_english
from apps.engines.contract import ColumnProfile, InputProfile
from tests.text import tiny

pytestmark = pytest.mark.models
pytest.importorskip("peft")


def test_a_folder_is_listed_with_licence_and_languages(base_folder):
    found = bases.find("folder:tiny")
    assert (found.name, found.licence, found.languages) == ("tiny", "MIT", "en, de")
    assert found.bytes == (base_folder / "tiny" / "model.safetensors").stat().st_size
    assert "folder:tiny" in ClassifyParams.model_json_schema()["properties"]["base"]["enum"]


def test_what_may_run_code_or_is_no_safetensors_is_not_listed(tmp_path, settings):
    settings.TEXT_MODELS_DIR = tmp_path
    own_code = tiny.save(tmp_path / "own-code")
    config = json.loads((own_code / "config.json").read_text())
    config["auto_map"] = {"AutoModel": "evil.Model"}
    (own_code / "config.json").write_text(json.dumps(config))
    pickled = tiny.save(tmp_path / "pickled")
    (pickled / "model.safetensors").rename(pickled / "pytorch_model.bin")
    (tmp_path / "broken").mkdir()
    assert [base.id for base in bases.available() if base.origin == "folder"] == []


@pytest.mark.parametrize("wanted", ["folder:../tiny", "folder:", "/etc", "folder:tiny/../tiny"])
def test_a_path_is_not_a_name(wanted):
    issues = slots.check(ClassifyParams(base=wanted), {})
    assert [issue.field for issue in issues] == ["base"]


def profile(rows=100, **roles):
    columns = [
        ColumnProfile(name="t", dtype="text"),
        ColumnProfile(name="l", dtype="text", distinct=1),
    ]
    return {
        "data": InputProfile(
            kind="dataset", id="1", name="d", rows=rows, columns=columns, roles=roles
        )
    }


@pytest.mark.parametrize(
    ("profiles", "field"),
    [
        (profile(text=["t"], label=["t"]), "data.label"),
        (profile(text=["t"], label=["l"]), "data.label"),
        (profile(rows=5, text=["t"]), "data"),
        (profile(text=["t"], group=["g"], time=["d"]), "data.time"),
    ],
)
def test_what_cannot_work_is_told_before_the_run(profiles, field):
    issues = slots.check(ClassifyParams(base="folder:tiny"), profiles)
    assert [issue.field for issue in issues] == [field]
    assert issues[0].fix is not None


def test_the_language_is_told_by_its_letters():
    assert is_english(["My card has not arrived.", "Naïve question", *["plain words"] * 40])
    assert not is_english(["Die Lieferung kam zu spät, schöne Grüße"])
    assert not is_english(["送货太晚了"])
    assert is_english(["12345"])


def packed(path, *, hidden=32, layers=1, heads=2, feed=64, positions=16):
    """A file in the packed form, written by hand: what its matrices are is known."""
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁late", "▁parcel", "a"]
    draw = np.random.default_rng(2)
    blob = "".join(pieces).encode()
    ends = np.cumsum([0, *[len(piece.encode()) for piece in pieces]]).astype("<u4")
    head = b"E5S1" + struct.pack(
        "<I7ifi", 1, hidden, layers, heads, feed, len(pieces), positions, 2, 1e-12, 32
    )
    head += struct.pack("<5iQ", len(pieces), 0, 2, 1, 3, len(blob))
    head += ends.tobytes() + np.linspace(-1, -5, len(pieces)).astype("<f4").tobytes() + blob
    head += struct.pack("<iI", 0, 0)
    shapes = {
        "emb.word": (len(pieces), hidden),
        "emb.pos": (positions, hidden),
        "emb.type": (2, hidden),
    }
    shapes |= {f"emb.ln.{part}": (hidden,) for part in "wb"}
    square, wide, narrow = (hidden, hidden), (feed, hidden), (hidden, feed)
    for part, shape in (
        ("q", square),
        ("k", square),
        ("v", square),
        ("ao", square),
        ("fi", wide),
        ("fo", narrow),
    ):
        shapes |= {f"l0.{part}.w": shape, f"l0.{part}.b": (shape[0],)}
    shapes |= {f"l0.{part}.{end}": (hidden,) for part in ("aln", "oln") for end in "wb"}
    entries, body, known = [], b"", {}
    size = len(head) + 4 + sum(2 + len(name) + 21 for name in shapes)
    for name, shape in shapes.items():
        four = name == "emb.word" or (len(shape) == 2 and name.startswith("l0"))
        if four:
            codes = draw.integers(0, 16, (int(np.prod(shape)) // 32, 32)).astype(np.uint8)
            scale = draw.random((len(codes), 1)).astype("<f2")
            known[name] = ((codes.astype(np.float32) - 8) * scale.astype(np.float32)).reshape(shape)
            both = codes[:, :16] | (codes[:, 16:] << 4)
            raw = np.concatenate([scale.view(np.uint8), both], axis=1).tobytes()
        else:
            known[name] = draw.random(shape).astype("<f4")
            raw = known[name].tobytes()
        entries.append(
            struct.pack("<H", len(name))
            + name.encode()
            + struct.pack("<BIQQ", int(four), known[name].size, size + len(body), len(raw))
        )
        body += raw
    path.write_bytes(head + struct.pack("<i", len(shapes)) + b"".join(entries) + body)
    return known


def test_the_packed_model_is_unpacked_as_it_was_packed(tmp_path):
    from safetensors.torch import load_file
    from transformers import AutoModel, AutoTokenizer

    from apps.engines.builtin.text import e5

    known = packed(tmp_path / "packed.bin")
    folder = e5.unpacked(tmp_path / "packed.bin", tmp_path / "here", tmp_path / "there")
    found = load_file(folder / "model.safetensors")
    assert np.array_equal(found["embeddings.word_embeddings.weight"].numpy(), known["emb.word"])
    assert np.array_equal(found["encoder.layer.0.output.dense.weight"].numpy(), known["l0.fo.w"])
    _, loading = AutoModel.from_pretrained(folder, output_loading_info=True)
    assert not loading["unexpected_keys"]
    assert all(name.startswith("pooler") for name in loading["missing_keys"])
    tokens = AutoTokenizer.from_pretrained(folder)
    assert tokens("parcel  late")["input_ids"] == [0, 6, 5, 2]
    assert tokens("ｐａｒｃｅｌ")["input_ids"] == [0, 6, 2]
    again = e5.unpacked(tmp_path / "missing.bin", tmp_path / "here", tmp_path / "there")
    assert again == folder


def test_where_nothing_can_be_written_the_scratch_folder_serves(tmp_path):
    from apps.engines.builtin.text import e5

    packed(tmp_path / "packed.bin")
    (tmp_path / "file").write_text("no folder")
    found = e5.unpacked(tmp_path / "packed.bin", tmp_path / "file" / "x", tmp_path / "scratch")
    assert found.parent == tmp_path / "scratch"
    with pytest.raises(OSError, match="no folder"):
        e5.unpacked(tmp_path / "packed.bin", tmp_path / "file" / "x", tmp_path / "file" / "y")
