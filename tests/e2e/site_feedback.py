"""Feedback of the site of the browser tests."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from apps.feedback.records.taking import NewRecord, take
from tests.factories.feedback import RecordIntakeFactory

SAID = (
    ("review", "App Store", "Bezahlen mit Karte geht seit dem Update nicht mehr.", "DEU", 2.0),
    ("review", "App Store", "应用总是闪退，客服三天没有回复，我要退款！", "CHN", 1.0),
    ("review", "Google Play", "Very fast delivery, and the lamp is even better than on the photo."
     " I bought a second one for my parents.", "GBR", 5.0),
    ("email", "Hotline", "Où est ma commande ? J'attends depuis deux semaines.", "FRA", None),
    ("survey", "Spring survey", "配送がとても早かったです", "JPN", 4.0),
    ("chat", "Shop", "คืนเงินได้ไหมคะ", "THA", None),
)  # fmt: skip


def build_feedback(project: Any, owner: Any, dataset: Any) -> dict[str, Any]:
    """What customers of several markets said, and a table that was checked."""
    rows = [
        NewRecord(
            channel=channel, source=source, text=text, country=country, number=number,
            number_max=5.0 if number else None, submission_id=f"r{place}",
            occurred_at=datetime(2026, 3, 10 + place, 9, 30, tzinfo=UTC),
            attributes={"app_version": "2.4"},
        )
        for place, (channel, source, text, country, number) in enumerate(SAID)
    ]  # fmt: skip
    taken = take(project, rows, user=owner)
    version = dataset.versions.order_by("number").first()
    names = [column["name"] for column in version.columns]
    intake = RecordIntakeFactory(
        project=project, version=version, created_by=owner,
        plan={"columns": {"text": names[0], "number": names[-1]}, "source": "App Store",
              "channel": "review"},
        found={
            "rows": {"created": 46, "updated": 1, "unchanged": 2, "refused": 1, "duplicates": 3},
            "problems": [{"row": 2, "field": "number", "reason": "number"}],
            "checked": version.rows,
        },
    )  # fmt: skip
    return {"feedback_record": taken[0].row, "record_intake": intake}
