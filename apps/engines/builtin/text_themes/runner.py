"""Runs ``text.themes``. Imported in a job's child only."""

from __future__ import annotations

from collections.abc import Mapping

from apps.core.messages import msg
from apps.engines.builtin.text_themes import (
    earlier,
    examples,
    keeping,
    opinions,
    report,
    shares,
    themes,
)
from apps.engines.builtin.text_themes.params import ThemesParams
from apps.engines.contract import Context, InputTable
from apps.engines.result import Result


class Runner:
    """Satisfies ``contract.Runner``."""

    def run(self, ctx: Context, params: ThemesParams, inputs: Mapping[str, InputTable]) -> Result:
        ctx.check_cancelled()
        ctx.progress(0, 1, msg("Reading the texts"))
        data = opinions.read(inputs["data"])
        known = earlier.read(inputs.get("earlier"))
        found = themes.find(ctx, params, data, known)
        shown = examples.of_themes(data, found)
        keeping.keep(ctx, data, found, shown)
        counted = shares.of(data, found.theme, len(found.themes))
        return report.result(data, found, counted, shown)
