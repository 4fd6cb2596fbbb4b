"""The typed Python client in ``clients/python/``, generated from the OpenAPI schema.

python -m deploy.client write   make it anew
python -m deploy.client check   is it what the schema gives? (a gate of make lint)
"""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "clients" / "python"
PACKAGE = HOME / "lepton_client"


def generate(folder: Path) -> Path:
    """The package that the schema of this checkout gives, below ``folder``.

    Raises ``CalledProcessError`` when the schema or the generator has a warning: an operation that
    is left out would be missed only by whoever needs it.
    """
    schema, made = folder / "schema.json", folder / PACKAGE.name
    described = ["manage.py", "spectacular", "--fail-on-warn", "--format", "openapi-json"]
    _run([*described, "--file", str(schema)], folder)
    generator = ["-m", "openapi_python_client", "generate", "--fail-on-warning", "--meta", "none"]
    options = ["--path", str(schema), "--config", str(HOME / "generator.yaml")]
    _run([*generator, *options, "--output-path", str(made)], folder)
    (made / "py.typed").touch()
    return made


def _run(arguments: list[str], folder: Path) -> None:
    """A language of its own and no plugins: the client is of Lepton as it comes."""
    tools = str(Path(sys.executable).parent)  # the generator calls ruff by name
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={
            **os.environ,
            "PATH": f"{tools}{os.pathsep}{os.environ.get('PATH', '')}",
            "LEPTON_PLUGINS": "",
            "LEPTON_VAR": str(folder / "var"),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print(done.stdout + done.stderr, file=sys.stderr)
        done.check_returncode()


def differences(one: Path, other: Path) -> list[str]:
    """Files that are in one folder only, or differ."""
    names = sorted(_names(one) | _names(other))
    _same, differing, missing = filecmp.cmpfiles(one, other, names, shallow=False)
    return sorted(differing + missing)


def _names(folder: Path) -> set[str]:
    """The sources, without what tools leave beside them."""
    found = [*folder.rglob("*.py"), *folder.rglob("py.typed")]
    return {path.relative_to(folder).as_posix() for path in found}


def main(arguments: list[str]) -> int:
    if arguments not in (["write"], ["check"]):
        print(__doc__)
        return 2
    with tempfile.TemporaryDirectory(prefix="lepton-client-") as folder:
        made = generate(Path(folder))
        found = differences(made, PACKAGE)
        if arguments == ["write"]:
            shutil.rmtree(PACKAGE, ignore_errors=True)
            shutil.copytree(made, PACKAGE, ignore=shutil.ignore_patterns("__pycache__", ".*cache"))
            print(f"{len(found)} files of the client changed")
        elif found:
            print("\n".join([*found, "The client lags behind the schema: run make client."]))
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
