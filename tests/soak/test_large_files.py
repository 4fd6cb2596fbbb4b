"""The largest files there may be, through a web process and a worker of their own."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import psutil
import pytest
from django.conf import settings

from apps.datasets.domain.uploads import MOST_BYTES
from apps.datasets.models import DatasetVersion, Upload
from apps.datasets.tabular import sheets
from apps.jobs.models import JobAttempt
from tests.factories.accounts import ApiTokenFactory
from tests.factories.projects import ProjectFactory
from tests.jobs.workers import Workers, purge

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]
MEGABYTES = float(os.environ.get("SOAK_MEGABYTES", MOST_BYTES / 1024**2))
SEED = int(os.environ.get("SOAK_SEED", "7"))
HEAD = b"country,day,code,units,price\n"
WIDTH = len(b"FRA,2024-03-01,K000000000,10000,100.00\n")
CHUNK_ROWS = 200_000
CHUNK_BYTES = 8 * 1024**2


def chunks(rows):
    """A table of ``rows`` rows with codes that all differ, piece by piece."""
    import numpy as np

    rng = random.Random(SEED)
    lines = [
        f"{rng.choice(('FRA', 'DEU', 'JPN', 'BRA'))},2024-03-{rng.randrange(1, 29):02},K000000000,"
        f"{rng.randrange(10_000, 100_000)},{rng.randrange(100, 1000)}.{rng.randrange(100):02}\n"
        for _ in range(CHUNK_ROWS)
    ]
    block = np.frombuffer("".join(lines).encode(), dtype=np.uint8).reshape(-1, WIDTH).copy()
    powers = 10 ** np.arange(8, -1, -1)
    yield HEAD
    for first in range(0, rows, CHUNK_ROWS):
        numbers = np.arange(first, min(first + CHUNK_ROWS, rows))
        block[: len(numbers), 16:25] = numbers[:, None] // powers % 10 + ord("0")
        yield block[: len(numbers)].tobytes()


class Site:
    """A web process and a worker beside the test's database, and a program with a token."""

    def __init__(self, folder):
        self.project = ProjectFactory()
        self.token = ApiTokenFactory(
            user=self.project.memberships.get().user, scopes=["read", "write", "jobs"]
        )
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._workers = Workers(folder)
        self._log = (folder / "web.log").open("w")
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)

    def start(self):
        purge()
        self._web = subprocess.Popen(
            [
                sys.executable, "-m", "gunicorn", "lepton_site.wsgi", "--worker-class", "gthread",
                "--threads", "8", "--no-control-socket", "--bind", f"127.0.0.1:{self.port}",
            ],
            cwd=settings.BASE_DIR, env=self._workers._environment({}),
            stdout=self._log, stderr=self._log,
        )  # fmt: skip
        self._worker = self._workers()
        for _ in range(300):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                return
            time.sleep(0.1)
        raise AssertionError(Path(self._log.name).read_text())

    def end(self):
        self.connection.close()
        self._web.terminate()
        self._workers.end()
        self._web.wait(15)
        self._log.close()

    def __call__(self, method, path, body=None, **headers):
        """The status, the headers and the JSON of the answer."""
        if isinstance(body, dict):
            body, headers["Content-Type"] = json.dumps(body), "application/json"
        path = path if path.startswith("/") else f"/api/v1/projects/{self.project.pk}/{path}"
        headers["Authorization"] = f"Bearer {self.token.secret}"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read()
        return answer.status, answer.headers, json.loads(text) if text else None

    def send(self, place, offset, piece):
        return self(
            "PATCH", place, piece,
            **{"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"},
        )[0]  # fmt: skip

    def break_off(self, place, offset, piece):
        """Half a chunk, then the line is dead; gives the offset to go on from."""
        self.connection.putrequest("PATCH", place)
        for name, value in {
            "Authorization": f"Bearer {self.token.secret}", "Upload-Offset": str(offset),
            "Content-Type": "application/offset+octet-stream", "Content-Length": str(len(piece)),
        }.items():  # fmt: skip
            self.connection.putheader(name, value)
        self.connection.endheaders(piece[: len(piece) // 2])
        time.sleep(1)
        self.connection.close()
        time.sleep(1)
        return int(self("HEAD", place)[1]["Upload-Offset"])

    def wait(self, place, *states, seconds):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            found = self("GET", place)[2]
            if found["state"] in states:
                return found
            time.sleep(0.5)
        raise AssertionError(f"still {found['state']} after {seconds} s")

    def peaks(self):
        """Peak memory in MB of the web process, the worker, and the children of its jobs."""
        jobs = JobAttempt.objects.exclude(peak_memory_bytes=None)
        children = [int(peak) for peak in jobs.values_list("peak_memory_bytes", flat=True)]
        return {
            "web": _peak(psutil.Process(self._web.pid).children()[0].pid),
            "worker": _peak(self._worker.pid),
            "child": round(max(children) / 1024**2),
        }


def _peak(pid):
    text = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return (
        int(next(line for line in text.splitlines() if line.startswith("VmHWM")).split()[1]) >> 10
    )


@pytest.fixture
def site(tmp_path):
    made = Site(tmp_path)
    made.start()
    yield made
    made.end()
    for upload in Upload.objects.all():
        Path(settings.WORK_DIR, "uploads", f"{upload.pk.hex}.part").unlink(missing_ok=True)
    for version in DatasetVersion.objects.all():
        version.file.delete(save=False)


def bring(site, name, size, pieces, record):
    """Upload with one break, wait until it is inspected; gives the upload's address and it."""
    started = time.monotonic()
    status, headers, _ = site("POST", "uploads/", {"filename": name, "size": size})
    assert status == 201
    place, offset = headers["Location"], 0
    for number, piece in enumerate(pieces):
        if number == 3:
            reached = site.break_off(place, offset, piece)
            assert offset <= reached < offset + len(piece)
            piece, offset = piece[reached - offset :], reached
        assert site.send(place, offset, piece) == 204
        offset += len(piece)
    assert offset == size
    record("upload_s", round(time.monotonic() - started, 1))
    started = time.monotonic()
    found = site.wait(place, "ready", "refused", seconds=300)
    record("inspect_s", round(time.monotonic() - started, 1))
    return place, found


def take_in(site, place, record):
    started = time.monotonic()
    assert site("POST", f"{place}import/", {"name": "Large"})[0] == 202
    done = site.wait(place, "done", "ready", "refused", seconds=1800)
    record("import_s", round(time.monotonic() - started, 1))
    assert done["state"] == "done", done
    return DatasetVersion.objects.get(pk=done["version"])


def test_the_largest_csv_in_bounded_memory(site, record_property):
    rows = int(MEGABYTES * 1024**2 - len(HEAD)) // WIDTH
    size = len(HEAD) + rows * WIDTH
    if shutil.disk_usage(settings.VAR_DIR).free < 2 * size + 1024**3:
        pytest.skip(f"needs {2 * size / 1e9:.0f} GB of free disk")
    place, found = bring(site, "large.csv", size, chunks(rows), record_property)
    assert found["inspection"]["rows_estimate"] == pytest.approx(rows, rel=0.02)
    version = take_in(site, place, record_property)
    peaks = site.peaks()
    record_property("megabytes", round(size / 1024**2))
    record_property("rows", rows)
    record_property("peak_mb", peaks)
    assert (version.rows, version.rejected_rows) == (rows, 0)
    assert peaks["web"] < 250
    assert peaks["worker"] < 250
    assert peaks["child"] < 600


def write_workbook(path, rows):
    import xlsxwriter

    rng = random.Random(SEED)
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, ["country", "year", *(f"v{n}" for n in range(18))])
        for row in range(1, rows + 1):
            sheet.write_string(row, 0, ("France", "Germany", "Japan", "Brazil")[row % 4])
            sheet.write_number(row, 1, 1990 + row % 30)
            for column in range(2, 20):
                sheet.write_number(row, column, rng.random())


def pieces_of(path):
    with path.open("rb") as file:
        while piece := file.read(CHUNK_BYTES):
            yield piece


def test_the_largest_workbook(site, tmp_path, record_property):
    path, rows = tmp_path / "large.xlsx", 868_000  # of the 1,048,576 that a sheet can have
    write_workbook(path, rows)
    size = path.stat().st_size
    assert 0.95 * sheets.MOST_BYTES < size <= sheets.MOST_BYTES
    place, _ = bring(site, path.name, size, pieces_of(path), record_property)
    version = take_in(site, place, record_property)
    peaks = site.peaks()
    record_property("megabytes", round(size / 1024**2, 1))
    record_property("rows", rows)
    record_property("peak_mb", peaks)
    assert (version.rows, version.rejected_rows) == (rows, 0)
    assert peaks["web"] < 250
    assert peaks["worker"] < 250
    assert peaks["child"] < 2048


def test_a_workbook_a_little_too_large_is_refused_with_what_to_do(site, tmp_path, record_property):
    path = tmp_path / "pictures.xlsx"
    write_workbook(path, 100)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/media/picture.bin", random.Random(SEED).randbytes(sheets.MOST_BYTES))
    size = path.stat().st_size
    assert sheets.MOST_BYTES < size < 1.001 * sheets.MOST_BYTES
    _, found = bring(site, path.name, size, pieces_of(path), record_property)
    assert found["state"] == "refused"
    assert "the most is 200 MB" in found["refusal"]["message"]
    assert "CSV" in found["refusal"]["fix"]
