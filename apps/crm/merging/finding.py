"""Which records may be the same: only those that share a key are compared, so that the work grows
with the records and not with their square.

Keys are mailboxes, phone numbers, web domains, folded names and their words, and the company. In
a block of many records each is compared with its next neighbours by name alone (the sorted
neighbourhood of Hernández and Stolfo, 1995). Names are compared by ``rapidfuzz.fuzz``.
"""

from __future__ import annotations

import heapq
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from apps.core.messages import Message, msg

LEAST = 75.0  # of 100: below, a pair is not worth a look
MOST_PAIRS = 5_000
BLOCK, NEIGHBOURS = 40, 8
LONG_WORD = 4
ALIKE, CLOSE, NEAR = 92.0, 85.0, 60.0
# Domains of mailboxes that anybody can have: sharing one says nothing.
PUBLIC_MAIL = frozenset(
    {
        "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com",
        "icloud.com", "me.com", "aol.com", "gmx.de", "gmx.net", "web.de", "t-online.de",
        "orange.fr", "free.fr", "laposte.net", "libero.it", "mail.ru", "yandex.ru", "qq.com",
        "163.com", "126.com", "sina.com", "foxmail.com", "naver.com", "proton.me",
        "protonmail.com",
    }
)  # fmt: skip
# What names of companies end in, by law rather than by name.
_LEGAL = re.compile(
    r"\b(gmbh( & co kg)?|ag|kg|ug|se|e v|inc|incorporated|corp|corporation|co|company|llc|llp|ltd"
    r"|limited|plc|sa|s a|sas|sarl|srl|s r l|spa|s p a|bv|nv|ab|oy|as|a s|aps|ltda|pty|pte|sl"
    r"|sdn bhd|kk)\b"
)
_LEGAL_EAST = re.compile(
    r"(股份有限公司|有限责任公司|有限公司|集团|公司|株式会社|有限会社|주식회사)"
)


@dataclass(frozen=True, slots=True)
class Known:
    """What two records are compared by; texts are folded, '' where nothing is known."""

    pk: Any
    name: str
    mailbox: str
    domain: str
    phone: str
    country: str
    company: str


@dataclass(frozen=True, slots=True)
class Found:
    """Two records (``first`` the smaller id) that may be the same; ``score`` from 0 to 100."""

    score: float
    first: Any
    second: Any
    reasons: tuple[Message, ...]


def fold(text: str) -> str:
    """In small letters, without accents and signs: 'Lumière, S.A.' → 'lumiere s a'."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in kept).split())


def fold_company(text: str) -> str:
    """As :func:`fold`, without the legal form."""
    folded = fold(_LEGAL_EAST.sub(" ", text))
    return " ".join(_LEGAL.sub(" ", folded).split()) or folded


def mailbox(address: str) -> str:
    """Where mail to an address ends: without '+tag', and without dots where they do not count."""
    local, at, domain = address.casefold().partition("@")
    if not at:
        return ""
    local = local.split("+", 1)[0]
    if domain in ("gmail.com", "googlemail.com"):
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"


def domain_of(address: str, website: str) -> str:
    """Of the website, or else of the e-mail address; '' for those that anybody can have."""
    host = (urlsplit(website).hostname or "").removeprefix("www.")
    found = host or address.casefold().rpartition("@")[2]
    return "" if found in PUBLIC_MAIL else found


def _words(row: Known) -> Iterator[str]:
    for word in row.name.split():
        if len(word) >= LONG_WORD:
            yield f"w:{word}"
    joined = "".join(sorted(row.name.split()))
    if joined:
        yield f"n:{joined}"
        yield f"p:{joined[:5]}"


Keys = Callable[[Known], Iterable[str]]
BY: tuple[Keys, ...] = (
    lambda row: [row.mailbox] if row.mailbox else [],
    lambda row: [row.phone] if row.phone else [],
    lambda row: [row.domain] if row.domain else [],
    lambda row: [f"{row.company}:{row.name[:1]}"] if row.company else [],
    _words,
)


def pairs(rows: Sequence[Known], *, most: int = MOST_PAIRS) -> list[Found]:
    """The pairs of ``rows`` that score :data:`LEAST` or more, best first; at most ``most``.

    One kind of key is held in memory at a time.
    """
    best: dict[tuple[int, int], Found] = {}
    for keys in BY:
        blocks: dict[str, list[int]] = {}
        for index, row in enumerate(rows):
            for key in keys(row):
                blocks.setdefault(key, []).append(index)
        for members in blocks.values():
            for one, other in _within(rows, members):
                if (one, other) not in best:
                    found = compare(rows[one], rows[other])
                    if found is not None:
                        best[one, other] = found
        if len(best) > 4 * most:
            best = dict(heapq.nlargest(most, best.items(), key=lambda pair: pair[1].score))
    ranked = sorted(best.values(), key=lambda one: (-one.score, str(one.first), str(one.second)))
    return ranked[:most]


def _within(rows: Sequence[Known], members: list[int]) -> Iterator[tuple[int, int]]:
    if len(members) < 2:
        return
    near = len(members) if len(members) <= BLOCK else NEIGHBOURS + 1
    ordered = members if near == len(members) else sorted(members, key=lambda at: rows[at].name)
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 : place + near]:
            if one != other:
                yield (one, other) if one < other else (other, one)


def compare(one: Known, other: Known) -> Found | None:
    """How alike two records are; None below :data:`LEAST`."""
    from rapidfuzz import fuzz  # only whoever searches needs it

    name = 0.0
    if one.name and other.name:
        name = max(fuzz.ratio(one.name, other.name), fuzz.token_sort_ratio(one.name, other.name))
    same = {
        field: bool(getattr(one, field)) and getattr(one, field) == getattr(other, field)
        for field in ("mailbox", "phone", "domain", "country", "company")
    }
    apart = bool(one.country and other.country and one.country != other.country)
    score = _score(name, same, apart=apart, mail=bool(one.mailbox and other.mailbox))
    if score < LEAST:
        return None
    first, second = sorted((one.pk, other.pk), key=str)
    return Found(score, first, second, tuple(_reasons(name, same)))


def _score(name: float, same: dict[str, bool], *, apart: bool, mail: bool) -> float:
    scores = [0.0]
    if same["mailbox"]:
        scores.append(98.0 if name >= NEAR else 84.0)
    if same["phone"]:
        scores.append(95.0 if name >= NEAR else 70.0)
    if same["domain"] and name >= NEAR:
        scores.append(94.0 if name >= CLOSE else 80.0)
    if same["company"] and name >= CLOSE:
        scores.append(93.0 if name >= ALIKE else 86.0)
    if name >= ALIKE and not apart:
        scores.append(90.0 if same["country"] else 80.0)
    elif name >= CLOSE and same["country"]:
        scores.append(78.0)
    best = max(scores)
    # Two addresses under one name are often two people.
    differs = mail and not (same["mailbox"] or same["phone"] or same["domain"])
    return best - 6.0 if differs and best else best + min(name, 100.0) / 50.0 if best else 0.0


def _reasons(name: float, same: dict[str, bool]) -> Iterator[Message]:
    if same["mailbox"]:
        yield msg("Same mailbox")
    if same["phone"]:
        yield msg("Same phone number")
    if same["domain"]:
        yield msg("Same web domain")
    if same["company"]:
        yield msg("Same company")
    if name >= 100:
        yield msg("Same name")
    elif name >= NEAR:
        yield msg("Names are {score} % alike", score=round(name))
    if same["country"]:
        yield msg("Same country")
