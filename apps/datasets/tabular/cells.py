"""From cells as they stand in the file to stored values; what cannot be converted is marked."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from apps.datasets.tabular import natives, numerals
from apps.datasets.tabular.missing import is_missing, present, trimmed
from apps.datasets.tabular.plan import ColumnPlan
from apps.datasets.tabular.schema import arrow_type
from apps.reference.matching import FOREIGN, match

TRUE = {"true", "yes", "y", "t", "1", "是", "对", "真"}
FALSE = {"false", "no", "n", "f", "0", "否", "错", "假"}
AGGREGATE = "\x01aggregate"
CODED = ("boolean", "country", "date", "datetime", "text")  # kinds whose cells often repeat
_ERRORS = ("#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
_INFINITE = re.compile(r"^[-+]?(inf|infinity|nan|∞)$", re.IGNORECASE)
_WHOLE = r"(?:{point}0*)?"


@dataclass
class Converted:
    """``values``: the stored array, null where missing or bad. ``bad``: a boolean array or None
    where nothing is bad. ``excluded``: rows of groups of countries, or None.
    """

    values: Any
    bad: Any = None
    excluded: Any = None


def convert(array: Any, column: ColumnPlan) -> Converted:
    """Convert one column's cells: text, coded text, or the types of a Parquet file. What comes
    coded may leave coded, as a ``DictionaryArray`` of stored values, null among them.
    """
    import pyarrow as pa  # not needed to start the web process

    if pa.types.is_dictionary(array.type):
        if _texty(array.type.value_type) and column.kind in CODED:
            return _coded(array, column)
        return convert(_decoded(array), column)
    if not _texty(array.type):
        return _native(natives.without_missing(array, column.missing), column)
    if column.kind in ("number", "integer") and not column.thousands and column.decimal == ".":
        fast = _fast(array, column)
        if fast is not None:
            return fast
    return _from_text(array, column)


def _fast(array: Any, column: ColumnPlan) -> Converted | None:
    """The whole column at once, where every cell is a plain finite number, as a parser of CSV takes
    it: blanks around it do not matter. Words for missing are only looked for if one is such a
    number: any other, or an empty cell, ends the attempt.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = arrow_type(column.stored().dtype)
    if len(natives.values_of(tuple(column.missing), kind)):
        array = present(array, column)
    try:
        values = pc.ascii_trim(array, characters=" \t").cast(kind)
    except pa.ArrowInvalid:
        return None
    if column.kind == "number" and not pc.all(pc.is_finite(values)).as_py():
        return None if len(array) > array.null_count else Converted(values)
    return Converted(values)


def _from_text(array: Any, column: ColumnPlan) -> Converted:
    if column.kind in ("number", "integer", "percent", "currency"):
        return _numbers(present(array, column), column)
    if column.kind == "text":
        return _text(array, column)
    return _by_value(array, column)


def _text(array: Any, column: ColumnPlan) -> Converted:
    """Text is kept as it is, blanks around it included; only missing words go."""
    import pyarrow as pa
    import pyarrow.compute as pc

    gone = is_missing(trimmed(array), column)
    values = array.cast(pa.string())
    if pc.sum(gone).as_py() != array.null_count:  # a copy of all that is kept
        values = pc.if_else(gone, pa.scalar(None, type=pa.string()), values)
    codes = natives.text_codes(values)
    if not (codes == ord("#")).any():
        if natives.is_plain(codes):
            return Converted(values)  # found out without a pattern
        raw = codes.tobytes()
        if b"\x00" not in raw and (raw.isascii() or b"\xef\xbf\xbd" not in raw):
            return Converted(values)
    unreadable = pc.match_substring_regex(values, "[\x00\ufffd]").fill_null(False)
    sheet = pc.is_in(values, value_set=pa.array(_ERRORS))
    bad = pc.or_(unreadable, sheet)
    if not pc.any(bad).as_py():
        return Converted(values)
    return Converted(pc.if_else(bad, pa.scalar(None, type=pa.string()), values), bad)


def _numbers(text: Any, column: ColumnPlan) -> Converted:
    import pyarrow as pa
    import pyarrow.compute as pc

    around = "%" if column.kind == "percent" else ""
    if column.kind == "currency":
        around = numerals.marks(column.unit)
    fits = pc.match_substring_regex(
        text, numerals.pattern(column.decimal, column.thousands, around)
    )
    fits = fits.fill_null(False)
    clean = pc.if_else(fits, text, pa.scalar(None, type=text.type))
    values = _scaled(_cast(_cleaned(clean, column, around), column), column)
    bad = pc.and_(pc.is_valid(text), pc.is_null(values))
    return Converted(values, bad if pc.any(bad).as_py() else None)


