"""constraints.txt: the exact public version of everything that Lepton can install.

    python -m deploy.constraints check     is it sound and complete? (no network)
    python -m deploy.constraints update    resolve every group for Python 3.11 to 3.13 and
                                           rewrite it; pins that still fit stay as they are
    python -m deploy.constraints wheels    is there a ready-made wheel of every pin for each Python
                                           on this system? pip resolves every group, which fetches
                                           gigabytes where the index has no metadata of its own

To raise a version, delete its line (or change it) and run ``update``.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import PackageNotFoundError, distribution, requires
from itertools import product
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from deploy.launch.install import requirements

ROOT = Path(__file__).resolve().parent.parent
PYTHONS = ("3.11", "3.12", "3.13")
GROUPS = ("base", "models", "export", "dask", "tracking", "test", "bench", "lint")
# torch's package for Linux with CUDA brings these, its CPU and macOS packages do not.
CUDA = re.compile(r"^(nvidia-|cuda-|triton$|setuptools$)")
_PIN = re.compile(r"^[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.!]*$")
_SYSTEMS = (
    {"sys_platform": "linux", "platform_system": "Linux", "platform_machine": "x86_64"},
    {"sys_platform": "linux", "platform_system": "Linux", "platform_machine": "aarch64"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "platform_machine": "arm64"},
)


class NotResolved(Exception):
    """pip cannot install every group for a Python; says which and why."""


def pins(text: str) -> dict[str, str]:
    """Canonical name → version, for the lines that are pins."""
    found = {}
    for line in text.splitlines():
        if _PIN.match(line):
            name, _, version = line.partition("==")
            found[_canonical(name)] = version
    return found


def faults_of_lines(text: str) -> Iterator[str]:
    """Lines that are no plain public pin: local versions, files, addresses, options, hashes."""
    for number, line in enumerate(text.splitlines(), 1):
        if line and not line.startswith("#") and not _PIN.match(line):
            yield f"line {number} is not 'name==public version': {line}"
    names = [_canonical(line.split("==")[0]) for line in text.splitlines() if "==" in line]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"{name} is pinned more than once"


def _canonical(name: str) -> str:
    return str(canonicalize_name(name))


def listed(root: Path = ROOT) -> list[str]:
    """Every requirement of pyproject.toml, all groups."""
    return [line for group in GROUPS for line in requirements(root, group)]


def closure(lines: Iterable[str]) -> set[str]:
    """Canonical names of what ``lines`` bring on any supported Python and system.

    Reads the metadata of what is installed here; what is not installed is counted, not followed.
    """
    waiting = [Requirement(line) for line in lines]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        requirement = waiting.pop()
        key = (_canonical(requirement.name), frozenset(requirement.extras))
        if key in seen:
            continue
        seen.add(key)
        for text in _metadata_of(requirement.name):
            needed = Requirement(text)
            if _applies(needed, key[1]):
                waiting.append(needed)
    return {name for name, _ in seen}


def _metadata_of(name: str) -> list[str]:
    try:
        return requires(name) or []
    except PackageNotFoundError:
        return []


def _is_installed(name: str) -> bool:
    try:
        return bool(distribution(name))
    except PackageNotFoundError:
        return False


def _applies(requirement: Requirement, extras: frozenset[str]) -> bool:
    """Whether the marker holds on any Python and system that we support."""
    marker = requirement.marker
    if marker is None:
        return True
    for version, system, extra in product(PYTHONS, _SYSTEMS, extras | {""}):
        values = {"python_version": version, "python_full_version": f"{version}.9", "extra": extra}
        if marker.evaluate({**system, **values}):
            return True
    return False


def faults(root: Path = ROOT) -> list[str]:
    """Everything that is wrong with constraints.txt, one line each."""
    text = (root / "constraints.txt").read_text(encoding="utf-8")
    pinned, needed = pins(text), closure(listed(root))
    unneeded = {name for name in pinned if name not in needed and not CUDA.match(name)}
    if not all(_is_installed(Requirement(line).name) for line in listed(root)):
        unneeded = set()  # what an absent package would bring cannot be told here
    return [
        *faults_of_lines(text),
        *(
            f"{name} is needed and has no pin"
            for name in sorted(needed - pinned.keys())
            if not CUDA.match(name)
        ),
        *(f"{name} is pinned and nobody needs it" for name in sorted(unneeded)),
    ]


def update(root: Path = ROOT) -> None:
    """Resolve all groups for every supported Python and write the union of what came out."""
    path = root / "constraints.txt"
    old = pins(path.read_text(encoding="utf-8"))
    found: dict[str, tuple[str, str]] = {}
    for version in PYTHONS:
        for item in _resolve(root, version):
            metadata = item["metadata"]
            found[_canonical(metadata["name"])] = (
                metadata["name"],
                metadata["version"].partition("+")[0],
            )
    # What only other systems need is not in the report; its pin stays if somebody asks for it.
    for name in closure(listed(root)) & old.keys():
        found.setdefault(name, (name, old[name]))
    lines = sorted((f"{name}=={version}" for name, version in found.values()), key=str.lower)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def wheels(root: Path = ROOT) -> list[str]:
    """What keeps pip from installing every group from wheels alone, for each Python and the system
    that this runs on.

    The person's configuration of pip counts but for folders of wheels (``find-links``): what lies
    in one, such as a build of torch of its own, says nothing about the public version.
    """
    with tempfile.TemporaryDirectory() as nothing, ThreadPoolExecutor(len(PYTHONS)) as pool:
        found = pool.map(lambda version: list(_faults_of_wheels(root, version, nothing)), PYTHONS)
        return [line for lines in found for line in lines]


def _faults_of_wheels(root: Path, version: str, nothing: str) -> Iterator[str]:
    try:
        resolved = _resolve(root, version, PIP_FIND_LINKS=nothing)
    except NotResolved as error:
        yield str(error)
        return
    pinned = pins((root / "constraints.txt").read_text(encoding="utf-8"))
    for item in resolved:
        if _canonical(item["metadata"]["name"]) not in pinned:
            yield f"Python {version}: {item['metadata']['name']} has no pin"


def _resolve(root: Path, version: str, **environment: str) -> list[dict[str, dict[str, str]]]:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        command = [
            *(sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "-q"),
            *("--only-binary", ":all:", "--python-version", version, "--target", folder),
            *("-c", str(root / "constraints.txt"), "--report", str(report), *listed(root)),
        ]
        known = {**os.environ, **environment}
        done = subprocess.run(command, env=known, stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            said = [line for line in done.stderr.splitlines() if line.startswith("ERROR:")]
            reason = " ".join(said) or done.stderr.strip() or "no reason given"
            raise NotResolved(f"Python {version}: pip says: {reason}")
        resolved: list[dict[str, dict[str, str]]] = json.loads(report.read_text())["install"]
    return resolved


def main(arguments: list[str]) -> int:
    if arguments == ["wheels"]:
        missing = wheels()
        print("\n".join(missing) or f"every pin has a wheel for Python {', '.join(PYTHONS)}")
        return int(bool(missing))
    if arguments == ["update"]:
        try:
            update()
        except NotResolved as error:
            print(error, file=sys.stderr)
            return 1
    elif arguments != ["check"]:
        print(__doc__)
        return 2
    wrong = faults()
    print("\n".join(wrong) or "constraints.txt is sound and complete")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
