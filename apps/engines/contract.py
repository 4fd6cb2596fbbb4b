"""What an engine is: a light manifest that any process may import, and a runner for a child only.

A manifest names its runner as a dotted string, so that listing engines, drawing their forms and
describing them in OpenAPI imports nothing heavy. The runner is imported in the job's child.
Nothing in this module needs Django, a database row or Celery.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, Literal, Protocol

from pydantic import BaseModel, ConfigDict

from apps.core.messages import Message
from apps.engines.predicted import Predicted
from apps.engines.result import Result

API_VERSION = 1
Dtype = Literal["number", "integer", "boolean", "text", "date", "datetime"]
Device = Literal["cpu", "gpu optional", "gpu required"]


class Issue(BaseModel):
    """One thing that is wrong with a request, where, and what to do about it."""

    model_config = ConfigDict(frozen=True)

    message: Message
    fix: Message | None = None
    field: str = ""  # parameter name, or "slot.role"
    severity: Literal["error", "warning"] = "error"


class Refusal(Exception):
    """Raised by a runner when the person's input cannot be used. The job ends as 'refused'."""

    def __init__(self, message: Message, *, fix: Message | None = None, field: str = "") -> None:
        super().__init__(str(message))
        self.issue = Issue(message=message, fix=fix, field=field)


class Cancelled(BaseException):
    """Raised by ``ctx.check_cancelled()``. Not an ``Exception``: engines must not swallow it."""


