"""What points to companies, contacts and leads, so that a merge can take it along.

A room above registers each of its columns in ``ready``:
``references.add("contact", "feedback.Record", "contact", owner=self.name)``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from apps.core.registry import Registry
from apps.crm.models.merging import PartyKind
from apps.projects.synced import SyncedQuerySet


@dataclass(frozen=True)
class Reference:
    """Rows of ``model`` (its label) that name a record of ``kind`` in ``column``.

    Where a record may have but one such row of a sort, ``joining(winner, loser)`` sees to it before
    the loser's rows are moved, and ``parting(winner, back)`` once they are back. Neither deletes.
    """

    kind: str
    model: str
    column: str
    joining: Callable[[Any, Any], None] | None = None
    parting: Callable[[Any, Any], None] | None = None

    @property
    def key(self) -> str:
        return f"{self.model}.{self.column}"

    @property
    def rows(self) -> Any:
        """All rows of the model; those that are kept in step move by the clock."""
        manager = apps.get_model(self.model)._default_manager.all()
        return manager.order_by() if isinstance(manager, SyncedQuerySet) else manager


known: Registry[Reference] = Registry("reference to a record that can be merged")


def add(
    kind: str, model: str, column: str, *, owner: str, **once: Callable[[Any, Any], None]
) -> None:
    """Say that ``column`` of ``model`` points to records of ``kind``; ``once`` are the two rules of
    :class:`Reference`.
    """
    reference = Reference(kind, model, column, **once)
    known.register(reference.key, reference, owner=owner)


def of(kind: str) -> list[Reference]:
    return [one for one in known if one.kind == kind]


def register(owner: str) -> None:
    """Those of this room."""
    for kind, listed in OWN.items():
        for model, column in listed:
            add(kind, model, column, owner=owner)


OWN: dict[str, tuple[tuple[str, str], ...]] = {
    PartyKind.COMPANY: (
        ("crm.CompanyReference", "row"), ("crm.Contact", "company"), ("crm.Lead", "company"),
        ("crm.Deal", "company"), ("crm.Activity", "company"), ("crm.SyncLink", "company"),
    ),
    PartyKind.CONTACT: (
        ("crm.ContactReference", "row"), ("crm.Lead", "contact"), ("crm.Deal", "contact"),
        ("crm.Activity", "contact"), ("crm.Consent", "contact"), ("crm.SyncLink", "contact"),
    ),
    PartyKind.LEAD: (
        ("crm.LeadReference", "row"), ("crm.Activity", "lead"), ("crm.Consent", "lead"),
        ("crm.SyncLink", "lead"),
    ),
}  # fmt: skip
