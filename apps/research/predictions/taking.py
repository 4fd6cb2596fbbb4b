"""Actual values that were found or typed: predictions are scored, and all that was known stays."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from apps.core.happenings import report
from apps.core.messages import Message, msg, msgn
from apps.datasets.models import DatasetVersion
from apps.engines.contract import Issue
from apps.engines.predicted import MOST
from apps.events.domain.notices import notify
from apps.jobs.models import Job, State
from apps.projects.domain.changes import hold, locked
from apps.projects.domain.errors import Refused
from apps.research.predictions.looking import COLUMNS, told
from apps.research.predictions.models import Prediction, PredictionScore, PredictionSet
from apps.research.predictions.scoring import score

LONGEST_SOURCE = 300
CHANGED = (
    "hindsight", "actual", "actual_version", "actual_source", "actual_by", "scored_at", "inside",
    "error", "interval_score", "scaled_error", "updated_at",
)  # fmt: skip


@dataclass(frozen=True)
class Known:
    """An actual value and where it comes from: a version of the data, or a person's source."""

    actual: float
    version: DatasetVersion | None = None
    source: str = ""
    by: Any = None


@transaction.atomic
def taken(job: Job) -> None:
    """A table was searched (``on_finished``): score what it has. Repeatable, and an older version
    that comes late changes nothing.
    """
    hold(job.project_id)
    versions = DatasetVersion.objects.filter(project=job.project_id)
    version = versions.filter(pk=job.inputs["data"]["id"]).first()
    sets = _asked(job, version) if version is not None else {}
    if version is None or not sets:
        return
    if job.state != State.SUCCEEDED:
        told(sets.values(), _why(job))
        return
    told(sets.values(), _several(job.summary["several"]))
    found = {(market, period): value for market, period, value in job.summary["found"]}
    scored: dict[Any, list[Prediction]] = {}
    for prediction in _met(sets, version, found):
        scored.setdefault(prediction.kept_id, []).append(prediction)
    now = timezone.now()
    checked = [kept.pk for kept in sets.values() if version.created_at <= kept.made_at]
    PredictionSet.objects.filter(pk__in=checked, checked_at=None).update(checked_at=now)
    _tell(job, sets, scored)


def _asked(job: Job, version: DatasetVersion) -> dict[Any, PredictionSet]:
    """The kept runs that the job was for, but for those that were linked elsewhere since."""
    rows = PredictionSet.objects.filter(
        project=job.project_id, pk__in=job.params["sets"], watched=version.dataset_id
    )
    return {
        kept.pk: kept
        for kept in rows.select_related("made_by")
        if all(kept.columns.get(name, "") == job.params.get(name, "") for name in COLUMNS)
    }


def _met(
    sets: Mapping[Any, PredictionSet], version: DatasetVersion, found: Mapping[Any, float]
) -> list[Prediction]:
    """Score every prediction whose value the version has; those that are new to it."""
    rows = Prediction.objects.filter(kept__in=sets).select_related("actual_version")
    changed, new, scores = [], [], []
    for prediction in rows:
        actual = found.get((prediction.market, prediction.period))
        if actual is None:
            continue
        known_before = version.created_at <= sets[prediction.kept_id].made_at
        marked = known_before and not prediction.hindsight
        prediction.hindsight |= known_before
        fresh = _is_over(prediction, version.created_at) and _is_news(prediction, version, actual)
        if fresh:
            scores.append(_put(prediction, Known(actual, version=version)))
            new.append(prediction)
        if fresh or marked:
            prediction.updated_at = timezone.now()
            changed.append(prediction)
    PredictionScore.objects.bulk_create(scores)
    Prediction.objects.bulk_update(changed, CHANGED, batch_size=500)
    return new


def _is_over(prediction: Prediction, at: dt.datetime) -> bool:
    """A value that was stored while its period still ran may be a part of it."""
    return prediction.ends_on is None or prediction.ends_on < timezone.localdate(at)


