"""Where the parts of a divided run are computed without jobs: in this process, or on Dask.

An executor takes tasks that carry all a part needs and gives back what came of each, in the order
of the tasks. Celery does the same with a job for each part (``apps.jobs``); plan and combine are
those of the engine either way. Dask is imported when it is used, and only then.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from apps.core.messages import Message, msg
from apps.engines.contract import Issue, Refusal
from apps.engines.dividing import as_parts, as_state
from apps.engines.folders import FolderContext
from apps.engines.result import Result

SCHEDULERS = ("synchronous", "threads", "processes")


class Task:
    """One part with all that it needs; it can be pickled and sent to another machine, which must
    have this code and reach the inputs under the same paths.
    """

    def __init__(
        self, runner: Any, params: Any, inputs: Mapping[str, Any], part: Any, *, seed: int,
        threads: int = 1,
    ) -> None:  # fmt: skip
        self.runner, self.params, self.inputs, self.part = runner, params, inputs, part
        self.seed, self.threads = seed, threads


class Done:
    """What came of a part: its state as JSON, or the bytes of the file that holds it and its name;
    files that it kept; or the issue that it was refused for.
    """

    def __init__(
        self, state: Any = None, *, name: str = "", held: bytes = b"",
        kept: Mapping[str, bytes] | None = None, issue: Issue | None = None,
    ) -> None:  # fmt: skip
        self.state, self.name, self.held = state, name, held
        self.kept, self.issue = dict(kept or {}), issue


class Executor(Protocol):
    """Computes tasks wherever it likes, in any order."""

    def compute(self, tasks: Sequence[Task]) -> Sequence[Done]:
        """What came of each task, in their order: :func:`run_task` of each."""
        ...


def run_task(task: Task) -> Done:
    """Do one part in a folder of its own that is gone afterwards. A refusal is an answer too, so
    that it reaches the caller in words from wherever the part ran.
    """
    with tempfile.TemporaryDirectory(prefix="lepton-part-") as folder:
        ctx = FolderContext(Path(folder), seed=task.seed, threads=task.threads)
        try:
            state = as_state(task.runner.run_part(ctx, task.params, task.inputs, task.part))
        except Refusal as refused:
            return Done(issue=refused.issue)
        kept = {name: path.read_bytes() for name, path in ctx.artifacts.items()}
        if isinstance(state, Path):
            return Done(name=state.name, held=state.read_bytes(), kept=kept)
        return Done(state, kept=kept)


class InProcess:
    """One part after another, here."""

    def compute(self, tasks: Sequence[Task]) -> Sequence[Done]:
        return [run_task(task) for task in tasks]


class DaskExecutor:
    """Each part is a ``dask.delayed`` call.

    ``scheduler`` is 'synchronous', 'threads', 'processes', or a ``distributed.Client`` whose
    cluster computes them; None is what Dask itself is set to. :class:`Refusal` where the extra
    ``dask`` is not installed.
    """

    def __init__(self, scheduler: Any = None, *, workers: int | None = None) -> None:
        if isinstance(scheduler, str) and scheduler not in SCHEDULERS:
            raise ValueError(f"scheduler {scheduler!r} is none of {', '.join(SCHEDULERS)}")
        self.scheduler, self.workers = scheduler, workers

    def compute(self, tasks: Sequence[Task]) -> Sequence[Done]:
        try:
            import dask  # an extra, and only where it is asked for
        except ImportError as absent:
            raise Refusal(
                msg("Dask is not installed."), fix=msg("Install Lepton with the extra 'dask'.")
            ) from absent
        chosen: dict[str, Any] = {}
        if self.scheduler is not None:
            chosen["scheduler"] = self.scheduler
        if self.workers is not None:
            chosen["num_workers"] = self.workers
        # the task is bound beforehand: Dask would look into it for work of its own
        calls = [dask.delayed(partial(run_task, task), pure=False)() for task in tasks]
        return list(dask.compute(*calls, **chosen))


def run_on(
    executor: Executor, runner: Any, ctx: Any, params: Any, inputs: Mapping[str, Any]
) -> Result:
    """Plan here, the parts by ``executor``, combine here: the result of :func:`.run_whole`.

    Raises what the engine raises, and the first refusal of a part.
    """
    parts = as_parts(runner.plan(ctx, params, inputs))
    seed, threads = ctx.seed, ctx.threads
    tasks = [Task(runner, params, inputs, part, seed=seed, threads=threads) for part in parts]
    ctx.check_cancelled()
    ctx.progress(0, len(tasks) + 1, _note(len(tasks)))
    states = [_taken(ctx, number, done) for number, done in enumerate(executor.compute(tasks), 1)]
    ctx.check_cancelled()
    ctx.progress(len(tasks), len(tasks) + 1)
    result: Result = runner.combine(ctx, params, inputs, states)
    return result


def _note(parts: int) -> Message:
    return msg("Parts under way: {count}", count=parts)


def _taken(ctx: Any, number: int, done: Done) -> Any:
    """The state of a part as ``combine`` gets it; files that it kept are kept as the part's."""
    if done.issue is not None:
        raise Refusal(done.issue.message, fix=done.issue.fix, field=done.issue.field)
    folder = ctx.tmpdir / f"part{number}"
    for name, held in done.kept.items():
        path = folder / "kept" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(held)
        ctx.save_artifact(f"parts/{number}/{name}", path)
    if not done.name:
        return done.state
    path = folder / done.name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(done.held)
    return path
