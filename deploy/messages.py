"""The message catalogues: ``apps/<app>/locale/zh_Hans/LC_MESSAGES/django.po``.

    python -m deploy.messages update [app ...]    write new strings into the .po files, keep the
                                                  translations there are, drop what is unused
    python -m deploy.messages missing [app ...]   list what has no (or no sound) translation yet
    python -m deploy.messages compile             make the .mo files (only Babel is needed)
    python -m deploy.messages check               exit 1 when any string lacks a sound translation

``make messages`` runs ``update``, ``compile`` and ``missing``. Strings of ``templates/<app>/`` and
``apps/<app>/`` belong to that app's catalogue; those of ``lepton_site/`` and of error pages belong
to ``core``. A translation keeps every placeholder of its English text: ``{name}``, ``%(name)s``.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from deploy.extraction import Found, extract

ROOT = Path(__file__).resolve().parent.parent
LOCALE = "zh_Hans"
HEADER = "# Chinese (Simplified) messages of Lepton."
_PLACEHOLDER = re.compile(r"%\((\w+)\)[#0\- +]*[\d.]*[a-zA-Z]|(?<!\{)\{(\w+)[^{}]*\}(?!\})")
_BLANK = re.compile(r"[，。；：！？、）] | [，。；：！？、（]")  # LF may stand there
# Header lines that change with every run or say nothing.
_UNUSED_HEADERS = tuple(
    f'"{name}'
    for name in (
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
        "Project-Id-Version",
        "Report-Msgid-Bugs-To",
    )
)


def catalogue_path(app: str, root: Path = ROOT) -> Path:
    return root / "apps" / app / "locale" / LOCALE / "LC_MESSAGES" / "django.po"


def update(apps: list[str], root: Path = ROOT) -> None:
    """Bring the catalogues of ``apps`` (all when empty) in line with the sources."""
    for app, strings in extract(root).items():
        path = catalogue_path(app, root)
        if (apps and app not in apps) or not (strings or path.exists()):
            continue
        text = _po_text(_merged(strings, _read(path)))
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def _read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale=LOCALE)
    with path.open("rb") as file:
        return read_po(file, locale=LOCALE, ignore_obsolete=True)


def _merged(strings: list[Found], old: Catalog) -> Catalog:
    new = Catalog(locale=LOCALE, header_comment=HEADER, fuzzy=False)
    for found in strings:
        known = old.get(found.msgid, found.context)
        same_form = known is not None and known.pluralizable == isinstance(found.msgid, tuple)
        new.add(
            found.msgid,
            known.string if known and same_form else "",
            locations=[(found.path, 0)],
            flags=known.flags & {"fuzzy"} if known else (),
            user_comments=known.user_comments if known else (),
            context=found.context,
        )
    return new


def _po_text(catalog: Catalog) -> str:
    file = io.BytesIO()
    write_po(file, catalog, width=0, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    lines = file.getvalue().decode("utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(_UNUSED_HEADERS))


def compile_catalogues(root: Path = ROOT) -> int:
    """Make each .mo that is missing or older than its .po; return how many were made."""
    made = 0
    for path in sorted(root.glob(f"apps/*/locale/{LOCALE}/LC_MESSAGES/django.po")):
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns > path.stat().st_mtime_ns:
            continue
        file = io.BytesIO()
        write_mo(file, _read(path))
        partial = target.with_suffix(f".{os.getpid()}.tmp")
        partial.write_bytes(file.getvalue())
        partial.replace(target)
        made += 1
    return made


def problems(apps: list[str], root: Path = ROOT) -> Iterator[str]:
    """One line for each string without a sound translation: where, what is wrong, which."""
    for app, strings in extract(root).items():
        if apps and app not in apps:
            continue
        catalog = _read(catalogue_path(app, root))
        for found in strings:
            fault = fault_of(catalog.get(found.msgid, found.context), found.msgid)
            if fault:
                yield f"{found.path}:{found.line}: {fault}: {found.msgid!r}"


def fault_of(message: Message | None, msgid: str | tuple[str, str]) -> str:
    """What is wrong with a translation, or the empty string."""
    if message is None:
        return "not in the catalogue (run 'make messages')"
    string = message.string or ""
    translations = [string] if isinstance(string, str) else list(string)
    if not translations or not translations[0].strip():
        return "not translated"
    if message.fuzzy:
        return "marked fuzzy"
    english = msgid if isinstance(msgid, str) else msgid[-1]
    for text in filter(None, translations):
        if placeholders(text) != placeholders(english):
            return f"placeholders differ in {text!r}"
        if _BLANK.search(text):
            return f"a blank beside full-width punctuation in {text!r}"
    return ""


def placeholders(text: str) -> set[str]:
    """Names of ``%(name)s`` and ``{name}`` fields."""
    return {match[1] or match[2] for match in _PLACEHOLDER.finditer(text)}


def main(arguments: list[str]) -> int:
    command, *apps = arguments or ["help"]
    if command == "update":
        update(apps)
    elif command == "compile":
        print(f"{compile_catalogues()} catalogues compiled")
    elif command in {"missing", "check"}:
        lines = list(problems(apps))
        print("\n".join([*lines, f"{len(lines)} strings lack a sound translation"]))
        return 1 if lines and command == "check" else 0
    else:
        print(__doc__)
        return 0 if command == "help" else 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
