"""What became of a write that takes several requests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from apps.crm.connectors.contract import Answer, Change, RemoteError, Written


def in_order(changes: Sequence[Change], parts: Iterable[Mapping[int, Written]]) -> list[Written]:
    """An answer for each change, of ``parts``: what each request said, by the change's place.

    An error after the first answers leaves the rest 'not sent', so that what was written before it
    stays known. Raises :class:`RemoteError` where nothing was answered at all.
    """
    answers: dict[int, Written] = {}
    rest = None
    try:
        for part in parts:
            answers |= part
    except RemoteError as error:
        if not answers:
            raise
        rest = Written(Answer.NOT_SENT, problem=error.message)
    return [
        answers[place] if rest is None else answers.get(place, rest)
        for place in range(len(changes))
    ]
