"""Finding every string that is marked for translation, in Python files and Django templates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_python

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "msg": None,
    "msgn": (1, 2),
    "mark": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# First folders under templates/ that are not named after one of our apps.
TEMPLATE_OWNERS = {"account": "accounts", "allauth": "accounts", "mfa": "accounts"}
TEMPLATE_OWNERS |= {"usersessions": "accounts"}
FALLBACK_OWNER = "core"

_ALIAS = re.compile(r"^from django\.utils\.translation import (\w+) as (\w+)$", re.M)
_CALL = re.compile(r"(?<![\w.])(n?p?gettext|_)\(")
_LITERAL = re.compile(r"""\s*(u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"))\s*(,|\))""")


@dataclass(frozen=True)
class Found:
    """A marked string: ``msgid`` is a pair for a plural form; ``path`` is relative to the root."""

    msgid: str | tuple[str, str]
    context: str | None
    path: str
    line: int


def owner_of(path: Path, apps: frozenset[str]) -> str:
    """The app whose catalogue holds the strings of ``path`` (relative to the repository)."""
    parts = path.parts
    if parts[0] == "apps" and len(parts) > 2:
        return parts[1]
    if parts[0] == "templates" and len(parts) > 2:
        folder = parts[1]
        return folder if folder in apps else TEMPLATE_OWNERS.get(folder, FALLBACK_OWNER)
    return FALLBACK_OWNER


def extract(root: Path) -> dict[str, list[Found]]:
    """All marked strings below ``root``, by app, in order of file and line."""
    apps = frozenset(path.parent.name for path in root.glob("apps/*/apps.py"))
    found: dict[str, list[Found]] = {app: [] for app in sorted(apps)}
    for path in source_files(root):
        relative = path.relative_to(root)
        reader = from_template if path.suffix in {".html", ".txt"} else from_python
        found[owner_of(relative, apps)].extend(reader(path, relative.as_posix()))
    return found


def source_files(root: Path) -> Iterator[Path]:
    """Python files and templates whose strings a person may read; migrations are left out."""
    for path in sorted([*root.glob("apps/**/*.py"), *root.glob("lepton_site/*.py")]):
        if "migrations" not in path.parts:
            yield path
    for pattern in ("templates/**/*", "apps/*/templates/**/*"):
        yield from sorted(path for path in root.glob(pattern) if path.suffix in {".html", ".txt"})


def from_python(path: Path, name: str) -> list[Found]:
    """Marked strings of a Python file."""
    strings = []
    keywords = KEYWORDS | _other_names(path.read_text(encoding="utf-8"))
    with path.open("rb") as file:
        for line, function, messages, _ in extract_python(file, keywords, (), {}):
            texts = [text for text in _as_sequence(messages) if isinstance(text, str)]
            if texts and texts[0]:
                strings.append(_found(str(function or "_"), texts, name, line))
    return strings


def _other_names(source: str) -> dict[str, Any]:
    """``from django.utils.translation import gettext as _now`` makes ``_now`` a keyword too."""
    named = [(found[1], found[2]) for found in _ALIAS.finditer(source)]
    return {alias: KEYWORDS[name] for name, alias in named if name in KEYWORDS and alias != "_"}


def from_template(path: Path, name: str) -> list[Found]:
    """Marked strings of a Django template: translate, blocktranslate and ``_()`` in any tag."""
    from django.utils.translation.template import templatize

    source = templatize(path.read_text(encoding="utf-8"), origin=name)
    strings = []
    for call in _CALL.finditer(source):
        texts = _literals(source, call.end())
        if texts and texts[0]:
            line = source.count("\n", 0, call.start()) + 1
            strings.append(_found(call[1], texts, name, line))
    return strings


def _literals(source: str, position: int) -> list[str]:
    texts = []
    while literal := _LITERAL.match(source, position):
        texts.append(ast.literal_eval(literal[1]))
        position = literal.end()
        if literal[2] == ")":
            break
    return texts


def _as_sequence(messages: object) -> list[object]:
    return list(messages) if isinstance(messages, list | tuple) else [messages]


def _found(function: str, texts: list[str], name: str, line: int) -> Found:
    context = texts.pop(0) if function.startswith(("pgettext", "npgettext")) else None
    plural = function.startswith(("ngettext", "npgettext", "msgn")) and len(texts) > 1
    return Found((texts[0], texts[1]) if plural else texts[0], context, name, line)
