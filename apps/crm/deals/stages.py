"""The pipeline of a project: the stages that every project starts with, and its changes to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import mark, msg
from apps.crm.models import DealStage
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import hold
from apps.projects.domain.errors import Refused
from apps.projects.models import Project, Role

OPEN, WON, LOST = DealStage.Outcome.OPEN, DealStage.Outcome.WON, DealStage.Outcome.LOST
DEFAULT: tuple[tuple[str, str, int, Any], ...] = (
    ("contacted", mark("In talks"), 10, OPEN),
    ("needs", mark("Needs are known"), 25, OPEN),
    ("offer", mark("Offer sent"), 50, OPEN),
    ("negotiation", mark("In negotiation"), 75, OPEN),
    ("won", mark("Deal won"), 100, WON),
    ("lost", mark("Deal lost"), 0, LOST),
)
_NAMES = {key: name for key, name, _probability, _outcome in DEFAULT}
MOST = 15


def label(stage: DealStage) -> str:
    """What a stage is called; those that came with the project in the reader's language."""
    return gettext(stage.name) if _NAMES.get(stage.key) == stage.name else stage.name


def named(name: str) -> str:
    """A name that a move has kept: of a usual stage in the reader's language."""
    return gettext(name) if name in _NAMES.values() else name


def stages(project_id: Any) -> list[DealStage]:
    """In their order; of a project that has none yet the usual ones, unsaved."""
    found = list(DealStage.objects.filter(project=project_id))
    return found or [
        DealStage(project_id=project_id, key=key, name=name, place=place,
                  probability=probability, outcome=outcome)
        for place, (key, name, probability, outcome) in enumerate(DEFAULT)
    ]  # fmt: skip


def saved(project_id: Any) -> list[DealStage]:
    """As :func:`stages`, stored; in the transaction of a change that holds the project's turn."""
    found = stages(project_id)
    if found and found[0]._state.adding:
        DealStage.objects.bulk_create(found)
    return found


def first(project: Project) -> DealStage:
    """The stage of a new deal, asked for once for each loaded project: a batch makes many."""
    if "_first_stage" not in project.__dict__:
        project.__dict__["_first_stage"] = saved(project.pk)[0]
    found: DealStage = project.__dict__["_first_stage"]
    return found


@dataclass(frozen=True)
class Wording:
    """What a stage is called and how likely it is (per cent)."""

    name: str
    probability: int


@transaction.atomic
def change(
    project: Project, actor: User, known: Mapping[str, Wording], added: Wording | None = None
) -> list[DealStage]:
    """Rename stages and set what they are worth (editor); ``added`` becomes a new open one, before
    those that end a deal.
    """
    require(membership_of(actor, project.pk), Role.EDITOR)
    hold(project.pk)
    rows = saved(project.pk)
    changes: dict[str, list[Any]] = {}
    for row in rows:
        wanted = known.get(row.key)
        if wanted is None:
            continue
        name = " ".join(wanted.name.split())
        chance = wanted.probability if row.outcome == OPEN else row.probability
        _check(name, chance)
        if (name, chance) != (row.name, row.probability):
            changes[row.key] = [f"{row.name} {row.probability} %", f"{name} {chance} %"]
            row.name, row.probability = name, chance
    if added is not None:
        rows = _add(project, rows, added, changes)
    for place, row in enumerate(rows):
        row.place = place
        row.save()
    if changes:
        report("crm.stages.changed", actor=actor, project_id=project.pk, changes=changes)
    return rows


def _add(
    project: Project, rows: list[DealStage], added: Wording, changes: dict[str, list[Any]]
) -> list[DealStage]:
    name = " ".join(added.name.split())
    _check(name, added.probability)
    if len(rows) >= MOST:
        raise Refused(msg("A pipeline has at most {count} stages.", count=MOST))
    taken = {row.key for row in rows}
    base = slugify(name)[:30] or "stage"
    key = next(one for number in range(1, MOST + 2)
               if (one := base if number == 1 else f"{base}-{number}") not in taken)  # fmt: skip
    row = DealStage(project=project, key=key, name=name, probability=added.probability, place=0)
    changes[key] = [None, f"{name} {added.probability} %"]
    ends = next((at for at, one in enumerate(rows) if one.outcome != OPEN), len(rows))
    return [*rows[:ends], row, *rows[ends:]]


def _check(name: str, probability: int) -> None:
    if not name or len(name) > 80:
        raise Refused(msg("Give every stage a name of at most 80 characters."))
    if not 0 <= probability <= 100:
        raise Refused(msg("A probability lies between 0 and 100 %."))