def _scaled(values: Any, column: ColumnPlan) -> Any:
    """A percentage is 45 for 45% in every kind of file; it may be wanted as 0.45."""
    import pyarrow.compute as pc

    if column.kind == "percent" and column.percent_as == "fraction":
        return pc.divide(values, 100.0)
    return values


def _cleaned(text: Any, column: ColumnPlan, around: str) -> Any:
    """Only digits, '.', 'e' and '-' are left."""
    import pyarrow.compute as pc

    if around:
        text = pc.replace_substring_regex(text, pattern=around, replacement="")
    if column.thousands:
        group = {" ": numerals.SPACES, "'": "['’]"}.get(
            column.thousands, re.escape(column.thousands)
        )
        text = pc.replace_substring_regex(text, pattern=group, replacement="")
    if column.decimal == ",":
        text = pc.replace_substring(text, pattern=",", replacement=".")
    text = pc.replace_substring_regex(text, pattern=rf"[({numerals.MINUS}]", replacement="-")
    return pc.replace_substring_regex(text, pattern=rf"[)+]|{numerals.SPACES}", replacement="")


def _cast(text: Any, column: ColumnPlan) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    if column.kind == "integer":
        text = pc.replace_substring_regex(text, pattern=r"\.0*$", replacement="")
        whole = pc.match_substring_regex(text, r"^-?\d{1,18}$").fill_null(False)
        return pc.if_else(whole, text, pa.scalar(None, type=text.type)).cast(pa.int64())
    sane = pc.match_substring_regex(text, r"^-?[\d.]+(?:[eE]-?\d+)?$").fill_null(False)
    values = pc.if_else(sane, text, pa.scalar(None, type=text.type)).cast(pa.float64())
    finite = pc.is_finite(values).fill_null(False)
    return pc.if_else(finite, values, pa.scalar(None, type=pa.float64()))


def _by_value(array: Any, column: ColumnPlan) -> Converted:
    """Convert each distinct cell once: dates, yes/no and countries repeat a lot."""
    found = _coded(array.dictionary_encode(), column)
    return Converted(found.values.dictionary_decode(), found.bad, found.excluded)


def _coded(array: Any, column: ColumnPlan) -> Converted:
    import pyarrow as pa

    codes = array.indices
    found = (_text if column.kind == "text" else _values)(array.dictionary, column)
    marks = [  # most often neither is there, and no row needs to be looked at
        None if mark is None else mark.take(codes).fill_null(False)
        for mark in (found.bad, found.excluded)
    ]
    return Converted(pa.DictionaryArray.from_arrays(codes, found.values), *marks)


def _values(distinct: Any, column: ColumnPlan) -> Converted:
    import pyarrow as pa

    read = _reader(column)
    raw = present(distinct, column).to_pylist()
    parsed = [MISSING if value is None else read(value) for value in raw]
    stored = pa.array(_kept(parsed, raw), type=arrow_type(column.stored().dtype))
    marks = [[value is mark for value in parsed] for mark in (None, AGGREGATE)]
    return Converted(
        stored, *(pa.array(marked, type=pa.bool_()) if any(marked) else None for marked in marks)
    )


def _kept(parsed: list[Any], raw: list[str | None]) -> list[Any]:
    return [
        spelling if value is AGGREGATE else (None if value is MISSING else value)
        for value, spelling in zip(parsed, raw, strict=True)
    ]


MISSING = "\x01missing"


def _reader(column: ColumnPlan) -> Callable[[str], Any]:
    if column.kind == "boolean":
        return read_boolean
    if column.kind == "country":
        return lambda value: _country(value, column)
    if column.kind == "date":
        return lambda value: read_date(value, column.date_format or "%Y-%m-%d")
    return lambda value: read_instant(value, column.date_format)


def read_boolean(value: str) -> bool | None:
    word = value.casefold()
    return True if word in TRUE else False if word in FALSE else None


def _country(value: str, column: ColumnPlan) -> Any:
    if value in column.countries:
        return column.countries[value] or MISSING
    found = match(value)
    if found.aggregate:
        return AGGREGATE
    return found.iso3 if found.confidence >= FOREIGN else None


@cache
def read_date(value: str, form: str) -> dt.date | None:
    """A day, first of the month where the format has none; None if the cell does not fit."""
    try:
        read = dt.datetime.strptime(value, form)
    except ValueError:
        return None
    return read.date() if 1 <= read.year <= 9999 else None


def read_instant(value: str, form: str) -> dt.datetime | None:
    """A moment; one with an offset is turned into UTC, one without is kept as it is."""
    try:
        read = _instant(value, form)
        return read.astimezone(dt.UTC).replace(tzinfo=None) if read.tzinfo else read
    except (ValueError, OverflowError):  # '9999-12-31T23:59:59-05:00' is in no year of UTC's
        return None


