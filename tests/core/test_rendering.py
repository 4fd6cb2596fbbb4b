"""Numbers as people read them: significant digits, grouping, percent, bytes, seconds, languages."""

from __future__ import annotations

import math
import re
from datetime import timedelta
from decimal import Context, Decimal

import pytest
from babel.numbers import format_decimal
from django.template import engines
from django.utils import translation
from hypothesis import example, given
from hypothesis import strategies as st

from apps.core import rendering
from apps.core.messages import Items, Message, Num, msg
from apps.core.rendering import number, quantity, render, show

FINITE = st.floats(allow_nan=False, allow_infinity=False)
POWERS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def parsed(text: str) -> Decimal:
    """The number that a reader would type from what is shown."""
    text = text.replace(",", "").replace("−", "-")
    if "×" in text:
        mantissa, power = text.split(" × 10")
        return Decimal(mantissa) * Decimal(10) ** int(power.translate(POWERS))
    return Decimal(text)


@given(FINITE, st.integers(1, 15))
@example(999999.5, 6)
@example(9.9999995e11, 6)
@example(0.1 + 0.2, 15)
@example(5e-324, 3)
@example(-1.7976931348623157e308, 15)
def test_what_is_shown_is_the_value_to_its_significant_digits(value, digits):
    shown = parsed(number(Num(value=value, digits=digits)))
    exact = Decimal(repr(value))
    if not exact:
        assert shown == 0
        return
    assert shown != 0
    assert abs(shown - exact) <= Decimal(10) ** (exact.adjusted() - digits + 1) / 2
    assert len(shown.normalize().as_tuple().digits) <= digits


@given(st.floats(-1e12, 1e12, exclude_min=True, exclude_max=True), st.integers(0, 6))
def test_a_number_of_places_is_kept(value, decimals):
    text = number(Num(value=value, decimals=decimals))
    places = text.partition(".")[2]
    assert len(places) == decimals
    assert abs(parsed(text) - Decimal(repr(value))) <= Decimal(1).scaleb(-decimals) / 2


@given(FINITE)
def test_no_number_shows_a_hyphen_or_minus_zero(value):
    text = number(Num(value=value))
    assert "-" not in text
    assert text not in {"−0", "−0.0"}
    assert text.startswith("−") == (value < 0)


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20),
    st.sampled_from(["en", "zh-hans", "de", "fr"]),
)
@example(Decimal("-1234567.00"), "de")
@example(Decimal("-0.00"), "en")
def test_digits_groups_and_signs_are_those_of_the_locale(value, language):
    value = value.quantize(Decimal("0.0001"), context=Context(prec=60))
    grouped = "#,##0" if abs(value) >= rendering.GROUP_FROM else "0"
    with translation.override(language):
        shown = rendering._plain(value, 1)
        known = format_decimal(value, format=f"{grouped}.0###", locale=rendering.locale())
    zero = not value
    assert shown == (known.lstrip("-") if zero else known.replace("-", "−"))


@given(st.floats(0, 1), st.floats(0, 1))
def test_larger_shares_never_show_a_smaller_percentage(low, high):
    low, high = sorted((low, high))
    first, second = (number(Num(value=v, style="percent", decimals=2))[:-1] for v in (low, high))
    assert parsed(first) <= parsed(second)


@pytest.mark.parametrize(
    ("value", "options", "shown"),
    [
        (1.1751152073732718, {"digits": 7}, "1.175115"),
        (-12.557603686635956, {"digits": 8}, "−12.557604"),
        (245.96774193548387, {"decimals": 2}, "245.97"),
        (2.4, {"decimals": 3}, "2.400"),
        (1234.0, {}, "1234"),
        (12345.678, {"digits": 7}, "12,345.68"),
        (-1234567.0, {"digits": 9}, "−1,234,567"),
        (1e-9, {}, "1 × 10⁻⁹"),
        (-2.5e15, {}, "−2.5 × 10¹⁵"),
        (0.00001, {}, "0.00001"),
        (-0.0, {}, "0"),
        (-0.001, {"decimals": 2}, "0.00"),
        (None, {}, "–"),
        (math.nan, {}, "–"),
        (math.inf, {}, "∞"),
        (-math.inf, {}, "−∞"),
        (0.25, {"style": "percent"}, "25%"),
        (0.99884793, {"style": "percent", "decimals": 1}, "99.9%"),
        (-0.031, {"style": "percent", "decimals": 1}, "−3.1%"),
        (9.5, {"unit": "USD"}, "9.5 USD"),
        (1e28, {"decimals": 2}, "1 × 10²⁸"),
    ],
)
def test_numbers(value, options, shown):
    assert number(Num(value=value, **options)) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0 B"), (1, "1 B"), (1023, "1023 B"), (1024, "1 KB"), (1536, "1.5 KB"),
        (1023.9, "1 KB"), (1048575, "1 MB"), (5 * 1024**3, "5 GB"), (2**60, "1024 PB"),
        (-2048, "−2 KB"),
    ],
)  # fmt: skip
def test_bytes(value, shown):
    assert quantity(value, style="bytes") == shown


