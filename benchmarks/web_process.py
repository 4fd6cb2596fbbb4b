"""How small the web process is and how fast it starts, beside Django with nothing in it."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

TITLE = "Web process"
ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
LIMIT_MB = 200
TAIL = """
import json, sys, time, psutil
heavy = {"torch", "transformers", "scipy", "sklearn", "polars", "pandas"} & set(sys.modules)
print(json.dumps({
    "rss": psutil.Process().memory_info().rss, "seconds": time.time() - STARTED,
    "heavy": sorted(heavy), "modules": len(sys.modules),
}))
"""
LEPTON = """
import time; STARTED = time.time()
from lepton_site.wsgi import application
from django.test import RequestFactory
from django.urls import get_resolver, reverse
def visit(patterns):
    for pattern in patterns:
        visit(getattr(pattern, "url_patterns", []))
visit(get_resolver().url_patterns)
"""
BARE = """
import time; STARTED = time.time()
from django.conf import settings
settings.configure(ALLOWED_HOSTS=["*"], INSTALLED_APPS=[
    "django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes",
    "django.contrib.sessions", "django.contrib.messages", "django.contrib.staticfiles"])
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
"""


def measure(code: str) -> dict[str, float]:
    """Medians over several fresh processes."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "LEPTON_VAR": folder}
        environment["DJANGO_SETTINGS_MODULE"] = "lepton_site.settings"
        runs = [
            json.loads(
                subprocess.run(
                    [sys.executable, "-c", code + TAIL],
                    cwd=ROOT,
                    env=environment,
                    capture_output=True,
                    text=True,
                    check=True,
                ).stdout.splitlines()[-1]
            )
            for _ in range(RUNS)
        ]
    if any(run["heavy"] for run in runs):
        raise AssertionError(f"loaded at start: {runs[0]['heavy']}")
    return {
        key: statistics.median(run[key] for run in runs) for key in ("rss", "seconds", "modules")
    }


def main() -> str:
    lepton, bare = measure(LEPTON), measure(BARE)
    megabytes = lepton["rss"] / 2**20
    if megabytes > LIMIT_MB:
        raise AssertionError(f"the web process takes {megabytes:.0f} MB, more than {LIMIT_MB} MB")
    rows = [
        ("RSS with every URL loaded, MB", lepton["rss"] / 2**20, bare["rss"] / 2**20, ".0f"),
        ("start until WSGI is ready, s", lepton["seconds"], bare["seconds"], ".2f"),
        ("modules loaded", lepton["modules"], bare["modules"], ".0f"),
    ]
    lines = ["| | Lepton | Django with its admin only | ratio |", "| --- | ---: | ---: | ---: |"]
    lines += [f"| {name} | {a:{f}} | {b:{f}} | {a / b:.2f} |" for name, a, b, f in rows]
    limits = f"Limit: {LIMIT_MB} MB; no torch, transformers, scipy, polars or pandas at start."
    return "\n".join([*lines, "", f"Medians of {RUNS} fresh processes. {limits}"])
