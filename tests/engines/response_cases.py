"""Markets that respond as told, for the tests of ``regression.response``."""

import numpy as np

from apps.engines.builtin.response import conduct as conducting
from apps.engines.builtin.response import frame
from apps.engines.builtin.response.params import ResponseParams
from apps.engines.builtin.response.runner import Runner
from apps.engines.testing import MemoryContext, MemoryTable

ROLES = {
    "quantity": ["units"],
    "price": ["price"],
    "promotions": ["promo"],
    "spends": ["tv"],
    "market": ["market"],
    "period": ["week"],
}
UNITS = {"price": "CNY", "units": "pcs"}


def adstock(spend, r, before):
    """A_t = (1 - r) x_t + r A_{t-1}, one row after another."""
    found, last = [], before
    for value in spend:
        last = (1 - r) * value + r * last
        found.append(last)
    return np.array(found)


def panel(rng, markets=4, weeks=60, *, elasticity=-2.0, r=0.6, k=80.0, tv=0.5, noise=0.1):
    """Constant elasticity, a promotion of +30 % (logarithm 0.3), Hill of an adstock."""
    rows = {name: [] for name in ("units", "price", "promo", "tv", "market", "week")}
    for market in range(markets):
        spend = rng.gamma(1.0, 100.0, weeks) * (rng.random(weeks) < 0.6)
        carried = adstock(spend, r, spend.mean())
        price = np.exp(rng.normal(1.0, 0.2, weeks))
        promo = (rng.random(weeks) < 0.2).astype(float)
        logs = 5 + 0.3 * market + elasticity * np.log(price) + 0.3 * promo
        logs += tv * carried / (carried + k) + noise * rng.normal(size=weeks)
        rows["units"] += np.exp(logs).tolist()
        rows["price"] += price.tolist()
        rows["promo"] += promo.tolist()
        rows["tv"] += spend.tolist()
        rows["market"] += [f"M{market:02d}"] * weeks
        rows["week"] += list(range(1, weeks + 1))
    return rows


def prices(rng, rows=80, *, elasticity=-2.0, noise=0.2):
    """One market, prices set at random."""
    price = np.exp(rng.normal(3.0, 0.25, rows))
    units = np.exp(9 + elasticity * np.log(price) + noise * rng.normal(size=rows))
    return {"units": units.tolist(), "price": price.tolist()}


SIMPLE = {"quantity": ["units"], "price": ["price"]}


def run(root, data, roles=ROLES, **params):
    """(result, predictor)."""
    ctx = MemoryContext(root, seed=5)
    table = data if isinstance(data, MemoryTable) else MemoryTable(data, roles, units=UNITS)
    result = Runner().run(ctx, ResponseParams(**params), {"data": table})
    return result, Runner().load(ctx.model_dir, {})


def conduct(root, data, roles=ROLES, **params):
    """The study alone, without words."""
    ctx, chosen = MemoryContext(root), ResponseParams(**params)
    return conducting.conduct(ctx, frame.read(ctx, MemoryTable(data, roles), chosen), chosen)
