"""Prompts and answers as token numbers: the template, and what closes an answer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from transformers import AutoTokenizer

from apps.core.messages import msg
from apps.engines.builtin.text_generate.params import PLAIN, PROMPT
from apps.engines.contract import Refusal


class Prompts:
    """What a tokenizer makes of prompts and answers.

    ``template`` holds ``{prompt}``; empty takes the tokenizer's chat template, and where it has
    none the plain one. ``seq2seq`` models read a prompt whole and write the answer elsewhere.
    """

    def __init__(self, path: Path, *, template: str, seq2seq: bool) -> None:
        self.tokenizer: Any = AutoTokenizer.from_pretrained(
            path, local_files_only=True, trust_remote_code=False, use_fast=True
        )
        if self.tokenizer.eos_token_id is None:
            raise Refusal(
                msg("The tokenizer of the base model has no token that ends a text."),
                fix=msg("Choose another base model."),
                field="base",
            )
        self.seq2seq = seq2seq
        self.given = template
        self.end = int(self.tokenizer.eos_token_id)
        pad = self.tokenizer.pad_token_id
        self.pad = self.end if pad is None else int(pad)
        self.unknown = self.tokenizer.unk_token_id

    @property
    def chats(self) -> bool:
        """Whether prompts are put into the tokenizer's own chat template."""
        return not self.given and not self.seq2seq and bool(self.tokenizer.chat_template)

    @property
    def template(self) -> str:
        """The template where it is not a chat's."""
        return (self.given or (PROMPT if self.seq2seq else PLAIN)).replace("\\n", "\n")

    def save(self, folder: Path) -> None:
        self.tokenizer.save_pretrained(folder)

    def prompt(self, text: str) -> list[int]:
        """Token numbers of what the model is given; at least one."""
        if self.chats:
            ids = self._chat(text)
        else:
            ids = self._numbers(self.template.replace(PROMPT, text), special=True)
            if not self.seq2seq and ids and ids[-1] == self.end:
                ids.pop()  # some tokenizers close every text; this one goes on
        return ids or [self.end]

    def answer(self, text: str) -> list[int]:
        """Token numbers of an answer and of its end."""
        ids = self._numbers(text, special=self.seq2seq)
        return ids if ids and ids[-1] == self.end else [*ids, self.end]

    def text(self, ids: Sequence[int]) -> str:
        """The answer that token numbers are."""
        found: str = self.tokenizer.decode(
            list(ids), skip_special_tokens=True, clean_up_tokenization_spaces=False
        )
        return found.strip()

    def unknown_share(self, rows: Sequence[Sequence[int]]) -> float:
        """Share of tokens that the base model has no word or part of a word for."""
        total = sum(len(row) for row in rows)
        if self.unknown is None or self.unknown == self.end or not total:
            return 0.0
        return sum(list(row).count(self.unknown) for row in rows) / total

    def _chat(self, text: str) -> list[int]:
        try:
            said = self.tokenizer.apply_chat_template(
                [{"role": "user", "content": text}],
                tokenize=False,
                add_generation_prompt=True,
                enable_thinking=False,  # Qwen 3 would write what it thinks before its answer
            )
        except TemplateError as error:
            raise Refusal(
                msg(
                    "The chat template of the base model cannot be used: {reason}",
                    reason=str(error)[:300],
                ),
                fix=msg("Write a template of your own, with {place} in it.", place=PROMPT),
                field="template",
            ) from error
        return self._numbers(said, special=False)

    def _numbers(self, text: str, *, special: bool) -> list[int]:
        found = self.tokenizer(
            text,
            add_special_tokens=special,
            truncation=False,
            verbose=False,
            return_attention_mask=False,
        )
        return list(found["input_ids"])
