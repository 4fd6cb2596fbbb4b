"""How much a model can read and write at once, and rows for which that is too little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from apps.core.messages import msg, msgn
from apps.engines.builtin.text.cleaning import Cleaned
from apps.engines.builtin.text.encoder import longest
from apps.engines.builtin.text_generate import pairs
from apps.engines.builtin.text_generate.params import MOST_ANSWER_TOKENS, GenerateParams
from apps.engines.builtin.text_generate.prompts import Prompts
from apps.engines.contract import Refusal

NAMED_ROWS = 5
USUAL = (0.5, 0.9, 0.95, 0.99, 1.0)  # quantiles of the answers' lengths that are tried as limits


@dataclass(frozen=True)
class Window:
    """``tokens`` is room for prompt and answer together, or for each where they are ``apart``.
    ``possible`` is what the base model could have at most.
    """

    tokens: int
    possible: int
    apart: bool

    def taken(self, prompt: int, answer: int) -> int:
        """Tokens of the room that an example takes."""
        return max(prompt, answer) if self.apart else prompt + answer

    def limits(self, answers: Sequence[int]) -> list[int]:
        """Limits of an answer that are worth trying, the largest last: usual lengths of
        ``answers``, and half as much again as the longest.
        """
        most = min(MOST_ANSWER_TOKENS, self.tokens if self.apart else self.tokens - 1)
        usual = np.ceil(np.quantile(answers, USUAL)).astype(int).tolist()
        return sorted({min(limit, most) for limit in (*usual, usual[-1] * 3 // 2)})


def window(config: Any, params: GenerateParams, *, apart: bool) -> Window:
    """What the base model of this configuration has room for, and is asked to read."""
    possible = longest(config)
    return Window(min(params.max_tokens, possible), possible, apart)


def fitting(
    cleaned: Cleaned, prompts: Prompts, room: Window, params: GenerateParams
) -> tuple[Cleaned, int]:
    """The rows that there is room for, and how many others were left out, or ``Refusal``."""
    found = cleaned.rows
    taken = np.array(
        [
            room.taken(len(prompts.prompt(text)), len(prompts.answer(answer)))
            for text, answer in zip(found.texts, found.labels, strict=True)
        ]
    )
    long = taken > room.tokens
    if not long.any():
        return cleaned, 0
    if params.too_long == "refuse" or long.all():
        raise _too_long(found.places[long], taken, room)
    kept = replace(cleaned, rows=found.take(np.flatnonzero(~long)))
    pairs.refuse_too_few(kept.rows, kept.left)
    return kept, int(long.sum())


def _too_long(places: np.ndarray, taken: np.ndarray, room: Window) -> Refusal:
    needed = int(taken.max())
    rows = [str(place + 1) for place in sorted(places.tolist())[:NAMED_ROWS]]
    message = msgn(
        "{count} row has more than {most} tokens, e.g. row {rows}; the longest takes {needed}.",
        "{count} rows have more than {most} tokens, e.g. rows {rows}; the longest takes {needed}.",
        len(places),
        most=room.tokens,
        rows=rows,
        needed=needed,
    )
    if needed <= room.possible:
        fix = msg("Raise 'Longest text' to {needed}, or have such rows left out.", needed=needed)
    else:
        fix = msg(
            "The base model reads {possible} at most: shorten these rows, have them left out, or"
            " choose another base model.",
            possible=room.possible,
        )
    return Refusal(message, fix=fix, field="max_tokens")
