"""What the store of records tells the rooms below it."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from apps.core import navigation, slots
from apps.core.backup.leftover import derived
from apps.crm.domain import erasure
from apps.crm.merging import references
from apps.feedback.records import erasing, index
from apps.feedback.records.intakes import offer
from apps.projects.transfer.rules import departures, left_out


def ready(config: AppConfig) -> None:
    for table in index.DERIVED:
        derived.register(table, config.name, owner=config.name)
    post_migrate.connect(_ensure_index, sender=config)
    slots.add(offer.PART, owner=config.name)
    navigation.add(
        navigation.NavItem("feedback", _("Feedback"), "messages", "feedback:records", 65),
        owner=config.name,
    )
    references.add("contact", "feedback.FeedbackRecord", "contact", owner=config.name)
    erasure.hooks.register("feedback.records", erasing.erase, owner=config.name)
    for model in ("feedback.RecordIntake", "feedback.IntakeChange"):
        left_out.register(
            model,
            "how far an import is, and its way back, belong to the installation that runs it",
            owner=config.name,
        )
    departures.register("feedback.FeedbackRecord", _without_intake, owner=config.name)


def _without_intake(values: dict[str, Any]) -> dict[str, Any]:
    return {**values, "intake_id": None}


def _ensure_index(using: str, **kwargs: Any) -> None:
    index.ensure(connections[using])
