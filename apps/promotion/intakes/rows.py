"""From the rows of a table to figures of a day, or what is wrong with them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from apps.core.messages import Message, msg
from apps.datasets.intakes.reading import Problem, cells, dashed, text_of
from apps.datasets.models import DatasetVersion
from apps.projects.domain.errors import Refused
from apps.promotion.domain.records import folded, mark_of, settle_outcome
from apps.promotion.intakes.columns import COUNTS, FIGURES, KINDS, MONEY, Plan
from apps.promotion.models import Campaign, Channel, Outcome

_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?", re.ASCII)  # a time may follow
# 1.234 is a little more than one in English and a thousand and more in German.
_EITHER = re.compile(r"[1-9]\d{0,2}\.\d{3}", re.ASCII)
SKIPPED = 5_000  # rows between two signs of life while those taken before are read: some seconds
NONE = frozenset({"", "-", "–", "—"})  # how advertising systems write that nobody measured
OTHER_MONEY, TWICE, EMPTY, EITHER = "currency", "twice", "empty", "either"
SAME_NAME = {"campaign": "campaigns", "channel": "channels"}  # two rows here have the name

# Reason → what is wrong, and what to do.
PROBLEMS: dict[str, tuple[Message, Message]] = {
    "day": (
        msg("This is not a day."),
        msg("Write it like 2026-03-31, year first."),
    ),
    "campaign": (
        msg("No campaign of this project has this name or id."),
        msg("Write the campaign's name as it stands here, or add the campaign first."),
    ),
    "channel": (
        msg("No channel of this project has this name."),
        msg("Write the channel's name as it stands here, or add the channel first."),
    ),
    SAME_NAME["campaign"]: (
        msg("Two campaigns have this name: rename one."),
        msg("Capitals do not count. Rename one of them here, then check the table again."),
    ),
    SAME_NAME["channel"]: (
        msg("Two channels have this name: rename one."),
        msg("Capitals do not count. Rename one of them here, then check the table again."),
    ),
    **dict.fromkeys(
        MONEY,
        (
            msg("This is not an amount of 0 or more."),
            msg("Write a plain number, like 1234.50, or leave the cell empty."),
        ),
    ),
    **dict.fromkeys(
        COUNTS,
        (
            msg("This is not a whole number of 0 or more, or there are more clicks than times"
                " shown."),
            msg("Write a whole number, like 1234, or leave the cell empty."),
        ),
    ),
    OTHER_MONEY: (
        msg("The amounts are not in the campaign's currency."),
        msg("Convert them, or give the campaign its own currency before it has figures."),
    ),
    TWICE: (
        msg("A row above has figures of the same campaign, channel and day."),
        msg("Add rows of one day up, so that each day of a campaign stands once in a channel."),
    ),
    EITHER: (
        msg("This can be read in two ways: the point may part thousands or decimals."),
        msg("Write 1234 for more than a thousand, or 1.2340 for a little more than one."),
    ),
    EMPTY: (
        msg("The row has no figure."),
        msg("Give what the day cost or brought, or leave the row out."),
    ),
}  # fmt: skip


class _Ambiguous(ValueError):
    """A number that people of two countries read differently."""


@dataclass
class Read:
    """A row (from 1): the figures that it gives for the day of ``mark``, or what is wrong."""

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    mark: str = ""
    problems: list[Problem] = field(default_factory=list)


class Names:
    """Campaigns and channels of a project by name and id."""

    def __init__(self, project_id: Any) -> None:
        self.campaigns = _known(Campaign.objects.filter(project=project_id))
        self.channels = _known(Channel.objects.filter(project=project_id))


def _known(rows: Any) -> dict[str, Any]:
    """By id, and by name without regard to capitals; None where two have the name."""
    found: dict[str, Any] = {}
    for row in rows:
        key = folded(row.name)
        found[key] = None if key in found else row
    return {**found, **{str(row.pk): row for row in rows}}


def read_rows(
    version: DatasetVersion, plan: Plan, start: int = 0, at_it: Callable[[], None] | None = None
) -> Iterator[Read]:
    """The rows of a table after ``start``. All are read, whatever ``start`` is: the second row of
    one campaign, channel and day is refused wherever the first one stands. ``at_it`` is called now
    and then while those up to ``start`` are read.
    """
    named = {name: column for name, column in plan.columns.items() if name in KINDS}
    names = Names(version.project_id)
    seen: set[bytes] = set()
    for number, row in cells(version, named):
        read = _read(names, plan, number, row)
        if read.mark:
            short = shortened(read.mark)
            if short in seen:
                read.problems.append(Problem(number, "day", TWICE, text_of(row.get("day"))))
            seen.add(short)
        if number > start:
            yield read
        elif at_it is not None and number % SKIPPED == 0:
            at_it()


def shortened(mark: str) -> bytes:
    """A mark in 12 bytes, for a million of them are held at once: that two of so many are alike by
    chance has a probability below 1e-16.
    """
    return blake2b(mark.encode(), digest_size=12).digest()


def _read(names: Names, plan: Plan, number: int, row: Mapping[str, Any]) -> Read:
    found = Read(number)
    for name in ("day", *FIGURES):
        cell, text = row.get(name), text_of(row.get(name))
        if text in NONE and name != "day":
            continue
        try:
            found.values[name] = _READERS[name](cell, text)
        except _Ambiguous:
            found.problems.append(Problem(number, name, EITHER, text))
        except (ValueError, ArithmeticError):
            found.problems.append(Problem(number, name, name, text))
    for name, known, common in (
        ("campaign", names.campaigns, plan.campaign),
        ("channel", names.channels, plan.channel),
    ):
        text = text_of(row.get(name)) or common
        key = folded(text)
        one = known.get(key)
        if one is None:
            reason = SAME_NAME[name] if key in known else name
            found.problems.append(Problem(number, name, reason, text))
        found.values[name] = one
    _refuse_other_money(found, text_of(row.get("currency")))
    if not found.problems:
        _settle(found)
    return found


def _refuse_other_money(found: Read, currency: str) -> None:
    campaign = found.values["campaign"]
    money = any(name in found.values for name in MONEY)
    if currency and campaign and money and currency.upper() != campaign.currency:
        found.problems.append(Problem(found.row, "currency", OTHER_MONEY, currency))


def _settle(found: Read) -> None:
    values = found.values
    if not any(name in values for name in FIGURES):
        found.problems.append(Problem(found.row, "day", EMPTY, ""))
        return
    row = Outcome(project_id=values["campaign"].project_id, **values)
    try:
        settle_outcome(row)
    except Refused as refused:
        told = text_of(values.get(refused.field, ""))
        found.problems.append(Problem(found.row, refused.field, refused.field, told))
    else:
        # Amounts as they are stored: 0.30000000000000004 is the 0.3 that is here already.
        values.update({name: getattr(row, name) for name in MONEY if name in values})
        found.mark = mark_of(values["campaign"].pk, values["channel"].pk, values["day"])


def _day(cell: Any, text: str) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    compact = _COMPACT.fullmatch(text)
    if compact:
        text = "-".join(compact.groups())
    told = _DAY.fullmatch(dashed(text))
    if told is None:
        raise ValueError
    return date.fromisoformat(told[1])


def _amount(cell: Any, text: str) -> Decimal:
    if isinstance(cell, Decimal):
        amount = cell
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        if not math.isfinite(cell):
            raise ValueError
        amount = Decimal(repr(cell))
    else:
        if not _NUMBER.fullmatch(text):
            raise ValueError
        if _EITHER.fullmatch(text):
            raise _Ambiguous
        amount = Decimal(text.replace(",", ""))
    if amount < 0:
        raise ValueError
    return amount


def _count(cell: Any, text: str) -> int:
    amount = _amount(cell, text)
    if amount != amount.to_integral_value():
        raise ValueError
    return int(amount)


_READERS: dict[str, Callable[[Any, str], Any]] = {
    "day": _day,
    **dict.fromkeys(MONEY, _amount),
    **dict.fromkeys(COUNTS, _count),
}
