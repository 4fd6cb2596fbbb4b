"""Tables for the tests of ``effects.release``."""

import numpy as np

from apps.engines.builtin.release_effect.params import ReleaseParams
from apps.engines.builtin.release_effect.runner import Runner
from apps.engines.testing import MemoryContext, MemoryTable

ROLES = {"period": ["month"], "market": ["market"], "value": ["complaints"]}
NAMES = ("JPN", "DEU", "FRA", "BRA", "IDN", "MEX", "THA", "VNM")


def month(number):
    return f"{2024 + number // 12}-{number % 12 + 1:02d}"


def columns(markets=6, months=24, *, level=60.0, effect=-0.4, start=12, released=3, seed=1, cv=0.1):
    """Counts of complaints; the first markets have the release, two months after one another."""
    rng = np.random.default_rng(seed)
    common = 0.1 * rng.normal(size=months)
    found = {"market": [], "month": [], "complaints": [], "release": []}
    for place in range(markets):
        first = start + 2 * place if place < released else None
        for number in range(months):
            after = first is not None and number >= first
            mean = level * (1 + 0.4 * place) * np.exp(common[number] + effect * after)
            found["market"].append(NAMES[place])
            found["month"].append(month(number))
            found["complaints"].append(float(rng.poisson(mean * np.exp(cv * rng.normal()))))
            found["release"].append(month(first) if first is not None else None)
    return found


def table(roles=None, **options):
    return MemoryTable(columns(**options), {**ROLES, "release": ["release"], **(roles or {})})


def single(months=36, start=24, seed=2, level=80.0, effect=-0.5):
    """One market without anything to compare with."""
    data = columns(1, months, level=level, effect=effect, start=start, released=1, seed=seed)
    return MemoryTable(data, {"period": ["month"], "value": ["complaints"]})


def records(seed=3, months=20, start=12):
    """A row for each record with its date and topic; complaints about batteries fall by half."""
    rng = np.random.default_rng(seed)
    found = {"day": [], "land": [], "topic": []}
    for land, level in (("JPN", 60), ("DEU", 40), ("FRA", 50)):
        for number in range(months):
            share = 0.3 * (0.5 if land == "JPN" and number >= start else 1.0)
            days = rng.integers(1, 29, size=rng.poisson(level))
            for day in [1, *days.tolist(), 28]:
                found["day"].append(f"{month(number)}-{day:02d}")
                found["land"].append(land)
                found["topic"].append("battery" if rng.random() < share else "other")
    return MemoryTable(found, {"period": ["day"], "market": ["land"], "topic": ["topic"]})


def run(root, data, **params):
    return Runner().run(MemoryContext(root), ReleaseParams(**params), {"data": data})
