"""Rows of the plan as they are stored: each checked, with its values written down in one way."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from django.utils import timezone

from apps.core.messages import clipped, msg
from apps.projects.collections.linking import country_code
from apps.projects.domain.errors import Refused
from apps.projects.plan import models
from apps.projects.plan.comparing import COMPARISONS
from apps.projects.plan.models import Outcome

MOST_CRITERIA = 12
MOST_NEEDS = 200
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2199, 12, 31)


def _line(text: str) -> str:
    return " ".join(text.split())


def _number(row: Any, name: str) -> None:
    value = getattr(row, name)
    if value is not None and not math.isfinite(value):
        raise Refused(msg("Give a finite number."), field=name)


def _day(row: Any, name: str) -> None:
    day = getattr(row, name)
    if day is not None and not FIRST_DAY <= day <= LAST_DAY:
        raise Refused(msg("Give a day between 1990 and 2199."), field=name)


def _choice(row: Any, name: str, *, blank: bool = False) -> None:
    value = getattr(row, name)
    choices = row._meta.get_field(name).choices
    if not (blank and value == "") and value not in {one for one, _label in choices}:
        shown = [str(one) for one, _label in choices]
        raise Refused(msg("Choose one of {choices}.", choices=shown), field=name)


def need(row: models.Need) -> None:
    """A need is a sentence; markets are country codes, each once and in order."""
    row.statement, row.said_by = _line(row.statement), _line(row.said_by)
    if not row.statement:
        raise Refused(msg("Write the need in one sentence."), field="statement")
    for name in ("kind", "importance", "state"):
        _choice(row, name)
    if not isinstance(row.markets, list | tuple):
        raise Refused(msg("Give the markets as a list of country codes."), field="markets")
    row.markets = sorted({country_code(str(code), "markets") for code in row.markets} - {""})


def item(row: models.PlanItem) -> None:
    """An expected effect in figures says which way it goes and in which unit."""
    row.title, row.effect = _line(row.title), _line(row.effect)
    row.effect_unit = _line(row.effect_unit)
    if not row.title:
        raise Refused(msg("Give the item a title."), field="title")
    for name in ("kind", "priority"):
        _choice(row, name)
    _choice(row, "effect_direction", blank=True)
    _number(row, "effect_value")
    _day(row, "target_on")
    if row.effect_value is not None and not row.effect_direction:
        raise Refused(msg("Say whether the figure rises or falls."), field="effect_direction")
    if len(row.need_ids) > MOST_NEEDS:
        raise Refused(
            msg("An item answers at most {most} needs.", most=MOST_NEEDS), field="need_ids"
        )


def market(row: models.ItemMarket) -> None:
    """Released here is only what is released at all; and then it has a day."""
    if row.item_id is None:
        raise Refused(msg("Say which plan item this is of."), field="item")
    if row.entry_id is None:
        raise Refused(msg("Choose a market."), field="market")
    _choice(row, "state")
    _number(row, "effect_value")
    for name in ("target_on", "released_on"):
        _day(row, name)
    if row.state != models.ItemMarket.State.RELEASED:
        row.released_on = None
        return
    if row.item.state not in models.OUT:
        raise Refused(
            msg("The item is not released yet. Move it to 'Released' first."), field="state"
        )
    row.released_on = row.released_on or timezone.localdate()


def verification(row: models.Verification) -> None:
    """What was tested has a day."""
    if row.item_id is None:
        raise Refused(msg("Say which plan item this is of."), field="item")
    row.criterion, row.tested_by = _line(row.criterion), _line(row.tested_by)
    if not row.criterion:
        raise Refused(msg("Write what must hold for it to be accepted."), field="criterion")
    _choice(row, "result")
    _day(row, "tested_on")
    if row.result == Outcome.OPEN:
        row.tested_on = None
    else:
        row.tested_on = row.tested_on or timezone.localdate()


def pilot(row: models.Pilot) -> None:
    """The result follows from the criteria; a decision waits until there is one."""
    if row.item_market_id is None:
        raise Refused(msg("Say in which market of which item it is tried."), field="item_market")
    for name in ("starts_on", "ends_on"):
        if getattr(row, name) is None:
            raise Refused(msg("Give the first and the last day of the pilot."), field=name)
        _day(row, name)
    if row.ends_on < row.starts_on:
        raise Refused(msg("The pilot ends before it begins."), field="ends_on")
    row.criteria = _criteria(row.criteria)
    _choice(row, "decision", blank=True)
    row.result = row.verdict()
    if row.decision == models.Pilot.Decision.GO and row.result != Outcome.PASSED:
        raise Refused(
            msg("The pilot has not passed, so it cannot be decided to release."), field="decision"
        )


def _criteria(given: Any) -> list[dict[str, Any]]:
    """Pass criteria in their stored form; at least one, each with a metric and a number."""
    found = [_criterion(one) for one in given] if isinstance(given, list | tuple) else []
    if not found:
        raise Refused(msg("Say what must be reached for the pilot to pass."), field="criteria")
    if len(found) > MOST_CRITERIA:
        raise Refused(
            msg("A pilot has at most {most} pass criteria.", most=MOST_CRITERIA), field="criteria"
        )
    return found


def _criterion(given: Any) -> dict[str, Any]:
    metric = _line(str(given.get("metric") or ""))
    comparison = given.get("comparison")
    if not metric:
        raise Refused(msg("Every pass criterion needs a metric."), field="criteria")
    if comparison not in COMPARISONS:
        raise Refused(
            msg("'{metric}': compare by >=, <=, > or <.", metric=clipped(metric)), field="criteria"
        )
    value, seen = _finite(given.get("value")), _finite(given.get("seen"))
    if value is None:
        raise Refused(
            msg("'{metric}': give the number that must be reached.", metric=clipped(metric)),
            field="criteria",
        )
    if seen is None and given.get("seen") is not None:
        raise Refused(
            msg("'{metric}': what was seen is not a number.", metric=clipped(metric)),
            field="criteria",
        )
    unit = _line(str(given.get("unit") or ""))[:40]
    return {"metric": metric[:120], "comparison": comparison, "value": value, "unit": unit,
            "seen": seen}  # fmt: skip


def _finite(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value) if math.isfinite(value) else None
    except OverflowError:
        return None
