"""From what was left behind to the job's final state."""

from __future__ import annotations

import signal
import traceback
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from apps.core.messages import Message, msg
from apps.core.storable import read_json
from apps.engines.contract import Issue, Prediction
from apps.engines.result import Result
from apps.jobs.child.disk import DISK_FULL, EXIT_FULL, is_full
from apps.jobs.child.run import NO_MEMORY
from apps.jobs.domain.artifacts import NoRoomError
from apps.jobs.domain.parts import why_cancelled
from apps.jobs.domain.submit import SubmissionRefused
from apps.jobs.models import Job, State, Task


class Ending(StrEnum):
    """Why the supervisor ended a run before it ended by itself."""

    NONE = ""
    CANCELLED = "cancelled"
    TIMED_OUT = "timed_out"
    MEMORY = "memory"
    SHUTDOWN = "shutdown"
    FENCED = "fenced"


KILLED = msg("The run was killed by the system, most likely because memory ran out.")
OVER_MEMORY = msg("The run used more memory than a job may and was stopped.")
# What native code (Rust, C++) says before it aborts because it was refused memory.
NO_MEMORY_WORDS = ("memory allocation of", "bad_alloc")
LAST_BYTES = 4096
NO_RESULT = msg("The engine ended without a result.")
BAD_RESULT = msg("The engine's result is not in the form that it must have.")
STORAGE_FULL = msg(
    "The storage of results is full: ask an administrator to make room, then run again."
)
NOT_STORED = msg("The result could not be saved.")
NO_ENGINE = msg("The engine of this run is not installed on the worker.")
NOT_STARTED = msg("The run could not be started.")
INPUT_GONE = msg("An input of this run is not there any more.")
WORKER_STOPPED = msg("The worker was stopped; the run goes on with the next attempt.")


@dataclass
class Verdict:
    """A final state with what to write along; 'queued' for a parent that has planned."""

    state: State
    reason: Message | dict[str, Any] | None = None
    error: str = ""
    result: dict[str, Any] | None = None
    refusal: dict[str, Any] | None = None
    answer: dict[str, Any] = field(default_factory=dict)
    pruned: bool = False

    def columns(self) -> dict[str, Any]:
        """The job's columns."""
        reason = self.reason
        said = reason.model_dump(mode="json") if isinstance(reason, Message) else reason
        summary = (self.result or {}).get("summary", {})
        return {
            "reason": said, "error": self.error, "result": self.result,
            "refusal": self.refusal, "summary": summary, "pruned": self.pruned,
        }  # fmt: skip

    def sentence(self) -> Message | None:
        if isinstance(self.reason, dict):
            return Message.model_validate(self.reason)
        return self.reason


def read_answer(folder: Path) -> dict[str, Any] | None:
    """The written result, or None: an exit code says nothing."""
    try:
        answer = read_json((folder / "result.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) and "outcome" in answer else None


def read_last_words(folder: Path) -> str:
    """The end of what the run printed."""
    try:
        with (folder / "output.log").open("rb") as file:
            file.seek(max(file.seek(0, 2) - LAST_BYTES, 0))
            return file.read().decode("utf-8", "replace")
    except OSError:
        return ""


def judge(
    job: Job,
    ending: Ending,
    answer: dict[str, Any] | None,
    exit_code: int | None,
    limit: float,
    last_words: str = "",
) -> Verdict:
    """The final state of a run that has ended. ``last_words``: what it printed at its end."""
    outcome = (answer or {}).get("outcome")
    if ending is Ending.CANCELLED:
        return Verdict(State.CANCELLED, why_cancelled(job))
    if ending is Ending.TIMED_OUT:  # whatever came after SIGTERM: half a result, or 'cancelled'
        return Verdict(State.TIMED_OUT, time_limit(limit))
    if answer is not None and (judged := _said(job, answer)):
        return judged
    if ending is Ending.MEMORY:
        return Verdict(State.ERRORED, OVER_MEMORY)
    if answer is None:
        return Verdict(State.ERRORED, crash_reason(exit_code, last_words))
    if outcome == "refused":
        refusal = answer.get("refusal") or {}
        return Verdict(State.REFUSED, refusal.get("message"), refusal=refusal, answer=answer)
    return Verdict(
        State.ERRORED, answer.get("reason"), error=str(answer.get("error", "")), answer=answer
    )


def _said(job: Job, answer: dict[str, Any]) -> Verdict | None:
    """The verdict of a run that came to an end of its own; None for one that failed."""
    match answer["outcome"]:
        case "cancelled":
            return Verdict(State.CANCELLED, why_cancelled(job))
        case "pruned":
            return Verdict(State.CANCELLED, answer.get("reason"), answer=answer, pruned=True)
        case "planned":
            return Verdict(State.QUEUED, answer=answer)
        case "succeeded":
            return _succeeded(job, answer)
    return None


def _succeeded(job: Job, answer: dict[str, Any]) -> Verdict:
    if job.task == Task.PART and "state" in answer:
        return Verdict(State.SUCCEEDED, answer=answer)
    form = Prediction if job.task == Task.PREDICT else Result
    try:
        form.model_validate(answer.get("result"))
    except ValidationError as error:
        return Verdict(State.ERRORED, BAD_RESULT, error=str(error), answer=answer)
    return Verdict(State.SUCCEEDED, result=answer["result"], answer=answer)


def time_limit(seconds: float) -> Message:
    return msg(
        "The run took longer than its limit of {limit} and was stopped.",
        limit=f"{seconds / 60:.0f} min" if seconds >= 120 else f"{seconds:g} s",
    )


def crash_reason(exit_code: int | None, last_words: str = "") -> Message:
    """A child that left no result, in words."""
    if exit_code == EXIT_FULL:
        return DISK_FULL
    if exit_code == -signal.SIGABRT and any(words in last_words for words in NO_MEMORY_WORDS):
        return NO_MEMORY
    if exit_code == -signal.SIGKILL:
        return KILLED
    if exit_code is not None and exit_code < 0:
        try:
            name = signal.Signals(-exit_code).name
        except ValueError:
            name = str(-exit_code)
        return msg("The engine crashed ({signal}).", signal=name)
    return NO_RESULT


def no_parts_verdict(error: SubmissionRefused) -> Verdict:
    """What a parent has planned may not run."""
    return refused_verdict(error.issues[0])


def refused_verdict(issue: Issue) -> Verdict:
    """What stands in the way is not the engine's fault."""
    refusal = issue.model_dump(mode="json")
    return Verdict(State.REFUSED, refusal["message"], refusal=refusal)


def storage_verdict(error: Exception) -> Verdict:
    """Artefacts could not be stored: nothing of them is kept."""
    if isinstance(error, NoRoomError):
        return refused_verdict(error.issue)
    trace = "".join(traceback.format_exception(error))
    return Verdict(State.ERRORED, STORAGE_FULL if is_full(error) else NOT_STORED, error=trace)


def start_verdict(error: Exception) -> Verdict:
    """The supervisor itself failed before the run had an outcome."""
    trace = "".join(traceback.format_exception(error))
    return Verdict(State.ERRORED, DISK_FULL if is_full(error) else NOT_STARTED, error=trace)
