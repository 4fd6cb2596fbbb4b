"""``python -m benchmarks [name ...]``: run the benchmarks and write RESULTS.md."""

from __future__ import annotations

import importlib
import pkgutil
import sys
import traceback

import benchmarks
from benchmarks.record import write_section

NOT_BENCHMARKS = {"__main__", "record", "soak"}


def names() -> list[str]:
    """Every benchmark of this folder."""
    found = [module.name for module in pkgutil.iter_modules(benchmarks.__path__)]
    return [name for name in found if name not in NOT_BENCHMARKS and not name.startswith("_")]


def main(chosen: list[str]) -> int:
    failed = []
    for name in chosen or names():
        print(f"── {name}", flush=True)
        try:
            module = importlib.import_module(f"benchmarks.{name}")
            body = module.main()
        except Exception:  # noqa: BLE001 - one that fails must not hide the others' figures
            traceback.print_exc()
            failed.append(name)
            continue
        write_section(module.TITLE, body)
        print(body, flush=True)
    if failed:
        print(f"These benchmarks failed: {', '.join(failed)}", file=sys.stderr)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
