"""A formula as tokens with their places. Imports nothing heavy.

Nothing in a formula is ever run: what is not one of these tokens is refused where it stands.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from apps.core.messages import Message, msg
from apps.engines.contract import Issue

FIELD = "formula"
MOST_LENGTH = 2000
# Signs as Chinese keyboards type them.
WIDE = str.maketrans("（），：＋－＊／～＝＾［］−×", "(),:+-*/~=^[]-*")
PATTERN = re.compile(
    r"(?P<blank>\s+)"
    r"|(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<column>`(?:[^`]|``)+`)"
    r"|(?P<text>'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\")"
    r"|(?P<name>[^\W\d]\w*)"
    r"|(?P<sign>\*\*|[-+*/:~^(),=\[\]])"
)


class FormulaError(Exception):
    """``issue`` says what is wrong, where, and what to write instead."""

    def __init__(self, message: Message, at: int, fix: Message) -> None:
        super().__init__(str(message))
        self.issue = Issue(
            message=msg("Formula, character {at}: {what}", at=at + 1, what=message),
            fix=fix,
            field=FIELD,
        )


@dataclass(frozen=True)
class Token:
    """``value`` of a column and a text is without quotes; ``at`` counts characters from 0."""

    kind: str
    value: str
    at: int


def tokens(text: str) -> list[Token]:
    """All but blanks, with an ``end`` token last."""
    if len(text) > MOST_LENGTH:
        raise FormulaError(
            msg("it is longer than {most} characters.", most=MOST_LENGTH),
            MOST_LENGTH,
            msg("Write it shorter: a*b stands for a + b + a:b."),
        )
    text = _narrow(text)
    found, place = [], 0
    while place < len(text):
        match = PATTERN.match(text, place)
        if match is None:
            raise _stranger(text, place)
        kind = str(match.lastgroup)
        if kind != "blank":
            found.append(Token(kind, _value(kind, match.group()), place))
        place = match.end()
    return [*found, Token("end", "", len(text))]


def _narrow(text: str) -> str:
    """Wide signs as narrow ones, but for those in quotes; character by character."""
    inside, found = "", []
    for letter in text:
        if not inside and letter in "`'\"":
            inside = letter
        elif letter == inside:
            inside = ""
        found.append(letter if inside else letter.translate(WIDE))
    return "".join(found)


def _value(kind: str, text: str) -> str:
    if kind in ("column", "text"):
        return text[1:-1].replace(text[0] * 2, text[0])
    return unicodedata.normalize("NFKC", text) if kind == "name" else text


def _stranger(text: str, place: int) -> FormulaError:
    letter = text[place]
    if letter in "`'\"":
        return FormulaError(
            msg("the quote {quote} is not closed.", quote=letter),
            place,
            msg("Close it; a quote inside is written twice."),
        )
    return FormulaError(
        msg("'{letter}' has no meaning in a formula.", letter=letter),
        place,
        msg(
            "Put names with blanks or signs between backticks, as `net price`. Signs are + - * / :"
            " ** ( ) and ~."
        ),
    )
