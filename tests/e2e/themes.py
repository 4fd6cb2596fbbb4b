"""Themes of the site, in several languages and markets, over some months."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.factories.feedback import FeedbackRecordFactory
from tests.factories.themes import ThemeFactory, ThemeMemberFactory, ThemeRunFactory

SAID: tuple[tuple[str, dict[str, list[str]], tuple[tuple[str, str, str], ...]], ...] = (
    (
        "late parcel, courier, tracking",
        {"en": ["late parcel", "courier", "tracking"], "zh": ["快递", "物流信息"]},
        (
            ("USA", "en", "The courier came two weeks late and the tracking never moved."),
            ("CHN", "zh-Hans", "快递晚了两个星期，物流信息一直不动。"),
            ("DEU", "de", "Das Paket kam zwei Wochen zu spät."),
        ),
    ),
    (
        "电池续航, 充电",
        {"zh": ["电池续航", "充电"], "en": ["battery", "charging"]},
        (
            ("CHN", "zh-Hans", "电池续航很差，一天要充三次电。"),
            ("USA", "en", "The battery is empty after two hours."),
        ),
    ),
)
MONTHS = 5


def themes(project: Any) -> dict[str, Any]:
    """Two themes with records of several months, one of them growing, and a run that found them."""
    found: dict[str, Any] = {}
    total = 0
    for place, (name, words, said) in enumerate(SAID):
        theme = ThemeFactory(project=project, name=name, words=words)
        for month in range(MONTHS):
            for number in range(4 + place * month):
                country, language, text = said[number % len(said)]
                record = FeedbackRecordFactory(
                    project=project, country=country, language=language, text=text,
                    occurred_at=datetime(2026, 3 + month, 2 + number, tzinfo=UTC),
                )  # fmt: skip
                ThemeMemberFactory(theme=theme, record=record)
                theme.examples = [*theme.examples, {"record": str(record.pk)}][: len(said)]
                found.setdefault("placed_record", record)
                total += 1
        theme.save()
        found.setdefault("theme", theme)
        found["other_theme"] = theme
    ThemeRunFactory(project=project, records=total, without_theme=0)
    return found
