"""``python -m benchmarks._scale sqlite|postgresql``: one back end, in a process of its own.

Prints one JSON line: ``{"pages": [{"name", "few", "many", ...}, ...], "sizes", "rounds", "where",
"load"}``, or ``{"missing": why}`` where no server can be reached. Times are medians in ms.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from typing import Any

from benchmarks._scale.servers import SERVERS, NoServerError

ROUNDS = int(os.environ.get("SCALE_ROUNDS", "15"))
SHARE = float(os.environ.get("SCALE_SHARE", "1"))  # of the full site's rows, to try it out


def main(backend: str) -> dict[str, Any]:
    from benchmarks._scale.site import prepare

    with SERVERS[backend]() as pair:
        site = prepare(pair.folder, pair.first)
        from django.db import connections

        from benchmarks._scale.fill import FULL, ONE_PAGE, Filling, part_of
        from benchmarks._scale.measure import Sites, measure, pages_of

        filling = Filling(site)
        filling.grow(ONE_PAGE)
        connections["default"].close()
        sites = Sites(*pair.copy())
        sites.use("many")
        full = part_of(FULL, SHARE)
        filling.grow(full)
        for key in ("few", "many"):
            sites.use(key)
            settle(backend)
        found = [page.told() for page in measure(site, sites, pages_of(site), ROUNDS)]
        sites.close()
    sizes = {"few": asdict(ONE_PAGE), "full": asdict(full)}
    told = {"pages": found, "sizes": sizes, "rounds": ROUNDS}
    return {**told, "where": pair.where, "load": os.getloadavg()[0]}


def settle(backend: str) -> None:
    """What a server does by itself within minutes: autovacuum, and the log written back."""
    from django.db import connection

    statement = {"sqlite": "PRAGMA wal_checkpoint(TRUNCATE)", "postgresql": "VACUUM ANALYZE"}
    with connection.cursor() as cursor:
        cursor.execute(statement[backend])
    connection.close()  # what it was filled with ends with it


if __name__ == "__main__":
    try:
        answer = main(sys.argv[1])
    except NoServerError as missing:
        answer = {"missing": str(missing)}
    print(json.dumps(answer))
