"""``python -m apps.modelhub.serving``: serve registered models until SIGTERM or Ctrl-C."""

from __future__ import annotations

import asyncio
import fcntl
import os
import signal
import sys
import time
from pathlib import Path
from typing import TextIO

import django
from django.conf import settings

LOCK_SECONDS = 20  # for which a former server may take to end
HINT = "Another process serves the models of this data folder already."


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lepton_site.settings")
    django.setup()
    path = Path(settings.SERVE_SOCKET)
    lock = _locked(path.with_suffix(".lock"))
    if lock is None:
        sys.stderr.write(f"{HINT}\n")
        return 1
    with lock:
        asyncio.run(_serve(path))
    return 0


def _locked(path: Path) -> TextIO | None:
    """The file whose lock the one server holds; None if another keeps it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = path.open("a")
    until = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if time.monotonic() > until:
                file.close()
                return None
            time.sleep(0.1)
        else:
            return file


async def _serve(path: Path) -> None:
    from apps.modelhub.serving import door, site
    from apps.modelhub.serving.server import Server

    server = Server(site.pool(), door.listen(path))
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await server.start()
    try:
        await stop.wait()
    finally:
        await server.close()
        path.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
