"""The saved writer: a folder of JSON, tokenizer and safetensors, as other text models have it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from safetensors.torch import load_file, save_file

from apps.engines.builtin.text import methods
from apps.engines.builtin.text import saved as texts
from apps.engines.builtin.text.saved import SavedText
from apps.engines.builtin.text_generate.prompts import Prompts
from apps.engines.builtin.text_generate.writer import (
    Writer,
    attach,
    empty_language,
    load_language,
    reads_first,
)


class SavedWriter(SavedText):
    """``max_tokens`` hold prompt and answer; an answer has ``answer_tokens`` at most unless told
    otherwise, drawn at ``temperature``.
    """

    template: str
    answer_tokens: int
    temperature: float


def save(folder: Path, facts: SavedWriter, writer: Writer, prompts: Prompts) -> None:
    """Write the model into ``folder``: all of it, or what was added to its base model."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / texts.FILE).write_text(facts.model_dump_json(indent=1), encoding="utf-8")
    prompts.save(folder)
    writer.language.config.save_pretrained(folder)
    save_file(
        methods.learned(writer, copy=False), folder / texts.WEIGHTS, metadata={"format": "pt"}
    )


def load(folder: Path, device: Any, scratch: Path) -> tuple[SavedWriter, Writer, Prompts]:
    """The model as it was saved. Raises ``Refusal`` where its base model is not here."""
    texts.task_of(folder)
    facts = SavedWriter.model_validate_json((folder / texts.FILE).read_text(encoding="utf-8"))
    if facts.method == "full":
        language = empty_language(folder)
    else:
        base = texts.base_of(facts, scratch, "writes")
        language = load_language(base, dropout=True, eager=False)
    attach(language, facts.method, rank=facts.rank)
    prompts = Prompts(folder, template=facts.template, seq2seq=reads_first(language.config))
    writer = Writer(language, pad=prompts.pad, packs=False)
    methods.restore(writer, load_file(folder / texts.WEIGHTS))
    return facts, writer.to(device).eval(), prompts
