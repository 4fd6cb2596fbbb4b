"""From texts to themes, one step after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import adjusted_rand_score, silhouette_score

from apps.core.messages import msg
from apps.engines.builtin.text import bases
from apps.engines.builtin.text.run import chosen_base
from apps.engines.builtin.text_embed.texts import reader
from apps.engines.builtin.text_themes import clustering, keywords, memory, space
from apps.engines.builtin.text_themes.clustering import SAMPLED, Ints
from apps.engines.builtin.text_themes.earlier import Earlier, Part
from apps.engines.builtin.text_themes.opinions import Opinions
from apps.engines.builtin.text_themes.params import ThemesParams
from apps.engines.builtin.text_themes.space import Floats, Reading
from apps.engines.contract import Context, Refusal

JUDGED = 2_000  # texts of the silhouette, which compares each with each
HALVED = 10_000  # texts of the sample that stability is measured on


@dataclass(frozen=True)
class Quality:
    """``silhouette`` of a sample of the texts with a theme. ``stability``: half of at most
    :data:`HALVED` texts of the sample finds themes by itself, and the other half is told which of
    them it has; the adjusted Rand index with the themes that all have found. None: too few.
    """

    silhouette: float | None
    stability: float | None


@dataclass(frozen=True)
class Theme:
    """One theme: its ``parts``, and the words of each language, the most frequent one first."""

    id: str
    name: str
    parts: list[Part]
    words: dict[str, list[str]]
    new: bool


@dataclass(frozen=True)
class Found:
    """``theme`` (n,) of each different text, -1 for none, the most frequent by rows first;
    ``cosine`` (n,) with its nearest centre. ``means`` of languages were taken away.
    """

    base: bases.Base
    reading: Reading
    means: dict[str, Floats]
    themes: list[Theme]
    lost: list[Part]
    theme: Ints
    cosine: NDArray[np.float64]
    quality: Quality
    smallest: int
    sampled: int

    @property
    def gone(self) -> list[Part]:
        """Of earlier themes that were not found again, each once."""
        here = {theme.id for theme in self.themes}
        return list({part.theme: part for part in self.lost if part.theme not in here}.values())


def find(ctx: Context, params: ThemesParams, data: Opinions, earlier: Earlier) -> Found:
    """All steps. Raises ``Refusal`` where the earlier themes do not go with the model."""
    base = _base(params, data.texts, earlier)
    reading = space.read(ctx, reader(ctx, base, params.max_tokens), data.texts)
    vectors = reading.vectors
    if earlier.width not in (None, vectors.shape[1]):
        raise _another_model()
    ctx.check_cancelled()
    ctx.progress(0.82 * len(data.texts), len(data.texts), msg("Looking for themes"))
    spoken = data.languages if params.across else [""] * len(data.texts)
    means = space.centre(vectors, spoken, earlier.means)
    locked = [part for part in earlier.parts if part.locked]
    known = [part for part in earlier.parts if not part.locked]
    held = _nearest(vectors, locked)
    free = np.flatnonzero(held[0] < 0)
    sample = _drawn(free, SAMPLED, ctx.seed)
    least = clustering.smallest(params.smallest, len(sample))
    languages = [spoken[at] for at in sample]
    groups, inside = clustering.find(vectors[sample], languages, params.fineness, least)
    ctx.check_cancelled()
    ctx.progress(0.92 * len(data.texts), len(data.texts), msg("Comparing with half of the texts"))
    firsts = [int(np.argmax(inside == group)) for group in range(len(groups.centres))]
    marks = [data.texts[sample[first]] for first in firsts]
    matched = memory.match(groups, marks, known, locked)
    which, cosine = _placed(vectors, matched.parts[len(locked) :], held, len(locked))
    ids = _by_rows(matched.parts, which, data)
    place = {name: at for at, name in enumerate(ids)}
    of_part = np.array([place.get(part.theme, -1) for part in matched.parts], dtype=np.int64)
    theme = np.where(which >= 0, of_part[which], -1) if len(of_part) else which
    stability = _stability(vectors, sample, theme, languages, params, ctx.seed)
    words = keywords.of_themes(
        data.texts, data.languages, theme, len(ids), keywords.stop_words(params.stop_words)
    )
    return Found(
        base=base,
        reading=reading,
        means=means,
        themes=_named(ids, matched, words),
        lost=matched.lost,
        theme=theme,
        cosine=cosine,
        quality=Quality(_silhouette(vectors, theme, ctx.seed), stability),
        smallest=least,
        sampled=len(sample),
    )


def _base(params: ThemesParams, texts: Sequence[str], earlier: Earlier) -> bases.Base:
    """The model chosen; by itself, the one that the earlier themes were found with."""
    wanted = params.base
    if earlier.base and wanted == bases.AUTO:
        wanted = earlier.base
    base = chosen_base(wanted, texts)
    if earlier.base and base.id != earlier.base:
        raise _another_model()
    return base


def _another_model() -> Refusal:
    return Refusal(
        msg(
            "The earlier themes were found with another base model, so they cannot be gone on with."
        ),
        fix=msg("Choose that base model, or let it be chosen, or leave the earlier themes out."),
        field="base",
    )


def _drawn(places: Ints, most: int, seed: int) -> Ints:
    """A random part of the positions, in their order."""
    if len(places) <= most:
        return places
    return np.sort(np.random.default_rng([seed % 2**63, 1]).choice(places, most, replace=False))


def _nearest(vectors: Floats, parts: Sequence[Part]) -> tuple[Ints, NDArray[np.float64]]:
    centres = np.array([part.centroid for part in parts], dtype=np.float32)
    return clustering.nearest(vectors, centres, [part.similarity for part in parts])


def _placed(
    vectors: Floats, parts: Sequence[Part], held: tuple[Ints, NDArray[np.float64]], locked: int
) -> tuple[Ints, NDArray[np.float64]]:
    """The part of each text (n,), ``locked`` ones first, -1 for none, and its cosine with that or
    with the nearest. What a locked part holds (``held``) stays there, however near another is.
    """
    which, cosine = _nearest(vectors, parts)
    inside = held[0] >= 0
    found = np.where(inside, held[0], np.where(which >= 0, which + locked, -1))
    near = np.where(which >= 0, cosine, np.maximum(cosine, held[1]))
    return found, np.where(inside, held[1], near)


def _by_rows(parts: Sequence[Part], which: Ints, data: Opinions) -> list[str]:
    """Identities of themes, the most frequent first, then those that no row is of."""
    counts = np.bincount(which[data.said] + 1, minlength=len(parts) + 1)[1:]
    rows: dict[str, int] = {}
    for part, count in zip(parts, counts.tolist(), strict=True):
        rows[part.theme] = rows.get(part.theme, 0) + count
    return sorted(rows, key=lambda name: (-rows[name], name))


def _named(
    ids: Sequence[str], matched: memory.Matched, words: Sequence[keywords.Found]
) -> list[Theme]:
    """Each with a name: its earlier one, or its keywords; a name stands once."""
    taken: set[str] = {part.name for part in matched.parts if part.name}
    themes = []
    for at, theme in enumerate(ids):
        parts = [part for part in matched.parts if part.theme == theme]
        name = next((part.name for part in parts if part.name), "")
        if not name:
            name = keywords.name(words[at]) or f"#{theme[:6]}"
            name = name if name not in taken else f"{name} #{theme[:6]}"
            taken.add(name)
        themes.append(Theme(theme, name, parts, words[at], theme in matched.new))
    return themes


def _silhouette(vectors: Floats, theme: Ints, seed: int) -> float | None:
    places = _drawn(np.flatnonzero(theme >= 0), JUDGED, seed)
    if not 2 <= len(set(theme[places].tolist())) < len(places):
        return None
    return float(silhouette_score(vectors[places], theme[places], metric="cosine"))


def _stability(
    vectors: Floats,
    sample: Ints,
    theme: Ints,
    languages: Sequence[str],
    params: ThemesParams,
    seed: int,
) -> float | None:
    """Half of the sample finds themes, and says which those of the other half have."""
    draw = np.random.default_rng([seed % 2**63, 2])
    order = draw.permutation(len(sample))[:HALVED]
    one, other = np.sort(order[: len(order) // 2]), np.sort(order[len(order) // 2 :])
    spoken = [languages[at] for at in one]
    least = clustering.smallest(params.smallest // 2, len(one))
    groups, _inside = clustering.find(vectors[sample[one]], spoken, params.fineness, least)
    both = theme[sample[other]]
    which, _cosine = clustering.nearest(vectors[sample[other]], groups.centres, groups.reach)
    again = np.where(which >= 0, groups.themes[which], -1) if groups.count else which
    either = (both >= 0) | (again >= 0)
    if either.sum() < 2 or (both >= 0).sum() == 0:
        return None
    return float(adjusted_rand_score(both[either], again[either]))
