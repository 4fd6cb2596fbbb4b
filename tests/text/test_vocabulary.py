"""Only the words that occur take part in a training: the same steps, and the others stay."""

import pytest

pytestmark = pytest.mark.models
pytest.importorskip("peft")

import torch  # noqa: E402
from torch.nn import functional  # noqa: E402

from apps.engines.builtin.text import methods, vocabulary  # noqa: E402
from apps.engines.builtin.text.encoder import TextModel, padded, parameters  # noqa: E402
from tests.text import tiny  # noqa: E402

PAD = 0
ROWS = [[2, 5, 9, 14, 3], [2, 7, 3], [2, 9, 9, 20, 21, 3]]
OCCURRING = [0, 2, 3, 5, 7, 9, 14, 20, 21]
OTHERS = [[2, 33, 40, 3], [2, 5, 41, 3]]


def model(kind, method="full"):
    encoder = methods.attach(tiny.encoder(kind), method, rank=4, steps=10)
    torch.manual_seed(1)
    return TextModel(encoder, tiny.WIDTH, 3).eval()


def learn(model, decay=0.0):
    """Some steps of AdamW; the losses."""
    model.train()
    learning = [value for value in model.parameters() if value.requires_grad]
    optimizer = torch.optim.AdamW(learning, lr=1e-2, weight_decay=decay, fused=True)
    losses = []
    for step in range(5):
        torch.manual_seed(step)  # of dropout
        loss = functional.cross_entropy(model(*padded(ROWS, PAD, "cpu")), torch.arange(3))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learning, 1.0)
        optimizer.step()
        losses.append(loss.item())
    model.eval()
    return losses


def says(model, rows):
    with torch.inference_mode():
        return model(*padded(rows, PAD, "cpu"))


@pytest.mark.parametrize("kind", sorted(methods.PRESETS))
def test_the_steps_are_those_of_the_whole_table(kind):
    """Beside a model whose whole table learns: the same losses and weights, to the bit."""
    whole, narrowed = model(kind), model(kind)
    assert vocabulary.narrow(narrowed, ROWS, PAD)
    saved = parameters(whole, learning=True) - parameters(narrowed, learning=True)
    width = whole.encoder.get_input_embeddings().weight.shape[1]
    assert saved == (tiny.WORDS - len(OCCURRING)) * width
    assert learn(whole) == learn(narrowed)
    assert torch.equal(says(whole, OTHERS), says(narrowed, OTHERS))
    vocabulary.widen(narrowed)
    assert torch.equal(says(whole, OTHERS), says(narrowed, OTHERS))
    ends = [one.state_dict() for one in (whole, narrowed)]
    assert ends[0].keys() == ends[1].keys()
    assert all(torch.equal(ends[0][name], ends[1][name]) for name in ends[0])
    assert parameters(whole, learning=True) == parameters(narrowed, learning=True)


def test_words_that_do_not_occur_do_not_decay():
    table = model("bert").encoder.get_input_embeddings().weight.detach().clone()
    found = model("bert")
    vocabulary.narrow(found, ROWS, PAD)
    learn(found, decay=0.1)
    vocabulary.widen(found)
    after = found.encoder.get_input_embeddings().weight
    absent = [word for word in range(tiny.WORDS) if word not in OCCURRING]
    assert torch.equal(after[absent], table[absent])
    assert not torch.isclose(after[OCCURRING[1:]], table[OCCURRING[1:]]).all(1).any()


@pytest.mark.parametrize("method", ["lora", "adapter", "few_shot", "probe"])
def test_a_table_that_does_not_learn_is_left_alone(method):
    found = model("bert", method)
    assert not vocabulary.narrow(found, ROWS, PAD)
    vocabulary.widen(found)
    assert type(found.encoder.get_input_embeddings()) is torch.nn.Embedding


def test_what_writes_keeps_its_whole_table():
    """A word that no answer has must become less likely, too."""
    writer = torch.nn.Module()
    writer.encoder = tiny.encoder("bert").requires_grad_(True)
    assert not vocabulary.narrow(writer, ROWS, PAD)
