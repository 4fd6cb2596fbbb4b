"""What is known of a territory as such: people, output, literacy and languages, with its source."""

from __future__ import annotations

from dataclasses import dataclass

from apps.reference.store import load

YEAR = 2025  # CLDR 48 was published in October 2025


@dataclass(frozen=True)
class SpokenLanguage:
    """``share`` is the part of the population that uses it, 0 to 1; shares may add up to over 1."""

    code: str
    share: float
    official: bool


@dataclass(frozen=True)
class Territory:
    """``gdp`` in international dollars (purchasing power parity); ``literacy`` 0 to 1.

    A figure that the source does not have is None, never 0.
    """

    iso3: str
    population: int | None
    gdp: int | None
    literacy: float | None
    languages: tuple[SpokenLanguage, ...]

    @property
    def gdp_per_person(self) -> float | None:
        return self.gdp / self.population if self.gdp and self.population else None


def source() -> str:
    """The source as it is cited, with its version."""
    return f"Unicode CLDR {load('territories')['source']['version']}"


def get(iso3: str) -> Territory | None:
    """The facts of an alpha-3 code, or None where it is not of ISO 3166-1."""
    row = load("territories")["territories"].get(iso3)
    if row is None:
        return None
    spoken = (
        SpokenLanguage(code, share / 100, bool(status)) for code, share, status in row["languages"]
    )
    return Territory(
        iso3=iso3,
        population=row["population"] or None,
        gdp=row["gdp"] or None,
        literacy=row["literacy"] / 100 if row["literacy"] else None,
        languages=tuple(spoken),
    )


def all_territories() -> list[Territory]:
    """Every territory, in order of alpha-3 code."""
    return [found for iso3 in sorted(load("territories")["territories"]) if (found := get(iso3))]
