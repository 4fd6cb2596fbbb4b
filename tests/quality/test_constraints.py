"""constraints.txt holds exact public versions of everything, and nothing else."""

import json

import pytest
from packaging.requirements import Requirement

from deploy import constraints
from deploy.constraints import ROOT

TEXT = (ROOT / "constraints.txt").read_text()
PROJECT = (ROOT / "pyproject.toml").read_text()


def test_every_line_is_a_public_pin():
    assert list(constraints.faults_of_lines(TEXT)) == []


def test_nothing_is_missing_and_nothing_is_left_over():
    assert constraints.faults() == []


@pytest.mark.parametrize(
    "line",
    [
        "torch==2.13.0+cpu",
        "torch @ file:///tmp/torch.whl",
        "torch @ https://host/torch.whl",
        "--index-url https://host/simple",
        "--extra-index-url https://host/simple",
        "-f wheels",
        "torch>=2",
        "torch==2.13.*",
        "torch==2.13.0 --hash=sha256:00",
        "torch==2.13.0; python_version < '3.12'",
        "torch",
    ],
)
def test_other_lines_are_rejected(line):
    assert list(constraints.faults_of_lines(f"django==5.2\n{line}\n"))


def test_a_name_pinned_twice_is_rejected_however_it_is_spelt():
    found = list(constraints.faults_of_lines("py_x==1\npy-X==2\n"))
    assert found == ["py-x is pinned more than once"]


def name_of(line):
    return Requirement(line).name


def copied(tmp_path, text, project=PROJECT):
    (tmp_path / "pyproject.toml").write_text(project)
    (tmp_path / "constraints.txt").write_text(text)
    return constraints.faults(tmp_path)


def test_a_missing_pin_is_named_also_of_what_a_dependency_brings(tmp_path):
    lines = [line for line in TEXT.splitlines() if not line.lower().startswith(("asgiref", "vine"))]
    assert copied(tmp_path, "\n".join(lines)) == [
        "asgiref is needed and has no pin",
        "vine is needed and has no pin",
    ]


PINS = "Django==5.2\nasgiref==3.8\nsqlparse==0.5\n"
SMALL = """
[project]
dependencies = ["Django"]
[project.optional-dependencies]
models = []
export = []
dask = []
tracking = []
test = []
bench = []
lint = [{absent}]
"""


def test_a_pin_that_nobody_needs_is_named(tmp_path):
    """Of a project whose packages are all installed, whatever else is installed here."""
    project = SMALL.format(absent="")
    assert copied(tmp_path, PINS, project) == []
    found = copied(tmp_path, PINS + "leftpad==1.0\n", project)
    assert found == ["leftpad is pinned and nobody needs it"]


def test_where_a_package_is_absent_nothing_is_called_unneeded(tmp_path):
    text = PINS + "leftpad==1.0\nnobody-has-this==1.0\n"
    assert copied(tmp_path, text, SMALL.format(absent='"nobody-has-this"')) == []


def test_a_pin_that_nobody_needs_is_named_in_the_whole_file(tmp_path):
    absent = [line for line in constraints.listed() if not constraints._is_installed(name_of(line))]
    if absent:
        pytest.skip(f"not installed, so what it would bring cannot be told: {absent[0]}")
    found = copied(tmp_path, TEXT + "leftpad==1.0\n")
    assert found == ["leftpad is pinned and nobody needs it"]


def test_markers_of_other_pythons_and_systems_count():
    applies = constraints._applies
    assert applies(Requirement("x; python_version >= '3.13'"), frozenset())
    assert applies(Requirement("x; sys_platform == 'darwin'"), frozenset())
    assert not applies(Requirement("x; python_version < '3.11'"), frozenset())
    assert not applies(Requirement("x; sys_platform == 'win32'"), frozenset())
    assert applies(Requirement("x; extra == 's3'"), frozenset({"s3"}))
    assert not applies(Requirement("x; extra == 's3'"), frozenset())


FAKE = """#!/bin/sh
echo "$PIP_FIND_LINKS" >> {log}
case "$*" in *"--python-version 3.12 "*)
    echo "WARNING: a location is ignored" >&2
    echo "ERROR: No matching distribution found for pyarrow==21.0" >&2
    exit 1;;
esac
while [ "$1" != --report ]; do shift; done
cp {report} "$2"
"""


def test_pip_is_asked_for_each_python_and_what_it_lacks_is_named(tmp_path, monkeypatch):
    report = tmp_path / "report.json"
    report.write_text(
        json.dumps({"install": [{"metadata": {"name": name}} for name in ("Django", "left_pad")]})
    )
    fake = tmp_path / "python"
    fake.write_text(FAKE.format(report=report, log=tmp_path / "asked"))
    fake.chmod(0o755)
    monkeypatch.setattr(constraints.sys, "executable", str(fake))
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))
    assert constraints.wheels() == [
        "Python 3.11: left_pad has no pin",
        "Python 3.12: pip says: ERROR: No matching distribution found for pyarrow==21.0",
        "Python 3.13: left_pad has no pin",
    ]
    # A folder of wheels of this machine's own says nothing about public versions.
    asked = (tmp_path / "asked").read_text().splitlines()
    assert len(asked) == 3
    assert str(tmp_path / "wheels") not in asked
