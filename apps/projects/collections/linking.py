"""Kinds of records whose rows name other rows of the project, and checks that many kinds make."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from apps.accounts.models import User
from apps.core.happenings import Happening, plain, report_all
from apps.core.messages import Message, clipped, msg
from apps.projects.access import membership_of, require
from apps.projects.domain import records
from apps.projects.domain.changes import locked
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Draft, RecordKind
from apps.projects.models import Project, Role
from apps.reference import countries, currencies

DIGITS = Decimal("0.0001")  # what the database keeps of an amount
MOST_AMOUNT = Decimal(10) ** 12


@dataclass(frozen=True)
class Link:
    """A field that holds the id of another row of the project. ``rows`` are those that may be
    meant, ``absent`` is said where none is.
    """

    rows: Callable[[Project], Any]
    absent: Message


def rows_of(model: type[Any]) -> Callable[[Project], Any]:
    """The project's rows of a model."""
    return lambda project: model.objects.filter(project=project)


def row_of(model: type[Any], project: Project, key: str) -> Any:
    """The row of this id in the project; None for what is no id, or another project's."""
    try:
        wanted = UUID(key)
    except ValueError:
        return None
    return model.objects.filter(project=project, pk=wanted).first()


def members(project: Project) -> Any:
    """The people of the project."""
    return User.objects.filter(memberships__project=project)


def linked_kind(
    model: type[Any],
    reference: type[Any],
    noun: str,
    fields: tuple[str, ...],
    settle: Callable[[Any], None],
    links: Mapping[str, Link] | None = None,
    taken: Message | None = None,
    **more: Any,
) -> RecordKind:
    """A kind whose ``links`` are looked up within the project. ``taken`` is said where another row
    of the project has the name; None: names may be alike. ``more`` is what else a kind says.
    """
    found = links or {}
    return RecordKind(
        model=model,
        reference=reference,
        noun=noun,
        fields=fields,
        related=tuple(found),
        prepare=partial(linked, found),
        settle=settle,
        unique={"name": taken} if taken else {},
        **more,
    )


def linked(
    links: Mapping[str, Link], project: Project, drafts: Sequence[Draft]
) -> list[dict[str, Any] | Refused]:
    """The drafts' values with ids of other rows looked up within the project."""
    found: dict[str, dict[Any, Any]] = {}
    for name, link in links.items():
        wanted = {draft.values.get(name) for draft in drafts} - {None}
        found[name] = link.rows(project).in_bulk(list(wanted)) if wanted else {}
    return [_with_rows(draft.values, links, found) for draft in drafts]


def _with_rows(
    given: Mapping[str, Any], links: Mapping[str, Link], found: Mapping[str, Mapping[Any, Any]]
) -> dict[str, Any] | Refused:
    known = dict(given)
    if "name" in known:  # as it is stored, for whether another row has it
        known["name"] = " ".join(known["name"].split())
    for name, rows in found.items():
        if known.get(name) is None:
            continue
        known[name] = rows.get(known[name])
        if known[name] is None:
            return Refused(links[name].absent, field=name)
    return known


def require_name(row: Any, sentence: Message) -> None:
    if not row.name:
        raise Refused(sentence, field="name")


def country_code(code: str, field: str, *, needed: Message | None = None) -> str:
    """The code in capitals; '' is refused with ``needed``, what is no country always."""
    found = (code or "").strip().upper()
    if not found and needed:
        raise Refused(needed, field=field)
    if found and countries.get(found) is None:
        raise Refused(
            msg(
                "'{code}' is not a country code. Choose a country from the list.",
                code=clipped(code),
            ),
            field=field,
        )
    return found


def currency_code(code: str, field: str = "currency") -> str:
    """The ISO 4217 code in capitals; what is none is refused."""
    found = (code or "").strip().upper()
    if currencies.get(found) is None:
        raise Refused(
            msg(
                "'{code}' is not a currency. Write its ISO 4217 code, like EUR.",
                code=clipped(found),
            ),
            field=field,
        )
    return found


def amount_of(value: Any, field: str, sentence: Message) -> Decimal:
    """A sum of money from 0 to below 10¹², to four decimals; anything else is refused with
    ``sentence``."""
    if value is None or not Decimal(value).is_finite() or not 0 <= value < MOST_AMOUNT:
        raise Refused(sentence, field=field)
    return Decimal(value).quantize(DIGITS)


Below = Mapping[type[Any], Sequence[tuple[RecordKind, str]]]
"""Model → kinds of rows that hang on its rows, each with the field that names the row."""


@transaction.atomic
def delete_with(kind: RecordKind, row: Any, actor: User, below: Below) -> None:
    """Delete a row (editor) with all that hangs on it: each leaves a tombstone and an entry."""
    require(membership_of(actor, row.project_id), Role.EDITOR)
    held = locked(row)
    delete_below([held], actor, below)
    records.delete(kind, held, actor)


def delete_below(rows: Sequence[Any], actor: User, below: Below) -> None:
    """Delete what hangs on rows of one model, deepest first; called in their transaction."""
    if not rows:
        return
    for kind, field in below.get(type(rows[0]), ()):
        found = kind.model.objects.filter(**{f"{field}__in": rows})
        listed = list(found.select_related(*kind.related))
        delete_below(listed, actor, below)
        delete_all(kind, listed, actor)


def delete_all(kind: RecordKind, rows: Sequence[Any], actor: User) -> None:
    """Delete rows of a project that nothing hangs on, in the caller's transaction, which has asked
    for the role and taken its turn: each leaves a tombstone and an entry.
    """
    if rows:
        report_all([_gone(kind, one, actor) for one in rows])
        kind.model.objects.filter(pk__in=[one.pk for one in rows]).delete()


def _gone(kind: RecordKind, row: Any, actor: User) -> Happening:
    values = {name: plain(getattr(row, name)) for name in kind.fields}
    changes = {name: [value, None] for name, value in values.items() if value not in (None, "", [])}
    return Happening(f"{kind.noun}.deleted", actor, row.project_id, row, {"changes": changes})