def _is_news(prediction: Prediction, version: DatasetVersion, actual: float) -> bool:
    if prediction.actual is None:
        return True
    if prediction.actual == actual:
        return False
    before = prediction.actual_version
    if before is not None and before.dataset_id == version.dataset_id:
        return before.number < version.number
    return prediction.scored_at is None or prediction.scored_at < version.created_at


def _put(prediction: Prediction, known: Known) -> PredictionScore:
    """Write the scores on the prediction; the row of its history, not saved."""
    one = prediction
    found = asdict(score(known.actual, one.value, one.low, one.high, one.level, one.scale))
    one.actual, one.actual_version = known.actual, known.version
    one.actual_source, one.actual_by = known.source, known.by
    one.scored_at = timezone.now()
    for name, value in found.items():
        setattr(one, name, value)
    return PredictionScore(
        project_id=one.project_id,
        prediction=one,
        actual=known.actual,
        version=known.version,
        source=known.source,
        by=known.by,
        at=one.scored_at,
        **found,
    )


def _why(job: Job) -> Message:
    if job.refusal:
        return Issue.model_validate(job.refusal).message
    return msg("The newest version could not be read. Look for actual values again.")


def _several(places: Iterable[tuple[str, str]]) -> Message | None:
    named = [f"{market} {period}".strip() for market, period in places]
    if not named:
        return None
    return msgn(
        "{count} period has several rows, so it is not scored: {names}.",
        "{count} periods have several rows, so they are not scored: {names}.",
        len(named),
        names=[*named[:3], *(["…"] if len(named) > 3 else [])],
    )


def _tell(
    job: Job, sets: Mapping[Any, PredictionSet], scored: Mapping[Any, list[Prediction]]
) -> None:
    """The audit trail for each run, and one notice for each person who made some."""
    people: dict[Any, list[Prediction]] = {}
    for pk, predictions in scored.items():
        kept = sets[pk]
        report(
            "research.predictions.scored", actor=job.created_by, project_id=job.project_id,
            subject=kept, predictions=len(predictions),
            inside=sum(bool(one.inside) for one in predictions),
        )  # fmt: skip
        if kept.made_by is not None:
            people.setdefault(kept.made_by, []).extend(_told_of(predictions))
    for person, predictions in people.items():
        if predictions:
            url = reverse("research:predictions", args=[job.project_id])
            notify(person, _notice(predictions), url=url, project_id=job.project_id)


def _told_of(predictions: list[Prediction]) -> Iterator[Prediction]:
    return (one for one in predictions if not one.hindsight)


def _notice(predictions: list[Prediction]) -> Message:
    return msgn(
        "The actual value of {count} of your predictions has arrived; {inside} of them lay inside"
        " their interval.",
        "The actual values of {count} of your predictions have arrived; {inside} of them lay inside"
        " their intervals.",
        len(predictions),
        inside=sum(bool(one.inside) for one in predictions),
    )


@transaction.atomic
def enter(prediction: Prediction, user: Any, actual: float, source: str) -> Prediction:
    """An actual value that a person knows, with where it comes from. :class:`Refused` where it
    cannot be one.
    """
    hold(prediction.project_id)
    one = locked(prediction)
    said = " ".join(source.split())
    if not math.isfinite(actual) or abs(actual) > MOST:
        raise Refused(msg("Give the actual value as a number, e.g. 1250.5."), field="actual")
    if not said or len(said) > LONGEST_SOURCE:
        raise Refused(
            msg(
                "Say where the value comes from, in at most {most} characters.",
                most=LONGEST_SOURCE,
            ),
            field="source",
        )
    if one.ends_on is not None and one.ends_on >= timezone.localdate():
        raise Refused(
            msg(
                "This period ends on {day}. Its actual value can be given from the day after.",
                day=str(one.ends_on),
            ),
            field="actual",
        )
    if (one.actual, one.actual_source) == (actual, said):
        return one
    before = one.actual
    entry = _put(one, Known(actual, source=said, by=user))
    entry.save()
    one.save(update_fields=CHANGED)
    report(
        "research.actual.entered", actor=user, project_id=one.project_id, subject=one,
        changes={"actual": [before, actual], "source": [None, said]},
    )  # fmt: skip
    return one
