"""Parts of a run without jobs: what a state is, and a divisible engine as one piece.

Used by the job's child and by the contract suite; nothing here needs Django.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from apps.core.messages import Message, msg
from apps.engines.contract import Refusal
from apps.engines.result import Result

if TYPE_CHECKING:
    from apps.engines.contract import Context, DivisibleRunner, InputTable

PART_BYTES = 64 * 1024  # of one part's JSON


def run_or_whole(runner: Any, ctx: Any, params: Any, inputs: Mapping[str, Any]) -> Any:
    """The runner's own ``run``, or all parts in this process where it has none."""
    if hasattr(runner, "run"):
        return runner.run(ctx, params, inputs)
    return run_whole(runner, ctx, params, inputs)


def run_whole(
    runner: DivisibleRunner, ctx: Context, params: Any, inputs: Mapping[str, InputTable]
) -> Result:
    """Plan, every part one after another, combine: the result that a divided run must equal."""
    parts = as_parts(runner.plan(ctx, params, inputs))
    states = []
    for number, part in enumerate(parts, 1):
        ctx.check_cancelled()
        piece: Any = Piece(ctx, number, len(parts))
        states.append(as_state(runner.run_part(piece, params, inputs, part)))
        ctx.progress(number, len(parts))
    return runner.combine(ctx, params, inputs, states)


def as_parts(planned: Any, most: int | None = None) -> list[Any]:
    """The parts as they are stored. :class:`Refusal` in words where there are too many, or one is
    too large; ``ValueError`` for what is no list of JSON values or is empty.
    """
    parts = [as_json(part) for part in planned]
    if not parts:
        raise ValueError("the engine has planned no parts")
    if most is not None and len(parts) > most:
        raise Refusal(
            msg("This run would be divided into {count} parts; {most} are allowed.",
                count=len(parts), most=most),
            fix=msg("Choose larger parts, or ask an administrator to allow more (JOB_PARTS)."),
        )  # fmt: skip
    for number, part in enumerate(parts, 1):
        size = len(json.dumps(part).encode())
        if size > PART_BYTES:
            raise Refusal(
                msg("Part {number} of this run takes {size} bytes to describe; {most} are allowed.",
                    number=number, size=size, most=PART_BYTES),
                fix=msg("The engine must name the work of a part, not hold it. Tell its author."),
            )  # fmt: skip
    return parts


def as_json(value: Any) -> Any:
    """The value as it is read back from JSON; ``TypeError`` or ``ValueError`` if it is none."""
    return json.loads(json.dumps(value, allow_nan=False))


def as_state(value: Any) -> Any:
    """A part's state as ``combine`` gets it: a path, or the value as it is read back from JSON."""
    if not isinstance(value, Path):
        return as_json(value)
    if not value.is_file():
        raise FileNotFoundError(f"the state of the part is no file: {value.name}")
    return value


class Piece:
    """The context of one part of a whole run: progress is a share, files are its own."""

    def __init__(self, ctx: Context, number: int, count: int) -> None:
        self._ctx = ctx
        self._number = number
        self._count = count

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ctx, name)

    @property
    def output_dir(self) -> Path:
        return self._folder("output")

    @property
    def tmpdir(self) -> Path:
        return self._folder("tmp")

    def _folder(self, name: str) -> Path:
        path = self._ctx.tmpdir / f"part{self._number}" / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    def progress(self, done: float, total: float, note: Message | None = None) -> None:
        share = min(max(done / total, 0.0), 1.0) if total else 0.0
        self._ctx.progress(self._number - 1 + share, self._count, note)

    def save_artifact(self, name: str, path: Path) -> None:
        """A part's own files stay the part's: in the divided run they are kept with its job."""
        self._ctx.save_artifact(f"parts/{self._number}/{name}", path)


def missing_methods(runner: Any, names: Sequence[str]) -> list[str]:
    """Those of the names that the runner does not offer."""
    return [name for name in names if not callable(getattr(runner, name, None))]
