"""Currencies by a table of dated rates, against decimal arithmetic on rates of the ECB's form."""

import datetime as dt
from decimal import Decimal, getcontext

import pytest

from apps.engines.contract import Refusal
from tests.datasets.deriving.conftest import near

getcontext().prec = 40
# Euro reference rates as the ECB publishes them: units of the currency for one euro.
RATES = [
    ("USD", "2024-03-01", "1.0813"), ("CNY", "2024-03-01", "7.7840"),
    ("JPY", "2024-03-01", "162.58"),
    ("USD", "2024-03-04", "1.0846"), ("CNY", "2024-03-04", "7.8079"),
    ("USD", "2024-03-28", "1.0811"), ("CNY", "2024-03-28", "7.8144"),
    ("USD", "2024-04-02", "1.0749"),
]  # fmt: skip
OF = {(code, day): Decimal(rate) for code, day, rate in RATES}


def day(text):
    return dt.date.fromisoformat(text)


@pytest.fixture
def ecb(stored):
    return stored(
        {
            "currency": ("text", "", [code for code, _day, _rate in RATES]),
            "date": ("date", "", [day(date) for _code, date, _rate in RATES]),
            "rate": ("number", "", [float(rate) for _code, _day, rate in RATES]),
        }
    )


def step(to="EUR", **more):
    known = {"kind": "currency", "name": "new", "column": "amount", "date": "when", "to": to}
    return {**known, **({} if "currency" in more else {"currency_column": "money"}), **more}


def lacks(code, date, before, age):
    """A line of the rates that were missing, of one row."""
    return {"currency": code, "date": date, "before": before, "age": age, "rows": 1}


TABLE = {"base": "EUR", "title": "ECB · 3"}


def amounts(stored, rows, kind="date"):
    return stored(
        {
            "amount": ("number", "", [row[0] for row in rows]),
            "money": ("text", "", [row[1] for row in rows]),
            "when": (kind, "", [row[2] for row in rows]),
        }
    )


def test_a_day_takes_its_rate_or_the_last_one_before(derive, stored, ecb):
    rows = [
        (100.0, "USD", day("2024-03-01")),
        (100.0, " usd ", day("2024-03-03")),  # a Sunday: Friday's rate
        (100.0, "CNY", day("2024-03-11")),  # seven days old
        (100.0, "CNY", day("2024-03-12")),  # eight: too old
        (100.0, "EUR", day("1900-01-01")),
        (100.0, "USD", day("2024-02-29")),  # before the first
        (100.0, "GBP", day("2024-03-01")),
        (100.0, "euros", day("2024-03-01")),
        (100.0, None, day("2024-03-01")),
        (100.0, "USD", None),
        (None, "USD", day("2024-03-01")),
    ]
    made = derive(amounts(stored, rows), [step()], ecb, rates=TABLE)
    usd, cny = OF["USD", "2024-03-01"], OF["CNY", "2024-03-04"]
    expected = [float(100 / usd), float(100 / usd), float(100 / cny), None, 100.0, *[None] * 6]
    near(made["new"], expected, 1e-15)
    assert made.unit("new") == "EUR"
    assert made.table.schema.field("new").metadata[b"lepton.kind"] == b"currency"
    reasons = {row["reason"]: row["count"] for row in made.rows("reasons")}
    assert reasons == {
        "No exchange rate for this date": 3,
        "No currency code of ISO 4217": 2,
        "The date is missing, cannot be read, or is longer than the mean asked for": 1,
        "A value that it needs is missing": 1,
    }
    assert made.rows("lacking") == [
        lacks("CNY", "2024-03-12", "2024-03-04", 8),
        lacks("GBP", "2024-03-01", "–", "None"),
        lacks("USD", "2024-02-29", "–", "None"),
    ]
    used = {
        (row["currency"], row["date"]): (row["rate"], row["rows"]) for row in made.rows("rates")
    }
    assert used == {("USD", "2024-03-01"): (1.0813, 2), ("CNY", "2024-03-04"): (7.8079, 1)}
    told = next(one for one in made.result.blocks if one.kind == "text")
    assert "ECB · 3" in str(told.paragraphs[0])


def test_cross_rates_go_through_the_base(derive, stored, ecb):
    rows = [(250.0, "CNY", day("2024-03-04")), (250.0, "USD", day("2024-03-04"))]
    made = derive(amounts(stored, rows), [step("USD")], ecb, rates=TABLE)
    exact = Decimal(250) * OF["USD", "2024-03-04"] / OF["CNY", "2024-03-04"]
    near(made["new"], [float(exact), 250.0], 1e-15)
    yen = derive(amounts(stored, rows[:1]), [step("JPY")], ecb, rates=TABLE)
    near(
        yen["new"], [float(Decimal(250) * OF["JPY", "2024-03-01"] / OF["CNY", "2024-03-04"])], 1e-15
    )


