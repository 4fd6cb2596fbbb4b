"""Runs of themes that have ended."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from apps.feedback.models import ThemeMember
from apps.feedback.themes import inputs
from apps.jobs.models import State
from tests.factories.jobs import JobArtifactFactory, JobFactory, some_result

CENTRE = "AACAPwAAAAA="
WAY = {"similarity": 0.5, "texts": 4, "centroid": CENTRE}
DATA = {"data": {"kind": "feedback", "id": "all", "roles": inputs.ROLES}}


def stored(job: Any, name: str, content: bytes) -> None:
    JobArtifactFactory(job=job, name=name, file__data=content, file__filename=name)


def as_parquet(rows: list[dict[str, Any]]) -> bytes:
    held = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), held)
    return held.getvalue()


def finished(
    project: Any, found: Mapping[str, str], placed: Any, base: str = "e5-small", on: str = "all"
) -> Any:
    """A run on all records, or those of a theme, that found themes of these keys and names, and
    placed records in them.
    """
    job = JobFactory(
        project=project, engine_key="text.themes", state=State.SUCCEEDED,
        inputs={"data": {**DATA["data"], "id": on}},
        result=some_result(stability=0.8),
    )  # fmt: skip
    row = {"kind": "theme", "named": False, "locked": False, "base": base, **WAY}
    themes = [{**row, "theme": key, "name": name} for key, name in found.items()]
    themes.append({**row, "kind": "language", "theme": "en", "name": ""})
    told = [
        {"theme": key, "name": name, "new": True, "words": {"en": [name]},
         "examples": [{"id": str(record.pk), "language": "en", "rows": 1}
                      for record, theme in placed if theme == key]}
        for key, name in found.items()
    ]  # fmt: skip
    rows = [
        {"row": at, "id": str(record.pk), "theme": key, "name": "", "similarity": 0.7}
        for at, (record, key) in enumerate(placed, 1)
    ]
    stored(job, "themes.parquet", as_parquet(themes))
    stored(job, "assignments.parquet", as_parquet(rows))
    content = {"base": base, "themes": told, "gone": []}
    stored(job, "themes.json", json.dumps(content).encode())
    return job


def themes_of(records: Any) -> list[Any]:
    """The name of each record's theme."""
    found = ThemeMember.objects.select_related("theme").in_bulk(field_name="record_id")
    return [found[one.pk].theme and found[one.pk].theme.name for one in records]
