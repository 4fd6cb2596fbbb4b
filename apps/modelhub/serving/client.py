"""Asking the server from a web process: a thread's time and one connection for each request."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from apps.core.messages import Message, msg
from apps.engines.contract import Issue, Prediction
from apps.modelhub.serving import door, frames

MARGIN_SECONDS = 2.0  # for which the server may take longer to say than it was given
LOOK_SECONDS = 0.5  # for figures that a page or a scrape can do without

BUSY = msg("More predictions are waiting for this model than it can answer. Try again in a moment.")
LOADING = msg("The model is still being loaded. Try again in a moment.")
LATE = msg("The model did not answer in time. Try again in a moment.")
DIED = msg(
    "The process of the model ended while it worked at this. Try again in a moment; if that goes"
    " on, an administrator finds the reason in the server's log."
)
# Outcome → what to say, and after how many seconds to ask again.
TURNED_AWAY = {"busy": (BUSY, 1), "loading": (LOADING, 2), "late": (LATE, 2), "died": (DIED, 2)}


class TurnedAway(Exception):
    """The server is there and gave no answer; it can be asked again after ``seconds``."""

    def __init__(self, message: Message, seconds: int) -> None:
        super().__init__(str(message))
        self.message, self.seconds = message, seconds


class NotServed(Exception):
    """A job must answer: nothing serves here, it is too much at once, or the engine failed, which a
    job tells with its traceback.
    """


class RefusedByModel(Exception):
    """The model cannot be used as things are; ``issue`` says what to do."""

    def __init__(self, issue: Issue) -> None:
        super().__init__(str(issue.message))
        self.issue = issue


def predict(model_id: Any, rows: list[dict[str, Any]], wait: float) -> Prediction:
    """Answers in the order of ``rows``, within about ``wait`` seconds.

    Raises :class:`TurnedAway`, :class:`NotServed` and :class:`RefusedByModel`.
    """
    document = {"do": "predict", "model": str(model_id), "rows": rows, "wait": wait}
    frame = _packed(document)
    if len(rows) > settings.SERVE_ROWS or len(frame) > settings.SERVE_REQUEST_BYTES:
        raise NotServed
    try:
        said = door.exchange(settings.SERVE_SOCKET, frame, wait + MARGIN_SECONDS)
    except door.AwayError as error:
        raise NotServed from error
    except door.SilentError:
        raise TurnedAway(*TURNED_AWAY["late"]) from None
    return _read(said)


def _packed(document: dict[str, Any]) -> bytes:
    try:
        return frames.packed(document)
    except frames.FrameError as error:
        raise NotServed from error


def _read(said: dict[str, Any]) -> Prediction:
    outcome = said.get("outcome")
    if outcome == "answered":
        return Prediction.model_validate(said["prediction"])
    if outcome == "refused":
        raise RefusedByModel(Issue.model_validate(said["issue"]))
    if outcome in TURNED_AWAY:
        raise TurnedAway(*TURNED_AWAY[outcome])
    raise NotServed


def figures() -> dict[str, Any] | None:
    """What the server tells of itself and its models; None where there is none."""
    try:
        said = door.exchange(settings.SERVE_SOCKET, frames.packed(door.FIGURES), LOOK_SECONDS)
    except (door.AwayError, door.SilentError):
        return None
    return said if said.get("outcome") == "figures" else None


def figures_of(model_id: Any) -> dict[str, Any] | None:
    """Those of one model; empty while it is not loaded, None where nothing serves."""
    said = figures()
    if said is None:
        return None
    return next((one for one in said["models"] if one["model"] == str(model_id)), {})
