"""What a writer is made of: likelihoods, packing, templates, decoding, figures."""

import pytest

pytestmark = pytest.mark.models
pytest.importorskip("peft")

import numpy as np  # noqa: E402
import torch  # noqa: E402
from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from apps.engines.base_models import architectures  # noqa: E402
from apps.engines.builtin.text.device import Place  # noqa: E402
from apps.engines.builtin.text.training import Examples  # noqa: E402
from apps.engines.builtin.text_generate import decoding, metrics, nearest, pairs  # noqa: E402
from apps.engines.builtin.text_generate import writer as writing  # noqa: E402
from apps.engines.builtin.text_generate.decoding import Decoding, write  # noqa: E402
from apps.engines.builtin.text_generate.prompts import Prompts  # noqa: E402
from apps.engines.builtin.text_generate.teaching import Answers, likelihoods  # noqa: E402
from apps.engines.builtin.text_generate.writer import Writer  # noqa: E402
from apps.engines.contract import Refusal  # noqa: E402
from tests.text import writers  # noqa: E402

CPU = Place(torch.device("cpu"), False)
KINDS = sorted(architectures.WRITERS)
CAUSAL = sorted(architectures.CAUSAL)


def examples(count=9, seed=0):
    """Prompts with answers of random tokens, of very different lengths."""
    draw = np.random.default_rng(seed)
    ids, answers = [], []
    for _ in range(count):
        prompt, answer = int(draw.integers(1, 20)), int(draw.integers(1, 9))
        ids.append(draw.integers(4, 390, prompt + answer).tolist())
        answers.append(answer)
    return ids, answers


def by_transformers(language, ids, answer):
    """The log-likelihood of one answer as transformers' own loss has it, nothing shared."""
    cut = len(ids) - answer
    if language.config.model_type in architectures.SEQ2SEQ:
        labels = torch.tensor([ids[cut:]])
        return -answer * float(language(input_ids=torch.tensor([ids[:cut]]), labels=labels).loss)
    labels = torch.tensor([[-100] * cut + ids[cut:]])
    return -answer * float(language(input_ids=torch.tensor([ids]), labels=labels).loss)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("attention", ["sdpa", "eager"])
def test_packed_or_not_the_likelihoods_are_those_of_transformers(kind, attention):
    """Each example alone, through the library's own loss with -100 on the prompt."""
    language = writers.language(kind)
    language.set_attn_implementation(attention)
    ids, answers = examples()
    with torch.no_grad():
        found = [
            Writer(language, pad=0, packs=packs)(ids, answers)[:, 0].tolist()
            for packs in (True, False)
        ]
        alone = [by_transformers(language, *one) for one in zip(ids, answers, strict=True)]
    assert found[0] == pytest.approx(alone, rel=1e-5)
    assert found[1] == pytest.approx(alone, rel=1e-5)
    assert Writer(language, pad=0, packs=True).packs == (kind in architectures.CAUSAL)


@pytest.mark.parametrize("kind", CAUSAL)
def test_packed_and_unpacked_teach_the_same(kind):
    ids, answers = examples()
    grads = []
    for packs in (True, False):
        writer = Writer(writers.language(kind), pad=0, packs=packs)
        (-writer(ids, answers).sum() / sum(answers)).backward()
        grads.append([value.grad for value in writer.parameters() if value.grad is not None])
    for one, other in zip(*grads, strict=True):
        assert torch.allclose(one, other, atol=1e-5)


def test_a_mask_that_leaks_would_be_seen(monkeypatch):
    """The test above can fail: with plain causal attention a neighbour changes the likelihoods."""
    language = writers.language("gpt2")
    ids, answers = examples()
    writer = Writer(language, pad=0, packs=True)
    with torch.no_grad():
        right = writer(ids, answers)[:, 0]
        whole = property(lambda self: torch.ones(len(self.ids), 1, *[self.ids.shape[1]] * 2,
                                                 dtype=torch.bool).tril())  # fmt: skip
        monkeypatch.setattr(writing.Layout, "mask", whole)
        leaking = writer(ids, answers)[:, 0]
    assert not torch.allclose(right, leaking, rtol=1e-3)


def test_a_window_of_attention_that_is_too_narrow_is_not_shared():
    config = writers.config("mistral")
    config.sliding_window = 64
    assert not writing.can_pack(config)
    config.sliding_window = 4096
    assert writing.can_pack(config)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 300), min_size=1, max_size=60), st.integers(1, 400))
