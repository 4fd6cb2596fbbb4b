"""One measurement in a process of its own, so that no method inherits another's memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def in_fresh_process(
    module: str, environment: Mapping[str, str], method: str, path: Path, *rest: int
) -> dict[str, Any]:
    """What ``run(method, path, *rest)`` of ``module`` answers there, as JSON."""
    arguments = ", ".join([repr(method), f"Path({str(path)!r})", *map(repr, rest)])
    code = (
        f"import json; from pathlib import Path; from {module} import run;"
        f" print(json.dumps(run({arguments})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={**os.environ, **environment},
    )  # fmt: skip
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer
