"""Traffic lights: checks of what an answer rests on, each with what it means and what to do.

One table for every engine. A row's ``tone`` colours its light; the word beside it says the same to
those who do not see colours, and to machines that read the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.core.messages import Message, Num, mark, msg
from apps.engines.figures import finite
from apps.engines.result import Table, TableColumn, Tone

WORDS: dict[Tone, str] = {
    "good": mark("Fine"),
    "warn": mark("Look"),
    "bad": mark("Act"),
    "neutral": mark("Not checked"),
}


@dataclass(frozen=True)
class Light:
    """One check. ``code`` is stable, for the API; ``meaning`` says what was found in plain words,
    ``action`` what to do about it, None where there is nothing to do.
    """

    code: str
    tone: Tone
    check: Message
    meaning: Message
    action: Message | None = None
    statistic: float | None = None
    p: float | None = None


def table(key: str, title: Message, lights: Sequence[Light], note: Message | None = None) -> Table:
    """The lights as one table, in the order given."""
    return Table(
        key=key,
        title=title,
        columns=[
            TableColumn(key="check", label=msg("Check")),
            TableColumn(key="light", label=msg("Traffic light"), kind="light"),
            TableColumn(key="statistic", label=msg("Statistic"), kind="number", digits=4),
            TableColumn(
                key="p",
                label=msg("p"),
                kind="number",
                digits=3,
                help=msg("How often chance alone would give a figure this far out."),
            ),
            TableColumn(key="meaning", label=msg("What it means")),
            TableColumn(key="action", label=msg("What to do")),
        ],
        rows=[
            {
                "code": light.code,
                "tone": light.tone,
                "check": light.check,
                "light": msg(WORDS[light.tone]),
                "statistic": finite(light.statistic),
                "p": finite(light.p),
                "meaning": light.meaning,
                "action": light.action,
            }
            for light in lights
        ],
        note=note,
    )


def summary(lights: Sequence[Light]) -> list[dict[str, str | float | None]]:
    """The same for machines."""
    return [
        {
            "code": light.code,
            "tone": light.tone,
            "statistic": finite(light.statistic),
            "p": finite(light.p),
        }
        for light in lights
    ]


def shown(value: float | None, digits: int = 3) -> Num:
    """A figure inside a sentence."""
    return Num(value=finite(value), digits=digits)
