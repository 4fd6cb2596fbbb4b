"""Every method with every architecture that is offered: it changes the output, and it learns."""

import pytest

pytestmark = pytest.mark.models
pytest.importorskip("peft")

import torch  # noqa: E402

from apps.engines.builtin.text import methods, rates  # noqa: E402
from apps.engines.builtin.text.encoder import TextModel, parameters  # noqa: E402
from apps.engines.contract import Refusal  # noqa: E402
from tests.text import tiny  # noqa: E402

ARCHITECTURES = sorted(methods.PRESETS)
PAIRS = [(kind, method) for kind in ARCHITECTURES for method in methods.offered(kind)]
IDS = torch.randint(4, 190, (4, 9), generator=torch.Generator().manual_seed(1))
MASK = torch.ones_like(IDS)
MASK[1, 5:] = 0
RANK = 4
STEPS = 30


def model_of(kind, method, seed=0):
    torch.manual_seed(seed)
    attached = methods.attach(tiny.encoder(kind), method, rank=RANK, steps=STEPS)
    return TextModel(attached, tiny.WIDTH, 3).eval()


def learn(model, steps=3):
    """A few steps; the largest gradient of the first one below the head."""
    learning = [value for value in model.parameters() if value.requires_grad]
    inside = [value for value in model.encoder.parameters() if value.requires_grad]
    optimizer = torch.optim.SGD(learning, lr=0.5)
    largest = 0.0
    for step in range(steps):
        optimizer.zero_grad()
        loss = model(IDS, MASK).pow(2).mean()
        extra = methods.penalty(model.encoder)
        (loss if extra is None else loss + extra).backward()
        if step == 0:
            grads = [value.grad.abs().max() for value in inside if value.grad is not None]
            largest = float(max(grads, default=torch.zeros(())))
        optimizer.step()
        methods.after_backward(model.encoder, step)
    return largest


@pytest.mark.parametrize(("kind", "method"), PAIRS)
def test_a_method_learns_and_is_saved_whole(kind, method):
    model = model_of(kind, method)
    before = model.pooled(IDS, MASK).detach()
    steepest = learn(model)
    after, scores = model.pooled(IDS, MASK).detach(), model(IDS, MASK).detach()
    if method == "probe":
        assert torch.equal(before, after)
        assert steepest == 0
    else:
        assert steepest > 0, "no gradient reaches what should learn"
        assert not torch.equal(before, after), "what was learned changes nothing"
    again = model_of(kind, method, seed=0)
    methods.restore(again, methods.learned(model))
    assert torch.equal(again(IDS, MASK), scores), "saved and loaded, it says something else"


@pytest.mark.parametrize("kind", ["bert", "roberta", "distilbert", "mpnet", "modernbert"])
def test_parameters_are_counted_by_the_formulas(kind):
    h, layers, inner = tiny.WIDTH, tiny.LAYERS, tiny.WIDTH // RANK
    adapter = parameters(model_of(kind, "adapter").encoder, learning=True)
    assert adapter == layers * 2 * (2 * h * inner + inner + h)
    if kind in {"bert", "roberta"}:
        low = parameters(model_of(kind, "lora").encoder, learning=True)
        assert low == layers * RANK * (4 * (h + h) + 2 * (h + tiny.FEED))
        prefix = parameters(model_of(kind, "prefix").encoder, learning=True)
        assert prefix == methods.PREFIX_TOKENS * layers * 2 * h


def test_an_adapter_starts_from_the_base_model_and_can_be_switched_off():
    base = tiny.encoder("bert")
    plain = base(input_ids=IDS, attention_mask=MASK).last_hidden_state.detach()
    model = model_of("bert", "adapter")

    def hidden():
        return model.encoder(input_ids=IDS, attention_mask=MASK).last_hidden_state.detach()

    assert torch.equal(hidden(), plain)
    learn(model)
    assert not torch.equal(hidden(), plain)
    model.encoder.disable_adapter_layers()
    assert torch.equal(hidden(), plain)
    model.encoder.enable_adapter_layers()
    assert not torch.equal(hidden(), plain)


def test_an_adapter_is_what_the_paper_says():
    """y + up(relu(down(y))) after the layer's own output, computed by hand."""
    from apps.engines.builtin.text.bottleneck import BottleneckLayer

    torch.manual_seed(3)
    layer = BottleneckLayer(torch.nn.Linear(6, 8), "default", 2)
    up, down = layer.bottleneck_up["default"], layer.bottleneck_down["default"]
    torch.nn.init.normal_(up.weight)
    x = torch.randn(5, 6)
    y = x @ layer.base_layer.weight.T + layer.base_layer.bias
    inner = torch.clamp(y @ down.weight.T + down.bias, min=0)
    assert torch.allclose(layer(x), y + inner @ up.weight.T + up.bias, atol=1e-6)
    assert down.out_features == 4


def test_pairs_that_do_not_work_are_refused_in_words():
    with pytest.raises(Refusal, match="does not work with 'modernbert'"):
        methods.check("modernbert", "prefix")
    with pytest.raises(Refusal, match="cannot be used here"):
        methods.check("gpt2", "full")


def test_wider_models_take_shorter_steps():
    assert rates.rate("full", 768) == pytest.approx(rates.rate("full", 384) / 2)
    assert rates.rate("lora", 32) == rates.RATES["lora"]
