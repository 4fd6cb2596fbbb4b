"""Series for the tests of ``markets.forecast`` and ``markets.adoption``."""

import numpy as np

# Sales of new durables in the United States in thousands, as Bass (1969) and Srinivasan and Mason
# (1986) use them. That they are the published ones is told by the estimates that they give.
ROOM_AIR_CONDITIONERS = (
    96, 195, 238, 380, 1045, 1230, 1267, 1828, 1586, 1673, 1800, 1580, 1500,
)  # 1949-1961  # fmt: skip
COLOUR_TELEVISIONS = (747, 1480, 2646, 5118, 5777, 5982, 5962, 4631)  # 1963-1970
# Video recorders in thousands, 1980-1989: Cowpertwait and Metcalfe (2009), Introductory Time Series
# with R, section 3.3.
VIDEO_RECORDERS = (840, 1470, 2110, 4000, 7590, 10950, 10530, 9470, 7790, 5890)
# Australian beer in megalitres by quarters from 1992: Hyndman and Athanasopoulos (2018),
# Forecasting: principles and practice, 2nd edition, section 3.4.
BEER = (
    443, 410, 420, 532, 433, 421, 410, 512, 449, 381, 423, 531, 426, 408, 416, 520, 409, 398, 398,
    507, 432, 398, 406, 526, 428, 397, 403, 517, 435, 383, 424, 521, 421, 402, 414, 500, 451, 380,
    416, 492, 428, 408, 406, 506, 435, 380, 421, 490, 435, 390, 412, 454, 416, 403, 408, 482, 438,
    386, 405, 491, 427, 383, 394, 473, 420, 390, 410, 488, 415, 398, 419, 488, 414, 374,
)  # fmt: skip


def quarters(markets=("",), count=40, seed=1, start=2010):
    """A level, a trend, a season of four and noise for each market, as columns of a table."""
    rng = np.random.default_rng(seed)
    found = {"market": [], "quarter": [], "demand": []}
    for number, market in enumerate(markets, start=1):
        time = np.arange(count)
        values = 100 * number + time + 8 * np.sin(time * np.pi / 2) + rng.normal(size=count) * 3
        found["market"] += [market] * count
        found["quarter"] += [f"Q{place % 4 + 1} {start + place // 4}" for place in range(count)]
        found["demand"] += [float(v) for v in values]
    return found


def durables():
    """Two durables as markets of one table."""
    series = {"air conditioners": (1949, ROOM_AIR_CONDITIONERS), "televisions":
              (1963, COLOUR_TELEVISIONS)}  # fmt: skip
    return {
        "market": [name for name, (_, values) in series.items() for _ in values],
        "year": [
            str(first + place) for first, values in series.values() for place in range(len(values))
        ],
        "sales": [float(v) for _, values in series.values() for v in values],
    }