def test_rows_hold_every_example_once_and_no_more_than_they_can(lengths, room):
    rows = writing.packed(lengths, room)
    assert sorted(example for row in rows for example in row) == list(range(len(lengths)))
    sizes = [sum(lengths[example] for example in row) for row in rows]
    assert max(sizes) <= max(room, *lengths)
    assert len(rows) < 2 or sum(sorted(sizes)[:2]) > max(room, *lengths)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("method", ["full", "lora"])
def test_every_method_learns_with_every_kind(kind, method):
    torch.manual_seed(0)
    language = writers.language(kind)
    writing.attach(language, method, rank=4)
    writer = Writer(language, pad=0, packs=True)
    ids, answers = examples()
    before = writer(ids, answers).detach()
    learning = [value for value in writer.parameters() if value.requires_grad]
    (-writer(ids, answers).mean()).backward()
    assert max(float(value.grad.abs().max()) for value in learning if value.grad is not None) > 0
    torch.optim.SGD(learning, lr=0.05).step()
    assert float((writer(ids, answers) - before).detach().mean()) > 0, (
        "a step made the answers no likelier"
    )
    if method == "lora":
        names = [name for name, value in writer.named_parameters() if value.requires_grad]
        assert all("lora_" in name for name in names)


def test_other_kinds_are_refused_and_told_which_work():
    with pytest.raises(Refusal, match="'bert' cannot be used here") as refused:
        writing.check("bert")
    assert "qwen2" in str(refused.value.issue.fix)
    assert set(writing.LINEAR) == architectures.WRITERS
    assert architectures.methods_of("t5") == ("full", "lora")


# --- templates ------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    root = tmp_path_factory.mktemp("writers")
    return {kind: writers.save(root / kind, kind) for kind in ("gpt2", "qwen2", "t5")}


def test_a_chat_template_is_used_where_there_is_one(folders):
    prompts = Prompts(folders["qwen2"], template="", seq2seq=False)
    assert prompts.chats
    said = prompts.tokenizer.decode(prompts.prompt("the apple"))
    assert said == "<|im_start|>user\nthe apple<|im_end|>\n<|im_start|>assistant\n"
    assert prompts.answer("a fruit")[-1] == prompts.tokenizer.convert_tokens_to_ids("<|im_end|>")
    assert prompts.text(prompts.answer("a fruit")) == "a fruit"


def test_a_template_of_ones_own_comes_first_and_a_plain_one_last(folders):
    own = Prompts(folders["qwen2"], template="Q: {prompt}\\nA:", seq2seq=False)
    assert not own.chats
    assert own.tokenizer.decode(own.prompt("the apple")) == "Q: the apple\nA:"
    plain = Prompts(folders["gpt2"], template="", seq2seq=False)
    assert plain.template == "{prompt}\n"
    assert plain.prompt("apple the") == [writers.WORDS.index("apple"), writers.WORDS.index("the")]
    assert plain.prompt("") == [writers.END], "something has to be gone on from"
    read = Prompts(folders["t5"], template="", seq2seq=True)
    assert read.template == "{prompt}"
    assert read.prompt("apple") == [writers.WORDS.index("apple"), writers.END]
    assert read.answer("a fruit")[-2:] == [writers.WORDS.index("fruit"), writers.END]


def test_a_chat_template_that_fails_is_refused_in_words(folders):
    prompts = Prompts(folders["qwen2"], template="", seq2seq=False)
    prompts.tokenizer.chat_template = "{{ raise_exception('only systems may speak') }}"
    with pytest.raises(Refusal, match="only systems may speak") as refused:
        prompts.prompt("the apple")
    assert "{prompt}" in str(refused.value.issue.fix)
    prompts.tokenizer.chat_template = "{{ ''.__class__.__mro__ }}"
    with pytest.raises(Refusal, match="unsafe"):
        prompts.prompt("the apple")


# --- writing --------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["gpt2", "qwen2", "t5", "bart"])
def test_answers_are_the_likeliest_tokens_one_by_one(kind):
    """In a batch of different lengths, filled up on the left, as each prompt alone by hand."""
    writer = Writer(writers.language(kind, seed=3), pad=0, packs=True).eval()
    prompts = [row for row in examples(6, seed=2)[0] if len(row) < 20]
    found = write(writer, prompts, Decoding(5), CPU, end=writers.END, room=90)
    for prompt, answer in zip(prompts, found, strict=True):
        assert answer.ids == by_hand(writer.language, prompt, 5)
        assert answer.ended == (len(answer.ids) < 5)


