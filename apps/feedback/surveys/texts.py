"""The texts of a survey as a table of addresses and languages: to fill in here or in a spreadsheet.

The first column, ``text``, holds addresses like ``q4.choice.price``; each further one is a language
of the survey. An empty cell of a spreadsheet leaves a text as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from apps.core.messages import Message, clipped, msg
from apps.core.spreadsheets import restored
from apps.core.storable import storable
from apps.feedback.surveys.definition import LONGEST_TEXT, Definition
from apps.projects.domain.errors import Refused

HEAD = "text"
Changes = dict[str, dict[str, str]]
"""Address → language → new text."""


@dataclass(frozen=True)
class Row:
    """One text in all languages. ``needed``: respondents meet a gap where it is empty."""

    address: str
    texts: Mapping[str, str]
    needed: bool


def rows(definition: Definition) -> list[Row]:
    """All texts, in the order in which they are read."""
    return [Row(*one) for one in definition.texts()]


def missing(definition: Definition, language: str) -> int:
    """How many texts of the default language have no translation into ``language``."""
    return sum(
        bool(row.texts.get(definition.default, "").strip())
        and not row.texts.get(language, "").strip()
        for row in rows(definition)
    )


def apply(definition: Definition, changes: Changes) -> None:
    """Write texts into a draft; an empty one removes the text."""
    known = {address: texts for address, texts, _needed in definition.texts()}
    for address, by_language in changes.items():
        if address not in known:
            raise Refused(
                msg("The survey has no text '{address}' any more.", address=clipped(address))
            )
        for language, text in by_language.items():
            if text.strip():
                known[address][language] = text.strip()
            else:
                known[address].pop(language, None)


def cells(definition: Definition) -> list[list[str]]:
    """The table for a spreadsheet."""
    head = [HEAD, *definition.languages]
    return [head, *([row.address, *(row.texts.get(code, "") for code in definition.languages)]
                    for row in rows(definition))]  # fmt: skip


@dataclass
class Found:
    """What a table would change, and what in it cannot be used: (row from 1, why)."""

    changes: Changes = field(default_factory=dict)
    mistakes: list[tuple[int, Message]] = field(default_factory=list)
    shown: list[tuple[str, str, str, str]] = field(default_factory=list)


def find(definition: Definition, table: Sequence[Sequence[str]]) -> Found:
    """Compare a table with the survey. :class:`Refused` for a table that is another one."""
    heads = [restored(cell).strip().lower() for cell in (table[0] if table else [])]
    if not heads or heads[0] != HEAD:
        raise Refused(
            msg(
                "The first column must be called '{head}'. Download the table, fill it in, and keep"
                " its first row and column; save it as Excel or as CSV with commas.",
                head=HEAD,
            )
        )
    languages = {place: code for place, code in enumerate(heads) if place and code}
    unknown = [code for code in languages.values() if code not in definition.languages]
    if unknown:
        raise Refused(
            msg(
                "'{code}' is no language of this survey. Add it to the survey's languages first.",
                code=clipped(unknown[0]),
            )
        )
    known = {row.address: row for row in rows(definition)}
    found, seen = Found(), set()
    for number, line in enumerate(table[1:], start=2):
        address = restored(line[0]).strip() if line else ""
        if not any(cell.strip() for cell in line):
            continue
        if address not in known or address in seen:
            found.mistakes.append((number, _no_row(address, address in seen)))
            continue
        seen.add(address)
        _row(found, known[address], number, line, languages)
    return found


def _no_row(address: str, twice: bool) -> Message:
    if twice:
        return msg("'{address}' stands twice; the first counts.", address=clipped(address))
    return msg("The survey has no text '{address}'.", address=clipped(address))


def _row(
    found: Found, row: Row, number: int, line: Sequence[str], languages: Mapping[int, str]
) -> None:
    for place, code in languages.items():
        text = restored(line[place]).strip() if place < len(line) else ""
        before = row.texts.get(code, "")
        if not text or text == before:
            continue
        if len(text) > LONGEST_TEXT:
            found.mistakes.append(
                (number, msg("A text has at most {most} characters.", most=LONGEST_TEXT))
            )
            continue
        found.changes.setdefault(row.address, {})[code] = text
        found.shown.append((row.address, code, before, text))


def typed(sent: Any, language: str, definition: Definition) -> Changes:
    """What a form holds for one language: boxes named ``t:ADDRESS``."""
    changes: Changes = {}
    for row in rows(definition):
        text = sent.get(f"t:{row.address}")
        if text is None:
            continue
        text = str(storable(text)).replace("\r\n", "\n").strip()
        if text != row.texts.get(language, ""):
            changes[row.address] = {language: text}
    return changes