class Pruned(BaseException):
    """Raised inside a trial that is worse than its search allows. Engines must not swallow it."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


class ColumnProfile(BaseModel):
    """What is known of one stored column. ``minimum`` and ``maximum`` only for numbers, ``length``
    only for texts: the mean of those that are there, in bytes of UTF-8.
    """

    name: str
    dtype: Dtype
    unit: str = ""
    missing: int = 0
    distinct: int | None = None
    minimum: float | None = None
    maximum: float | None = None
    example: str = ""
    length: float | None = None


class InputProfile(BaseModel):
    """What is known of an input before the job runs, for ``validate`` and ``resources``."""

    kind: str
    id: str
    name: str
    rows: int = 0
    bytes: int = 0
    content_hash: str = ""
    columns: list[ColumnProfile] = []
    roles: dict[str, list[str]] = {}

    def column(self, name: str) -> ColumnProfile | None:
        return next((column for column in self.columns if column.name == name), None)


class OutputTable(BaseModel):
    """A table that a run leaves behind for other runs: a Parquet artefact of this name.

    Its columns are told before the run, so that what follows can be asked for meanwhile.
    """

    name: str  # of the artefact, e.g. "fitted.parquet"
    label: str  # marked with messages.mark
    columns: list[ColumnProfile]


class RoleSpec(BaseModel):
    """A part that columns of an input play, e.g. 'predictors': one or more numeric columns."""

    key: str
    label: str  # marked with messages.mark
    help: str = ""
    minimum: int = 1
    maximum: int | None = 1  # None: any number
    dtypes: tuple[Dtype, ...] = ("number", "integer")


class InputSlot(BaseModel):
    """A named input: which providers may fill it and which column roles it needs."""

    key: str
    label: str
    kinds: tuple[str, ...] = ("dataset",)
    roles: tuple[RoleSpec, ...] = ()
    required: bool = True
    engines: tuple[str, ...] = ()  # whose models suit; any, if empty
    preset: str = ""  # the serving name of the model that a form has chosen already


class Resources(BaseModel):
    """What a run needs. ``seconds`` is an estimate for one run on one core; 0 means unknown.
    ``device_memory_bytes`` is what it takes of a graphics processor, where it computes on one;
    ``memory_bytes`` is then of a run that does not, and ``host_memory_bytes`` is the main memory of
    a run that does (0: not known). Where several graphics processors share the work, each further
    process holds ``follower_memory_bytes`` of main memory. A run that can do with less, more
    slowly, tells the ``least`` of each; 0 is as much.
    """

    device: Device = "cpu"
    memory_bytes: int = 256 * 1024**2
    threads: int = 1
    seconds: float = 0
    device_memory_bytes: int = 0
    host_memory_bytes: int = 0
    follower_memory_bytes: int = 0
    least_memory_bytes: int = 0
    least_device_memory_bytes: int = 0


class NoParams(BaseModel):
    """For engines without parameters."""


class Engine:
    """The manifest. Subclass, set the class attributes, and register one instance.

    ``warm`` says that runs are short and leave nothing behind in the process, so that a warm
    child may serve several of them. ``stores`` says that they leave files behind, so that a project
    without room for more starts none. ``requires`` are top-level modules of optional extras; where
    one is missing the engine is listed as not installed, with the extra's name. ``divisible`` and
    ``searches`` say that the runner is a :class:`DivisibleRunner` or a :class:`SearchRunner`.
    ``reads`` names artefacts of its trials that a search is handed (``TrialRecord.files``).
    ``imports`` are modules that take seconds to import: a worker that has run such an engine may
    keep one child waiting that has imported them, for the next run. ``shares`` says that a run can
    use several graphics processors at once (``Context.devices``). ``question`` is what
    somebody wants to know who needs the engine, in plain words; lists of engines lead with it.
    """

    key: ClassVar[str]
    version: ClassVar[str]
    label: ClassVar[str]
    question: ClassVar[str] = ""
    description: ClassVar[str] = ""
    kind: ClassVar[str] = "regression"  # "system" engines are not offered to people
    Params: ClassVar[type[BaseModel]] = NoParams
    inputs: ClassVar[tuple[InputSlot, ...]] = ()
    runner: ClassVar[str]  # "package.module:Runner"
    requires: ClassVar[tuple[str, ...]] = ()
    extra: ClassVar[str] = ""
    supports_resume: ClassVar[bool] = False
    deterministic: ClassVar[bool] = True
    warm: ClassVar[bool] = False
    predicts: ClassVar[bool] = False
    stores: ClassVar[bool] = True
    divisible: ClassVar[bool] = False
    searches: ClassVar[bool] = False
    reads: ClassVar[tuple[str, ...]] = ()
    exports: ClassVar[tuple[str, ...]] = ()  # formats to write models in, see engines.exporting
    imports: ClassVar[tuple[str, ...]] = ()
    shares: ClassVar[bool] = False
    notebook: ClassVar[str] = ""  # "package.module:function", see engines.notebooks
    docs: ClassVar[str] = ""  # Markdown: method, sources, limits
    sources: ClassVar[tuple[str, ...]] = ()

    def resources(self, params: Any, profiles: Mapping[str, InputProfile]) -> Resources:
        """What the run needs, from the size of its inputs."""
        return Resources()

    def validate(self, params: Any, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        """Issues that can be told from parameters and profiles alone, before anything runs."""
        return []

    def outputs(self, params: Any, profiles: Mapping[str, InputProfile]) -> list[OutputTable]:
        """Tables that a run with these parameters leaves behind for other runs."""
        return []

    def predictions(
        self, params: Mapping[str, Any], summary: Mapping[str, Any]
    ) -> Predicted | None:
        """What a finished run predicted of periods to come, from its parameters and summary as
        they are stored; None for engines that predict nothing. People may keep it to be scored.
        """
        return None

    def in_words(self, params: Any) -> Mapping[str, list[Message]]:
        """Parameters whose values say little by themselves, such as lists of steps, in sentences
        for the page of a run; the others are shown as they are.
        """
        return {}

    def divides(self, params: Any) -> bool:
        """Of a divisible engine: whether a run with these parameters is worth dividing; else it
        runs whole, as one job, and its runner has a ``run``.
        """
        return self.divisible

    def target(self, params: Any) -> str:
        """Of a search: the key of the engine that its trials run; '' is this engine itself."""
        return ""


class InputTable(Protocol):
    """An input as the runner sees it. Missing numbers come as NaN, missing texts as ''."""

    path: Path
    content_hash: str
    roles: Any  # role key → names of the columns that play it
    columns: Any  # [ColumnProfile], as far as they are known
    erasable: bool  # a row may be asked to be forgotten: no result may repeat what it says

    @property
    def rows(self) -> int: ...

    def numbers(self, names: Sequence[str]) -> Any:
        """The named columns as a float64 array of shape (rows, len(names)), missing as NaN."""
        ...

    def batches(
        self, names: Sequence[str], rows: int = 65_536, span: tuple[int, int] | None = None
    ) -> Iterator[Any]:
        """The named columns in row order, as float64 arrays of at most ``rows`` rows; of the rows
        from ``span[0]`` to before ``span[1]`` (from 0), all by default.
        """
        ...

    def batches_apart(
        self, names: Sequence[str], rows: int = 65_536, span: tuple[int, int] | None = None
    ) -> Iterator[Sequence[Any]]:
        """As :meth:`batches`, each column an array of its own, which must not be written to."""
        ...

    def starts(self) -> Sequence[int]:
        """First rows of the pieces that can be read without reading those before them."""
        ...

    def texts(self, name: str, positions: Sequence[int]) -> list[str]:
        """The values of one column at row positions (from 0), as text."""
        ...

    def frame(self, names: Sequence[str] | None = None) -> Any:
        """The named columns (all by default) as a ``polars.DataFrame``."""
        ...


class Context(Protocol):
    """What a runner may do besides computing. No ORM objects, no Celery. ``devices`` is how many
    like ``device`` the run has, from that one on.
    """

    seed: int
    device: str
    devices: int
    threads: int
    tmpdir: Path
    checkpoint_dir: Path
    resume_from: Path | None
    output_dir: Path

    def log(self, text: str, level: Literal["info", "warning", "error"] = "info") -> None: ...

    def progress(self, done: float, total: float, note: Message | None = None) -> None: ...

    def metric(self, name: str, step: int, value: float) -> None: ...

    def check_cancelled(self) -> None:
        """Raise :class:`Cancelled` if the run should end now."""
        ...

    def should_stop_and_save(self) -> bool:
        """True once a person asked to stop after the current step and keep what there is."""
        ...

    def save_artifact(self, name: str, path: Path) -> None:
        """Keep a finished file; it is moved, hashed and stored when the attempt succeeds."""
        ...

    def checkpoint(self, path: Path) -> None:
        """Say that ``path`` below ``checkpoint_dir`` is complete and may be resumed from."""
        ...


class Predictor(Protocol):
    """A loaded model. ``predict`` keeps row order and gives one output row for each input row.

    A row's answer is its own: rows of several people may be asked together, one call after another
    for as long as the model stays in memory. What is wrong with a row is a warning of its answer.
    """

    def predict(self, rows: Sequence[Mapping[str, Any]]) -> Prediction: ...


class PredictedRow(BaseModel):
    """One row's answer: values by output column name, and what to know about it."""

    values: dict[str, float | str | None]
    warnings: list[Message] = []


