"""Tables of flows for the tests of ``markets.gravity``."""

import numpy as np

from apps.engines.builtin.gravity.params import GravityParams
from apps.engines.builtin.gravity.runner import Runner
from apps.engines.testing import MemoryContext, MemoryTable

ROLES = {
    "flow": ["exports"], "origin": ["from"], "destination": ["to"],
    "logged": ["distance"], "indicators": ["border"],
}  # fmt: skip


def network(places=12, seed=4, periods=0, zeros=0.15, elasticity=-1.0, border=0.6):
    """Columns of flows between places in a plane, with sizes of their own; some are 0."""
    rng = np.random.default_rng(seed)
    at, size = rng.uniform(0, 1000, (places, 2)), rng.normal(0, 1, (2, places))
    names = [f"P{place:02}" for place in range(places)]
    rows = []
    for year in range(max(periods, 1)):
        for i in range(places):
            for j in range(places):
                if i == j:
                    continue
                distance = float(np.hypot(*(at[i] - at[j]))) + 5
                near = int(distance < 300)
                index = 8 + elasticity * np.log(distance) + border * near + size[0, i] + size[1, j]
                flow = np.exp(index + 0.1 * year) * rng.gamma(2, 0.5)
                flow = 0.0 if rng.random() < zeros else float(flow)
                rows.append((names[i], names[j], 2020 + year, flow, distance, near,
                             float(np.exp(size[1, j]))))  # fmt: skip
    names = ("from", "to", "year", "exports", "distance", "border", "gdp")
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}


def table(roles=ROLES, **options):
    return MemoryTable(network(**options), roles, units={"exports": "USD", "distance": "km"})


def run(root, data, **params):
    ctx = MemoryContext(root, seed=5)
    result = Runner().run(ctx, GravityParams(**params), {"data": data})
    return result, Runner().load(ctx.model_dir, {})


def effects(result, model="ppml"):
    return {line["term"]: line for line in result.summary[model]["effects"]}


def warnings(result):
    return {block.code: str(block.message) for block in result.blocks if block.kind == "warning"}
