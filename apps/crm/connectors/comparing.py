"""Three-way comparison of one record, field by field.

The base is what both sides were like when they were last in step, as two hashes for each field: a
side has changed a field if its value is not the one that was seen. Only a field that both sides
have changed, to different values, is a conflict.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from apps.crm.connectors.values import NOTHING, alike, digest
from apps.crm.models import SyncConnection

Seen = Mapping[str, list[str]]
Policy = SyncConnection.Policy


@dataclass
class Verdict:
    """What to do. ``take``: field → their value, to be written here. ``give``: fields to be sent.
    ``seen``: what is to be remembered. ``ask``: field → their value, for a person to decide.
    """

    take: dict[str, Any] = field(default_factory=dict)
    give: list[str] = field(default_factory=list)
    ask: dict[str, Any] = field(default_factory=dict)
    seen: dict[str, list[str]] = field(default_factory=dict)


def compare(
    mine: Mapping[str, Any],
    theirs: Mapping[str, Any],
    seen: Seen,
    salt: str,
    policy: str,
    *,
    newer_there: bool,
) -> Verdict:
    """Compare the fields of ``theirs`` with ``mine``. Their absent fields, and ours that are None
    (not to be told yet), are left alone. ``newer_there`` decides under 'the newest wins'.
    """
    verdict = Verdict()
    for name, there in theirs.items():
        here = mine.get(name)
        if here is None:
            continue
        there = alike(name, here, there)
        pair = [digest(salt, name, here), digest(salt, name, there)]
        base = seen.get(name)
        if here == there:
            verdict.seen[name] = pair
        elif base is None:
            _first(verdict, name, (here, there), pair, (policy, newer_there))
        elif base == pair:
            continue  # they differ as they did: seen, and left so
        elif base[0] == pair[0]:
            _take(verdict, name, there, pair)
        elif base[1] == pair[1]:
            verdict.give.append(name)
        else:
            _clash(verdict, name, there, pair, (policy, newer_there))
    return verdict


def _first(
    verdict: Verdict, name: str, values: tuple[Any, Any], pair: list[str], rule: tuple[str, bool]
) -> None:
    """A record that was on both sides before they met: what only one side knows, both get."""
    here, there = values
    if here == NOTHING:
        _take(verdict, name, there, pair)
    elif there == NOTHING:
        _give(verdict, name, pair)
    else:
        _clash(verdict, name, there, pair, rule)


def _clash(
    verdict: Verdict, name: str, there: Any, pair: list[str], rule: tuple[str, bool]
) -> None:
    policy, newer_there = rule
    if policy == Policy.ASK:
        verdict.ask[name] = there
        return
    if policy == Policy.THEIRS or (policy == Policy.NEWEST and newer_there):
        _take(verdict, name, there, pair)
    else:
        _give(verdict, name, pair)


def _take(verdict: Verdict, name: str, there: Any, pair: list[str]) -> None:
    verdict.take[name] = there
    verdict.seen[name] = pair  # ours is corrected once it is written


def _give(verdict: Verdict, name: str, pair: list[str]) -> None:
    """Theirs was seen; ours is still to be sent."""
    verdict.give.append(name)
    verdict.seen[name] = ["", pair[1]]
