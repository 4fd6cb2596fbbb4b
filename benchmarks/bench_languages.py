"""What is learned in one language, asked in another: requests in English and in Chinese.

    LEPTON_DATA=/path/to/data python -m benchmarks bench_languages

English questions of CLINC150 and the first message of a CrossWOZ dialogue that is about one place
alone have four subjects in common: restaurant, hotel, sight, taxi. E5 small learns them from the
one language's rows to learn from and is asked the other's test rows, which are read once by each
run; nothing is chosen by them. ``TEXT_SEEDS`` is how many runs there are (3). Zhu et al. (2020),
CrossWOZ; Larson et al. (2019), An evaluation dataset for intent classification.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks import bench_text
from benchmarks._fresh import in_fresh_process
from benchmarks._texts import Pairs, folder, labelled

TITLE = "One language learned, another asked"
NOTE = (
    "E5 small (94 languages), four subjects, 3 epochs, {threads} threads. 'Same language' is the"
    " run's own test part; intervals are Wilson's, of the first seed; 'most frequent' is the share"
    " that naming the commonest subject gets right, and balanced accuracy gives each subject a"
    " quarter."
)
SUBJECTS = {
    "restaurant": ("餐馆", {"restaurant_reservation", "restaurant_suggestion"}),
    "hotel": ("酒店", {"book_hotel"}),
    "sight": ("景点", {"travel_suggestion"}),
    "taxi": ("出租", {"uber"}),
}
METHODS = ("full", "probe")
WAYS = {"English to Chinese": ("en", "zh"), "Chinese to English": ("zh", "en")}


def english(part: str) -> Pairs:
    """Questions of CLINC150's official ``part`` (train or test) about one of the subjects."""
    found = json.loads(
        (folder("clinc150", "data_full.json") / "data_full.json").read_text(encoding="utf-8")
    )
    names = {intent: name for name, (_, intents) in SUBJECTS.items() for intent in intents}
    return [(text, names[intent]) for text, intent in found[part] if intent in names]


def chinese(part: str) -> Pairs:
    """First messages about a subject, and no other, of each dialogue; those of ``train`` are of
    CrossWOZ's validation file.
    """
    name = {"train": "val", "test": "test"}[part]
    with zipfile.ZipFile(folder("crosswoz", f"{name}.json.zip") / f"{name}.json.zip") as archive:
        dialogues = json.loads(archive.read(archive.namelist()[0]))
    names = {domain: name for name, (domain, _) in SUBJECTS.items()}
    found = []
    for dialogue in dialogues.values():
        met: set[str] = set()
        for message in dialogue["messages"]:
            about = {domain for act, domain, *_ in message["dialog_act"] if act != "General"}
            if message["role"] == "usr" and len(about) == 1 and not about & met:
                found += [(message["content"], names[one]) for one in about & names.keys()]
            met |= about
    return found


READERS = {"en": english, "zh": chinese}


def run(method: str, path: Path, seed: int, backwards: int) -> dict[str, Any]:
    """One measurement in this process; called in a fresh one."""
    import torch

    from apps.engines.builtin.text.params import ClassifyParams
    from apps.engines.builtin.text_classify.runner import Runner
    from apps.engines.testing import MemoryContext

    torch.set_num_threads(bench_text.THREADS)
    source, target = list(WAYS.values())[backwards]
    ctx = MemoryContext(path / f"{method}-{source}-{seed}", seed=seed, threads=bench_text.THREADS)
    params = ClassifyParams(base="e5-small", method=method)
    result = Runner().run(ctx, params, {"data": labelled(READERS[source]("train"))})
    asked = READERS[target]("test")
    held = Runner().load(ctx.model_dir, {"device": "cpu", "threads": bench_text.THREADS})
    answers = held.predict([{"text": text} for text, _ in asked])
    said = [row.values["label"] for row in answers.rows]
    return {
        "same": result.summary["accuracy"]["value"],
        **_figures([label for _, label in asked], said),
        "learned": len(READERS[source]("train")),
    }


def _figures(true: list[str], said: list[str]) -> dict[str, Any]:
    from statsmodels.stats.proportion import proportion_confint

    right = sum(map(str.__eq__, true, said))
    low, high = proportion_confint(right, len(true), method="wilson")
    counts = Counter(true)
    each = [
        sum(one == name == other for one, other in zip(true, said, strict=True)) / counts[name]
        for name in counts
    ]
    return {
        "accuracy": right / len(true), "low": float(low), "high": float(high), "rows": len(true),
        "balanced": statistics.fmean(each), "commonest": max(counts.values()) / len(true),
    }  # fmt: skip


def main() -> str:
    seeds = range(int(os.environ.get("TEXT_SEEDS", "3")))
    lines = [
        NOTE.format(threads=bench_text.THREADS), "",
        "| | method | rows learned from | same language | other language, each seed | mean |"
        " 95 % | balanced | most frequent | rows |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        for backwards, way in enumerate(WAYS):
            for method in METHODS:
                found = [_fresh(method, Path(folder), seed, backwards) for seed in seeds]
                lines.append(_line(way, method, found))
    return "\n".join(lines)


def _fresh(method: str, path: Path, seed: int, backwards: int) -> dict[str, Any]:
    found: dict[str, Any] = in_fresh_process(
        "benchmarks.bench_languages", bench_text.ENV, method, path, seed, backwards
    )
    print(method, seed, backwards, found, flush=True)
    return found


def _line(way: str, method: str, found: list[dict[str, Any]]) -> str:
    first = found[0]
    mean = {
        name: statistics.fmean(one[name] for one in found)
        for name in ("same", "accuracy", "balanced")
    }
    cells = [
        way, method, f"{first['learned']:,}", f"{mean['same']:.3f}",
        ", ".join(f"{one['accuracy']:.3f}" for one in found), f"{mean['accuracy']:.3f}",
        f"{first['low']:.3f}–{first['high']:.3f}", f"{mean['balanced']:.3f}",
        f"{first['commonest']:.3f}", f"{first['rows']:,}",
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"
