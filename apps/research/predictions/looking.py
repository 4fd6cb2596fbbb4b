"""Asking for actual values: a short job looks into a version of the data for what was predicted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.core.happenings import Happening, report
from apps.core.messages import Message, msg
from apps.datasets.models import Dataset, DatasetVersion
from apps.jobs.domain.submit import SubmissionRefused, submit
from apps.jobs.models import Job
from apps.projects.domain.changes import apply, hold, locked
from apps.projects.models import Membership, Role
from apps.research.predictions.manifest import MOST_WANTED, ActualsEngine
from apps.research.predictions.models import Prediction, PredictionSet

COLUMNS = ("target", "period", "market")


def on_version(happening: Happening) -> None:
    """A version of some data was stored: look into it for what was predicted (a listener)."""
    version = happening.subject
    if happening.kind == "datasets.version.created" and isinstance(version, DatasetVersion):
        sets = list(PredictionSet.objects.filter(watched=version.dataset_id))
        if sets:
            ask(version, sets)


def look_for(kept: PredictionSet) -> list[Job]:
    """Look into the newest version of the data that a kept run watches, and, where it was not
    checked yet, into the newest one of when it was made.
    """
    versions = DatasetVersion.objects.filter(dataset=kept.watched_id).order_by("-number")
    chosen = [versions.first()]
    if kept.checked_at is None:
        known_then = versions.filter(created_at__lte=kept.made_at).first()
        if known_then is None:
            _checked([kept])
        chosen.append(known_then)
    found = {version.pk: version for version in chosen if version is not None}
    return [job for version in found.values() for job in ask(version, [kept])]


def look_now(project: Any) -> list[Job]:
    """Look for everything that the project has predicted, in the newest versions."""
    sets = PredictionSet.objects.filter(project=project).exclude(watched=None)
    jobs: list[Job] = []
    unchecked = [kept for kept in sets if kept.checked_at is None]
    for kept in unchecked:
        jobs += look_for(kept)
    by_dataset: dict[Any, list[PredictionSet]] = {}
    for kept in sets:
        if kept.checked_at is not None:
            by_dataset.setdefault(kept.watched_id, []).append(kept)
    for dataset, some in by_dataset.items():
        version = DatasetVersion.objects.filter(dataset=dataset).order_by("-number").first()
        jobs += ask(version, some) if version is not None else []
    return jobs


def ask(version: DatasetVersion, sets: Sequence[PredictionSet]) -> list[Job]:
    """Submit jobs, one for each way to read the table. Where none can be made, the kept runs say
    why.
    """
    names = {column["name"] for column in version.columns}
    jobs: list[Job] = []
    for some in _alike(sets):
        columns = some[0].columns
        lacking = sorted({name for name in columns.values() if name} - names)
        if lacking or not columns.get("target") or not columns.get("period"):
            told(some, _lacks(version, lacking))
            if lacking:
                _checked([one for one in some if version.created_at <= one.made_at])
            continue
        wanted = _wanted(some)
        for start in range(0, len(wanted), MOST_WANTED):
            try:
                jobs.append(_submit(version, some, wanted[start : start + MOST_WANTED]))
            except SubmissionRefused as refused:
                told(some, refused.issues[0].message)
    return jobs


@transaction.atomic
def link(kept: PredictionSet, user: Any, dataset: Dataset, columns: dict[str, str]) -> None:
    """Look for actual values of a kept run in another dataset, or in other columns. Whether they
    were known there already is checked anew.
    """
    hold(kept.project_id)
    row = locked(kept)
    changes = {"watched_id": dataset.pk, "columns": columns}
    changed = apply(row, changes)
    if not changed:
        return
    row.checked_at = None
    row.save(update_fields=["checked_at", "updated_at"])
    report(
        "research.predictions.linked", actor=user, project_id=row.project_id, subject=row,
        changes={**changed, "watched_id": [str(pk) for pk in changed.get("watched_id", [])]},
    )  # fmt: skip
    transaction.on_commit(lambda: look_for(row), robust=True)


def told(sets: Iterable[PredictionSet], note: Message | None) -> None:
    """Write on kept runs why no actual value could be read, or that it could."""
    said = note.model_dump(mode="json") if note else None
    rows: QuerySet[PredictionSet] = PredictionSet.objects.filter(pk__in=[one.pk for one in sets])
    rows.update(note=said)


def _checked(sets: Sequence[PredictionSet]) -> None:
    """Nothing that was stored when they were made could hold an actual value."""
    rows = PredictionSet.objects.filter(pk__in=[one.pk for one in sets], checked_at=None)
    rows.update(checked_at=timezone.now())


def _lacks(version: DatasetVersion, lacking: list[str]) -> Message:
    if not lacking:
        return msg("No column of periods was chosen, so actual values are not found.")
    return msg(
        "Version {number} of '{name}' has no column {names}, so actual values are not found.",
        number=version.number, name=version.dataset.name, names=lacking,
    )  # fmt: skip


def _alike(sets: Sequence[PredictionSet]) -> list[list[PredictionSet]]:
    found: dict[tuple[Any, ...], list[PredictionSet]] = {}
    for one in sets:
        way = (tuple(sorted(one.columns.items())), one.repeats)
        found.setdefault(way, []).append(one)
    return list(found.values())


def _wanted(sets: Sequence[PredictionSet]) -> list[tuple[str, str]]:
    rows = Prediction.objects.filter(kept__in=[one.pk for one in sets]).order_by()
    return sorted(rows.values_list("market", "period").distinct())


def _submit(
    version: DatasetVersion, sets: Sequence[PredictionSet], wanted: Sequence[tuple[str, str]]
) -> Job:
    return submit(
        project=version.project,
        user=_reader(version),
        engine_key=ActualsEngine.key,
        params={
            "sets": [str(one.pk) for one in sets],
            "repeats": sets[0].repeats,
            "wanted": [list(one) for one in wanted],
            **{name: sets[0].columns.get(name, "") for name in COLUMNS},
        },
        inputs={"data": {"kind": "dataset", "id": str(version.pk)}},
        title=_("Actual values in {name}").format(name=version.dataset.name)[:200],
    )


def _reader(version: DatasetVersion) -> Any:
    """Who brought the version in, while they are a member; else an owner of the project."""
    members = Membership.objects.filter(project=version.project_id).select_related("user")
    own = members.filter(user=version.created_by_id).first()
    member = own or members.filter(role=Role.OWNER).order_by("created_at").first()
    return member.user if member else None
