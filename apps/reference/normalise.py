"""One form for the many ways to write a country's name."""

from __future__ import annotations

import re
import unicodedata

STOP_WORDS = frozenset({"the", "of", "and"})
SHORT_FORMS = {
    "st": "saint",
    "rep": "republic",
    "dem": "democratic",
    "fed": "federated",
    "sts": "states",
    "is": "islands",
    "n": "north",
    "s": "south",
}
INITIALS = re.compile(r"\b((?:\w\.){2,})")
FOOTNOTE = re.compile(r"\[[^\]]{0,4}\]|[*†‡¹²³]")
ACCENT = re.compile("[\u0300-\u036f]")  # of Latin, Greek and Cyrillic; other scripts need theirs
IDEOGRAPH = re.compile(r"[぀-ヿ㐀-鿿가-힯]")


def normalise(text: str) -> str:
    """The words without case, accents, punctuation, order or filler; '' where none are left.

    Word order goes because tables write both 'Korea, Rep.' and 'Republic of Korea'. Scripts
    without spaces keep their order.
    """
    ideographic = bool(IDEOGRAPH.search(text))
    decomposed = unicodedata.normalize("NFKD", FOOTNOTE.sub(" ", text))
    folded = ACCENT.sub("", decomposed).casefold()
    folded = INITIALS.sub(lambda found: found.group(1).replace(".", ""), folded)
    folded = folded.replace("'", "").replace("’", "").replace("&", " and ")
    words = "".join(c if _is_letter(c) else " " for c in folded).split()
    if ideographic:
        return "".join(words)
    kept = (SHORT_FORMS.get(word, word) for word in words if word not in STOP_WORDS)
    return " ".join(sorted(kept))


def _is_letter(character: str) -> bool:
    """Letters, marks that belong to them (Indic and Thai vowels), and digits."""
    return unicodedata.category(character)[0] in "LMN"
