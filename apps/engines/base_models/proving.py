"""Whether a model can be loaded, found out by loading it: heavy, never in the web process."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from apps.core.messages import Message, msg
from apps.engines.base_models.architectures import CAUSAL, SEQ2SEQ

NOT_NEEDED = ("pooler.",)  # never used: see ``encoder.without_pooler``


def problem(folder: Path) -> Message | None:
    """Why the model cannot be loaded, or None. Raises ``ImportError`` without the models extra."""
    import torch  # noqa: F401 - without it transformers loads configurations, but no model
    import transformers

    try:
        absent = _absent(transformers, folder)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with its files, it says so
        first = (str(error).strip() or type(error).__name__).splitlines()[0]
        return msg("It cannot be loaded: {reason}", reason=first[:300])
    if absent:
        return msg(
            "Its weights do not fit its config.json: {name} is missing.", name=sorted(absent)[0]
        )
    return None


def _absent(transformers: Any, folder: Path) -> set[str]:
    """The weights that the configuration asks for and no file holds."""
    options = {"local_files_only": True, "trust_remote_code": False}
    transformers.AutoTokenizer.from_pretrained(folder, use_fast=True, **options)
    transformers.logging.set_verbosity_error()  # what it warns of is told below
    _model, found = _kind(transformers, folder, options).from_pretrained(
        folder, use_safetensors=True, output_loading_info=True, **options
    )
    return {name for name in found["missing_keys"] if not name.startswith(NOT_NEEDED)}


def _kind(transformers: Any, folder: Path, options: dict[str, Any]) -> Any:
    """What loads it as engines will: a model that writes with its last layer."""
    architecture = transformers.AutoConfig.from_pretrained(folder, **options).model_type
    if architecture in CAUSAL:
        return transformers.AutoModelForCausalLM
    if architecture in SEQ2SEQ:
        return transformers.AutoModelForSeq2SeqLM
    return transformers.AutoModel
