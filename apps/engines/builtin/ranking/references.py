"""Ranges that publishers give their own indicators. They are suggested, never taken silently."""

from __future__ import annotations

import re
from dataclasses import dataclass

from apps.engines.builtin.ranking.scales import Scale


@dataclass(frozen=True)
class Published:
    """An indicator that is defined on a fixed range. ``pattern`` finds it in a column's name."""

    pattern: re.Pattern[str]
    low: float
    high: float
    source: str


def _known(pattern: str, low: float, high: float, source: str) -> Published:
    return Published(re.compile(pattern, re.IGNORECASE), low, high, source)


PUBLISHED = (
    _known(r"\blpi\b|logistics performance", 1, 5, "World Bank, Logistics Performance Index"),
    _known(
        r"\bwgi\b|rule of law|regulatory quality|government effectiveness|political stability"
        r"|control of corruption|voice and accountability",
        -2.5, 2.5, "World Bank, Worldwide Governance Indicators",
    ),
    _known(r"corruption perceptions?", 0, 100, "Transparency International, CPI"),
    _known(r"\bhdi\b|human development", 0, 1, "UNDP, Human Development Report"),
    _known(r"ease of doing business|\bb-?ready\b", 0, 100, "World Bank"),
    _known(r"global innovation index|\bgii\b", 0, 100, "WIPO, Global Innovation Index"),
    _known(r"economic freedom", 0, 100, "Heritage Foundation, Index of Economic Freedom"),
    _known(
        r"\bstri\b|services trade restrict", 0, 1, "OECD, Services Trade Restrictiveness Index"
    ),
    _known(r"product market regulation|\bpmr\b", 0, 6, "OECD, Product Market Regulation"),
    _known(
        r"power distance|uncertainty avoidance|individualism|cultural distance", 0, 100,
        "Hofstede, cultural dimensions",
    ),
)  # fmt: skip
PERCENT = {"%", "percent", "per cent", "pct"}


def suggested(name: str, unit: str) -> Scale | None:
    """A line for this column from what its publisher or its unit says, or None."""
    for one in PUBLISHED:
        if one.pattern.search(name):
            return Scale(name, one.low, one.high, source=one.source)
    if unit.strip().lower() in PERCENT:
        return Scale(name, 0.0, 100.0, source="0–100 %")
    return None
