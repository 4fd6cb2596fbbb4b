"""The rows of a table as assumptions. What cannot be read is refused by row and name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from apps.core.messages import Message, clipped, msg
from apps.engines.builtin.sizing import slots
from apps.engines.builtin.sizing.params import SizingParams
from apps.engines.contract import InputProfile, InputTable, Refusal

Key = tuple[str, str]  # market and name; what has the same key is the same uncertain figure
LEVELS = ("TAM", "SAM", "SOM")
TOP, BOTTOM = "top_down", "bottom_up"
WAYS = {
    **dict.fromkeys(("topdown", "td", "自上而下"), TOP),
    **dict.fromkeys(("bottomup", "bu", "自下而上"), BOTTOM),
}
KINDS = {
    **dict.fromkeys(("triangular", "triangle", "三角", "三角分布"), "triangular"),
    **dict.fromkeys(("pert", "betapert"), "pert"),
    **dict.fromkeys(("uniform", "均匀", "均匀分布"), "uniform"),
    **dict.fromkeys(("lognormal", "对数正态", "对数正态分布"), "lognormal"),
    **dict.fromkeys(("normal", "正态", "正态分布"), "normal"),
    **dict.fromkeys(("fixed", "constant", "固定"), "fixed"),
}
LEAST, MOST = 1e-50, 1e50  # products and squares of figures beyond these leave a double's range
LONGEST = 200  # characters of a name
DIVIDES = {"÷", "/", "divide", "divided by", "除", "除以"}
MULTIPLIES = {"", "×", "x", "*", "multiply", "times", "乘", "乘以"}
# '%', '% of households', '％' as Chinese keyboards write it; not 'percentile'.
_PERCENT = re.compile(r"(%|per ?cent(age)?|pct|百分)(?![a-z])")
_YEAR = re.compile(r"(?<!\d)((?:19|20|21)\d\d)(?!\d)")
_BLANKS = re.compile(r"[\s_\-–—]+")


@dataclass(frozen=True)
class Assumption:
    """One row. Values are fractions where the unit is %; NaN where they are not given."""

    row: int  # from 1, as people count
    market: str
    name: str
    way: str
    level: str
    kind: str
    low: float
    likely: float
    high: float
    divides: bool
    unit: str
    source: str
    year: int | None
    owner: str

    @property
    def key(self) -> Key:
        return self.market, self.name

    @property
    def percent(self) -> bool:
        return is_percent(self.unit)

    @property
    def figure(self) -> tuple[Any, ...]:
        """What makes two rows one and the same figure."""
        values = (self.low, self.likely, self.high)
        return self.kind, *(None if np.isnan(value) else value for value in values)


def is_percent(unit: str) -> bool:
    """Whether values in this unit are hundredths."""
    return _PERCENT.match(unicodedata.normalize("NFKC", unit).strip().lower()) is not None


def read(table: InputTable, params: SizingParams) -> list[Assumption]:
    """All rows in an order that does not depend on the table's. Refuses what makes no sense."""
    if table.rows == 0:
        raise Refusal(msg("The table has no rows."), fix=msg("Upload rows first."), field="data")
    profile = InputProfile(
        kind="dataset", id="", name="data", rows=table.rows,
        columns=list(table.columns), roles=dict(table.roles),
    )  # fmt: skip
    for issue in [*slots.absent(profile.roles), *slots.check(params, {"data": profile})]:
        raise Refusal(issue.message, fix=issue.fix, field=issue.field)
    texts = {role.key: _texts(table, role.key) for role in slots.DATA.roles}
    numbers = {key: _numbers(table, key) for key in ("low", "likely", "high")}
    found = [_assumption(row, texts, numbers) for row in range(table.rows)]
    _refuse_twins(found)
    return sorted(found, key=lambda one: (one.market, one.way, LEVELS.index(one.level), one.name))


def _texts(table: InputTable, role: str) -> list[str]:
    names = table.roles.get(role, [])
    if not names or role in ("low", "likely", "high"):
        return [""] * table.rows
    return [text.strip() for text in table.texts(names[0], range(table.rows))]


def _numbers(table: InputTable, role: str) -> NDArray[np.float64]:
    names = table.roles.get(role, [])
    if not names:
        return np.full(table.rows, np.nan)
    values: NDArray[np.float64] = table.numbers(names)[:, 0]
    return values


def _refuse(row: int, name: str, message: Message, fix: Message, role: str) -> Refusal:
    """Row and name are put into the message."""
    values = {**message.values, "row": row, "name": clipped(name)}
    return Refusal(Message(text=message.text, values=values), fix=fix, field=f"data.{role}")


def _assumption(
    at: int, texts: dict[str, list[str]], numbers: dict[str, NDArray[np.float64]]
) -> Assumption:
    row, cell = at + 1, {key: values[at] for key, values in texts.items()}
    name = cell["name"]
    if not name:
        raise Refusal(
            msg("Row {row} has no name.", row=row),
            fix=msg("Name the assumption, or take the row out."),
            field="data.name",
        )
    if len(name) > LONGEST:
        raise _refuse(
            row, name,
            msg("Row {row}: the name '{name}' has more than {most} characters.", most=LONGEST),
            msg("Choose the column of names, or shorten the name."), "name",
        )  # fmt: skip
    low, likely, high = (float(numbers[key][at]) for key in ("low", "likely", "high"))
    kind = _kind(row, name, cell["distribution"], (low, likely, high))
    _check_values(row, name, kind, (low, likely, high))
    divides = _operation(row, name, cell["operation"])
    if divides:
        _refuse_zero(row, name, kind, low if kind != "fixed" else likely)
    part = 0.01 if is_percent(cell["unit"]) else 1.0
    year = _YEAR.search(cell["year"])
    return Assumption(
        row=row, market=cell["market"], name=name,
        way=_way(row, name, cell["way"]), level=_level(row, name, cell["level"]), kind=kind,
        low=low * part, likely=likely * part, high=high * part, divides=divides,
        unit=cell["unit"], source=cell["source"], year=int(year[1]) if year else None,
        owner=cell["owner"],
    )  # fmt: skip


