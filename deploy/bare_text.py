"""Finds visible text in templates that is not marked for translation.

What a reader sees is text between tags and the attributes that are shown or read aloud. Template
tags are taken out first; what is left must hold no words. Names that are the same in every
language stand in :data:`NAMES`; anything else that must not be translated carries HTML's own
``translate="no"``.
"""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, Token, TokenType

ROOT = Path(__file__).resolve().parent.parent
SHOWN_ATTRIBUTES = {"title", "aria-label", "placeholder", "alt", "aria-description", "label"}
SILENT_ELEMENTS = {"script", "style", "code", "pre", "kbd", "samp"}
VOID_ELEMENTS = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"}
VOID_ELEMENTS |= {"source", "track", "wbr"}
NAMES = {"Lepton", "Alt", "Ctrl", "Enter", "Esc", "CSV", "PNG", "API", "REST", "JSON", "ISO", "Q-Q"}
NAMES |= {"XLSX", "TSV", "Parquet", "OpenAPI", "SHA-256", "URL", "UTC", "GPU", "CPU", "ID"}
# Meant to be found by a reader of either language.
BILINGUAL = {"/ Language / 语言"}
LEFT_OUT = {
    "blocktranslate": "endblocktranslate",
    "blocktrans": "endblocktrans",
    "comment": "endcomment",
}
_WORD = re.compile(r"[A-Za-zÀ-ɏ\u4e00-\u9fff]{2,}(?:-[A-Za-z\d]+)*")
_ENTITY = re.compile(r"&#?\w+;")


def without_tags(source: str) -> str:
    """The template's own HTML: tags, variables and translated blocks become blanks."""
    kept = []
    until = ""  # the tag that ends what is being left out
    for token in Lexer(source).tokenize():
        words = token.contents.split() if token.token_type == TokenType.BLOCK else [""]
        until = "" if words[0] == until else until or _leaves_out(words)
        text = token.token_type == TokenType.TEXT and not until
        kept.append(token.contents if text else _blank(token))
    return "".join(kept)


def _leaves_out(words: list[str]) -> str:
    """The end tag of what holds no bare text; a block named '…class' fills an attribute."""
    if words[0] == "block" and words[1].endswith("class"):
        return "endblock"
    return LEFT_OUT.get(words[0], "")


def _blank(token: Token) -> str:
    return "\n" * token.contents.count("\n")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.silent: list[str] = []  # open elements since a silent one, that one first
        self.found: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self._attributes(values)
        if tag in VOID_ELEMENTS:
            return
        if self.silent or tag in SILENT_ELEMENTS or values.get("translate") == "no":
            self.silent.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._attributes(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.silent:
            while self.silent.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self._words(data)

    def _attributes(self, values: dict[str, str | None]) -> None:
        for name in SHOWN_ATTRIBUTES & values.keys():
            self._words(values[name] or "")

    def _words(self, text: str) -> None:
        words = [word for word in _WORD.findall(_ENTITY.sub("", text)) if word not in NAMES]
        if words and " ".join(text.split()) not in BILINGUAL:
            self.found.append((self.getpos()[0], " ".join(text.split())[:80]))


def bare_text(source: str) -> list[tuple[int, str]]:
    """(line, text) of every piece of visible text that no translation tag surrounds."""
    reader = _Reader()
    reader.feed(without_tags(source))
    reader.close()
    return reader.found


def templates(root: Path = ROOT) -> list[Path]:
    """All HTML templates of the site."""
    return sorted([*root.glob("templates/**/*.html"), *root.glob("apps/*/templates/**/*.html")])


def main() -> int:
    found = [
        f"{path.relative_to(ROOT)}:{line}: not marked for translation: {text}"
        for path in templates()
        for line, text in bare_text(path.read_text(encoding="utf-8"))
    ]
    print("\n".join(found) or "all visible text is marked for translation")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
