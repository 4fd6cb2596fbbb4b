"""A disk that is really full: a small tmpfs over one folder."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest

from tests.faults.servers import ServerMissingError


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Callable[[], None]]:
    """``folder`` is a disk of ``size`` bytes, for processes that run already too; yields what
    fills it to the last byte. Mounting needs root, or sudo without a password: elsewhere the
    test skips (with CI set it fails); what remains are the tests in ``tests/jobs`` that pretend.
    """
    folder.mkdir(parents=True, exist_ok=True)
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not all(map(shutil.which, [*root[:1], "mount"])):
        _not_here("that needs root")
    made = subprocess.run(
        [*root, "mount", "-t", "tmpfs", "-o", f"size={size},mode=1777", "tmpfs", str(folder)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if made.returncode:
        _not_here(made.stderr.strip())
    try:
        yield lambda: _fill(folder)
    finally:
        subprocess.run([*root, "umount", "--lazy", str(folder)], check=True)


def _not_here(why: str) -> NoReturn:
    sentence = f"a small disk cannot be mounted here: {why}"
    if os.environ.get("CI"):
        raise ServerMissingError(sentence)
    pytest.skip(sentence)


def _fill(folder: Path) -> None:
    with (folder / "filler").open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 4096)
