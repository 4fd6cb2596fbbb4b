"""Runs of an engine without a job: a context that keeps what the run leaves in a folder."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Literal

from apps.core.messages import Message, msg
from apps.engines.contract import Engine, Refusal
from apps.engines.result import Result

if TYPE_CHECKING:
    from apps.engines.executors import Executor

LOG = logging.getLogger(__name__)
LEVELS = {"info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}


class FolderContext:
    """Satisfies ``contract.Context``. Files are kept below ``root/kept`` and listed in
    ``artifacts``; ``told`` hears of progress: done, total and a note.
    """

    device = "cpu"
    devices = 1
    resume_from: Path | None = None

    def __init__(
        self, root: Path, *, seed: int = 0, threads: int = 1,
        told: Callable[[float, float, Message | None], None] | None = None,
    ) -> None:  # fmt: skip
        self.root, self.seed, self.threads = Path(root), seed, threads
        self.artifacts: dict[str, Path] = {}
        self._told = told

    @property
    def tmpdir(self) -> Path:
        return self._made("tmp")

    @property
    def checkpoint_dir(self) -> Path:
        return self._made("checkpoints")

    @property
    def output_dir(self) -> Path:
        return self._made("output")

    def _made(self, name: str) -> Path:
        path = self.root / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    def log(self, text: str, level: Literal["info", "warning", "error"] = "info") -> None:
        LOG.log(LEVELS[level], "%s", text)

    def progress(self, done: float, total: float, note: Message | None = None) -> None:
        if self._told is not None:
            self._told(done, total, note)

    def metric(self, name: str, step: int, value: float) -> None:
        LOG.debug("%s at step %s: %s", name, step, value)

    def check_cancelled(self) -> None:
        """Nobody cancels but by ending the process."""

    def should_stop_and_save(self) -> bool:
        return False

    def save_artifact(self, name: str, path: Path) -> None:
        parts = PurePosixPath(name)
        if parts.is_absolute() or ".." in parts.parts or not parts.parts:
            raise ValueError(f"artefact name not allowed: {name!r}")
        target = self._made("kept") / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, target)
        files = [target] if target.is_file() else [f for f in target.rglob("*") if f.is_file()]
        for file in files:
            self.artifacts[file.relative_to(self.root / "kept").as_posix()] = file

    def checkpoint(self, path: Path) -> None:
        LOG.debug("Checkpoint %s", path)


def run_engine(
    engine: Engine,
    params: Mapping[str, Any],
    inputs: Mapping[str, Any],
    folder: Path,
    *,
    executor: Executor | None = None,
    seed: int = 0,
    told: Callable[[float, float, Message | None], None] | None = None,
) -> Result:
    """One run of ``engine`` on opened ``inputs`` (``tables.ParquetTable``), without a database.

    With an ``executor`` of :mod:`.executors` a divisible run is divided and its parts computed
    there; else all happens in this process. The result is the same. What the run keeps, a model
    for instance, lies below ``folder/kept``. ``Refusal`` in words where the engine cannot use the
    inputs; ``pydantic.ValidationError`` for parameters that it does not know.
    """
    import importlib

    from apps.engines import dividing, executors

    if engine.searches:
        raise Refusal(
            msg("'{engine}' has other runs made, which needs jobs.", engine=engine.key),
            fix=msg("Start it as a job."),
        )
    asked = engine.Params.model_validate(dict(params))
    module, _, name = engine.runner.partition(":")
    runner = getattr(importlib.import_module(module), name)()
    ctx = FolderContext(folder, seed=seed, told=told)
    if executor is not None and engine.divisible and engine.divides(asked):
        return executors.run_on(executor, runner, ctx, asked, inputs)
    result: Result = dividing.run_or_whole(runner, ctx, asked, inputs)
    return result
