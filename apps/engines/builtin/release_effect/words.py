"""The answer in sentences."""

from __future__ import annotations

from apps.core.messages import Message, Num, clipped, msg, msgn
from apps.engines.builtin.release_effect import figures
from apps.engines.builtin.release_effect.figures import Shown
from apps.engines.builtin.release_effect.inference import Effect
from apps.engines.builtin.release_effect.study import One, Study
from apps.engines.builtin.release_effect.ways import Compared
from apps.engines.figures import level


def headline(study: Study) -> Message:
    """All markets together, or the only one."""
    log = study.panel.cells.family.log
    told = study.told
    if study.total is not None:
        market = told[0].name if len(told) == 1 else ""
        return sentence(study, figures.shown(study.total, log=log), market, len(told))
    if study.pooled is not None:
        return sentence(study, figures.shown(study.pooled.mean, log=log), "", len(told))
    first, effect = max(study.effects, key=lambda pair: pair[0].before + pair[0].after)
    return of_market(study, first, effect)


def of_market(study: Study, one: One, effect: Effect) -> Message:
    """The sentence of one market."""
    return sentence(study, figures.shown(effect, log=study.panel.cells.family.log), one.name, 1)


def sentence(study: Study, found: Shown, market: str, count: int) -> Message:
    """'Complaints in Japan fell by 31% (12% to 46%) …'."""
    values = _values(study, found, market)
    if found.low is None or found.high is None:
        return _open(found, values, market)
    if found.clear < 0:
        return _fell(values, market, count)
    if found.clear > 0:
        return _rose(values, market, count)
    return _unclear(values, market, count)


def _values(study: Study, found: Shown, market: str) -> dict[str, Message | Num | str]:
    low, high = found.low, found.high
    if found.clear < 0:
        low, high = found.high, found.low
    size = found.clear != 0
    shown = level(study.params.confidence)
    return {
        "value": what(study),
        "market": clipped(market),
        "effect": found.number(found.value, size=size),
        "low": found.number(low, size=size),
        "high": found.number(high, size=size),
        "level": shown,
    }


def what(study: Study) -> Message | str:
    """The name of what is measured."""
    panel = study.panel
    name: Message | str = clipped(panel.value) if panel.value else msg("The number of rows")
    if panel.shared and panel.counted:
        return msg("The share of '{topic}'", topic=clipped(study.params.topic))
    return msg("The rate of '{value}'", value=name) if panel.shared else name


def _fell(values: dict[str, Message | Num | str], market: str, count: int) -> Message:
    if market:
        return msg(
            "{value} in {market} fell by {effect} ({low} to {high}, {level} interval) against what"
            " would have been expected without the release.",
            **values,
        )
    return msgn(
        "{value} fell by {effect} ({low} to {high}, {level} interval) against what would have been"
        " expected without the release.",
        "{value} fell by {effect} ({low} to {high}, {level} interval) in {count} markets, against"
        " what would have been expected without the release.",
        count,
        **values,
    )


def _rose(values: dict[str, Message | Num | str], market: str, count: int) -> Message:
    if market:
        return msg(
            "{value} in {market} rose by {effect} ({low} to {high}, {level} interval) against what"
            " would have been expected without the release.",
            **values,
        )
    return msgn(
        "{value} rose by {effect} ({low} to {high}, {level} interval) against what would have been"
        " expected without the release.",
        "{value} rose by {effect} ({low} to {high}, {level} interval) in {count} markets, against"
        " what would have been expected without the release.",
        count,
        **values,
    )


def _unclear(values: dict[str, Message | Num | str], market: str, count: int) -> Message:
    if market:
        return msg(
            "Whether the release changed {value} in {market} cannot be told: the estimate is"
            " {effect}, and anything from {low} to {high} agrees with the data ({level} interval).",
            **values,
        )
    return msgn(
        "Whether the release changed {value} cannot be told: the estimate is {effect}, and anything"
        " from {low} to {high} agrees with the data ({level} interval).",
        "Whether the release changed {value} in {count} markets cannot be told: the estimate is"
        " {effect}, and anything from {low} to {high} agrees with the data ({level} interval).",
        count,
        **values,
    )


