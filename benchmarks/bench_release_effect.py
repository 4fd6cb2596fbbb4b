"""The effect of a release: do the intervals hold the effects that were planted?

    python -m benchmarks bench_release_effect

``RELEASE_STATE`` names a JSON file in which finished replications are kept and to which the next
run adds; ``RELEASE_REPLICATIONS`` (1,000) is how many there are to be of each design in all, and
``RELEASE_SECONDS`` how long one run may simulate.
"""

from __future__ import annotations

import json
import math
import os
import statistics
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

TITLE = "Effect of a release"
EFFECT = -0.35  # of the logarithm: 30 % fewer
CONFIDENCE = 0.95
NOTE = (
    "Counts are Poisson draws around a mean with lognormal shocks (scatter: their standard"
    " deviation) that follow each other from period to period (carried: their correlation), so"
    " errors are not the first-order process of a textbook. One series: a trend of 1 % a month, a"
    " yearly wave of 20 %, a step of -30 %. Compared: levels that differ by market (standard"
    " deviation 0.7 of the logarithm), common monthly shocks of 15 % with a trend, releases three"
    " months after one another where staggered; the truth is total expected with the release over"
    " total expected without it, in the released markets; 'one of' markets: in the first of them,"
    " on its own. 'Any shape' is told of the same step. 'Uneven' markets differ in their scatter"
    " (lognormal, 0.5), 'differ' in their effect (standard deviation 0.2). Exact binomial intervals"
    " (95 %). An interval without zero is a false alarm where no effect was planted, and what was"
    " to be found elsewhere."
)


@dataclass(frozen=True)
class Design:
    """``released`` 0 is a single series with its own past, whose effect has a ``shape``. ``alone``
    asks for the effect in the first market instead of that over all.
    """

    name: str
    markets: int = 1
    released: int = 0
    periods: int = 48
    before: int = 24
    mean: float = 40.0
    scatter: float = 0.2
    carried: float = 0.3
    effect: float = EFFECT
    wave: float = 0.2
    staggered: bool = True
    uneven: bool = False
    differ: float = 0.0
    shape: Literal["level", "any"] = "level"
    alone: bool = False


DESIGNS = (
    Design("one series, 24 + 24 months"),
    Design("one series, no effect", effect=0.0),
    Design("one series, strongly carried", carried=0.6),
    Design("one series, independent counts", scatter=0.0, carried=0.0),
    Design("one series, 12 + 12 months", periods=24, before=12),
    Design("one series, 60 + 36 months", periods=96, before=60, carried=0.5),
    Design("one series, 3 a month", mean=3.0, scatter=0.3),
    Design("one series, 400 a month", mean=400.0),
    Design("6 markets, 3 released", 6, 3, 24, 12, 30.0),
    Design("6 markets, no effect", 6, 3, 24, 12, 30.0, effect=0.0),
    Design("6 markets, uneven", 6, 3, 24, 12, 30.0, uneven=True),
    Design("6 markets, effects differ", 6, 3, 24, 12, 30.0, differ=0.2),
    Design("3 markets, 1 released", 3, 1, 24, 12, 30.0),
    Design("4 markets, 2 released at once, 6 + 6", 4, 2, 12, 6, 30.0, staggered=False),
    Design("20 markets, 10 released, carried", 20, 10, 24, 12, 30.0, carried=0.5),
    Design("6 markets, 3 a month", 6, 3, 24, 12, 3.0, scatter=0.3),
    Design("6 markets, 300 a month, uneven", 6, 3, 24, 12, 300.0, uneven=True),
    Design("6 markets, independent counts", 6, 3, 24, 12, 30.0, scatter=0.0, carried=0.0),
    Design("one series, 24 + 24 months, any shape", shape="any"),
    Design(
        "one series, 12 + 12 months, any shape, no season",
        periods=24, before=12, shape="any", wave=0.0,
    ),
    Design("one series, strongly carried, any shape", carried=0.6, shape="any"),
    Design("one series, 10 + 10 months", periods=20, before=10),
    Design("one of 6 markets", 6, 3, 24, 12, 30.0, alone=True),
    Design("one of 6 markets, effects differ", 6, 3, 24, 12, 30.0, differ=0.2, alone=True),
    Design("one of 6 markets, uneven", 6, 3, 24, 12, 30.0, uneven=True, alone=True),
    Design("one of 6 markets, 3 a month", 6, 3, 24, 12, 3.0, scatter=0.3, alone=True),
    Design("one of 20 markets, carried", 20, 10, 24, 12, 30.0, carried=0.5, alone=True),
)  # fmt: skip
# Before the release there is no telling a season from a trend: the page warns of it, and intervals
# do not hold.
SEASON_UNKNOWN = Design(
    "one series, 12 + 12 months, any shape, season", periods=24, before=12, shape="any"
)
SIMULATED = (*DESIGNS, SEASON_UNKNOWN)


