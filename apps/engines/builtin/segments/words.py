"""The answer in sentences: whether there are segments, what each is like, how sure that is."""

from __future__ import annotations

import numpy as np

from apps.core.messages import Message, Num, msg, msgn
from apps.engines.builtin.segments.choosing import GOOD
from apps.engines.builtin.segments.findings import LEVEL, Findings
from apps.engines.builtin.segments.naming import Names
from apps.engines.builtin.segments.stability import DISSOLVED, STABLE
from apps.engines.figures import percent

FAR, CLEAR, SLIGHT = 1.5, 0.75, 0.4  # standard deviations from the mean of all rows
TRAITS = 4
TYPICAL = 3
Value = Message | Num | int | str | list[str]
NOTHING = msg("about average in every measure")


def two(value: float) -> Num:
    return Num(value=float(value), decimals=2)


def p_value(p: float) -> Message:
    """A p-value; the table that it comes from ends at 0.001."""
    if p <= 0.001:
        return msg("p ≤ 0.001")
    return msg("p = {p}", p=Num(value=p, decimals=3 if p < 0.1 else 2))


def headline(found: Findings) -> Message:
    """How many segments there are, with how sure that is."""
    rows = len(found.sheet.rows)
    if found.params.segments is not None:
        return _given(found, rows)
    if found.k == 1:
        if found.p is None:
            return msg("No segments: the {rows} rows are too few or too alike.", rows=rows)
        return msg(
            "No segments: the {rows} rows look like one cloud without a gap in it (test of a single"
            " peak: {p}). Any cut through it would be arbitrary.",
            rows=rows,
            p=p_value(found.p),
        )
    choice = found.choice
    strength = float(choice.strength[min(found.k, len(choice.strength)) - 1]) if choice else 0.0
    values: dict[str, Value] = {
        "rows": rows, "k": found.k, "sizes": sizes(found), "strength": two(strength),
        "half": two(2 * float(choice.error[found.k - 1])) if choice else two(0.0),
        "p": p_value(found.p or 0.0),
    }  # fmt: skip
    return msg(
        "The {rows} rows fall into {k} segments ({sizes}). Half of the rows tells the segments of"
        " the other half with a strength of {strength} ± {half} (1 is perfect), and a single cloud"
        " is ruled out ({p}).",
        **values,
    )


def _given(found: Findings, rows: int) -> Message:
    values: dict[str, Value] = {"rows": rows, "k": found.k, "sizes": sizes(found)}
    if found.structure:
        return msg(
            "The {rows} rows, parted into the {k} segments that you asked for ({sizes}). A single"
            " cloud is ruled out ({p}); {second}",
            p=p_value(found.p or 0.0),
            second=_own_choice(found),
            **values,
        )
    return msg(
        "The {rows} rows, parted into the {k} segments that you asked for ({sizes}). Nothing shows"
        " that they are more than one cloud: the cuts are arbitrary.",
        **values,
    )


def _own_choice(found: Findings) -> Message:
    choice = found.choice
    if choice is None or choice.best in (1, found.k):
        return msg("the number is yours.")
    return msg("left to the data the number would be {k}.", k=choice.best)


def sizes(found: Findings) -> list[str]:
    """'80', '60', '36': rows of each segment."""
    shown = [str(size) for size in found.sizes.tolist()[:8]]
    return shown + (["…"] if found.k > len(shown) else [])


def traits(found: Findings, segment: int) -> Message:
    """What sets a segment apart, the strongest first."""
    z = found.profile[segment]
    order = [int(j) for j in np.argsort(-np.abs(z), kind="stable") if abs(z[j]) >= SLIGHT]
    if not order:
        return NOTHING
    told = [_trait(found.sheet.scale.names[j], float(z[j])) for j in order[:TRAITS]]
    sentence = told[-1]
    for one in reversed(told[:-1]):
        sentence = msg("{first}, {rest}", first=one, rest=sentence)
    return sentence


def _trait(name: str, z: float) -> Message:
    size = Num(value=abs(z), decimals=1)
    if z >= FAR:
        return msg("{name} far above average (+{z} sd)", name=name, z=size)
    if z >= CLEAR:
        return msg("{name} above average (+{z} sd)", name=name, z=size)
    if z > 0:
        return msg("{name} somewhat above average (+{z} sd)", name=name, z=size)
    if z <= -FAR:
        return msg("{name} far below average (−{z} sd)", name=name, z=size)
    if z <= -CLEAR:
        return msg("{name} below average (−{z} sd)", name=name, z=size)
    return msg("{name} somewhat below average (−{z} sd)", name=name, z=size)


