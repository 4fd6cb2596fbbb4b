"""A run has found themes: they join those of the project, and its records get theirs.

What people did stays: names, locks, merged themes, records that were moved.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone

from apps.core.happenings import report
from apps.engines.builtin.text_themes import outputs
from apps.feedback.models import FeedbackRecord, Theme, ThemeMember, ThemeRun
from apps.feedback.themes import figures
from apps.feedback.themes.examples import named
from apps.feedback.themes.inputs import ALL, FEEDBACK
from apps.jobs.domain.copies import local_path
from apps.jobs.models import Job, State, Task
from apps.projects.domain.changes import hold
from apps.projects.synced import take_turn

ENGINE = "text.themes"
BATCH = 2_000
Rows = list[dict[str, Any]]
LONGEST_NAME = 200


def taken(job: Job) -> None:
    """Called when a run has ended, in the worker; a second call changes nothing."""
    if not is_told(job) or job.inputs["data"]["id"] != ALL:
        return
    parts = [row for rows in batches(job, outputs.THEMES) for row in rows]
    told = found_by(job)
    placed = batches(job, outputs.ASSIGNMENTS)  # here already before anybody has to wait
    if hold(job.project_id).archived_at or ThemeRun.objects.filter(job=job).exists():
        return
    take_turn(job.project_id)
    known = _themes(job, told["themes"], parts)
    summary = (job.result or {}).get("summary", {})
    run = ThemeRun.objects.create(
        project_id=job.project_id,
        job=job,
        base=told["base"],
        means={row["theme"]: row["centroid"] for row in parts if row["kind"] == "language"},
        stability=summary.get("stability"),
    )
    run.records, run.without_theme = _members(job, known, placed)
    run.save()
    figures.changed(job.project_id)
    report(
        "feedback.themes.found", project_id=job.project_id, subject=job,
        themes=len(told["themes"]), new=sum(bool(one["new"]) for one in told["themes"]),
    )  # fmt: skip


def is_told(job: Job) -> bool:
    """Whether the job is a whole run on feedback that succeeded."""
    of_feedback = job.inputs.get("data", {}).get("kind") == FEEDBACK
    return job.state == State.SUCCEEDED and job.task == Task.RUN and of_feedback


def _themes(job: Job, told: list[dict[str, Any]], parts: list[dict[str, Any]]) -> dict[str, Theme]:
    """Key → the theme that what was found under it belongs to."""
    rows = {one.key: one for one in Theme.objects.filter(project_id=job.project_id)}
    by_id = {one.pk: one for one in rows.values()}
    now, found = timezone.now(), dict[str, Theme]()
    for one in told:
        theme = rows.get(one["theme"])
        if theme is None:
            theme = Theme(project_id=job.project_id, key=one["theme"])
        while theme.merged_into_id is not None:
            theme = by_id[theme.merged_into_id]
        again = theme in found.values()  # two that were merged while the run was under way
        found[one["theme"]] = theme
        if not theme.named and not again:
            theme.name = one["name"][:LONGEST_NAME]
        if not again:
            theme.last_seen = now
            if not theme.locked:
                theme.words = one["words"]
            if not (theme.locked and theme.examples):
                theme.examples = named(one["examples"])
        own = parts_of(one["theme"], parts)
        if not theme.locked:
            theme.parts = [*theme.parts, *own] if again else own
        theme.save()
        rows[theme.key] = by_id[theme.pk] = theme
    return found


def parts_of(key: str, rows: Rows) -> list[dict[str, Any]]:
    """The centres of a theme among the rows of a run's table, as a theme keeps them."""
    return [
        {name: row[name] for name in ("similarity", "texts", "centroid", "base")}
        for row in rows
        if row["kind"] == "theme" and row["theme"] == key
    ]


def _members(job: Job, known: dict[str, Theme], placed: Iterator[Rows]) -> tuple[int, int]:
    """Give every record of the run its theme, but for those that a person has placed; how many
    there were, and how many without one.
    """
    ThemeMember.objects.filter(project_id=job.project_id, by=ThemeMember.By.RUN).delete()
    by_hand = set(
        ThemeMember.objects.filter(project_id=job.project_id).values_list("record_id", flat=True)
    )
    count = without = 0
    for rows in placed:
        ids = [UUID(row["id"]) for row in rows]
        there = FeedbackRecord.objects.filter(project_id=job.project_id, pk__in=ids)
        left = set(there.values_list("pk", flat=True)) - by_hand
        members = [
            ThemeMember(
                project_id=job.project_id,
                record_id=pk,
                theme=known.get(row["theme"]),
                similarity=row["similarity"],
            )
            for pk, row in zip(ids, rows, strict=True)
            if pk in left
        ]
        ThemeMember.objects.bulk_create(members)
        count += len(members)
        without += sum(one.theme_id is None for one in members)
    return count, without


def batches(job: Job, name: str) -> Iterator[Rows]:
    """The rows of a table that the run has left, :data:`BATCH` at once."""
    import pyarrow.parquet as pq  # not needed to start the web process

    table = pq.ParquetFile(_file(job, name))
    return (batch.to_pylist() for batch in table.iter_batches(BATCH))


def found_by(job: Job) -> Any:
    """What the run told of its themes: ``text_themes.keeping.told``."""
    return json.loads(_file(job, outputs.FOUND).read_bytes())


def _file(job: Job, name: str) -> Path:
    stored = job.artifacts.get(name=name)
    return local_path(stored.file, stored.pk, stored.size, suffix=Path(name).suffix)
