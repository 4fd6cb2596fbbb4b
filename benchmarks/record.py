"""RESULTS.md: one section for each benchmark, replaced by every new run."""

from __future__ import annotations

import datetime
import os
import platform
import re
import subprocess
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "RESULTS.md"
HEAD = (
    "# Results\n\nWritten by `make bench` and `make soak`; each section tells its own commit and"
    " date.\nFigures depend on the machine: compare the columns of one section.\n"
)


def write_section(title: str, body: str, path: Path = RESULTS) -> None:
    """Put ``body`` under ``## title``, in the place of what stood there."""
    text = path.read_text(encoding="utf-8") if path.exists() else HEAD
    section = f"## {title}\n\n{provenance()}\n\n{body.strip()}\n"
    old = re.compile(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    if old.search(text):
        text = old.sub(lambda _: section + "\n", text)
    else:
        text = f"{text.rstrip()}\n\n{section}"
    path.write_text(text.rstrip() + "\n", encoding="utf-8")


def provenance() -> str:
    """Commit, date and machine, in one line."""
    now = datetime.datetime.now(datetime.UTC)
    cores, system = os.cpu_count(), f"{platform.system()} {platform.machine()}"
    return (
        f"Commit {commit()}, {now:%Y-%m-%d %H:%M} UTC, Python {platform.python_version()},"
        f" {system}, {cores} cores."
    )


def commit() -> str:
    """The short hash, with a plus sign when files differ from it."""

    def git(*arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=RESULTS.parent, capture_output=True, text=True, check=False
        )
        return done.stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no", "--", ":!RESULTS.md")
    return (git("rev-parse", "--short", "HEAD") or "unknown") + ("+" if changed else "")
