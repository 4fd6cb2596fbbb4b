"""Themes of texts against labels that people gave, and what 50,000 texts take.

    LEPTON_DATA=/path/to/data python -m benchmarks bench_themes

Banking77's test part (77 questions of customers of a bank), customer turns of MultiDoGO's finance
test part (about 20 intents, many one-word answers), and CLINC150 with CrossWOZ (four subjects in
English and Chinese, see ``bench_languages``): components and cosines of ``text_themes.clustering``
were chosen on Banking77 and on the train part of the last, so that Banking77's figures are no fair
test; MultiDoGO and the test part of the last took no part in choosing. V is the V-measure, ARI the
adjusted Rand index, of the texts with a theme; 'all' counts every text without one to the nearest.
K-means is given the true number of classes, which nobody knows in use. 'HDBSCAN alone' is as
BERTopic sets it (10 texts, 5 dimensions), with principal components for UMAP. ``THEMES_CACHE`` is a
folder in which embeddings are kept from one run of this script to the next; ``THEMES_TEXTS`` is how
many texts are clustered for time and memory (50,000).
"""

from __future__ import annotations

import csv
import os
import resource
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks import bench_languages
from benchmarks._fresh import in_fresh_process
from benchmarks._texts import Pairs, folder

TITLE = "Themes of texts"
NOTE = (
    "V-measure and adjusted Rand index against labels of people, of the texts with a theme, and of"
    " all where each goes to its nearest. K-means is told the number of classes. Banking77 took"
    " part in choosing the method, the others did not. 'Across languages': how often two texts on"
    " one subject in two languages are of one theme; 'wrongly': on two subjects."
)
THREADS = 2
ENV = {"OMP_NUM_THREADS": str(THREADS)}
WAYS = ("coarse", "usual", "fine")


def banking() -> Pairs:
    with (folder("banking77", "test.csv") / "test.csv").open(encoding="utf-8") as stream:
        return [(row["text"], row["category"]) for row in csv.DictReader(stream)]


def finance() -> Pairs:
    path = folder("multidogo_finance", "test.tsv") / "test.tsv"
    with path.open(encoding="utf-8") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["utterance"], row["intent"]) for row in rows]


def two_languages() -> Pairs:
    """Labels end with the language."""
    english = [(text, f"{label}|en") for text, label in bench_languages.english("test")]
    return english + [(text, f"{label}|zh") for text, label in bench_languages.chinese("test")]


SETS = {
    "banking_test": ("Banking77", banking, "e5-small"),
    "dogo": ("MultiDoGO finance", finance, "minilm-l6"),
    "both_test": ("CLINC150 and CrossWOZ", two_languages, "e5-small"),
}


def embedded(name: str) -> tuple[Any, list[str]]:
    """(n, width) embeddings of one of the sets and its labels."""
    import numpy as np

    _title, read, base = SETS[name]
    kept = os.environ.get("THEMES_CACHE")
    path = Path(kept, f"{name}_{base}.npz") if kept else None
    if path and path.is_file():
        found = np.load(path, allow_pickle=True)  # our own file
        return found["v"], [str(one) for one in found["y"]]
    from apps.engines.builtin.text.params import EmbedParams
    from apps.engines.builtin.text_embed.texts import embed
    from apps.engines.testing import MemoryContext

    pairs = read()
    with tempfile.TemporaryDirectory() as scratch:
        ctx = MemoryContext(Path(scratch), threads=THREADS)
        vectors = embed(ctx, EmbedParams(base=base), [text for text, _ in pairs], None).vectors
    labels = [label for _text, label in pairs]
    if path:
        texts = np.array([text for text, _ in pairs], dtype=object)
        np.savez(path, v=vectors, t=texts, y=np.array(labels, dtype=object))
    return vectors, labels


def figures(true: list[str], found: Any) -> str:
    """V and ARI of those with a group, as two cells, after how many there are."""
    import numpy as np
    from sklearn.metrics import adjusted_rand_score, v_measure_score

    labels, inside = np.array(true), found >= 0
    v = v_measure_score(labels[inside], found[inside])
    ari = adjusted_rand_score(labels[inside], found[inside])
    return f"{len(set(found[inside].tolist()))} | {1 - inside.mean():.2f} | {v:.3f} | {ari:.3f}"


def run(method: str, path: Path, *rest: int) -> dict[str, Any]:
    """One measurement in this process; called in a fresh one. ``path`` names the set."""
    if method == "quality":
        return {"lines": quality(path.name)}
    return {"line": known_again() if method == "known" else large(*rest)}


