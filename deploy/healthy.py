"""Exit status 0 when the web process on this machine is ready, or with ``serve`` the process that
keeps models in memory: for container health checks.
"""

from __future__ import annotations

import os
import sys
import urllib.error
import urllib.request

from apps.modelhub.serving import door, frames
from deploy.launch.config import read_config

SECONDS = 4


def main(arguments: list[str]) -> int:
    return serving() if arguments == ["serve"] else web()


def serving() -> int:
    try:
        door.exchange(read_config().var / door.NAME, frames.packed(door.FIGURES), SECONDS)
    except (door.AwayError, door.SilentError) as error:
        print(error or "no answer in time", file=sys.stderr)
        return 1
    return 0


def web() -> int:
    address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/health/ready"
    headers = {"Host": "localhost", "X-Forwarded-Proto": "https"}  # as the proxy in front would
    try:
        with urllib.request.urlopen(
            urllib.request.Request(address, headers=headers), timeout=SECONDS
        ) as answer:
            return 0 if answer.status == 200 else 1
    except (urllib.error.URLError, OSError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