@given(st.integers(0, 2**62))
def test_bytes_have_a_unit_and_are_never_far_off(value):
    text = quantity(value, style="bytes")
    amount, unit = text.split(" ")
    factor = 1024 ** ["B", "KB", "MB", "GB", "TB", "PB"].index(unit)
    assert abs(parsed(amount) * factor - value) <= max(value * Decimal("0.01"), 1)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0 ms"), (0.0853, "85 ms"), (0.9996, "1.0 s"), (3.21, "3.2 s"), (9.96, "10 s"),
        (59.99, "1 min"), (65, "1 min 5 s"), (3600, "1 h"), (7500, "2 h 5 min"),
        (90_000, "1 d 1 h"), (1e6, "11 d 13 h"), (-65, "−1 min 5 s"), (-0.0001, "0 ms"),
    ],
)  # fmt: skip
def test_seconds(value, shown):
    assert quantity(value, style="seconds") == shown


@given(st.floats(0, 1e9))
def test_no_unit_of_time_overflows_into_the_next(value):
    text = quantity(value, style="seconds").replace(",", "")
    for amount, unit in re.findall(r"([\d.]+) (ms|s|min|h|d)", text):
        assert float(amount) < {"ms": 1000, "s": 60, "min": 60, "h": 24, "d": 1e9}[unit]


def test_chinese_readers_get_their_own_words():
    with translation.override("zh-hans"):
        assert number(Num(value=12345.6)) == "12,345.6"
        assert quantity(65, style="seconds") == "1 分 5 秒"
        assert rendering.country("DEU") == "德国"
        assert show(Items(items=("甲", "乙", "丙"))) == "甲、乙和丙"


def test_countries_are_named_and_unknown_codes_stay():
    assert rendering.country("NAM") == "Namibia"
    assert rendering.country("xkx") == "Kosovo"
    assert rendering.country("ZZZ") == "ZZZ"
    assert rendering.country("") == ""


def test_values_inside_messages_are_shown_each_in_its_way():
    message = msg(
        "{a} {b} {c} {d}", a=msg("Row {n}.", n=12345), b=0.5, c=["x", "y"], d=Num(value=None)
    )
    assert render(message.model_dump(mode="json")) == "Row 12,345. 0.5 x and y –"
    assert show(True) == "yes"
    assert show(None) == ""
    assert show(-5) == "−5"
    assert render(None) == ""
    assert render("as it is {x}") == "as it is {x}"


def test_braces_in_values_are_left_alone():
    assert render(Message(text="Column {name}", values={"name": "{a}{0}"})) == "Column {a}{0}"


def test_a_translation_that_does_not_fit_falls_back_to_english(monkeypatch):
    monkeypatch.setattr(rendering, "gettext", lambda text: "列 {wrong}")
    assert render(msg("Column {name}", name="x")) == "Column x"


def drawn(source, **context):
    return engines["django"].from_string(source).render(context)


@pytest.mark.parametrize(
    ("source", "value", "shown"),
    [
        ("{{ v|num }}", 1234.5678, "1234.57"),
        ("{{ v|num:3 }}", "0.012345", "0.0123"),
        ("{{ v|num }}", None, "–"),
        ("{{ v|num }}", "n/a", "n/a"),
        ("{{ v|percent }}", 0.256, "25.6%"),
        ("{{ v|percent:0 }}", 0.256, "26%"),
        ("{{ v|bytes }}", 1536, "1.5 KB"),
        ("{{ v|duration }}", timedelta(minutes=1, seconds=5), "1 min 5 s"),
        ("{{ v|country }}", "FRA", "France"),
        ("{{ v|country }}", None, ""),
    ],
)
def test_filters(source, value, shown):
    assert drawn(source, v=value) == shown


def test_a_message_is_escaped_once():
    stored = msg("Column {name} & more", name="<b>").model_dump(mode="json")
    assert drawn("{{ v|say }}", v=stored) == "Column &lt;b&gt; &amp; more"
