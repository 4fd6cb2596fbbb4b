"""What methods are called in tables, legends and sentences, and curves. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping

from apps.core.messages import Message, mark, msg

TO_CHECK = "labels-to-check.json"  # the artefact for the labelling queue
CURVES = {
    "loss": mark("epoch loss"),
    "quality": mark("epoch quality"),
    "validation_loss": mark("epoch validation loss"),
}
METHODS: Mapping[str, Message] = {
    "full": msg("Full fine-tuning"),
    "lora": msg("LoRA"),
    "adalora": msg("AdaLoRA"),
    "adapter": msg("Adapter"),
    "prefix": msg("Prefix"),
    "probe": msg("Last layer alone"),
    "few_shot": msg("Few examples"),
}


def method(key: str) -> Message | str:
    """What a method is called in tables and sentences."""
    return METHODS.get(key, key)
