"""Tiny random encoders with a tokenizer of their own, made in code: nothing is downloaded."""

from __future__ import annotations

import json
import random
from pathlib import Path

from apps.engines.testing import MemoryTable

WIDTH, LAYERS, FEED, WORDS = 32, 2, 64, 200
COMMON = {
    "vocab_size": WORDS, "hidden_size": WIDTH, "num_hidden_layers": LAYERS,
    "num_attention_heads": 4, "intermediate_size": FEED, "max_position_embeddings": 66,
    "pad_token_id": 0,
}  # fmt: skip
TOPICS = {
    "delivery": ["parcel", "late", "courier", "shipping", "arrived", "tracking"],
    "quality": ["broken", "cheap", "scratch", "fabric", "sturdy", "material"],
    "price": ["expensive", "discount", "cost", "refund", "money", "bargain"],
}
FILLER = ["the", "my", "was", "very", "and", "it", "again", "today", "please", "really"]


def config(kind):
    """A configuration of the architecture that transformers calls ``kind``."""
    import transformers as t

    if kind == "distilbert":
        return t.DistilBertConfig(
            vocab_size=WORDS, dim=WIDTH, n_layers=LAYERS, n_heads=4, hidden_dim=FEED,
            max_position_embeddings=66, pad_token_id=0,
        )  # fmt: skip
    more = {
        "electra": {"embedding_size": WIDTH},
        "albert": {"embedding_size": 16},
        "modernbert": {
            "global_attn_every_n_layers": 1, "cls_token_id": 2, "sep_token_id": 3,
            "bos_token_id": 2, "eos_token_id": 3,
        },
    }  # fmt: skip
    return t.AutoConfig.for_model(kind, **COMMON, **more.get(kind, {}))


def encoder(kind, seed=0):
    import torch
    from transformers import AutoModel

    from apps.engines.builtin.text.encoder import without_pooler

    torch.manual_seed(seed)
    return without_pooler(AutoModel.from_config(config(kind))).eval()


def tokenizer():
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    words = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        *FILLER,
        *(word for topic in TOPICS.values() for word in topic),
    ]
    inner = Tokenizer(models.WordLevel({w: i for i, w in enumerate(words)}, unk_token="[UNK]"))
    inner.pre_tokenizer = pre_tokenizers.Whitespace()
    inner.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=inner, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]",
        sep_token="[SEP]",
    )  # fmt: skip


def save(folder: Path, kind="bert") -> Path:
    """A base model as an administrator would put it there."""
    folder.mkdir(parents=True)
    encoder(kind).save_pretrained(folder)
    tokenizer().save_pretrained(folder)
    (folder / "README.md").write_text("---\nlicense: mit\nlanguage:\n- en\n- de\n---\n# Tiny\n")
    assert json.loads((folder / "config.json").read_text())["model_type"] == kind
    return folder


def reviews(rows=90, seed=4, **more) -> MemoryTable:
    """Short reviews that one word gives away."""
    draw = random.Random(seed)
    texts, labels = [], []
    names = list(TOPICS)
    while len(texts) < rows:
        label = names[len(texts) % len(names)]
        words = draw.sample(FILLER, draw.randint(2, 7))
        words.insert(draw.randrange(len(words)), draw.choice(TOPICS[label]))
        text = " ".join(words)
        if text not in texts:
            texts.append(text)
            labels.append(label)
    roles = {"text": ["review"], "label": ["topic"], **{key: [key] for key in more}}
    return MemoryTable({"review": texts, "topic": labels, **more}, roles)


def tagged(rows=120, seed=4, separator="; ", **more) -> MemoryTable:
    """Short reviews with the topics of their words: none, one or two."""
    draw = random.Random(seed)
    texts, cells = [], []
    names = list(TOPICS)
    while len(texts) < rows:
        topics = draw.sample(names, len(texts) % 3)
        words = draw.sample(FILLER, draw.randint(2, 5))
        words += [word for topic in topics for word in draw.sample(TOPICS[topic], 2)]
        draw.shuffle(words)
        text = " ".join(words)
        if text not in texts:
            texts.append(text)
            cells.append(separator.join(topics))
    roles = {"text": ["review"], "label": ["topics"], **{key: [key] for key in more}}
    return MemoryTable({"review": texts, "topics": cells, **more}, roles)


def asks(rows=100, seed=4, outside="oos", **more) -> MemoryTable:
    """Short questions: every fifth has no word of a topic, and is marked as ``outside``."""
    draw = random.Random(seed)
    texts, labels = [], []
    names = list(TOPICS)
    while len(texts) < rows:
        label = outside if len(texts) % 5 == 4 else names[len(texts) % len(names)]
        words = draw.sample(FILLER, draw.randint(3, 7))
        if label != outside:
            words += draw.sample(TOPICS[label], 2)
            draw.shuffle(words)
        text = " ".join(words)
        if text not in texts:
            texts.append(text)
            labels.append(label)
    roles = {"text": ["question"], "label": ["intent"], **{key: [key] for key in more}}
    return MemoryTable({"question": texts, "intent": labels, **more}, roles)


HOURS = {"delivery": 10.0, "quality": 20.0, "price": 40.0}


def tickets(rows=90, seed=4, noise=1.0, **more) -> MemoryTable:
    """Short tickets with the hours they took, which one word gives away but for some noise."""
    found = reviews(rows, seed)
    draw = random.Random(seed + 1)
    hours = [HOURS[topic] + draw.gauss(0, noise) for topic in found.data["topic"]]
    roles = {"text": ["ticket"], "target": ["hours"], **{key: [key] for key in more}}
    data = {"ticket": found.data["review"], "hours": hours, **more}
    return MemoryTable(data, roles, units={"hours": "h"})


def pairs(rows=60, seed=4, target="match", **more) -> MemoryTable:
    """Pairs of short reviews, no text in two of them. ``match``: 1 where both are of one topic,
    every other row; ``score``: how well they match, but for some noise; ``None``: all match, and
    the second says by another word of the topic what the first says.
    """
    draw = random.Random(seed)
    names, known = list(TOPICS), set()

    def review(word: str) -> str:
        while True:
            words = draw.sample(FILLER, draw.randint(2, 7))
            words.insert(draw.randrange(len(words)), word)
            text = " ".join(words)
            if text not in known:
                known.add(text)
                return text

    data: dict[str, list] = {"one": [], "other": []}
    for row in range(rows):
        topic, same = names[row % 3], target is None or row % 2 == 0
        place = draw.randrange(6)
        another = topic if same else names[(row + 1) % 3]
        data["one"].append(review(TOPICS[topic][place]))
        data["other"].append(review(TOPICS[another][(place + 3) % 6]))
        if target == "match":
            data.setdefault("match", []).append(int(same))
        elif target == "score":
            data.setdefault("score", []).append((4.0 if same else 1.0) + draw.gauss(0, 0.3))
    roles = {"first": ["one"], "second": ["other"], **{key: [key] for key in more}}
    if target:
        roles["target"] = [target]
    return MemoryTable({**data, **more}, roles)


NOTHING_LEFT_OUT = {"empty_text": 0, "empty_label": 0, "unusable": 0}
