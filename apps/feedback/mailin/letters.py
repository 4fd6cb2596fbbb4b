"""What a customer wrote, out of a message as mail servers keep it (RFC 5322, RFC 2045).

Anybody may send anything to a mailbox, so nothing here trusts a header, a charset or a structure.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message as Part
from email.utils import parseaddr, parsedate_to_datetime
from enum import StrEnum

from apps.feedback.mailin.cutting import from_html, own_words

DEEPEST = 20  # parts within parts
MOST_PARTS = 200
LONGEST_HEADER = 2_000
LONGEST_ID = 200
# What mail programs call by a narrower name than they write.
_WIDER = {
    "gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "us-ascii": "cp1252",
    "ascii": "cp1252", "iso-8859-9": "cp1254", "shift_jis": "cp932", "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
}  # fmt: skip
# Codecs that are no charsets of mail; some take quadratic time.
_NO_CHARSETS = frozenset(
    {"punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
)


class Sort(StrEnum):
    """What a message is."""

    WRITTEN = "written"  # by a person
    AUTOMATIC = "automatic"  # an answer by a program (RFC 3834)
    BOUNCE = "bounce"  # a report on a mail that was not delivered (RFC 3464)
    BULK = "bulk"  # to a list or to many


@dataclass(frozen=True)
class Letter:
    """A message. ``sender`` is an address or ''; ``sent`` None where no date can be read.

    ``id`` is the Message-ID, or a digest of the message where it has none; ``text`` is what the
    sender wrote, without quotations and signature.
    """

    id: str
    sort: Sort
    sender: str
    subject: str
    sent: datetime | None
    text: str


def read(raw: bytes) -> Letter:
    """Read a message of which the beginning may be all there is."""
    whole = message_from_bytes(raw, policy=policy.compat32)
    return Letter(
        id=_id(whole, raw),
        sort=sort_of(whole),
        sender=parseaddr(header(whole, "From"))[1].strip().lower(),
        subject=header(whole, "Subject"),
        sent=_sent(whole),
        text=own_words(_text(whole)),
    )


def header(part: Part, name: str) -> str:
    """A header as one line of text, decoded (RFC 2047); '' if there is none."""
    raw = part.get(name)
    if raw is None:
        return ""
    given = str(raw)[:LONGEST_HEADER]
    try:
        pieces = decode_header(given)
    except (HeaderParseError, ValueError):
        pieces = [(given, None)]
    text = "".join(
        piece if isinstance(piece, str) else decoded(piece, charset) for piece, charset in pieces
    )
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", text).split())


def decoded(data: bytes, charset: str | None) -> str:
    """Bytes as text: by the charset that is named, else as UTF-8, else with what can be read."""
    named = (charset or "utf-8").strip().strip("\"'").lower()
    wanted = _WIDER.get(named, named)
    for name in (wanted, "utf-8"):
        try:
            if codecs.lookup(name).name.replace("-", "_") in _NO_CHARSETS:
                continue
            return data.decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
    try:
        return data.decode(wanted if wanted not in _NO_CHARSETS else "utf-8", "replace")
    except (LookupError, UnicodeError, ValueError):
        return data.decode("utf-8", "replace")


def sort_of(whole: Part) -> Sort:
    """Who wrote it: RFC 3834 for programs, RFC 2919 for lists, and what else is usual."""
    sender = parseaddr(header(whole, "From"))[1].lower()
    local = sender.partition("@")[0]
    returned = header(whole, "Return-Path").replace(" ", "")
    report = whole.get_content_type() == "multipart/report"
    if report or returned == "<>" or local in {"mailer-daemon", "postmaster"}:
        return Sort.BOUNCE
    automatic = header(whole, "Auto-Submitted").partition(";")[0].strip().lower()
    replies = ("X-Autoreply", "X-Autorespond")
    precedence = header(whole, "Precedence").lower()
    if automatic not in {"", "no"} or precedence == "auto_reply":
        return Sort.AUTOMATIC
    if any(header(whole, name) for name in replies):
        return Sort.AUTOMATIC
    if precedence in {"bulk", "list", "junk"}:
        return Sort.BULK
    if header(whole, "List-Id") or header(whole, "List-Unsubscribe"):
        return Sort.BULK
    return Sort.WRITTEN


def _id(whole: Part, raw: bytes) -> str:
    given = header(whole, "Message-ID").strip("<> ")
    if given and len(given) <= LONGEST_ID:
        return given
    return f"sha256:{hashlib.sha256(given.encode() or raw).hexdigest()}"


def _sent(whole: Part) -> datetime | None:
    """When it says that it was sent; None where that cannot be, or lies ahead."""
    try:
        found = parsedate_to_datetime(header(whole, "Date"))
        moment = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
    return moment if moment.year >= 1990 and moment <= datetime.now(UTC) else None


def _text(whole: Part) -> str:
    said = [text for text in _said(whole, 0, [MOST_PARTS]) if text.strip()]
    return "\n\n".join(said)


def _said(part: Part, depth: int, left: list[int]) -> Iterator[str]:
    """The texts of a part that a person would see, without attachments."""
    left[0] -= 1
    if depth > DEEPEST or left[0] < 0 or _is_attached(part):
        return
    kind = part.get_content_type()
    inner = part.get_payload()
    if kind == "message/rfc822":
        return
    if isinstance(inner, list):
        parts = [one for one in inner if isinstance(one, Part)]
        if kind == "multipart/alternative":
            yield _best(parts, depth, left)
        else:
            for one in parts:
                yield from _said(one, depth + 1, left)
    elif kind == "text/plain":
        yield _content(part)
    elif kind == "text/html":
        yield from_html(_content(part))


def _best(parts: list[Part], depth: int, left: list[int]) -> str:
    """Of the same in several forms the plainest that says something."""
    order = sorted(parts, key=lambda one: one.get_content_type() != "text/plain")
    for one in order:
        text = "\n\n".join(_said(one, depth + 1, left))
        if text.strip():
            return text
    return ""


def _is_attached(part: Part) -> bool:
    """Whether it is a file; a text may have a name all the same."""
    return str(part.get("Content-Disposition", ""))[:20].strip().lower().startswith("attachment")


def _content(part: Part) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        charset = part.get_content_charset()
    except (LookupError, ValueError, TypeError):
        charset = None
    return decoded(payload, charset)
