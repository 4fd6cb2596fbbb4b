"""Tiny random language models with tokenizers of their own, made in code: nothing is downloaded."""

from __future__ import annotations

import random
from pathlib import Path

from apps.engines.testing import MemoryTable
from tests.text.tiny import FILLER

WIDTH, LAYERS, FEED, WINDOW = 32, 2, 64, 96
PAD, UNKNOWN, END, START = 0, 1, 2, 3
SPECIAL = ["<pad>", "<unk>", "</s>", "<s>", "<user>", "<bot>", ":"]
THINGS = ["apple", "banana", "cherry", "carrot", "leek", "tomato", "salmon", "trout", "herring"]
KINDS = {thing: ("fruit", "vegetable", "fish")[place // 3] for place, thing in enumerate(THINGS)}
ANSWERING = ["a", "is", "an", "kind", "of", "food", "fruit", "vegetable", "fish", "we", "sell"]
WORDS = [*SPECIAL, *FILLER, *THINGS, *ANSWERING, *(f"w{n}" for n in range(60))]
CHAT_SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]  # with the end at END, too
CHAT = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n"
    "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
SIZE = 400
ENDS = {"pad_token_id": PAD, "eos_token_id": END, "bos_token_id": START}


def config(kind):
    """A configuration of the architecture that transformers calls ``kind``."""
    import transformers as t

    size = SIZE
    if kind == "gpt2":
        return t.GPT2Config(
            vocab_size=size, n_embd=WIDTH, n_layer=LAYERS, n_head=4, n_inner=FEED,
            n_positions=WINDOW, **ENDS,
        )  # fmt: skip
    if kind in {"t5", "mt5"}:
        return t.AutoConfig.for_model(
            kind, vocab_size=size, d_model=WIDTH, num_layers=LAYERS, num_decoder_layers=LAYERS,
            num_heads=4, d_kv=8, d_ff=FEED, decoder_start_token_id=PAD, **ENDS,
        )  # fmt: skip
    if kind == "bart":
        return t.BartConfig(
            vocab_size=size, d_model=WIDTH, encoder_layers=LAYERS, decoder_layers=LAYERS,
            encoder_attention_heads=4, decoder_attention_heads=4, encoder_ffn_dim=FEED,
            decoder_ffn_dim=FEED, max_position_embeddings=WINDOW, decoder_start_token_id=END,
            **ENDS,
        )  # fmt: skip
    more = {} if kind == "gpt_neox" else {"num_key_value_heads": 2}
    if kind == "qwen3":
        more["head_dim"] = 8
    return t.AutoConfig.for_model(
        kind, vocab_size=size, hidden_size=WIDTH, num_hidden_layers=LAYERS, num_attention_heads=4,
        intermediate_size=FEED, max_position_embeddings=WINDOW, **more, **ENDS,
    )  # fmt: skip


def language(kind, seed=0):
    import torch
    from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM

    from apps.engines.base_models.architectures import SEQ2SEQ

    torch.manual_seed(seed)
    auto = AutoModelForSeq2SeqLM if kind in SEQ2SEQ else AutoModelForCausalLM
    return auto.from_config(config(kind)).eval()


def tokenizer(kind):
    """Words of the vocabulary; models that read first get every text closed. Qwen chats."""
    if kind == "qwen2":
        return chatting()
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    from apps.engines.base_models.architectures import SEQ2SEQ

    inner = Tokenizer(models.WordLevel({w: i for i, w in enumerate(WORDS)}, unk_token="<unk>"))
    inner.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    if kind in SEQ2SEQ:
        inner.post_processor = processors.TemplateProcessing(
            single="$A </s>", special_tokens=[("</s>", END)]
        )
    return PreTrainedTokenizerFast(
        tokenizer_object=inner, pad_token="<pad>", unk_token="<unk>", eos_token="</s>",
        bos_token="<s>",
    )  # fmt: skip


def chatting():
    """A tokenizer as Qwen's: byte pairs, a chat template, and its own sign for the end."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    inner = Tokenizer(models.BPE())
    inner.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    inner.decoder = decoders.ByteLevel()
    signs = pre_tokenizers.ByteLevel.alphabet()
    inner.train_from_iterator(
        [f" {word} {word}" for word in WORDS * 3],
        trainers.BpeTrainer(
            vocab_size=SIZE,
            special_tokens=CHAT_SPECIAL,
            initial_alphabet=signs,
            show_progress=False,
        ),
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=inner, pad_token="<|endoftext|>", eos_token="<|im_end|>",
        chat_template=CHAT,
    )  # fmt: skip


def save(folder: Path, kind) -> Path:
    """A base model as an administrator would put it there."""
    folder.mkdir(parents=True)
    language(kind).save_pretrained(folder)
    tokenizer(kind).save_pretrained(folder)
    (folder / "README.md").write_text("---\nlicense: apache-2.0\nlanguage: en\n---\n# Tiny\n")
    return folder


def questions(rows=72, seed=4, **more) -> MemoryTable:
    """Questions of which one word says what the answer is."""
    draw = random.Random(seed)
    prompts: list[str] = []
    answers = []
    while len(prompts) < rows:
        thing = THINGS[len(prompts) % len(THINGS)]
        words = draw.sample(FILLER, draw.randint(1, 5))
        words.insert(draw.randrange(len(words) + 1), thing)
        if (prompt := " ".join(words)) not in prompts:
            prompts.append(prompt)
            answers.append(f"a {thing} is a kind of {KINDS[thing]}")
    roles = {"prompt": ["question"], "answer": ["reply"], **{key: [key] for key in more}}
    return MemoryTable({"question": prompts, "reply": answers, **more}, roles)


def pairs(count=50, seed=1):
    """Prompts and answers that have nothing to do with one another: to be learned by heart."""
    draw = random.Random(seed)
    words = [word for word in WORDS if word.startswith("w")]
    prompts = [f"{' '.join(draw.sample(words, 3))} {place}" for place in words[:count]]
    return prompts, [" ".join(draw.choices(ANSWERING, k=draw.randint(1, 6))) for _ in prompts]
