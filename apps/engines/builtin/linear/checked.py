"""The checks of a fit for machines: full precision, null for what is unknown."""

from __future__ import annotations

from typing import Any

from apps.engines import lights as shared
from apps.engines.builtin.linear import lights
from apps.engines.builtin.linear.diagnostics import Diagnostics
from apps.engines.builtin.linear.estimate import Estimate
from apps.engines.builtin.linear.fit import Fit
from apps.engines.builtin.linear.shape import Spread
from apps.engines.figures import finite


def summary(estimate: Estimate, fit: Fit, found: Diagnostics, place: int) -> dict[str, Any]:
    """What was found of one target, by the names of the tests."""
    one = found.checks.targets[place]
    reset, serial, normal = one.reset, one.serial, one.normal
    return {
        "reset": finite(reset.f) if reset else None,
        "reset_p": finite(reset.p) if reset else None,
        "reset_df": [reset.above, reset.below] if reset else None,
        **_spread("white", one.white),
        **_spread("white_short", one.white_short),
        "durbin_watson": finite(serial.d) if serial else None,
        "durbin_watson_p": finite(serial.p) if serial else None,
        "jarque_bera": finite(normal.statistic) if normal else None,
        "jarque_bera_p": finite(normal.p) if normal else None,
        "skewness": finite(normal.skewness) if normal else None,
        "kurtosis": finite(normal.kurtosis) if normal else None,
        "dfbetas": [
            {"term": fit.terms[unknown] or None, "value": finite(size)}
            for _row, unknown, size in one.moved  # which row it is, only the table of rows tells
        ],
        "lights": shared.summary(lights.lights_of(estimate, fit, found, place, {})),
    }


def _spread(name: str, test: Spread | None) -> dict[str, Any]:
    return {
        name: finite(test.statistic) if test else None,
        f"{name}_p": finite(test.p) if test else None,
        f"{name}_df": test.df if test else None,
    }
