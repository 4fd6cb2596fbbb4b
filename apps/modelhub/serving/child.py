"""``python -m apps.modelhub.serving.child PARENT``: one model in memory, asked through pipes.

The first frame on its input says what to load; each further one holds the rows of several
requests, which are predicted together. It imports no Django, sees no secrets and ends with the
server that started it.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from apps.engines.contract import Predictor, Refusal
from apps.jobs.child import guard
from apps.jobs.child.run import resolve
from apps.jobs.child.steps import dump
from apps.modelhub.serving import frames

Rows = list[dict[str, Any]]
Answer = dict[str, Any]


def main(parent: int) -> None:
    """Load, say so, then answer until the input ends."""
    guard.die_with_parent(parent)
    guard.prefer_as_victim()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is the server's business
    asked, answers = _channels()
    predictor, said = _loaded(frames.read(asked))
    frames.write(answers, said)
    if predictor is None:
        return
    while (batch := frames.read(asked)) is not None:
        frames.write(answers, {"answers": answered(predictor, batch["requests"])})


def _channels() -> tuple[BinaryIO, BinaryIO]:
    """Input and output of frames. Whatever an engine prints goes to the log instead."""
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return asked, answers


def _loaded(spec: dict[str, Any]) -> tuple[Predictor | None, Answer]:
    try:
        predictor: Predictor = resolve(spec["runner"])().load(Path(spec["path"]), spec["runtime"])
    except Refusal as refusal:
        return None, {"refused": refusal.issue.model_dump(mode="json")}
    except Exception:  # noqa: BLE001 - the server's log says it
        return None, {"failed": traceback.format_exc()}
    return predictor, {"loaded": True, "runtime": getattr(predictor, "runtime", {})}


def answered(predictor: Predictor, requests: Sequence[Rows]) -> list[Answer]:
    """One answer for each request: its own rows of one prediction for all of them.

    If that fails each is asked alone, so that one request's fault is not another's.
    """
    failure: Answer
    try:
        return _together(predictor, requests)
    except Refusal as refusal:
        failure = {"refused": refusal.issue.model_dump(mode="json")}
    except Exception:  # noqa: BLE001 - as above
        failure = {"failed": traceback.format_exc()}
    if len(requests) == 1:
        return [failure]
    return [one for rows in requests for one in answered(predictor, [rows])]


def _together(predictor: Predictor, requests: Sequence[Rows]) -> list[Answer]:
    flat = [row for rows in requests for row in rows]
    whole = dump(predictor.predict(flat))
    if len(whole["rows"]) != len(flat):
        raise ValueError(f"the engine gave {len(whole['rows'])} answers to {len(flat)} rows")
    rows = iter(whole["rows"])
    return [{"prediction": {**whole, "rows": list(islice(rows, len(one)))}} for one in requests]


if __name__ == "__main__":
    main(int(sys.argv[1]))
