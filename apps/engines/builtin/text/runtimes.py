"""What computes a model that only answers: PyTorch or OpenVINO, and how exactly.

Measured when the model is loaded, on texts of words from its own vocabulary (:mod:`.parity`): what
gives the same answers and is fastest stays, by the texts a second in batches times those a second
one by one. The layer on top stays in float32 and in PyTorch, with all that follows from it. What
was found is kept beside the model's files, for this processor and these versions.
"""

from __future__ import annotations

import copy
import hashlib
import json
import logging
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Literal

import torch
from pydantic import BaseModel, ValidationError

from apps.engines.builtin.text import openvino, parity
from apps.engines.builtin.text.device import multiplies_half
from apps.engines.contract import Prediction

if TYPE_CHECKING:
    from apps.engines.builtin.text.predictor import TextPredictor

logger = logging.getLogger(__name__)
TEXTS = 512
FEWEST = 192  # of a model that is slow
PASS_SECONDS = 4.0  # that one way of computing may take for them, if there may be fewer
MOST_SECONDS = 40.0  # after which no further way is tried: somebody waits
SINGLE = 24  # of the texts, one by one
FORMAT = 1  # of what is kept
FILE = "runtime.json"
Library = Literal["torch", "openvino"]


class Pace(BaseModel):
    """Texts a second in batches, and median milliseconds of one text alone, as the processor's own
    time has it.
    """

    rate: float
    single: float

    @property
    def merit(self) -> float:
        return self.rate / self.single


class Tried(BaseModel):
    """One way of computing, how fast it is here, and how it compares with PyTorch in float32."""

    library: Library
    precision: openvino.Precision
    pace: Pace
    agreement: float = 1.0
    gap: float = 0.0
    holds: bool = True


class Choice(BaseModel):
    """What computes the model; ``tried`` is empty where there was nothing to choose."""

    library: Library = "torch"
    precision: openvino.Precision = "fp32"
    tried: list[Tried] = []


def settle(predictor: TextPredictor[Any], runtime: Mapping[str, Any]) -> Choice:
    """Let ``predictor`` compute by what is fastest and passes, as far as ``runtime`` leaves that
    open: ``runtime`` ('auto', 'torch', 'openvino'), ``precision`` ('auto', 'fp32'), ``threads``,
    and ``scratch``, the folder where what is found is kept.
    """
    ways = list(_ways(predictor, runtime))
    if len(ways) < 2:
        return Choice()
    keeper = Keeper(runtime)
    choice = keeper.known() or _measured(predictor, ways, runtime, keeper)
    try:
        predictor.model = _taken(predictor.model, choice, keeper)
    except Exception:  # what was kept cannot be read, or no longer computed here
        logger.exception("%s %s was chosen and fails", choice.library, choice.precision)
        keeper.forget()
        return Choice()
    return choice


def _ways(
    predictor: TextPredictor[Any], runtime: Mapping[str, Any]
) -> Iterator[tuple[Library, openvino.Precision]]:
    """What may compute it here, the exact one first."""
    library, rough = runtime.get("runtime", "torch"), runtime.get("precision") == "auto"
    half = rough and multiplies_half(predictor.place.device)
    yield "torch", "fp32"
    if half and library != "openvino":
        yield "torch", "bf16"
    on_cpu = predictor.place.device.type == "cpu"
    if library == "torch" or not on_cpu or openvino.library() is None:
        return
    yield "openvino", "fp32"
    if half:
        yield "openvino", "bf16"
    if rough:
        yield "openvino", "int8"


class Keeper:
    """The choice and the converted encoder, as they are kept for the next time; nothing is where no
    ``scratch`` folder is told.
    """

    def __init__(self, runtime: Mapping[str, Any]) -> None:
        self.threads = int(runtime.get("threads", 1))
        scratch = runtime.get("scratch")
        self.folder = Path(scratch, _mark(runtime)) if scratch else None

    def known(self) -> Choice | None:
        """What was found before."""
        try:
            text = (self.folder / FILE).read_text(encoding="utf-8") if self.folder else ""
            return Choice.model_validate_json(text) if text else None
        except (OSError, ValidationError):
            return None

    def forget(self) -> None:
        """Measure again the next time."""
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)

    def graph(self, model: Any, precision: openvino.Precision) -> Any:
        """The encoder as OpenVINO reads it, converted now where it was not before."""
        path = self.folder / f"{precision}.xml" if self.folder else None
        if path and path.with_suffix(".bin").is_file() and path.is_file():
            return openvino.read(path)
        found = openvino.encoder_of(model)
        return openvino.quantised(found) if precision == "int8" else found

    def keep(self, choice: Choice, graph: Any) -> None:
        """The ``graph`` first: whoever finds the choice finds it too."""
        if self.folder is None:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if graph is not None:
                openvino.save(graph, self.folder / f"{choice.precision}.xml")
            part = self.folder / f"{FILE}.part"
            part.write_text(choice.model_dump_json(), encoding="utf-8")
            part.replace(self.folder / FILE)
        except (OSError, RuntimeError):  # the next start measures again
            logger.exception("what computes the model could not be kept in %s", self.folder)


