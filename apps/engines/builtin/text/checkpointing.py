"""Gradient checkpointing: what a layer works out is worked out again where its gradient is asked
for, in place of being kept until then.

Chen et al. (2016), Training deep nets with sublinear memory cost. Gradients stay the same; a step
takes about a third longer. The layers are transformers' own to choose.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from torch import nn

from apps.core.messages import msg
from apps.engines.builtin.text import methods, needs, shapes
from apps.engines.builtin.text.device import Place, memory_left
from apps.engines.builtin.text.encoder import parameters
from apps.engines.builtin.text.params import TextParams
from apps.engines.contract import Refusal


def settle(
    params: TextParams,
    model: Any,
    place: Place,
    largest: tuple[int, int],
    log: Callable[[str], None],
) -> bool:
    """Turn it on where it was asked for, or where a batch would not fit without it; whether it is.

    ``largest`` are rows and tokens of each of the batch that takes most. Raises ``Refusal`` where
    it was asked for and the model cannot do it.
    """
    language = _pretrained(model)
    if params.checkpointing == "off" or language is None:
        return False
    possible = language.supports_gradient_checkpointing and not methods.has_prefix(model.encoder)
    if params.checkpointing == "on":
        if not possible:
            raise _impossible(language.config.model_type, params.method)
    elif not _too_large(model, language, place, largest):
        return False
    elif not possible:
        log("Memory may not suffice, and gradient checkpointing does not work with this model.")
        return False
    turn_on(language)
    log("Gradient checkpointing is on: layers are computed again in place of being kept.")
    return True


def turn_on(language: Any) -> None:
    """Of a pretrained model of transformers, whatever was added inside."""
    language.activation_checkpointing_enable({"use_reentrant": False})
    # That made what the word table says ask for a gradient, for another kind of checkpointing; a
    # frozen one needs none here.
    language.disable_input_require_grads()


def largest_batch(lengths: Sequence[int], batches: Sequence[np.ndarray]) -> tuple[int, int]:
    """Rows, and tokens of each with padding, of the batch that takes most."""
    measured = np.asarray(lengths)
    return max(((len(b), int(measured[b].max())) for b in batches), key=lambda p: p[0] * p[1] ** 2)


def _too_large(model: nn.Module, language: Any, place: Place, largest: tuple[int, int]) -> bool:
    shape = shapes.of_config(language.config.to_dict(), parameters(model))
    rows, tokens = largest
    kept = needs.activations(shape, rows, tokens, half=place.half, eager=place.eager)
    wanted = needs.WORKING * kept  # as it is told before the start
    wanted += needs.LEARNING_COPIES * needs.NUMBER * parameters(model, learning=True)
    return wanted > memory_left(place)


def _pretrained(model: nn.Module) -> Any:
    """The outermost model of transformers; None for an encoder that is none."""
    known = (part for part in model.modules() if hasattr(part, "supports_gradient_checkpointing"))
    return next(known, None)


def _impossible(kind: str, method: str) -> Refusal:
    if method == "prefix":
        return Refusal(
            msg("Gradient checkpointing does not work with the method 'prefix'."),
            fix=msg("Turn it off, or choose another method."),
            field="checkpointing",
        )
    return Refusal(
        msg("Gradient checkpointing does not work with models of the kind '{kind}'.", kind=kind),
        fix=msg("Turn it off, or choose another base model."),
        field="checkpointing",
    )