def profile(found: Findings, names: Names, segment: int) -> Message:
    """'Segment 2: 14 rows (8%); income far above average (+1.6 sd), … Typical: …'"""
    size = int(found.sizes[segment])
    return msgn(
        "Segment {segment}: {count} row ({share}); {traits}. Typical: {names}.",
        "Segment {segment}: {count} rows ({share}); {traits}. Typical: {names}.",
        size,
        segment=segment + 1,
        share=percent(size / len(found.sheet.rows)),
        traits=traits(found, segment),
        names=names.typical[segment],
    )


def light(stable: float) -> Message:
    """What a mean Jaccard similarity means (Hennig 2007)."""
    if stable >= STABLE:
        return msg("stable")
    if stable >= DISSOLVED:
        return msg("a pattern, its borders unsure")
    return msg("not to be trusted")


def method(found: Findings) -> list[Message]:
    """What was computed, in plain words."""
    told = [_scaling(found)]
    if found.choice is not None:
        told.append(
            msg(
                "Whether there are segments: ten times the rows were halved; one half named the"
                " place where rows are thinnest between two neighbouring segments, the other tested"
                " whether there is a gap (dip test, at most {level} false alarms). The number is"
                " the largest whose prediction strength reaches {good}.",
                level=percent(LEVEL),
                good=two(GOOD),
            )
        )
    told.append(
        msg(
            "Segments come from k-means with ten starts; probabilities from a Gaussian mixture that"
            " begins there. Both part the rows alike with an adjusted Rand index of {ari}, where 1"
            " is perfect.",
            ari=two(found.agreement),
        )
        if found.k > 1
        else msg("With one segment every row is a member.")
    )
    return told


def _scaling(found: Findings) -> Message:
    scale = found.sheet.scale
    logs = [name for name, one in zip(scale.names, scale.logs, strict=True) if one]
    told = {
        "z": msg("One standard deviation counts the same in every measure."),
        "robust": msg("One robust deviation (from the median) counts the same in every measure."),
        "none": msg("One unit counts the same in every measure."),
    }[found.params.scaling]
    if not logs:
        return told
    return msg("{scale} Taken as logarithms: {names}.", scale=told, names=logs)


def would_change(found: Findings) -> list[Message]:
    """What the answer hangs on."""
    told: list[Message] = []
    names = found.sheet.scale.names
    for one in sorted(found.without, key=lambda each: each.agreement)[:3]:
        lost = [str(k + 1) for k in range(found.k) if not one.similar[k] >= DISSOLVED]
        values: dict[str, Value] = {"measure": names[one.measure], "ari": two(one.agreement)}
        if not lost:
            told.append(
                msg("Without {measure} all segments survive (adjusted Rand index {ari}).", **values)
            )
        elif len(lost) == found.k:
            told.append(
                msg("Without {measure} no segment survives (adjusted Rand index {ari}).", **values)
            )
        else:
            told.append(
                msg(
                    "Without {measure} these segments dissolve: {lost} (adjusted Rand index"
                    " {ari}).",
                    lost=lost,
                    **values,
                )
            )
    if found.gap is not None and found.choice is not None:
        told.append(_second(found, found.gap.best))
    if found.k == 1 and found.choice is not None:
        told.append(
            msg(
                "Measures in which the rows differ more sharply could part them; more rows would"
                " make a smaller gap visible."
            )
        )
    return told


def _second(found: Findings, best: int) -> Message:
    if best == found.k:
        return msg("The gap statistic, a second opinion, finds the same number.")
    if best == 1:
        return msg("The gap statistic, a second opinion, finds no segments.")
    return msg("The gap statistic, a second opinion, finds {k} segments.", k=best)


def data(found: Findings) -> list[Message]:
    """Rows used, and what became of the others."""
    sheet = found.sheet
    told = [
        msg(
            "{used} of {rows} rows were used, with {count} measures: {names}.",
            used=len(sheet.rows), rows=sheet.total, count=len(sheet.scale.names),
            names=sheet.scale.names[:12] + (["…"] if len(sheet.scale.names) > 12 else []),
        )
    ]  # fmt: skip
    if len(sheet.picked) < len(sheet.rows):
        told.append(
            msg(
                "Segments were sought on {count} rows and finished on all of them.",
                count=len(sheet.picked),
            )
        )
    told.append(
        msg(
            "Not known: whether the segments act differently towards your product. They are alike"
            " in the measures above and in nothing else."
        )
    )
    return told
