"""Writing answers, in the order of the prompts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from transformers import GenerationConfig

from apps.engines.builtin.text.batching import sorted_batches
from apps.engines.builtin.text.device import Place, halving
from apps.engines.builtin.text.encoder import padded
from apps.engines.builtin.text_generate.writer import Ids, Writer

WRITTEN_ROWS = 32


@dataclass(frozen=True)
class Decoding:
    """At most so many tokens: the likeliest each time, or drawn at a ``temperature`` above 0."""

    max_new_tokens: int
    temperature: float = 0.0


@dataclass(frozen=True)
class Written:
    """Token numbers of an answer without its end, and whether it came to one."""

    ids: list[int]
    ended: bool


def write(
    writer: Writer,
    prompts: Ids,
    decoding: Decoding,
    place: Place,
    *,
    end: int,
    room: int,
    seed: int = 0,
    tick: Callable[[int], None] | None = None,
) -> list[Written]:
    """An answer to each prompt. Prompts are read sorted by length, filled up on the left where the
    model goes on from them; answers are not sorted. The same seed draws the same.

    ``room`` is for a prompt, which is shorter, and its answer together where the model goes on
    from it. Prompts beside which an answer has less room than asked for are read one by one.
    """
    found: dict[int, Written] = {}

    def space(length: int) -> int:
        return decoding.max_new_tokens if writer.seq2seq else room - length

    def answer(rows: np.ndarray) -> None:
        left = space(max(len(prompts[row]) for row in rows))
        config = _config(decoding, left, end=end, pad=writer.pad)
        ids, mask = padded([prompts[row] for row in rows], writer.pad, place.device)
        if not writer.seq2seq:
            ids, mask = to_the_right(ids, mask)
        with torch.inference_mode(), place.casting():
            out = writer.language.generate(
                input_ids=ids, attention_mask=mask, generation_config=config
            )
        begin = 1 if writer.seq2seq else ids.shape[1]  # behind the decoder's start, or the prompt
        for row, said in zip(rows.tolist(), out[:, begin:].tolist(), strict=True):
            found[row] = _upto(said, end)

    enough = np.array([space(len(row)) >= decoding.max_new_tokens for row in prompts], dtype=bool)
    was_training = writer.training
    writer.eval()
    devices = [place.device] if place.device.type == "cuda" else []
    try:
        with torch.random.fork_rng(devices=devices):
            torch.manual_seed(seed)
            for batch in _batches(prompts, enough):
                halving(batch, answer)
                if tick:
                    tick(len(batch))
    finally:
        writer.train(was_training)
    return [found[row] for row in range(len(prompts))]


def _batches(prompts: Ids, enough: np.ndarray) -> Iterator[np.ndarray]:
    """Prompts of about the same length together; those without room enough alone."""
    together = np.flatnonzero(enough)
    for batch in sorted_batches(
        [len(prompts[row]) for row in together.tolist()], rows=WRITTEN_ROWS
    ):
        yield together[batch]
    yield from np.flatnonzero(~enough)[:, None]


def to_the_right(ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Rows (n, width) that are filled up behind, filled up in front instead."""
    places = torch.argsort(mask, dim=1, stable=True)
    return ids.gather(1, places), mask.gather(1, places)


def _config(decoding: Decoding, left: int, *, end: int, pad: int) -> GenerationConfig:
    draws = decoding.temperature > 0
    more = {"temperature": decoding.temperature, "top_k": 0, "top_p": 1.0} if draws else {}
    return GenerationConfig(
        max_new_tokens=min(decoding.max_new_tokens, left),
        do_sample=draws,
        num_beams=1,
        eos_token_id=end,
        pad_token_id=pad,
        **more,
    )


def _upto(ids: Sequence[int], end: int) -> Written:
    said = list(ids)
    return Written(said[: said.index(end)], True) if end in said else Written(said, False)
