"""How near a text is to what was learned of the intents: Mahalanobis distance to their centres.

Lee et al. (2018), A simple unified framework for detecting out-of-distribution samples; for
intents Podolskiy et al. (2021), Revisiting Mahalanobis distance for transformer-based
out-of-domain detection. The covariance is common to all intents and shrunk (Ledoit and Wolf 2004).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from sklearn.covariance import ledoit_wolf

TOGETHER = 4096  # rows that are compared with the centres at once
LEAST_VARIANCE = 1e-6


@dataclass(frozen=True)
class Centres:
    """``whitening`` (width, width) makes what is inside an intent vary evenly; ``centres``
    (intents, width) lie in that space.
    """

    whitening: np.ndarray
    centres: np.ndarray

    def nearness(self, values: np.ndarray) -> np.ndarray:
        """(n,) the squared distance of ``values`` (n, width) to the nearest centre, negative."""
        found = np.empty(len(values))
        own = (self.centres**2).sum(axis=1)
        for start in range(0, len(values), TOGETHER):
            rows = values[start : start + TOGETHER] @ self.whitening
            apart = own - 2 * rows @ self.centres.T + (rows**2).sum(axis=1, keepdims=True)
            found[start : start + TOGETHER] = -apart.min(axis=1)
        return found

    def arrays(self) -> dict[str, np.ndarray]:
        """What has to be saved."""
        return {"whitening": self.whitening, "centres": self.centres}


def restored(arrays: Mapping[str, np.ndarray]) -> Centres:
    """The centres that :meth:`Centres.arrays` gave."""
    return Centres(arrays["whitening"], arrays["centres"])


def measured(values: np.ndarray, labels: np.ndarray, intents: int) -> Centres:
    """Centres and common spread of the rows to learn from: (n, width) and (n,)."""
    rows = values.astype(np.float64)
    means = np.stack([rows[labels == intent].mean(axis=0) for intent in range(intents)])
    spread, _ = ledoit_wolf(rows - means[labels], assume_centered=True)
    spread += LEAST_VARIANCE * max(float(np.trace(spread)) / len(spread), 1.0) * np.eye(len(spread))
    whitening = np.linalg.cholesky(np.linalg.inv(spread))
    # As they are saved, so that the saved model says the same.
    return Centres(
        np.ascontiguousarray(whitening, dtype=np.float32),
        np.ascontiguousarray(means @ whitening, dtype=np.float32),
    )
