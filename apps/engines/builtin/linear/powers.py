"""How people write which predictors enter as polynomials: ``price^2, income^3``; or with blanks,
one a line, with Chinese commas. Imports nothing heavy.
"""

from __future__ import annotations

from collections.abc import Sequence

from apps.core.messages import msg
from apps.engines.contract import Issue

MOST_DEGREE = 15
FIELD = "powers"
BETWEEN = ",;，；、"


def degrees(text: str, predictors: Sequence[str]) -> tuple[dict[str, int], list[Issue]]:
    """Predictor → degree of its polynomial, and what is wrong with the text."""
    found: dict[str, int] = {}
    rest = _without_separators(text)
    while rest:
        name, after = _named(rest, predictors)
        if name is None:
            return found, [_unknown(rest)]
        number, rest = _number(after)
        if number is None or not 2 <= number <= MOST_DEGREE:
            return found, [_wrong(name)]
        if name in found:
            return found, [_twice(name)]
        found[name] = number
        if rest and not (rest[0].isspace() or rest[0] in BETWEEN):
            return found, [_wrong(name)]
        rest = _without_separators(rest)
    return found, []


def _without_separators(text: str) -> str:
    while text and (text[0].isspace() or text[0] in BETWEEN):
        text = text[1:]
    return text


def _named(text: str, predictors: Sequence[str]) -> tuple[str | None, str]:
    """The predictor that the text begins with, and what follows the ^ after it."""
    for name in _longest(predictors):
        after = text[len(name) :].lstrip()
        if text.startswith(name) and after[:1] in ("^", "＾"):
            return name, after[1:].lstrip()
    return None, ""


def _longest(names: Sequence[str]) -> list[str]:
    return sorted(names, key=len, reverse=True)


def _number(text: str) -> tuple[int | None, str]:
    digits = ""
    while text[len(digits) : len(digits) + 1].isdecimal():
        digits = text[: len(digits) + 1]
    return (int(digits) if digits and len(digits) < 4 else None), text[len(digits) :]


def _unknown(text: str) -> Issue:
    return Issue(
        message=msg("'{text}' begins with no predictor and its degree.", text=text[:60]),
        fix=msg("Write each as the predictor's name, ^ and the degree: price^2, income^3."),
        field=FIELD,
    )


def _wrong(name: str) -> Issue:
    return Issue(
        message=msg(
            "The degree of '{name}' must be a whole number from 2 to {most}.",
            name=name,
            most=MOST_DEGREE,
        ),
        fix=msg("Write each as the predictor's name, ^ and the degree: price^2, income^3."),
        field=FIELD,
    )


def _twice(name: str) -> Issue:
    return Issue(
        message=msg("'{name}' has two degrees.", name=name),
        fix=msg("Give each predictor one degree."),
        field=FIELD,
    )
