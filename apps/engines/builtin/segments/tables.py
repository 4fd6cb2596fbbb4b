"""The tables of a run."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from apps.core.messages import Message, msg
from apps.engines.builtin.segments import words
from apps.engines.builtin.segments.choosing import GOOD
from apps.engines.builtin.segments.findings import Findings
from apps.engines.builtin.segments.naming import Names
from apps.engines.builtin.segments.stability import DISSOLVED, STABLE
from apps.engines.figures import percent
from apps.engines.result import Table, TableColumn, Tile, Tiles, Tone

MOST_COLUMNS = 12  # segments side by side
Row = dict[str, float | int | str | Message | None]


def _column(key: str, label: Message | str, kind: str = "text", **more: object) -> TableColumn:
    return TableColumn.model_validate({"key": key, "label": label, "kind": kind, **more})


def tiles(found: Findings) -> Tiles:
    """Number, test, strength, the least stable segment."""
    items = [
        Tile(label=msg("Number of segments"), value=str(found.k) if found.k > 1 else msg("none"))
    ]
    if found.p is not None:
        items.append(
            Tile(
                label=msg("More than one cloud"),
                value=words.p_value(found.p),
                note=msg("shown") if found.structure else msg("not shown"),
                tone="good" if found.structure else "warn",
            )
        )
    if found.k > 1 and found.choice is not None and found.k <= len(found.choice.strength):
        value = float(found.choice.strength[found.k - 1])
        items.append(Tile(label=msg("Prediction strength"), value=words.two(value),
                          tone="good" if value >= GOOD else "warn"))  # fmt: skip
    if found.k > 1:
        least = float(np.nanmin(found.stable))
        items.append(Tile(label=msg("Least stable segment"), value=words.two(least),
                          note=words.light(least), tone=tone(least)))  # fmt: skip
        items.append(Tile(label=msg("Rows between segments"), value=str(len(found.between))))
    return Tiles(items=items)


def tone(stable: float) -> Tone:
    return "good" if stable >= STABLE else "warn" if stable >= DISSOLVED else "bad"


def segments(found: Findings, names: Names) -> Table:
    """Each segment's size, traits, typical members and stability."""
    unsure = np.bincount(found.members.segment[found.between], minlength=found.k)
    rows: list[Row] = [
        {
            "segment": k + 1,
            "rows": int(found.sizes[k]),
            "share": float(found.sizes[k] / len(found.sheet.rows)),
            "traits": words.traits(found, k),
            "typical": ", ".join(names.typical[k]),
            "stable": float(found.stable[k]) if found.k > 1 else None,
            "light": words.light(float(found.stable[k])) if found.k > 1 else None,
            "tone": tone(float(found.stable[k])) if found.k > 1 else None,
            "between": int(unsure[k]),
        }
        for k in range(found.k)
    ]
    return Table(
        key="segments",
        title=msg("Segments"),
        columns=[
            _column("segment", msg("Segment"), "integer"),
            _column("rows", msg("Rows"), "integer"),
            _column("share", msg("Share"), "percent"),
            _column("traits", msg("What sets it apart"), help=msg(
                "Distance of its mean from the mean of all rows, in standard deviations (sd).")),
            _column("typical", msg("Typical members"), help=msg("Nearest to its centre.")),
            _column("stable", msg("Stability"), "number", decimals=2, help=msg(
                "Mean Jaccard similarity to the most similar segment of 50 bootstrap samples:"
                " below 0.6 not to be trusted, 0.75 and more stable.")),
            _column("light", msg("Traffic light"), "light"),
            _column("between", msg("Unsure members"), "integer"),
        ],
        rows=rows,
    )  # fmt: skip


def centres(found: Findings, units: Mapping[str, str]) -> Table:
    """Means of each segment in the measures' own units."""
    scale, shown = found.sheet.scale, min(found.k, MOST_COLUMNS)
    values = scale.invert(found.centres)
    mean = scale.mean.copy()
    mean[scale.logs] = np.exp(mean[scale.logs])
    rows: list[Row] = [
        {
            "measure": name,
            **{f"s{k + 1}": float(values[k, j]) for k in range(shown)},
            "all": float(mean[j]),
            "unit": units.get(name) or None,
        }
        for j, name in enumerate(scale.names)
    ]
    return Table(
        key="centres",
        title=msg("Means of the segments"),
        columns=[
            _column("measure", msg("Measure")),
            *(_column(f"s{k + 1}", msg("Segment {segment}", segment=k + 1), "number", digits=4)
              for k in range(shown)),
            _column("all", msg("All rows"), "number", digits=4),
            _column("unit", msg("Unit")),
        ],
        rows=rows,
        note=_centres_note(found),
    )  # fmt: skip