class Prediction(BaseModel):
    """Answers in the order of the rows asked, with the columns to show."""

    columns: list[PredictionColumn]
    rows: list[PredictedRow]


class PredictionColumn(BaseModel):
    """``role`` lets a page group a point with its intervals; ``kind`` says how to show a value."""

    key: str
    label: Message
    unit: str = ""
    kind: Literal["number", "text", "percent"] = "number"
    role: Literal["point", "mean_low", "mean_high", "new_low", "new_high", "other"] = "other"
    target: str = ""


Prediction.model_rebuild()


class Runner(Protocol):
    """The heavy side, imported in the child only."""

    def run(self, ctx: Context, params: Any, inputs: Mapping[str, InputTable]) -> Result: ...

    def load(self, path: Path, runtime: Mapping[str, Any]) -> Predictor:
        """Load the model saved as the artefact folder ``model``; no pickle. ``runtime`` is what
        :mod:`apps.engines.exporting` calls so; what a predictor chose by it may be told as its
        attribute ``runtime``, a JSON object.
        """
        ...


class DivisibleRunner(Protocol):
    """A runner whose work comes apart: each part is a job of its own, on whichever worker is free.

    ``plan`` and ``combine`` run in a child each, before and after the parts; no worker waits in
    between. The result depends neither on how many parts there are nor on the order in which they
    end. ``ctx.seed`` is the run's own in every part: draw from it together with what the part
    covers, never with its number. A ``run`` is not needed; where there is one it gives the same.
    """

    def plan(self, ctx: Context, params: Any, inputs: Mapping[str, InputTable]) -> Sequence[Any]:
        """The parts as small JSON values that name the work, such as ``{"rows": [0, 999]}``.

        It may be called again after a lost worker. It keeps no files.
        """
        ...

    def run_part(
        self, ctx: Context, params: Any, inputs: Mapping[str, InputTable], part: Any
    ) -> Any:
        """Do one part. The state is a JSON value, or the ``Path`` of one file that holds it."""
        ...

    def combine(
        self, ctx: Context, params: Any, inputs: Mapping[str, InputTable], states: Sequence[Any]
    ) -> Result:
        """The answer, from the states in the order of the parts: JSON values, or paths to read."""
        ...


class PredictParams(BaseModel):
    """The parameters of a ``predict`` task: rows given directly."""

    rows: list[dict[str, Any]]
