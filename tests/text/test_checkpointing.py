"""Gradient checkpointing, and what a training is said to need of memory."""

import pytest

pytestmark = pytest.mark.models
pytest.importorskip("peft")

import numpy as np  # noqa: E402
import torch  # noqa: E402
from transformers import AutoModel  # noqa: E402

from apps.engines.builtin.text import bases, checkpointing, methods, needs, shapes  # noqa: E402
from apps.engines.builtin.text.device import Place  # noqa: E402
from apps.engines.builtin.text.encoder import TextModel, parameters, without_pooler  # noqa: E402
from apps.engines.builtin.text.objectives import SingleLabel  # noqa: E402
from apps.engines.builtin.text.params import ClassifyParams  # noqa: E402
from apps.engines.builtin.text.training import Examples, Trainer  # noqa: E402
from apps.engines.contract import ColumnProfile, InputProfile, Refusal  # noqa: E402
from apps.engines.testing import MemoryContext  # noqa: E402
from tests.text import tiny  # noqa: E402

CPU = Place(torch.device("cpu"), half=False)
MASK = torch.ones(16, 24, dtype=torch.long)
MASK[0, -1] = 0  # a batch without padding needs no mask at all
IDS = torch.randint(4, 190, (16, 24), generator=torch.Generator().manual_seed(1))


def learn(folder, kind="bert", method="full", **params):
    """One epoch on a few rows; the trainer."""
    torch.manual_seed(1)
    encoder = methods.attach(tiny.encoder(kind), method, rank=4, steps=4)
    ctx = MemoryContext(folder, seed=2)
    chosen = ClassifyParams(method=method, epochs=1, batch_size=8, **params)
    model = TextModel(encoder, tiny.WIDTH, 3)
    trainer = Trainer(ctx, chosen, model, SingleLabel(3), CPU, 0)
    rows = Examples([row[: 5 + n].tolist() for n, row in enumerate(IDS)], np.arange(16) % 3)
    trainer.run(rows, rows)
    return trainer


@pytest.mark.parametrize(("kind", "method"), [("bert", "full"), ("distilbert", "lora")])
def test_weights_are_the_same_and_much_less_is_kept(tmp_path, kind, method):
    plain = learn(tmp_path / "plain", kind, method, checkpointing="off")
    spared = learn(tmp_path / "spared", kind, method, checkpointing="on")
    for one, other in zip(plain.model.parameters(), spared.model.parameters(), strict=True):
        assert torch.allclose(one, other, atol=1e-6)
    assert any("checkpointing is on" in text for _, text in spared.ctx.logs)
    assert kept(spared.model.train()) < 0.4 * kept(plain.model.train())


@pytest.mark.parametrize(
    ("kind", "method", "word"), [("mpnet", "full", "mpnet"), ("bert", "prefix", "prefix")]
)
def test_what_cannot_do_it_says_so(tmp_path, kind, method, word):
    with pytest.raises(Refusal, match=word) as refused:
        learn(tmp_path, kind, method, checkpointing="on")
    assert refused.value.issue.field == "checkpointing"
    assert refused.value.issue.fix


def test_on_its_own_only_where_memory_would_not_suffice(tmp_path, monkeypatch):
    assert not any("checkpointing" in text for _, text in learn(tmp_path / "much").ctx.logs)
    monkeypatch.setattr(checkpointing, "memory_left", lambda place: 10_000)
    assert any("is on" in text for _, text in learn(tmp_path / "little").ctx.logs)
    assert any("does not work" in text for _, text in learn(tmp_path / "no", "albert").ctx.logs)


def kept(model, *, half=False):
    """Bytes that autograd keeps of a batch, weights left out."""
    weights = {value.untyped_storage().data_ptr() for value in model.parameters()}
    found = {}

    def note(value):
        storage = value.untyped_storage()
        if storage.data_ptr() not in weights:
            found[storage.data_ptr()] = storage
        return value

    saving = torch.autograd.graph.saved_tensors_hooks(note, lambda value: value)
    with saving, Place(torch.device("cpu"), half).casting():
        _held = model(IDS, MASK)
    return sum(storage.nbytes() for storage in found.values())


@pytest.mark.parametrize("kind", ["bert", "distilbert", "modernbert"])
@pytest.mark.parametrize("half", [False, True])
def test_what_layers_keep_is_as_estimated(kind, half):
    attention = "eager" if half else "sdpa"
    encoder = AutoModel.from_config(tiny.config(kind), attn_implementation=attention)
    for part in encoder.modules():
        if isinstance(part, torch.nn.Dropout):
            part.p = 0.0
    model = TextModel(without_pooler(encoder), tiny.WIDTH, 3)
    shape = shapes.of_config(encoder.config.to_dict(), parameters(model))
    told = needs.activations(shape, 16, 24, half=half, eager=half)
    assert told == pytest.approx(kept(model, half=half), rel=0.15)


def test_the_shape_of_a_base_model_is_read_without_loading_it():
    shape = shapes.of(bases.find("folder:tiny"))
    assert (shape.hidden, shape.layers, shape.heads) == (tiny.WIDTH, tiny.LAYERS, 4)
    assert (shape.feed, shape.embedded) == (tiny.FEED, tiny.WORDS * tiny.WIDTH)


def test_more_of_anything_needs_more(monkeypatch):
    monkeypatch.setattr(needs, "_multiplies_half", lambda: False)

    def needed(rows=1000, length=60.0, example="", base="minilm-l6", **params):
        column = ColumnProfile(name="text", dtype="text", length=length, example=example)
        data = InputProfile(
            kind="dataset", id="1", name="", rows=rows, columns=[column], roles={"text": ["text"]}
        )
        return needs.resources(ClassifyParams(base=base, **params), {"data": data})

    def told(**more):
        return needed(**more).memory_bytes

    assert told() < told(rows=100_000)
    assert told() < told(length=600)
    assert told() < told(batch_size=512)
    assert told(batch_size=512, checkpointing="on") < told(batch_size=512) / 1.2
    assert told(method="probe") < told(method="lora") < told()
    assert told(base="auto", example="Where is my card?") == told()
    assert told(base="auto", example="我的卡在哪里？") == told(base="e5-small")
    assert told(base="e5-small") > 1.5 * told()
    # Most of its numbers are words that do not occur: what learns are twice as many layers.
    assert told(base="e5-small") - told(base="e5-small", method="probe") < 2.2 * (
        told() - told(method="probe")
    )
    spared = needed(batch_size=512)
    assert spared.least_memory_bytes == told(batch_size=512, checkpointing="on")
    assert spared.least_device_memory_bytes < spared.device_memory_bytes / 2
    kept = needed(batch_size=512, checkpointing="off")
    assert kept.least_memory_bytes == kept.memory_bytes
    shared, larger = needed(), needed(rows=100_000)
    assert needs.FOLLOWER_BYTES < shared.follower_memory_bytes < larger.follower_memory_bytes
    assert shared.follower_memory_bytes < shared.host_memory_bytes, "it holds no texts"
    assert shared.host_memory_bytes < shared.memory_bytes, "what layers keep is on the device"
    assert needed(method="few_shot").follower_memory_bytes == 0, "one process trains it"