def _centres_note(found: Findings) -> Message | None:
    if found.k > MOST_COLUMNS:
        return msg("The {shown} largest of {count} segments.", shown=MOST_COLUMNS, count=found.k)
    if found.sheet.scale.logs.any():
        return msg("Geometric means of measures that are taken as logarithms.")
    return None


def numbers(found: Findings) -> Table | None:
    """What speaks for each number of segments."""
    choice, gap = found.choice, found.gap
    if choice is None or gap is None:
        return None
    rows: list[Row] = [
        {
            "k": k + 1,
            "strength": float(choice.strength[k]),
            "error": float(choice.error[k]),
            "gap": float(gap.gap[k]),
            "gap_error": float(gap.error[k]),
            "taken": msg("taken") if k + 1 == found.k else None,
        }
        for k in range(len(choice.strength))
    ]
    return Table(
        key="numbers",
        title=msg("How many segments"),
        columns=[
            _column("k", msg("Number of segments"), "integer"),
            _column("strength", msg("Prediction strength"), "number", decimals=2, help=msg(
                "Of the pairs of rows in the segment that is found again worst, the share that the"
                " other half of the rows keeps together.")),
            _column("error", msg("Standard error"), "number", decimals=2),
            _column("gap", msg("Gap"), "number", decimals=3, help=msg(
                "How much tighter the segments are than those of rows without structure, in"
                " logarithms.")),
            _column("gap_error", msg("Standard error"), "number", decimals=3),
            _column("taken", msg("Taken")),
        ],
        rows=rows,
    )  # fmt: skip


def without(found: Findings) -> Table | None:
    """What leaving out each measure does."""
    if not found.without:
        return None
    names = found.sheet.scale.names
    rows: list[Row] = []
    for one in sorted(found.without, key=lambda each: each.agreement):
        kept = [str(k + 1) for k in range(found.k) if one.similar[k] >= DISSOLVED]
        rows.append({
            "measure": names[one.measure],
            "agreement": one.agreement,
            "kept": ", ".join(kept) if kept else msg("none"),
        })  # fmt: skip
    return Table(
        key="without",
        title=msg("What leaving out a measure would change"),
        columns=[
            _column("measure", msg("Left out")),
            _column("agreement", msg("Adjusted Rand index"), "number", decimals=2, help=msg(
                "1: the same segments without it; 0: no more alike than by chance.")),
            _column("kept", msg("Segments that survive"), help=msg(
                "Those with a Jaccard similarity of 0.6 or more to one found without it.")),
        ],
        rows=rows,
    )  # fmt: skip


def between(found: Findings, names: Names) -> Table | None:
    """Rows that lie between segments."""
    if not names.unsure or found.k == 1:
        return None
    members = found.members
    rows: list[Row] = [
        {
            "name": names.of(row),
            "segment": int(members.segment[row]) + 1,
            "probability": float(members.probability[row]),
            "second": int(members.second[row]) + 1,
        }
        for row in names.unsure
    ]
    return Table(
        key="between",
        title=msg("Rows that lie between segments"),
        columns=[
            _column("name", msg("Row")),
            _column("segment", msg("Segment"), "integer"),
            _column("probability", msg("Probability"), "percent"),
            _column("second", msg("Next segment"), "integer"),
        ],
        rows=rows,
        note=msg("{shown} of {count} rows whose segment is less probable than {sure}.",
                 shown=len(rows), count=len(found.between),
                 sure=percent(found.params.sure)),
    )  # fmt: skip


def members(found: Findings, names: Names) -> Table | None:
    """Every row with its segment, where there are few enough to list."""
    if not names.listed or found.k == 1:
        return None
    told = found.members
    return Table(
        key="members",
        title=msg("Members"),
        columns=[
            _column("name", msg("Row")),
            _column("segment", msg("Segment"), "integer"),
            _column("probability", msg("Probability"), "percent"),
            _column("distance", msg("Distance to the centre"), "number", decimals=2, help=msg(
                "On the chosen scale, over all measures.")),
        ],
        rows=[
            {
                "name": names.of(row),
                "segment": int(told.segment[row]) + 1,
                "probability": float(told.probability[row]),
                "distance": float(told.distance[row]),
            }
            for row in names.listed
        ],
    )  # fmt: skip
