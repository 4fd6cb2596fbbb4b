"""A text model written for other programs: the files, how to use them, and how they compare."""

from __future__ import annotations

import json
import shutil
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.text import bases, onnx, openvino, parity, readme, saved
from apps.engines.builtin.text.portable import INPUTS, Compute, Portable, copied
from apps.engines.builtin.text.predictor import TextPredictor
from apps.engines.contract import Prediction, Predictor, Refusal
from apps.engines.exporting import AGREEMENT, NAMES, ONNX, Exported, Rows, Variant

OWN_TEXTS = 512  # of the model's words, where there are no rows to compare on
MOST_ROWS = 1000
JSON = "export.json"
# Of what is saved, not for others; who holds the last one can try whether a text was learned from.
KEPT = ("model.json", "config.json", "weights.safetensors", saved.KNOWN)


class Exports(ABC):
    """What makes a runner of text models an ``exporting.ExportingRunner``."""

    @abstractmethod
    def load(self, path: Path, runtime: Mapping[str, Any]) -> Predictor:
        """As ``contract.Runner``."""

    def export(self, path: Path, target: str, folder: Path, rows: Rows, threads: int) -> Exported:
        predictor = self.load(path, {"device": "cpu", "threads": threads})
        assert isinstance(predictor, TextPredictor)  # noqa: S101 - for the type checker
        asked, real = _asked(predictor, rows)
        exact = predictor.scored(asked)
        folder.mkdir(parents=True, exist_ok=True)
        portable = _portable(predictor)
        trial = _Trial(predictor, portable, asked, exact, real)
        found = _write(trial, target, folder, threads)
        whole = [one for one in found if one.precision == "fp32"]
        if not all(one.kept for one in whole):
            raise _differs(target, whole[0])
        for file in sorted(path.iterdir()):
            if file.name not in KEPT:
                shutil.copyfile(file, folder / file.name)
        done = Exported(rows=len(asked), real=real, licence=_licence(predictor), variants=found)
        _describe(predictor, portable, target, done, folder)
        return done


def _asked(predictor: TextPredictor[Any], rows: Rows) -> tuple[Rows, bool]:
    """The rows to compare on, and whether they are real ones."""
    if rows:
        names = predictor.names()
        given = [dict(zip(names, row.values(), strict=False)) for row in rows[:MOST_ROWS]]
        return given, True
    texts = parity.texts(predictor.tokens.words(), OWN_TEXTS)
    return [dict.fromkeys(predictor.names(), text) for text in texts], False


def _portable(predictor: TextPredictor[Any]) -> Portable:
    """Of the model with what was added to its layers merged into them."""
    whole = predictor.model
    try:
        merged = copied(whole)
        merged.encoder = openvino.plain(whole.encoder)
        predictor.model = merged.eval()
        return predictor.portable()
    except openvino.UnconvertibleError as error:
        raise Refusal(
            msg("A model that was taught by the method 'prefix' cannot be written for other"
                " programs: what it learned stands before each text and is no layer."),
            fix=msg("Train one by another method, such as LoRA."),
        ) from error  # fmt: skip
    finally:
        predictor.model = whole


@dataclass(frozen=True)
class _Trial:
    """What a written file is compared with."""

    predictor: TextPredictor[Any]
    portable: Portable
    asked: Rows
    exact: tuple[Prediction, np.ndarray]
    real: bool

    def variant(self, precision: str, file: Path, size: int, compute: Compute) -> Variant:
        """How the answers by ``compute`` compare; the file is removed where they do not agree."""
        whole = self.predictor.model
        self.predictor.model = self.portable.by(compute)
        try:
            rough, scores = self.predictor.scored(self.asked)
        finally:
            self.predictor.model = whole
        found = parity.compared(self.exact[0], rough, close=self.real)
        kept = found.agreement >= AGREEMENT
        largest = np.abs(self.exact[1] - scores).max(initial=0.0)
        return Variant(precision=precision, file=file.name, bytes=size, kept=kept,
                       agreement=found.agreement, largest=float(largest))  # fmt: skip


