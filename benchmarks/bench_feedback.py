"""Many records of feedback: taking in, lists, filters, search for rare, common, absent terms.

    FEEDBACK_ROWS=1000000 python -m benchmarks bench_feedback

Needs LEPTON_DATA with the real texts (crosswoz, multidogo_finance). SQLite always; PostgreSQL where
FEEDBACK_POSTGRESQL is the address of an empty database (postgres://…), which it fills.
Pages go through the whole WSGI stack in one process; no network.
"""

from __future__ import annotations

import csv
import json
import os
import random
import statistics
import tempfile
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks._fresh import in_fresh_process
from benchmarks._texts import folder

TITLE = "Feedback: a store of many records"
MODULE = "benchmarks.bench_feedback"
ROWS, BATCH, SENT, REPEATS = 1_000_000, 500, 10_000, 20
PROCESSES = 2  # that take in at once: the machine of the goal has two cores
GOAL_MS, GOAL_RATE = 300, 3_000
RARE, RARE_EVERY = "quasselstrippe", 20_000
COUNTRIES = ("CHN", "USA", "GBR", "DEU", "SGP", "ISL")
WEIGHTS = (40, 30, 15, 10, 4.99, 0.01)
PAGES = {
    "list": "",
    "page 200": "page=200",
    "market of 10 %": "country=DEU",
    "market of 0.01 %": "country=ISL",
    "repetitions, ratings of 1": "duplicates=on&rating_max=1",
    "three months": "since=2025-03-01&until=2025-05-31",
    "search: rare": f"q={RARE}",
    "search: absent": "q=floccinaucinihil",
    "search: common, two characters": "q=推荐",
    "search: common, beginning of a word": "q=ca",
    "search: common, in a market of 10 %": "q=card&country=DEU",
    "search: two words": "q=credit+card",
}


def run(method: str, path: Path, *rest: int) -> dict[str, Any]:
    """Everything on one database, in this process; called in a fresh one."""
    (count,) = rest
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "lepton_site.settings",
        "LEPTON_VAR": str(path),
        "CACHE_URL": "locmemcache://",
        "API_RATE": "10000000/min",
        "LOG_LEVEL": "ERROR",
    }
    if method == "sqlite":
        os.environ["DATABASE_URL"] = f"sqlite:///{path / 'bench.sqlite3'}"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    project, page, caller = _site()
    rates = _take(project, count)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE feedback_feedbackrecord")
    here = f"/projects/{project.pk}/feedback/"
    pages = {name: _page(page, f"{here}?{query}") for name, query in PAGES.items()}
    rates |= {**_together(project), **_send(caller, project)}
    return {**rates, "pages": pages, "load": os.getloadavg()[0]}


def _site() -> tuple[Any, Any, Any]:
    from django.test import Client

    from tests.factories.accounts import ApiTokenFactory, UserFactory
    from tests.factories.projects import ProjectFactory

    user = UserFactory()
    token = ApiTokenFactory(user=user, scopes=["read", "write"])
    caller = Client(headers={"authorization": f"Bearer {token.secret}", "host": "localhost"})
    page = Client(headers={"host": "localhost"})
    page.force_login(user)
    return ProjectFactory(owner=user), page, caller


def texts() -> Iterator[str]:
    """Utterances of customers, each joined with another one, so that few are alike."""
    draw = random.Random(4711)
    with zipfile.ZipFile(folder("crosswoz", "test.json.zip") / "test.json.zip") as archive:
        name = next(one for one in archive.namelist() if one.endswith("json"))
        talks = json.loads(archive.read(name)).values()
    zh = [said["content"] for talk in talks for said in talk["messages"]]
    with (folder("multidogo_finance", "train.tsv") / "train.tsv").open(encoding="utf-8") as file:
        en = [row["utterance"] for row in csv.DictReader(file, delimiter="\t")]
    number = 0
    while True:
        number += 1
        several = draw.choices(zh if draw.random() < WEIGHTS[0] / 100 else en, k=2)
        yield " ".join([*several, *([RARE] if number % RARE_EVERY == 0 else [])])


def _records(count: int, mark: str) -> Iterator[dict[str, Any]]:
    draw = random.Random(11)
    start = datetime(2024, 1, 1, tzinfo=UTC)
    for number, text in zip(range(count), texts(), strict=False):
        yield {
            "channel": "review",
            "source": f"Store {number % 7}",
            "submission_id": f"{mark}{number}",
            "text": text,
            "number": float(draw.randint(1, 5)),
            "number_max": 5.0,
            "country": draw.choices(COUNTRIES, WEIGHTS)[0],
            "occurred_at": start + timedelta(seconds=draw.randint(0, 90_000_000)),
        }