def _mark(runtime: Mapping[str, Any]) -> str:
    """Changes with whatever the choice depends on besides the model."""
    parts: dict[str, Any] = {
        "format": FORMAT,
        "torch": torch.__version__,
        "processor": torch.backends.cpu.get_cpu_capability(),
        "half": multiplies_half(torch.device("cpu")),
        **{key: runtime.get(key) for key in ("runtime", "precision", "threads", "device")},
    }
    if (found := openvino.library()) is not None:
        parts["openvino"] = metadata.version("openvino")
        parts["processor"] = found.Core().get_property("CPU", "FULL_DEVICE_NAME")
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def _measured(
    predictor: TextPredictor[Any],
    ways: list[tuple[Library, openvino.Precision]],
    runtime: Mapping[str, Any],
    keeper: Keeper,
) -> Choice:
    """Try each way; ``predictor`` is as before afterwards."""
    whole, until = predictor.model, time.monotonic() + MOST_SECONDS
    rows = _rows(predictor)
    if not rows:
        return Choice()
    exact, pace = _timed(predictor, rows)
    tried = [Tried(library="torch", precision="fp32", pace=pace)]
    graph: Any = None
    for library, precision in ways[1:]:
        if time.monotonic() > until:
            logger.warning("there was no time to try %s %s", library, precision)
            break
        try:
            if library == "openvino" and graph is None:
                graph = openvino.encoder_of(whole)
            predictor.model = _variant(whole, library, precision, graph, keeper.threads)
            rough, pace = _timed(predictor, rows)
        except openvino.UnconvertibleError as error:
            logger.warning("OpenVINO cannot compute this model: %s", error)
            break
        except Exception:  # PyTorch in float32 answers whatever another library cannot
            logger.exception("%s %s cannot compute this model", library, precision)
            continue
        finally:
            predictor.model = whole
        found = parity.compared(exact, rough)
        tried.append(
            Tried(library=library, precision=precision, pace=pace, agreement=found.agreement,
                  gap=found.gap, holds=found.holds())
        )  # fmt: skip
    best = _best(tried, runtime)
    choice = Choice(library=best.library, precision=best.precision, tried=tried)
    kept = graph if best.library == "openvino" else None
    if kept is not None and best.precision == "int8":
        kept = openvino.quantised(kept)
    keeper.keep(choice, kept)
    return choice


def _rows(predictor: TextPredictor[Any]) -> list[dict[str, str]]:
    """What is asked to compare: fewer texts of a model that is slow; none without words."""
    texts = parity.texts(predictor.tokens.words(), TEXTS)
    rows = [dict.fromkeys(predictor.names(), text) for text in texts]
    if not rows:
        return []
    sample = rows[: max(1, len(rows) // 16)]
    predictor.predict(sample[:1])
    began = time.monotonic()
    predictor.predict(sample)
    rate = len(sample) / max(time.monotonic() - began, 1e-6)
    return rows[: max(FEWEST, int(rate * PASS_SECONDS))]


def _best(tried: list[Tried], runtime: Mapping[str, Any]) -> Tried:
    """The fastest of those that pass; the exact one where nothing else does."""
    passed = [one for one in tried if one.holds]
    if runtime.get("runtime") == "openvino":
        passed = [one for one in passed if one.library == "openvino"] or passed
    return max(passed, key=lambda one: one.pace.merit)


def _variant(
    model: Any, library: Library, precision: openvino.Precision, graph: Any, threads: int
) -> Any:
    if library == "torch":
        return model if precision == "fp32" else halved(model)
    if precision == "int8":
        graph = openvino.quantised(graph)
    return openvino.standing_in(model, graph, precision, threads)


def _taken(model: Any, choice: Choice, keeper: Keeper) -> Any:
    if choice.library == "openvino":
        graph = keeper.graph(model, choice.precision)
        return openvino.standing_in(model, graph, choice.precision, keeper.threads)
    return halved(model) if choice.precision == "bf16" else model


def halved(model: Any) -> Any:
    """A copy whose encoder holds and multiplies bfloat16. What it gives the last layer is float32
    again (``TextModel.pooled``).
    """
    other = copy.deepcopy(model)
    other.encoder.to(torch.bfloat16)
    return other


def _timed(predictor: TextPredictor[Any], rows: list[dict[str, str]]) -> tuple[Prediction, Pace]:
    """The answers, and how fast they came once everything was touched before."""
    clock = _clock(predictor)
    predictor.predict(rows[: len(rows) // 8])
    began = clock()
    found = predictor.predict(rows)
    rate = len(rows) / (clock() - began)
    alone = []
    for row in rows[:SINGLE]:
        began = clock()
        predictor.predict([row])
        alone.append((clock() - began) * 1000)
    return found, Pace(rate=rate, single=median(alone))


def _clock(predictor: TextPredictor[Any]) -> Callable[[], float]:
    """Seconds of this process's own time on each of its threads, on a processor: what else the
    machine does at the moment must not decide for months.
    """
    if predictor.place.device.type != "cpu":
        return time.perf_counter
    threads = torch.get_num_threads()
    return lambda: time.process_time() / threads
