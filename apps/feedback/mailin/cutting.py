"""A mail's own words: HTML as text, without what is quoted and without the signature."""

from __future__ import annotations

import re

from apps.core.storable import storable
from apps.feedback.mailin.quotations import without_quotation

LONGEST = 40_000  # characters that are looked at; a record keeps half of that
MOST_LINES = 800
LONGEST_LINE = 2_000
MOST_HTML = 500_000  # characters
# Elements in which mail programs put what is answered.
QUOTED = (
    "//blockquote",
    "//*[contains(concat(' ', @class, ' '), ' gmail_quote ')]",
    "//*[contains(@class, 'yahoo_quoted')]",
    "//*[contains(@class, 'moz-cite-prefix')]",
    "//*[@id='divRplyFwdMsg']/following-sibling::*",
    "//*[@id='divRplyFwdMsg']",
    "//*[@id='appendonsend']/following-sibling::*",
    "//script", "//style", "//head", "//template",
)  # fmt: skip
_SIGNATURE = re.compile(r"^-- ?$")  # RFC 3676, 4.3; the blank is often lost
_SENT_FROM = re.compile(
    r"^(?:Sent from my |Get Outlook for |Sent from Outlook|Von meinem .{1,40} gesendet|"
    r"Gesendet von |Envoyé de mon |Enviado desde mi |Inviato da |Verzonden vanaf |发自我的|"
    r"從我的|iPhoneから送信|나의 )",
    re.IGNORECASE,
)
_LONGEST_CLOSING = 80


def from_html(html: str) -> str:
    """HTML as text, without what is quoted in it where that leaves something."""
    from lxml import etree
    from lxml import html as documents

    text = storable(html)[:MOST_HTML].strip()
    if not text:
        return ""
    try:
        tree = documents.document_fromstring(_without_declaration(text))
    except (etree.LxmlError, ValueError):
        return re.sub(r"<[^>]{0,2000}>", " ", text)
    whole = _rendered(tree) if "blockquote" in text or "quote" in text else ""
    for path in QUOTED:
        for element in tree.xpath(path):
            if element.getparent() is not None:
                element.drop_tree()
    return _rendered(tree).strip() or whole


def _rendered(tree: object) -> str:
    from inscriptis import Inscriptis
    from inscriptis.model.config import ParserConfig

    try:
        return Inscriptis(tree, ParserConfig(display_links=False)).get_text()
    except RecursionError:
        return " ".join(tree.itertext())  # type: ignore[attr-defined]


def _without_declaration(text: str) -> str:
    return re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text)


def own_words(text: str) -> str:
    """What the sender wrote. Where all is quoted, as in what is passed on, all of it stays."""
    lines = [line.rstrip()[:LONGEST_LINE] for line in _normal(text).split("\n")[:MOST_LINES]]
    whole = _tidy(lines)
    own = _tidy(_without_signature(without_quotation(lines)))
    return own or whole


def _normal(text: str) -> str:
    found = storable(text)[:LONGEST].replace("\r\n", "\n").replace("\r", "\n")
    return found.replace("\u00a0", " ").replace("\u200b", "").replace("\ufeff", "")


def _without_signature(lines: list[str]) -> list[str]:
    for number, line in enumerate(lines):
        if _SIGNATURE.match(line):
            return lines[:number]
    closing = next((n for n in range(len(lines) - 1, -1, -1) if lines[n].strip()), None)
    if closing is None or len(lines[closing]) > _LONGEST_CLOSING:
        return lines
    return lines[:closing] if _SENT_FROM.match(lines[closing].strip()) else lines


def _tidy(lines: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
