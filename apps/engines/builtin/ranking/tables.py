"""The tables of a ranking."""

from __future__ import annotations

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.ranking.data import KNOWN, MISSING
from apps.engines.builtin.ranking.findings import Axis, Findings
from apps.engines.builtin.ranking.information import Worth
from apps.engines.builtin.ranking.words import places, subject
from apps.engines.figures import level, percent
from apps.engines.result import Table, TableColumn

SHOWN_PAIRS = 12
SHOWN_WORTH = 12
ERROR = msg("The standard error that the random draws leave.")
AXIS_LABELS = {"attractiveness": msg("Attractiveness"), "difficulty": msg("Entry difficulty")}


def _column(key: str, label: Message, kind: str = "text", **more: object) -> TableColumn:
    return TableColumn.model_validate({"key": key, "label": label, "kind": kind, **more})


def markets(found: Findings) -> Table:
    """Both axes, and how sure a market's place is."""
    return Table(
        key="markets",
        title=msg("Markets on both axes"),
        columns=[
            _column("market", msg("Market")),
            _column("attractiveness", msg("Attractiveness"), "number", decimals=0,
                    help=msg("0 to 100; more is better.")),
            _column("attractiveness_range", msg("Possible"), help=msg(
                "Lowest and highest score at your weights, whatever the unknown cells are.")),
            _column("difficulty", msg("Entry difficulty"), "number", decimals=0,
                    help=msg("0 to 100; less is better.")),
            _column("difficulty_range", msg("Possible"), help=msg(
                "Lowest and highest score at your weights, whatever the unknown cells are.")),
            _column("front", msg("Beaten on both axes"), help=msg(
                "Whether another market is more attractive and easier to enter.")),
            _column("first", msg("First"), "percent",
                    help=msg("How often it comes first in the plausible cases.")),
            _column("listed", msg("Among the first {k}", k=found.k), "percent",
                    help=msg("How often it has a place on the short list.")),
            _column("ranks", msg("Rank, {level} interval", level=level(found.params.confidence))),
            _column("missing", msg("Empty cells"), "integer"),
        ],
        rows=[_market(found, m) for m in found.order],
        note=msg("In order of the mean rank. Scores stay the same whichever markets are compared."),
    )  # fmt: skip


def _market(found: Findings, m: int) -> dict[str, float | int | str | Message | None]:
    return {
        "market": found.name(m),
        "attractiveness": float(found.attractiveness.score[m]),
        "attractiveness_range": _range(found.attractiveness, m),
        "difficulty": float(found.difficulty.score[m]),
        "difficulty_range": _range(found.difficulty, m),
        "front": msg("no") if found.front[m] else msg("yes"),
        "first": float(found.first[m]),
        "listed": float(found.listed[m]),
        "ranks": msg("{low} to {high}", low=int(found.rank_low[m]), high=int(found.rank_high[m])),
        "missing": int((found.sheet.kind[m] == MISSING).sum()),
    }


def _range(axis: Axis, m: int) -> Message | None:
    if axis.high[m] - axis.low[m] < 0.5:
        return None
    low, high = (Num(value=float(end), decimals=0) for end in (axis.low[m], axis.high[m]))
    return msg("{low} to {high}", low=low, high=high)


def pairs(found: Findings) -> Table | None:
    """Markets that cannot be told apart."""
    if not found.pairs:
        return None
    names = found.name
    return Table(
        key="pairs",
        title=msg("Markets that cannot be told apart"),
        columns=[
            _column("first", msg("Market")),
            _column("second", msg("Other market")),
            _column("share", msg("First comes before the other"), "percent"),
        ],
        rows=[
            {"first": names(i), "second": names(j), "share": share}
            for i, j, share in found.pairs[:SHOWN_PAIRS]
        ],
        note=msg(
            "{shown} of {count} pairs of which neither comes first in {level} of the plausible"
            " cases.",
            shown=min(SHOWN_PAIRS, len(found.pairs)),
            count=len(found.pairs),
            level=level(found.params.confidence),
        ),
    )


