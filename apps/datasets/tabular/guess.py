"""What a column holds, from the distinct values of a sample."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from apps.core.messages import Num, mark, msg
from apps.datasets.tabular import cells, numerals
from apps.datasets.tabular.plan import NUMBER_WORDS, TEXT_WORDS, ColumnPlan, Finding
from apps.datasets.tabular.schema import Kind
from apps.reference.matching import FOREIGN, match

ENOUGH = 0.9  # share of distinct values that must fit before a column is more than text
DATE_FORMATS = (
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%m-%d-%Y",
    "%d/%m/%y",
    "%m/%d/%y",
    "%d %b %Y",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%b %d, %Y",
    "%d %B %Y",
    "%B %d, %Y",
    "%Y年%m月%d日",
    "%Y年%m月",
    "%Y-%m",
    "%b %Y",
    "%Y%m%d",
)
INSTANT_FORMATS = (
    "",
    "%d/%m/%Y %H:%M",
    "%m/%d/%Y %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y %H:%M:%S",
)
_SWAPPED = {
    "%d/%m/%Y": "%m/%d/%Y",
    "%d-%m-%Y": "%m-%d-%Y",
    "%d/%m/%y": "%m/%d/%y",
    "%d/%m/%Y %H:%M": "%m/%d/%Y %H:%M",
    "%d/%m/%Y %H:%M:%S": "%m/%d/%Y %H:%M:%S",
}
_Reader = Callable[[str, str], object]
_HEADER_UNIT = re.compile(r"^(.*\S)\s*[(\[（【]\s*([^()\[\]（）【】]{1,30}?)\s*[)\]）】]$")
_DIGITS = re.compile(r"\d")
_CODE = re.compile(r"^[A-Z]{2,4}$")
_COUNTRY_HEADER = re.compile(
    r"country|nation|territor|market|land\b|pays|país|国家|国别|地区|市场", re.IGNORECASE
)
_OTHER_END = re.compile(
    r"(?<![a-z])(destination|partner|counterpart|importer|exporter|recipient|to)(?![a-z])"
    r"|目的|伙伴|进口国|进口方|到达|目标国",
    re.IGNORECASE,
)


def names_other_end(header: str) -> bool:
    """Whether a further column of countries is likely by its header: the other end of a flow. Both
    ends must be written alike, or China as an origin is not China as a destination.
    """
    return bool(_OTHER_END.search(header))


@dataclass(frozen=True)
class ColumnSample:
    """The distinct cells of a column in the sample with their counts, missing ones included."""

    position: int
    source: str
    counts: Counter[str]
    rows: int

    @property
    def values(self) -> dict[str, int]:
        return {value: n for value, n in self.counts.items() if value not in _ALWAYS_MISSING}


_ALWAYS_MISSING = {word for word in NUMBER_WORDS if word != "NA"}


@dataclass
class Guess:
    plan: ColumnPlan
    findings: list[Finding]

    def note(self, code: str, text: str, *, warn: bool = False, **values: str | int | Num) -> None:
        """Add a finding; the caller marks ``text`` for the catalogue."""
        self.findings.append(
            Finding(
                code=code,
                message=msg(text, name=self.plan.name, **values),
                column=self.plan.position,
                severity="warn" if warn else "info",
            )
        )


def split_unit(header: str) -> tuple[str, str]:
    """'price (USD)' → ('price', 'USD'); without brackets the unit is ''."""
    found = _HEADER_UNIT.match(header.strip())
    return (found.group(1), found.group(2)) if found else (header.strip(), "")


def share(values: Mapping[str, int], fits: Callable[[str], object], most: int = 2_000) -> float:
    """The share of rows whose value fits, judged by the first ``most`` distinct values."""
    looked = list(values.items())[:most]
    total = sum(count for _, count in looked)
    good = sum(count for value, count in looked if fits(value) not in (None, False))
    return good / total if total else 0.0


def guess_column(sample: ColumnSample, *, commas: numerals.Commas, allow_country: bool) -> Guess:
    """The most specific kind that nearly all values fit, with what is odd about the column."""
    name = sample.source.strip()[:110] or f"column_{sample.position + 1}"
    plan = ColumnPlan(position=sample.position, source=sample.source, name=name)
    guess = Guess(plan, [])
    values = {value: count for value, count in sample.values.items() if value != "NA"}
    if not values and "NA" not in sample.counts:
        guess.note(
            "empty_column", mark("Column '{name}' is empty in the rows that were read."), warn=True
        )
        return guess
    for attempt in (_boolean, _number, _date, _instant):
        if attempt(guess, values, commas):
            _note_missing(guess, sample)
            return guess
    if allow_country:
        _country(guess, sample.values)
    _missing_text(guess, sample)
    return guess


def _boolean(guess: Guess, values: Mapping[str, int], commas: numerals.Commas) -> bool:
    words = {value.casefold() for value in values}
    both = bool(words & (cells.TRUE - {"1"})) and bool(words & (cells.FALSE - {"0"}))
    if not words or not words <= cells.TRUE | cells.FALSE or not both:
        return False
    guess.plan.kind = "boolean"
    guess.plan.missing = list(NUMBER_WORDS)
    return True


def _bare(value: str) -> str:
    """The digits and signs of a cell, without currency, percent and brackets."""
    text = re.sub(r"^[^\d\-+.,(\u2212]*|[^\d.,)]*$", "", value.strip())
    return text.strip("()").strip()


def _number(guess: Guess, values: Mapping[str, int], commas: numerals.Commas) -> bool:
    if share(values, _DIGITS.search) < ENOUGH:
        return False
    numeric = {value: n for value, n in list(values.items())[:5_000] if _DIGITS.search(value)}
    signs = numerals.signs_of([_bare(value) for value in numeric], commas)
    kind, unit = _adornment(numeric)
    around = "%" if kind == "percent" else numerals.marks(unit)
    pattern = re.compile(numerals.pattern(signs.decimal, signs.thousands, around))
    if share(values, lambda value: pattern.match(value.strip()) is not None) < ENOUGH:
        return False
    if kind == "number" and _is_identifier(numeric):
        guess.note(
            "identifier",
            mark(
                "Column '{name}' has digits with leading zeros or more than 15 digits: kept as"
                " text."
            ),
        )
        return False
    plan = guess.plan
    plan.kind, plan.decimal, plan.thousands = kind, signs.decimal, signs.thousands
    plan.missing = list(NUMBER_WORDS)
    _set_unit(guess, unit)
    _whole(plan, numeric)
    _note_signs(guess, signs, numeric)
    return True


def _whole(plan: ColumnPlan, numeric: Iterable[str]) -> None:
    if plan.kind == "number":
        whole = re.compile(rf"^[-+]?{numerals.body(plan.decimal, plan.thousands)}$")
        if all(
            whole.match(value.strip()) and plan.decimal not in value and "e" not in value.casefold()
            for value in numeric
        ):
            plan.kind = "integer"


def _set_unit(guess: Guess, unit: str) -> None:
    name, header_unit = split_unit(guess.plan.source)
    if header_unit:
        guess.plan.name = name
        guess.note(
            "unit", mark("The unit of '{name}' is taken from its header: {unit}."), unit=header_unit
        )
    guess.plan.unit = unit or header_unit
    if guess.plan.kind == "currency":
        guess.note("currency", mark("'{name}' holds amounts in {unit}."), unit=unit)
    if guess.plan.kind == "percent":
        guess.plan.unit = "%"
        guess.note(
            "percent",
            mark("'{name}' holds percentages: 45% is stored as 45 unless you choose 0.45."),
        )


def _note_signs(guess: Guess, signs: numerals.Signs, numeric: Mapping[str, int]) -> None:
    if signs.ambiguous:
        example = next((value for value in numeric if "," in value or "." in value), "")
        guess.note(
            "ambiguous_number",
            mark("'{example}' in '{name}' could be read in two ways. Check the decimal sign."),
            warn=True,
            example=example,
        )
    elif signs.decimal == "," and any("," in value for value in numeric):
        guess.note("decimal_comma", mark("'{name}' is written with a decimal comma."))


def _is_identifier(values: Mapping[str, int]) -> bool:
    padded = sum(1 for value in values if re.match(r"^0\d+$", value.strip()))
    long = sum(1 for value in values if re.match(r"^\d{16,}$", value.strip()))
    return padded + long > 0.2 * len(values)


def _adornment(values: Mapping[str, int]) -> tuple[Kind, str]:
    """Whether the numbers carry a percent sign or a currency, and which one most do."""
    if share(values, lambda value: value.strip().rstrip(")").endswith("%")) >= 0.5:
        return "percent", ""
    found: Counter[str] = Counter()
    for value, count in list(values.items())[:2_000]:
        code = _currency(value)
        if code:
            found[code] += count
    if not found or sum(found.values()) < 0.5 * sum(list(values.values())[:2_000]):
        return "number", ""
    return "currency", found.most_common(1)[0][0]


def _currency(value: str) -> str:
    words = re.findall(r"[^\W\d_]{3}", value)
    for word in words:
        if word.upper() in numerals.currency_codes():
            return word.upper()
    for sign in sorted(numerals.SYMBOLS, key=len, reverse=True):
        if sign in value:
            return numerals.SYMBOLS[sign][0]
    return ""


def _date(guess: Guess, values: Mapping[str, int], commas: numerals.Commas) -> bool:
    if share(values, _DIGITS.search, 100) < ENOUGH:
        return False
    forms = [form for form in DATE_FORMATS if form != "%Y%m%d" or _compact(values)]
    return _written(guess, values, "date", _shares(values, forms, cells.read_date))


def _shares(values: Mapping[str, int], forms: Iterable[str], read: _Reader) -> dict[str, float]:
    """The share of rows that each format reads, by values from all over: the first of many may all
    be of the same few days.
    """
    step = max(len(values) // 400, 1)
    looked = dict(islice(values.items(), 0, None, step))
    return {
        form: share(looked, lambda value, f=form: read(value.strip(), f))  # type: ignore[misc]
        for form in forms
    }


def _written(
    guess: Guess, values: Mapping[str, int], kind: Kind, shares: Mapping[str, float]
) -> bool:
    """Take the format that reads most rows; where another order of day and month does, say so."""
    best = max(shares, key=lambda form: shares[form])
    if shares[best] < ENOUGH:
        return False
    guess.plan.kind, guess.plan.date_format = kind, best
    guess.plan.missing = list(NUMBER_WORDS)
    swapped = _SWAPPED.get(best)
    if swapped and shares[swapped] == shares[best]:
        guess.note(
            "ambiguous_date",
            mark(
                "The dates in '{name}' could be day/month or month/day, such as {example}. "
                "They are read as day/month: check."
            ),
            warn=True,
            example=next(iter(values)),
        )
    return True


def _compact(values: Mapping[str, int]) -> bool:
    return all(re.fullmatch(r"(19|20)\d{6}", value.strip()) for value in values)


def _instant(guess: Guess, values: Mapping[str, int], commas: numerals.Commas) -> bool:
    if share(values, lambda value: ":" in value) < ENOUGH:
        return False
    return _written(guess, values, "datetime", _shares(values, INSTANT_FORMATS, cells.read_instant))


def _country(guess: Guess, values: Mapping[str, int]) -> None:
    """A column of country names or codes; a lone match proves nothing unless the header says so.

    A first look at few values spares long columns of other text the search for similar names.
    """
    said = _COUNTRY_HEADER.search(guess.plan.source)
    for most in (40, 1_000):
        looked = list(values)[:most]
        real = sum(1 for value in looked if match(value).confidence >= FOREIGN)
        known = real + sum(1 for value in looked if match(value).aggregate)
        enough = real >= (1 if said else min(3, len(looked))) and real >= known / 2
        if not enough or known < (0.5 if said else 0.8) * len(looked):
            return
    if said or len(values) >= 3:
        guess.plan.kind = "country"


def _missing_text(guess: Guess, sample: ColumnSample) -> None:
    """'NA' is Namibia, North America or a colleague's initials where the others are codes too."""
    codes = {value: count for value, count in sample.values.items() if value != "NA"}
    coded = bool(codes) and share(codes, lambda value: _CODE.match(value.strip())) >= 0.8
    words = [word for word in TEXT_WORDS if word != "NA" or not coded]
    guess.plan.missing = words
    if coded and "NA" in sample.counts:
        meaning = (
            mark(
                "'NA' in '{name}' is kept: among country codes it is Namibia, not a missing value."
            )
            if share(codes, lambda value: len(value.strip()) == 2) >= 0.8
            else mark("'NA' in '{name}' is kept as a code, not read as a missing value.")
        )
        guess.note("na_kept", meaning)
    _note_missing(guess, sample)


def _note_missing(guess: Guess, sample: ColumnSample) -> None:
    words = set(guess.plan.missing)
    found = {value: count for value, count in sample.counts.items() if value.strip() in words}
    total = sum(found.values())
    if not total:
        return
    spelled = sorted({value.strip() for value in found} - {""})
    amount = Num(value=total / max(sample.rows, 1), style="percent", decimals=1)
    if spelled:
        guess.note(
            "missing_words",
            mark("{share} of '{name}' is missing; read as missing: {words}."),
            share=amount,
            words=", ".join(f"'{word}'" for word in spelled[:6]),
        )
    else:
        guess.note("missing", mark("{share} of '{name}' is missing."), share=amount)


def unique_names(names: Iterable[str]) -> list[str]:
    """The names made unique and not empty: a second 'a' becomes 'a_2'."""
    result: list[str] = []
    for position, name in enumerate(names):
        base = " ".join(name.replace("\x00", "").split())[:110] or f"column_{position + 1}"
        unique, number = base, 2
        while unique in result:
            unique, number = f"{base}_{number}", number + 1
        result.append(unique)
    return result
