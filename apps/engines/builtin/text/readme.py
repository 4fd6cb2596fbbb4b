"""How to use an exported text model, in English whatever the reader's language: it travels with the
model's files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from apps.engines.exporting import NAMES, ONNX

_RUN = {
    ONNX: """\
    import onnxruntime
    held = onnxruntime.InferenceSession("model.onnx", providers=["CPUExecutionProvider"])
    said = held.run(None, {"input_ids": ids, "attention_mask": mask})
    outputs = dict(zip([one.name for one in held.get_outputs()], said))""",
    "openvino": """\
    import openvino
    # Without these some processors round to bfloat16 or to 8 bits: faster, and not as compared.
    exact = {"INFERENCE_PRECISION_HINT": "f32", "DYNAMIC_QUANTIZATION_GROUP_SIZE": 0}
    held = openvino.Core().compile_model("model.xml", "CPU", exact)
    said = held({"input_ids": ids, "attention_mask": mask})
    outputs = {one.any_name: said[one] for one in held.outputs}""",
}


def written(told: Mapping[str, Any]) -> str:
    """README.md, from what export.json says."""
    return "\n".join([*_head(told), *_use(told), *_parity(told)]) + "\n"


def _head(told: Mapping[str, Any]) -> Iterator[str]:
    facts = told["facts"]
    yield f"# A text model as {NAMES[told['format']]}"
    yield ""
    yield f"- Task: {facts['task']}; learned from the columns '{facts['text']}', '{facts['label']}'"
    yield f"- Base model: {facts['base']}, licence {told['parity']['licence']}: keep to it"
    yield f"- Pooling: {told['pooling']}"
    for kind in ("inputs", "outputs"):
        for name, what in told[kind].items():
            yield f"- {kind[:-1].capitalize()} `{name}`: {what}"
    yield "- `facts` in export.json holds labels, temperature and what else the rule below names"


def _use(told: Mapping[str, Any]) -> Iterator[str]:
    facts = told["facts"]
    yield ""
    yield "## Use"
    yield ""
    yield "    import numpy as np"
    yield "    from tokenizers import Tokenizer"
    yield '    tokenizer = Tokenizer.from_file("tokenizer.json")'
    yield f"    tokenizer.enable_truncation({facts['max_tokens']})"
    yield f"    tokenizer.enable_padding(pad_id={told['pad']})"
    yield f"    read = tokenizer.encode_batch([{facts['prefix']!r} + text for text in texts])"
    yield "    ids = np.array([one.ids for one in read], dtype=np.int64)"
    yield "    mask = np.array([one.attention_mask for one in read], dtype=np.int64)"
    yield _RUN[told["format"]]
    yield ""
    yield told["rule"]


def _parity(told: Mapping[str, Any]) -> Iterator[str]:
    found = told["parity"]
    rows = "test rows of its run" if found["real"] else "texts of random words it knows"
    yield ""
    yield "## Parity"
    yield ""
    yield f"Compared with the model itself, in PyTorch and float32, on {found['rows']} {rows}:"
    yield ""
    yield "| File | Bytes | Same decision | Largest difference of an output | |"
    yield "|---|---|---|---|---|"
    for one in found["variants"]:
        kept = "" if one["kept"] else "left out"
        yield (
            f"| {one['file']} | {one['bytes']} | {one['agreement']:.4f} | {one['largest']:.2g} |"
            f" {kept} |"
        )
