"""A batch whose rows are compared, with one part of it in memory at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch

from apps.engines.builtin.text.device import Place

Tensors = dict[str, torch.Tensor]


def random_state(place: Place) -> Tensors:
    """The state of the random numbers that a run draws."""
    found = {"cpu": torch.get_rng_state()}
    if place.device.type == "cuda":
        found["cuda"] = torch.cuda.get_rng_state(place.device)
    return found


def set_random_state(kept: Tensors, place: Place) -> None:
    """Go on as :func:`random_state` was."""
    torch.set_rng_state(kept["cpu"])
    if "cuda" in kept and place.device.type == "cuda":
        torch.cuda.set_rng_state(kept["cuda"], place.device)


def in_turn(
    place: Place,
    parts: Sequence[np.ndarray],
    read: Callable[[np.ndarray], torch.Tensor],
    loss_of: Callable[[torch.Tensor], torch.Tensor],
) -> torch.Tensor:
    """The loss of a whole batch, its gradient being added to the weights' own.

    ``read`` gives (rows, ...) values of the rows of a part, ``loss_of`` the loss of those of all
    parts. What is read comes first, then the slope at it, then each part again with its slope: Gao
    et al. (2021), Scaling deep contrastive learning batch size under memory limited setup.
    """
    before: list[Tensors] = []
    found: list[torch.Tensor] = []
    with torch.no_grad():
        for part in parts:
            before.append(random_state(place))
            found.append(read(part))
    values = torch.cat(found).requires_grad_()
    loss = loss_of(values)
    loss.backward()
    assert values.grad is not None  # noqa: S101 - for the type checker
    slopes = values.grad.split([len(part) for part in parts])
    for part, random, slope in zip(parts, before, slopes, strict=True):
        set_random_state(random, place)  # dropout silences the same again
        read(part).backward(slope)
    return loss
