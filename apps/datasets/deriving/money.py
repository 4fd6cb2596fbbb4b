"""Amounts in another currency, by a table of dated rates. In a job's child."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from apps.datasets.deriving.gaps import CODE, DATE, FINE, LARGE, MISSING, RATE, Gaps
from apps.datasets.deriving.rates import (
    Lacking,
    Leg,
    Rates,
    Used,
    around,
    as_code,
    day_texts,
    span,
)
from apps.datasets.deriving.steps import CurrencyStep
from apps.datasets.deriving.work import Floats, Work, numbers, told

MOST_KNOWN = 200_000  # pairs of currency and date


@dataclass
class Ledger:
    """The rates that were used and how many rows took them; what was lacking, by currency and
    date.
    """

    used: Used = field(default_factory=Counter)
    lacking: Lacking = field(default_factory=Counter)


class _Found:
    """Factors for (currency, date), each looked up once."""

    def __init__(self, rates: Rates | None, step: CurrencyStep) -> None:
        self.rates, self.step = rates, step
        self.known: dict[tuple[str, str], tuple[float, int, list[Leg], list[str]]] = {}

    def of(self, code: str, date: str) -> tuple[float, int, list[Leg], list[str]]:
        key = (code, date)
        if len(self.known) > MOST_KNOWN:
            self.known.clear()
        if key not in self.known:
            self.known[key] = self._look(code, date)
        return self.known[key]

    def _look(self, text: str, date: str) -> tuple[float, int, list[Leg], list[str]]:
        code, step = as_code(text), self.step
        if not code:
            return np.nan, CODE, [], []
        if code == step.to:
            return 1.0, FINE, [], []
        days = span(date) if date else None
        if days is not None and step.rule != "last":
            days = around(days, step.rule)
        if days is None:
            return np.nan, DATE, [], []
        found = self.rates.between(code, step.to, days, step) if self.rates else [code]
        if isinstance(found, list):
            return np.nan, RATE, [], found
        return found[0], FINE, found[1], []


def convert(
    work: Work,
    step: CurrencyStep,
    rates: Rates | None,
    gaps: Gaps,
    ledger: Ledger,
    check: Callable[[], None],
) -> Floats:
    """(rows,) amounts in ``step.to``; what has no rate stays empty and is entered in ``ledger``."""
    import polars as pl  # heavy: in the child only

    codes = [step.currency_column] if step.currency_column else []
    names, found, out = [step.column, *codes, step.date], _Found(rates, step), work.empty()
    for start, frame in work.frames(names):
        check()
        values = numbers(frame, step.column)
        code = frame[codes[0]].cast(pl.String).fill_null("") if codes else pl.Series(
            [step.currency]
        ).new_from_index(0, len(frame))  # fmt: skip
        keys = pl.DataFrame(
            {"code": code, "date": day_texts(frame, step.date), "there": np.isfinite(values)}
        )
        pairs = keys.group_by("code", "date", maintain_order=True).agg(pl.col("there").sum())
        looked = [found.of(one, date) for one, date, _there in pairs.iter_rows()]
        for (_code, date, there), (_factor, _why, legs, lacking) in zip(
            pairs.iter_rows(), looked, strict=True
        ):
            if there:
                ledger.used.update(dict.fromkeys(legs, there))
                ledger.lacking.update({(one, date): there for one in lacking})
        pairs = pairs.select("code", "date").with_columns(
            pl.Series("factor", [one[0] for one in looked], dtype=pl.Float64),
            pl.Series("why", [one[1] for one in looked], dtype=pl.Int8),
        )
        rows = keys.join(pairs, on=["code", "date"], how="left", maintain_order="left")
        why = np.where(np.isfinite(values), rows["why"].to_numpy(), MISSING).astype(np.int8)
        with np.errstate(all="ignore"):
            amounts = values * rows["factor"].to_numpy()
        bad = (why == FINE) & ~np.isfinite(amounts)
        why[bad] = LARGE
        out[start : start + len(frame)] = np.where(why == FINE, amounts, np.nan)
        gaps.add(why, start, lambda place, frame=frame: told(frame, names, place))
    return out
