"""``python -m apps.jobs.reports.writers pdf``: the document as JSON in, the file's bytes out.

A process of its own keeps typst, lxml and nbformat out of the web process, gives their memory back
at once, and can be ended when it takes too long.
"""

from __future__ import annotations

import importlib
import resource
import sys

from apps.jobs.reports.document import Document

MEMORY = 2 * 1024**3  # of addresses; the longest report takes a tenth of it
MODULES = {"pdf": "pdf", "docx": "word", "notebook": "notebook"}


def main(kind: str) -> int:
    _limit_memory()
    writer = importlib.import_module(f"apps.jobs.reports.writers.{MODULES[kind]}")
    document = Document.model_validate_json(sys.stdin.buffer.read())
    sys.stdout.buffer.write(writer.write(document))
    return 0


def _limit_memory() -> None:
    if sys.platform == "linux":  # elsewhere the limit counts what is only reserved
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
