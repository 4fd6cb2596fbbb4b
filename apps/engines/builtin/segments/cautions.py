"""What the reader must know before trusting segments, each with what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from apps.core.messages import msg, msgn
from apps.engines.builtin.segments.choosing import GOOD
from apps.engines.builtin.segments.findings import Findings, Floats
from apps.engines.builtin.segments.naming import Names
from apps.engines.builtin.segments.stability import DISSOLVED
from apps.engines.builtin.segments.words import p_value, two
from apps.engines.contract import InputTable
from apps.engines.figures import percent
from apps.engines.result import Warning as Caution

SMALL = 3
ALIKE = 0.95
DISAGREE = 0.8


def cautions(found: Findings, names: Names, table: InputTable) -> Iterator[Caution]:
    """Serious ones first."""
    if found.k > 1:
        yield from _structure(found)
        yield from _stable(found)
        yield from _small(found, names)
        yield from _between(found)
    yield from _rows(found, names)
    yield from _columns(found)
    yield from _units(found, table)
    yield from _names(found)


def _structure(found: Findings) -> Iterator[Caution]:
    if found.structure is False:
        yield Caution(
            code="no_structure",
            severity="serious",
            message=msg(
                "The rows look like one cloud without a gap in it ({p}). The segments cut it where"
                " k-means puts the knife.",
                p=p_value(found.p or 0.0),
            ),
            fix=msg("Use them to sort, not as groups that exist; or choose other measures."),
        )
        return
    choice = found.choice
    if choice is None or found.k > len(choice.strength):
        return
    strength = float(choice.strength[found.k - 1])
    if strength < GOOD:
        yield Caution(
            code="weak_number",
            severity="serious" if strength < 0.5 else "warn",
            message=msg(
                "There is more than one cloud, but no number of segments is told surely: {k}"
                " segments reach a prediction strength of {strength}, and {good} is asked for.",
                k=found.k, strength=two(strength), good=two(GOOD),
            )
            if found.params.segments is None
            else msg(
                "{k} segments reach a prediction strength of {strength}; {good} is asked for.",
                k=found.k, strength=two(strength), good=two(GOOD),
            ),
            fix=msg("Add rows or measures, or try the number beside it."),
        )  # fmt: skip


def _stable(found: Findings) -> Iterator[Caution]:
    lost = [str(k + 1) for k in range(found.k) if found.stable[k] < DISSOLVED]
    if lost:
        yield Caution(
            code="unstable",
            severity="serious",
            message=msgn(
                "Segment {names} dissolves in other samples of the same rows.",
                "These segments dissolve in other samples of the same rows: {names}.",
                len(lost),
                names=lost,
            ),
            fix=msg("Build nothing on them; ask for fewer segments."),
        )
    if found.agreement < DISAGREE:
        yield Caution(
            code="overlap",
            message=msg(
                "K-means and the mixture part the rows differently (adjusted Rand index {ari}):"
                " segments overlap or are long.",
                ari=two(found.agreement),
            ),
            fix=msg("Go by the probabilities, and look at the rows between segments."),
        )


def _small(found: Findings, names: Names) -> Iterator[Caution]:
    for k in np.flatnonzero(found.sizes < SMALL).tolist():
        yield Caution(
            code="small_segment",
            message=msg(
                "Segment {segment} has only {names} in it: rather unusual rows than a segment.",
                segment=k + 1,
                names=names.typical[k],
            ),
            fix=msg(
                "Check their values; take logarithms of lopsided measures, or the robust scale."
            ),
        )


def _between(found: Findings) -> Iterator[Caution]:
    count = len(found.between)
    if count:
        yield Caution(
            code="between",
            severity="warn" if count > 0.2 * len(found.sheet.rows) else "info",
            message=msgn(
                "{count} row ({share}) lies between segments.",
                "{count} rows ({share}) lie between segments.",
                count,
                share=percent(count / len(found.sheet.rows)),
            ),
        )


def _rows(found: Findings, names: Names) -> Iterator[Caution]:
    sheet = found.sheet
    if sheet.gone:
        shown = [names.at(place) for place in names.gone]
        yield Caution(
            code="rows_left_out",
            severity="serious" if sheet.gone > 0.3 * sheet.total else "warn",
            message=msgn(
                "{count} of {rows} rows was left out for a missing value in {columns}: {names}.",
                "{count} of {rows} rows were left out for a missing value in {columns}: {names}.",
                sheet.gone,
                rows=sheet.total,
                columns=list(sheet.missing),
                names=shown + (["…"] if sheet.gone > len(shown) else []),
            ),
            fix=msg("Fill the gaps, leave out the measure, or choose to fill in medians."),
        )
    if sheet.filled:
        yield Caution(
            code="filled_in",
            message=msgn(
                "{count} cell was filled in with the median of its measure, in {columns}. Such rows"
                " are drawn towards the middle.",
                "{count} cells were filled in with the median of their measure, in {columns}. Such"
                " rows are drawn towards the middle.",
                sum(sheet.filled.values()),
                columns=list(sheet.filled),
            ),
        )
    if sheet.repeated:
        yield Caution(
            code="repeated_rows",
            severity="info",
            message=msgn(
                "{count} row repeats another one in every measure. Each counts.",
                "{count} rows repeat another one in every measure. Each counts.",
                sheet.repeated,
            ),
            fix=msg("Take out rows that stand for the same market or customer."),
        )


def _columns(found: Findings) -> Iterator[Caution]:
    sheet = found.sheet
    if sheet.constant:
        yield Caution(
            code="constant",
            message=msgn(
                "{names} has the same value in every row and was left out.",
                "These have the same value in every row and were left out: {names}.",
                len(sheet.constant),
                names=sheet.constant,
            ),
        )
    if sheet.odd_scale:
        yield Caution(
            code="no_robust_scale",
            message=msg(
                "More than half of the rows share one value of {names}, so there is no robust"
                " deviation: the standard deviation was taken.",
                names=sheet.odd_scale,
            ),
        )
    for first, second, r in _alike(found):
        yield Caution(
            code="alike",
            message=msg(
                "{first} and {second} say nearly the same (correlation {r}) and count twice.",
                first=first, second=second, r=two(r),
            ),
            fix=msg("Leave one of them out."),
        )  # fmt: skip


def _alike(found: Findings) -> list[tuple[str, str, float]]:
    """The three most correlated pairs of measures beyond ``ALIKE``."""
    names = found.sheet.scale.names
    if len(names) < 2:
        return []
    rows = np.asarray(found.sheet.sample(2000, 0), dtype=np.float64)
    r: Floats = np.asarray(np.corrcoef(rows.T), dtype=np.float64)
    pairs = [(i, j) for i in range(len(names)) for j in range(i) if abs(r[i, j]) > ALIKE]
    pairs.sort(key=lambda pair: -abs(r[pair]))
    return [(names[j], names[i], float(r[i, j])) for i, j in pairs[:3]]


def _units(found: Findings, table: InputTable) -> Iterator[Caution]:
    units = {column.unit for column in table.columns if column.name in found.sheet.scale.names}
    if found.params.scaling == "none" and len(units) > 1:
        yield Caution(
            code="mixed_units",
            severity="serious",
            message=msg("The measures are in different units and were not put on one scale."),
            fix=msg("Choose z-scores or robust deviations."),
        )


def _names(found: Findings) -> Iterator[Caution]:
    names = found.sheet.names
    if names is None:
        return
    used = Counter(names[place] for place in found.sheet.rows.places.tolist())
    twice = sorted(name for name, count in used.items() if name and count > 1)
    if twice:
        yield Caution(
            code="names_twice",
            severity="info",
            message=msgn(
                "{names} stands in several rows, each of which counts of its own.",
                "These stand in several rows each, and each row counts of its own: {names}.",
                len(twice),
                names=twice[:5] + (["…"] if len(twice) > 5 else []),
            ),
            fix=msg("Keep one row for each market or customer, e.g. the latest."),
        )