def test_the_mean_of_a_month_and_a_quarter(derive, stored, ecb):
    rows = [(100.0, "USD", "2024-03"), (100.0, "CNY", "2024-03-15"), (100.0, "USD", "2024"),
            (1.0, "USD", "soon")]  # fmt: skip
    made = derive(amounts(stored, rows, "text"), [step(rule="month")], ecb, rates=TABLE)
    usd = sum(OF["USD", f"2024-03-{one}"] for one in ("01", "04", "28")) / 3
    cny = sum(OF["CNY", f"2024-03-{one}"] for one in ("01", "04", "28")) / 3
    near(made["new"], [float(100 / usd), float(100 / cny), None, None], 1e-15)
    quarter = derive(
        amounts(stored, [(100.0, "USD", "2024-Q2")], "text"), [step("CNY", rule="quarter")], ecb,
        rates=TABLE,
    )  # fmt: skip
    assert quarter["new"] == [None]
    assert quarter.rows("lacking") == [lacks("CNY", "2024-Q2", "2024-03-28", 94)]
    year = derive(amounts(stored, [(100.0, "USD", "2024")], "text"), [step(rule="year")], ecb,
                  rates=TABLE)  # fmt: skip
    mean = sum(OF["USD", one] for one in ("2024-03-01", "2024-03-04", "2024-03-28", "2024-04-02"))
    near(year["new"], [float(100 / (mean / 4))], 1e-15)
    (used,) = year.rows("rates")
    assert (used["date"], used["count"]) == ("2024", 4)


def test_a_period_counts_by_its_last_day_and_monthly_rates_cover_their_month(derive, stored, ecb):
    rows = [(1.0, "USD", "2024-03")]
    made = derive(amounts(stored, rows, "text"), [step("USD", currency="EUR")], ecb, rates=TABLE)
    assert made["new"] == [1.0811]
    monthly = stored(
        {
            "currency": ("text", "", ["USD", "USD"]),
            "date": ("text", "", ["2024-02", "2024-03"]),
            "rate": ("number", "", [1.07, 1.08]),
        }
    )
    days = [(1.0, "EUR", day(one)) for one in ("2024-03-15", "2024-04-07", "2024-04-08")]
    made = derive(amounts(stored, days), [step("USD")], monthly, rates=TABLE)
    assert made["new"] == [1.08, 1.08, None]


def test_rates_the_other_way_round_and_bases_in_a_column(derive, stored):
    table = stored(
        {
            "code": ("text", "", ["EUR", "EUR", "GBP", "USD", "JPY"]),
            "against": ("text", "", ["CNY", "USD", "CNY", "CNY", "CNY"]),
            "day": ("date", "", [day("2024-03-01")] * 5),
            "value": ("number", "", [7.8, 1.08, 9.1, None, -1.0]),
        }
    )
    told = {
        "currency": "code", "base_column": "against", "date": "day", "rate": "value",
        "direction": "in_base",
    }  # fmt: skip
    when = day("2024-03-01")
    rows = [(10.0, "EUR", when), (10.0, "GBP", when), (78.0, "CNY", when)]
    made = derive(amounts(stored, rows), [step("CNY")], table, rates=told)
    near(made["new"], [78.0, 91.0, 78.0], 1e-15)
    back = derive(amounts(stored, rows), [step("EUR")], table, rates=told)
    near(back["new"], [10.0, 10 * 9.1 / 7.8, 10.0], 1e-15)
    assert any(getattr(one, "code", "") == "unused_rates" for one in back.result.blocks)


def test_two_rates_for_one_day_are_refused(derive, stored):
    table = stored(
        {
            "currency": ("text", "", ["USD", "USD"]),
            "date": ("date", "", [day("2024-03-01")] * 2),
            "rate": ("number", "", [1.08, 1.09]),
        }
    )
    with pytest.raises(Refusal, match=r"two rates of USD for 2024-03-01: rows 1 and 2"):
        derive(amounts(stored, [(1.0, "USD", day("2024-03-01"))]), [step()], table, rates=TABLE)


@pytest.mark.parametrize(
    ("change", "rates", "field", "part"),
    [
        ({}, None, "rates", "needs a table"),
        ({}, {}, "rates.base", "against"),
        ({}, {"base": "XXX"}, "rates.base", "no currency code"),
        ({}, {"base": "EUR", "date": "rate_date"}, "rates.date", "no column named"),
        ({"to": "ZZZ"}, TABLE, "steps.0.to", "no currency code"),
        ({"currency": ""}, TABLE, "steps.0.currency", "in one way"),
        ({"currency_column": "amount"}, TABLE, "steps.0.currency_column", "no dates"),
    ],
)
def test_what_is_wrong_is_said_beside_it(issues, stored, ecb, change, rates, field, part):
    rows = amounts(stored, [(1.0, "USD", day("2024-03-01"))])
    found = issues(rows, [step(**change)], ecb, **({"rates": rates} if rates is not None else {}))
    assert [one for one, _said in found] == [field]
    assert part in found[0][1]


def spoken(result):
    """The paragraphs and cautions of a result."""
    texts = [str(one) for block in result.blocks for one in getattr(block, "paragraphs", ())]
    return texts, {one.code: str(one.message) for one in result.blocks if hasattr(one, "code")}


def test_rates_that_are_the_other_way_round_are_doubted(derive, stored, ecb):
    rows = [(100.0, "JPY", day("2024-03-01")), (100.0, "CNY", day("2024-03-01"))]
    right = derive(amounts(stored, rows), [step()], ecb, rates=TABLE)
    texts, cautions = spoken(right.result)
    assert "So on 2024-03-01 one EUR is worth 162.58 JPY." in texts
    assert "rates_inverted" not in cautions
    inverted = {**TABLE, "direction": "in_base"}
    wrong = derive(amounts(stored, rows), [step()], ecb, rates=inverted)
    assert "one JPY is worth 162.58 EUR" in spoken(wrong.result)[1]["rates_inverted"]
