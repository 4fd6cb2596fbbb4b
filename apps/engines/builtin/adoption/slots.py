"""The table of an adoption and what can be told before anything runs. Imports nothing heavy."""

from __future__ import annotations

from apps.core.messages import mark
from apps.engines.builtin.series_slots import PERIODS
from apps.engines.contract import InputSlot, RoleSpec

DATA = InputSlot(
    key="data",
    label=mark("Data"),
    roles=(
        RoleSpec(
            key="period",
            label=mark("Period"),
            help=mark("From the launch on, e.g. 2019, 2020, … or 2024-Q1; all of one length."),
            dtypes=PERIODS,
        ),
        RoleSpec(
            key="value", label=mark("Adopters"), help=mark("First purchases, users or households.")
        ),
        RoleSpec(
            key="market",
            label=mark("Market"),
            help=mark("Where there are several. Each has a fit of its own."),
            minimum=0,
            dtypes=("text", "integer"),
        ),
        RoleSpec(
            key="potential",
            label=mark("Market potential"),
            help=mark("How many will ever adopt, the same in each row of a market."),
            minimum=0,
        ),
    ),
)
