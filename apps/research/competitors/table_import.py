"""Prices from a table of the project: columns guessed, rows checked, mistakes named by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction

from apps.accounts.models import User
from apps.core.messages import Message, clipped, msg
from apps.datasets.domain.queries import rows as rows_of
from apps.datasets.models import DatasetVersion
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Draft, write_all
from apps.projects.models import Project
from apps.projects.synced import tick
from apps.reference import countries
from apps.research.competitors import records
from apps.research.competitors.figures import own_name
from apps.research.models import Competitor, Price

MOST_ROWS = 2_000  # of a table that is taken in at once
STEP = 1_000
WORDS: dict[str, tuple[str, ...]] = {
    "competitor": ("competitor", "company", "brand", "vendor", "竞争对手", "竞品", "品牌", "公司"),
    "market": ("market", "country", "iso3", "市场", "国家"),
    "product": ("product", "plan", "model", "item", "产品", "套餐", "型号"),
    "price": ("price", "amount", "价格", "售价", "金额"),
    "currency": ("currency", "币种", "货币"),
    "per": ("per", "unit", "period", "单位", "周期"),
    "date": ("date", "seen", "day", "日期"),
    "source": ("source", "url", "link", "来源", "链接"),
}


def guess(columns: Sequence[str]) -> dict[str, str]:
    """Part → column: by its whole name first, then by a word in it; each column once."""
    found: dict[str, str] = {}
    for whole in (True, False):
        for part, words in WORDS.items():
            if part in found:
                continue
            free = [name for name in columns if name not in found.values()]
            fits = [name for name in free if _fits(name.strip().lower(), words, whole=whole)]
            found.update({part: fits[0]} if fits else {})
    return found


def _fits(name: str, words: Sequence[str], *, whole: bool) -> bool:
    if whole:
        return name in words
    parts = name.replace("_", " ").replace("-", " ").split()
    return any(word in parts or (not word.isascii() and word in name) for word in words)


@dataclass
class Read:
    """What a table says: drafts of prices by competitor's name, and the rows that say nothing."""

    found: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    mistakes: list[tuple[int, Message]] = field(default_factory=list)
    known: int = 0  # rows that the register has already
    new_names: list[str] = field(default_factory=list)


def read(project: Project, version: DatasetVersion, parts: Mapping[str, str]) -> Read:
    """Check every row. Raises :class:`Refused` for a table that is too long."""
    if version.rows > MOST_ROWS:
        raise Refused(
            msg(
                "The table has {rows} rows; at most {most} are taken in at once. Upload it in"
                " parts.",
                rows=version.rows,
                most=MOST_ROWS,
            )
        )
    people = {row.name.casefold(): row for row in Competitor.objects.filter(project=project)}
    own, seen, answer = own_name(project).casefold(), _there(project), Read()
    fresh: dict[str, Competitor] = {}
    for place, cells in enumerate(_cells(version, parts), start=1):
        try:
            name, values = _values(cells)
            key = name.casefold()
            whose = None if key == own else people.get(key) or fresh.get(key)
            if whose is None and key != own:
                whose = Competitor(project=project, name=name)
            row = Price(project=project, competitor=whose, **values)
            records.settle_price(row)
        except Refused as refused:
            answer.mistakes.append((place, refused.message))
            continue
        if whose is not None and key not in people and key not in fresh:
            fresh[key] = whose
            answer.new_names.append(name)
        mark = _mark("" if whose is None else key, row)
        if mark in seen:
            answer.known += 1
            continue
        seen.add(mark)
        answer.found.append(("" if whose is None else key, values))
    return answer


@transaction.atomic
def read_and_take(
    project: Project, actor: User, version: DatasetVersion, parts: Mapping[str, str], *, skip: bool
) -> tuple[Read, int | None]:
    """Check every row and store what is sound (analyst): None stored where rows have mistakes that
    are not to be skipped. One at a time for a project, so that a table sent twice at once is taken
    in once. Raises :class:`Refused`.
    """
    tick(project.pk)
    answer = read(project, version, parts)
    return answer, None if answer.mistakes and not skip else take(project, actor, answer)


def take(project: Project, actor: User, answer: Read) -> int:
    """Store what was read, with competitors that are new; the number of new prices."""
    drafts = [Draft({"name": name}) for name in answer.new_names]
    write_all(records.COMPETITORS, project, actor, drafts)
    people = {row.name.casefold(): row.pk for row in Competitor.objects.filter(project=project)}
    prices = [
        Draft({**values, "competitor": people[key] if key else None}, index=place)
        for place, (key, values) in enumerate(answer.found)
    ]
    write_all(records.PRICES, project, actor, prices)
    return len(prices)


def _there(project: Project) -> set[Any]:
    rows = Price.objects.filter(project=project).select_related("competitor")
    return {_mark(row.competitor.name.casefold() if row.competitor_id else "", row) for row in rows}


def _mark(key: str, row: Any) -> tuple[Any, ...]:
    return (key, row.market, row.product.casefold(), row.amount, row.currency, row.per,
            row.seen_on, row.source)  # fmt: skip


def _cells(version: DatasetVersion, parts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    offset = 0
    while offset < version.rows:
        page = rows_of(version, offset, STEP, longest=600)
        if not page.rows:
            return
        places = {part: page.names.index(name) for part, name in parts.items() if name}
        for row in page.rows:
            yield {part: row[place] for part, place in places.items()}
        offset += len(page.rows)


def _values(cells: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    name = " ".join(_text(cells, "competitor").split())
    if not name:
        raise Refused(msg("It names no competitor."))
    if len(name) > 200:
        raise Refused(msg("The competitor's name is longer than 200 characters."))
    return name, {
        "market": _market(_text(cells, "market")),
        "product": _short(cells, "product", 200),
        "amount": _amount(cells.get("price")),
        "currency": _text(cells, "currency"),
        "per": _short(cells, "per", 60),
        "seen_on": _day(cells.get("date")),
        "source": _short(cells, "source", 500),
    }


def _text(cells: Mapping[str, Any], part: str) -> str:
    value = cells.get(part)
    return "" if value is None else str(value).replace("\x00", "").strip()


def _short(cells: Mapping[str, Any], part: str, most: int) -> str:
    text = _text(cells, part)
    if len(text) > most:
        raise Refused(
            msg("'{text}' is longer than {most} characters.", text=clipped(text), most=most)
        )
    return text


def _market(text: str) -> str:
    match = countries.match(text)
    if not text or not match.iso3 or match.confidence < countries.FOREIGN:
        raise Refused(msg("'{text}' is not a country that we know.", text=clipped(text)))
    return match.iso3


def _amount(value: Any) -> Decimal:
    try:
        amount = Decimal(str(value).strip())
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite():
        raise Refused(msg("'{text}' is not a price in figures.", text=clipped(str(value or ""))))
    return amount


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value or "").strip()[:10])
    except ValueError:
        told = clipped(str(value or ""))
        raise Refused(msg("'{text}' is not a day like 2026-11-30.", text=told)) from None
