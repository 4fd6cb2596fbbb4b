"""A watched name as its page shows it: logged predictions, labels, checks, an alert, a plan."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from apps.modelhub.watching.models import (
    DriftAlert,
    DriftCheck,
    LoggedPrediction,
    Retraining,
    Watch,
)
from tests.factories.jobs import ScheduleFactory

FOUND = (("output.class", 0.31, 0.06, 0.0004), ("output.score", 0.08, 0.07, 0.02),
         ("input.length", 0.03, 0.07, 0.6))  # fmt: skip


def watched(alias: Any, owner: Any) -> dict[str, Any]:
    """The rows, by the names that addresses and tests have for them."""
    own = {"project": alias.project, "watch": None, "model": alias.model}
    watch = own["watch"] = Watch.objects.create(
        project=alias.project, alias=alias, share=0.5, keeps="masked", set_by=owner
    )
    _logged(own, owner)
    statistics = [
        {"key": key, "value": value, "usual": usual, "p": q / 3, "q": q, "drifted": q < 0.01}
        for key, value, usual, q in FOUND
    ]
    for state, found in (("steady", []), ("drifted", statistics)):
        DriftCheck.objects.create(
            **own, state=state, rows=500, reference_rows=812, reference="test", level=0.01,
            since=timezone.now() - timedelta(days=6), statistics=found,
        )  # fmt: skip
    alert = DriftAlert.objects.create(**own, statistics=["output.class"], seen_at=timezone.now())
    schedule = ScheduleFactory(project=alias.project, name="Train 'serving' again", newest=True)
    Retraining.objects.create(project=alias.project, alias=alias, schedule=schedule, on_drift=True)
    return {"watch": watch, "drift_alert": alert}


def _logged(own: dict[str, Any], owner: Any) -> None:
    now = timezone.now()
    texts = ("Where is my card <number>?", "Please write to <email>", "I want my money back")
    rows = []
    for number in range(18):
        answer = ("refund", "card", "mail")[number % 3]
        rows.append(
            LoggedPrediction(
                **own, texts={"message": texts[number % 3]}, length=28, digest=f"{number:032x}",
                answer=answer, score=0.9 - number / 40,
                truth="refund" if number % 5 == 0 else answer, labelled_at=now, labelled_by=owner,
            )
        )  # fmt: skip
    LoggedPrediction.objects.bulk_create(rows)
    for number, row in enumerate(rows):
        LoggedPrediction.objects.filter(pk=row.pk).update(
            created_at=now - timedelta(days=number // 3)
        )
