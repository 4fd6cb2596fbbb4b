"""The table of a forecast and what can be told before anything runs. Imports nothing heavy."""

from __future__ import annotations

from apps.core.messages import mark
from apps.engines.builtin.series_slots import PERIODS
from apps.engines.contract import InputSlot, RoleSpec

ROLES = (
    RoleSpec(
        key="period",
        label=mark("Period"),
        help=mark("E.g. 2024, 2024-Q1, 2024-03, 2024-W05 or a date; all of one length."),
        dtypes=PERIODS,
    ),
    RoleSpec(key="value", label=mark("Value"), help=mark("What was counted, e.g. units sold.")),
    RoleSpec(
        key="market",
        label=mark("Market"),
        help=mark("Where there are several. Each is forecast from its own past."),
        minimum=0,
        dtypes=("text", "integer"),
    ),
)
DATA = InputSlot(key="data", label=mark("Data"), roles=ROLES)
