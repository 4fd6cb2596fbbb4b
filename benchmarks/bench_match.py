"""Matching of texts on Banking77: two questions match where they have the same intent.

    LEPTON_DATA=/path/to/data python -m benchmarks bench_match

No text stands in two pairs. The engine parts the pairs itself and reads its test rows once; every
figure stands beside that of the base model's cosine, on the same rows. ``MATCH_PAIRS`` is how many
pairs are made (3000).
"""

from __future__ import annotations

import os
import random
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import bench_text
from benchmarks._fresh import in_fresh_process

TITLE = "Matching of texts on Banking77"
NOTE = (
    "{pairs} pairs of questions, MiniLM-L6, {epochs} epochs, one seed. Intervals redraw test pairs."
    " Of pairs that all match, the right text is looked for among those of all test pairs, several"
    " of which have the same intent."
)
EPOCHS = 2
SEED = 0
PAIRS = int(os.environ.get("MATCH_PAIRS", "3000"))
# What is compared: the kind of pairs, the way, the figures.
CASES = (
    ("label", "bi", ("auc", "average_precision", "f1")),
    ("label", "cross", ("auc", "average_precision", "f1")),
    ("pairs", "bi", ("recall_at_1", "recall_at_10", "mrr")),
)


def run(case: str, path: Path) -> dict[str, Any]:
    """One run in this process, of a kind of pairs in one way; called in a fresh one."""
    from apps.engines.builtin.text.params import MatchParams
    from apps.engines.builtin.text_match.runner import Runner
    from apps.engines.testing import MemoryContext

    kind, way = case.split("-")
    params = MatchParams(base="minilm-l6", way=way, epochs=EPOCHS)
    ctx = MemoryContext(path / case, seed=SEED, threads=bench_text.THREADS)
    return Runner().run(ctx, params, {"data": table(kind)}).summary


def table(kind: str) -> Any:
    """Pairs of one intent, and every second one of two intents where there are labels."""
    from apps.engines.testing import MemoryTable

    draw = random.Random(SEED)
    texts: dict[str, list[str]] = {}
    for text, intent in bench_text.pairs("train.csv"):
        texts.setdefault(intent, []).append(text)
    for of_intent in texts.values():
        draw.shuffle(of_intent)
    data: dict[str, list[Any]] = {"one": [], "other": [], "match": []}
    while len(data["one"]) < PAIRS:
        same = kind == "pairs" or len(data["one"]) % 2 == 0
        left = [intent for intent in sorted(texts) if len(texts[intent]) >= 2]
        if len(left) < 2:
            raise ValueError("MATCH_PAIRS asks for more pairs than there are texts")
        one, other = (draw.choice(left),) * 2 if same else draw.sample(left, 2)
        data["one"].append(texts[one].pop())
        data["other"].append(texts[other].pop())
        data["match"].append(int(same))
    roles = {"first": ["one"], "second": ["other"]}
    if kind == "label":
        roles["target"] = ["match"]
    return MemoryTable(data, roles)


def rows(kind: str, way: str, found: dict[str, Any], figures: tuple[str, ...]) -> list[str]:
    """Lines of the table of one run."""
    return [
        f"| {kind} | {way} | {key} | {found[key]['value']:.3f} ({found[key]['low']:.3f} to"
        f" {found[key]['high']:.3f}) | {found['beside']['cosine'][key]:.3f}"
        f" | {found['beside']['lexical'][key]:.3f} | {found['gains'][key]['value']:+.3f}"
        f" ({found['gains'][key]['low']:+.3f} to {found['gains'][key]['high']:+.3f}) |"
        if found["gains"]
        else f"| {kind} | {way} | {key} | {found[key]['value']:.3f} | the start was kept | | |"
        for key in figures
    ]


def main() -> str:
    lines = [
        NOTE.format(pairs=PAIRS, epochs=EPOCHS),
        "",
        "| pairs | way | figure | model | base model's cosine | TF-IDF | gain |",
        "|---|---|---|---|---|---|---|",
    ]
    hashes = []
    with tempfile.TemporaryDirectory() as folder:
        for kind, way, figures in CASES:
            case = f"{kind}-{way}"
            found = in_fresh_process(__name__, bench_text.ENV, case, Path(folder))
            lines += rows(kind, way, found, figures)
            hashes.append(f"{kind}, {way}: {found['rows']['test']} rows, {found['test_hash']}")
    return "\n".join([*lines, "", "Test rows, read once by each run: " + "; ".join(hashes) + "."])