def weights(found: Findings) -> Table:
    """Each weight, and where the leader would change."""
    rows = []
    for one, turn in zip(found.sheet.indicators, found.turns, strict=True):
        rows.append({
            "indicator": one.label, "axis": AXIS_LABELS[one.axis], "share": one.share,
            "below": turn.below[0] if turn.below else None,
            "below_market": found.name(turn.below[1]) if turn.below else None,
            "above": turn.above[0] if turn.above else None,
            "above_market": found.name(turn.above[1]) if turn.above else None,
        })  # fmt: skip
    return Table(
        key="weights",
        title=msg("How far each weight may move before {market} no longer leads",
                  market=found.name(found.best)),
        columns=[
            _column("indicator", msg("Indicator")),
            _column("axis", msg("Axis")),
            _column("share", msg("Weight"), "percent"),
            _column("below", msg("Down to"), "percent"),
            _column("below_market", msg("Then leads")),
            _column("above", msg("Up to"), "percent"),
            _column("above_market", msg("Then leads")),
        ],
        rows=rows,
        note=msg(
            "One weight moves, the others keep their proportions. A dash: no weight in that"
            " direction changes the leader."
        ),
    )  # fmt: skip


def worth(found: Findings) -> Table | None:
    """What is worth finding out."""
    if not found.worth.found:
        return None
    return Table(
        key="worth",
        title=msg("What is worth finding out"),
        columns=[
            _column("subject", msg("To find out")),
            _column("saved", msg("Fewer wrong choices"), "percent", help=msg(
                "By how much the probability of choosing the wrong market first would fall.")),
            _column("error", msg("Give or take"), "percent", help=ERROR),
            _column("after", msg("Wrong choices left"), "percent"),
        ],
        rows=[
            _worth(found, one) for one in found.worth.found[:SHOWN_WORTH]
        ],
        note=msg(
            "On average over what might turn out. Today {before} of choices would be wrong.",
            before=percent(found.worth.wrong, 1),
        ),
    )  # fmt: skip


def worth_listed(found: Findings) -> Table | None:
    """What is worth finding out for a short list."""
    worths = found.worth_listed
    if worths is None or not worths.found:
        return None
    return Table(
        key="worth_listed",
        title=msg("What is worth finding out for the short list"),
        columns=[
            _column("subject", msg("To find out")),
            _column("saved", msg("Fewer wrong places"), "number", decimals=2, help=msg(
                "By how much the number of markets on the list that are not among the first {k}"
                " would fall.", k=worths.k)),
            _column("error", msg("Give or take"), "number", decimals=2, help=ERROR),
            _column("after", msg("Wrong places left"), "number", decimals=2),
        ],
        rows=[_worth(found, one) for one in worths.found[:SHOWN_WORTH]],
        note=msg(
            "On average over what might turn out. Today {before} of the {k} places would be wrong.",
            before=places(worths.wrong),
            k=worths.k,
        ),
    )  # fmt: skip


def _worth(found: Findings, one: Worth) -> dict[str, float | int | str | Message | None]:
    return {
        "subject": subject(found, one),
        "saved": one.saved,
        "error": one.error,
        "after": one.after,
    }


def indicators(found: Findings) -> Table:
    """How each indicator is scored, and what is known of it."""
    kinds = found.sheet.kind
    return Table(
        key="indicators",
        title=msg("Indicators and their fixed bounds"),
        columns=[
            _column("indicator", msg("Indicator")),
            _column("axis", msg("Axis")),
            _column("low", msg("Lowest"), "number"),
            _column("high", msg("Highest"), "number"),
            _column("unit", msg("Unit")),
            _column("more", msg("More means")),
            _column("shape", msg("Scale")),
            _column("weight", msg("Weight"), "percent"),
            _column("missing", msg("Empty"), "integer"),
            _column("uncertain", msg("Uncertain"), "integer"),
            _column("source", msg("Source of the bounds")),
        ],
        rows=[
            {
                "indicator": one.label, "axis": AXIS_LABELS[one.axis],
                "low": one.scale.low, "high": one.scale.high, "unit": one.unit or None,
                "more": _more(one.axis, one.scale.sign),
                "shape": msg("logarithmic") if one.scale.log else msg("linear"),
                "weight": one.share, "missing": int((kinds[:, a] == MISSING).sum()),
                "uncertain": int(((kinds[:, a] != MISSING) & (kinds[:, a] != KNOWN)).sum()),
                "source": one.scale.source or None,
            }
            for a, one in enumerate(found.sheet.indicators)
        ],
    )  # fmt: skip


def _more(axis: str, sign: int) -> Message:
    if axis == "attractiveness":
        return msg("more attractive") if sign > 0 else msg("less attractive")
    return msg("harder") if sign > 0 else msg("easier")
