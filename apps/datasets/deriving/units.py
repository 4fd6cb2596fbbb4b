"""Units that can be changed into one another: a small closed table. Imports nothing heavy.

Each is told by how many of its dimension's first unit it is. Exact by definition: the international
yard and pound (NIST Special Publication 811, 2008, appendix B), the US liquid gallon of 231 cubic
inches, the imperial gallon of 4.54609 litres, the 42-gallon barrel, the thermochemical calorie of
4.184 J, the International Table British thermal unit of 1055.05585262 J. Mu, jin and liang as the
market measures of China have been since 1959 (1 mu = 2000/3 m², 1 jin = 500 g, 1 liang = 50 g).
"""

from __future__ import annotations

from fractions import Fraction

from apps.core.messages import mark

_INCH, _POUND = Fraction("0.0254"), Fraction("0.45359237")
_GALLON = Fraction(231) * _INCH**3

DIMENSIONS: dict[str, tuple[str, dict[str, Fraction]]] = {
    "length": (
        mark("Length"),
        {
            "m": Fraction(1), "mm": Fraction(1, 1000), "cm": Fraction(1, 100),
            "km": Fraction(1000), "in": _INCH, "ft": 12 * _INCH, "yd": 36 * _INCH,
            "mi": 63_360 * _INCH, "nmi": Fraction(1852),
        },
    ),
    "mass": (
        mark("Mass"),
        {
            "kg": Fraction(1), "mg": Fraction(1, 10**6), "g": Fraction(1, 1000),
            "t": Fraction(1000), "oz": _POUND / 16, "lb": _POUND,
            "short ton": 2000 * _POUND, "long ton": 2240 * _POUND,
            "jin": Fraction(1, 2), "liang": Fraction(1, 20),
        },
    ),
    "area": (
        mark("Area"),
        {
            "m2": Fraction(1), "cm2": Fraction(1, 10**4), "ha": Fraction(10**4),
            "km2": Fraction(10**6), "ft2": (12 * _INCH) ** 2, "acre": 4840 * (36 * _INCH) ** 2,
            "mi2": (63_360 * _INCH) ** 2, "mu": Fraction(2000, 3),
        },
    ),
    "volume": (
        mark("Volume"),
        {
            "L": Fraction(1, 1000), "mL": Fraction(1, 10**6), "hL": Fraction(1, 10),
            "m3": Fraction(1), "US gal": _GALLON, "imp gal": Fraction("0.00454609"),
            "US fl oz": _GALLON / 128, "bbl": 42 * _GALLON,
        },
    ),
    "energy": (
        mark("Energy"),
        {
            "J": Fraction(1), "kJ": Fraction(1000), "MJ": Fraction(10**6),
            "GJ": Fraction(10**9), "Wh": Fraction(3600), "kWh": Fraction(3_600_000),
            "MWh": Fraction(3_600_000_000), "GWh": Fraction(3_600_000_000_000),
            "kcal": Fraction(4184), "Btu": Fraction("1055.05585262"),
        },
    ),
    "share": (
        mark("Share"),
        {
            "fraction": Fraction(1), "%": Fraction(1, 100), "per thousand": Fraction(1, 1000),
            "per 100,000": Fraction(1, 10**5), "per million": Fraction(1, 10**6),
        },
    ),
}  # fmt: skip
UNITS = tuple(unit for _label, units in DIMENSIONS.values() for unit in units)


def dimension_of(unit: str) -> str:
    """'length' for 'km'; '' for what is not in the table."""
    return next((key for key, (_, units) in DIMENSIONS.items() if unit in units), "")


def ratio(one: str, other: str) -> Fraction:
    """How many ``other`` one ``one`` is, exactly. :class:`ValueError` where they do not go
    together.
    """
    dimension = dimension_of(one)
    if not dimension or dimension != dimension_of(other):
        raise ValueError(f"{one} is not measured in {other}")
    units = DIMENSIONS[dimension][1]
    return units[one] / units[other]
