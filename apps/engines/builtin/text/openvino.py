"""Text encoders as OpenVINO computes them: converted from PyTorch, compiled for this processor.

Weights may be stored as 8-bit integers, one scale for each output of a layer; what goes into the
layer is then quantised as it comes, in groups, where the processor multiplies such numbers.
"""

from __future__ import annotations

import copy
import sys
import warnings
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal

import numpy as np
import torch
from peft import AdaLoraModel, LoraModel, PeftModel
from torch import nn

from apps.engines.builtin.text.encoder import PooledModel
from apps.engines.builtin.text.portable import copied

Precision = Literal["fp32", "bf16", "int8"]
HINTS = {"fp32": "f32", "bf16": "bf16", "int8": "f32"}
GROUP = 64  # inputs of a layer that share a scale
MOST = 127
EXAMPLE_ROWS, EXAMPLE_LENGTH = 3, 12


class UnconvertibleError(Exception):
    """No other library can compute this encoder."""


@cache
def library() -> Any:
    """OpenVINO; None where it is not installed.

    Its own telemetry would tell its maker of every import. With the package that sends kept out,
    it falls back to a stub that sends nothing.
    """
    if "openvino" not in sys.modules:
        sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
    try:
        import openvino
    except ImportError:
        return None
    return openvino


class _Hidden(nn.Module):
    """An encoder by position: inputs (rows, length) → (rows, length, hidden)."""

    def __init__(self, encoder: Any, names: Sequence[str]) -> None:
        super().__init__()
        self.encoder, self.names = encoder, tuple(names)

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor, segments: torch.Tensor | None = None
    ) -> torch.Tensor:
        given = dict(zip(self.names, (ids, mask, segments), strict=False))
        found: torch.Tensor = self.encoder(**given).last_hidden_state
        return found


class CompiledEncoder(nn.Module):
    """Stands where an encoder stood. One call at a time: what it gives holds until the next."""

    def __init__(self, compiled: Any, config: Any, names: Sequence[str]) -> None:
        super().__init__()
        self.config, self._names = config, tuple(names)
        self._request = compiled.create_infer_request()

    def forward(self, **inputs: torch.Tensor) -> SimpleNamespace:
        given = [inputs[name].numpy() for name in self._names]
        self._request.infer(given, share_inputs=True, share_outputs=True)
        hidden = self._request.get_output_tensor().data
        return SimpleNamespace(last_hidden_state=torch.from_numpy(hidden))


def plain(encoder: Any) -> Any:
    """The encoder with what was added to its layers merged into them: the same function, in fewer
    steps. Raises :class:`UnconvertibleError` for a learned prefix, whose past values no tracer
    follows.
    """
    if isinstance(encoder, PeftModel):
        raise UnconvertibleError("a learned prefix")
    if isinstance(encoder, LoraModel | AdaLoraModel):
        return copy.deepcopy(encoder).merge_and_unload()
    return encoder


def examples(count: int) -> tuple[torch.Tensor, ...]:
    """Inputs to trace with: token numbers, mask with shorter rows, segments."""
    ids = torch.ones((EXAMPLE_ROWS, EXAMPLE_LENGTH), dtype=torch.long)
    mask = torch.ones_like(ids)
    for row in range(EXAMPLE_ROWS):
        mask[row, EXAMPLE_LENGTH - row :] = 0
    return (ids, mask, torch.zeros_like(ids))[:count]


def converted(module: nn.Module, given: tuple[torch.Tensor, ...]) -> Any:
    """The module as a model of OpenVINO, with rows and length left open. Raises
    :class:`UnconvertibleError`.
    """
    found = library()
    if found is None:
        raise UnconvertibleError("OpenVINO is not installed")
    try:
        with torch.inference_mode(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the tracer's, of branches that lengths do not take
            return found.convert_model(module, example_input=given)
    except Exception as error:
        raise UnconvertibleError(str(error).strip() or repr(error)) from error


def encoder_of(model: PooledModel) -> Any:
    """The encoder of ``model`` as a model of OpenVINO, float32."""
    names = model.inputs()
    return converted(_Hidden(plain(model.encoder), names).eval(), examples(len(names)))


def quantised(model: Any) -> Any:
    """A copy whose layers hold 8-bit weights with a scale for each output."""
    ops = library().opset13
    other = model.clone()
    for node in other.get_ordered_ops():
        if node.get_type_name() != "MatMul":
            continue
        constant = node.input_value(1).get_node()
        if constant.get_type_name() != "Constant" or len(constant.get_output_shape(0)) != 2:
            continue
        weight = constant.get_data().astype(np.float32)
        over = 1 if node.get_attributes()["transpose_b"] else 0
        scale = np.maximum(np.abs(weight).max(axis=over, keepdims=True) / MOST, 1e-12)
        whole = ops.constant(np.round(weight / scale).astype(np.int8))
        back = ops.multiply(ops.convert(whole, "f32"), ops.constant(scale.astype(np.float32)))
        node.input(1).replace_source_output(back.output(0))
    return other


def compiled(model: Any, precision: Precision, threads: int, *, group: int = GROUP) -> Any:
    """Ready to compute on the processor. Not tied to single cores: others compute there too.
    ``group`` 0 keeps what goes into layers of 8-bit weights as it is.
    """
    options: dict[str, Any] = {
        "INFERENCE_NUM_THREADS": max(1, threads),
        "NUM_STREAMS": 1,
        "PERFORMANCE_HINT": "LATENCY",
        "ENABLE_CPU_PINNING": False,
        "INFERENCE_PRECISION_HINT": HINTS[precision],
    }
    if precision == "int8":
        options["DYNAMIC_QUANTIZATION_GROUP_SIZE"] = group
    return library().Core().compile_model(model, "CPU", options)


def standing_in(model: PooledModel, graph: Any, precision: Precision, threads: int) -> PooledModel:
    """A copy of ``model`` that reads by the encoder in ``graph``; the layers on top are shared."""
    names = model.inputs()
    other: PooledModel = copied(model)
    config = model.encoder.config
    other.encoder = CompiledEncoder(compiled(graph, precision, threads), config, names)
    return other.eval()


def name(graph: Any, inputs: Sequence[str], outputs: Sequence[str]) -> None:
    """Call inputs and outputs so, in their order."""
    for port, called in zip([*graph.inputs, *graph.outputs], [*inputs, *outputs], strict=True):
        port.get_tensor().set_names({called})


def save(graph: Any, path: Path) -> None:
    """Write ``path`` (.xml) and the weights beside it (.bin), as exact as they are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    library().save_model(graph, path, compress_to_fp16=False)


def read(path: Path) -> Any:
    """What :func:`save` wrote."""
    return library().Core().read_model(path)
