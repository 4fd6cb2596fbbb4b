"""Hartigan's dip: how far a sample is from any distribution with a single peak.

Hartigan and Hartigan (1985), The dip test of unimodality; the algorithm is Hartigan's (1985),
AS 217, with the corrections of Mächler's ``diptest``. Of all distributions with one peak the
uniform one has the largest dips, so its quantiles make a test that is safe for the others.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# √n · dip of n uniform values: quantiles at LEVELS for SIZES, from 20,000 samples
# each, 10,000 from 256 values on
LEVELS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999)
SIZES = (8, 16, 32, 64, 128, 256, 512, 1000)
QUANTILES: tuple[tuple[float, ...], ...] = (
    (0.1768, 0.3143, 0.3556, 0.4030, 0.4357, 0.4702, 0.4902, 0.5087, 0.5451),
    (0.1477, 0.3250, 0.3892, 0.4296, 0.4625, 0.5033, 0.5334, 0.5586, 0.6037),
    (0.1754, 0.3388, 0.4080, 0.4487, 0.4860, 0.5307, 0.5613, 0.5890, 0.6411),
    (0.1749, 0.3484, 0.4198, 0.4612, 0.5003, 0.5454, 0.5772, 0.6051, 0.6646),
    (0.1826, 0.3573, 0.4296, 0.4735, 0.5116, 0.5610, 0.5925, 0.6160, 0.6807),
    (0.1998, 0.3626, 0.4385, 0.4817, 0.5242, 0.5723, 0.6046, 0.6441, 0.7299),
    (0.1910, 0.3699, 0.4462, 0.4900, 0.5329, 0.5854, 0.6183, 0.6489, 0.7063),
    (0.1939, 0.3709, 0.4467, 0.4960, 0.5359, 0.5867, 0.6151, 0.6434, 0.7276),
)  # fmt: skip


def dip(values: Floats) -> float:
    """The dip of a sample, between 1/(2n) and 1/4."""
    x = np.sort(np.asarray(values, dtype=np.float64)).tolist()
    n = len(x)
    if n < 2 or x[0] == x[-1]:
        return 0.5 / max(n, 1)
    return _widest(x, _convex(x), _concave(x)) / (2 * n)


def p_value(values: Floats) -> float:
    """Probability that a uniform sample of this size dips as deeply; 0.0005 is the smallest."""
    n = len(values)
    if n < SIZES[0]:
        return 1.0
    found = float(np.sqrt(n)) * dip(values)
    table = np.array(QUANTILES)
    place = np.clip(np.log(n), np.log(SIZES[0]), np.log(SIZES[-1]))
    edges = [float(np.interp(place, np.log(SIZES), column)) for column in table.T]
    return max(1.0 - float(np.interp(found, edges, LEVELS)), 0.0005)


def _convex(x: list[float]) -> list[int]:
    """For each place the one before it on the greatest convex minorant of the places so far."""
    before = [0] * len(x)
    for j in range(1, len(x)):
        before[j] = j - 1
        while True:
            a = before[j]
            b = before[a]
            if a == 0 or (x[j] - x[a]) * (a - b) < (x[a] - x[b]) * (j - a):
                break
            before[j] = b
    return before


def _concave(x: list[float]) -> list[int]:
    """For each place the one after it on the least concave majorant of the places from there."""
    last = len(x) - 1
    after = [last] * len(x)
    for k in range(last - 1, -1, -1):
        after[k] = k + 1
        while True:
            a = after[k]
            b = after[a]
            if a == last or (x[k] - x[a]) * (a - b) < (x[a] - x[b]) * (k - a):
                break
            after[k] = b
    return after


def _widest(x: list[float], before: list[int], after: list[int]) -> float:
    """2n times the dip: the modal interval shrinks until no distance inside it is larger."""
    low, high, found = 0, len(x) - 1, 1.0
    while True:
        lower, upper = _chain(before, high, low), _chain(after, low, high)
        distance, at_low, at_high = _apart(x, lower, upper)
        if distance < found:
            return found
        found = max(
            found,
            *(_under(x, end, start) for end, start in _steps(lower[at_low:])),
            *(_over(x, start, end) for start, end in _steps(upper[at_high:])),
            0.0,
        )
        if (low, high) == (lower[at_low], upper[at_high]):
            return found
        low, high = lower[at_low], upper[at_high]


def _chain(step: list[int], start: int, end: int) -> list[int]:
    found = [start]
    while found[-1] != end:
        found.append(step[found[-1]])
    return found


def _steps(places: list[int]) -> list[tuple[int, int]]:
    return list(pairwise(places))


def _apart(x: list[float], lower: list[int], upper: list[int]) -> tuple[float, int, int]:
    """Largest distance between minorant (from the right) and majorant (from the left), and where
    the modal interval begins and ends then.
    """
    if len(lower) == 2 and len(upper) == 2:
        return 1.0, 1, 1
    most, at_low, at_high = 0.0, len(lower) - 1, len(upper) - 1
    i, j = len(lower) - 2, 1
    while True:
        low, high = lower[i], upper[j]
        if low > high:
            start = lower[i + 1]
            slope = (low - start) / (x[low] - x[start])
            distance = (high - start + 1) - (x[high] - x[start]) * slope
            j += 1
            if distance >= most:
                most, at_low, at_high = distance, i + 1, j - 1
        else:
            start = upper[j - 1]
            slope = (high - start) / (x[high] - x[start])
            distance = (x[low] - x[start]) * slope - (low - start - 1)
            i -= 1
            if distance >= most:
                most, at_low, at_high = distance, i + 1, j
        i, j = max(i, 0), min(j, len(upper) - 1)
        if lower[i] == upper[j]:
            return most, at_low, at_high


def _under(x: list[float], end: int, start: int) -> float:
    """Largest distance of the sample above a segment of the minorant."""
    if end - start <= 1 or x[end] == x[start]:
        return 1.0
    slope = (end - start) / (x[end] - x[start])
    return max(1.0, *((k - start + 1) - (x[k] - x[start]) * slope for k in range(start, end + 1)))


def _over(x: list[float], start: int, end: int) -> float:
    """Largest distance of the sample below a segment of the majorant."""
    if end - start <= 1 or x[end] == x[start]:
        return 1.0
    slope = (end - start) / (x[end] - x[start])
    return max(1.0, *((x[k] - x[start]) * slope - (k - start - 1) for k in range(start, end + 1)))
