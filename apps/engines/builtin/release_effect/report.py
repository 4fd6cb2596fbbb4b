"""The result: sentence, tables, charts, checks, cautions; and the same for the product plan."""

from __future__ import annotations

from typing import Any

from apps.core.messages import Message, msg
from apps.engines import lights as core_lights
from apps.engines.builtin.release_effect import charts, figures, lights, tables, words
from apps.engines.builtin.release_effect.cautions import cautions
from apps.engines.builtin.release_effect.figures import Shown
from apps.engines.builtin.release_effect.inference import Effect
from apps.engines.builtin.release_effect.pooling import Spread
from apps.engines.builtin.release_effect.study import One, Study
from apps.engines.figures import finite
from apps.engines.result import AnyBlock, Result, Text


def result(study: Study) -> Result:
    """Everything that page, API and files show."""
    drawn, placebos = tables.drawn(study), tables.placebos(study)
    sentences = [words.of_market(study, one, effect) for one, effect in study.effects]
    blocks: list[AnyBlock] = [tables.tiles(study)]
    if len(sentences) > 1:
        blocks.append(Text(heading=msg("By market"), paragraphs=sentences))
    blocks += [
        *charts.charts(study),
        tables.markets(study),
        *([drawn] if drawn else []),
        lights.table(study),
        *cautions(study),
        tables.ways(study),
        *([placebos] if placebos else []),
        Text(heading=msg("How it was told"), paragraphs=words.method(study)),
        Text(heading=msg("Data"), paragraphs=words.data(study)),
    ]
    return Result(headline=words.headline(study), blocks=blocks, summary=summary(study))


def summary(study: Study) -> dict[str, Any]:
    """For machines: ``effects`` by market have what a plan stores (estimate, low, high, unit,
    sentence); percents are numbers such as -31.2.
    """
    panel = study.panel
    log = panel.cells.family.log
    total: Effect | Spread | None = study.total
    if total is None and study.pooled is not None:
        total = study.pooled.mean
    return {
        "value": panel.value or None,
        "topic": study.params.topic or None,
        "outcome": study.params.outcome,
        "method": study.method,
        "total_by": study.way,
        "confidence": study.params.confidence,
        "unit": "%" if log else panel.unit,
        "overall": None
        if total is None
        else {**_figures(total, log=log), "unit": "%" if log else panel.unit,
              "sentence": _kept(words.headline(study))},
        "effects": [_market(study, one, effect) for one, effect in study.effects],
        "untold": [{"market": one.name or None, "why": one.why}
                   for one in study.ones if one.chosen is None],
        "further_market": None
        if study.pooled is None
        else _figures(study.pooled.further, log=log),
        "events": [{"period": place, **_figures(effect, log=log)}
                   for place, effect in study.events],
        "leads": None
        if study.leads is None
        else {"p": finite(study.leads.p), "statistic": finite(study.leads.statistic),
              "periods": len(study.leads.places)},
        "placebos": {"shown": study.placebos.shown, "tried": study.placebos.tried},
        "lights": core_lights.summary(lights.lights(study)),
        "rows": panel.rows,
        "dropped_missing": panel.left_out,
        "markets": len(panel.markets),
    }  # fmt: skip


def _market(study: Study, one: One, effect: Effect) -> dict[str, Any]:
    log = study.panel.cells.family.log
    said = words.of_market(study, one, effect)
    fewer = figures.avoided(effect) if log else (None, None, None)
    return {
        "market": one.name or None,
        "from": str(study.panel.line.period(int(study.panel.release[one.code]))),
        **_figures(effect, log=log),
        "unit": "%" if log else study.panel.unit,
        "direction": ("down", "unclear", "up")[figures.shown(effect, log=log).clear + 1],
        "sentence": _kept(said),
        "p": finite(effect.p),
        "observed": effect.observed,
        "expected": effect.expected,
        "fewer_a_period": finite(fewer[0]),
        "before": one.before,
        "after": one.after,
        "drawn": None if one.drawn is None else _figures(one.drawn, log=log),
    }


def _kept(said: Message) -> dict[str, Any]:
    """A sentence as it is stored, to be shown in the reader's language."""
    return said.model_dump(mode="json")


def _figures(effect: Effect | Spread, *, log: bool) -> dict[str, float | None]:
    found: Shown = figures.shown(effect, log=log)
    scale = 100.0 if log else 1.0
    ends = {"estimate": found.value, "low": found.low, "high": found.high}
    return {key: None if one is None else one * scale for key, one in ends.items()}
