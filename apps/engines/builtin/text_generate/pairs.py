"""Prompts with their answers: read, cleaned and parted."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import Any

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.text import cleaning, rows, splits
from apps.engines.builtin.text.cleaning import Cleaned
from apps.engines.builtin.text.rows import Left, Rows
from apps.engines.builtin.text.slots import MINIMUM_ROWS
from apps.engines.builtin.text.splits import Parts
from apps.engines.builtin.text_generate.checks import ANSWER, READ, WANTED
from apps.engines.builtin.text_generate.params import GenerateParams
from apps.engines.contract import InputTable, Refusal

KEPT_SIGNS = "\n\t"  # of what cannot be printed; they mean something in lists, code and letters


def tidy(value: Any) -> str:
    """A text as models get it: composed characters, lines kept, no other control characters."""
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    composed = unicodedata.normalize("NFC", str(value)).replace("\r\n", "\n").replace("\r", "\n")
    kept = (sign if sign.isprintable() or sign in KEPT_SIGNS else " " for sign in composed)
    return "".join(kept).strip()


def read(table: InputTable) -> Cleaned:
    """One row for each prompt. Raises ``Refusal`` where there is too little to learn from."""
    prompts, answers = (table.roles.get(role) or [""] for role in (READ, ANSWER))
    if prompts[0] and prompts == answers:
        raise Refusal(
            msg("{names} cannot explain itself.", names=prompts),
            fix=WANTED.another,
            field=f"data.{ANSWER}",
        )
    found, left = rows.read(
        table, role=ANSWER, parse=lambda value, _row: tidy(value), text=READ, tidy=tidy
    )
    cleaned = cleaning.distinct(found, left, settle)
    refuse_too_few(cleaned.rows, left)
    return cleaned


def settle(answers: list[str]) -> tuple[str, list[int]]:
    """The answer that most rows with the same prompt have, of several such the first in the
    alphabet, and where it stands.
    """
    counted = Counter(answers)
    best = min(counted, key=lambda answer: (-counted[answer], answer))
    return best, [place for place, answer in enumerate(answers) if answer == best]


def refuse_too_few(found: Rows, left: Left) -> None:
    """Refuse pairs that nothing can be learned from."""
    if not len(found):
        lacking = left.empty_text + left.empty_label + left.unusable
        raise Refusal(
            msg("No row has both a prompt and an answer.")
            if lacking
            else msg("The table has no rows."),
            fix=msg("Choose other columns, or add rows."),
            field="data",
        )
    if len(set(found.labels)) == 1:
        raise Refusal(WANTED.alike, fix=WANTED.others, field=f"data.{ANSWER}")
    if len(found) < MINIMUM_ROWS:
        raise Refusal(
            msg(
                "{rows} different prompts are too few to learn from; at least {least} are needed.",
                rows=len(found),
                least=MINIMUM_ROWS,
            ),
            fix=WANTED.more,
            field="data",
        )


def part(found: Rows, params: GenerateParams, seed: int) -> Parts:
    """The three parts: by group or time where such a column was chosen, else by chance."""
    return splits.part(
        found,
        validation=params.validation_share,
        test=params.test_share,
        seed=seed,
        spread=_by_chance,
        alike=msg("Parted like this, the rows to learn from all have the same answer."),
    )


def _by_chance(found: Rows, validation: float, test: float, seed: int) -> np.ndarray:
    return splits.by_stratum(found, [0] * len(found), validation, test, seed)
