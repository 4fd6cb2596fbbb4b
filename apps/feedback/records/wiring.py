"""What the store of records tells the rooms below it."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from apps.core.backup.leftover import derived
from apps.feedback.records import index


def ready(config: AppConfig) -> None:
    for table in index.DERIVED:
        derived.register(table, config.name, owner=config.name)
    post_migrate.connect(_ensure_index, sender=config)


def _ensure_index(using: str, **kwargs: Any) -> None:
    index.ensure(connections[using])
