"""What an architecture is for and which methods suit it, told without loading anything.

What each method does to an architecture is in ``builtin.text.methods`` and
``builtin.text_generate.writer``, which import torch; a test holds them together.
"""

from __future__ import annotations

from typing import Literal

Purpose = Literal["reads", "writes"]

WITH_PREFIX = frozenset({"bert", "electra", "roberta", "xlm-roberta"})
KNOWN = WITH_PREFIX | {"albert", "deberta-v2", "distilbert", "modernbert", "mpnet"}
METHODS = ("full", "lora", "adalora", "adapter", "probe", "few_shot")

# What writes texts: a decoder alone goes on from a prompt, the others read it with an encoder.
CAUSAL = frozenset({"gpt2", "gpt_neox", "llama", "mistral", "qwen2", "qwen3"})
SEQ2SEQ = frozenset({"bart", "mt5", "t5"})
WRITERS = CAUSAL | SEQ2SEQ
WRITING_METHODS = ("full", "lora")


def purpose_of(architecture: str) -> Purpose:
    """Whether models of the kind read texts, to tell something of them, or write them."""
    return "writes" if architecture in WRITERS else "reads"


def methods_of(architecture: str) -> tuple[str, ...]:
    """The methods that work with an architecture; none where it is not known here."""
    if architecture in WRITERS:
        return WRITING_METHODS
    if architecture not in KNOWN:
        return ()
    return (*METHODS, "prefix") if architecture in WITH_PREFIX else METHODS