def by_hand(language, prompt, most):
    apart = language.config.model_type in architectures.SEQ2SEQ
    said = [language.config.to_dict()["decoder_start_token_id"]] if apart else list(prompt)
    start = len(said)
    for _ in range(most):
        more = {"decoder_input_ids": torch.tensor([said])} if apart else {}
        given = torch.tensor([prompt if apart else said])
        with torch.no_grad():
            following = int(language(input_ids=given, **more).logits[0, -1].argmax())
        if following == writers.END:
            break
        said.append(following)
    return said[start:]


def test_an_answer_has_the_room_that_its_prompt_leaves():
    writer = Writer(writers.language("gpt2", seed=3), pad=0, packs=True).eval()
    prompts = [[5] * 89, [6, 7, 8], [9] * 86]
    found = write(writer, prompts, Decoding(6), CPU, end=395, room=90)
    assert [len(one.ids) for one in found] == [1, 6, 4]
    assert not any(one.ended for one in found)


def test_a_temperature_varies_and_a_seed_repeats():
    writer = Writer(writers.language("gpt2", seed=3), pad=0, packs=True).eval()
    hot, prompts = Decoding(12, 1.5), [[5, 6, 7], [8, 9]]
    state = torch.get_rng_state()
    drawn = [write(writer, prompts, hot, CPU, end=2, room=90, seed=seed) for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1]
    assert drawn[0] != drawn[2]
    assert torch.equal(state, torch.get_rng_state()), "other random numbers were disturbed"
    greedy = write(writer, prompts, Decoding(12), CPU, end=2, room=90)
    assert write(writer, prompts, Decoding(12, 1e-4), CPU, end=2, room=90) == greedy


def test_scarce_memory_makes_smaller_batches(monkeypatch):
    writer = Writer(writers.language("gpt2", seed=3), pad=0, packs=True).eval()
    ids, answers = examples(12)
    plenty = likelihoods(writer, Examples(ids, np.array(answers)), CPU)
    written = write(writer, ids, Decoding(4), CPU, end=2, room=90)

    def scarce(original, refused):
        def limited(rows, *args):
            if len(rows) > 2:
                refused.append(len(rows))
                raise torch.OutOfMemoryError("out of memory")
            return original(rows, *args)

        return limited

    refused: list[int] = []
    monkeypatch.setattr(decoding, "padded", scarce(decoding.padded, refused))
    monkeypatch.setattr(writing, "laid_out", scarce(writing.laid_out, refused))
    again = likelihoods(writer, Examples(ids, np.array(answers)), CPU)
    assert np.allclose(plenty, again, rtol=1e-5)
    assert write(writer, ids, Decoding(4), CPU, end=2, room=90) == written
    assert refused


def test_tokens_count_alike_in_short_and_long_answers():
    objective = Answers()
    targets = np.array([2, 8])
    scores = torch.tensor([[-2.0], [-4.0]])
    losses = objective.losses(scores, torch.from_numpy(targets))
    counts = torch.from_numpy(objective.weights(targets, None))
    assert float((losses * counts).sum() / counts.sum()) == pytest.approx(6 / 10)
    assert objective.quality(scores.numpy(), targets) == pytest.approx((np.exp(-0.6), -0.6))
    assert objective.weights(targets, np.array([1.0, 3.0])).tolist() == [1.0, 12.0]


# --- figures --------------------------------------------------------------------------------------
RISK = (
    "risk assessment must be made of those who are qualified and expertise in the sector - these"
    " are the scientists .",
    "risk assessment has to be undertaken by those who are qualified and expert in that area - that"
    " is the scientists .",
)
OBAMA = (
    "Die Beziehung zwischen Obama und Netanjahu ist nicht gerade freundlich.",
    "Das Verhältnis zwischen Obama und Netanyahu ist nicht gerade freundschaftlich.",
)
CZECH = [
    ("Co nás nejvíc trápí, protože lékaři si vybírají, kdo bude žít a kdo zemře.",
     "Nejvíce smutní jsme z toho, že musíme rozhodovat o tom, kdo bude žít a kdo zemře.",
     39.14078509),
    ("Nebo prostě nemají vybavení, které by jim pomohlo, uvedli lékaři.",
     "A někdy nemáme ani potřebný materiál, abychom jim pomohli, popsali lékaři.", 31.22557079),
    ("Lapali po dechu, jejich životy skončily dřív, než skutečně začaly.",
     "Lapali po dechu a pak jejich život skončil - dřív, než skutečně mohl začít, připomněli.",
     57.15704367),
]  # fmt: skip


