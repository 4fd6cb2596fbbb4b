"""The text of a PDF as a reader copies it out: glyph numbers by each font's ToUnicode map.

For the files that typst writes (no object streams, fonts of two-byte glyph numbers), so that tests
need no PDF library.
"""

from __future__ import annotations

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"(.*?)\bstream\r?\n(.*)\r?\nendstream", re.DOTALL)
_TOKEN = re.compile(
    rb"/(?P<font>\S+)\s+\S+\s+Tf|<(?P<hex>[0-9A-Fa-f\s]*)>(?!>)"
    rb"|\((?P<text>(?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*)\)|(?P<break>\bET\b|\bTm\b)",
    re.DOTALL,
)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class Pdf:
    """Pages as texts, without blanks and line breaks: where typst breaks lines says nothing."""

    def __init__(self, data: bytes) -> None:
        assert data.startswith(b"%PDF-")
        self.objects = {int(number): body for number, body in _OBJECT.findall(data)}
        self.pages = [self._page(one) for one in self.objects.values() if _is_page(one)]
        self.text = "".join(self.pages)

    def _page(self, page: bytes) -> str:
        resources = self._inner(page, b"Resources")
        fonts = self._inner(resources, b"Font")
        maps = {
            name: self._map(int(number))
            for name, number in re.findall(rb"/(\S+)\s+(\d+) 0 R", fonts)
        }
        (content,) = re.findall(rb"/Contents\s+(\d+) 0 R", page)
        return "".join(self._shown(self._data(int(content)), maps).split())

    def _inner(self, holder: bytes, name: bytes) -> bytes:
        """The dictionary under a name, be it in place or an object of its own."""
        found = re.search(rb"/" + name + rb"\s+(\d+) 0 R", holder)
        if found:
            return self.objects[int(found[1])]
        found = re.search(rb"/" + name + rb"\s*<<", holder)
        if not found:
            return b""
        depth, at = 1, found.end()
        while depth:
            step = re.search(rb"<<|>>", holder[at:])
            depth += 1 if step[0] == b"<<" else -1
            at += step.end()
        return holder[found.end() : at - 2]

    def _data(self, number: int) -> bytes:
        head, data = _STREAM.search(self.objects[number]).groups()
        return zlib.decompress(data) if b"FlateDecode" in head else data

    def _map(self, number: int) -> dict[int, str]:
        (reference,) = re.findall(rb"/ToUnicode\s+(\d+) 0 R", self.objects[number])
        table = self._data(int(reference))
        found = {}
        for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
            for glyph, letters in re.findall(rb"<(\w+)>\s*<(\w+)>", block):
                found[int(glyph, 16)] = bytes.fromhex(letters.decode()).decode("utf-16-be")
        for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
            for low, high, first in re.findall(rb"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
                for step in range(int(high, 16) - int(low, 16) + 1):
                    found[int(low, 16) + step] = chr(int(first, 16) + step)
        return found

    @staticmethod
    def _shown(content: bytes, maps: dict[bytes, dict[int, str]]) -> str:
        out, current = [], {}
        for token in _TOKEN.finditer(content):
            if token["font"]:
                current = maps.get(token["font"], {})
            elif token["hex"] is not None:
                out.append(_decoded(bytes.fromhex(token["hex"].decode()), current))
            elif token["text"] is not None:
                out.append(_decoded(_unescaped(token["text"]), current))
        return "".join(out)


def _is_page(body: bytes) -> bool:
    return bool(re.search(rb"/Type\s*/Page\b", body))


def _decoded(glyphs: bytes, letters: dict[int, str]) -> str:
    pairs = zip(glyphs[::2], glyphs[1::2], strict=False)
    return "".join(letters.get(high * 256 + low, "") for high, low in pairs)


def _unescaped(text: bytes) -> bytes:
    def one(match: re.Match[bytes]) -> bytes:
        code = match[1]
        return bytes([int(code, 8) & 255]) if code.isdigit() else _ESCAPES.get(code, code)

    return re.sub(rb"\\([0-7]{1,3}|.)", one, text, flags=re.DOTALL)
