"""What the suite reads of sources: their texts, and what importing them brings along."""

from __future__ import annotations

import ast
import importlib
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

HEAVY = ("numpy", "scipy", "torch", "pandas", "polars", "pyarrow", "sklearn", "transformers")


def literals(packages: Sequence[str]) -> Iterator[str]:
    """Every string literal in the source of these modules and packages."""
    for name in packages:
        yield from _literals(name)


@cache
def _literals(package: str) -> frozenset[str]:
    """Of one of them: several suites ask for the same."""
    module = importlib.import_module(package)
    folders = list(getattr(module, "__path__", ()))
    paths = [path for folder in folders for path in Path(folder).rglob("*.py")]
    return frozenset(
        node.value
        for path in paths or [Path(str(module.__file__))]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@cache
def imported(modules: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter that imports these and says what heavy ones came along: once for all
    suites of one engine.
    """
    code = (
        f"import sys, importlib; [importlib.import_module(name) for name in {modules!r}];"
        f" print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env=_environment(),
    )


def _environment() -> dict[str, str]:
    """This process's environment and import path, for a fresh interpreter."""

    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