def _way(row: int, name: str, text: str) -> str:
    found = WAYS.get(_BLANKS.sub("", text.lower()))
    if found is None:
        raise _refuse(
            row, name,
            msg("Row {row}, '{name}': '{text}' is neither top-down nor bottom-up.",
                text=clipped(text)),
            msg("Write top-down or bottom-up."), "way",
        )  # fmt: skip
    return found


def _level(row: int, name: str, text: str) -> str:
    if text.upper() not in LEVELS:
        raise _refuse(
            row, name,
            msg("Row {row}, '{name}': '{text}' is none of TAM, SAM and SOM.", text=clipped(text)),
            msg("Write TAM, SAM or SOM."), "level",
        )  # fmt: skip
    return text.upper()


def _operation(row: int, name: str, text: str) -> bool:
    if text.lower() in DIVIDES:
        return True
    if text.lower() not in MULTIPLIES:
        raise _refuse(
            row, name,
            msg("Row {row}, '{name}': '{text}' is neither × nor ÷.", text=clipped(text)),
            msg("Write × or ÷, or leave the cell empty to multiply."), "operation",
        )  # fmt: skip
    return False


def _kind(row: int, name: str, text: str, values: Sequence[float]) -> str:
    low, likely, high = (not np.isnan(value) for value in values)
    if not text:
        if low and high:
            return "triangular" if likely else "uniform"
        return "fixed"
    found = KINDS.get(_BLANKS.sub("", text.lower()))
    if found is None:
        raise _refuse(
            row, name,
            msg("Row {row}, '{name}': the distribution '{text}' is not known.", text=clipped(text)),
            msg("Write triangular, pert, uniform, lognormal, normal or fixed."), "distribution",
        )  # fmt: skip
    needs = {"triangular": (low, likely, high), "pert": (low, likely, high), "fixed": (likely,)}
    if not all(needs.get(found, (low, high))):
        raise _refuse(
            row, name,
            msg("Row {row}, '{name}': a value that its distribution needs is missing."),
            msg(
                "triangular and pert need low, most likely and high; uniform, lognormal and normal"
                " low and high; fixed the most likely."
            ),
            "likely",
        )  # fmt: skip
    return found


def _check_values(row: int, name: str, kind: str, values: Sequence[float]) -> None:
    low, likely, high = values
    given = [value for value in values if not np.isnan(value)]
    fix = msg("Correct the row.")
    if not given or (kind == "fixed" and np.isnan(likely)):
        message = msg(
            "Row {row}, '{name}' has no value: give the most likely one, or low and high."
        )
        raise _refuse(row, name, message, fix, "likely")
    if np.isnan(low) != np.isnan(high):
        message = msg("Row {row}, '{name}' has a low or a high value, but not both.")
        raise _refuse(row, name, message, fix, "low")
    if not np.isfinite(given).all():
        raise _refuse(row, name, msg("Row {row}, '{name}': a value is infinite."), fix, "likely")
    if min(given) < 0:
        message = msg("Row {row}, '{name}': a value is below zero, and a size cannot be.")
        raise _refuse(row, name, message, fix, "low")
    if max(given) > MOST or any(0 < value < LEAST for value in given):
        message = msg("Row {row}, '{name}': a value is too large or too small to compute with.")
        raise _refuse(row, name, message, fix, "likely")
    if low > high:
        message = msg("Row {row}, '{name}': the low value is above the high one.")
        raise _refuse(row, name, message, fix, "low")
    if likely < low or likely > high:
        message = msg("Row {row}, '{name}': the most likely value is not between low and high.")
        raise _refuse(row, name, message, fix, "likely")
    if kind == "lognormal" and low <= 0:
        message = msg("Row {row}, '{name}': a lognormal distribution needs a low value above zero.")
        raise _refuse(row, name, message, fix, "low")


def _refuse_zero(row: int, name: str, kind: str, least: float) -> None:
    if least <= 0 or kind == "normal":
        raise _refuse(
            row, name,
            msg("Row {row}, '{name}' is divided by and may be zero."),
            msg("Give a low value above zero; of a normal distribution, take lognormal instead."),
            "low",
        )  # fmt: skip


def _refuse_twins(found: list[Assumption]) -> None:
    """One name may stand once for each market and way, and means one figure in both ways."""
    places: dict[tuple[str, str, str], Assumption] = {}
    figures: dict[Key, Assumption] = {}
    everywhere = {(one.way, one.name) for one in found if not one.market}
    for one in found:
        other = places.setdefault((one.market, one.way, one.name), one)
        if other is not one:
            raise _refuse(
                one.row, one.name,
                msg("'{name}' stands in rows {first} and {row} of the same market and way.",
                    first=other.row),
                msg("Keep one of them, or give them different names."), "name",
            )  # fmt: skip
        if one.market and (one.way, one.name) in everywhere:
            raise _refuse(
                one.row, one.name,
                msg("'{name}' stands for all markets, and in row {row} for {market} too.",
                    market=one.market),
                msg("Give it for each market, or for all of them."), "market",
            )  # fmt: skip
        twin = figures.setdefault(one.key, one)
        if twin.figure != one.figure:
            raise _refuse(
                one.row, one.name,
                msg("'{name}' has other values in row {first} than in row {row}.", first=twin.row),
                msg("Give the same values in both ways, or different names."), "likely",
            )  # fmt: skip
