"""How figures are written in equations."""

import pytest

from apps.engines.figures import text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1.175115, "1.175115"),
        (-12.5, "−12.500000"),
        (0.0, "0.000000"),
        (1.25e-6, "1.25 × 10⁻⁶"),
        (-3.5e-9, "−3.5 × 10⁻⁹"),
        (2.5e8, "2.5 × 10⁸"),
        (1234567.0, "1234567"),
    ],
)
def test_no_e_in_a_coefficient(value, shown):
    assert text(value) == shown