def _take(project: Any, count: int, mark: str = "t") -> dict[str, float]:
    from apps.feedback.records.taking import NewRecord, take

    rows = [NewRecord(**row) for row in _records(count, mark)]
    wall, cpu = time.perf_counter(), time.process_time()
    for first in range(0, count, BATCH):
        take(project, rows[first : first + BATCH], user=None)
    return {
        "take_wall": count / (time.perf_counter() - wall),
        "take_cpu": count / (time.process_time() - cpu),
    }


def _together(project: Any) -> dict[str, float]:
    """Several processes at once, as web processes and workers are, by the wall clock."""
    import multiprocessing

    from django.db import connections

    connections.close_all()
    fork = multiprocessing.get_context("fork")
    started = [fork.Process(target=_take, args=(project, SENT, f"p{at}-"))
               for at in range(PROCESSES)]  # fmt: skip
    wall = time.perf_counter()
    for one in started:
        one.start()
    for one in started:
        one.join()
    if any(one.exitcode for one in started):
        raise RuntimeError("a process did not take its records in")
    return {"together_wall": PROCESSES * SENT / (time.perf_counter() - wall)}


def _send(caller: Any, project: Any) -> dict[str, float]:
    """Through the HTTP door, with and without a language given."""
    found: dict[str, float] = {}
    for name, given in (("detected", {}), ("given", {"language": "en"})):
        rows = [
            {**row, **given, "occurred_at": row["occurred_at"].isoformat()}
            for row in _records(SENT, name)
        ]
        bodies = [json.dumps({"rows": rows[at : at + BATCH]}) for at in range(0, SENT, BATCH)]
        address = f"/api/v1/projects/{project.pk}/feedback-records/batch/"
        start, cpu = time.perf_counter(), time.process_time()
        for body in bodies:
            answer = caller.post(address, body, content_type="application/json")
            if answer.status_code != 200 or answer.json()["failed"]:
                raise RuntimeError(answer.content[:500])
        found[f"http_{name}_wall"] = SENT / (time.perf_counter() - start)
        found[f"http_{name}_cpu"] = SENT / (time.process_time() - cpu)
    return found


def _page(client: Any, address: str) -> list[float]:
    """Median and 95th percentile of milliseconds, wall clock and processor."""
    walls, cpus = [], []
    for turn in range(REPEATS + 1):
        wall, cpu = time.perf_counter(), time.process_time()
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address}: {answer.status_code}")
        if turn:
            walls.append((time.perf_counter() - wall) * 1000)
            cpus.append((time.process_time() - cpu) * 1000)
    p95 = statistics.quantiles(walls, n=20)[-1]
    return [statistics.median(walls), p95, statistics.median(cpus)]


def main() -> str:
    count = int(os.environ.get("FEEDBACK_ROWS", str(ROWS)))
    told: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as path:
        told["SQLite"] = in_fresh_process(MODULE, {}, "sqlite", Path(path), count)
    address = os.environ.get("FEEDBACK_POSTGRESQL")
    if address:
        with tempfile.TemporaryDirectory() as path:
            environment = {"DATABASE_URL": address}
            told["PostgreSQL"] = in_fresh_process(
                MODULE, environment, "postgresql", Path(path), count
            )
    lines = [f"{count:,} records made of customers' utterances (CrossWOZ, MultiDoGO).", ""]
    lines += ["| Taking in, records a second | " + " | ".join(told) + " | goal |"]
    lines += ["| --- |" + " ---: |" * len(told) + " --- |"]
    for name, label in RATES.items():
        cells = " | ".join(f"{one[name]:,.0f}" for one in told.values())
        goal = f"≥ {GOAL_RATE:,}" if name == "together_wall" else "–"
        lines.append(f"| {label} | {cells} | {goal} |")
    lines += ["", "| Page, ms (median; p95; processor of the web process) | " + " | ".join(told)
              + " | goal p95 |", "| --- |" + " ---: |" * len(told) + " --- |"]  # fmt: skip
    for name in PAGES:
        values = [one["pages"][name] for one in told.values()]
        cells = " | ".join(f"{m:.0f}; {p:.0f}; {c:.0f}" for m, p, c in values)
        met = "met" if all(value[1] <= GOAL_MS for value in values) else "missed"
        lines.append(f"| {name} | {cells} | ≤ {GOAL_MS}: {met} |")
    loads = ", ".join(f"{one['load']:.1f}" for one in told.values())
    lines += [
        "",
        f"Pages in one process through the whole WSGI stack; {REPEATS} repeats after one. Load of"
        f" the machine ({os.cpu_count()} cores) while it was measured: {loads}.",
    ]
    return "\n".join(lines)


RATES = {
    "take_wall": f"by the domain, {BATCH} at once, wall clock",
    "take_cpu": "the same, by processor time of one core",
    "together_wall": f"by {PROCESSES} processes at once, wall clock",
    "http_detected_wall": f"over REST, {BATCH} at once, languages recognised, wall clock",
    "http_detected_cpu": "the same, by processor time of one core",
    "http_given_wall": "over REST, languages given, wall clock",
    "http_given_cpu": "the same, by processor time of one core",
}
