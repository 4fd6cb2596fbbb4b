"""Files and functions stay small enough to be read in one go."""

import ast
from pathlib import Path

import pytest

from deploy.launch.config import ROOT

FILE_LINES = 400
TEST_LINES = 500  # tables of cases
FUNCTION_LINES = 60
FOLDERS = ("apps", "lepton_site", "deploy", "benchmarks", "tests")


def python_files() -> list[Path]:
    found = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def own_assets() -> list[Path]:
    found = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("static/**/*.js")]
    return sorted(path for path in found if "vendor" not in path.parts)


def limit(path: Path) -> int:
    return TEST_LINES if ROOT / "tests" in path.parents else FILE_LINES


def long_functions(source: str) -> list[str]:
    return [
        f"{node.name} (line {node.lineno}: {node.end_lineno - node.lineno + 1} lines)"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    ]


@pytest.mark.parametrize("lines", [FUNCTION_LINES, FUNCTION_LINES + 1])
def test_the_measure_itself(lines):
    source = "def f():\n" + "    x = 1\n" * (lines - 1)
    assert bool(long_functions(source)) == (lines > FUNCTION_LINES)


def test_no_function_is_too_long():
    long = {
        str(path.relative_to(ROOT)): found
        for path in python_files()
        if (found := long_functions(path.read_text(encoding="utf-8")))
    }
    assert long == {}


def test_no_file_is_too_long():
    long = {
        str(path.relative_to(ROOT)): count
        for path in [*python_files(), *own_assets()]
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > limit(path)
    }
    assert long == {}
