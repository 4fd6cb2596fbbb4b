"""What both sites begin with: the sample project with its fits run and one prediction made, and a
few rows of everything that its pages show (``tests.e2e.site``). ``fill`` then adds to it: as much
as fills one page to the nearly empty site, and years of it to the full one.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from subprocess import run
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent


def prepare(folder: str, database_url: str) -> Any:
    """A site in ``folder`` with its rows in the database of that address; the rows that page
    addresses are built from (``tests.e2e.site.Site``)."""
    os.environ |= {
        "LEPTON_VAR": folder,
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "lepton_site.settings",
        "API_RATE": "100000/min",
        "LOG_LEVEL": "WARNING",
    }
    os.environ.pop("CELERY_BROKER_URL", None)
    run([sys.executable, "-m", "deploy.prepare"], cwd=ROOT, check=True, stdout=sys.stderr)
    import django

    django.setup()
    from deploy.shots import predict_once, wait_for_fits, working
    from tests.e2e.site import the_site

    with working():
        wait_for_fits()
        site = the_site()
        predict_once(site)
    return site
