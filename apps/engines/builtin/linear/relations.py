"""Why a column is redundant, in words: constant, a copy, or made of other columns."""

from __future__ import annotations

import numpy as np

from apps.core.messages import Message, msg
from apps.engines.builtin.linear.factor import Rank
from apps.engines.builtin.linear.scan import Floats, Scan, Spec
from apps.engines.builtin.linear.whitened import Frame

SHORT = 4  # relations of at most this many terms are written out


def explain(place: int, rank: Rank, frame: Frame, scan: Scan, spec: Spec) -> Message:
    """One sentence for the redundant basis column ``place``."""
    first = int(frame.intercept)
    name = spec.predictors[place - first]
    column = place - first
    if scan.minimum[column] == scan.maximum[column]:
        if scan.minimum[column] == 0:
            return msg("Column '{name}' is zero in every row used.", name=name)
        return msg(
            "Column '{name}' has the same value in every row used, as the intercept has.", name=name
        )
    terms, constant = _terms(place, rank, frame)
    if len(terms) == 1 and terms[0][1] == 1.0 and constant == 0.0:
        other = spec.predictors[terms[0][0] - first]
        return msg("Column '{name}' is a copy of '{other}'.", name=name, other=other)
    if terms and len(terms) <= SHORT:
        relation = _formula(terms, constant, spec.predictors, first)
        return msg(
            "Column '{name}' says nothing new: {relation}.",
            name=name,
            relation=f"{name} = {relation}",
        )
    others = [spec.predictors[other - first] for other, _ in terms]
    return msg("Column '{name}' can be computed from {others}.", name=name, others=others)


def _terms(place: int, rank: Rank, frame: Frame) -> tuple[list[tuple[int, float]], float]:
    """The relation in the user's units: [(basis column, factor)], constant."""
    first = int(frame.intercept)
    weights = rank.combination[place]
    scale = frame.scale[place - first]
    largest = float(np.abs(weights).max()) if len(weights) else 0.0
    terms: list[tuple[int, float]] = []
    constant = float(frame.shift[place - first])
    size = abs(constant)
    for other, weight in zip(rank.kept, weights, strict=True):
        if first and other == 0:
            constant += float(weight) * scale
            continue
        if abs(weight) < 1e-9 * largest:
            continue
        factor = _rounded(float(weight) * scale / float(frame.scale[other - first]))
        terms.append((other, factor))
        part = factor * float(frame.shift[other - first])
        constant, size = constant - part, max(size, abs(part))
    return terms, 0.0 if abs(constant) <= 1e-9 * max(size, 1e-300) else _rounded(constant)


def _rounded(value: float) -> float:
    """The nearest simple number where rounding explains the difference."""
    simple = float(f"{value:.6g}")
    return simple if abs(value - simple) <= 1e-8 * abs(value) else value


def _formula(terms: list[tuple[int, float]], constant: float, names: list[str], first: int) -> str:
    text = ""
    for other, factor in terms:
        size = "" if abs(factor) == 1.0 else f"{abs(factor):.6g} · "
        sign = "−" if factor < 0 else "+"
        text += f" {sign} {size}{names[other - first]}"
    if constant:
        text += f" {'−' if constant < 0 else '+'} {abs(constant):.6g}"
    return text[3:] if text.startswith(" + ") else text.strip().replace("− ", "−", 1)


def level_of(scan: Scan, frame: Frame, rx: Floats, spec: Spec) -> Floats:
    """Each basis column's length before centring over its length after: its rounding level."""
    first = int(frame.intercept)
    lengths = np.linalg.norm(rx, axis=0)
    biggest = np.maximum(np.abs(scan.minimum), np.abs(scan.maximum))[: len(spec.predictors)]
    whole = biggest / frame.scale[: len(spec.predictors)] * np.sqrt(max(scan.total_weight, 1.0))
    after = lengths[first:]
    noise = np.where(after > 0, whole / np.where(after > 0, after, 1.0), np.inf)
    noise = np.where(np.isfinite(noise), np.minimum(noise, 1e12), 1.0)
    return np.concatenate([np.ones(first), noise])
