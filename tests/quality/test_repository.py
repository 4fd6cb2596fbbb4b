"""Nothing in the repository names a machine, a mirror or a person's folder."""

import re
import subprocess

import pytest

from deploy.launch.config import ROOT

# Put together here, so that this file does not hold what it looks for.
FOLDERS = "|".join(["work", "root", "opt", "home/[a-z]+", "Users/[A-Za-z]+"])
HOSTS = "|".join(["pypi" + r"\.org", "python" + r"hosted\.org", "npm" + r"js\.org"])
FORBIDDEN = re.compile(rf"(?<![\w.}}/~-])/(?:{FOLDERS})/[\w.]|(?:{HOSTS})")
BINARY = {".png", ".jpg", ".ico", ".ttf", ".woff", ".woff2", ".gz", ".parquet", ".xlsx", ".mo"}


def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [name for name in listed.stdout.split("\0") if name]


@pytest.mark.parametrize(
    "text", ["see /" + "work/x", '"/' + "opt/wheels", "/ho" + "me/ann/x", "https://pyp" + "i.org/x"]
)
def test_what_is_looked_for(text):
    assert FORBIDDEN.search(text)


@pytest.mark.parametrize(
    "text", ["docs/wo" + "rk/x", "{VAR}/wo" + "rk/x", "teamwork/x", "a /wo" + "rkbench"]
)
def test_what_is_not(text):
    assert not FORBIDDEN.search(text)


def test_no_tracked_file_names_a_machine_path_or_a_registry():
    named = []
    for name in tracked():
        path = ROOT / name
        if path.suffix in BINARY or not path.is_file() or name.startswith("static/vendor/"):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        named += [f"{name}: {found[0]}" for found in [FORBIDDEN.search(text)] if found]
    assert named == []


def test_nothing_generated_is_tracked():
    generated = re.compile(r"\.(mo|pyc|sqlite3)$|(^|/)(var|\.venv|node_modules)/")
    assert [name for name in tracked() if generated.search(name)] == []
