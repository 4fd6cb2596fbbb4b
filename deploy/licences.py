"""Licences of everything that Lepton installs for its users, against what may be shipped.

``python -m deploy.licences`` looks at the base and models parts with all that they bring. Tools
that only tests and linters need do not travel with the product and are not looked at.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from deploy.constraints import closure
from deploy.launch.install import requirements

ROOT = Path(__file__).resolve().parent.parent
ALLOWED = re.compile(
    r"^(0BSD|Apache([ -]?2\.0)?( Software)?( License)?|Apache-2\.0 WITH LLVM-exception"
    r"|(3-Clause |2-Clause )?BSD([ -][23]-Clause)?( License)?|BSL-1\.0|CC0-1\.0|CNRI-Python"
    r"|HPND|ISC( License)?( \(ISCL\))?|(L|Lesser )GPL-[23](\.[01])?(-only|-or-later)?"
    r"|MIT(-0|-CMU)?( License)?|NCSA|MPL-2\.0|Mozilla Public License 2\.0 \(MPL 2\.0\)"
    r"|PSF-2\.0|Python Software Foundation License|Unlicense|Zlib)$"
)
# By name, with the reason. GPL and AGPL are never accepted.
EXCEPTIONS = {
    "qrcode": "BSD; 'Other/Proprietary' is the classifier of the MIT code that it carries",
}
NEVER = re.compile(r"(?<![L-])\bA?GPL(?!-compatible)", re.IGNORECASE)


def is_allowed(licence: str) -> bool:
    """Every licence joined by ';' or AND must be allowed, and one of those joined by OR."""
    conditions = re.split(r"\s*;\s*|\s+AND\s+", licence.strip())
    return all(
        any(ALLOWED.match(choice.strip()) for choice in re.split(r"\s+OR\s+", condition))
        for condition in conditions
    )


def refusals(packages: Iterable[tuple[str, str]]) -> list[str]:
    """One line for each (name, licence) that may not be shipped."""
    return [
        f"{name}: {licence}"
        for name, licence in packages
        if not is_allowed(licence) and (name not in EXCEPTIONS or NEVER.search(licence))
    ]


def installed() -> list[tuple[str, str]]:
    """Name and licence of each package of base and models, as far as they are installed."""
    names = closure(requirements(ROOT, "base") + requirements(ROOT, "models"))
    command = [sys.executable, "-m", "piplicenses", "--format=json", "--from=mixed"]
    done = subprocess.run(
        [*command, "--packages", *sorted(names)], capture_output=True, text=True, check=True
    )
    return [(item["Name"], item["License"]) for item in json.loads(done.stdout)]


def main() -> int:
    packages = installed()
    refused = refusals(packages)
    print("\n".join(refused) or f"{len(packages)} packages have licences that may be shipped")
    return int(bool(refused))


if __name__ == "__main__":
    sys.exit(main())
