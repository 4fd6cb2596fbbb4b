"""Tables of choices for the tests of ``markets.choice``."""

import numpy as np

from apps.engines.builtin.choice.params import ChoiceParams
from apps.engines.builtin.choice.runner import Runner
from apps.engines.testing import MemoryContext, MemoryTable

BRANDS = ("Alpha", "Beta", "Gamma")
ROLES = {
    "situation": ["task"], "alternative": ["brand"], "chosen": ["chosen"], "price": ["price"],
    "attributes": ["memory"],
}  # fmt: skip


def columns(situations=150, seed=2, beta=(-0.08, 0.5), constants=(0.4, 0.2, 0.0), people=30):
    """Choices among three brands drawn from a conditional logit."""
    rng = np.random.default_rng(seed)
    rows = []
    for task in range(situations):
        price, memory = rng.uniform(20, 60, 3), rng.choice([1.0, 2.0, 4.0], 3)
        utility = np.array(constants) + beta[0] * price + beta[1] * memory
        chosen = int(np.argmax(utility + rng.gumbel(size=3)))
        for k, brand in enumerate(BRANDS):
            rows.append((f"T{task:04}", brand, int(k == chosen), float(price[k]),
                         float(memory[k]), f"R{task % people:02}", float(task % 7)))  # fmt: skip
    names = ("task", "brand", "chosen", "price", "memory", "person", "income")
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}


def table(roles=ROLES, **options):
    return MemoryTable(columns(**options), roles, units={"price": "USD"})


def run(root, data, **params):
    return Runner().run(MemoryContext(root, seed=5), ChoiceParams(**params), {"data": data})


def coefficients(result):
    return {line["term"]: line for line in result.summary["coefficients"]}


def warnings(result):
    return {block.code: str(block.message) for block in result.blocks if block.kind == "warning"}