def quality(name: str) -> list[str]:
    """Lines of a table for one set."""
    import numpy as np
    from sklearn.cluster import HDBSCAN, KMeans
    from sklearn.decomposition import PCA

    from apps.engines.builtin.text_match.metrics import units
    from apps.engines.builtin.text_themes import clustering, space

    raw, labels = embedded(name)
    subjects = [label.partition("|")[0] for label in labels]
    languages = [label.partition("|")[2] for label in labels]
    lines = []
    for centred in (False, True):
        vectors = np.asarray(units(raw), dtype=np.float32)
        # Without it, too, the mean of all is taken away: otherwise every cosine is near 1.
        space.centre(vectors, languages if centred else [""] * len(languages), {})
        spoken = languages if centred else [""] * len(languages)
        if not centred and len(set(languages)) == 1:
            continue
        title = SETS[name][0] + (", languages centred" if centred and any(languages) else "")
        whole = KMeans(len(set(subjects)), n_init=3, random_state=0).fit_predict(vectors)
        lines.append(f"| {title} | k-means | {figures(subjects, whole)} | |")
        few = PCA(5, random_state=0).fit_transform(vectors)
        alone = HDBSCAN(min_cluster_size=10, copy=True).fit_predict(few)
        lines.append(f"| {title} | HDBSCAN alone | {figures(subjects, alone)} | |")
        for way in WAYS:
            least = clustering.smallest(0, len(vectors))
            groups, _inside = clustering.find(vectors, spoken, way, least)
            which, _cosine = clustering.nearest(vectors, groups.centres, groups.reach)
            anywhere = np.full(len(groups.centres), -2.0)
            nearest, _cosine = clustering.nearest(vectors, groups.centres, anywhere)
            themes = np.where(which >= 0, groups.themes[which], -1)
            every = figures(subjects, groups.themes[nearest]).split(" | ")[2:]
            shared = _shared(groups.themes[nearest], subjects, languages)
            lines.append(
                f"| {title} | themes, {way} | {figures(subjects, themes)} |"
                f" {' / '.join(every)}{shared} |"
            )
    return lines


def _shared(found: Any, subjects: list[str], languages: list[str]) -> str:
    """How often two texts on one subject in two languages are of one theme, and how often two on
    different subjects are.
    """
    import numpy as np

    names = sorted(set(languages))
    if len(names) < 2:
        return ""
    told, which = np.array(subjects), np.array(languages)
    one, other = (np.flatnonzero(which == name) for name in names)
    together = found[one][:, None] == found[other][None]
    alike = told[one][:, None] == told[other][None]
    return f"; across languages {together[alike].mean():.2f}, wrongly {together[~alike].mean():.2f}"


def known_again() -> str:
    """Cosines of the centres that two halves of Banking77 find for one question, and for the
    nearest of another.
    """
    import numpy as np

    from apps.engines.builtin.text_match.metrics import units
    from apps.engines.builtin.text_themes import clustering, space
    from apps.engines.builtin.text_themes.memory import SAME

    raw, labels = embedded("banking_test")
    same, other = [], []
    for seed in range(5):
        order = np.random.default_rng(seed).permutation(len(raw))
        halves = []
        for half in (order[::2], order[1::2]):
            vectors = np.asarray(units(raw[half]), dtype=np.float32)
            space.centre(vectors, [""] * len(half), {})
            groups, inside = clustering.find(vectors, [""] * len(half), "usual", 5)
            mains = [
                Counter(labels[at] for at in half[inside == group]).most_common(1)[0][0]
                for group in range(len(groups.centres))
            ]
            halves.append((groups.centres, mains))
        (first, one), (second, two) = halves
        alike = first @ second.T
        for row, main in enumerate(one):
            of = [place for place, name in enumerate(two) if name == main]
            if of:
                same.append(float(alike[row, of].max()))
            rest = [place for place, name in enumerate(two) if name != main]
            other.append(float(alike[row, rest].max()))
    low, high = np.quantile(same, [0.05, 0.5]), np.quantile(other, [0.5, 0.95])
    return (
        f"Centres of one question, found in two halves of Banking77: cosine {low[1]:.2f} in the"
        f" middle, {low[0]:.2f} in 1 of 20; the nearest of another question: {high[0]:.2f} in the"
        f" middle, {high[1]:.2f} in 1 of 20. At {SAME:.2f}, {np.mean(np.array(same) >= SAME):.0%}"
        f" are known again and {np.mean(np.array(other) >= SAME):.0%} could be taken for another."
    )


def large(count: int) -> str:
    """Seconds and memory of everything but the reading of so many texts."""
    import numpy as np

    from apps.engines.builtin.text_themes import clustering, space

    draw = np.random.default_rng(0)
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "vectors.npy")
        shape = (count, 384)
        vectors = np.lib.format.open_memmap(path, mode="w+", dtype=np.float32, shape=shape)
        centres = draw.normal(size=(200, 384))
        for part in space.blocks(count):
            rows = part.stop - part.start
            values = centres[draw.integers(0, 200, rows)] + 1.2 * draw.normal(size=(rows, 384))
            vectors[part] = values / np.linalg.norm(values, axis=1, keepdims=True)
        began = time.process_time()
        space.centre(vectors, [""] * count, {})
        sample = np.sort(draw.choice(count, min(count, clustering.SAMPLED), replace=False))
        least = clustering.smallest(0, len(sample))
        groups, _inside = clustering.find(vectors[sample], [""] * len(sample), "usual", least)
        which, _cosine = clustering.nearest(vectors, groups.centres, groups.reach)
        seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{count:,} texts around 200 places, read already: {seconds:.0f} s of processor time,"
        f" {peak:,.0f} MB at most, {groups.count} themes, {(which < 0).mean():.0%} of the texts"
        " without one."
    )


def main() -> str:
    lines = [
        NOTE,
        "",
        "| texts | | groups | without | V | ARI | all: V / ARI |",
        "|---|---|---|---|---|---|---|",
    ]
    for name in SETS:
        lines += in_fresh_process("benchmarks.bench_themes", ENV, "quality", Path(name))["lines"]
        print("\n".join(lines), flush=True)
    count = int(os.environ.get("THEMES_TEXTS", "50000"))
    said = [
        in_fresh_process("benchmarks.bench_themes", ENV, method, Path(), *rest)["line"]
        for method, rest in (("known", ()), ("large", (count,)))
    ]
    return "\n".join([*lines, "", *said])
