"""How an indicator's values become scores from 0 to 100, by bounds that are fixed beforehand.

Bounds taken from the candidates themselves would change every score whenever a market is added or
removed (rank reversal; Belton and Gear 1983), so there is no default. Imports nothing heavy.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from apps.core.messages import Message, Num, clipped, msg
from apps.engines.contract import Issue

FIELD = "scales"
SIGNS = {"": 1, "+": 1, "-": -1, "−": -1, "–": -1, "＋": 1, "－": -1}
SHAPES = {"": 0, "linear": 0, "log": 1}
LEAST, MOST = 1e-100, 1e100  # what is beyond these leaves the range of a double when divided
_BREAK = re.compile(r"\s*[;；|\t]\s*")
QUOTES = "'\"‘’“”"
# A name between quotation marks may have the other signs in it.
_QUOTED = re.compile(r"""\s*(?:(['"])(.+?)\1|‘(.+?)’|“(.+?)”)\s*[;；|\t]\s*""")


@dataclass(frozen=True)
class Scale:
    """``low`` and ``high`` in the indicator's unit; ``sign`` −1 turns the scale round."""

    name: str
    low: float
    high: float
    sign: int = 1
    weight: float = 1.0
    log: bool = False
    source: str = ""

    def line(self) -> str:
        """The line that :func:`parse` reads as this scale."""
        parts = [
            written(self.name),
            f"{self.low:g}",
            f"{self.high:g}",
            "+" if self.sign > 0 else "−",
        ]
        parts += [f"{self.weight:g}", "log" if self.log else "linear", self.source]
        return "; ".join(parts).rstrip("; ")


def written(name: str) -> str:
    """A column's name as a line begins with it."""
    if not _BREAK.search(name) and name.strip(QUOTES) == name:
        return name
    return f'"{name}"' if "'" in name else f"'{name}'"


def parse(text: str) -> tuple[list[Scale], list[Issue]]:
    """The scales of all lines that can be read, and what is wrong with the others."""
    scales: dict[str, Scale] = {}
    issues: list[Issue] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            scale = _read(line, number)
            if scale.name in scales:
                raise _Wrong(
                    msg("Scales, line {line}: '{name}' has a line already.", **_at(number, scale)),
                    msg("Keep one line for each indicator."),
                )
            scales[scale.name] = scale
        except _Wrong as wrong:
            issues.append(Issue(message=wrong.message, fix=wrong.fix, field=FIELD))
    return list(scales.values()), issues


class _Wrong(Exception):
    def __init__(self, message: Message, fix: Message) -> None:
        super().__init__(str(message))
        self.message, self.fix = message, fix


def _at(number: int, scale: Scale) -> dict[str, int | str]:
    return {"line": number, "name": scale.name}


def _read(line: str, number: int) -> Scale:
    quoted = _QUOTED.match(line)
    rest = line[quoted.end() :] if quoted else line
    parts = _BREAK.split(rest.strip())
    if quoted:
        parts.insert(0, next(name for name in quoted.groups()[1:] if name))
    if len(parts) < 3:
        raise _Wrong(
            msg("Scales, line {line}: '{text}' gives no bounds.", line=number, text=clipped(line)),
            msg("Write the column, its lowest and its highest value, parted by semicolons."),
        )
    parts += [""] * (7 - len(parts))
    low, high = _number(parts[1], number), _number(parts[2], number)
    scale = Scale(
        name=parts[0] if quoted else parts[0].strip(QUOTES),
        low=low,
        high=high,
        sign=_one_of(parts[3], SIGNS, "+, −", number),
        weight=_number(parts[4], number) if parts[4] else 1.0,
        log=bool(_one_of(parts[5].lower(), SHAPES, "linear, log", number)),
        source="; ".join(part for part in parts[6:] if part),
    )
    _refuse_impossible(scale, number)
    return scale


def _refuse_impossible(scale: Scale, number: int) -> None:
    low, high = Num(value=scale.low, digits=6), Num(value=scale.high, digits=6)
    at = _at(number, scale)
    if not scale.low < scale.high:
        raise _Wrong(
            msg(
                "Scales, line {line}: the lowest value of '{name}', {low}, is not below the"
                " highest, {high}.",
                low=low, high=high, **at,
            ),
            msg("Write the lower bound first. Where less is better, put − as the fourth entry."),
        )  # fmt: skip
    if scale.log and scale.low <= 0:
        raise _Wrong(
            msg(
                "Scales, line {line}: a logarithm needs bounds above zero, and the lowest value of"
                " '{name}' is {low}.",
                low=low, **at,
            ),
            msg("Give a lowest value above zero, or write linear."),
        )  # fmt: skip
    if not scale.weight > 0:
        raise _Wrong(
            msg("Scales, line {line}: the weight of '{name}' is not above zero.", **at),
            msg("Give a weight above zero, or do not choose the column."),
        )


def _number(text: str, number: int) -> float:
    try:
        value = float(text.replace("−", "-"))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise _Wrong(
            msg("Scales, line {line}: '{text}' is not a number.", line=number, text=clipped(text)),
            msg("Write numbers like 1000 or 2.5, without separators of thousands."),
        )
    if abs(value) > MOST or 0 < abs(value) < LEAST:
        raise _Wrong(
            msg(
                "Scales, line {line}: {text} is too large or too small to compute with.",
                line=number, text=clipped(text),
            ),
            msg("Give it in another unit."),
        )  # fmt: skip
    return value


def _one_of(text: str, words: dict[str, int], known: str, number: int) -> int:
    if text not in words:
        raise _Wrong(
            msg("Scales, line {line}: '{text}' is none of {known}.", line=number,
                text=clipped(text), known=known),
            msg("The entries are: column; lowest; highest; + or −; weight; linear or log; source."),
        )  # fmt: skip
    return words[text]