def main() -> str:
    """The section's text: a table of designs."""
    state = simulate()
    lines = [
        "| design | replications | coverage | 95 % interval | truth below | above | median width"
        " (log) | interval without zero | refused |",
        "| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for design in SIMULATED:
        if design.name in state:
            lines.append(row(design.name, state[design.name]))
    return "\n".join([f"**Planted effects, nominal {CONFIDENCE:.0%}**", "", *lines, "", NOTE])


def row(name: str, cell: dict[str, Any]) -> str:
    from scipy.stats import beta

    count, held = cell["count"], cell["count"] - cell["below"] - cell["above"]
    low = float(beta.ppf(0.025, held, count - held + 1)) if held else 0.0
    high = float(beta.ppf(0.975, held + 1, count - held)) if held < count else 1.0
    parts = [
        name, f"{count:,}", f"{held / count:.1%}", f"{low:.1%} to {high:.1%}",
        f"{cell['below'] / count:.1%}", f"{cell['above'] / count:.1%}",
        f"{statistics.median(cell['widths']):.2f}", f"{cell['shown'] / count:.0%}",
        f"{cell['refused']:,}",
    ]  # fmt: skip
    return f"| {' | '.join(parts)} |"


def simulate() -> dict[str, dict[str, Any]]:
    """State by design; each round adds some replications to every one."""
    path = os.environ.get("RELEASE_STATE", "")
    state: dict[str, dict[str, Any]] = {}
    if path and Path(path).exists():
        state = json.loads(Path(path).read_text(encoding="utf-8"))
    wanted = int(os.environ.get("RELEASE_REPLICATIONS", "1000"))
    until = time.monotonic() + float(os.environ.get("RELEASE_SECONDS", "inf"))
    for last in range(20, wanted + 20, 20):
        for design in SIMULATED:
            cell = state.setdefault(design.name, empty())
            while cell["count"] + cell["refused"] < min(last, wanted):
                if time.monotonic() > until:
                    break
                add(cell, design, cell["count"] + cell["refused"])
        if path:
            Path(path).write_text(json.dumps(state), encoding="utf-8")
        if time.monotonic() > until:
            break
    return {name: cell for name, cell in state.items() if cell["count"]}


def empty() -> dict[str, Any]:
    return {"count": 0, "refused": 0, "below": 0, "above": 0, "shown": 0, "widths": []}


def add(cell: dict[str, Any], design: Design, number: int) -> None:
    """One replication: what the engine's estimate says of a drawn world."""
    found = replicate(design, number)
    if found is None:
        cell["refused"] += 1
        return
    low, high, truth = found
    cell["count"] += 1
    cell["below"] += int(truth < low)
    cell["above"] += int(truth > high)
    cell["shown"] += int(low > 0 or high < 0)
    cell["widths"].append(min(high - low, 99.0))


def replicate(design: Design, number: int) -> tuple[float, float, float] | None:
    """Interval and truth; None where the engine tells no effect."""
    import numpy as np

    from apps.engines.builtin.release_effect import ways
    from apps.engines.builtin.release_effect.inference import imputed
    from apps.engines.builtin.release_effect.params import ReleaseParams

    seed = [sum(map(ord, design.name)), number]
    panel, truth = world(design, np.random.default_rng(seed))
    if design.released:
        compared = ways.compare(panel, panel.cells, panel.kept)
        if compared is None:
            return None
        asked = compared.of(0) if design.alone else compared.asked
        effect = imputed(compared.fitted, asked, CONFIDENCE)
    else:
        series = ways.alone(panel, panel.cells, ReleaseParams())
        found = series.effect(design.shape) if series is not None else None
        if found is None:
            return None
        effect = found
    return effect.low, effect.high, truth


def world(design: Design, rng: Any) -> tuple[Any, float]:
    """A panel as the engine reads it, and the logarithm of the true ratio."""
    import numpy as np

    from apps.engines.builtin.release_effect.glm import Family
    from apps.engines.builtin.release_effect.inference import Cells
    from apps.engines.builtin.release_effect.panel import NEVER, Panel
    from apps.engines.periods import Timeline

    n, time_ = design.periods, np.arange(design.periods)
    single = not design.released
    common = 0.01 * time_ + (
        design.wave * np.sin(2 * np.pi * time_ / 12) if single else 0.15 * carried(rng, n, 0.6)
    )
    counts, posts, releases, above, below = [], [], [], 0.0, 0.0
    for market in range(design.markets):
        first = design.before + (3 * (market % 3) if design.staggered and not single else 0)
        releases.append(first if single or market < design.released else NEVER)
        post = time_ >= releases[-1]
        level = math.log(design.mean) + (0.0 if single else 0.7 * rng.normal())
        scatter = design.scatter * (math.exp(0.5 * rng.normal()) if design.uneven else 1.0)
        effect = design.effect + design.differ * rng.normal()
        shocks = scatter * carried(rng, n, design.carried) - scatter**2 / 2
        counts.append(rng.poisson(np.exp(level + common + shocks + effect * post)).astype(float))
        posts.append(post)
        if not design.alone or market == 0:
            above += float(np.exp(level + common + effect)[post].sum())
            below += float(np.exp(level + common)[post].sum())
    cells = Cells(
        Family(True), np.concatenate(counts), np.ones(n * design.markets),
        np.repeat(np.arange(design.markets), n), np.tile(time_, design.markets),
        np.concatenate(posts),
    )  # fmt: skip
    panel = Panel(
        cells=cells, markets=[str(one) for one in range(design.markets)],
        line=Timeline("month", 1, 24288, []), release=np.array(releases), within=[],
        kept=np.ones(len(cells), bool), value="y", unit="", counted=False, shared=False,
        rows=len(cells),
    )  # fmt: skip
    return panel, math.log(above / below)


def carried(rng: Any, n: int, rho: float) -> Any:
    """(n,) of variance one, each with the correlation to the next."""
    import numpy as np

    found = np.empty(n)
    found[0] = rng.normal()
    for place in range(1, n):
        found[place] = rho * found[place - 1] + math.sqrt(1 - rho**2) * rng.normal()
    return found
