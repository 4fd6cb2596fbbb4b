"""Rows that are pasted for a prediction: found by name, and never one cell further on."""

from __future__ import annotations

import pytest

from apps.modelhub.domain.rows import RowsRefused, from_text

NAMES = ["price", "income"]


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("price,income\n1,5,30", 2, 3),
        ("price,income\n1,2\n1,234,30", 3, 3),
        ("market,price,income\nFrance,1,5,30", 2, 4),
    ],
)
def test_cells_beyond_the_header_are_refused_with_what_to_do(text, line, found):
    with pytest.raises(RowsRefused, match=f"Line {line} has {found} cells .* semicolons"):
        from_text(text, NAMES)


@pytest.mark.parametrize(
    "text",
    ['price,income\n"1,5",30', "price;income\n1,5;30", "price\tincome\n1,5\t30\t\t", "1,5;30"],
)
def test_a_decimal_comma_that_can_be_told_is_one(text):
    assert [{name: row[name] for name in NAMES} for row in from_text(text, NAMES)] == [
        {"price": "1.5", "income": "30"}
    ]