def _instant(value: str, form: str) -> dt.datetime:
    return dt.datetime.strptime(value, form) if form else dt.datetime.fromisoformat(value)


def _has_no_utc(value: str, form: str) -> bool:
    """Whether a moment is written as it should be and is none of those that UTC can name."""
    try:
        _instant(value, form)
    except ValueError:
        return False
    return read_instant(value, form) is None


def _decoded(array: Any) -> Any:
    """Coded cells as they were inspected: by their text, except whole numbers, whose text is the
    number itself.
    """
    import pyarrow as pa

    values = array.dictionary
    if pa.types.is_integer(values.type):
        return array.cast(values.type)
    if _texty(values.type):
        return array.cast(values.type).cast(pa.string())
    words = [None if cell is None else str(cell) for cell in values.to_pylist()]
    return pa.array(words, type=pa.string()).take(array.indices)


def _native(array: Any, column: ColumnPlan) -> Converted:
    """Cells that carry a type already, as Parquet has them."""
    import pyarrow as pa
    import pyarrow.compute as pc

    target = arrow_type(column.stored().dtype)
    if pa.types.is_floating(array.type) and pc.any(pc.is_nan(array)).as_py():
        array = pc.if_else(pc.is_nan(array), pa.scalar(None, type=array.type), array)
    if target == pa.string() or not _compatible(array.type, column):
        return _from_text(_as_text(array), column)
    if pa.types.is_uint64(array.type) and target == pa.int64():
        return _signed(array)
    values = array.cast(target, safe=False) if array.type != target else array
    return _finite(values, column) if target == pa.float64() else Converted(values)


def _finite(values: Any, column: ColumnPlan) -> Converted:
    import pyarrow as pa
    import pyarrow.compute as pc

    infinite = pc.is_inf(values).fill_null(False)
    if not pc.any(infinite).as_py():
        return Converted(_scaled(values, column))
    values = pc.if_else(infinite, pa.scalar(None, type=values.type), values)
    return Converted(_scaled(values, column), infinite)


def _signed(array: Any) -> Converted:
    """Unsigned whole numbers; the upper half would come out negative, so it is bad."""
    import pyarrow as pa
    import pyarrow.compute as pc

    large = pc.greater(array, pa.scalar(2**63 - 1, type=pa.uint64())).fill_null(False)
    values = pc.if_else(large, pa.scalar(None, type=array.type), array).cast(pa.int64())
    return Converted(values, large if pc.any(large).as_py() else None)


def _texty(kind: Any) -> bool:
    import pyarrow as pa

    return pa.types.is_string(kind) or pa.types.is_large_string(kind)


def _as_text(array: Any) -> Any:
    import pyarrow as pa

    if pa.types.is_boolean(array.type) or pa.types.is_temporal(array.type):
        return pa.array(
            [None if cell is None else str(cell) for cell in array.to_pylist()], type=pa.string()
        )
    return array.cast(pa.string())


def _compatible(kind: Any, column: ColumnPlan) -> bool:
    import pyarrow as pa

    numeric = pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    if column.kind == "integer":
        return pa.types.is_integer(kind)
    if column.kind in ("number", "percent", "currency"):
        return numeric
    if column.kind == "boolean":
        return pa.types.is_boolean(kind)
    return pa.types.is_date(kind) or pa.types.is_timestamp(kind)


def reason_for(value: str, column: ColumnPlan) -> str:
    """The code in ``reasons.REASONS`` that says why ``value`` is bad in ``column``."""
    text = value.strip()
    if text in _ERRORS:
        return "sheet_error"
    if "\ufffd" in text or "\x00" in text:
        return "unreadable"
    if column.kind in ("number", "integer", "percent", "currency"):
        return _numeric_reason(text, column)
    if column.kind == "datetime" and _has_no_utc(text, column.date_format):
        return "no_utc"
    return {"date": "date", "datetime": "date", "boolean": "boolean"}.get(column.kind, "country")


def _numeric_reason(text: str, column: ColumnPlan) -> str:
    if _INFINITE.match(text):
        return "not_finite"
    around = "%" if column.kind == "percent" else numerals.marks(column.unit)
    if re.match(numerals.pattern(column.decimal, column.thousands, around), text):
        digits = sum(char.isdigit() for char in text)
        whole_only = column.kind == "integer" and digits <= 18
        return "not_whole" if whole_only else "too_large"
    if (
        column.kind == "currency"
        and re.search(r"[^\W\d_]|[^\w\s.,'()+-]", text)
        and re.search(r"\d", text)
    ):
        return "currency"
    return "grouping" if re.fullmatch(r"[-+\d.,'’\s\u00a0]+", text) else "not_number"
