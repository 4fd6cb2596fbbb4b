"""Which columns a form has chosen already, by their names. Rather none than a wrong one."""

from __future__ import annotations

from django.utils.translation import gettext

from apps.engines.contract import ColumnProfile, InputProfile, InputSlot, RoleSpec

# What tables call such a column, besides the role's own name and label.
PLACES = frozenset(
    ("country", "market", "countries", "markets", "country name", "market name", "国家", "市场",
     "国别", "国家或地区", "国家/地区")
)  # fmt: skip
DATES = frozenset(("date", "日期"))
STEPS = frozenset(
    ("period", "year", "quarter", "month", "week", "day", "time", "年份", "年", "季度", "月份",
     "月", "周", "期间", "时期")
)  # fmt: skip
CALLED: dict[str, frozenset[str]] = {
    "market": PLACES,
    "name": PLACES | {"name", "名称"},
    "period": DATES | STEPS,
}
LAST_IN_YEAR = 366  # a whole number up to this counts days, weeks or months and names no period


def fitting(role: RoleSpec, profile: InputProfile) -> list[ColumnProfile]:
    """The columns that can play the role."""
    return [column for column in profile.columns if column.dtype in role.dtypes]


def columns_of(slot: InputSlot, profile: InputProfile) -> dict[str, list[str]]:
    """Role → columns, for roles whose columns can be told by name. One called as the role itself
    comes first; of what tables commonly call it there must be a single candidate, and one that no
    other role is called.
    """
    exact = {role.key: _exact(role, profile) for role in slot.roles}
    taken = {name for names in exact.values() for name in names}
    found = {key: names for key, names in exact.items() if names}
    for role in slot.roles:
        if role.key in found or role.maximum != 1 or role.key not in CALLED:
            continue
        column = _common(role, [one for one in fitting(role, profile) if one.name not in taken])
        if column is not None:
            taken.add(column.name)
            found[role.key] = [column.name]
    return found


def _exact(role: RoleSpec, profile: InputProfile) -> list[str]:
    called = {role.key, gettext(role.label).casefold()}
    return [one.name for one in fitting(role, profile) if _folded(one) in called]


def _common(role: RoleSpec, columns: list[ColumnProfile]) -> ColumnProfile | None:
    found = [one for one in columns if _folded(one) in CALLED[role.key]]
    if role.key == "period":
        dates = [one for one in found if _folded(one) in DATES or one.dtype in ("date", "datetime")]
        found = dates if len(dates) == 1 else found  # year and month beside a date are parts of it
        found = [] if len(found) == 1 and _within_a_year(found[0]) else found
    return found[0] if len(found) == 1 else None


def _within_a_year(column: ColumnProfile) -> bool:
    """A month from 1 to 12 is no period without its year."""
    if column.dtype not in ("integer", "number"):
        return False
    return column.maximum is None or column.maximum <= LAST_IN_YEAR


def _folded(column: ColumnProfile) -> str:
    return " ".join(column.name.replace("_", " ").split()).casefold()
