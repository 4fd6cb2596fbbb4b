"""What a run leaves behind: the themes for a later one, and the theme of each row."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from apps.engines.builtin.text_themes import outputs
from apps.engines.builtin.text_themes.earlier import numbers_as_text
from apps.engines.builtin.text_themes.examples import Example
from apps.engines.builtin.text_themes.opinions import Opinions
from apps.engines.builtin.text_themes.themes import Found
from apps.engines.contract import Context


def keep(ctx: Context, data: Opinions, found: Found, shown: list[list[Example]]) -> None:
    """All artefacts."""
    _table(ctx, outputs.THEMES, themes(found))
    _table(ctx, outputs.ASSIGNMENTS, assignments(data, found))
    path = ctx.output_dir / outputs.FOUND
    path.write_text(json.dumps(told(data, found, shown), ensure_ascii=False), encoding="utf-8")
    ctx.save_artifact(outputs.FOUND, path)


def _table(ctx: Context, name: str, table: pa.Table) -> None:
    path = ctx.output_dir / name
    pq.write_table(table, path, compression="zstd")
    ctx.save_artifact(name, path)


def themes(found: Found) -> pa.Table:
    """A row for each part of each theme, for each that was not found again, and each language."""
    rows = [
        _row(found, "theme", part.theme, part.centroid, name=theme.name, named=part.named,
             locked=part.locked, similarity=part.similarity, texts=part.texts)
        for theme in found.themes
        for part in theme.parts
    ]  # fmt: skip
    rows += [
        _row(found, "theme", part.theme, part.centroid, name=part.name, named=part.named,
             similarity=part.similarity)
        for part in found.lost
    ]  # fmt: skip
    rows += [_row(found, "language", name, mean) for name, mean in found.means.items()]
    return pa.Table.from_pylist(rows, schema=_schema())


def _row(found: Found, kind: str, theme: str, centroid: Any, **more: Any) -> dict[str, Any]:
    empty = {"name": "", "named": False, "locked": False, "similarity": None, "texts": 0}
    return {
        **empty,
        **more,
        "kind": kind,
        "theme": theme,
        "base": found.base.id,
        "centroid": numbers_as_text(centroid),
    }


def _schema() -> pa.Schema:
    kinds = {"boolean": pa.bool_(), "number": pa.float64(), "integer": pa.int64()}
    columns = outputs.themes().columns
    return pa.schema([(one.name, kinds.get(one.dtype, pa.string())) for one in columns])


def assignments(data: Opinions, found: Found) -> pa.Table:
    """Row from 1, what names it, identity and name of its theme ('' for none), cosine."""
    theme = found.theme[data.said]
    ids = np.array(["", *(one.id for one in found.themes)], dtype=object)
    names = np.array(["", *(one.name for one in found.themes)], dtype=object)
    own = {} if data.ids is None else {"id": pa.array(data.ids, pa.string())}
    return pa.table(
        {
            "row": pa.array(data.places + 1, pa.int64()),
            **own,
            "theme": pa.array(ids[theme + 1].tolist(), pa.string()),
            "name": pa.array(names[theme + 1].tolist(), pa.string()),
            "similarity": pa.array(found.cosine[data.said], pa.float64()),
        }
    )


def told(data: Opinions, found: Found, shown: list[list[Example]]) -> dict[str, Any]:
    """Each theme with keywords and examples, as the pages of themes take it in. Texts that may be
    asked to be forgotten are named, not repeated.
    """
    return {
        "base": found.base.id,
        "themes": [
            {
                "theme": theme.id,
                "name": theme.name,
                "new": theme.new,
                "words": theme.words,
                "examples": [_example(one, erasable=data.erasable) for one in each],
            }
            for theme, each in zip(found.themes, shown, strict=True)
        ],
        "gone": [part.theme for part in found.gone],
    }


def _example(one: Example, *, erasable: bool) -> dict[str, Any]:
    named = {"id": one.id, "language": one.language, "rows": one.rows}
    return named if erasable else {**named, "text": one.text}