def _write(trial: _Trial, target: str, folder: Path, threads: int) -> list[Variant]:
    try:
        if target == ONNX:
            return _as_onnx(trial, folder, threads)
        return _as_openvino(trial, folder, threads)
    except openvino.UnconvertibleError as error:
        raise Refusal(
            msg("This model cannot be written as {format}: {reason}", format=NAMES[target],
                reason=str(error).strip().splitlines()[-1][:200]),
            fix=msg("Try the other format."),
        ) from error  # fmt: skip


def _as_onnx(trial: _Trial, folder: Path, threads: int) -> list[Variant]:
    if not onnx.installed():
        raise _not_installed(msg("ONNX files need software that is not installed here (the extra"
                                 " 'export')."))  # fmt: skip
    path, small = folder / "model.onnx", folder / "model.int8.onnx"
    outputs = list(trial.portable.outputs)
    onnx.write(trial.portable.module, openvino.examples(2), INPUTS, outputs, path)
    onnx.quantise(path, small)
    found = []
    for precision, file in (("fp32", path), ("int8", small)):
        held = onnx.session(file, threads)

        def compute(ids: torch.Tensor, mask: torch.Tensor, held: Any = held) -> Any:
            given = dict(zip(INPUTS, (ids.numpy(), mask.numpy()), strict=True))
            return dict(zip(outputs, map(torch.from_numpy, held.run(None, given)), strict=True))

        found.append(trial.variant(precision, file, file.stat().st_size, compute))
        if not found[-1].kept:
            file.unlink()
    return found


def _as_openvino(trial: _Trial, folder: Path, threads: int) -> list[Variant]:
    if openvino.library() is None:
        raise _not_installed(msg("OpenVINO is not installed here (the extra 'models')."))
    outputs = list(trial.portable.outputs)
    graph = openvino.converted(trial.portable.module, openvino.examples(2))
    openvino.name(graph, INPUTS, outputs)
    found = []
    for precision, name in (("fp32", "model.xml"), ("int8", "model.int8.xml")):
        given = openvino.quantised(graph) if precision == "int8" else graph
        held = openvino.compiled(given, "int8" if precision == "int8" else "fp32", threads, group=0)

        def compute(ids: torch.Tensor, mask: torch.Tensor, held: Any = held) -> Any:
            said = held([ids.numpy(), mask.numpy()])
            return {name: torch.from_numpy(said[name]) for name in outputs}

        file = folder / name
        openvino.save(given, file)
        both = [file, file.with_suffix(".bin")]
        size = sum(one.stat().st_size for one in both)
        found.append(trial.variant(precision, file, size, compute))
        if not found[-1].kept:
            for one in both:
                one.unlink()
    return found


def _not_installed(message: Message) -> Refusal:
    return Refusal(message, fix=msg("Ask an administrator to install it."))


def _differs(target: str, found: Variant) -> Refusal:
    return Refusal(
        msg(
            "As {format} the model decides like itself in {share} of the rows only, and {least} are"
            " asked for. Nothing was handed out.",
            format=NAMES[target],
            share=Num(value=found.agreement, style="percent", decimals=1),
            least=Num(value=AGREEMENT, style="percent", decimals=1),
        )
    )


def _licence(predictor: TextPredictor[Any]) -> str:
    base = bases.find(predictor.facts.base)
    return base.licence if base else bases.UNKNOWN_LICENCE


def _describe(
    predictor: TextPredictor[Any], portable: Portable, target: str, done: Exported, folder: Path
) -> None:
    """Write what programs and people have to know."""
    facts: saved.SavedText = predictor.facts
    told = {
        "format": target,
        "inputs": dict.fromkeys(INPUTS, "(rows, length) int64"),
        "outputs": portable.outputs,
        "pooling": "mean over the tokens, inside the model",
        "pad": predictor.tokens.pad,
        "rule": portable.rule,
        "parity": done.model_dump(mode="json"),
        "facts": facts.model_dump(mode="json"),
    }
    (folder / JSON).write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    (folder / "README.md").write_text(readme.written(told), encoding="utf-8")