def _open(found: Shown, values: dict[str, Message | Num | str], market: str) -> Message:
    if market:
        return msg(
            "For {value} in {market} the data set no end to the effect on one side: the estimate is"
            " {effect}. Too little was counted.",
            **values,
        )
    return msg(
        "For {value} the data set no end to the effect on one side: the estimate is {effect}. Too"
        " little was counted.",
        **values,
    )


def method(study: Study) -> list[Message]:
    """Which comparison it is, and what it takes for granted."""
    if study.compared is not None:
        return [*_compared(study, study.compared), *_interval()]
    found = [
        msg(
            "Each market is compared with its own past, because no market without the release is in"
            " the table at the same time."
        )
        if study.params.method != "its"
        else msg("Each market is compared with its own past, as was asked for.")
    ]
    found.append(_past(study))
    if study.way == "summed":
        found.append(
            msg(
                "All markets were released at once, so their sum is one series: what happens in all"
                " of them in the same period cannot hide in it."
            )
        )
    return [*found, *_interval()]


def _past(study: Study) -> Message:
    series = study.together or next(one.its for one in study.told if one.its is not None)
    trend = msg("a straight trend") if series.trended else msg("no trend")
    season = msg("a season") if series.pairs else msg("no season")
    if study.params.shape == "any":
        return msg(
            "What came before is carried forward with {trend} and {season}; the effect is what was"
            " observed over what was so expected, whatever its shape.",
            trend=trend, season=season,
        )  # fmt: skip
    return msg(
        "The series has {trend} and {season}, and a step at the release that lasts. A change that"
        " grows or fades is told by its mean.",
        trend=trend, season=season,
    )  # fmt: skip


def _compared(study: Study, compared: Compared) -> list[Message]:
    never = sum(code not in study.panel.released for code in compared.codes)
    return [
        msg(
            "Markets after their release are compared with markets without it in the same periods:"
            " those that have none here ({never}), and others before theirs. Each market has a"
            " level of its own and each period one that all share; what these give for a period"
            " after the release is what would have been expected.",
            never=never,
        ),
        msg(
            "It is taken for granted that without the release markets would have moved alike (in"
            " percent), and that a release in one does not change another."
        )
        if study.panel.cells.family.log
        else msg(
            "It is taken for granted that without the release markets would have moved alike, and"
            " that a release in one does not change another."
        ),
    ]  # fmt: skip


def _interval() -> list[Message]:
    return [
        msg(
            "Intervals allow for scatter beyond chance, and for errors that go on from one period"
            " to the next: how much is averaged over, not taken as known."
        )
    ]


def missing(one: One) -> Message:
    """Why a market has no estimate."""
    if one.why == "before":
        return msgn("{count} period before the release", "{count} periods before the release",
                    one.before)  # fmt: skip
    if one.why == "zero":
        return msg("nothing counted before the release")
    return msg("nothing to compare with at the time")


def data(study: Study) -> list[Message]:
    """Rows, markets and periods."""
    panel = study.panel
    cells = panel.cells
    first, last = int(cells.time.min()), int(cells.time.max())
    found = [
        msg(
            "Rows: {rows}. Markets: {markets}, with the release: {released}. Periods: {first} to"
            " {last}.",
            rows=panel.rows, markets=len(panel.markets), released=len(panel.released),
            first=str(panel.line.period(first)), last=str(panel.line.period(last)),
        )
    ]  # fmt: skip
    gone = len(cells) - int(panel.kept.sum())
    if gone:
        found.append(
            msgn(
                "{count} period of a market about its release was left out.",
                "{count} periods of markets about their release were left out.",
                gone,
            )
        )
    return found
