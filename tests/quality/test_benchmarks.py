"""The record of results: sections are replaced, never lost."""

import importlib
import re
import shutil
import subprocess

import pytest

from benchmarks import record, soak
from benchmarks.__main__ import names


def test_a_section_replaces_its_older_self_and_nothing_else(tmp_path):
    path = tmp_path / "RESULTS.md"
    record.write_section("One", "first \\1", path)
    record.write_section("Two", "second", path)
    record.write_section("One", "third \\1", path)
    text = path.read_text()
    assert text.startswith("# Results")
    assert "first" not in text
    assert text.index("## One") < text.index("third \\1") < text.index("## Two")
    assert text.count("## ") == 2
    assert text.count("Commit ") == 2


def test_every_benchmark_has_a_title_of_its_own_and_a_main():
    modules = [importlib.import_module(f"benchmarks.{name}") for name in names()]
    assert modules
    assert len({module.TITLE for module in modules}) == len(modules)
    assert all(callable(module.main) for module in modules)


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("", "| a.b.test_x | passed | 1.5 |  |"),
        ("<failure/>", "| a.b.test_x | failure | 1.5 |  |"),
        (
            '<properties><property name="jobs" value="9"/></properties>',
            "| a.b.test_x | passed | 1.5 | jobs = 9 |",
        ),
    ],
)
def test_the_table_of_a_soak_run(tmp_path, inside, shown):
    path = tmp_path / "r.xml"
    case = f'<testcase classname="tests.a.b" name="test_x" time="1.5">{inside}</testcase>'
    path.write_text(f"<testsuites><testsuite>{case}</testsuite></testsuites>")
    assert soak.table(path).splitlines()[-1] == shown


def _git(*words):
    return subprocess.run(
        ["git", *words], cwd=record.RESULTS.parent, capture_output=True, text=True
    )


def test_every_commit_of_the_record_is_one_of_ours():
    if (
        shutil.which("git") is None
        or _git("rev-parse", "--is-shallow-repository").stdout != "false\n"
    ):
        pytest.skip("needs git and the whole history")
    named = re.findall(r"\bCommit ([0-9a-f]{7,40})\b", record.RESULTS.read_text())
    assert named
    lost = [one for one in named if _git("merge-base", "--is-ancestor", one, "HEAD").returncode]
    assert lost == []
