"""Text encoders as ONNX files, and ONNX Runtime to compute them."""

from __future__ import annotations

import importlib.util
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn

from apps.engines.builtin.text.openvino import UnconvertibleError

OPSET = 17
MODULES = ("onnx", "onnxruntime")


def installed() -> bool:
    return all(importlib.util.find_spec(name) is not None for name in MODULES)


def write(
    module: nn.Module,
    given: tuple[torch.Tensor, ...],
    names: Sequence[str],
    outputs: Sequence[str],
    path: Path,
) -> None:
    """Write the module with rows and length left open. Raises :class:`UnconvertibleError`."""
    axes = {name: {0: "rows", 1: "length"} for name in names}
    axes |= {name: {0: "rows"} for name in outputs}
    try:
        with torch.inference_mode(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the tracer's, of branches that lengths do not take
            # The tracing exporter: the newer one needs two packages more and fixes lengths in
            # some of these architectures.
            torch.onnx.export(
                module, given, str(path), input_names=list(names), output_names=list(outputs),
                dynamic_axes=axes, opset_version=OPSET, dynamo=False,
            )  # fmt: skip
    except Exception as error:
        raise UnconvertibleError(str(error).strip() or repr(error)) from error


def quantise(path: Path, target: Path) -> None:
    """Write a copy with 8-bit weights, whose inputs are quantised as they come."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(path, target, weight_type=QuantType.QInt8, per_channel=True)


def session(path: Path, threads: int) -> Any:
    """Ready to compute on the processor; ``run(None, {name: array})``."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = max(1, threads), 1
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