def smoothed(counts, beta):
    """chrF as the paper's own script smooths it: F of each length of n-gram, then their mean."""
    said, true, both = counts.reshape(metrics.ORDER, 3).T
    precision, recall = (np.divide(both, one, out=np.full(6, 1e-16), where=one > 0)
                         for one in (said, true))  # fmt: skip
    below = beta**2 * precision + recall
    return float(100 * np.mean((1 + beta**2) * precision * recall / below))


def test_chrf_is_what_sacrebleu_publishes():
    """Figures of its own tests: of the corpus, of sentences, with white space and without."""
    effective = [
        (["a"], ["a"], 100.0), ([""], ["reference"], 0.0), (["a b c"], ["a b c"], 100.0),
        (["a b c"], ["abc"], 100.0), ([""], ["c"], 0.0), (["a", "b"], ["a", "c"], 50.0),
        (["aa"], ["ab"], 25.0),
    ]  # fmt: skip
    for said, true, score in effective:
        counts = np.sum([metrics.chrf_counts(*one) for one in zip(said, true, strict=True)], axis=0)
        assert metrics.chrf(counts, beta=3) == pytest.approx(score, abs=1e-4)
    for (said, true), score in ((OBAMA, 67.3481606), (RISK, 65.2414427)):
        kept = metrics.chrf_counts(said.replace(" ", "_"), true.replace(" ", "_"))
        assert metrics.chrf(kept, beta=3) == pytest.approx(score, abs=1e-4)
    for (said, true), score in ((OBAMA, 64.1302698), (RISK, 63.361730)):
        assert smoothed(metrics.chrf_counts(said, true), 3) == pytest.approx(score, abs=1e-4)
    for said, true, score in CZECH:
        assert smoothed(metrics.chrf_counts(said, true), 2) == pytest.approx(score, abs=1e-4)


def test_exact_match_and_words_in_common():
    assert metrics.exact("a  fruit\n", "a fruit")
    assert not metrics.exact("A fruit", "a fruit")
    assert metrics.token_f1("The red Apple.", "an apple, red") == pytest.approx(2 * 2 / 6)
    assert metrics.token_f1("苹果好吃", "苹果很好") == pytest.approx(2 * 3 / 8)
    assert metrics.token_f1("", "") == 1
    assert metrics.token_f1("", "a") == 0


def test_intervals_are_those_of_redrawn_rows():
    draw = np.random.default_rng(0)
    true = [" ".join(draw.choice(["red", "apple", "fish", "pie"], 4)) for _ in range(60)]
    said = [one if draw.random() < 0.7 else "red fish" for one in true]
    both = [metrics.sums(answers, true) for answers in (said, ["red"] * 60)]
    found = metrics.compared(both, seed=3)
    right = np.array([one == other for one, other in zip(said, true, strict=True)])
    assert found.figures[0].exact.value == pytest.approx(right.mean())
    spread = np.sqrt(right.mean() * (1 - right.mean()) / 60)
    width = found.figures[0].exact.high - found.figures[0].exact.low
    assert width == pytest.approx(2 * 1.96 * spread, rel=0.15)
    gap = found.figures[0].chrf.value - found.figures[1].chrf.value
    assert found.gains[0].value == pytest.approx(gap)
    assert found.gains[0].low < gap < found.gains[0].high
    same = metrics.perplexity(np.full(20, -4 * np.log(7)), np.full(20, 4), seed=1)
    assert (same.low, same.value, same.high) == pytest.approx((7, 7, 7))


def test_the_most_similar_prompt_is_found_in_any_script():
    known = ["where is my parcel", "the price is too high", "这个产品的质量非常好"]
    asked = ["Where's the parcel of mine?", "产品质量好", "a high price"]
    assert nearest.answers(asked, known, ["1", "2", "3"]) == ["1", "3", "2"]


def test_lines_are_kept_and_other_signs_are_not():
    assert pairs.tidy("  a\r\nb\x00c\td\n") == "a\nb c\td"
    assert pairs.tidy(None) == pairs.tidy(float("nan")) == ""
    assert pairs.settle(["b", "a", "b", "a"]) == ("a", [1, 3])
