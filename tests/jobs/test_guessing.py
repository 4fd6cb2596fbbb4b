"""Which columns a form has chosen already: rather none than a wrong one."""

import pytest

from apps.engines.contract import ColumnProfile, InputProfile, InputSlot, RoleSpec
from apps.jobs.guessing import columns_of

ANY = ("text", "date", "integer", "number")
SLOT = InputSlot(
    key="data",
    label="Data",
    roles=(
        RoleSpec(key="name", label="Name", dtypes=("text",)),
        RoleSpec(key="period", label="Period", dtypes=ANY),
        RoleSpec(key="price", label="Price"),
    ),
)


def guess(*columns):
    """Columns are names of texts, or (name, type) or (name, type, largest value)."""
    told = [(one, "text") if isinstance(one, str) else one for one in columns]
    profiles = [
        ColumnProfile(name=name, dtype=dtype, maximum=most[0] if most else None)
        for name, dtype, *most in told
    ]
    return columns_of(SLOT, InputProfile(kind="dataset", id="1", name="x", columns=profiles))


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (["Country", "Month"], {"name": ["Country"], "period": ["Month"]}),
        (["market_name", ("day", "date")], {"name": ["market_name"], "period": ["day"]}),
        ([("年份", "integer", 2024), "国家"], {"name": ["国家"], "period": ["年份"]}),
        (["name", "country", "period", "year"], {"name": ["name"], "period": ["period"]}),
        (["country", "market"], {}),  # either could be meant
        (["quarter", "year"], {}),  # each is half of a period
        ([("date", "date"), ("year", "integer", 2024)], {"period": ["date"]}),
        ([("month", "integer", 12)], {}),  # a month without its year
        ([("month", "integer", 202412)], {"period": ["month"]}),
        ([("country", "integer", 9)], {}),  # a role that takes texts
        ([("price", "number", 9), "monthly", "countryside"], {"price": ["price"]}),
        ([], {}),
    ],
)
def test_a_role_is_guessed_only_where_one_column_can_be_meant(columns, expected):
    assert guess(*columns) == expected


def test_a_column_that_another_role_is_called_is_not_taken_twice():
    roles = (RoleSpec(key="market", label="Market", dtypes=ANY),
             RoleSpec(key="name", label="Name", dtypes=ANY))  # fmt: skip
    slot = InputSlot(key="data", label="Data", roles=roles)
    column = ColumnProfile(name="market", dtype="text")
    profile = InputProfile(kind="dataset", id="1", name="x", columns=[column])
    assert columns_of(slot, profile) == {"market": ["market"]}
