"""Exit status 0 when the web process on this machine is ready: for container health checks."""

from __future__ import annotations

import os
import sys
import urllib.error
import urllib.request

SECONDS = 4


def main() -> int:
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
    sys.exit(main())
