"""True labels of logged predictions, and how often the answers were right."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Avg, Case, Count, F, FloatField, Q, When
from django.db.models.functions import Abs, Cast, TruncDate, TruncWeek
from django.utils import timezone

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import msg
from apps.engines import figures
from apps.modelhub.models import ModelAlias
from apps.modelhub.watching.models import LoggedPrediction, Watch
from apps.modelhub.watching.reading import LONGEST
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import hold
from apps.projects.domain.errors import Refused
from apps.projects.models import Role

SIGNS = ";,|"  # that part labels in a cell
DAILY = 45  # days that predictions are kept, beyond which they are told by week


@dataclass(frozen=True)
class Stored:
    """How many labels were new or other than before, how many were there already, and the ids that
    name no prediction of this log (any more).
    """

    stored: int
    unchanged: int
    unknown: list[UUID]


@dataclass(frozen=True)
class Share:
    """``right`` of ``count`` answers, with the 95% interval of the share."""

    count: int
    right: int
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Error:
    """Mean absolute error of ``count`` numbers, with its 95% interval."""

    count: int
    value: float
    low: float
    high: float
    square: float  # mean of the squared errors


@dataclass(frozen=True)
class Period:
    """What was right of the predictions from ``start`` on: of a day, or of a week."""

    start: date
    share: Share | None
    error: Error | None


def label(alias: ModelAlias, user: User, truths: Mapping[UUID, str]) -> Stored:
    """Store the true label of predictions by their ids (analyst). Saying it twice changes nothing;
    another label than before takes its place.

    Raises :class:`Refused` for a name without a log, and where numbers are answered, for a label
    that is none.
    """
    require(membership_of(user, alias.project_id), Role.ANALYST)
    watch = Watch.objects.filter(alias=alias).first()
    if watch is None:
        raise Refused(msg("Predictions of '{alias}' are not logged.", alias=alias.name))
    now = timezone.now()
    with transaction.atomic():
        hold(alias.project_id)
        rows = LoggedPrediction.objects.select_for_update().filter(watch=watch, pk__in=truths)
        found = list(rows.order_by("pk"))
        changed = [row for row in found if row.truth != _written(row, truths[row.pk])]
        for row in changed:
            row.truth, row.labelled_at = _written(row, truths[row.pk]), now
            row.labelled_by, row.updated_at = user, now
        LoggedPrediction.objects.bulk_update(
            changed, ["truth", "labelled_at", "labelled_by", "updated_at"], batch_size=200
        )
        if changed:
            report(
                "modelhub.labels.received", actor=user, project_id=alias.project_id,
                subject=alias.model, alias=alias.name, count=len(changed),
            )  # fmt: skip
    known = {row.pk for row in found}
    unknown = [one for one in truths if one not in known]
    return Stored(len(changed), len(found) - len(changed), unknown)


def _written(row: LoggedPrediction, truth: str) -> str:
    text = truth.strip()[:LONGEST]
    if row.answer or row.score is None:
        return row.answer if _same_labels(text, row.answer) else text
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise Refused(
            msg("'{label}' is no number, and this model answers with numbers.", label=text[:40]),
            field="labels",
        )
    return repr(number)


def _same_labels(one: str, other: str) -> bool:
    """Whether both say the same labels, in whatever order: models say the likeliest first."""
    if one[:1] == other[:1] == "[":
        try:
            return sorted(map(str, json.loads(one))) == sorted(map(str, json.loads(other)))
        except ValueError:
            return False
    return any(_parted(one, sign) == _parted(other, sign) for sign in SIGNS)


def _parted(text: str, sign: str) -> list[str]:
    return sorted(part.strip() for part in text.split(sign))


def wilson(right: int, count: int) -> Share:
    """The share with its interval."""
    return Share(count, right, *figures.wilson(right, count))


def over_time(watch: Watch, model_id: Any) -> list[Period]:
    """By the day of the prediction, or by its week where predictions are kept for long; oldest
    first.
    """
    cut: Any = TruncDate if watch.days <= DAILY else TruncWeek
    rows = LoggedPrediction.objects.filter(watch=watch, model=model_id, labelled_at__isnull=False)
    periods = rows.annotate(start=cut("created_at")).values("start").order_by("start")
    return [_period(one) for one in periods.annotate(**_AGGREGATES)]


def whole(periods: Sequence[Period]) -> Period | None:
    """All of them together; None without any."""
    if not periods:
        return None
    shares = [one.share for one in periods if one.share]
    errors = [one.error for one in periods if one.error]
    share = wilson(sum(one.right for one in shares), sum(one.count for one in shares))
    count = sum(one.count for one in errors)
    error = None
    if count:
        error = _error(
            count,
            sum(one.count * one.value for one in errors) / count,
            sum(one.count * one.square for one in errors) / count,
        )
    return Period(periods[0].start, share if shares else None, error)


_NAMED = ~Q(answer="")
_NUMERIC = Q(answer="", score__isnull=False)
# A label is read as a number only where it is one.
_MISS = Case(When(_NUMERIC, then=Abs(F("score") - Cast("truth", FloatField()))))
_AGGREGATES: dict[str, Any] = {
    "named": Count("pk", filter=_NAMED),
    "right": Count("pk", filter=_NAMED & Q(answer=F("truth"))),
    "numeric": Count("pk", filter=_NUMERIC),
    "miss": Avg(_MISS),
    "square": Avg(_MISS * _MISS),
}


def _period(found: Mapping[str, Any]) -> Period:
    start = found["start"]
    numeric = found["numeric"]
    return Period(
        start=start.date() if isinstance(start, datetime) else start,
        share=wilson(found["right"], found["named"]) if found["named"] else None,
        error=_error(numeric, found["miss"], found["square"]) if numeric else None,
    )


def _error(count: int, mean: float, square: float) -> Error:
    half = figures.LEVEL_95 * math.sqrt(max(square - mean**2, 0.0) / count)
    return Error(count, mean, max(mean - half, 0.0), mean + half, square)


def given(labels: Sequence[Mapping[str, Any]]) -> dict[UUID, str]:
    """Labels of a request by id; of several for one prediction the last counts."""
    return {one["id"]: str(one["label"]) for one in labels}
