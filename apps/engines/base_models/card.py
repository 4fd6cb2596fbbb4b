"""What the papers that lie beside a model say of it: licence and languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

README = "README.md"
LICENCES = ("LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "LICENCE.txt", "COPYING")
MOST = 512 * 1024  # heads of cards hold tables of measurements
Source = Literal["card", "package", "file", ""]

_LICENCE = re.compile(r"^license:[ \t]*(\S.*?)[ \t]*$", re.M)
_NAMED = re.compile(r"^license_name:[ \t]*(\S.*?)[ \t]*$", re.M)
_LANGUAGES = re.compile(r"^languages?:[ \t]*((?:\n[ \t]*- .*)+|\S.*)", re.M)
_CODE = re.compile(r"[A-Za-z][\w-]*")
# How SPDX writes what cards write small.
_SPDX = {
    name.lower(): name
    for name in (
        "Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "CC-BY-4.0", "CC-BY-SA-4.0",
        "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", "CC0-1.0", "GPL-3.0", "LGPL-3.0", "AGPL-3.0", "AFL-3.0",
        "OpenRAIL",
    )
}  # fmt: skip
_TEXTS = (
    (re.compile(r"Apache License\s+Version 2\.0"), "Apache-2.0"),
    (re.compile(r"Permission is hereby granted, free of charge"), "MIT"),
    (re.compile(r"GNU GENERAL PUBLIC LICENSE\s+Version 3"), "GPL-3.0"),
)


@dataclass(frozen=True)
class Stated:
    """``licence`` is empty where none is stated; ``source`` says who states it."""

    licence: str = ""
    source: Source = ""
    languages: tuple[str, ...] = ()


def read(folder: Path) -> Stated:
    """What the card says, and where it names no licence, the licence's own text."""
    front = _front(folder / README)
    found = _LICENCE.search(front)
    licence = _plain(found[1]) if found else ""
    if licence == "other" and (named := _NAMED.search(front)):
        licence = _plain(named[1])
    source: Source = "card" if licence else ""
    if not licence and (licence := _of_text(folder)):
        source = "file"
    languages = _LANGUAGES.search(front)
    codes = _CODE.findall(re.sub(r"#.*", "", languages[1])) if languages else []
    return Stated(spdx(licence), source, tuple(dict.fromkeys(codes)))


def spdx(name: str) -> str:
    """A licence as SPDX writes it, where it is a known one."""
    return _SPDX.get(name.lower(), name)


def _front(readme: Path) -> str:
    """The card's head, between its first two lines of dashes."""
    lines = _beginning(readme).lstrip("\ufeff").splitlines()
    if not lines or lines[0].strip() != "---":
        return ""
    ends = [place for place, line in enumerate(lines[1:], 1) if line.strip() == "---"]
    return "\n".join(lines[1 : ends[0] if ends else None])


def _plain(value: str) -> str:
    return value.split(" #")[0].strip(" '\"[]")[:100]


def _of_text(folder: Path) -> str:
    for name in LICENCES:
        text = _beginning(folder / name)
        for pattern, licence in _TEXTS:
            if pattern.search(text):
                return licence
        if text.strip():
            return name
    return ""


def _beginning(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return stream.read(MOST).decode("utf-8", "replace")
    except OSError:
        return ""
