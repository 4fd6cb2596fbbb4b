"""The result: answer first, then each segment, how far to trust it, what would change it."""

from __future__ import annotations

from typing import Any

from apps.core.messages import msg
from apps.engines.builtin.segments import tables, words
from apps.engines.builtin.segments.atlas import atlas
from apps.engines.builtin.segments.cautions import cautions
from apps.engines.builtin.segments.charts import charts
from apps.engines.builtin.segments.findings import Findings
from apps.engines.builtin.segments.naming import Names
from apps.engines.contract import InputTable
from apps.engines.figures import finite
from apps.engines.result import AnyBlock, PredictField, Result, Text


def result(table: InputTable, found: Findings) -> Result:
    """Everything that page, API, PDF and CSV show."""
    names = Names(table, found)
    units = {column.name: column.unit for column in table.columns}
    blocks: list[AnyBlock] = [tables.tiles(found)]
    if found.k > 1:
        blocks.append(
            Text(
                heading=msg("The segments in words"),
                paragraphs=[words.profile(found, names, k) for k in range(found.k)],
            )
        )
        blocks.append(tables.segments(found, names))
    blocks += cautions(found, names, table)
    world = atlas(found)
    blocks += [world] if world else []
    blocks += charts(found, names)
    change = words.would_change(found)
    if change:
        blocks.append(Text(heading=msg("What would change the answer"), paragraphs=change))
    shown = (tables.without(found), tables.numbers(found), tables.between(found, names),
             tables.centres(found, units), tables.members(found, names))  # fmt: skip
    blocks += [one for one in shown if one is not None]
    blocks.append(Text(heading=msg("How this was computed"), paragraphs=words.method(found)))
    blocks.append(Text(heading=msg("Data"), paragraphs=words.data(found)))
    return Result(
        headline=words.headline(found),
        blocks=blocks,
        summary=summary(found, names),
        predict_fields=fields(table, found),
    )


def fields(table: InputTable, found: Findings) -> list[PredictField]:
    """Each measure with the range that it was seen in."""
    known = {column.name: column for column in table.columns}
    scale = found.sheet.scale
    middle = scale.invert(found.centres[:1])[0]
    return [
        PredictField(
            name=name,
            unit=known[name].unit if name in known else "",
            minimum=known[name].minimum if name in known else None,
            maximum=known[name].maximum if name in known else None,
            example=float(middle[place]),
        )
        for place, name in enumerate(scale.names)
    ]


def summary(found: Findings, names: Names) -> dict[str, Any]:
    """The same for machines: full precision, plain JSON, null for what is unknown."""
    sheet, choice, gap = found.sheet, found.choice, found.gap
    values, z = sheet.scale.invert(found.centres), found.profile
    same_unit = float(sheet.scale.unit[0]) ** 2 if found.params.scaling == "none" else 1.0
    return {
        "rows": sheet.total,
        "rows_used": len(sheet.rows),
        "dropped_missing": sheet.gone,
        "filled_in": sheet.filled,
        "constant": sheet.constant,
        "repeated_rows": sheet.repeated,
        "measures": sheet.scale.names,
        "logs": [n for n, one in zip(sheet.scale.names, sheet.scale.logs, strict=True) if one],
        "segments": found.k,
        "structure_p": finite(found.p),
        "prediction_strength": choice.strength.tolist() if choice else [],
        "prediction_strength_se": choice.error.tolist() if choice else [],
        "gap": gap.gap.tolist() if gap else [],
        "gap_se": gap.error.tolist() if gap else [],
        "gap_choice": gap.best if gap else None,
        "within_squares": found.within * same_unit,
        "mixture_agreement": found.agreement,
        "between": len(found.between),
        "explained": found.explained.tolist(),
        "profiles": [
            {
                "segment": k + 1,
                "rows": int(found.sizes[k]),
                "stability": finite(float(found.stable[k])) if found.k > 1 else None,
                "typical": names.typical[k],
                "centre": dict(zip(sheet.scale.names, values[k].tolist(), strict=True)),
                "z": dict(zip(sheet.scale.names, z[k].tolist(), strict=True)),
            }
            for k in range(found.k)
        ],
        "without": [
            {
                "measure": sheet.scale.names[one.measure],
                "adjusted_rand": one.agreement,
                "similar": [finite(float(value)) for value in one.similar],
            }
            for one in found.without
        ],
    }
